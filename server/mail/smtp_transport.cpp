#include "server/mail/smtp_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <string_view>
#include <utility>

#include "server/mail/header.h"

namespace undersigned::mail {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
  std::string_view rest;
  bool started = false;  // the server has accepted sender and mailbox, and waits for the mail
};

std::size_t read_upload(char* out, std::size_t size, std::size_t count, void* pointer) {
  auto* upload = static_cast<Upload*>(pointer);
  upload->started = true;
  const std::string_view piece = upload->rest.substr(0, size * count);
  std::memcpy(out, piece.data(), piece.size());
  upload->rest.remove_prefix(piece.size());
  return piece.size();
}

// Only the codes of replies are used.
std::size_t drop_replies(char* /*text*/, std::size_t size, std::size_t count, void* /*pointer*/) {
  return size * count;
}

bool curl_ready() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return ready;
}

long use_ssl(SmtpTls tls) {
  switch (tls) {
    case SmtpTls::Implicit:
    case SmtpTls::Required:
      return CURLUSESSL_ALL;
    case SmtpTls::Opportunistic:
      return CURLUSESSL_TRY;
    case SmtpTls::None:
      return CURLUSESSL_NONE;
  }
  return CURLUSESSL_ALL;
}

// RFC 5321 4.1.2.
std::string path_of(const std::string& email) {
  return std::string("<").append(address_spec(email)).append(">");
}

std::string url_of(const SmtpSettings& settings) {
  const std::string scheme = settings.tls == SmtpTls::Implicit ? "smtps" : "smtp";
  const std::string helo = settings.helo.empty() ? "localhost" : settings.helo;
  return scheme + "://" + settings.host + ":" + std::to_string(settings.port) + "/" + helo;
}

constexpr long kClosing = 421;  // RFC 5321 3.8

// Replies about the login, which concern every mail (RFC 4954 6, RFC 3207 4).
bool is_about_login(long smtp_code) {
  constexpr long kLoginCodes[] = {530, 534, 535, 538};
  return std::find(std::begin(kLoginCodes), std::end(kLoginCodes), smtp_code) != std::end(kLoginCodes);
}

bool is_about_mailbox(std::string_view words) {
  return words.starts_with("RCPT failed");
}

// libcurl tells a refused MAIL, RCPT or DATA from a network that failed, but one from another in words only
// (lib/smtp.c). Words it no longer uses would have the mail given up.
bool is_about_sender(std::string_view words) {
  return words.starts_with("MAIL failed");
}

SendReport report_of(CURLcode result, long smtp_code, std::string_view words, const Upload& upload) {
  if (result == CURLE_OK) return {.outcome = SendOutcome::Sent, .smtp_code = static_cast<int>(smtp_code)};
  SendReport report{.outcome = SendOutcome::TryLater,
                    .smtp_code = static_cast<int>(smtp_code),
                    .problem = curl_easy_strerror(result)};
  if (result == CURLE_USE_SSL_FAILED) report.problem = "the server offers no STARTTLS";
  // libcurl: a refused MAIL, RCPT or DATA is a failed sending; a refused mail is a strange reply, as is a greeting.
  const bool refused = result == CURLE_SEND_ERROR || (result == CURLE_WEIRD_SERVER_REPLY && upload.started);
  if (!refused || smtp_code < 400) return report;
  report.problem = "the server refused it";
  report.refused_mailbox = is_about_mailbox(words);
  if (is_about_sender(words)) {
    report.problem = "the server refused the sender";
  } else if (smtp_code >= 500 && smtp_code < 600 && !is_about_login(smtp_code)) {
    report.outcome = SendOutcome::GiveUp;
  }
  return report;
}

// libcurl calls this about once a second, whatever it waits for. Any value but 0 ends the transfer.
int look_for_abort(void* aborted, curl_off_t /*download_max*/, curl_off_t /*downloaded*/, curl_off_t /*upload_max*/,
                   curl_off_t /*uploaded*/) {
  return static_cast<const std::atomic<bool>*>(aborted)->load() ? 1 : 0;
}

}  // namespace

struct SmtpTransport::Curl {
  Curl() : handle(curl_easy_init()) {}
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;
  ~Curl() { curl_easy_cleanup(handle); }

  // False if libcurl was built without the option, so that no setting is silently ignored.
  template <class Value>
  [[nodiscard]] bool set(CURLoption option, Value value) {
    return curl_easy_setopt(handle, option, value) == CURLE_OK;
  }

