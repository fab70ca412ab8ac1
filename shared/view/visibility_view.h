// The choice of what is published of a signature: a person's name in full, by initials or not at all; an organization
// with its representative's name, alone or not at all. Internal to view/.
#pragma once

#include <string>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/signature/signature.h"
#include "shared/view/node.h"

namespace undersigned::view {

// What a form has chosen beforehand. A person's name is published only if that person chooses it (GDPR article 25(2)).
// An endorsement is about who endorses: the organization, which is no personal data, but not its representative.
Visibility visibility_beforehand(SignatureKind kind);

Message visibility_legend(SignatureKind kind);
Message visibility_words(SignatureKind kind, Visibility visibility);

// The three radio buttons. `suffix` makes their ids unique on a page with several forms.
Nodes visibility_choices(Locale locale, SignatureKind kind, std::string_view chosen, std::string_view suffix = {});

}  // namespace undersigned::view
