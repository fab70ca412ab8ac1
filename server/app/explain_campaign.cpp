#include "server/app/explain_campaign.h"

#include <array>
#include <string_view>
#include <vector>

#include "server/app/explain.h"
#include "server/base/ascii.h"
#include "server/base/origin.h"
#include "shared/limits.h"

namespace undersigned::app {
namespace {

struct Expected {
  std::string_view place;  // the path without the campaign and without numbers; the first that fits its end counts
  std::string_view words;
};

constexpr std::array<Expected, 21> kExpected{{
    {"updates.kind", "must be update, delivery or decision"},
    {"kind", "must be petition, endorsement or call"},
    {"status", "must be draft, open, closed or won"},
    {"locale", "must be a language tag such as en, pt-BR or zh-Hant"},
    {"demands.style", "must be ordered or bulleted"},
    {"fields.postcode", "must be off, optional or required"},
    {"fields.country", "must be off, optional or required"},
    {"fields.phone", "must be off, optional or required"},
    {"fields.comment", "must be off, optional or required"},
    {"fields.role", "must be off, optional or required"},
    {"links.purpose", "must be donate or more"},
    {"consents.required", "must be true or false"},
    {"confirmation", "must be none or email"},
    {"thanks", "must be none or email"},
    {"goal", "must be a list of rising numbers above 0, such as [500, 1000]"},
    {"offline.count", "must be a number"},
    {"closes_at", "must not be before opens_at"},
    {"retention_months", "must be a number of months from 1 to 120"},
    {"accent", "must be a colour such as \"#a8201a\""},
    {"picture.file", "must name a JPEG, PNG or WebP file in the campaign file's folder or below, such as library.jpg"},
    {"privacy", "must be a text of several words, or an address that begins with https://"},
}};

static_assert(limits::kRetentionMonthsMax == 120);

// "campaigns[0].updates[2].kind" -> "updates.kind".
std::string place_of(std::string_view path) {
  std::string place;
  bool in_brackets = false;
  for (const char c : path) {
    if (c == '[') in_brackets = true;
    if (!in_brackets) place += c;
    if (c == ']') in_brackets = false;
  }
  return place;
}

bool is_about_the_value(ErrorCode code) {
  return code == ErrorCode::BadValue || code == ErrorCode::UnknownChoice || code == ErrorCode::BadType;
}

// "Save the Library!" -> "save-the-library"; empty if nothing of it is left.
std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const char lower = base::ascii_lower(c);
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      slug += lower;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::string explain_slug(const CampaignFile& file, std::string_view path) {
  std::string words(explain(ErrorCode::BadSlug));
  for (std::size_t i = 0; i < file.campaigns.size(); ++i) {
    if (path != "campaigns[" + std::to_string(i) + "].slug") continue;
    const std::string slug = slug_of(file.campaigns[i].slug);
    if (!slug.empty()) words += ", such as " + slug;
  }
  return words;
}

// The origin that the path names; null if it names none.
const std::string* origin_at(const CampaignFile& file, std::string_view path) {
  for (std::size_t i = 0; i < file.partners.size(); ++i) {
    const std::vector<std::string>& origins = file.partners[i].origins;
    for (std::size_t j = 0; j < origins.size(); ++j) {
      if (path == "partners[" + std::to_string(i) + "].origins[" + std::to_string(j) + "]") return &origins[j];
    }
  }
  return nullptr;
}

}  // namespace

std::string explain_problem(const CampaignFile& file, const CampaignProblem& problem) {
  if (problem.code == ErrorCode::BadSlug) return explain_slug(file, problem.path);
  const std::string* origin = problem.code == ErrorCode::BadUrl ? origin_at(file, problem.path) : nullptr;
  if (origin != nullptr) return "\"" + *origin + "\" " + base::explain_origin(*origin);
  const std::string place = place_of(problem.path);
  if (place.ends_with(".privacy") && problem.code == ErrorCode::BadUrl) return std::string(kExpected.back().words);
  if (is_about_the_value(problem.code)) {
    for (const Expected& expected : kExpected) {
      if (place.ends_with("." + std::string(expected.place))) return std::string(expected.words);
    }
  }
  return std::string(explain(problem.code));
}

}  // namespace undersigned::app
