// Measures the dashboard with a million signatures: loading, sorting by each column, filtering, both at once. Prints
// milliseconds, the least of five; asserts nothing.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

#include "shared/limits.h"
#include "widget/dashboard/model/signature_view.h"

namespace {

using namespace undersigned;             // NOLINT(google-build-using-namespace)
using namespace undersigned::dashboard;  // NOLINT(google-build-using-namespace)

constexpr int kRounds = 5;
constexpr std::array<std::string_view, 10> kFirst{"Maria", "José", "Aisha", "Dontae", "Иван",
                                                  "Ελένη", "Wei",  "Grace", "Kwame",  "Saheed"};
constexpr std::array<std::string_view, 10> kLast{"García", "Smith",  "Петров", "Παπαδοπούλου", "Nguyễn",
                                                 "Müller", "Sharpe", "Dixon",  "O\u2019Neill", "Okafor"};
constexpr std::array<std::string_view, 7> kColumns{"name",   "organization", "place",  "source",
                                                   "status", "time",         "comment"};

template <class Work>
void report(std::string_view what, Work work) {
  double least = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    work(round);
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
    least = std::min(least, spent.count());
  }
  std::printf("%-28.*s %8.1f ms\n", static_cast<int>(what.size()), what.data(), least);
}

void add_signers(SignatureTable& table) {
  std::mt19937 random(1);
  table.reserve(limits::kDashboardRowsMax);
  for (std::size_t i = 0; i < limits::kDashboardRowsMax; ++i) {
    const std::string id = std::to_string(i);
    std::string name(kFirst[random() % kFirst.size()]);
    name.append(" ")
        .append(1, static_cast<char>('A' + random() % 26))
        .append(". ")
        .append(kLast[random() % kLast.size()]);
    const std::string organization = random() % 10 == 0 ? "Organization " + std::to_string(random() % 500) : "";
    const std::string postcode = std::to_string(10'000 + random() % 80'000);
    const std::string comment =
        random() % 4 == 0 ? "I sign because I was there, number " + std::to_string(random() % 1000) : "";
    const std::string partner = "partner " + std::to_string(random() % 20);
    SignatureRow row;
    row.id = id;
    row.created_ms = 1'535'000'000'000 - static_cast<std::int64_t>(i) * 1000;
    row.text = {name, organization, postcode, comment};
    row.country = "US";
    row.partner = partner;
    row.status = static_cast<SignatureStatus>(random() % kSignatureStatuses);
    table.merge(row);
  }
}

}  // namespace

int main() {
  SignatureTable table;
  add_signers(table);
  std::printf("%zu signatures\n", table.size());
  for (std::size_t column = 0; column < kColumns.size(); ++column) {
    const auto direction = [](int round) {
      return round % 2 == 0 ? SortDirection::Ascending : SortDirection::Descending;
    };
    SignatureView view(table);
    view.set_order({static_cast<Column>(column), SortDirection::Descending});
    view.rows();
    report("sort by " + std::string(kColumns[column]), [&](int round) {
      view.set_order({static_cast<Column>(column), direction(round)});
      view.rows();
    });
  }
  SignatureView view(table);
  view.rows();
  for (const std::string_view text : {"m", "garcia", "петров", "number 999", "nobody"}) {
    report("filter by " + std::string(text), [&](int) {
      view.set_filter({std::string(text), {}, {}});
      view.rows();
    });
  }
  report("filter garcia, sort by name", [&](int round) {
    view.set_filter({});
    view.set_order({Column::Signed, round % 2 == 0 ? SortDirection::Ascending : SortDirection::Descending});
    view.set_filter({"garcia", {}, {}});
    view.set_order({Column::Name, SortDirection::Ascending});
    view.rows();
  });
}
