#include "server/admin/page.h"

#include <algorithm>
#include <utility>

#include "server/admin/cookies.h"
#include "server/api/problems.h"
#include "server/api/sender.h"
#include "server/base/ascii.h"
#include "server/http/security_headers.h"
#include "server/pages/error_page.h"
#include "shared/campaign/campaign.h"

namespace undersigned::admin {
namespace {

using view::Attr;
using view::Attribute;
using view::Node;
using view::Tag;

std::string frame_ancestors(const AdminServices& services) {
  std::string sites = "'self'";
  for (const std::string& origin : services.admin_origins) sites += " " + origin;
  return sites;
}

std::string words_of(const AdminForm& form, std::size_t error, Locale locale) {
  if (error == 0 && !form.error_text.empty()) return form.error_text;
  return error_text(locale, form.errors[error]);
}

Node error_summary(const AdminForm& form, Locale locale) {
  view::Nodes items;
  for (std::size_t i = 0; i < form.errors.size(); ++i) {
    const Field field = form.errors[i].field;
    const bool has_input = std::any_of(form.inputs.begin(), form.inputs.end(),
                                       [&](const TextInput& input) { return input.field == field; });
    const std::string words = words_of(form, i, locale);
    const std::string anchor = "#" + std::string(field_name(field));
    items.push_back(has_input ? view::element(Tag::Li, {}, {view::element(Tag::A, {{Attr::Href, anchor}}, words)})
                              : view::element(Tag::Li, {}, words));
  }
  return view::element(Tag::Div, {{Attr::Class, "error-summary"}, {Attr::Role, "alert"}, {Attr::Tabindex, "-1"}},
                       {view::element(Tag::H2, {}, text_of(locale, Message::ErrorSummaryTitle)),
                        view::element(Tag::Ul, {}, std::move(items))});
}

Node write_input(const TextInput& input, const AdminForm& form, Locale locale) {
  const std::string name(field_name(input.field));
  const auto error =
      std::find_if(form.errors.begin(), form.errors.end(), [&](Error each) { return each.field == input.field; });
  view::Nodes parts{view::element(Tag::Label, {{Attr::For, name}}, text_of(locale, input.label))};
  std::string described_by;
  if (!input.hint.empty()) {
    described_by = "hint-" + name;
    parts.push_back(view::element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, described_by}}, input.hint));
  }
  std::vector<Attribute> attributes{{Attr::Id, name},
                                    {Attr::Name, name},
                                    {Attr::Type, input.type},
                                    {Attr::Autocomplete, input.autocomplete},
                                    {Attr::Autocapitalize, "none"},
                                    {Attr::Spellcheck, "false"},
                                    {Attr::Required, ""},
                                    {Attr::Value, input.value}};
  if (error != form.errors.end()) {
    const std::string words = words_of(form, static_cast<std::size_t>(error - form.errors.begin()), locale);
    parts.push_back(view::element(Tag::P, {{Attr::Class, "error"}, {Attr::Id, "error-" + name}}, words));
    described_by += (described_by.empty() ? "error-" : " error-") + name;
    attributes.emplace_back(Attr::AriaInvalid, "true");
  }
  if (!described_by.empty()) attributes.emplace_back(Attr::AriaDescribedby, described_by);
  if (!input.inputmode.empty()) attributes.emplace_back(Attr::Inputmode, input.inputmode);
  parts.push_back(view::element(Tag::Input, std::move(attributes)));
  return view::element(Tag::Div, {{Attr::Class, "field"}}, std::move(parts));
}

// A link to a page of admin mode. The one whose title is `title` is marked as current.
Node place(std::string href, const std::string& words, const std::string& title) {
  std::vector<Attribute> attributes{{Attr::Href, std::move(href)}};
  if (words == title) attributes.emplace_back(Attr::AriaCurrent, "page");
  return view::element(Tag::A, std::move(attributes), words);
}

