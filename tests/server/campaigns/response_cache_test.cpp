#include "server/campaigns/response_cache.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "server/campaigns/live_count.h"
#include "server/campaigns/shared_document.h"
#include "server/limits.h"

using namespace undersigned;
using namespace undersigned::campaigns;

namespace {

std::string text_of(const Result<std::shared_ptr<const CachedBody>>& bytes) {
  return bytes.ok() ? *(*bytes)->identity : std::string(error_name(bytes.error().code));
}

}  // namespace

TEST_CASE("a document is made once for all who ask, until what it shows changes") {
  CacheSlot slot;
  int builds = 0;
  const auto build = [&]() -> Result<std::string> { return std::to_string(++builds); };
  CHECK(text_of(slot.get({1, 1}, Freshness::Exact, build)) == "1");
  CHECK(text_of(slot.get({1, 1}, Freshness::Exact, build)) == "1");
  CHECK(text_of(slot.get({1, 1}, Freshness::Recent, build)) == "1");
  CHECK(text_of(slot.get({2, 1}, Freshness::Exact, build)) == "2");
  CHECK(text_of(slot.get({2, 2}, Freshness::Exact, build)) == "3");  // another day
}

TEST_CASE("a document that cannot be made leaves the one before") {
  CacheSlot slot;
  const auto fail = []() -> Result<std::string> { return Error{ErrorCode::StorageFailed, Field::None}; };
  CHECK(text_of(slot.get({1, 1}, Freshness::Recent, fail)) == "storage_failed");
  CHECK(text_of(slot.get({1, 1}, Freshness::Recent, [] { return Result<std::string>("good"); })) == "good");
  CHECK(text_of(slot.get({2, 1}, Freshness::Exact, fail)) == "good");
}

TEST_CASE("exact documents are never older than what was asked for, whoever else is building") {
  CacheSlot slot;
  std::atomic<std::uint64_t> generation{1};
  std::atomic<int> stale{0};
  std::vector<std::thread> readers;
  readers.reserve(4);
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      for (int turn = 0; turn < 200; ++turn) {
        const std::uint64_t wanted = ++generation;
        const auto bytes = slot.get({wanted, 0}, Freshness::Exact,
                                    [&] { return Result<std::string>(std::to_string(generation.load())); });
        if (!bytes.ok() || std::stoull(*(*bytes)->identity) < wanted) ++stale;
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
  CHECK(stale == 0);
}

TEST_CASE("small documents are not worth a coding, large ones are") {
  CHECK(make_cached_body("small").brotli == nullptr);
  CHECK(make_cached_body("small").gzip == nullptr);
  const CachedBody large = make_cached_body(std::string(5'000, 'a'));
  REQUIRE(large.brotli != nullptr);
  REQUIRE(large.gzip != nullptr);
  CHECK(large.brotli->size() < 100);
  CHECK(make_cached_body("a").etag != make_cached_body("b").etag);
  CHECK(make_cached_body("a").etag == make_cached_body("a").etag);
}

TEST_CASE("more effort makes a smaller body of the same document") {
  const std::string document =
      "On August 21, people held in state, federal and immigration prisons went on strike. They ask for humane "
      "conditions, honest pay, a way back to freedom, and a voice. Stand with them, and ask Congress and the state "
      "legislatures to act. Seven people died in the riot at Lee Correctional Institution, a prison of maximum "
      "security "
      "in South Carolina. Those deaths made no sense, and they could have been prevented. The prison was overcrowded "
      "because mass incarceration feeds on greed, and because a way of punishing that has little respect for human "
      "life "
      "has taken root in this country. Women and men in prison answered by calling a strike across the nation. What "
      "they "
      "ask for can be said briefly: living conditions fit for human beings, programs that help people rebuild their "
      "lives, and wages for work. Below, the ten demands are restated in plain words. Sign to say that you have read "
      "them and stand behind them. Better conditions in every prison, starting now, and rules that treat the women and "
      "men inside as human beings. An end to prison slavery, at once. Whoever works while held in a detention facility "
      "under the jurisdiction of the country must earn the prevailing wage of that state or territory. Rehabilitation "
      "programs open to everyone, wherever they are held, and money that is set aside for more of them.";
  const CachedBody quick = make_cached_body(document);
  const CachedBody thorough = make_cached_body(document, Effort::Thorough);
  REQUIRE(quick.brotli != nullptr);
  REQUIRE(thorough.brotli != nullptr);
  CHECK(thorough.brotli->size() < quick.brotli->size());
  CHECK(thorough.etag == quick.etag);
}

TEST_CASE("the thanks are made once for all who are told the same count, and anew for the next") {
  SharedDocument document;
  int builds = 0;
  const auto build = [&] { return std::to_string(++builds); };
  CHECK(document.get(7, build) == document.get(7, build));
  CHECK(*document.get(8, build) == "2");
}

TEST_CASE("counts read from the database do not undo a commit that came in between") {
  campaigns::LiveCount count;
  const std::uint64_t before = count.read().generation;
  count.committed({0, 5, 0}, 0);
  CHECK_FALSE(count.reloaded({0, 4, 0}, before));
  CHECK(count.read().counts.confirmed == 5);
  CHECK(count.reloaded({0, 6, 0}, count.read().generation));
  CHECK(count.read().counts.confirmed == 6);
}

TEST_CASE("the public count moves in steps of time, organizers see each signature") {
  campaigns::LiveCount count;
  CHECK(count.reloaded({0, 5, 0}, 0));
  const std::int64_t step = limits::kPublicCountStepMs;
  const auto shown = count.read_public(7 * step);
  CHECK(shown.counts.confirmed == 5);

  count.committed({0, 6, 0}, 7 * step + 1);
  count.committed({0, 7, 0}, 8 * step - 1);
  CHECK(count.read().counts.confirmed == 7);
  CHECK(count.read_public(8 * step - 1).counts.confirmed == 5);
  CHECK(count.read_public(8 * step - 1).generation == shown.generation);

  count.committed({0, 8, 0}, 8 * step);  // before the first read in this step
  CHECK(count.read_public(8 * step).counts.confirmed == 7);
  const auto last = count.read_public(9 * step);
  CHECK(last.counts.confirmed == 8);
  CHECK(count.read_public(10 * step).generation == last.generation);  // no new response to make
}

TEST_CASE(
    "a change by another process, which may have erased a name, renews the pages at once, the count with the step") {
  campaigns::LiveCount count;
  CHECK(count.reloaded({0, 5, 0}, 0));
  const std::int64_t now = 7 * limits::kPublicCountStepMs;
  const auto shown = count.read_public(now);
  CHECK(count.reloaded({0, 4, 0}, count.read().generation));
  CHECK(count.read_public(now).generation != shown.generation);
  CHECK(count.read_public(now).counts.confirmed == 5);
}

TEST_CASE("a name that was taken off leaves the pages at once, the count with the next step") {
  campaigns::LiveCount count;
  CHECK(count.reloaded({0, 5, 0}, 0));
  const std::int64_t now = 7 * limits::kPublicCountStepMs;
  const auto shown = count.read_public(now);
  count.committed({0, 4, 1}, now);
  count.signers_changed();
  CHECK(count.read_public(now).generation != shown.generation);
  CHECK(count.read_public(now).counts.confirmed == 5);
  CHECK(count.read_public(now + limits::kPublicCountStepMs).counts.confirmed == 4);
}
