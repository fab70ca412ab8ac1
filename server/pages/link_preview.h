// Link previews in chats, feeds and social networks: the Open Graph protocol (ogp.me), and X's card, which uses the
// same except for its size.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace undersigned::pages {

struct LinkPreview {
  std::string title;
  std::string description;
  std::string url;                         // opened by readers of the preview
  std::string locale;                      // language tag of the texts; empty: unknown
  std::vector<std::string> other_locales;  // other languages of the same page
  std::string image;                       // address of the share picture (server/previews); empty: none
  std::string image_type;                  // "image/png"
  std::string image_alt;
};

// <meta> elements for the head.
std::string write_link_preview(const LinkPreview& preview);

// "es" becomes "es_ES", as Open Graph requires: a language without a territory gets the one where most of its readers
// live (CLDR, likelySubtags). "" for a language that is not in the table.
std::string open_graph_locale(std::string_view tag);

}  // namespace undersigned::pages
