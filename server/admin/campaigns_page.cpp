#include "server/admin/campaigns_page.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "server/admin/page.h"
#include "shared/campaign/names.h"
#include "shared/limits.h"
#include "shared/locale/messages.h"

namespace undersigned::admin {
namespace {

using view::Attr;
using view::Attribute;
using view::Node;
using view::Nodes;
using view::Tag;

constexpr std::array<std::pair<CampaignStatus, Message>, 4> kStates{{
    {CampaignStatus::Draft, Message::AdminStateDraft},
    {CampaignStatus::Open, Message::AdminStateOpen},
    {CampaignStatus::Closed, Message::AdminStateClosed},
    {CampaignStatus::Won, Message::AdminStateWon},
}};

constexpr std::array<std::pair<UpdateKind, Message>, 3> kUpdateKinds{{
    {UpdateKind::Update, Message::AdminUpdateNews},
    {UpdateKind::Delivery, Message::UpdateDelivery},
    {UpdateKind::Decision, Message::UpdateDecision},
}};

constexpr char kBetween[] = " · ";  // between facts of one line, in every script

std::string state_words(CampaignStatus status, Locale locale) {
  const auto* const found =
      std::find_if(kStates.begin(), kStates.end(), [&](const auto& state) { return state.first == status; });
  return text_of(locale, found->second);
}

// The campaign's own words, in its own language and direction.
std::vector<Attribute> in_language_of(const Campaign& campaign) {
  return {{Attr::Lang, campaign.locale}, {Attr::Dir, "auto"}};
}

Node campaign_item(const campaigns::Entry& entry, Locale locale) {
  const Campaign& campaign = entry.text(locale).campaign;
  std::vector<Attribute> link = in_language_of(campaign);
  link.emplace_back(Attr::Href, campaign_address(campaign.slug));
  const std::string signatures =
      text_of(locale, Message::AdminConfirmed) + ": " + number(locale, entry.count->read().counts.confirmed);
  return view::element(Tag::Li, {{Attr::Class, "person"}},
                       {view::element(Tag::H2, {}, {view::element(Tag::A, std::move(link), campaign.title)}),
                        view::element(Tag::P, {}, state_words(campaign.status, locale) + kBetween + signatures)});
}

// A field of the form of an update. `name` is also the path of its problems.
struct UpdateField {
  std::string name;
  Message label;
  FieldUse use = FieldUse::Required;
  Node control{};  // gets its id, name and description
  std::size_t chars_max = 0;
  std::optional<Message> hint{};
};

std::string words_of(ErrorCode code, std::size_t chars_max, Locale locale) {
  switch (code) {
    case ErrorCode::Required:
      return text_of(locale, Message::AdminMissing);
    case ErrorCode::TooLong:
      return text_of(locale, Message::AdminTooLong, {{"max", number(locale, chars_max)}});
    case ErrorCode::BadDate:
      return text_of(locale, Message::AdminNotADate);
    case ErrorCode::BadUrl:
      return text_of(locale, Message::AdminNotALink);
    default:
      return error_text(locale, {code, Field::None});
  }
}

const CampaignProblem* problem_of(const CampaignPageView& view, const std::string& name) {
  const auto found = std::find_if(view.problems.begin(), view.problems.end(),
                                  [&](const CampaignProblem& problem) { return problem.path == name; });
  return found == view.problems.end() ? nullptr : &*found;
}

Node write_field(UpdateField field, const CampaignPageView& view, Locale locale) {
  Nodes label{view::text(text_of(locale, field.label))};
  if (field.use == FieldUse::Optional) {
    label.push_back(view::text(" "));
    label.push_back(
        view::element(Tag::Span, {{Attr::Class, "optional"}}, "(" + text_of(locale, Message::Optional) + ")"));
  }
  Nodes parts{view::element(Tag::Label, {{Attr::For, field.name}}, std::move(label))};
  std::string described_by;
  if (field.hint) {
    described_by = "hint-" + field.name;
    parts.push_back(
        view::element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, described_by}}, text_of(locale, *field.hint)));
  }
  std::vector<Attribute>& attributes = field.control.attributes;
  attributes.emplace_back(Attr::Id, field.name);
  attributes.emplace_back(Attr::Name, field.name);
  if (field.chars_max > 0) attributes.emplace_back(Attr::Maxlength, std::to_string(field.chars_max));
  if (const CampaignProblem* problem = problem_of(view, field.name); problem != nullptr) {
    parts.push_back(view::element(Tag::P, {{Attr::Class, "error"}, {Attr::Id, "error-" + field.name}},
                                  words_of(problem->code, field.chars_max, locale)));
    described_by += (described_by.empty() ? "error-" : " error-") + field.name;
    attributes.emplace_back(Attr::AriaInvalid, "true");
  }
  if (!described_by.empty()) attributes.emplace_back(Attr::AriaDescribedby, described_by);
  parts.push_back(std::move(field.control));
  return view::element(Tag::Div, {{Attr::Class, "field"}}, std::move(parts));
}

