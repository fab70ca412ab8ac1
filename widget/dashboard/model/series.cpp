#include "widget/dashboard/model/series.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "shared/limits.h"

namespace undersigned::dashboard {
namespace {

// How many days one bar may cover. All but the first are whole weeks, so that every bar has the same weekdays.
constexpr std::array<std::size_t, 5> kDayGroups{1, 7, 28, 91, 364};

// Where ticks are: every `every` units of `kind`, in local time.
struct TickRule {
  TickKind kind = TickKind::Hour;
  int every = 1;
};
constexpr std::array<TickRule, 18> kTickRules{{{TickKind::Hour, 1},
                                               {TickKind::Hour, 2},
                                               {TickKind::Hour, 3},
                                               {TickKind::Hour, 6},
                                               {TickKind::Hour, 12},
                                               {TickKind::Day, 1},
                                               {TickKind::Day, 2},
                                               {TickKind::Day, 7},
                                               {TickKind::Day, 14},
                                               {TickKind::Month, 1},
                                               {TickKind::Month, 2},
                                               {TickKind::Month, 3},
                                               {TickKind::Month, 6},
                                               {TickKind::Year, 1},
                                               {TickKind::Year, 2},
                                               {TickKind::Year, 5},
                                               {TickKind::Year, 10},
                                               {TickKind::Year, 100}}};

constexpr std::int64_t kThursdayToMonday = 3;  // day 0 was a Thursday; weeks begin on Monday

// The number of the interval of `rule` that contains `local_ms`; a tick is where this number changes.
std::int64_t interval(std::int64_t local_ms, TickRule rule) {
  switch (rule.kind) {
    case TickKind::Hour:
      return local_ms / (rule.every * kHourMs);
    case TickKind::Day:
      return (local_ms / kDayMs + (rule.every >= 7 ? kThursdayToMonday : 0)) / rule.every;
    case TickKind::Month: {
      const CalendarTime time = utc_calendar(local_ms);
      return (time.year * 12 + time.month - 1) / rule.every;
    }
    case TickKind::Year:
      return utc_calendar(local_ms).year / rule.every;
  }
  return 0;
}

}  // namespace

std::size_t buckets_max(Unit unit) {
  return unit == Unit::Hour ? limits::kMomentumHoursMax : limits::kMomentumDaysMax;
}

void fill_until(Series& series, std::int64_t now_ms) {
  if (series.step_ms <= 0 || series.counts.empty() || now_ms < series.from_ms) return;
  const auto wanted = static_cast<std::uint64_t>((now_ms - series.from_ms) / series.step_ms) + 1;
  const std::size_t most = buckets_max(series.unit);
  if (wanted > series.counts.size()) {
    series.counts.resize(static_cast<std::size_t>(std::min<std::uint64_t>(wanted, 2 * most)), 0);
  }
  if (series.counts.size() > most) series = last(series, most);
}

Series last(const Series& series, std::size_t buckets) {
  if (buckets >= series.counts.size()) return series;
  Series cut = series;
  const std::size_t dropped = series.counts.size() - buckets;
  cut.from_ms = series.bucket_ms(dropped);
  cut.counts.erase(cut.counts.begin(), cut.counts.begin() + static_cast<std::ptrdiff_t>(dropped));
  return cut;
}

Series grouped(const Series& series, std::size_t factor) {
  if (factor <= 1 || series.counts.empty()) return series;
  const std::size_t groups = (series.counts.size() + factor - 1) / factor;
  const std::size_t missing = groups * factor - series.counts.size();
  Series joined{series.unit, series.from_ms - static_cast<std::int64_t>(missing) * series.step_ms,
                series.step_ms * static_cast<std::int64_t>(factor), std::vector<std::uint32_t>(groups, 0)};
  for (std::size_t i = 0; i < series.counts.size(); ++i) joined.counts[(i + missing) / factor] += series.counts[i];
  return joined;
}

Series fitted(const Series& series, std::size_t bars_max) {
  if (bars_max == 0) return last(series, 0);
  if (series.unit == Unit::Hour) return last(series, bars_max);
  for (const std::size_t factor : kDayGroups) {
    if (series.counts.size() <= bars_max * factor) return grouped(series, factor);
  }
  return last(grouped(series, kDayGroups.back()), bars_max);
}

std::uint64_t total(const Series& series) {
  return std::accumulate(series.counts.begin(), series.counts.end(), std::uint64_t{0});
}

std::size_t peak(const Series& series) {
  return static_cast<std::size_t>(std::max_element(series.counts.begin(), series.counts.end()) - series.counts.begin());
}

ValueAxis value_axis(std::uint64_t largest, std::size_t steps_max) {
  const std::uint64_t steps = std::max<std::size_t>(steps_max, 1);
  ValueAxis axis;
  for (std::uint64_t power = 1;; power *= 10) {
    for (const std::uint64_t factor : {1U, 2U, 5U}) {
      axis.step = factor * power;
      if (largest <= axis.step * steps) {
        axis.top = std::max<std::uint64_t>(1, (largest + axis.step - 1) / axis.step) * axis.step;
        return axis;
      }
    }
  }
}

std::vector<TimeTick> time_ticks(const Series& series, const TimeZone& zone, std::size_t ticks_max) {
  const auto local = [&](std::size_t bucket) {
    const std::int64_t ms = series.bucket_ms(bucket);
    return series.unit == Unit::Hour ? zone.local_ms(ms) : ms;
  };
  std::vector<TimeTick> ticks;
  for (const TickRule rule : kTickRules) {
    if (series.unit == Unit::Day && rule.kind == TickKind::Hour) continue;
    ticks.clear();
    for (std::size_t i = 1; i < series.counts.size(); ++i) {
      if (interval(local(i), rule) != interval(local(i - 1), rule)) ticks.push_back({i, rule.kind});
    }
    if (ticks.size() <= ticks_max) break;
  }
  return ticks;
}

}  // namespace undersigned::dashboard
