// GET /metrics: what the server is doing, in Prometheus' text format, for clients with the token.
//
// Numbers are read from where they are counted, when they are asked for. Only this folder knows Prometheus. Names
// follow https://prometheus.io/docs/practices/naming/. Labels are bounded: a campaign's slug by limits::kCampaignsMax,
// everything else by an enum. They hold nothing about a signer, an address or a path.
#pragma once

#include <string>

#include "server/campaigns/catalog.h"
#include "server/http/server.h"
#include "server/mail/outbox.h"
#include "server/ops/readiness.h"
#include "server/signing/guard.h"
#include "server/store/store.h"

namespace undersigned::ops {

// All of them must outlive the server.
struct MetricsSources {
  store::Store& store;
  const http::Server& server;
  const campaigns::Catalog& catalog;
  mail::Outbox& outbox;
  const ReadinessWatch& readiness;
  const signing::Guard& guard;
  std::string data_folder;
};

std::string metrics_text(const MetricsSources& sources);

// Requires `token` as "Authorization: Bearer", otherwise 401.
void add_metrics_route(http::Server& server, const MetricsSources& sources, const std::string& token);

}  // namespace undersigned::ops
