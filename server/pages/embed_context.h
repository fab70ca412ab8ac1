// How a petition's page is embedded: as a page of its own at /p/{slug}, or in a frame of another site at /e/{slug}. In
// a frame there is no masthead, forms answer within the frame, and all other links open outside of it.
//
// Plain values. Everything here is pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/campaigns/catalog.h"
#include "server/http/message.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::pages {

enum class EmbedMode : std::uint8_t { Page, Frame };

// Auto follows the reader's preference. A frame is light unless its address says otherwise.
enum class Theme : std::uint8_t { Auto, Light, Dark };

std::string_view theme_name(Theme theme);  // "auto", "light", "dark"

struct EmbedContext {
  EmbedMode mode = EmbedMode::Page;
  Theme theme = Theme::Auto;  // of a frame
  // The partner whose link or site it is; empty: none.
  std::string partner;
  std::string partner_name;
  // Who may frame the page (Content-Security-Policy). A form may only be framed by this server and partners: on other
  // sites, something could be laid over it so that people sign what they do not see (clickjacking).
  std::string frame_ancestors = "'none'";

  [[nodiscard]] bool framed() const { return mode == EmbedMode::Frame; }
};

// From the address: /p/ or /e/, ?partner= and ?theme=. Ignores unknown partners. A frame that names its partner allows
// that partner's origins; one that does not allows those of all partners, up to limits::kFrameAncestorsBytesMax.
EmbedContext embed_context_of(const http::Request& request, const campaigns::Snapshot& snapshot);

// The same, with the partner that a form names.
EmbedContext embed_context_of_form(const http::Request& request, const campaigns::Snapshot& snapshot,
                                   std::string_view partner);

// The address of a campaign's page in this context: "/e/{slug}{step}?lang=es&partner=ally&theme=dark". `step` is "" or
// for example "/signed".
std::string address_in(const EmbedContext& embed, std::string_view slug, std::string_view step, Locale locale);

// Adapts a view made for /p/{slug}: its forms and links to that page stay in the frame and with the partner. In a
// frame, other links open a new window.
void rewrite_links_for(view::Node& node, const EmbedContext& embed, std::string_view slug, Locale locale);

}  // namespace undersigned::pages
