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
constexpr std::string_view kSms = "sms";

enum class LinkPlace : std::uint8_t { InText, Apart, Alone };

// A social network's public share page. Network names are the same in every language.
struct Network {
  std::string_view channel;
  std::string_view name;
  std::string_view before_text;
  LinkPlace link;               // within the text, as a separate parameter, or without a text
  std::string_view before_url;  // if the link is a separate parameter
};

// WhatsApp: "Click to chat" of its help centre, without a number. Telegram: core.telegram.org/widgets/share. Bluesky:
// docs.bsky.app, "Action Intent Links". Mastodon has no single host: share.joinmastodon.org is the project's own page,
// which asks for the reader's server. It takes the text from the fragment, which its host never receives. Facebook takes
// no text. X: developer.x.com, "Post intent". Signal has no such page; it is in the device's share sheet.
constexpr std::array kNetworks{
    Network{"whatsapp", "WhatsApp", "https://wa.me/?text=", LinkPlace::InText, ""},
    Network{"telegram", "Telegram", "&text=", LinkPlace::Apart, "https://t.me/share/url?url="},
    Network{"facebook", "Facebook", "", LinkPlace::Alone, "https://www.facebook.com/sharer/sharer.php?u="},
    Network{"x", "X", "&text=", LinkPlace::Apart, "https://x.com/intent/post?url="},
    Network{"bluesky", "Bluesky", "https://bsky.app/intent/compose?text=", LinkPlace::InText, ""},
    Network{"mastodon", "Mastodon", "https://share.joinmastodon.org/#text=", LinkPlace::InText, ""},
};

// What is read and shared: the partner's page where somebody signed, or the petition's own.
std::string readable_address(const PetitionPage& page) {
  return page.shared_page.empty() ? petition_address(page) : page.shared_page;
}

std::string shared_address(const PetitionPage& page, std::string_view channel) {
  std::string query;
  append_form_field(query, "utm_source", channel);
  append_form_field(query, "utm_medium", "share");
  if (!page.shared_page.empty()) {
    return page.shared_page + (page.shared_page.find('?') == std::string::npos ? "?" : "&") + query;
  }
  if (!page.partner.empty()) append_form_field(query, "partner", page.partner);
  append_form_field(query, "lang", locale_tag(page.locale));
  return petition_address(page) + "?" + query;
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

// Who can no longer sign is not asked to.
Message share_message(const PetitionPage& page) {
  if (page.campaign.status == CampaignStatus::Won) return Message::ShareMessageWon;
  return page.open || page.not_yet_open ? Message::ShareMessage : Message::ShareMessageClosed;
}

// The sentence to share. A title that ends with a mark needs no full stop after it.
std::string share_text(const PetitionPage& page) {
  const std::string& title = page.campaign.title;
  std::string text = text_of(page.locale, share_message(page), {{"title", title}});
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
  if (network.link == LinkPlace::Alone) return link += percent_encode(url);
  if (network.link == LinkPlace::Apart) link += percent_encode(url);
  link += network.before_text;
  return link += percent_encode(network.link == LinkPlace::Apart ? text : text + "\n" + url);
}

// RFC 6068: every byte that is not unreserved is percent-encoded, and lines end with CR LF.
std::string mail_link(const PetitionPage& page) {
  return "mailto:?subject=" + percent_encode(page.campaign.title) +
         "&body=" + percent_encode(share_text(page) + "\r\n" + shared_address(page, kEmail));
}

// RFC 5724, without a number. iOS needs the "&".
std::string sms_link(const PetitionPage& page) {
  return "sms:?&body=" + percent_encode(share_text(page) + "\n" + shared_address(page, kSms));
}

// A script shows it, and puts what is typed into the links.
Node message_to_edit(const PetitionPage& page) {
  return element(Tag::Div, {{Attr::Class, "field share-edit"}, {Attr::Hidden, ""}},
                 {element(Tag::Label, {{Attr::For, "share-text"}}, text_of(page.locale, Message::ShareEdit)),
                  element(Tag::Textarea,
                          {{Attr::Id, "share-text"},
                           {Attr::DataAction, "share-text"},
                           {Attr::Rows, "2"},
                           {Attr::Maxlength, std::to_string(limits::kShareTextCharsMax)}},
                          share_text(page))});
}

Node way(const PetitionPage& page, std::string_view channel, const std::string& address, Message label) {
  return element(
      Tag::A, {{Attr::DataAction, "share"}, {Attr::DataValue, std::string(channel)}, {Attr::Href, safe_url(address)}},
      text_of(page.locale, label));
}

// Ways that are not sent to anybody: on paper, and on a site.
Node other_ways(const PetitionPage& page) {
  const std::string base = page.base_url + "/p/" + page.campaign.slug;
  std::string query = "?lang=" + std::string(locale_tag(page.locale));
  if (!page.partner.empty()) query += "&partner=" + page.partner;
  return with_class(Tag::P, "other-ways",
                    {link("more", base + "/poster" + query, text_of(page.locale, Message::SharePoster)), text(" "),
                     link("more", base + "/embed" + query, text_of(page.locale, Message::ShareEmbed))});
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

std::string petition_address(const PetitionPage& page) {
  return (page.public_url.empty() ? page.base_url : page.public_url) + "/p/" + page.campaign.slug;
}

Node share_step(const PetitionPage& page, Tag heading) {
  const auto say = [&](Message message) { return text_of(page.locale, message); };
  Nodes ways;
  for (const Network& network : kNetworks) add(ways, network_item(page, network));
  add(ways, element(Tag::Li, {}, {way(page, kEmail, mail_link(page), Message::ShareEmail)}));
  add(ways, with_class(Tag::Li, "on-phones", {way(page, kSms, sms_link(page), Message::ShareSms)}));
  Node address = element(
      Tag::A, {{Attr::Class, "address"}, {Attr::Dir, "ltr"}, {Attr::Href, safe_url(shared_address(page, kCopy))}},
      readable_address(page));
  const bool asks = page.open || page.not_yet_open;
  return with_class(
      Tag::Section, "share",
      {element(heading, {}, say(Message::ShareHeading)),
       with_class(Tag::P, "share-text", say(asks ? Message::ShareText : Message::ShareTextClosed)),
       element(Tag::P, {{Attr::Class, "share-address"}}, {std::move(address)}), message_to_edit(page),
       script_button("primary", "share-native", shared_address(page, kNative), share_text(page),
                     say(Message::ShareNative)),
       script_button("secondary", "copy", shared_address(page, kCopy), share_text(page), say(Message::ShareCopy)),
       element(Tag::Ul, {{Attr::Class, "ways"}, {Attr::AriaLabel, say(Message::ShareHeading)}}, std::move(ways)),
       other_ways(page), element(Tag::P, {{Attr::Class, "status"}, {Attr::Role, "status"}})});
}

}  // namespace undersigned::view
