#include "server/api/signed_reply.h"

#include <memory>
#include <string>
#include <utility>

#include "server/api/problems.h"

namespace undersigned::api {
namespace {

http::Response json_reply(http::Body body) {
  http::Response response;
  response.content_type = "application/json";
  response.headers.push_back({"Cache-Control", "no-store"});
  response.body = std::move(body);
  return response;
}

}  // namespace

http::Response thanks_reply(const Services& services, const campaigns::EntryPointer& entry, Locale locale,
                            const SharedLinks& shared, const Result<store::Signed>& outcome) {
  if (!outcome) return problem(outcome.error(), locale);
  const std::uint64_t generation = entry->count->read_public(services.utc_now_ms()).generation;
  const auto build = [&] { return thanks_document(services, *entry, locale, shared); };
  if (shared.partner.empty() && shared.page.empty()) return json_reply(entry->thanks_in(locale).get(generation, build));
  const std::string variant = std::string(locale_tag(locale)) + " " + shared.partner + " " + shared.page;
  return json_reply(services.catalog.thanks_variants().slot(entry, variant)->get(generation, build));
}

http::Response pending_reply(const Services& services, const campaigns::Entry& entry, Locale locale,
                             const Result<store::Signed>& outcome) {
  if (!outcome) return problem(outcome.error(), locale);
  return json_reply(entry.pending_in(locale).get(0, [&] { return pending_document(services, entry, locale); }));
}

http::Response resent_reply(Locale locale, const Result<store::Signed>& outcome) {
  if (!outcome) return problem(outcome.error(), locale);
  return json_reply(std::make_shared<const std::string>(resent_document(locale)));
}

}  // namespace undersigned::api
