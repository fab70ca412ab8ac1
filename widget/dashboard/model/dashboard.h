// The state of the dashboard: what the server has reported, and what the organizer has chosen.
//
// Independent of drawing, clocks and the network. The page's script passes messages in (decode.h) and asks after every
// frame which campaign and unit are wanted. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "widget/dashboard/model/campaign.h"
#include "widget/dashboard/model/series.h"
#include "widget/dashboard/model/signature_table.h"
#include "widget/dashboard/model/signature_view.h"
#include "widget/dashboard/model/time_zone.h"

namespace undersigned::dashboard {

enum class Connection : std::uint8_t { Waiting, Live, Failed };

class Dashboard {
 public:
  Dashboard() : view_(signatures_) {}
  Dashboard(const Dashboard&) = delete;
  Dashboard& operator=(const Dashboard&) = delete;

  // What the server reported last.
  Connection connection = Connection::Waiting;
  int retry_seconds = 0;    // until the next attempt, if Failed
  std::int64_t now_ms = 0;  // the server's clock, UTC
  TimeZone zone;
  std::vector<Campaign> campaigns;
  bool campaigns_known = false;

  // Of the chosen campaign. Empty while loading.
  std::optional<Series> momentum;
  std::optional<std::vector<Source>> sources;
  bool signatures_complete = false;  // there is no older page, or the table is full

  // The unit the organizer chose; `momentum` may still be in the other one.
  Unit unit = Unit::Hour;

  [[nodiscard]] const Campaign* chosen() const;
  [[nodiscard]] const std::string& chosen_slug() const { return chosen_slug_; }
  // Chooses a campaign and discards the data of the one before. Empty: none. A slug that is not listed (yet) is kept.
  void choose(std::string_view slug);
  void choose_unit(Unit wanted);

  [[nodiscard]] SignatureTable& signatures() { return signatures_; }
  [[nodiscard]] const SignatureTable& signatures() const { return signatures_; }
  [[nodiscard]] SignatureView& view() { return view_; }

  // The name of a partner according to `sources`, otherwise its id.
  [[nodiscard]] std::string_view partner_name(std::string_view partner) const;

 private:
  std::string chosen_slug_;
  SignatureTable signatures_;
  SignatureView view_;
};

}  // namespace undersigned::dashboard
