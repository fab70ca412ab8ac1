#include "shared/view/node.h"

#include <array>
#include <cstddef>

#include "shared/text/ascii.h"
#include "shared/text/utf8.h"

namespace undersigned::view {
namespace {

constexpr std::array<std::string_view, kTags> kTagNames{
    "a",      "article", "aside", "blockquote", "br",      "button", "code",  "dd",   "details", "div",
    "dl",     "dt",      "em",    "fieldset",   "footer",  "form",   "h1",    "h2",   "h3",      "h4",
    "header", "hr",      "img",   "input",      "label",   "legend", "li",    "main", "meter",   "nav",
    "ol",     "option",  "p",     "pre",        "section", "select", "small", "span", "strong",  "summary",
    "table",  "tbody",   "td",    "textarea",   "th",      "thead",  "time",  "tr",   "ul"};

static_assert(!kTagNames.back().empty());

constexpr std::array<std::string_view, kAttrs> kAttrNames{"action",
                                                          "aria-current",
                                                          "aria-describedby",
                                                          "aria-hidden",
                                                          "aria-invalid",
                                                          "aria-label",
                                                          "aria-labelledby",
                                                          "aria-live",
                                                          "autocomplete",
                                                          "class",
                                                          "data-action",
                                                          "data-field",
                                                          "data-part",
                                                          "datetime",
                                                          "dir",
                                                          "disabled",
                                                          "for",
                                                          "height",
                                                          "hidden",
                                                          "href",
                                                          "id",
                                                          "inputmode",
                                                          "lang",
                                                          "max",
                                                          "maxlength",
                                                          "method",
                                                          "min",
                                                          "name",
                                                          "novalidate",
                                                          "part",
                                                          "placeholder",
                                                          "rel",
                                                          "required",
                                                          "role",
                                                          "rows",
                                                          "scope",
                                                          "selected",
                                                          "spellcheck",
                                                          "start",
                                                          "tabindex",
                                                          "target",
                                                          "type",
                                                          "value",
                                                          "width",
                                                          "alt",
                                                          "src",
                                                          "checked",
                                                          "autocapitalize",
                                                          "data-value",
                                                          "autofocus",
                                                          "loading",
                                                          "srcset",
                                                          "sizes",
                                                          "fetchpriority"};

static_assert(!kAttrNames.back().empty());

constexpr std::array<Attr, 7> kBooleanAttrs{Attr::Disabled, Attr::Hidden,  Attr::Novalidate, Attr::Required,
                                            Attr::Selected, Attr::Checked, Attr::Autofocus};

bool is_boolean(Attr attr) {
  for (const Attr known : kBooleanAttrs) {
    if (known == attr) return true;
  }
  return false;
}

void append_escaped_text(std::string& out, std::string_view content) {
  for (const char c : content) {
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\'':
        out.append("&#39;");
        break;
      default:
        out.push_back(c);
    }
  }
}

void append_html(std::string& out, const Node& node) {
  if (node.is_text) return append_escaped_text(out, node.text);
  out.push_back('<');
  out.append(tag_name(node.tag));
  for (const auto& [attr, value] : node.attributes) {
    out.push_back(' ');
    out.append(attr_name(attr));
    if (is_boolean(attr)) continue;
    out.append("=\"");
    append_escaped_text(out, value);
    out.push_back('"');
  }
  out.push_back('>');
  if (is_void(node.tag)) return;
  // Parsers drop one line feed after <textarea> and <pre> (HTML 13.1.2.5), so one is added.
  if ((node.tag == Tag::Textarea || node.tag == Tag::Pre) && !node.children.empty()) out.push_back('\n');
  for (const Node& child : node.children) append_html(out, child);
  out.append("</");
  out.append(tag_name(node.tag));
  out.push_back('>');
}

void append_json_control(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '\n':
      out.append("\\n");
      return;
    case '\t':
      out.append("\\t");
      return;
    case '\r':
      out.append("\\r");
      return;
    default:
      out.append("\\u00");
      out.push_back(kHex[static_cast<unsigned char>(c) >> 4U]);
      out.push_back(kHex[static_cast<unsigned char>(c) & 0xFU]);
  }
}

void append_json_string(std::string& out, std::string_view content) {
  out.push_back('"');
  char before = 0;
  while (!content.empty()) {
    const char c = content.front();
    const std::size_t length = decode_utf8(content).bytes;
    if (length == 0) {
      out.append("\xEF\xBF\xBD");
    } else if (length > 1) {
      out.append(content.substr(0, length));
    } else if (c == '"' || c == '\\' || (c == '/' && before == '<')) {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      append_json_control(out, c);
    } else {
      out.push_back(c);
    }
    before = c;
    content.remove_prefix(length == 0 ? 1 : length);
  }
  out.push_back('"');
}

void append_json(std::string& out, const Node& node) {
  if (node.is_text) return append_json_string(out, node.text);
  out.append("[\"");
  out.append(tag_name(node.tag));
  out.push_back('"');
  if (!node.attributes.empty()) {
    out.append(",{");
    bool first = true;
    for (const auto& [attr, value] : node.attributes) {
      if (!first) out.push_back(',');
      first = false;
      out.push_back('"');
      out.append(attr_name(attr));
      out.append("\":");
      append_json_string(out, value);
    }
    out.push_back('}');
  }
  for (const Node& child : node.children) {
    out.push_back(',');
    append_json(out, child);
  }
  out.push_back(']');
}

bool has_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() && equals_ignoring_case(url.substr(0, scheme.size()), scheme);
}

}  // namespace

std::string_view tag_name(Tag tag) {
  return kTagNames[static_cast<std::size_t>(tag)];
}
std::string_view attr_name(Attr attr) {
  return kAttrNames[static_cast<std::size_t>(attr)];
}

bool is_void(Tag tag) {
  return tag == Tag::Br || tag == Tag::Hr || tag == Tag::Img || tag == Tag::Input;
}

Node text(std::string_view content) {
  Node node;
  node.is_text = true;
  node.text = content;
  return node;
}

Node element(Tag tag, std::vector<Attribute> attributes, Nodes children) {
  Node node;
  node.tag = tag;
  node.attributes = std::move(attributes);
  node.children = std::move(children);
  return node;
}

Node element(Tag tag, std::vector<Attribute> attributes, std::string_view content) {
  return element(tag, std::move(attributes), Nodes{text(content)});
}

std::string safe_url(std::string_view url) {
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\') return "#";
  }
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:", "sms:"}) {
    if (has_scheme(url, scheme)) return std::string(url);
  }
  // Relative: no colon before the first slash, question mark or hash, and no other host ("//host").
  const std::size_t colon = url.find(':');
  const std::size_t end_of_segment = url.find_first_of("/?#");
  const bool names_a_scheme = colon != std::string_view::npos && colon < end_of_segment;
  return names_a_scheme || url.substr(0, 2) == "//" ? "#" : std::string(url);
}

std::string to_html(const Node& node) {
  std::string out;
  append_html(out, node);
  return out;
}

std::string to_html(const Nodes& nodes) {
  std::string out;
  for (const Node& node : nodes) append_html(out, node);
  return out;
}

std::string to_json(const Node& node) {
  std::string out;
  append_json(out, node);
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace undersigned::view
