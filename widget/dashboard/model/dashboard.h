// The state of the dashboard: what the server has said, and what the organizer has chosen.
//
// Knows nothing of drawing, clocks or the network. The page's script feeds it messages (decode.h) and asks, after
// every frame, which campaign and unit are wanted. Not thread-safe.
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

  // What the server said last.
  Connection connection = Connection::Waiting;
  int retry_seconds = 0;    // until the next try, when Failed
  std::int64_t now_ms = 0;  // the server's clock, UTC
  TimeZone zone;
  std::vector<Campaign> campaigns;
  bool campaigns_known = false;

  // Of the chosen campaign. Not there yet: still loading.
  std::optional<Series> momentum;
  std::optional<std::vector<Source>> sources;
  bool signatures_complete = false;  // no older page is left, or the table is full

  // The unit the organizer wants to see; `momentum` may still be of the other one.
  Unit unit = Unit::Hour;

  [[nodiscard]] const Campaign* chosen() const;
  [[nodiscard]] const std::string& chosen_slug() const { return chosen_slug_; }
  // Forgets what belongs to the campaign chosen before. Empty: none. A slug that is not listed (yet) is kept.
  void choose(std::string_view slug);
  void choose_unit(Unit wanted);

  [[nodiscard]] SignatureTable& signatures() { return signatures_; }
  [[nodiscard]] const SignatureTable& signatures() const { return signatures_; }
  [[nodiscard]] SignatureView& view() { return view_; }

  // The name of a partner as `sources` has it, else its id.
  [[nodiscard]] std::string_view partner_name(std::string_view partner) const;

 private:
  std::string chosen_slug_;
  SignatureTable signatures_;
  SignatureView view_;
};

}  // namespace undersigned::dashboard
