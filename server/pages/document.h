// A page of the server as an HTML document: head, masthead, content, colophon. In a frame of another site there is the
// content alone.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/cached_response.h"
#include "server/assets/assets.h"
#include "server/http/message.h"
#include "server/pages/embed_context.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::pages {

inline constexpr std::string_view kSiteName = "Undersigned";

enum class Indexed : std::uint8_t { No, Yes };

struct Document {
  Locale locale = Locale::English;
  std::string title;
  std::string description;  // empty: none
  std::string path;         // of this page in any language; empty: it has no address to come back to
  Indexed indexed = Indexed::No;
  // In which the page says something of its own, the most fitting first; its content stands in `locale` all the same.
  // Empty: in every language there is.
  std::vector<Locale> languages;
  EmbedContext embed;
  std::string accent;                     // "#a8201a" of the campaign; empty: the product's own
  std::string form_id;                    // what the page is for, to skip to; empty: its content
  std::string_view styles = "pages.css";  // name of the style sheet among the assets
  std::string_view script;                // name of a module script among the assets; empty: none
  std::string head_markup;                // more for the head: HTML of our own making
  view::Nodes masthead;                   // empty: that of the pages for everybody
  view::Nodes content;                    // of <main>
  std::string markup;                     // behind the content: HTML that no view tree can carry, of our own making
};

// How cached bytes of a page go out: asked for anew each time, so that a page that is loaded again shows the count; 304
// while it is the same.
inline constexpr api::CachedHead kCachedPageHead{.content_type = "text/html; charset=utf-8",
                                                 .cache_control = "no-cache",
                                                 .vary = "Accept-Encoding, Accept-Language"};

std::string write_document(const Document& document, const assets::Assets& assets, std::string_view base_url);

// The address in `document.languages` that search engines are told to keep, without the base URL.
std::string canonical_path(const Document& document);

// `status` with the document, private and never stored.
http::Response page_response(int status, std::string html, const EmbedContext& embed = {});

// 303 to an address of this server: what follows a form.
http::Response see_other(std::string address, const EmbedContext& embed = {});

// The policy and all else that every page says, in its setting.
void add_page_headers(http::Response& response, const EmbedContext& embed = {});

// Nothing but our own files; `script` also lets WebAssembly run.
std::string content_security_policy(std::string_view frame_ancestors = "'none'");

// "<meta property="og:title" content="...">", escaped; nothing where there is no content.
std::string meta_element(std::string_view kind, std::string_view name, std::string_view content);

// "<link rel="alternate" ...>" with its attributes escaped.
std::string link_element(const std::vector<std::pair<std::string_view, std::string>>& attributes);

}  // namespace undersigned::pages
