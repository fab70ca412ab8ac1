// A page of the server as an HTML document: head, masthead, content, colophon.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/assets/assets.h"
#include "server/http/message.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::pages {

enum class Indexed : std::uint8_t { No, Yes };

struct Document {
  Locale locale = Locale::English;
  std::string title;
  std::string description;  // empty: none
  std::string path;         // of this page in any language; empty: it has no address to come back to
  Indexed indexed = Indexed::No;
  std::string form_id;      // what the page is for, to skip to; empty: its content
  std::string_view script;  // name of a module script among the assets; empty: none
  view::Nodes masthead;     // empty: that of the pages for everybody
  view::Nodes content;      // of <main>
  std::string markup;       // behind the content: HTML that no view tree can carry, of our own making
};

std::string write_document(const Document& document, const assets::Assets& assets, std::string_view base_url);

// `status` with the document, private and never stored.
http::Response page_response(int status, std::string html);

// Nothing but our own files; `script` also lets WebAssembly run. `frame_ancestors` says who may show it in a frame.
std::string content_security_policy(std::string_view frame_ancestors = "'none'");

}  // namespace undersigned::pages
