#include "shared/campaign/names.h"

#include <array>
#include <cstddef>

namespace undersigned {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"petition", "endorsement", "call"};
constexpr std::array<std::string_view, 4> kStatuses{"draft", "open", "closed", "won"};
constexpr std::array<std::string_view, 2> kDemandStyles{"ordered", "bulleted"};
constexpr std::array<std::string_view, 3> kFieldUses{"off", "optional", "required"};
constexpr std::array<std::string_view, 2> kConfirmationPolicies{"none", "email"};
constexpr std::array<std::string_view, 2> kLinkPurposes{"donate", "more"};
constexpr std::array<std::string_view, 3> kUpdateKinds{"update", "delivery", "decision"};

template <class Enum, std::size_t N>
Result<Enum> from_name(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return Error{ErrorCode::UnknownChoice, Field::None};
}

template <class Enum, std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view to_name(CampaignKind kind) {
  return name_of(kKinds, kind);
}
std::string_view to_name(CampaignStatus status) {
  return name_of(kStatuses, status);
}
std::string_view to_name(DemandStyle style) {
  return name_of(kDemandStyles, style);
}
std::string_view to_name(FieldUse use) {
  return name_of(kFieldUses, use);
}
std::string_view to_name(ConfirmationPolicy policy) {
  return name_of(kConfirmationPolicies, policy);
}
std::string_view to_name(LinkPurpose purpose) {
  return name_of(kLinkPurposes, purpose);
}
std::string_view to_name(UpdateKind kind) {
  return name_of(kUpdateKinds, kind);
}

Result<CampaignKind> campaign_kind_from(std::string_view name) {
  return from_name<CampaignKind>(kKinds, name);
}
Result<CampaignStatus> campaign_status_from(std::string_view name) {
  return from_name<CampaignStatus>(kStatuses, name);
}
Result<DemandStyle> demand_style_from(std::string_view name) {
  return from_name<DemandStyle>(kDemandStyles, name);
}
Result<FieldUse> field_use_from(std::string_view name) {
  return from_name<FieldUse>(kFieldUses, name);
}
Result<ConfirmationPolicy> confirmation_policy_from(std::string_view name) {
  return from_name<ConfirmationPolicy>(kConfirmationPolicies, name);
}
Result<LinkPurpose> link_purpose_from(std::string_view name) {
  return from_name<LinkPurpose>(kLinkPurposes, name);
}
Result<UpdateKind> update_kind_from(std::string_view name) {
  return from_name<UpdateKind>(kUpdateKinds, name);
}

}  // namespace undersigned