Node input(std::string type, const std::string& value) {
  return view::element(
      Tag::Input,
      {{Attr::Type, std::move(type)}, {Attr::Autocomplete, "off"}, {Attr::Value, value}, {Attr::Dir, "auto"}});
}

template <class Choices, class Enum>
Node select(const Choices& choices, Enum chosen, Locale locale) {
  Nodes options;
  for (const auto& [value, words] : choices) {
    std::vector<Attribute> attributes{{Attr::Value, std::string(to_name(value))}};
    if (value == chosen) attributes.emplace_back(Attr::Selected, "");
    options.push_back(view::element(Tag::Option, std::move(attributes), text_of(locale, words)));
  }
  return view::element(Tag::Select, {}, std::move(options));
}

std::vector<UpdateField> update_fields(const Update& typed, Locale locale) {
  const auto must = FieldUse::Required;
  const auto may = FieldUse::Optional;
  Node text = view::element(Tag::Textarea, {{Attr::Rows, "6"}, {Attr::Dir, "auto"}}, typed.text);
  return {
      {"kind", Message::AdminUpdateKind, must, select(kUpdateKinds, typed.kind, locale)},
      {"date", Message::AdminUpdateDate, must, input("date", typed.date)},
      {"title", Message::AdminUpdateTitle, must, input("text", typed.title), limits::kTitleCharsMax},
      {"text", Message::AdminUpdateText, may, std::move(text), limits::kUpdateCharsMax},
      {"url", Message::AdminUpdateLink, may, input("url", typed.url), limits::kUrlBytesMax,
       Message::AdminUpdateLinkHint},
      {"link_label", Message::AdminUpdateLinkWords, may, input("text", typed.link_label), limits::kTitleCharsMax},
  };
}

Node error_summary(const std::vector<UpdateField>& fields, const CampaignPageView& view, Locale locale) {
  Nodes items;
  if (!view.refusal.empty()) items.push_back(view::element(Tag::Li, {}, view.refusal));
  for (const UpdateField& field : fields) {
    const CampaignProblem* problem = problem_of(view, field.name);
    if (problem == nullptr) continue;
    const std::string words = text_of(locale, field.label) + ": " + words_of(problem->code, field.chars_max, locale);
    items.push_back(view::element(Tag::Li, {}, {view::element(Tag::A, {{Attr::Href, "#" + field.name}}, words)}));
  }
  return view::element(Tag::Div, {{Attr::Class, "error-summary"}, {Attr::Role, "alert"}, {Attr::Tabindex, "-1"}},
                       {view::element(Tag::H2, {}, text_of(locale, Message::ErrorSummaryTitle)),
                        view::element(Tag::Ul, {}, std::move(items))});
}

Node form(std::string action, Nodes parts) {
  return view::element(
      Tag::Form,
      {{Attr::Class, "sign"}, {Attr::Method, "post"}, {Attr::Action, std::move(action)}, {Attr::Novalidate, ""}},
      std::move(parts));
}

Node submit(Message words, std::string_view look, Locale locale) {
  return view::element(Tag::Button, {{Attr::Class, std::string(look)}, {Attr::Type, "submit"}}, text_of(locale, words));
}

