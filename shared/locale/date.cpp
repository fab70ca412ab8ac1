#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"

namespace undersigned {
namespace {

using MonthNames = std::array<std::string_view, 12>;

constexpr MonthNames kEnglishMonths{"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
constexpr MonthNames kSpanishMonths{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                    "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

}  // namespace

std::string day(Locale locale, std::string_view iso_date) {
  if (!is_date(iso_date)) return std::string(iso_date);
  const std::string year(iso_date.substr(0, 4));
  const auto month = static_cast<std::size_t>((iso_date[5] - '0') * 10 + (iso_date[6] - '0') - 1);
  const std::string day_of_month = std::to_string((iso_date[8] - '0') * 10 + (iso_date[9] - '0'));
  switch (locale) {
    case Locale::English:
      return std::string(kEnglishMonths[month]) + " " + day_of_month + ", " + year;
    case Locale::Spanish:
      return day_of_month + " de " + std::string(kSpanishMonths[month]) + " de " + year;
  }
  return std::string(iso_date);
}

}  // namespace undersigned
