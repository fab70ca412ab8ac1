#include "server/admin/user_routes.h"

#include <array>
#include <functional>
#include <utility>

#include "server/accounts/password_link.h"
#include "server/accounts/role_name.h"
#include "server/admin/audit.h"
#include "server/admin/forms.h"
#include "server/admin/reauthentication.h"
#include "server/api/problems.h"
#include "server/pages/error_page.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Attribute;
using view::Node;
using view::Tag;

constexpr std::array<std::pair<store::Role, Message>, 3> kRoles{{{store::Role::Viewer, Message::AdminRoleViewer},
                                                                 {store::Role::Organizer, Message::AdminRoleOrganizer},
                                                                 {store::Role::Owner, Message::AdminRoleOwner}}};

Node role_select(std::vector<Attribute> attributes, store::Role chosen, Locale locale) {
  view::Nodes options;
  for (const auto& [role, words] : kRoles) {
    std::vector<Attribute> option{{Attr::Value, std::string(accounts::role_name(role))}};
    if (role == chosen) option.emplace_back(Attr::Selected, "");
    options.push_back(view::element(Tag::Option, std::move(option), text_of(locale, words)));
  }
  attributes.emplace_back(Attr::Name, "role");
  return view::element(Tag::Select, std::move(attributes), std::move(options));
}

Node role_form(const store::User& user, const accounts::SignedIn& who, Locale locale) {
  Node form = button_form("/admin/users/role", text_of(locale, Message::AdminChangeRole), user.username,
                          {{"csrf", who.csrf_token}, {"user", user.username}});
  const std::string label = text_of(locale, Message::AdminRole) + ": " + user.username;
  form.children.insert(form.children.begin(), role_select({{Attr::AriaLabel, label}}, user.role, locale));
  return form;
}

Node person(const store::User& user, const accounts::SignedIn& who, Locale locale) {
  const std::vector<std::pair<std::string, std::string>> hidden{{"csrf", who.csrf_token}, {"user", user.username}};
  view::Nodes parts{view::element(Tag::H2, {{Attr::Dir, "auto"}}, user.username)};
  if (user.password_hash.empty()) parts.push_back(view::element(Tag::P, {}, text_of(locale, Message::AdminInvited)));
  if (!user.two_step_key.empty()) parts.push_back(view::element(Tag::P, {}, text_of(locale, Message::AdminTwoStep)));
  Node link = button_form("/admin/users/link", text_of(locale, Message::AdminNewLink), user.username, hidden);
  Node removal = button_form("/admin/users/remove", text_of(locale, Message::AdminRemoveUser), user.username, hidden);
  removal.children.back().attributes.emplace_back(Attr::Class, "danger");
  parts.push_back(view::element(Tag::Div, {{Attr::Class, "deeds"}},
                                {role_form(user, who, locale), std::move(link), std::move(removal)}));
  return view::element(Tag::Li, {{Attr::Class, "person"}}, std::move(parts));
}

Node add_form(const accounts::SignedIn& who, const FormErrors& form_errors, Locale locale) {
  AdminForm form;
  form.action = "/admin/users";
  form.button = Message::AdminAddUser;
  form.inputs = {username_input(form_errors.username)};
  form.inputs.front().autocomplete = "off";
  form.more = {view::element(
      Tag::Div, {{Attr::Class, "field"}},
      {view::element(Tag::Label, {{Attr::For, "role"}}, text_of(locale, Message::AdminRole)),
       view::element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, "hint-role"}},
                     text_of(locale, Message::AdminRolesHint)),
       role_select({{Attr::Id, "role"}, {Attr::AriaDescribedby, "hint-role"}}, store::Role::Viewer, locale)})};
  form.hidden = {{"csrf", who.csrf_token}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  return write_form(form, locale);
}

// A link that was just made. It is shown only once.
struct MadeLink {
  std::string username;
  std::string address;
};

Node link_notice(const MadeLink& link, Locale locale) {
  return view::element(
      Tag::Div, {{Attr::Class, "notice"}, {Attr::Role, "status"}},
      {view::element(Tag::P, {}, text_of(locale, Message::AdminLinkMade, {{"name", link.username}})),
       view::element(Tag::P, {},
                     {view::element(Tag::Code, {{Attr::Class, "key"}, {Attr::Dir, "ltr"}}, link.address)})});
}

Response users_page(const AdminServices& services, const accounts::SignedIn& who, Locale locale,
                    const FormErrors& form_errors, const MadeLink& link = {}) {
  const auto users = services.common.store.users();
  if (!users) return pages::error_page(users.error(), locale, services.common.assets);
  const std::string heading = text_of(locale, Message::AdminUsers);
  pages::Document document = admin_document(locale, heading, who);
  view::Nodes people;
  for (const store::User& user : *users) people.push_back(person(user, who, locale));
  document.content = {view::element(Tag::H1, {}, heading)};
  if (!link.address.empty()) document.content.push_back(link_notice(link, locale));
  document.content.push_back(view::element(Tag::Ul, {{Attr::Class, "people"}}, std::move(people)));
  document.content.push_back(view::element(Tag::H2, {}, text_of(locale, Message::AdminAddUser)));
  document.content.push_back(add_form(who, form_errors, locale));
  return admin_page(services, document, form_errors);
}

