#include "server/campaigns/consent_text.h"

#include <utility>

namespace undersigned::campaigns {

std::string consent_text(const Entry* entry, const CheckedSignature& signature, std::string_view id, Locale locale) {
  if (entry == nullptr || entry->text_version != signature.text_version) return {};
  for (const ConsentText& consent : entry->text(locale).campaign.consents) {
    if (consent.id == id) return consent.text;
  }
  return {};
}

std::vector<std::string> consent_texts(const Entry* entry, const CheckedSignature& signature, Locale locale) {
  std::vector<std::string> texts;
  for (const std::string& id : signature.consents) {
    std::string text = consent_text(entry, signature, id, locale);
    texts.push_back(text.empty() ? id : std::move(text));
  }
  return texts;
}

}  // namespace undersigned::campaigns
