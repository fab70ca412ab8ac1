// Where a petition's page stands: by itself at /p/{slug}, or in a frame of another site at /e/{slug}. In a frame there
// is no masthead, a form answers within the frame, and every other link opens outside of it.
//
// Plain values; everything here is pure and safe to call from any thread.
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

// Auto follows the reader's own choice. A frame is light unless its address says otherwise.
enum class Theme : std::uint8_t { Auto, Light, Dark };

std::string_view theme_name(Theme theme);  // "auto", "light", "dark"

struct EmbedContext {
  EmbedMode mode = EmbedMode::Page;
  Theme theme = Theme::Auto;  // of a frame
  // Whose link or site it is: a partner there is, or nobody.
  std::string partner;
  std::string partner_name;
  // Who may show the page in a frame, for Content-Security-Policy. A form belongs on this server and on partners' sites
  // only: a stranger could lay something over it and have people sign what they do not see.
  std::string frame_ancestors = "'none'";

  [[nodiscard]] bool framed() const { return mode == EmbedMode::Frame; }
};

// From the address: /p/ or /e/, ?partner= and ?theme=. A partner nobody knows is nobody. A frame that names its partner
// is for that partner's origins; one that does not is for every partner's, as far as limits::kFrameAncestorsBytesMax
// goes.
EmbedContext embed_context_of(const http::Request& request, const campaigns::Snapshot& snapshot);

// The same with the partner that a form names.
EmbedContext embed_context_of_form(const http::Request& request, const campaigns::Snapshot& snapshot,
                                   std::string_view partner);

// The address of a campaign's page in this setting: "/e/{slug}{step}?lang=es&partner=ally&theme=dark". `step` is "" or
// such as "/signed".
std::string address_in(const EmbedContext& embed, std::string_view slug, std::string_view step, Locale locale);

// Turns a view made for /p/{slug} into one for the setting: its forms and links to that page stay in the frame and with
// the partner, and in a frame what leads elsewhere opens a window of its own.
void rewrite_links_for(view::Node& node, const EmbedContext& embed, std::string_view slug, Locale locale);

}  // namespace undersigned::pages