Node places(Locale locale, const std::string& title, const accounts::SignedIn& who) {
  view::Nodes links;
  if (accounts::has_right(who.role, accounts::Right::EditCampaigns)) {
    links.push_back(place("/admin/campaigns", text_of(locale, Message::AdminCampaigns), title));
  }
  if (accounts::has_right(who.role, accounts::Right::Moderate)) {
    links.push_back(place("/admin/quarantine", text_of(locale, Message::AdminQuarantine), title));
  }
  if (accounts::has_right(who.role, accounts::Right::Moderate)) {
    links.push_back(place("/admin/signatures", text_of(locale, Message::AdminSignatures), title));
  }
  if (accounts::has_right(who.role, accounts::Right::Export)) {
    links.push_back(place("/admin/export", text_of(locale, Message::AdminExport), title));
  }
  links.push_back(place("/admin/account", text_of(locale, Message::AdminAccount), title));
  if (accounts::has_right(who.role, accounts::Right::ManageUsers)) {
    links.push_back(place("/admin/users", text_of(locale, Message::AdminUsers), title));
  }
  if (accounts::has_right(who.role, accounts::Right::SeeAudit)) {
    links.push_back(place("/admin/audit", text_of(locale, Message::AdminAudit), title));
  }
  return view::element(Tag::Nav, {{Attr::Class, "places"}, {Attr::AriaLabel, text_of(locale, Message::AdminTitle)}},
                       std::move(links));
}

// RFC 3339.
std::string timestamp(std::int64_t time_ms) {
  return utc_date(time_ms) + "T" + utc_clock(time_ms) + "Z";
}

std::string minute(std::int64_t time_ms) {
  return utc_clock(time_ms).substr(0, 5) + " UTC";
}

// Digits that are not broken across lines.
Node whole(const std::string& digits) {
  return view::element(Tag::Span, {{Attr::Class, "whole"}, {Attr::Dir, "ltr"}}, digits);
}

}  // namespace

Result<accounts::SignedIn> signed_in(const AdminServices& services, const http::Request& request, Admits admits) {
  const std::string_view token = session_cookie(services, request);
  if (token.empty()) return Error{ErrorCode::NotSignedIn, Field::None};
  Result<accounts::SignedIn> who = services.sessions.find(token, services.common.utc_now_ms());
  if (who && admits == Admits::WithTwoStep && accounts::lacks_two_step(*who)) {
    return Error{ErrorCode::TwoStepNeeded, Field::None};
  }
  return who;
}

Result<accounts::SignedIn> signed_in_with(const AdminServices& services, const http::Request& request,
                                          accounts::Right right) {
  Result<accounts::SignedIn> who = signed_in(services, request);
  if (!who) return who;
  if (const Status allowed = accounts::require(*who, right); !allowed) return allowed.error();
  return who;
}

Result<SessionForm> read_session_form(const AdminServices& services, const http::Request& request, Admits admits) {
  Result<Form> form = read_own_form(services, request);
  if (!form) return form.error();
  Result<accounts::SignedIn> who = signed_in(services, request, admits);
  if (!who) return who.error();
  if (!services.csrf.session_token_matches(who->session, field_value(*form, "csrf"))) {
    return Error{ErrorCode::BadToken, Field::None};
  }
  return SessionForm{std::move(who).value(), std::move(form).value(), api::locale_of(request)};
}

http::Response refusal(const AdminServices& services, const http::Request& request, Error error) {
  if (error.code == ErrorCode::NotSignedIn) return redirect("/admin/login");
  if (error.code == ErrorCode::TwoStepNeeded) return redirect("/admin/account/two-step");
  return pages::error_page(error, api::locale_of(request), services.common.assets);
}

pages::Document admin_document(Locale locale, const std::string& title, const std::optional<accounts::SignedIn>& who) {
  pages::Document document;
  document.locale = locale;
  document.title = title + " – Undersigned";
  document.masthead = {view::element(Tag::A, {{Attr::Class, "brand"}, {Attr::Href, "/admin"}},
                                     "Undersigned: " + text_of(locale, Message::AdminTitle))};
  if (who) {
    if (!accounts::lacks_two_step(*who)) document.masthead.push_back(places(locale, title, *who));
    document.masthead.push_back(
        view::element(Tag::Form, {{Attr::Class, "sign-out"}, {Attr::Method, "post"}, {Attr::Action, "/admin/logout"}},
                      {hidden_input("csrf", who->csrf_token),
                       view::element(Tag::Span, {{Attr::Class, "user"}}, who->username), view::text(" "),
                       view::element(Tag::Button, {{Attr::Type, "submit"}}, text_of(locale, Message::AdminSignOut))}));
  }
  return document;
}

