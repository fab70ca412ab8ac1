#include <algorithm>
#include <cstdint>

#include "shared/text/ascii.h"
#include "shared/text/email.h"

namespace undersigned {
namespace {

// One provider: its domains, each with a blank after it ("yahoo." stands for the provider's domain in any country), and
// what it ignores in the local part.
struct Provider {
  std::string_view domains;
  std::string_view home;     // all its domains are one mailbox, kept under this one; empty: each is its own
  char tag;                  // from this character on the local part is a tag; 0: it has no tags
  std::string_view ignored;  // characters that make no difference
};

constexpr Provider kProviders[] = {
    // support.google.com/mail/answer/7436150 (dots), answer/22370 (+), answer/10313 (googlemail.com)
    {"gmail.com googlemail.com ", "gmail.com", '+', "."},
    // support.microsoft.com "Add or remove an email alias": + since 2013; outlook.com and hotmail.com are different
    // people
    {"outlook. hotmail. live. msn.com windowslive.com passport.com ", "", '+', ""},
    // support.apple.com/en-us/HT201771: one mailbox under the three names
    {"icloud.com me.com mac.com ", "icloud.com", '+', ""},
    // proton.me/support/creating-aliases, /support/addresses-and-aliases: . - _ are ignored
    {"proton.me protonmail.com protonmail.ch pm.me ", "proton.me", '+', ".-_"},
    // senders.yahooinc.com, "disposable addresses": base-keyword; a hyphen is in no other Yahoo name
    {"yahoo. ymail.com rocketmail.com myyahoo.com ", "", '-', ""},
    // yandex.com/support/id/authorization/login: all its domains are one mailbox; a dot is as good as a hyphen
    {"yandex. ya.ru ", "yandex.ru", '+', ".-"},
    // fastmail.help "Plus addressing and subdomain addressing"; the other form is below
    {"fastmail.com fastmail.fm ", "", '+', ""},
    // Each documents "+": mail.ru, mailbox.org, posteo.de, riseup.net, zoho.com, hey.com
    {"mail.ru bk.ru inbox.ru list.ru mailbox.org posteo.de posteo.net riseup.net zoho.com zohomail.com hey.com ", "",
     '+', ""},
};

// Whether `domain` is one of the blank-ended `domains`.
bool is_listed(std::string_view domains, std::string_view domain) {
  while (!domains.empty()) {
    const std::size_t blank = domains.find(' ');
    const std::string_view listed = domains.substr(0, blank);
    domains.remove_prefix(blank + 1);
    if (domain == listed) return true;
    // "yahoo." takes "yahoo.fr" and "yahoo.co.uk", but no longer ones: those belong to somebody else.
    const bool any_country = listed.back() == '.';
    if (any_country && domain.substr(0, listed.size()) == listed && domain.size() <= listed.size() + 6) return true;
  }
  return false;
}

// "anything@jane.fastmail.com" is jane's mailbox.
void fold_subdomain(std::string& local, std::string& domain) {
  for (const std::string_view parent : {".fastmail.com", ".fastmail.fm"}) {
    if (domain.size() <= parent.size() || domain.substr(domain.size() - parent.size()) != parent) continue;
    local = domain.substr(0, domain.size() - parent.size());
    domain = parent.substr(1);
    return;
  }
}

}  // namespace

std::string canonical_email(std::string_view email) {
  std::string local(email.substr(0, email.rfind('@')));
  for (char& c : local) c = ascii_lower(c);
  std::string domain(email_domain(email));
  fold_subdomain(local, domain);

  for (const Provider& provider : kProviders) {
    if (!is_listed(provider.domains, domain)) continue;
    std::string kept = local.substr(0, local.find(provider.tag));
    const auto is_ignored = [&](char c) { return provider.ignored.find(c) != std::string_view::npos; };
    kept.erase(std::remove_if(kept.begin(), kept.end(), is_ignored), kept.end());
    if (!kept.empty()) local = kept;
    if (!provider.home.empty()) domain = provider.home;
    break;
  }
  return local + '@' + domain;
}

}  // namespace undersigned