  [[nodiscard]] bool set_up(const SmtpSettings& settings) {
    const long check = settings.certificate == CertificateCheck::On ? 1 : 0;
    bool done = set(CURLOPT_URL, url_of(settings).c_str()) && set(CURLOPT_PROTOCOLS_STR, "smtp,smtps") &&
                set(CURLOPT_PROXY, "") && set(CURLOPT_NOSIGNAL, 1L) && set(CURLOPT_USE_SSL, use_ssl(settings.tls)) &&
                set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
                set(CURLOPT_SSL_VERIFYPEER, check) && set(CURLOPT_SSL_VERIFYHOST, check * 2) &&
                set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_ms)) &&
                set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.send_ms)) && set(CURLOPT_UPLOAD, 1L) &&
                set(CURLOPT_READFUNCTION, &read_upload) && set(CURLOPT_WRITEFUNCTION, &drop_replies) &&
                set(CURLOPT_ERRORBUFFER, words.data()) && set(CURLOPT_NOPROGRESS, 0L) &&
                set(CURLOPT_XFERINFOFUNCTION, &look_for_abort) && set(CURLOPT_XFERINFODATA, &aborted);
    if (!settings.ca_file.empty()) {
      constexpr const char* kNoFolder = nullptr;
      done = done && set(CURLOPT_CAINFO, settings.ca_file.c_str()) && set(CURLOPT_CAPATH, kNoFolder);
    }
    if (!settings.username.empty()) {
      done =
          done && set(CURLOPT_USERNAME, settings.username.c_str()) && set(CURLOPT_PASSWORD, settings.password.c_str());
    }
    return done;
  }

  // Whether the failure is due to a kept connection that the server has closed in the meantime.
  [[nodiscard]] bool was_stale(CURLcode result, const Upload& upload) const {
    long made = 0;
    long smtp_code = 0;
    curl_easy_getinfo(handle, CURLINFO_NUM_CONNECTS, &made);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &smtp_code);
    return (result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR) && !upload.started && made == 0 &&
           (smtp_code == 0 || smtp_code == kClosing);
  }

  CURL* handle;
  std::array<char, CURL_ERROR_SIZE> words{};
  std::atomic<bool> aborted = false;
};

SmtpTransport::SmtpTransport(std::unique_ptr<Curl> curl) : curl_(std::move(curl)) {}
SmtpTransport::~SmtpTransport() = default;

Result<std::unique_ptr<SmtpTransport>> SmtpTransport::make(const SmtpSettings& settings) {
  if (const Status checked = check_smtp_settings(settings); !checked) return checked.error();
  if (!curl_ready()) return Error{ErrorCode::NoMemory};
  auto curl = std::make_unique<Curl>();
  if (curl->handle == nullptr) return Error{ErrorCode::NoMemory};
  if (!curl->set_up(settings)) return Error{ErrorCode::BadValue};
  return std::unique_ptr<SmtpTransport>(new SmtpTransport(std::move(curl)));
}

SendReport SmtpTransport::send(const Envelope& envelope, const std::string& bytes) {
  if (!check_address(envelope.from) || !check_address(envelope.to)) return kNoAddresses;

  Upload upload{.rest = bytes};
  const std::string from = path_of(envelope.from);
  const std::string to = path_of(envelope.to);
  const std::unique_ptr<curl_slist, FreeList> recipients(curl_slist_append(nullptr, to.c_str()));
  const bool ready = recipients && curl_->set(CURLOPT_MAIL_FROM, from.c_str()) &&
                     curl_->set(CURLOPT_MAIL_RCPT, recipients.get()) && curl_->set(CURLOPT_READDATA, &upload) &&
                     curl_->set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes.size()));
  if (!ready) return {.problem = "out of memory"};

  curl_->words.front() = '\0';
  CURLcode result = curl_easy_perform(curl_->handle);
  if (curl_->was_stale(result, upload)) result = curl_easy_perform(curl_->handle);
  long smtp_code = 0;
  curl_easy_getinfo(curl_->handle, CURLINFO_RESPONSE_CODE, &smtp_code);
  curl_easy_setopt(curl_->handle, CURLOPT_MAIL_RCPT, nullptr);
  return report_of(result, smtp_code, curl_->words.data(), upload);
}

SendReport SmtpTransport::try_connection() {
  if (!curl_->set(CURLOPT_CONNECT_ONLY, 1L)) return {.problem = "libcurl has no memory"};
  const CURLcode result = curl_easy_perform(curl_->handle);
  long smtp_code = 0;
  curl_easy_getinfo(curl_->handle, CURLINFO_RESPONSE_CODE, &smtp_code);
  return report_of(result, smtp_code, {}, {});
}

void SmtpTransport::abort() {
  curl_->aborted = true;
}

}  // namespace undersigned::mail
