#include "server/app/service.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "server/accounts/setup_link.h"
#include "server/admin/account_routes.h"
#include "server/admin/audit_routes.h"
#include "server/admin/campaigns_routes.h"
#include "server/admin/dashboard_routes.h"
#include "server/admin/data_routes.h"
#include "server/admin/export_routes.h"
#include "server/admin/link_routes.h"
#include "server/admin/quarantine_routes.h"
#include "server/admin/sign_in_routes.h"
#include "server/admin/signatures_routes.h"
#include "server/admin/two_step_routes.h"
#include "server/admin/user_routes.h"
#include "server/api/challenge_routes.h"
#include "server/api/confirm_routes.h"
#include "server/api/read_routes.h"
#include "server/api/sign_routes.h"
#include "server/app/assets_folder.h"
#include "server/app/explain.h"
#include "server/app/mail_setup.h"
#include "server/app/metrics_token.h"
#include "server/app/retention_clock.h"
#include "server/app/server_secret.h"
#include "server/assets/releases.h"
#include "server/base/log.h"
#include "server/base/ticker.h"
#include "server/mail/code.h"
#include "server/mail/composer.h"
#include "server/mail/outbox.h"
#include "server/mail/spooled.h"
#include "server/ops/health_routes.h"
#include "server/ops/metrics.h"
#include "server/ops/readiness.h"
#include "server/pages/asset_routes.h"
#include "server/pages/confirm_page.h"
#include "server/pages/country_names.h"
#include "server/pages/embed_routes.h"
#include "server/pages/error_page.h"
#include "server/pages/my_page.h"
#include "server/pages/routes.h"
#include "server/pages/site_files.h"
#include "server/store/data_folder.h"
#include "server/store/sqlite/open.h"

namespace undersigned::app {
namespace {

constexpr std::int64_t kSweepMs = 60LL * 60 * 1000;

http::ServerOptions http_options(const Options& options) {
  http::ServerOptions http;
  http.workers = options.workers;
  http.trusted_proxies = options.trusted_proxies;
  if (options.base_url.rfind("https://", 0) == 0) {
    http.strict_transport_security = http::StrictTransportSecurity::Yes;
  }
  return http;
}

// Mails of thanks are no reason to fill the default folder with addresses on a server that sends nothing.
signing::ThanksMails thanks_mails(const Options& options) {
  const bool set_up = options.mail.smtp.has_value() || !options.mail.spool.empty();
  return set_up ? signing::ThanksMails::On : signing::ThanksMails::Off;
}

// What a process that was killed has left may hold data that was erased later.
void remove_leftovers(const Options& options, const store::FolderLock& lock) {
  const bool restore = store::remove_restore_leftovers(options.data, lock);
  const bool backup = store::remove_backup_leftovers(options.data);
  const bool mails = mail::remove_unfinished_spooled(mail_spool_folder(options));
  if (!restore || !backup || !mails) base::log_warning("file_not_removed");
}

std::vector<mail::Transport*> all_of(const std::vector<std::unique_ptr<mail::Transport>>& transports) {
  std::vector<mail::Transport*> all;
  all.reserve(transports.size());
  for (const auto& transport : transports) all.push_back(transport.get());
  return all;
}

}  // namespace

// Destroyed from the last member to the first: no more ticks, then no more requests, then the running password hashes,
// then the store's queue, whose callbacks use everything above. stop() ends the outbox's thread, which uses the store,
// before all that.
struct Service::Parts {
  Parts(const Options& options, store::FolderLock folder_lock, std::unique_ptr<store::Store> opened,
        const crypto::ServerSecret& secret, assets::Releases loaded, MailSetup mail_setup, base::Clock clock)
      : lock(std::move(folder_lock)),
        utc_now_ms(std::move(clock)),
        base_url(options.base_url),
        releases(std::move(loaded)),
        dedupe_keys(secret),
        csrf(secret),
        sessions(*opened, csrf, options.two_step_policy),
        audit_log(*opened, secret),
        two_step(*opened, secret),
        second_steps(secret),
        catalog(*opened),
        mail_codes(secret),
        my_links(secret),
        client_addresses(options.trusted_proxies),
        my_page_key(secret.key(crypto::KeyPurpose::MyPage)),
        pending_page_key(secret.key(crypto::KeyPurpose::PendingPage)),
        cursors(secret.key(crypto::KeyPurpose::OpaqueNumber)),
        mail(std::move(mail_setup)),
        composer(catalog, mail_codes, my_links, base_url, mail.from, pages::country_name),
        outbox(*opened, composer, all_of(mail.transports), utc_now_ms),
        guard(options.guard, blocked_domains),
        services{{*opened, *opened, *opened, catalog, dedupe_keys, mail_codes, outbox, guard, utc_now_ms, my_page_key,
                  thanks_mails(options)},
                 *opened,
                 releases.current(),
                 my_links,
                 client_addresses,
                 pending_page_key,
                 cursors,
                 base_url,
                 timing_equalizer,
                 options.operator_links},
        admin{services,
              csrf,
              sessions,
              hasher,
              throttle,
              hash_pool,
              audit_log,
              two_step,
              second_steps,
              refused_sign_ins,
              options.admin_origins},
        store(std::move(opened)),
        retention(*store, audit_log, utc_now_ms, base::steady_now_ms, {options.data, mail_spool_folder(options)}),
        readiness(
            *store, [folder = options.data] { return ops::free_bytes(folder); }, base::steady_now_ms),
        server(http_options(options)) {}

