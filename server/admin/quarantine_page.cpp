#include "server/admin/quarantine_page.h"

#include <array>
#include <charconv>
#include <utility>

#include "server/admin/page.h"
#include "shared/locale/messages.h"
#include "shared/text/email.h"

namespace undersigned::admin {
namespace {

using view::Attr;
using view::Node;
using view::Tag;

struct Reason {
  Suspicion suspicion;
  std::string_view name;
  Message words;
};

constexpr std::array<Reason, 7> kReasons{
    {{Suspicion::Honeypot, "honeypot", Message::AdminHoneypot},
     {Suspicion::TooFast, "too_fast", Message::AdminTooFast},
     {Suspicion::BlockedMail, "blocked_mail", Message::AdminBlockedMail},
     {Suspicion::Unsolved, "unsolved", Message::AdminUnsolved},
     {Suspicion::ManyNames, "many_names", Message::AdminManyNames},
     {Suspicion::Flood, "flood", Message::AdminFlood},
     {Suspicion::AfterRejection, "after_rejection", Message::AdminAfterRejection}}};

Suspicions bit(Suspicion suspicion) {
  return static_cast<Suspicions>(suspicion);
}

// Nothing if only one campaign has any: then that one is shown.
view::Nodes campaign_links(const QuarantineView& view, Locale locale) {
  if (view.campaigns.size() < 2) return {};
  view::Nodes links;
  for (const WaitingCampaign& campaign : view.campaigns) {
    std::vector<view::Attribute> attributes{{Attr::Href, "/admin/quarantine?campaign=" + campaign.slug}};
    if (campaign.slug == view.shown) attributes.emplace_back(Attr::AriaCurrent, "page");
    links.push_back(
        view::element(Tag::Li, {},
                      {view::element(Tag::A, std::move(attributes), campaign.title), view::text(" "),
                       view::element(Tag::Span, {{Attr::Class, "number"}}, number(locale, campaign.signatures))}));
  }
  return {view::element(Tag::Nav, {{Attr::Class, "waiting"}, {Attr::AriaLabel, text_of(locale, Message::AllCampaigns)}},
                        {view::element(Tag::Ul, {}, std::move(links))})};
}

Node reasons_of(const store::QuarantinedSignature& signature, Locale locale) {
  view::Nodes reasons;
  for (const Reason& reason : kReasons) {
    if ((signature.suspicion & bit(reason.suspicion)) == 0) continue;
    view::Nodes words{view::text(text_of(locale, reason.words))};
    if (reason.suspicion == Suspicion::BlockedMail && !signature.email.empty()) {
      words.push_back(view::text(" "));
      words.push_back(
          view::element(Tag::Span, {{Attr::Class, "domain"}, {Attr::Dir, "ltr"}}, email_domain(signature.email)));
    }
    reasons.push_back(view::element(Tag::Li, {}, std::move(words)));
  }
  return view::element(Tag::Ul, {{Attr::Class, "reasons"}}, std::move(reasons));
}

// Who has signed. The whole text is the label of the checkbox.
Node signer(const store::QuarantinedSignature& signature, const std::string& id) {
  const store::SignatureRow& row = signature.row;
  view::Nodes parts{view::element(Tag::Strong, {{Attr::Dir, "auto"}}, row.name.empty() ? "–" : row.name)};
  for (const std::string* const more : {&row.organization, &row.country}) {
    if (more->empty()) continue;
    parts.push_back(view::text(", "));
    parts.push_back(view::element(Tag::Span, {{Attr::Dir, "auto"}}, *more));
  }
  return view::element(Tag::Label, {{Attr::For, id}}, std::move(parts));
}

Node signature_item(const store::QuarantinedSignature& signature, Locale locale) {
  const std::string key = key_text(signature.row);
  const std::string id = "signature-" + std::to_string(signature.row.cursor);
  view::Nodes about{signer(signature, id), moment_element(locale, signature.row.time_ms)};
  if (!signature.row.comment.empty()) {
    about.push_back(view::element(Tag::P, {{Attr::Class, "comment"}, {Attr::Dir, "auto"}}, signature.row.comment));
  }
  about.push_back(reasons_of(signature, locale));
  return view::element(
      Tag::Li, {},
      {view::element(Tag::Input, {{Attr::Type, "checkbox"}, {Attr::Id, id}, {Attr::Name, "key"}, {Attr::Value, key}}),
       view::element(Tag::Div, {{Attr::Class, "suspect"}}, std::move(about))});
}

// The two buttons of a form, each with its own value. `about` is the id of the element they refer to.
Node decisions(std::string_view about, std::string_view look, Locale locale) {
  const auto button = [&](std::string_view name, Message words, std::string_view button_look) {
    return view::element(Tag::Button,
                         {{Attr::Class, std::string(button_look)},
                          {Attr::Type, "submit"},
                          {Attr::Name, "decision"},
                          {Attr::Value, std::string(name)},
                          {Attr::AriaDescribedby, std::string(about)}},
                         text_of(locale, words));
  };
  return view::element(
      Tag::Div, {{Attr::Class, "deeds"}},
      {button("release", Message::AdminRelease, look), button("rule_out", Message::AdminRuleOut, "secondary")});
}

Node decision_form(const QuarantineView& view, const accounts::SignedIn& who, std::string_view look,
                   view::Nodes content) {
  content.push_back(hidden_input("csrf", who.csrf_token));
  content.push_back(hidden_input("campaign", view.shown));
  return view::element(
      Tag::Form,
      {{Attr::Class, std::string(look)}, {Attr::Method, "post"}, {Attr::Action, "/admin/quarantine/decisions"}},
      std::move(content));
}

Node list_form(const QuarantineView& view, const accounts::SignedIn& who, Locale locale) {
  view::Nodes items;
  for (const store::QuarantinedSignature& signature : view.signatures) {
    items.push_back(signature_item(signature, locale));
  }
  view::Nodes content;
  if (view.nothing_ticked) {
    content.push_back(view::element(Tag::P, {{Attr::Class, "error"}, {Attr::Role, "alert"}},
                                    text_of(locale, Message::AdminTickFirst)));
  }
  content.push_back(view::element(Tag::Ul, {{Attr::Class, "suspects"}}, std::move(items)));
  content.push_back(view::element(Tag::P, {{Attr::Class, "deeds-heading"}, {Attr::Id, "ticked"}},
                                  text_of(locale, Message::AdminTicked)));
  content.push_back(decisions("ticked", "primary", locale));
  return decision_form(view, who, "quarantine", std::move(content));
}

Node reason_form(const QuarantineView& view, const accounts::SignedIn& who, Locale locale) {
  view::Nodes options;
  for (const Reason& reason : kReasons) {
    options.push_back(
        view::element(Tag::Option, {{Attr::Value, std::string(reason.name)}}, text_of(locale, reason.words)));
  }
  return decision_form(
      view, who, "quarantine by-reason",
      {view::element(Tag::Div, {{Attr::Class, "field"}},
                     {view::element(Tag::Label, {{Attr::For, "reason"}, {Attr::Id, "all"}},
                                    text_of(locale, Message::AdminOnlyReason)),
                      view::element(Tag::Select, {{Attr::Id, "reason"}, {Attr::Name, "reason"}}, std::move(options))}),
       decisions("all", "secondary", locale)});
}

const WaitingCampaign* shown_campaign(const QuarantineView& view) {
  for (const WaitingCampaign& campaign : view.campaigns) {
    if (campaign.slug == view.shown) return &campaign;
  }
  return nullptr;
}

}  // namespace

view::Nodes quarantine_content(const QuarantineView& view, const accounts::SignedIn& who, Locale locale) {
  view::Nodes content{view::element(Tag::H1, {}, text_of(locale, Message::AdminQuarantine))};
  if (!view.notice.empty()) {
    content.push_back(view::element(Tag::P, {{Attr::Class, "notice"}, {Attr::Role, "status"}}, view.notice));
  }
  if (view.campaigns.empty()) {
    content.push_back(view::element(Tag::P, {}, text_of(locale, Message::AdminQuarantineEmpty)));
    return content;
  }
  content.push_back(view::element(Tag::P, {}, text_of(locale, Message::AdminQuarantineIntro)));
  for (Node& links : campaign_links(view, locale)) content.push_back(std::move(links));
  const WaitingCampaign* const shown = shown_campaign(view);
  if (shown == nullptr) return content;
  content.push_back(view::element(Tag::H2, {}, shown->title));
  content.push_back(view::element(Tag::P, {}, text_of_count(locale, Message::AdminWaiting, shown->signatures)));
  if (!view.signatures.empty()) content.push_back(list_form(view, who, locale));
  if (view.more) {
    const std::string older =
        "/admin/quarantine?campaign=" + view.shown + "&before=" + std::to_string(view.signatures.back().row.cursor);
    content.push_back(view::element(
        Tag::P, {}, {view::element(Tag::A, {{Attr::Href, older}}, text_of(locale, Message::AdminOlder))}));
  }
  content.push_back(reason_form(view, who, locale));
  return content;
}

Suspicions suspicion_from_name(std::string_view name) {
  for (const Reason& reason : kReasons) {
    if (reason.name == name) return bit(reason.suspicion);
  }
  return 0;
}

std::string key_text(const store::SignatureRow& row) {
  return std::to_string(row.cursor) + "-" + row.public_id;
}

store::SignatureKey key_from_text(std::string_view text) {
  store::SignatureKey key;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), key.cursor);
  const auto behind = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || key.cursor < 1 || behind >= text.size() || text[behind] != '-') return {};
  key.public_id = text.substr(behind + 1);
  return key;
}

}  // namespace undersigned::admin
