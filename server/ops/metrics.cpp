#include "server/ops/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/base/log.h"
#include "server/crypto/constant_time.h"
#include "server/limits.h"
#include "server/ops/process_stats.h"
#include "server/ops/version.h"

namespace undersigned::ops {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

using Labels = std::vector<ClientMetric::Label>;

struct Sample {
  Labels labels;
  double value = 0;
};

// Collects metric families. A number is a double in the format, so exact up to 2^53.
class Families {
 public:
  template <class Number>
  void counter(const char* name, const char* help, Number value) {
    counters(name, help, {{{}, static_cast<double>(value)}});
  }
  template <class Number>
  void gauge(const char* name, const char* help, Number value) {
    gauges(name, help, {{{}, static_cast<double>(value)}});
  }
  void counters(const char* name, const char* help, const std::vector<Sample>& samples) {
    MetricFamily& family = add(name, help, MetricType::Counter);
    for (const Sample& sample : samples) {
      ClientMetric& metric = family.metric.emplace_back();
      metric.label = sample.labels;
      metric.counter.value = sample.value;
    }
  }
  void gauges(const char* name, const char* help, const std::vector<Sample>& samples) {
    MetricFamily& family = add(name, help, MetricType::Gauge);
    for (const Sample& sample : samples) {
      ClientMetric& metric = family.metric.emplace_back();
      metric.label = sample.labels;
      metric.gauge.value = sample.value;
    }
  }
  // A family with one label and its values.
  void counters_by(const char* name, const char* help, const char* label,
                   std::initializer_list<std::pair<const char*, std::uint64_t>> values) {
    std::vector<Sample> samples;
    for (const auto& [value, count] : values) samples.push_back({{{label, value}}, static_cast<double>(count)});
    counters(name, help, samples);
  }
  template <std::size_t kBounds>
  void histogram(const char* name, const char* help, const std::array<double, kBounds>& bounds,
                 const store::Histogram<kBounds>& values) {
    ClientMetric& metric = add(name, help, MetricType::Histogram).metric.emplace_back();
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < kBounds; ++i) {
      so_far += values.buckets[i];
      metric.histogram.bucket.push_back({so_far, bounds[i]});
    }
    metric.histogram.sample_count = so_far + values.buckets[kBounds];
    metric.histogram.sample_sum = values.sum;
  }

  std::vector<MetricFamily> take() { return std::move(families_); }

 private:
  MetricFamily& add(const char* name, const char* help, MetricType type) {
    MetricFamily& family = families_.emplace_back();
    family.name = name;
    family.help = help;
    family.type = type;
    return family;
  }

  std::vector<MetricFamily> families_;
};

void add_campaigns(Families& families, const campaigns::Catalog& catalog) {
  std::vector<Sample> samples;
  const auto snapshot = catalog.snapshot();
  for (const campaigns::EntryPointer& entry : snapshot->all()) {
    const store::Counts counts = entry->count->read().counts;
    const std::pair<const char*, std::uint64_t> by_status[] = {{"pending", counts.pending},
                                                               {"confirmed", counts.confirmed},
                                                               {"withdrawn", counts.withdrawn},
                                                               {"quarantined", counts.quarantined}};
    for (const auto& [status, count] : by_status) {
      samples.push_back({{{"campaign", entry->campaign.slug}, {"status", status}}, static_cast<double>(count)});
    }
  }
  families.gauges("undersigned_signatures", "Signatures of a campaign by status.", samples);
}

