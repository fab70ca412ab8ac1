#include "shared/locale/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/locale/plural.h"
#include "shared/text/utf8.h"

using namespace undersigned;

namespace {

struct Form {
  std::string_view category;  // empty if the message has no plural
  std::string_view words;
};

bool is_plural(std::size_t message) {
  const std::string_view words = written(Locale::English, static_cast<Message>(message));
  return words.starts_with("one:") || words.starts_with("other:");
}

std::vector<Form> forms_of(Locale locale, std::size_t message) {
  std::string_view words = written(locale, static_cast<Message>(message));
  if (!is_plural(message)) return {{"", words}};
  std::vector<Form> forms;
  while (true) {
    const std::size_t bar = words.find('|');
    const std::string_view form = words.substr(0, bar);
    const std::size_t colon = form.find(':');
    if (colon == std::string_view::npos) {
      forms.push_back({"no category", form});
    } else {
      forms.push_back({form.substr(0, colon), form.substr(colon + 1)});
    }
    if (bar == std::string_view::npos) return forms;
    words.remove_prefix(bar + 1);
  }
}

void each_form(const std::function<void(Locale, std::size_t, const Form&)>& check) {
  for (const Locale locale : kLocales) {
    for (std::size_t message = 0; message < kMessageCount; ++message) {
      for (const Form& form : forms_of(locale, message)) {
        CAPTURE(locale_tag(locale));
        CAPTURE(form.words);
        check(locale, message, form);
      }
    }
  }
}

std::multiset<std::string> placeholders_of(std::string_view words) {
  std::multiset<std::string> names;
  for (std::size_t open = words.find('{'); open != std::string_view::npos; open = words.find('{', open + 1)) {
    names.emplace(words.substr(open, words.find('}', open) - open + 1));
  }
  return names;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool ends_with_one_of(std::string_view words, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return words.ends_with(mark); });
}

// How a text ends, in any script: '.', '?', ':', '~' for an ellipsis, ' ' for none of these.
char ending_of(std::string_view words) {
  if (ends_with_one_of(words, {".", "。", "।"})) return '.';
  if (ends_with_one_of(words, {"?", "？", "؟"})) return '?';
  if (ends_with_one_of(words, {":", "："})) return ':';
  if (ends_with_one_of(words, {"…"})) return '~';
  return ' ';
}

bool has_letters(std::string_view words) {
  bool inside = false;
  return std::any_of(words.begin(), words.end(), [&](char c) {
    if (c == '{') inside = true;
    if (c == '}') inside = false;
    return !inside && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  });
}

// Messages that may be the same as in English.
bool may_equal_english(Locale locale, Message message) {
  static const std::set<std::pair<Locale, Message>> kShared{
      {Locale::German, Message::KickerPetition},      {Locale::German, Message::EmbedTitle},
      {Locale::Vietnamese, Message::ShareEmail},      {Locale::French, Message::MailSender},
      {Locale::French, Message::PaperSignature},      {Locale::Portuguese, Message::MailSender},
      {Locale::French, Message::AdminUpdateDate},     {Locale::French, Message::AdminVersions},
      {Locale::German, Message::AdminUpdateText},     {Locale::German, Message::AdminUpdateLink},
      {Locale::Portuguese, Message::AdminUpdateLink},
  };
  return kShared.count({locale, message}) > 0;
}

// "Please", "sorry", "invalid", "oops": the product says what to do instead (GOV.UK). Without the first letter if it
// may be a capital.
std::vector<std::string_view> banned_words(Locale locale) {
  switch (locale) {
    case Locale::English:
      return {"Please", "please", "orry", "invalid", "oops"};
    case Locale::Spanish:
      return {"or favor", "siento", "sentimos", "isculp", "erdón", "inválid", "no válid", "Ups"};
    case Locale::French:
      return {"il vous plaît", "euillez", "ésolé", "invalide", "xcus", "Oups"};
    case Locale::German:
      return {"itte ", "eider", "ungültig", "ntschuldig", "Tut uns leid", "Hoppla"};
    case Locale::Portuguese:
      return {"or favor", "esculp", "inválid", "nfelizmente", "Ops"};
    case Locale::Russian:
      return {"ожалуйста", "звинит", "ростите", "едействительн", "еверн", " сожалению", "Упс", "Ой"};
    case Locale::Ukrainian:
      return {"удь ласка", "ибачте", "робачте", "едійсн", "еправильн", "а жаль", "Ой"};
    case Locale::Chinese:
      return {"抱歉", "对不起", "不好意思", "无效", "哎呀"};
    case Locale::Hindi:
      return {"कृपया", "क्षमा", "माफ़", "खेद", "अमान्य"};
    case Locale::Vietnamese:
      return {"ui lòng", "in lỗi", "iếc", "hông hợp lệ", "Rất tiếc"};
    case Locale::Arabic:
      return {"من فضلك", "يرجى", "رجاء", "عذر", "آسف", "نأسف", "غير صالح"};
    case Locale::Hebrew:
      return {"בבקשה", "אנא", "סליחה", "מצטער", "לא תקין", "לא חוקי"};
  }
  return {};
}

// Button labels, which have to fit into 320 px.
constexpr Message kButtons[] = {
    Message::ButtonSign,       Message::ButtonEndorse,   Message::ButtonCalled,     Message::ButtonConfirm,
    Message::ButtonResend,     Message::ShareCopy,       Message::OfflineKeep,      Message::OfflineSendNow,
    Message::OfflineDelete,    Message::MySendCode,      Message::MyOpen,           Message::MySave,
    Message::MyWithdraw,       Message::MyErase,         Message::MyDownload,       Message::AdminSignInButton,
    Message::AdminSetupButton, Message::MailConfirmLink, Message::MailWithdrawLink, Message::AdminRelease,
    Message::AdminRuleOut,
};
constexpr std::size_t kButtonCharsMax = 34;

}  // namespace

