#include "server/pages/oembed.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include "server/api/json_object.h"
#include "server/api/problems.h"
#include "server/http/cors.h"
#include "server/http/security_headers.h"
#include "server/pages/campaign_picture.h"
#include "server/pages/card.h"
#include "server/pages/document.h"
#include "server/pages/petition_address.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;

constexpr std::string_view kCacheControl = "public, max-age=300";
constexpr std::uint32_t kCacheAgeS = 3'600;

// A limit in CSS pixels; anything that is not a number is no limit.
std::uint32_t pixels_max(std::string_view text) {
  std::uint32_t pixels = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pixels);
  const bool number = error == std::errc() && end == text.data() + text.size() && pixels > 0;
  return number ? pixels : UINT32_MAX;
}

struct Size {
  std::uint32_t width;
  std::uint32_t height;
};

// Only what the address names. Without a language, readers see the card in their own.
std::string card_address(const api::Services& services, const PetitionAddress& address) {
  std::string query = "card=1";
  if (!address.lang.empty()) append_form_field(query, "lang", locale_tag(locale_from_tag(address.lang)));
  if (!address.partner.empty()) append_form_field(query, "partner", address.partner);
  if (!address.theme.empty()) append_form_field(query, "theme", address.theme);
  return services.base_url + "/e/" + address.slug + "?" + query;
}

// Only attributes that WordPress lets through.
std::string frame(const std::string& source, Size size, const std::string& title) {
  const auto escaped = [](std::string_view text) { return view::to_html(view::text(text)); };
  return "<iframe src=\"" + escaped(source) + "\" width=\"" + std::to_string(size.width) + "\" height=\"" +
         std::to_string(size.height) + "\" title=\"" + escaped(title) + "\" frameborder=\"0\"></iframe>";
}

std::string oembed_document(const api::Services& services, const campaigns::Entry& entry,
                            const PetitionAddress& address, Size most) {
  const Locale locale = locale_from_tag(address.lang.empty() ? entry.campaign.locale : address.lang);
  const std::string& title = entry.text(locale).campaign.title;
  const std::uint32_t width = std::min(kCardWidth, most.width);
  const Size size{width, std::min(card_height(width, title), most.height)};
  const std::string frame_title = text_of(locale, Message::EmbedTitle, {{"title", title}});

  api::JsonObject object;
  object.text("version", "1.0")
      .text("type", "rich")
      .text("title", title)
      .text("provider_name", kSiteName)
      .text("provider_url", services.base_url + "/")
      .number("cache_age", kCacheAgeS)
      .text("html", frame(card_address(services, address), size, frame_title))
      .number("width", size.width)
      .number("height", size.height);
  const bool fits = most.width >= previews::kWidthPx && most.height >= previews::kHeightPx;
  const auto picture = campaign_picture(services, entry, locale);
  if (fits && picture) {
    object.text("thumbnail_url", services.base_url + picture->path)
        .number("thumbnail_width", previews::kWidthPx)
        .number("thumbnail_height", previews::kHeightPx);
  }
  return object.str();
}

Response for_any_site(Response response) {
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

}  // namespace

void get_oembed(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale reader = api::locale_of(request);
  const std::string_view format = request.query("format");
  if (!format.empty() && format != "json") return reply(for_any_site(api::problem_of_status(501, reader)));
  auto address = read_petition_address(request.query("url"), services.base_url);
  const auto snapshot = services.catalog.snapshot();
  const auto entry = address ? snapshot->published(address->slug) : nullptr;
  if (entry == nullptr) return reply(for_any_site(api::problem({ErrorCode::UnknownCampaign}, reader)));
  if (snapshot->partner(address->partner) == nullptr) address->partner.clear();
  if (address->theme != "auto" && address->theme != "dark") address->theme.clear();

  const Size most{pixels_max(request.query("maxwidth")), pixels_max(request.query("maxheight"))};
  Response response = http::make_response(200, "application/json", oembed_document(services, *entry, *address, most));
  response.headers.push_back({"Cache-Control", std::string(kCacheControl)});
  reply(for_any_site(std::move(response)));
}

}  // namespace undersigned::pages
