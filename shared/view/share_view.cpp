#include "shared/view/share_view.h"

#include <array>
#include <string>
#include <string_view>

#include "shared/text/form_urlencoded.h"
#include "shared/view/build.h"

namespace undersigned::view {
namespace {

// The names under which shares are counted. A signature returns them as its utm_source.
constexpr std::string_view kNative = "native";
constexpr std::string_view kCopy = "copy";
constexpr std::string_view kEmail = "email";

enum class LinkPlace : std::uint8_t { InText, Apart };

// A social network's public share page. Network names are the same in every language.
struct Network {
  std::string_view channel;
  std::string_view name;
  std::string_view before_text;
  LinkPlace link;               // within the text, or as a separate parameter
  std::string_view before_url;  // if the link is a separate parameter
};

// WhatsApp: "Click to chat" of its help centre, without a number. Telegram: core.telegram.org/widgets/share. Bluesky:
// docs.bsky.app, "Action Intent Links". Mastodon has no single host: share.joinmastodon.org is the project's own page,
// which asks for the reader's server. It takes the text from the fragment, which its host never receives.
constexpr std::array kNetworks{
    Network{"whatsapp", "WhatsApp", "https://wa.me/?text=", LinkPlace::InText, ""},
    Network{"telegram", "Telegram", "&text=", LinkPlace::Apart, "https://t.me/share/url?url="},
    Network{"bluesky", "Bluesky", "https://bsky.app/intent/compose?text=", LinkPlace::InText, ""},
    Network{"mastodon", "Mastodon", "https://share.joinmastodon.org/#text=", LinkPlace::InText, ""},
};

std::string address_of(const PetitionPage& page) {
  return (page.public_url.empty() ? page.base_url : page.public_url) + "/p/" + page.campaign.slug;
}

std::string shared_address(const PetitionPage& page, std::string_view channel) {
  std::string query;
  append_form_field(query, "utm_source", channel);
  append_form_field(query, "utm_medium", "share");
  if (!page.partner.empty()) append_form_field(query, "partner", page.partner);
  append_form_field(query, "lang", locale_tag(page.locale));
  return address_of(page) + "?" + query;
}

// The length in bytes of a sentence-ending mark at the start of `text`; 0 if there is none.
std::size_t end_mark(std::string_view text) {
  for (const std::string_view mark : {".", "!", "?", "…", "。", "！", "？", "।", "؟"}) {
    if (text.substr(0, mark.size()) == mark) return mark.size();
  }
  return 0;
}

bool ends_with_mark(std::string_view text) {
  for (std::size_t bytes = 1; bytes <= 3 && bytes <= text.size(); ++bytes) {
    if (end_mark(text.substr(text.size() - bytes)) == bytes) return true;
  }
  return false;
}

// The sentence to share. A title that ends with a mark needs no full stop after it.
std::string share_text(const PetitionPage& page) {
  const std::string& title = page.campaign.title;
  std::string text = text_of(page.locale, Message::ShareMessage, {{"title", title}});
  const std::size_t found = ends_with_mark(title) ? text.find(title) : std::string::npos;
  if (found == std::string::npos) return text;
  const std::size_t after = found + title.size();
  return text.erase(after, end_mark(std::string_view(text).substr(after)));
}

// The address is on a line of its own, where it reads from left to right in every language.
std::string share_link(const PetitionPage& page, const Network& network) {
  const std::string text = share_text(page);
  const std::string url = shared_address(page, network.channel);
  std::string link(network.before_url);
  if (network.link == LinkPlace::Apart) link += percent_encode(url);
  link += network.before_text;
  return link += percent_encode(network.link == LinkPlace::Apart ? text : text + "\n" + url);
}

// RFC 6068: every byte that is not unreserved is percent-encoded, and lines end with CR LF.
std::string mail_link(const PetitionPage& page) {
  return "mailto:?subject=" + percent_encode(page.campaign.title) +
         "&body=" + percent_encode(share_text(page) + "\r\n" + shared_address(page, kEmail));
}

// Opens a new window, so that the page around a widget or frame stays open.
Node network_item(const PetitionPage& page, const Network& network) {
  return element(Tag::Li, {},
                 {element(Tag::A,
                          {{Attr::DataAction, "share"},
                           {Attr::DataValue, std::string(network.channel)},
                           {Attr::Href, safe_url(share_link(page, network))},
                           {Attr::Target, "_blank"},
                           {Attr::Rel, "noopener noreferrer"}},
                          network.name)});
}

Node script_button(std::string_view name, std::string_view action, std::string_view address, std::string_view message,
                   std::string_view label) {
  return element(Tag::Button,
                 {{Attr::Class, std::string(name)},
                  {Attr::Type, "button"},
                  {Attr::Hidden, ""},
                  {Attr::DataAction, std::string(action)},
                  {Attr::DataValue, std::string(address)},
                  {Attr::Value, std::string(message)}},
                 label);
}

}  // namespace

Node share_step(const PetitionPage& page, Tag heading) {
  const auto say = [&](Message message) { return text_of(page.locale, message); };
  Nodes ways;
  for (const Network& network : kNetworks) add(ways, network_item(page, network));
  add(ways, element(Tag::Li, {},
                    {element(Tag::A,
                             {{Attr::DataAction, "share"},
                              {Attr::DataValue, std::string(kEmail)},
                              {Attr::Href, safe_url(mail_link(page))}},
                             say(Message::ShareEmail))}));
  Node address = element(
      Tag::A, {{Attr::Class, "address"}, {Attr::Dir, "ltr"}, {Attr::Href, safe_url(shared_address(page, kCopy))}},
      address_of(page));
  return with_class(
      Tag::Section, "share",
      {element(heading, {}, say(Message::ShareHeading)), with_class(Tag::P, "share-text", say(Message::ShareText)),
       element(Tag::P, {{Attr::Class, "share-address"}}, {std::move(address)}),
       script_button("primary", "share-native", shared_address(page, kNative), share_text(page),
                     say(Message::ShareNative)),
       script_button("secondary", "copy", shared_address(page, kCopy), share_text(page), say(Message::ShareCopy)),
       element(Tag::Ul, {{Attr::Class, "ways"}, {Attr::AriaLabel, say(Message::ShareHeading)}}, std::move(ways)),
       element(Tag::P, {{Attr::Class, "status"}, {Attr::Role, "status"}})});
}

}  // namespace undersigned::view