TEST_CASE("every form fills the placeholders of the English one, and a form for one number may spell its count") {
  each_form([](Locale, std::size_t message, const Form& form) {
    const std::multiset<std::string> expected = placeholders_of(forms_of(Locale::English, message).back().words);
    std::multiset<std::string> found = placeholders_of(form.words);
    const bool one_number = form.category == "zero" || form.category == "one" || form.category == "two";
    if (one_number && expected.count("{count}") > 0 && found.count("{count}") == 0) found.insert("{count}");
    CHECK(found == expected);
  });
}

TEST_CASE("every message with plurals has each category of the language, in its order, and no other") {
  for (const Locale locale : kLocales) {
    for (std::size_t message = 0; message < kMessageCount; ++message) {
      if (!is_plural(message)) continue;
      CAPTURE(locale_tag(locale));
      CAPTURE(written(locale, static_cast<Message>(message)));
      std::vector<std::string_view> found;
      for (const Form& form : forms_of(locale, message)) {
        found.push_back(form.category);
        CHECK_FALSE(form.words.empty());
      }
      const auto expected = plural_categories(locale);
      CHECK(std::equal(found.begin(), found.end(), expected.begin(), expected.end()));
    }
  }
}

TEST_CASE("no English is left in another language") {
  for (const Locale locale : kLocales) {
    if (locale == Locale::English) continue;
    for (std::size_t message = 0; message < kMessageCount; ++message) {
      const std::string_view words = written(locale, static_cast<Message>(message));
      const bool equal = words == written(Locale::English, static_cast<Message>(message)) && has_letters(words);
      CAPTURE(locale_tag(locale));
      CAPTURE(words);
      CHECK(equal == may_equal_english(locale, static_cast<Message>(message)));
    }
  }
}

TEST_CASE("texts are set with the marks of print") {
  each_form([](Locale, std::size_t message, const Form& form) {
    CHECK(is_utf8(form.words));
    for (const std::string_view wrong : {"'", "\"", "...", "  ", "--", "\t", "\n", "( ", " )", " ,", " ."}) {
      CAPTURE(wrong);
      CHECK_FALSE(contains(form.words, wrong));
    }
    if (static_cast<Message>(message) != Message::ErrorBadKey) CHECK_FALSE(contains(form.words, " - "));
    CHECK_FALSE(form.words.starts_with(" "));
    CHECK_FALSE(form.words.ends_with(" "));
    for (const std::string_view direction_mark : {"\u200e", "\u200f", "\u202a", "\u202b", "\u2067", "\u2068"}) {
      CHECK_FALSE(contains(form.words, direction_mark));
    }
  });
}

// In right-to-left text, "+1 202 555 0123" would be shown as "0123 555 202 1+" (UAX 9).
TEST_CASE("a telephone number keeps its order in a text from right to left") {
  each_form([](Locale locale, std::size_t, const Form& form) {
    for (const std::string_view phone : {"+1 202 555 0123", "{phone}"}) {
      if (!contains(form.words, phone)) continue;
      const std::string isolated = "\u2066" + std::string(phone) + "\u2069";
      CHECK(contains(form.words, isolated) == (direction(locale) == Direction::RightToLeft));
    }
  });
}

TEST_CASE("a text ends as the English one does: no full stop on a label, a colon before what follows") {
  each_form([](Locale, std::size_t message, const Form& form) {
    CHECK(ending_of(form.words) == ending_of(forms_of(Locale::English, message).back().words));
  });
}

TEST_CASE("a day that ends with a full stop does not stand before another") {
  each_form([](Locale locale, std::size_t, const Form& form) {
    if (day(locale, "2018-08-01").ends_with(".")) CHECK_FALSE(contains(form.words, "{day}."));
  });
}

TEST_CASE("French keeps its spaces before two-part marks and inside its quotation marks") {
  each_form([](Locale locale, std::size_t, const Form& form) {
    if (locale != Locale::French) return;
    const auto spaced = [](std::string_view before) { return ends_with_one_of(before, {"\u00a0", "\u202f"}); };
    for (std::size_t at = 0; at < form.words.size(); ++at) {
      if (std::string_view(":;?!").find(form.words[at]) == std::string_view::npos) continue;
      if (form.words.substr(at).starts_with("://")) continue;
      CHECK(spaced(form.words.substr(0, at)));
    }
    for (std::size_t at = form.words.find("»"); at != std::string_view::npos; at = form.words.find("»", at + 1)) {
      CHECK(spaced(form.words.substr(0, at)));
    }
  });
}

TEST_CASE("Spanish opens the questions that it closes") {
  each_form([](Locale locale, std::size_t, const Form& form) {
    if (locale == Locale::Spanish) CHECK(contains(form.words, "¿") == contains(form.words, "?"));
  });
}

TEST_CASE("nothing pleads, apologizes or calls what people typed invalid") {
  each_form([](Locale locale, std::size_t, const Form& form) {
    for (const std::string_view word : banned_words(locale)) {
      CAPTURE(word);
      CHECK_FALSE(contains(form.words, word));
    }
  });
}

TEST_CASE("a button's words fit a narrow screen") {
  for (const Locale locale : kLocales) {
    for (const Message button : kButtons) {
      const std::string words = text_of(locale, button);
      CAPTURE(words);
      CHECK(count_chars(words) <= kButtonCharsMax);
    }
  }
}
