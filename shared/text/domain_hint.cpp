#include "shared/text/domain_hint.h"

#include <algorithm>
#include <cstdint>

namespace undersigned {
namespace {

// Large providers first, since an earlier one wins a tie. The last ones are listed because they are real and similar to
// a large one. Each is followed by a blank.
constexpr std::string_view kDomains =
    "gmail.com yahoo.com hotmail.com outlook.com icloud.com aol.com live.com msn.com proton.me protonmail.com "
    "comcast.net googlemail.com rocketmail.com fastmail.com verizon.net sbcglobal.net bellsouth.net hotmail.co.uk "
    "yahoo.co.uk btinternet.com hotmail.es yahoo.es outlook.es hotmail.fr yahoo.fr outlook.fr orange.fr wanadoo.fr "
    "laposte.net gmx.de gmx.net web.de t-online.de freenet.de hotmail.de yahoo.de outlook.de hotmail.it yahoo.it "
    "libero.it virgilio.it tiscali.it mail.ru yandex.ru rambler.ru interia.pl seznam.cz telenet.be skynet.be "
    "hotmail.nl yahoo.com.br hotmail.com.br outlook.com.br uol.com.br bol.com.br terra.com.br yahoo.com.mx "
    "yahoo.com.ar hotmail.com.ar yahoo.co.in rediffmail.com naver.com hanmail.net yahoo.co.jp docomo.ne.jp "
    "ezweb.ne.jp softbank.ne.jp bigpond.com optusnet.com.au sympatico.ca videotron.ca mail.com ymail.com email.com "
    "xmail.com homemail.com flashmail.com prontomail.com aver.com ";

// Below this length only the ending is compared: "aon.com" is not a typo of "aol.com".
constexpr std::size_t kShortDomainBytes = 9;
// From this length on two edits are allowed.
constexpr std::size_t kLongDomainBytes = 11;

constexpr std::size_t kSlipsMax = 2;

std::string_view name_of(std::string_view domain) {
  return domain.substr(0, domain.find('.'));
}

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. Stops when the distance
// exceeds `most`. Both texts have at most kHintDomainBytesMax bytes.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::uint8_t table[kHintDomainBytesMax + 1][kHintDomainBytesMax + 1];
  for (std::size_t i = 0; i <= a.size(); ++i) {
    std::size_t least_of_row = i + b.size();
    for (std::size_t j = 0; j <= b.size(); ++j) {
      std::size_t least = i + j;
      if (i != 0 && j != 0) {
        const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
        least = std::min<std::size_t>(table[i - 1][j], table[i][j - 1]) + 1;
        least = std::min(least, table[i - 1][j - 1] + differs);
        const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        if (swapped) least = std::min<std::size_t>(least, table[i - 2][j - 2] + 1U);
      }
      table[i][j] = static_cast<std::uint8_t>(least);
      least_of_row = std::min(least_of_row, least);
    }
    if (least_of_row > most) return least_of_row;
  }
  return table[a.size()][b.size()];
}

// Whether the last label is a country's, other than the three that are typos of ".com".
bool ends_in_country(std::string_view domain) {
  const std::string_view ending = domain.substr(domain.rfind('.') + 1);
  return ending.size() == 2 && ending != "co" && ending != "cm" && ending != "om";
}

std::size_t edits_allowed(std::string_view domain, std::string_view provider) {
  if (name_of(domain) == name_of(provider)) return ends_in_country(domain) ? 0 : 1;
  if (provider.size() < kShortDomainBytes) return 0;
  // Two typos rarely change the first letter.
  return provider.size() >= kLongDomainBytes && domain[0] == provider[0] ? kSlipsMax : 1;
}

}  // namespace

std::string_view suggest_domain(std::string_view domain) {
  if (domain.empty() || domain.size() > kHintDomainBytesMax) return {};
  std::string_view best;
  std::size_t least = kSlipsMax + 1;
  for (std::string_view rest = kDomains; !rest.empty();) {
    const std::string_view provider = rest.substr(0, rest.find(' '));
    rest.remove_prefix(provider.size() + 1);
    if (provider == domain) return {};
    const std::size_t allowed = std::min(edits_allowed(domain, provider), least - 1);
    const std::size_t slips = distance(domain, provider, allowed);
    if (slips <= allowed && slips != 0) {
      best = provider;
      least = slips;
    }
  }
  return best;
}

}  // namespace undersigned
