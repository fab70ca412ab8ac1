// What somebody entered on a sign form, with labels. The confirmation mail and the page of its link show it, so that
// nobody confirms a stranger's words unseen (law 11 of the design).
//
// Includes every field that will be stored, except the address that the mail goes to. Pure, safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/signature/signature.h"
#include "shared/view/node.h"

namespace undersigned::view {

struct EnteredField {
  std::string label;
  std::vector<std::string> values;  // at least one; a value may have several lines
};

// `country` is its name, `consents` are the texts agreed to, both in the reader's language.
std::vector<EnteredField> entered_fields(const CheckedSignature& signature, Locale locale, const std::string& country,
                                         const std::vector<std::string>& consents);

// A <dl>: <dt>label</dt><dd><span dir="auto">value</span></dd>, each field in a <div>; line breaks in values become
// <br>.
Node entered_list(const std::vector<EnteredField>& fields, std::string_view class_name);

}  // namespace undersigned::view
