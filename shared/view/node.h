// The view tree: what a page or widget shows, built once and written as HTML (pages, iframes) or JSON (the script
// widget, which creates DOM nodes from it). Tags and attributes are closed lists, so no tree can hold a script, a style
// or an event handler. Text is always text.
//
// Plain values; build and write from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace undersigned::view {

enum class Tag : std::uint8_t {
  A,
  Article,
  Aside,
  Blockquote,
  Br,
  Button,
  Code,
  Dd,
  Details,
  Div,
  Dl,
  Dt,
  Em,
  Fieldset,
  Footer,
  Form,
  H1,
  H2,
  H3,
  H4,
  Header,
  Hr,
  Img,
  Input,
  Label,
  Legend,
  Li,
  Main,
  Meter,
  Nav,
  Ol,
  Option,
  P,
  Pre,
  Section,
  Select,
  Small,
  Span,
  Strong,
  Summary,
  Table,
  Tbody,
  Td,
  Textarea,
  Th,
  Thead,
  Time,
  Tr,
  Ul,
};

enum class Attr : std::uint8_t {
  Action,
  AriaCurrent,
  AriaDescribedby,
  AriaHidden,
  AriaInvalid,
  AriaLabel,
  AriaLabelledby,
  AriaLive,
  Autocomplete,
  Class,
  DataAction,
  DataField,
  DataPart,
  Datetime,
  Dir,
  Disabled,
  For,
  Height,
  Hidden,
  Href,
  Id,
  Inputmode,
  Lang,
  Max,
  Maxlength,
  Method,
  Min,
  Name,
  Novalidate,
  Part,
  Placeholder,
  Rel,
  Required,
  Role,
  Rows,
  Scope,
  Selected,
  Spellcheck,
  Start,
  Tabindex,
  Target,
  Type,
  Value,
  Width,
  Alt,
  Src,
  Checked,
  Autocapitalize,
  DataValue,
  Autofocus,
  Loading,
  Srcset,
  Sizes,
  Fetchpriority,
};

inline constexpr std::size_t kTags = static_cast<std::size_t>(Tag::Ul) + 1;
inline constexpr std::size_t kAttrs = static_cast<std::size_t>(Attr::Fetchpriority) + 1;

std::string_view tag_name(Tag tag);
std::string_view attr_name(Attr attr);

// True for tags without content and end tag (HTML 13.1.2).
bool is_void(Tag tag);

using Attribute = std::pair<Attr, std::string>;

struct Node {
  bool is_text = false;
  Tag tag = Tag::Span;
  std::string text;  // of a text node
  std::vector<Attribute> attributes;
  std::vector<Node> children;
};

using Nodes = std::vector<Node>;

Node text(std::string_view content);
Node element(Tag tag, std::vector<Attribute> attributes = {}, Nodes children = {});
Node element(Tag tag, std::vector<Attribute> attributes, std::string_view content);

// An address that is safe in href, src or action: https, http, mailto, tel, sms, or relative; "#" for anything else.
std::string safe_url(std::string_view url);

// Writes HTML. Characters are escaped by context, so no value can become markup.
std::string to_html(const Node& node);
std::string to_html(const Nodes& nodes);

// Writes JSON: a string is a text; an array is [tag, {attributes}, child...], where {} may be omitted. "</" is written
// "<\/", so that it may be placed in a script element.
std::string to_json(const Node& node);

// A JSON string literal with quotes. Invalid UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace undersigned::view
