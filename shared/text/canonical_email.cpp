#include <cstdint>

#include "shared/text/ascii.h"
#include "shared/text/email.h"

namespace undersigned {
namespace {

// One provider: its domains, each followed by a blank, and what its local parts ignore. "yahoo." stands for the domain
// in any country; only for providers without `home`.
struct Provider {
  std::string_view domains;
  std::string_view home;     // all its domains are one mailbox, stored under this one; empty: each is separate
  std::string_view ignored;  // characters that are ignored
  char tag;                  // begins a tag in the local part
  char dot;                  // what a dot is equivalent to
};

constexpr std::string_view kFastmail = "fastmail.com fastmail.fm ";

constexpr Provider kProviders[] = {
    // Gmail Help, "Dots don't matter in Gmail addresses"; googlemail.com is Gmail's name in Germany and the UK.
    {"gmail.com googlemail.com ", "gmail.com", ".", '+', '.'},
    // Microsoft: + since 2013. outlook.com and hotmail.com are different people.
    {"outlook. hotmail. live. msn.com windowslive.com passport.com ", "", "", '+', '.'},
    // Apple Support HT201771, "About your @icloud.com, @me.com, and @mac.com email addresses".
    {"icloud.com me.com mac.com ", "icloud.com", "", '+', '.'},
    // Proton Support, "Addresses and aliases": . - _ are ignored, and a name belongs to one person in all its domains.
    {"proton.me protonmail.com protonmail.ch pm.me ", "proton.me", ".-_", '+', '.'},
    // Yahoo Help, "Disposable addresses": base-keyword. Other Yahoo names have no hyphen, and + begins no tag.
    {"yahoo. ymail.com rocketmail.com myyahoo.com ", "", "", '-', '.'},
    // Yandex Help: all its domains are one mailbox, and a dot is equivalent to a hyphen. Domains are listed one by one,
    // or the owner of yandex.ab.de could pose as somebody of yandex.ru.
    {"yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.com.tr ya.ru ", "yandex.ru", "", '+', '-'},
    // Fastmail Help, "Plus addressing and subdomain addressing"; the latter is handled below.
    {kFastmail, "", "", '+', '.'},
    // According to their help pages: +.
    {"mail.ru bk.ru inbox.ru list.ru mailbox.org posteo.de posteo.net riseup.net zoho.com zohomail.com hey.com ", "",
     "", '+', '.'},
};

// Whether `domain` is in `domains`, where each entry ends with a blank.
bool is_listed(std::string_view domains, std::string_view domain) {
  while (!domains.empty()) {
    const std::size_t blank = domains.find(' ');
    const std::string_view listed = domains.substr(0, blank);
    domains.remove_prefix(blank + 1);
    if (domain == listed) return true;
    // "yahoo." matches "yahoo.fr" and "yahoo.co.uk", but not longer names, which belong to somebody else.
    const bool any_country = listed.back() == '.';
    if (any_country && domain.substr(0, listed.size()) == listed && domain.size() <= listed.size() + 6) return true;
  }
  return false;
}

constexpr Provider kOther{"", "", "", '\0', '.'};

const Provider& provider_of(std::string_view domain) {
  for (const Provider& provider : kProviders) {
    if (is_listed(provider.domains, domain)) return provider;
  }
  return kOther;
}

// At which providers "+" begins a tag.
enum class PlusTags : std::uint8_t { Everywhere, WhereTheProviderSaysSo };

std::string canonical(std::string_view email, PlusTags plus) {
  std::string_view domain = email_domain(email);
  std::string_view local = email.substr(0, email.size() - domain.size() - 1);
  // "anything@jane.fastmail.com" is Jane's mailbox.
  const std::size_t subdomain = domain.find(".fastmail.");
  if (subdomain != std::string_view::npos && is_listed(kFastmail, domain.substr(subdomain + 1))) {
    local = domain.substr(0, subdomain);
    domain.remove_prefix(subdomain + 1);
  }

  const Provider& provider = provider_of(domain);
  std::string canonical;
  for (const char typed : local) {
    const bool is_tag = typed == provider.tag || (typed == '+' && plus == PlusTags::Everywhere);
    if (is_tag && !canonical.empty()) break;
    if (provider.ignored.find(typed) != std::string_view::npos) continue;
    canonical += typed == '.' ? provider.dot : ascii_lower(typed);
  }
  if (canonical.empty()) canonical = local;
  canonical += '@';
  canonical += provider.home.empty() ? domain : provider.home;
  return canonical;
}

}  // namespace

std::string canonical_email(std::string_view email) {
  return canonical(email, PlusTags::Everywhere);
}

std::string delivery_mailbox(std::string_view email) {
  return canonical(email, PlusTags::WhereTheProviderSaysSo);
}

}  // namespace undersigned
