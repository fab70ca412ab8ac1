#include <algorithm>

#include "shared/text/ascii.h"
#include "shared/text/email.h"

namespace undersigned {
namespace {

// One provider: its domains, each with a blank after it ("yahoo." stands for the provider's domain in any country), and
// what it makes no difference of in the local part.
struct Provider {
  std::string_view domains;
  std::string_view home;     // all its domains are one mailbox, kept under this one; empty: each is its own
  char tag;                  // from this character on the local part is a tag
  std::string_view ignored;  // characters that make no difference
};

constexpr Provider kProviders[] = {
    // Gmail Help, "Dots don't matter in Gmail addresses"; googlemail.com is Gmail's name in Germany and the UK.
    {"gmail.com googlemail.com ", "gmail.com", '+', "."},
    // Microsoft: + since 2013. outlook.com and hotmail.com are different people.
    {"outlook. hotmail. live. msn.com windowslive.com passport.com ", "", '+', ""},
    // Apple Support HT201771, "About your @icloud.com, @me.com, and @mac.com email addresses".
    {"icloud.com me.com mac.com ", "icloud.com", '+', ""},
    // Proton Support, "Addresses and aliases": . - _ are ignored, and no two people share a name across its domains.
    {"proton.me protonmail.com protonmail.ch pm.me ", "proton.me", '+', ".-_"},
    // Yahoo Help, "Disposable addresses": base-keyword. A hyphen is in no other Yahoo name; + is no tag there.
    {"yahoo. ymail.com rocketmail.com myyahoo.com ", "", '-', ""},
    // Yandex Help: all its domains are one mailbox. A dot stands for a hyphen, see below.
    {"yandex. ya.ru ", "yandex.ru", '+', ""},
    // Fastmail Help, "Plus addressing and subdomain addressing"; the second is below.
    {"fastmail.com fastmail.fm ", "", '+', ""},
    // Their help pages say +.
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
    if (domain == "yandex.ru") std::replace(local.begin(), local.end(), '.', '-');
    break;
  }
  return local + '@' + domain;
}

}  // namespace undersigned
