// What a mail says, as a few blocks in reading order, written once as plain text and once as HTML. Internal to mail/.
//
// The HTML is made of view nodes, so no value can become markup. It loads nothing and has no script; colours are the
// theme's, light or dark as the reader's program has it. Pure, safe from any thread.
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
  Button,     // the one thing to do; `text` is its label
  Link,       // what else can be done
  Quotation,  // what somebody typed, `fields`: quoted, and no address in it becomes a link
  Note,       // small print
};

struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::string text = {};
  std::string url = {};  // of a Button or Link: a web address
  std::vector<view::EnteredField> fields = {};
};

Content write_letter(Locale locale, std::string_view subject, const std::vector<Block>& blocks);

}  // namespace undersigned::mail
