// How the dashboard compares text: a search for "jose" finds "José", one for "ΑΘΗΝΑ" finds "Αθήνα".
//
// normalize_for_search() lowers case in ASCII, Latin, Greek, Cyrillic and Armenian, takes the accents off Latin and
// Greek letters and drops combining marks; other scripts have no case and stay as they are. It is a search key, not
// text to show. Follows Unicode's simple case folding for the blocks named. Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::dashboard {

// Ends every folded field. Folded text never holds it: control characters become blanks.
inline constexpr char kFieldEnd = '\x01';

// Appends the folded form of `text` to `out`. Ill-formed bytes become U+FFFD.
void normalize_for_search(std::string_view text, std::string& out);

}  // namespace undersigned::dashboard
