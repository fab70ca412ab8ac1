#include "server/pages/embed_context.h"

#include <algorithm>
#include <utility>

#include "server/limits.h"
#include "server/pages/petition_address.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::pages {
namespace {

using view::Attr;
using view::Node;
using view::Tag;

constexpr Theme kThemes[] = {Theme::Auto, Theme::Light, Theme::Dark};

// Most sites are light, whatever the reader prefers: a frame is dark only if its site allows it.
Theme theme_of_frame(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kThemes), std::end(kThemes), [&](Theme theme) { return theme_name(theme) == name; });
  return found == std::end(kThemes) ? Theme::Light : *found;
}

std::string* find_attribute(Node& node, Attr name) {
  const auto found = std::find_if(node.attributes.begin(), node.attributes.end(),
                                  [&](const view::Attribute& attribute) { return attribute.first == name; });
  return found == node.attributes.end() ? nullptr : &found->second;
}

// The part of a relative address of that page after "/p/{slug}".
struct OwnAddress {
  bool own = false;
  std::string_view step;      // "", "/confirm"
  std::string_view fragment;  // "#sign"
};

OwnAddress read_own_address(std::string_view address, std::string_view slug) {
  const std::string page = "/p/" + std::string(slug);
  if (address.substr(0, page.size()) != page) return {};
  address.remove_prefix(page.size());
  const std::size_t step_end = std::min(address.find_first_of("?#"), address.size());
  if (step_end > 0 && address.front() != '/') return {};
  return {true, address.substr(0, step_end), address.substr(std::min(address.find('#'), address.size()))};
}

// A form's response must arrive where the form is, so any origin in its address is dropped.
std::string_view without_origin(std::string_view address) {
  const std::size_t host = address.find("://");
  if (host == std::string_view::npos) return address;
  return address.substr(std::min(address.find('/', host + 3), address.size()));
}

// Phone and mail links need no window.
bool leads_to_a_page(std::string_view address) {
  return address.rfind("https://", 0) == 0 || address.rfind("http://", 0) == 0 || address.rfind('/', 0) == 0;
}

// To be printed, or for site owners.
bool is_never_framed(std::string_view step) {
  return step == "/poster" || step == "/embed";
}

EmbedContext unframed(const EmbedContext& embed) {
  EmbedContext alone;
  alone.partner = embed.partner;
  return alone;
}

std::string frame_ancestors(const Partner* named, const campaigns::Snapshot& snapshot) {
  std::string sources = "'self'";
  const auto add = [&](const Partner& partner) {
    for (const std::string& origin : partner.origins) {
      if (sources.size() + 1 + origin.size() <= limits::kFrameAncestorsBytesMax) sources += " " + origin;
    }
  };
  if (named != nullptr) {
    add(*named);
  } else {
    for (const auto& [id, partner] : snapshot.partners()) add(partner);
  }
  return sources;
}

void open_outside(Node& link) {
  link.attributes.emplace_back(Attr::Target, "_blank");
  if (find_attribute(link, Attr::Rel) == nullptr) link.attributes.emplace_back(Attr::Rel, "noopener");
}

}  // namespace

std::string_view theme_name(Theme theme) {
  switch (theme) {
    case Theme::Auto:
      return "auto";
    case Theme::Light:
      return "light";
    case Theme::Dark:
      return "dark";
  }
  return "auto";
}

EmbedContext embed_context_of(const http::Request& request, const campaigns::Snapshot& snapshot) {
  return embed_context_of_form(request, snapshot, request.query("partner"));
}

EmbedContext embed_context_of_form(const http::Request& request, const campaigns::Snapshot& snapshot,
                                   std::string_view partner) {
  EmbedContext embed;
  const Partner* known = snapshot.partner(meant_slug(partner));
  if (known != nullptr) {
    embed.partner = known->id;
    embed.partner_name = known->name;
  }
  if (request.path.rfind("/e/", 0) == 0) {
    embed.mode = EmbedMode::Frame;
    embed.theme = theme_of_frame(request.query("theme"));
    embed.frame_ancestors = frame_ancestors(known, snapshot);
  }
  return embed;
}

std::string address_in(const EmbedContext& embed, std::string_view slug, std::string_view step, Locale locale) {
  std::string query;
  append_form_field(query, "lang", locale_tag(locale));
  if (!embed.partner.empty()) append_form_field(query, "partner", embed.partner);
  if (embed.framed() && embed.theme != Theme::Light) append_form_field(query, "theme", theme_name(embed.theme));
  return std::string(embed.framed() ? "/e/" : "/p/").append(slug).append(step).append("?").append(query);
}

void rewrite_links_for(Node& node, const EmbedContext& embed, std::string_view slug, Locale locale) {
  if (!embed.framed() && embed.partner.empty()) return;
  if (std::string* action = node.tag == Tag::Form ? find_attribute(node, Attr::Action) : nullptr) {
    const OwnAddress to = read_own_address(without_origin(*action), slug);
    if (to.own) *action = address_in(embed, slug, to.step, locale);
  }
  // A link that opens a window leads out of the frame by itself.
  const bool stays = node.tag == Tag::A && find_attribute(node, Attr::Target) == nullptr;
  if (std::string* href = stays ? find_attribute(node, Attr::Href) : nullptr) {
    const OwnAddress to = read_own_address(*href, slug);
    if (to.own && embed.framed() && is_never_framed(to.step)) {
      *href = address_in(unframed(embed), slug, to.step, locale);
      open_outside(node);
    } else if (to.own) {
      *href = address_in(embed, slug, to.step, locale).append(to.fragment);
    } else if (embed.framed() && leads_to_a_page(*href)) {
      open_outside(node);
    }
  }
  for (Node& child : node.children) rewrite_links_for(child, embed, slug, locale);
}

}  // namespace undersigned::pages