http::Response admin_response(const AdminServices& services, int status, const pages::Document& document) {
  http::Response response =
      http::make_response(status, "text/html; charset=utf-8",
                          pages::write_document(document, services.common.assets, services.common.base_url, {}));
  response.headers.push_back({"Cache-Control", "no-store"});
  http::add_security_headers(response, http::Audience::OwnPages,
                             pages::content_security_policy(frame_ancestors(services)));
  return response;
}

http::Response redirect(std::string location) {
  http::Response response;
  response.status = 303;
  response.headers.push_back({"Location", std::move(location)});
  response.headers.push_back({"Cache-Control", "no-store"});
  http::add_security_headers(response, http::Audience::OwnPages);
  return response;
}

Result<Form> read_own_form(const AdminServices& services, const http::Request& request) {
  if (const Status own = api::require_own_page(request, services.common.base_url); !own) return own.error();
  return api::read_form(request);
}

view::Node write_form(const AdminForm& form, Locale locale) {
  view::Nodes parts;
  if (!form.errors.empty()) parts.push_back(error_summary(form, locale));
  for (const TextInput& input : form.inputs) parts.push_back(write_input(input, form, locale));
  parts.insert(parts.end(), form.more.begin(), form.more.end());
  if (!form.username.empty()) {
    parts.push_back(view::element(
        Tag::Input,
        {{Attr::Type, "text"}, {Attr::Autocomplete, "username"}, {Attr::Value, form.username}, {Attr::Hidden, ""}}));
  }
  for (const auto& [name, value] : form.hidden) parts.push_back(hidden_input(name, value));
  parts.push_back(
      view::element(Tag::Button, {{Attr::Class, "primary"}, {Attr::Type, "submit"}}, text_of(locale, form.button)));
  return view::element(
      Tag::Form, {{Attr::Class, "sign"}, {Attr::Method, "post"}, {Attr::Action, form.action}, {Attr::Novalidate, ""}},
      std::move(parts));
}

view::Node button_form(std::string action, const std::string& words, const std::string& about,
                       const std::vector<std::pair<std::string, std::string>>& hidden) {
  view::Nodes parts;
  for (const auto& [name, value] : hidden) parts.push_back(hidden_input(name, value));
  std::vector<Attribute> attributes{{Attr::Type, "submit"}};
  if (!about.empty()) attributes.emplace_back(Attr::AriaLabel, words + ": " + about);
  parts.push_back(view::element(Tag::Button, std::move(attributes), words));
  return view::element(Tag::Form, {{Attr::Method, "post"}, {Attr::Action, std::move(action)}}, std::move(parts));
}

view::Node hidden_input(std::string_view name, std::string_view value) {
  return view::element(Tag::Input,
                       {{Attr::Type, "hidden"}, {Attr::Name, std::string(name)}, {Attr::Value, std::string(value)}});
}

view::Node time_element(std::int64_t time_ms) {
  return view::element(Tag::Time, {{Attr::Datetime, timestamp(time_ms)}, {Attr::Dir, "ltr"}},
                       {whole(utc_date(time_ms)), view::text(" "), whole(utc_clock(time_ms))});
}

std::string moment_text(Locale locale, std::int64_t time_ms) {
  return day(locale, utc_date(time_ms)) + " " + minute(time_ms);
}

view::Node moment_element(Locale locale, std::int64_t time_ms) {
  return view::element(Tag::Time, {{Attr::Datetime, timestamp(time_ms)}},
                       {view::text(day(locale, utc_date(time_ms)) + " "), whole(minute(time_ms))});
}

}  // namespace undersigned::admin
