// The content of a mail as a few blocks in reading order, written as plain text and as HTML. Internal to mail/.
//
// The HTML is built from view nodes, so values cannot become markup. It loads nothing and has no script. Colours are
// the theme's, light or dark as the mail program asks for. Pure, safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail/mail.h"
#include "shared/locale/locale.h"
#include "shared/view/entered_view.h"

namespace undersigned::mail {

enum class BlockKind : std::uint8_t {
  Title,  // what the mail is about
  Paragraph,
  Code,       // to be typed or copied
  Button,     // the main action; `text` is its label
  Link,       // another action
  Quotation,  // what somebody typed, in `fields`: quoted, without links
  Note,       // small print; with an address, a link
};

struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::string text = {};
  std::string url = {};  // of a Button, Link or Note: a web address
  std::vector<view::EnteredField> fields = {};
};

Content write_letter(Locale locale, std::string_view subject, const std::vector<Block>& blocks);

}  // namespace undersigned::mail
