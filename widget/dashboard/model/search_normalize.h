// How the dashboard compares text: a search for "jose" finds "José", one for "ΑΘΗΝΑ" finds "Αθήνα".
//
// normalize_for_search() converts to lower case (ASCII, Latin, Greek, Cyrillic, Armenian), removes accents from Latin
// and Greek letters, and removes combining marks. Other scripts have no case and stay as they are. The result is a
// search key, not text to show. Follows Unicode's simple case folding in the blocks named. Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::dashboard {

// Ends every normalized field. Normalized text never contains it: control characters become blanks.
inline constexpr char kFieldEnd = '\x01';

// Appends the normalized `text` to `out`. Ill-formed bytes become U+FFFD.
void normalize_for_search(std::string_view text, std::string& out);

}  // namespace undersigned::dashboard
