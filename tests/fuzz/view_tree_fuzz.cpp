// A petition with arbitrary texts and form contents: the HTML is well-formed, the JSON can be parsed.
#include <nlohmann/json.hpp>

#include "shared/view/petition_view.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/markup.h"

namespace {

using namespace undersigned;

Campaign campaign_of(std::string_view& text) {
  Campaign campaign;
  campaign.slug = "petition";
  campaign.title = fuzz::take_line(text);
  campaign.summary = fuzz::take_line(text);
  campaign.demands.push_back({"first", std::string(fuzz::take_line(text))});
  campaign.links.push_back(
      {LinkPurpose::MoreInformation, std::string(fuzz::take_line(text)), std::string(fuzz::take_line(text))});
  return campaign;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::as_text(data, size);
  const Campaign campaign = campaign_of(text);
  view::PetitionPage page{.campaign = campaign};
  page.locale = locale_from_tag(fuzz::take_line(text));
  page.confirmed = size;
  page.recent.push_back({std::string(fuzz::take_line(text)), std::string(fuzz::take_line(text)), "US", "", 0});
  view::FormState state;
  Result<SignatureForm> form = parse_signature_form(text);
  if (form) state.typed = std::move(form).value();
  state.errors = check_signature(sign_rules(campaign, "0123456789abcdef"), state.typed.draft).errors;

  const view::Node tree = view::petition(page, state);
  fuzz::must(fuzz::is_whole_markup(view::to_html(tree)), "whole HTML");
  fuzz::must(nlohmann::json::accept(view::to_json(tree)), "JSON that parses");
  fuzz::must(view::to_json(tree).find("</") == std::string::npos, "JSON that may stand in a script element");
  return 0;
}
