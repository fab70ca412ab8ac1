#include "shared/text/domain_hint.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "shared/text/ascii.h"
#include "shared/text/country.h"

namespace undersigned {
namespace {

// Large first, as an earlier one wins a tie. Each with a blank after it.
constexpr std::string_view kProviders =
    "gmail.com yahoo.com hotmail.com outlook.com icloud.com aol.com live.com msn.com proton.me protonmail.com "
    "comcast.net "
    "googlemail.com rocketmail.com fastmail.com verizon.net sbcglobal.net bellsouth.net "
    "hotmail.co.uk yahoo.co.uk outlook.es hotmail.es yahoo.es hotmail.fr yahoo.fr outlook.fr orange.fr wanadoo.fr "
    "laposte.net gmx.de gmx.net web.de t-online.de freenet.de hotmail.de yahoo.de outlook.de hotmail.it yahoo.it "
    "libero.it "
    "virgilio.it tiscali.it outlook.it mail.ru yandex.ru rambler.ru interia.pl seznam.cz centrum.cz "
    "yahoo.com.br hotmail.com.br outlook.com.br uol.com.br bol.com.br terra.com.br yahoo.com.mx yahoo.com.ar "
    "hotmail.com.ar yahoo.co.in rediffmail.com naver.com hanmail.net yahoo.co.jp docomo.ne.jp ezweb.ne.jp "
    "softbank.ne.jp "
    "btinternet.com ntlworld.com telenet.be skynet.be hotmail.nl bigpond.com optusnet.com.au sympatico.ca "
    "videotron.ca ";

// Real mail domains within reach of one above.
constexpr std::string_view kNeighbours =
    "mail.com ymail.com email.com xmail.com homemail.com flashmail.com prontomail.com aver.com ";

// Under this many bytes only the ending of a domain is looked at: "aon.com" is not a slip for "aol.com".
constexpr std::size_t kShortDomainBytes = 9;
// From this many bytes on two slips are allowed.
constexpr std::size_t kLongDomainBytes = 11;

std::string_view name_of(std::string_view domain) {
  return domain.substr(0, domain.find('.'));
}

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  using Row = std::array<std::uint8_t, kHintDomainBytesMax + 1>;
  Row before{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = last;
    last = row;
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int least = std::min(last[j], row[j - 1]) + 1;
      least = std::min(least, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) least = std::min(least, before[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(least);
    }
  }
  return row[b.size()];
}

// Whether the last label is a country's, other than the three that a slip makes of ".com".
bool ends_in_country(std::string_view domain) {
  const std::string_view ending = domain.substr(domain.rfind('.') + 1);
  if (ending == "co" || ending == "cm" || ending == "om") return false;
  if (ending.size() != 2) return false;
  const char code[] = {ascii_upper(ending[0]), ascii_upper(ending[1])};
  return ending == "uk" || ending == "eu" || is_country(std::string_view(code, 2));
}

std::size_t slips_allowed(std::string_view domain, std::string_view provider) {
  if (name_of(domain) == name_of(provider)) return ends_in_country(domain) ? 0 : 1;
  if (provider.size() < kShortDomainBytes) return 0;
  // Two slips hardly ever take the first letter.
  return provider.size() >= kLongDomainBytes && domain[0] == provider[0] ? 2 : 1;
}

}  // namespace

std::string_view suggest_domain(std::string_view domain) {
  if (domain.empty() || domain.size() > kHintDomainBytesMax) return {};
  std::string_view best;
  std::size_t least = 3;
  for (std::string_view rest = kProviders; !rest.empty();) {
    const std::string_view provider = rest.substr(0, rest.find(' '));
    rest.remove_prefix(provider.size() + 1);
    const std::size_t slips = distance(domain, provider);
    if (slips == 0) return {};
    if (slips < least && slips <= slips_allowed(domain, provider)) {
      best = provider;
      least = slips;
    }
  }
  for (std::string_view rest = kNeighbours; !rest.empty();) {
    const std::string_view neighbour = rest.substr(0, rest.find(' '));
    rest.remove_prefix(neighbour.size() + 1);
    if (domain == neighbour) return {};
  }
  return best;
}

}  // namespace undersigned
