#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/fill.h"
#include "shared/locale/locale.h"

namespace undersigned {
namespace {

// CLDR: dateFormatLength "long" of the Gregorian calendar, and month names as used within a date.
struct DateForm {
  std::string_view pattern;
  std::array<std::string_view, 12> months;
};

// In the order of enum class Locale.
constexpr std::array<DateForm, kLocaleCount> kForms{{
    {"{month} {day}, {year}",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December"}},
    {"{day} de {month} de {year}",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
      "diciembre"}},
    {"{day} {month} {year}",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre"}},
    {"{day}. {month} {year}",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember"}},
    {"{day} de {month} de {year}",
     {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
      "dezembro"}},
    {"{day} {month} {year}\u00a0г.",
     {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
      "декабря"}},
    {"{day} {month} {year}\u00a0р.",
     {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
      "грудня"}},
    {"{year}年{month}月{day}日", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}},
    {"{day} {month} {year}",
     {"जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"}},
    {"{day} tháng {month}, {year}", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}},
    {"{day} {month} {year}",
     {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}},
    {"{day} ב{month} {year}",
     {"ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"}},
}};

std::string without_zero(std::string_view digits) {
  const std::size_t at = digits.find_first_not_of('0');
  return std::string(digits.substr(at == std::string_view::npos ? digits.size() - 1 : at));
}

// The first of a month is an ordinal in French and in Brazilian Portuguese. CLDR's patterns cannot express that.
std::string_view first_day_ending(Locale locale) {
  if (locale == Locale::French) return "er";
  return locale == Locale::Portuguese ? "º" : "";
}

}  // namespace

std::string day(Locale locale, std::string_view iso_date) {
  if (!is_date(iso_date)) return std::string(iso_date);
  const DateForm& form = kForms[static_cast<std::size_t>(locale)];
  const auto month = static_cast<std::size_t>((iso_date[5] - '0') * 10 + (iso_date[6] - '0') - 1);
  const std::string year = without_zero(iso_date.substr(0, 4));
  std::string day_of_month = without_zero(iso_date.substr(8, 2));
  if (day_of_month == "1") day_of_month += first_day_ending(locale);
  return fill(form.pattern, {{"day", day_of_month}, {"month", form.months[month]}, {"year", year}});
}

}  // namespace undersigned
