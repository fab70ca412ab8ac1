#include "server/campaigns/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "server/campaigns/entities.h"

namespace undersigned::campaigns {
namespace {

using view::Attr;
using view::Attribute;
using view::Node;
using view::Tag;

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
  std::string text;
  for (std::size_t i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
    const std::size_t begin = attribute.substr_offsets[i];
    const std::string_view part(attribute.text + begin, attribute.substr_offsets[i + 1] - begin);
    if (attribute.substr_types[i] == MD_TEXT_ENTITY) {
      text += decode_entity(part);
    } else if (attribute.substr_types[i] == MD_TEXT_NORMAL) {
      text += part;
    }
  }
  return text;
}

Node link(const MD_ATTRIBUTE& address) {
  return view::element(Tag::A, {{Attr::Href, view::safe_url(attribute_text(address))}, {Attr::Rel, "noopener"}});
}

Node heading(unsigned level) {
  constexpr Tag kHeadings[] = {Tag::H2, Tag::H3, Tag::H4};
  return view::element(kHeadings[std::min(level, 4U) - 2]);
}

Node ordered_list(unsigned start) {
  if (start == 1) return view::element(Tag::Ol);
  return view::element(Tag::Ol, {{Attr::Start, std::to_string(start)}});
}

// Builds the tree as md4c walks the text. The last of `open_` is the node being filled. A level that is too deep opens
// no node and is only counted, so that its end is not taken for its parent's.
class TreeBuilder {
 public:
  explicit TreeBuilder(unsigned first_heading) : first_heading_(first_heading) {
    open_.push_back(view::element(Tag::Div));
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        return enter(view::element(Tag::Blockquote));
      case MD_BLOCK_UL:
        return enter(view::element(Tag::Ul));
      case MD_BLOCK_OL:
        return enter(ordered_list(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start));
      case MD_BLOCK_LI:
        return enter(view::element(Tag::Li));
      case MD_BLOCK_HR:
        return enter(view::element(Tag::Hr));
      case MD_BLOCK_H:
        return enter(heading(first_heading_ + static_cast<MD_BLOCK_H_DETAIL*>(detail)->level - 1));
      case MD_BLOCK_CODE:
        return enter(view::element(Tag::Pre));
      case MD_BLOCK_P:
        return enter(view::element(Tag::P));
      default:
        return;
    }
  }

  void leave_block(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
      case MD_BLOCK_LI:
      case MD_BLOCK_HR:
      case MD_BLOCK_H:
      case MD_BLOCK_CODE:
      case MD_BLOCK_P:
        return leave();
      default:
        return;
    }
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    switch (type) {
      case MD_SPAN_EM:
        return enter(view::element(Tag::Em));
      case MD_SPAN_STRONG:
        return enter(view::element(Tag::Strong));
      case MD_SPAN_CODE:
        return enter(view::element(Tag::Code));
      case MD_SPAN_A:
        return enter_link(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
      case MD_SPAN_IMG:
        return enter_link(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src);
      default:
        return;
    }
  }

  void leave_span(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_A:
      case MD_SPAN_IMG:
        if (links_ > 0) --links_;
        return leave();
      case MD_SPAN_EM:
      case MD_SPAN_STRONG:
      case MD_SPAN_CODE:
        return leave();
      default:
        return;
    }
  }

  void add_text(MD_TEXTTYPE type, std::string_view content) {
    switch (type) {
      case MD_TEXT_SOFTBR:
        return append("\n");
      case MD_TEXT_ENTITY:
        return append(decode_entity(content));
      case MD_TEXT_BR:
        open_.back().children.push_back(view::element(Tag::Br));
        return;
      default:
        return append(content);
    }
  }

  view::Nodes take() {
    while (open_.size() > 1) leave();
    return std::move(open_.front().children);
  }

 private:
  void enter(Node node) {
    if (open_.size() > kMarkdownDepthMax) {
      ++too_deep_;
    } else {
      open_.push_back(std::move(node));
    }
  }

  // An image inside a link becomes text of that link, since links do not nest.
  void enter_link(const MD_ATTRIBUTE& address) {
    if (links_++ > 0) return enter(view::element(Tag::Span));
    enter(link(address));
  }

  // Never removes the root, even if md4c leaves more nodes than it entered.
  void leave() {
    if (open_.size() == 1) return;
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    Node done = std::move(open_.back());
    open_.pop_back();
    open_.back().children.push_back(std::move(done));
  }

  void append(std::string_view content) {
    view::Nodes& children = open_.back().children;
    if (!children.empty() && children.back().is_text) {
      children.back().text += content;
    } else {
      children.push_back(view::text(content));
    }
  }

  unsigned first_heading_;
  std::vector<Node> open_;
  std::size_t too_deep_ = 0;
  std::size_t links_ = 0;
};

// U+0000 becomes U+FFFD, as CommonMark requires. This is done before parsing: md4c 0.4.8 miscounts marks if a link
// label holds a zero byte, and reads beyond the text (found by tests/fuzz).
std::string without_zero_bytes(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (const char c : text) {
    if (c == '\0') {
      clean += "\uFFFD";
    } else {
      clean += c;
    }
  }
  return clean;
}

TreeBuilder& builder(void* user) {
  return *static_cast<TreeBuilder*>(user);
}

}  // namespace

view::Nodes to_nodes(std::string_view given, unsigned first_heading) {
  const std::string text = without_zero_bytes(given);
  TreeBuilder tree(first_heading);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_COLLAPSEWHITESPACE | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    builder(user).enter_block(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
    builder(user).leave_block(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    builder(user).enter_span(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
    builder(user).leave_span(type);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* content, MD_SIZE size, void* user) {
    builder(user).add_text(type, std::string_view(content, size));
    return 0;
  };
  if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &tree) != 0) {
    return {view::element(Tag::P, {}, text)};  // md4c fails only without memory: shows the source text
  }
  return tree.take();
}

}  // namespace undersigned::campaigns