  // Empty if it serves; otherwise a sentence.
  base::OperatorStatus begin(const Options& options);
  void add_routes(const Options& options);
  Status make_setup_link();
  void tick();

  store::FolderLock lock;
  base::Clock utc_now_ms;
  std::string base_url;  // if none was given, known once the server listens
  assets::Releases releases;
  signing::DedupeKeys dedupe_keys;
  accounts::Csrf csrf;
  accounts::Sessions sessions;
  accounts::AuditLog audit_log;
  accounts::TwoStep two_step;
  accounts::SecondFactorTokens second_steps;
  accounts::RefusedSignIns refused_sign_ins;
  accounts::PasswordHasher hasher;
  accounts::LoginThrottle throttle;
  campaigns::Catalog catalog;
  mail::MailCodes mail_codes;
  mail::MyLinks my_links;
  http::ClientAddresses client_addresses;
  crypto::Key my_page_key;
  crypto::Key pending_page_key;
  crypto::OpaqueNumbers cursors;
  MailSetup mail;
  mail::Composer composer;
  mail::Outbox outbox;
  signing::BlockedDomains blocked_domains;
  signing::Guard guard;
  api::TimingEqualizer timing_equalizer;
  api::Services services;
  admin::AdminServices admin;
  MetricsToken metrics_token;
  std::string setup_link;
  std::int64_t seen_version = 0;
  bool reload_again = false;
  std::int64_t swept_ms = 0;
  std::unique_ptr<store::Store> store;
  RetentionClock retention;
  ops::ReadinessWatch readiness;
  accounts::HashPool hash_pool;
  previews::SharePictures share_pictures;
  http::Server server;
  std::optional<base::Ticker> ticker;
};

base::OperatorStatus Service::Parts::begin(const Options& options) {
  if (!options.blocked_mail_domains.empty()) {
    if (const auto read = blocked_domains.open(options.blocked_mail_domains); !read) return read.error();
  }
  // Reads the version first: a change during the read is picked up at the first tick.
  const Result<std::int64_t> version = store->data_version();
  const Status loaded = catalog.reload();
  if (!version.ok() || !loaded.ok()) {
    return base::OperatorError{"the campaigns cannot be read from the database: `doctor --deep` says what is damaged"};
  }
  seen_version = *version;

  if (const auto listens = server.listen(options.host, options.port); !listens) {
    return base::OperatorError{"cannot listen on " + options.host + " port " + std::to_string(options.port) + ": " +
                               listens.error().message()};
  }
  if (base_url.empty()) base_url = "http://localhost:" + std::to_string(server.port());
  if (!make_setup_link())
    return base::OperatorError{"the accounts cannot be read from the database: `doctor --deep` says what is damaged"};
  add_routes(options);
  readiness.look();
  if (const auto started = server.start(); !started) {
    return base::OperatorError{"the server cannot start: " + started.error().message()};
  }
  outbox.start();
  ticker.emplace([this] { tick(); });
  return Done{};
}

Status Service::Parts::make_setup_link() {
  const Result<std::size_t> users = store->user_count();
  if (!users) return users.error();
  if (*users > 0) return Done{};
  const Result<std::string> token = accounts::make_setup_token(*store, utc_now_ms());
  if (!token) return token.error();
  setup_link = base_url + "/admin/setup?token=" + *token;
  return Done{};
}

void Service::Parts::add_routes(const Options& options) {
  api::add_read_routes(server, services);
  api::add_sign_routes(server, services);
  api::add_challenge_route(server, services);
  api::add_confirm_routes(server, services);
  pages::add_page_routes(server, services);
  pages::add_embed_routes(server, services, share_pictures);
  pages::add_confirm_page_routes(server, services);
  pages::add_my_routes(server, services);
  pages::add_asset_routes(server, releases);
  pages::add_site_file_routes(server, services, options.security_contact);
  admin::add_sign_in_routes(server, admin);
  admin::add_link_routes(server, admin);
  admin::add_account_routes(server, admin);
  admin::add_two_step_routes(server, admin);
  admin::add_user_routes(server, admin);
  admin::add_audit_routes(server, admin);
  admin::add_dashboard_routes(server, admin);
  admin::add_data_routes(server, admin);
  admin::add_quarantine_routes(server, admin);
  admin::add_signatures_routes(server, admin);
  admin::add_export_routes(server, admin);
  admin::add_campaigns_routes(server, admin);
  ops::add_health_routes(server, readiness);
  if (!metrics_token.text.empty()) {
    ops::add_metrics_route(server, {*store, server, catalog, outbox, readiness, guard, options.data},
                           metrics_token.text);
  }
  server.set_error_responder([this](const http::Request& request, int status) {
    return pages::status_response(request, status, releases.current());
  });
}

// Another process may have imported campaigns, repaired counts or erased a signer.
void Service::Parts::tick() {
  readiness.look();
  retention.tick();
  const Result<std::int64_t> version = store->data_version();
  if (version.ok() && (*version != seen_version || reload_again)) {
    const Status reloaded = catalog.reload();
    reload_again = !reloaded;
    if (reloaded || reloaded.error().code == ErrorCode::Busy) seen_version = *version;
    base::log_info("catalog_reloaded", {{"complete", reloaded.ok() ? "yes" : "no"}});
  }
  if (const auto read = blocked_domains.refresh(); !read) {
    base::log_warning("blocked_mail_domains", {{"problem", read.error().words}});
  }
  const std::int64_t now_ms = base::steady_now_ms();
  if (now_ms - swept_ms < kSweepMs && swept_ms != 0) return;
  swept_ms = now_ms;
  if (!sessions.sweep(utc_now_ms())) base::log_warning("session_sweep_failed");
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() {
  stop();
}

base::OperatorResult<std::unique_ptr<Service>> Service::start(const Options& options, base::Clock utc_now_ms) {
  auto metrics_token = load_metrics_token(options);
  if (!metrics_token) return metrics_token.error();
  const std::string assets_folder = options.assets.empty() ? default_assets_folder() : options.assets;
  auto assets = assets::Assets::load(assets_folder);
  if (!assets) return assets.error();

  if (const Status folder = store::prepare_folder(options.data); !folder) {
    return base::OperatorError{"the data folder " + options.data + " " + std::string(explain(folder.error().code))};
  }
  Result<store::FolderLock> lock = store::lock_folder(options.data);
  if (!lock) {
    return base::OperatorError{lock.error().code == ErrorCode::Busy
                                   ? "another server is using the data folder " + options.data
                                   : "the data folder " + options.data + " cannot be locked"};
  }
  if (const auto there = check_not_lost(options.data); !there) return there.error();
  remove_leftovers(options, *lock);
  store::SqliteOptions sqlite;
  sqlite.folder = options.data;
  sqlite.audit_link = existing_audit_link(options.data);
  sqlite.lock = &lock.value();
  sqlite.read_signers = store::ReadSigners::AtOpening;
  sqlite.damaged_schema = store::DamagedSchema::Refused;
  sqlite.report = [](std::string_view line) { base::log_warning("store", {{"message", std::string(line)}}); };
  const auto owners = std::make_shared<std::optional<signing::DedupeKeys>>();  // once there is a secret
  sqlite.erased_owner = [owners](std::string_view public_id, std::string_view email) {
    return (*owners)->erased_owner(public_id, email);
  };
  sqlite.erased = [folder = mail_spool_folder(options)](const std::vector<std::int64_t>& signatures) {
    if (!mail::remove_spooled(folder, signatures)) base::log_warning("file_not_removed");
  };
  Result<std::unique_ptr<store::Store>> store = store::open_sqlite_store(sqlite, store::Create::Yes);
  if (!store) return base::OperatorError{"the database in " + options.data + " cannot be opened; the log says why"};

  const Result<crypto::ServerSecret> secret = secret_for(**store, options.data);
  if (!secret) return base::OperatorError{secret_problem(secret.error(), options.data)};
  owners->emplace(*secret);
  if (const auto adopted = adopt_secret(**store, *secret, options.data); !adopted) return adopted.error();
  if (!accounts::AuditLog(**store, *secret).begin()) {
    return base::OperatorError{"the database in " + options.data + " cannot be written"};
  }

  auto mail = set_up_mail(options, utc_now_ms);
  if (!mail) return mail.error();

  auto parts = std::make_unique<Parts>(options, std::move(lock).value(), std::move(store).value(), *secret,
                                       assets::Releases(std::move(assets).value(), assets_folder, options.data),
                                       std::move(mail).value(), std::move(utc_now_ms));
  for (const std::string& problem : parts->releases.problems()) base::log_warning("widget", {{"message", problem}});
  parts->metrics_token = std::move(metrics_token).value();
  if (const auto begun = parts->begin(options); !begun) return begun.error();
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

void Service::begin_stop() {
  parts_->readiness.begin_stop();
}

void Service::stop() {
  if (parts_ == nullptr) return;
  begin_stop();
  parts_->ticker.reset();
  parts_->server.stop();
  parts_->outbox.stop();
}

std::uint16_t Service::port() const {
  return parts_->server.port();
}

const std::string& Service::base_url() const {
  return parts_->base_url;
}

const std::string& Service::setup_link() const {
  return parts_->setup_link;
}

std::vector<http::RouteName> Service::routes() const {
  return parts_->server.routes();
}

const std::string& Service::mail_spool() const {
  return parts_->mail.spool;
}

}  // namespace undersigned::app