void add_store(Families& families, store::Store& store) {
  const store::StoreStats stats = store.stats();
  families.counters_by(
      "undersigned_signatures_acknowledged_total",
      "Signatures acknowledged after their commit: new ones, and those of people who had already signed.", "outcome",
      {{"stored", stats.signed_stored}, {"already_there", stats.signed_already_there}});
  families.counters_by("undersigned_confirmations_acknowledged_total", "Confirmations acknowledged after their commit.",
                       "outcome", {{"confirmed", stats.confirmed}, {"already_there", stats.confirmed_already}});
  families.counter("undersigned_operations_refused_total", "Wrong codes, and signatures for unknown campaigns.",
                   stats.refused);
  families.counters_by("undersigned_operations_failed_total",
                       "Signatures and confirmations asked to try again: the disk failed, or the queue was full.",
                       "reason", {{"storage", stats.failed}, {"queue_full", stats.busy}});
  families.counters_by("undersigned_commits_total", "Committed transactions: groups of signatures, and single writes.",
                       "kind", {{"group", stats.batches}, {"single", stats.write_jobs}});
  families.counter("undersigned_write_failures_total", "Transactions that could not be committed.",
                   stats.write_failures);
  families.histogram("undersigned_group_commit_operations", "Signatures and confirmations that shared a commit.",
                     store::kBatchSizeBounds, stats.batch_sizes);
  families.histogram("undersigned_group_commit_seconds",
                     "Time from a group's first statement until its commit is on disk.", store::kCommitSecondsBounds,
                     stats.batch_seconds);
  families.gauge("undersigned_write_queue_operations", "Writes waiting in the queue.", stats.queue_depth);
  families.gauge("undersigned_write_queue_limit_operations", "Writes that the queue holds before more are rejected.",
                 limits::kWriteQueueMax);
  if (stats.last_commit_ms != 0) {
    families.gauge("undersigned_last_commit_timestamp_seconds", "Time at which the newest transaction was on disk.",
                   static_cast<double>(base::utc_now_ms() - (base::steady_now_ms() - stats.last_commit_ms)) / 1e3);
  }
  families.counter("undersigned_retention_erased_total",
                   "Personal records and unconfirmed signatures erased after their retention period.", stats.erased);
  families.counter("undersigned_reads_waited_total", "Reads that waited for a connection to the database.",
                   stats.reads_waited);
  families.counter("undersigned_reads_refused_total", "Reads that got no connection to the database in time.",
                   stats.reads_busy);
}

void add_http(Families& families, const http::ServerStats& stats) {
  using http::Refusal;
  families.gauge("undersigned_http_connections", "Open connections.", stats.connections_open);
  families.gauge("undersigned_http_connections_limit", "Connections that may be open.", limits::kConnectionsMax);
  families.gauge("undersigned_http_streams", "Replies generated while they are sent.", stats.streams_open);
  families.counter("undersigned_http_connections_accepted_total", "Connections accepted.", stats.connections_accepted);
  families.counter("undersigned_http_connections_refused_total", "Connections rejected at accept.",
                   stats.connections_refused);
  families.counter("undersigned_http_connections_evicted_total", "Connections closed early to make room for others.",
                   stats.connections_evicted);
  families.counter("undersigned_http_slow_readers_total",
                   "Connections closed because the client read its reply too slowly.", stats.slow_readers);
  families.counter("undersigned_http_requests_total", "Complete requests passed to a handler.", stats.requests);
  families.counters_by("undersigned_http_responses_total", "Responses by status class.", "class",
                       {{"2xx", stats.responses[0]},
                        {"3xx", stats.responses[1]},
                        {"4xx", stats.responses[2]},
                        {"5xx", stats.responses[3]}});
  families.counters_by("undersigned_http_refusals_total", "Requests rejected before a handler, by reason.", "reason",
                       {{"bad_request", stats.refused(Refusal::BadRequest)},
                        {"timeout", stats.refused(Refusal::Timeout)},
                        {"too_large", stats.refused(Refusal::TooLarge)},
                        {"too_many_requests", stats.refused(Refusal::TooManyRequests)},
                        {"head_too_large", stats.refused(Refusal::HeadTooLarge)},
                        {"unavailable", stats.refused(Refusal::Unavailable)}});
  families.gauge("undersigned_http_jobs_waiting", "Requests and stream chunks waiting for a worker.",
                 stats.jobs_waiting);
  families.gauge("undersigned_http_replies_waiting", "Replies that are ready but not yet being sent.",
                 stats.replies_waiting);
  families.gauge("undersigned_http_reply_bytes", "Bytes held for clients that have not yet read their reply.",
                 stats.reply_bytes);
  families.gauge("undersigned_http_reply_bytes_limit",
                 "Bytes that may be held before the slowest readers are disconnected.", limits::kReplyBytesInHandMax);
}

