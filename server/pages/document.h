// A page of the server as an HTML document: head, masthead, content, colophon. In a frame only the content.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/cached_response.h"
#include "server/api/operator_links.h"
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
  std::string path;         // of this page in any language; empty: it has no permanent address
  Indexed indexed = Indexed::No;
  // The languages in which the page has its own text, most suitable first; the content is in `locale` anyway. Empty:
  // all.
  std::vector<Locale> languages;
  EmbedContext embed;
  std::string accent;                     // "#a8201a" of the campaign; empty: the default
  std::string form_id;                    // the target of the skip link; empty: the content
  std::string_view styles = "pages.css";  // name of the style sheet among the assets
  std::string_view script;                // name of a module script among the assets; empty: none
  std::string head_markup;                // additional HTML for the head, made by us
  view::Nodes masthead;                   // empty: that of public pages
  view::Nodes content;                    // of <main>
  std::string markup;                     // after the content: HTML that a view tree cannot express, made by us
};

// The header of cached pages: browsers revalidate each time, so that a reload shows the count, and get 304 if it is the
// same.
inline constexpr api::CachedHead kCachedPageHead{.content_type = "text/html; charset=utf-8",
                                                 .cache_control = "no-cache",
                                                 .vary = "Accept-Encoding, Accept-Language"};

std::string write_document(const Document& document, const assets::Assets& assets, std::string_view base_url,
                           const api::OperatorLinks& links);

// The canonical address for search engines, in one of `document.languages`, without the base URL.
std::string canonical_path(const Document& document);

// A response with the document, private and never stored.
http::Response page_response(int status, std::string html, const EmbedContext& embed = {});

// 303 to an address of this server, after a form.
http::Response see_other(std::string address, const EmbedContext& embed = {});

// Adds the policy and other headers of every page, for this context.
void add_page_headers(http::Response& response, const EmbedContext& embed = {});

// Allows only our own files; `script` also allows WebAssembly.
std::string content_security_policy(std::string_view frame_ancestors = "'none'");

// "<meta property="og:title" content="...">", escaped; nothing if the content is empty.
std::string meta_element(std::string_view kind, std::string_view name, std::string_view content);

// "<link rel="alternate" ...>" with its attributes escaped.
std::string link_element(const std::vector<std::pair<std::string_view, std::string>>& attributes);

}  // namespace undersigned::pages
