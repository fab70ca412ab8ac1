#include "tests/faults/tally.h"

#include <iomanip>
#include <string>

namespace undersigned::faults {

Tally& operator+=(Tally& sum, const Tally& more) {
  sum.points += more.points;
  sum.acknowledged += more.acknowledged;
  sum.lost += more.lost;
  sum.doubled += more.doubled;
  sum.refused_present += more.refused_present;
  sum.recounts_differed += more.recounts_differed;
  sum.otherwise_wrong += more.otherwise_wrong;
  return sum;
}

void print_head(std::ostream& out) {
  out << std::left << std::setw(52) << "fault" << std::right << std::setw(8) << "points" << std::setw(14)
      << "acknowledged" << std::setw(6) << "lost" << std::setw(9) << "doubled" << std::setw(17) << "refused present"
      << std::setw(18) << "recounts differed" << std::setw(13) << "else wrong" << '\n';
}

void print_row(std::ostream& out, std::string_view what, const Tally& tally) {
  out << std::left << std::setw(52) << what << std::right << std::setw(8) << tally.points << std::setw(14)
      << tally.acknowledged << std::setw(6) << tally.lost << std::setw(9) << tally.doubled << std::setw(17)
      << tally.refused_present << std::setw(18) << tally.recounts_differed << std::setw(13) << tally.otherwise_wrong
      << std::endl;
}

}  // namespace undersigned::faults