void add_guard(Families& families, const signing::GuardStats& stats) {
  families.counters_by("undersigned_judgements_total",
                       "Signatures before they reach the store, by the guard's verdict.", "verdict",
                       {{"accepted", stats.accepted}, {"challenged", stats.challenged}, {"too_many", stats.too_many}});
  families.counter("undersigned_suspicious_signatures_total", "Accepted signatures that wait for an organizer.",
                   stats.suspicious);
  families.counter("undersigned_rate_limited_actions_total", "Codes, mails and challenges requested too often.",
                   stats.actions_refused);
}

void add_outbox(Families& families, const MetricsSources& sources) {
  const mail::OutboxStats stats = sources.outbox.stats();
  families.counters_by("undersigned_mails_total", "Attempts to send a mail, by outcome.", "outcome",
                       {{"sent", stats.sent}, {"put_off", stats.put_off}, {"given_up", stats.given_up}});
  if (const Result<std::uint64_t> waiting = sources.store.mails_in_outbox()) {
    families.gauge("undersigned_mails_waiting", "Mails in the outbox.", *waiting);
  }
  families.gauge("undersigned_outbox_tasks_waiting", "Background tasks waiting.", stats.tasks.waiting);
  families.counter("undersigned_outbox_tasks_refused_total",
                   "Background tasks rejected because too many were waiting (503).", stats.tasks.refused);
}

void add_process(Families& families, const std::string& data_folder) {
  const base::LogCounts logged = base::log_counts();
  families.counters_by("undersigned_log_messages_total", "Log lines by level.", "level",
                       {{"warning", logged.warnings}, {"error", logged.errors}});
  if (const std::optional<std::uint64_t> bytes = free_bytes(data_folder)) {
    families.gauge("undersigned_disk_free_bytes", "Free bytes on the disk with the data folder.", *bytes);
  }
  const ProcessStats stats = process_stats();
  families.gauge("process_resident_memory_bytes", "Resident memory.", stats.resident_bytes);
  families.gauge("process_open_fds", "Open file descriptors.", stats.open_descriptors);
  families.gauge("process_max_fds", "File descriptors that may be open.", stats.descriptors_max);
  families.gauge("process_threads", "Threads.", stats.threads);
  families.counter("process_cpu_seconds_total", "User and system time.", stats.cpu_seconds);
  families.gauge("process_start_time_seconds", "When the process started.", stats.started_seconds);
}

class Collected final : public prometheus::Collectable {
 public:
  explicit Collected(const MetricsSources& sources) : sources_(sources) {}

  [[nodiscard]] std::vector<MetricFamily> Collect() const override {
    Families families;
    families.gauges("undersigned_build_info", "The program's version.", {{{{"version", version()}}, 1}});
    families.gauge("undersigned_ready", "Whether signatures can be taken now, as /readyz says it.",
                   sources_.readiness.state() == Readiness::Ready ? 1 : 0);
    add_campaigns(families, sources_.catalog);
    add_store(families, sources_.store);
    add_http(families, sources_.server.stats());
    add_guard(families, sources_.guard.stats());
    add_outbox(families, sources_);
    add_process(families, sources_.data_folder);
    return families.take();
  }

 private:
  const MetricsSources& sources_;
};

bool is_authorized(std::string_view authorization, std::string_view token) {
  constexpr std::string_view kScheme = "Bearer ";
  return authorization.starts_with(kScheme) &&
         crypto::equal_in_constant_time(token, authorization.substr(kScheme.size()));
}

}  // namespace

std::string metrics_text(const MetricsSources& sources) {
  return prometheus::TextSerializer().Serialize(Collected(sources).Collect());
}

void add_metrics_route(http::Server& server, const MetricsSources& sources, const std::string& token) {
  server.route(http::Method::Get, "/metrics", [sources, token](const http::Request& request, const http::Reply& reply) {
    const bool authorized = is_authorized(request.header("Authorization"), token);
    http::Response response =
        authorized ? http::make_response(200, "text/plain; version=0.0.4; charset=utf-8", metrics_text(sources))
                   : http::make_response(401, "text/plain; charset=utf-8", "A token is needed.\n");
    if (!authorized) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    response.headers.push_back({"Cache-Control", "no-store"});
    reply(std::move(response));
  });
}

}  // namespace undersigned::ops