Response link_page(const AdminServices& services, const SessionForm& read, const store::User& user) {
  const Result<std::string> token =
      noted(services, read.who.username, AuditAction::PasswordLinkMade, user.username,
            [&] { return accounts::make_password_link(services.common.store, user.id, services.common.utc_now_ms()); });
  if (!token) return users_page(services, read.who, read.locale, {.errors = {token.error()}});
  return users_page(services, read.who, read.locale, {},
                    {user.username, services.common.base_url + "/admin/join?token=" + *token});
}

void get_users(const AdminServices& services, const Request& request, const Reply& reply) {
  const auto who = signed_in_with(services, request, accounts::Right::ManageUsers);
  if (!who) return reply(refusal(services, request, who.error()));
  reply(users_page(services, *who, api::locale_of(request), {}));
}

Response add_person(const AdminServices& services, const SessionForm& read) {
  const std::string username = field_value(read.form, "username");
  const auto again = [&](Error error) {
    return users_page(services, read.who, read.locale, {.errors = {error}, .username = username});
  };
  const auto role = accounts::role_of(field_value(read.form, "role"));
  if (!role) return again({ErrorCode::UnknownChoice, Field::None});
  const Status invited = noted(services, read.who.username, AuditAction::UserAdded,
                               username + " " + std::string(accounts::role_name(*role)),
                               [&] { return accounts::invite(services.common.store, username, *role); });
  if (!invited) return again(invited.error());
  const auto user = services.common.store.user_by_name(username);
  if (!user) return again(user.error());
  if (!user->has_value()) return redirect("/admin/users");
  return link_page(services, read, **user);
}

// Runs `action` for the account that the form names, and redirects to the list if it returns no response.
using Action = std::optional<Response> (*)(const AdminServices&, const SessionForm&, const store::User&);

Response to_person(const AdminServices& services, const SessionForm& read, Action action) {
  const auto user = services.common.store.user_by_name(field_value(read.form, "user"));
  if (!user) return users_page(services, read.who, read.locale, {.errors = {user.error()}});
  if (!user->has_value()) return redirect("/admin/users");  // removed in the meantime
  std::optional<Response> shown = action(services, read, **user);
  return shown ? *std::move(shown) : redirect("/admin/users");
}

// The response to an error, for example if no owner would be left.
std::optional<Response> failed(const AdminServices& services, const SessionForm& read, Error error) {
  if (error.code == ErrorCode::NotFound) return {};
  FormErrors form_errors{.errors = {error}};
  if (error.code == ErrorCode::Forbidden) form_errors.text = text_of(read.locale, Message::AdminLastOwner);
  return users_page(services, read.who, read.locale, form_errors);
}

std::optional<Response> change_role(const AdminServices& services, const SessionForm& read, const store::User& user) {
  const auto role = accounts::role_of(field_value(read.form, "role"));
  if (!role) return failed(services, read, {ErrorCode::UnknownChoice, Field::None});
  const Status set = noted(services, read.who.username, AuditAction::RoleChanged,
                           user.username + " " + std::string(accounts::role_name(*role)),
                           [&] { return services.common.store.set_role(user.id, *role); });
  if (!set) return failed(services, read, set.error());
  return {};
}

std::optional<Response> remove(const AdminServices& services, const SessionForm& read, const store::User& user) {
  const Status removed = noted(services, read.who.username, AuditAction::UserRemoved, user.username,
                               [&] { return services.common.store.remove_user(user.id); });
  if (!removed) return failed(services, read, removed.error());
  return {};
}

std::optional<Response> make_link(const AdminServices& services, const SessionForm& read, const store::User& user) {
  return link_page(services, read, user);
}

void post(const AdminServices& services, const Request& request, const Reply& reply,
          const std::function<Response(const SessionForm&)>& answer) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  if (const Status allowed = accounts::require(read->who, accounts::Right::ManageUsers); !allowed) {
    return reply(refusal(services, request, allowed.error()));
  }
  require_reauthentication(services, request, reply, *read, answer);
}

}  // namespace

void add_user_routes(http::Server& server, const AdminServices& services) {
  using http::Method;
  server.route(Method::Get, "/admin/users",
               [&services](const Request& request, const Reply& reply) { get_users(services, request, reply); });
  server.route(Method::Post, "/admin/users", [&services](const Request& request, const Reply& reply) {
    post(services, request, reply, [&services](const SessionForm& read) { return add_person(services, read); });
  });
  const auto route = [&](std::string_view path, Action action) {
    server.route(Method::Post, path, [&services, action](const Request& request, const Reply& reply) {
      post(services, request, reply,
           [&services, action](const SessionForm& read) { return to_person(services, read, action); });
    });
  };
  route("/admin/users/role", change_role);
  route("/admin/users/remove", remove);
  route("/admin/users/link", make_link);
}

}  // namespace undersigned::admin