Node state_form(const Campaign& campaign, const accounts::SignedIn& who, Locale locale) {
  Node choice = select(kStates, campaign.status, locale);
  choice.attributes = {{Attr::Id, "status"}, {Attr::Name, "status"}, {Attr::AriaDescribedby, "hint-status"}};
  return form("/admin/campaigns/state",
              {hidden_input("csrf", who.csrf_token), hidden_input("campaign", campaign.slug),
               view::element(Tag::Div, {{Attr::Class, "field"}},
                             {view::element(Tag::Label, {{Attr::For, "status"}}, text_of(locale, Message::AdminState)),
                              view::element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, "hint-status"}},
                                            text_of(locale, Message::AdminStateHint)),
                              std::move(choice)}),
               submit(Message::AdminChangeState, "secondary", locale)});
}

Node update_form(const CampaignPageView& view, std::vector<UpdateField> fields, const accounts::SignedIn& who,
                 Locale locale) {
  Nodes parts{hidden_input("csrf", who.csrf_token), hidden_input("campaign", view.campaign.slug)};
  for (UpdateField& field : fields) parts.push_back(write_field(std::move(field), view, locale));
  parts.push_back(submit(Message::AdminPostUpdate, "primary", locale));
  return form("/admin/campaigns/update", std::move(parts));
}

Node version_item(const store::VersionHead& version, Locale locale) {
  const bool published = version.kind == store::VersionKind::Published;
  Nodes parts{view::text(number(locale, static_cast<std::uint64_t>(version.number)) + ": " +
                         text_of(locale, published ? Message::AdminVersionPublished : Message::AdminVersionDraft))};
  if (version.time_ms > 0) {
    parts.push_back(view::text(kBetween));
    parts.push_back(moment_element(locale, version.time_ms));
  }
  if (!version.author.empty()) {
    parts.push_back(view::text(kBetween));
    parts.push_back(view::element(Tag::Span, {{Attr::Dir, "auto"}}, version.author));
  }
  return view::element(Tag::Li, {}, std::move(parts));
}

Nodes versions_list(const std::vector<store::VersionHead>& versions, Locale locale) {
  Nodes items;
  for (const store::VersionHead& version : versions) items.push_back(version_item(version, locale));
  return {view::element(Tag::H2, {}, text_of(locale, Message::AdminVersions)),
          view::element(Tag::Ul, {{Attr::Class, "versions"}}, std::move(items))};
}

}  // namespace

std::string campaign_address(const std::string& slug) {
  return "/admin/campaigns?campaign=" + slug;
}

Nodes campaigns_content(const campaigns::Snapshot& snapshot, Locale locale) {
  Nodes items;
  for (const campaigns::EntryPointer& entry : snapshot.all()) items.push_back(campaign_item(*entry, locale));
  return {view::element(Tag::H1, {}, text_of(locale, Message::AdminCampaigns)),
          view::element(Tag::P, {}, text_of(locale, Message::AdminCampaignsIntro)),
          view::element(Tag::Ul, {{Attr::Class, "people"}}, std::move(items))};
}

Nodes campaign_content(const CampaignPageView& view, const accounts::SignedIn& who, Locale locale) {
  std::vector<UpdateField> fields = update_fields(view.typed, locale);
  Nodes content;
  if (!view.problems.empty() || !view.refusal.empty()) content.push_back(error_summary(fields, view, locale));
  if (!view.notice.empty()) {
    content.push_back(view::element(Tag::P, {{Attr::Class, "notice"}, {Attr::Role, "status"}}, view.notice));
  }
  content.push_back(view::element(Tag::H1, in_language_of(view.campaign), view.campaign.title));
  if (view.campaign.status != CampaignStatus::Draft) {
    content.push_back(view::element(
        Tag::P, {},
        {view::element(Tag::A, {{Attr::Href, "/p/" + view.campaign.slug}}, text_of(locale, Message::AdminSeePage))}));
  }
  content.push_back(view::element(Tag::H2, {}, text_of(locale, Message::AdminState)));
  content.push_back(state_form(view.campaign, who, locale));
  content.push_back(view::element(Tag::H2, {}, text_of(locale, Message::AdminPostUpdate)));
  content.push_back(update_form(view, std::move(fields), who, locale));
  for (Node& node : versions_list(view.versions, locale)) content.push_back(std::move(node));
  return content;
}

}  // namespace undersigned::admin
