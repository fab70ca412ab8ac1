// What chats, feeds and networks read of a page to show a link to it: the Open Graph protocol (ogp.me) and X's card,
// which takes everything but its size from there.
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
  std::string url;                         // what a reader of the preview opens
  std::string locale;                      // tag of the language the texts are in; empty: unknown
  std::vector<std::string> other_locales;  // there is the same in these
  std::string image;                       // address of a share picture (server/previews); empty: none
  std::string image_alt;
};

// <meta> elements for the head.
std::string write_link_preview(const LinkPreview& preview);

// "es" as "es_ES", the form Open Graph asks for: a language that names no territory gets the one most of its readers
// live in (CLDR, likelySubtags). "" for a language that is not in the table.
std::string open_graph_locale(std::string_view tag);

}  // namespace undersigned::pages
