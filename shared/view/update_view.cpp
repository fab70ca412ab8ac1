#include "shared/view/update_view.h"

#include <utility>

#include "shared/view/build.h"

namespace undersigned::view {

Node update_date(const Update& update, Locale locale) {
  Node date = element(Tag::Time, {{Attr::Datetime, update.date}}, day(locale, update.date));
  if (update.kind == UpdateKind::Update) return date;
  const bool decided = update.kind == UpdateKind::Decision;
  const std::string kind = text_of(locale, decided ? Message::UpdateDecision : Message::UpdateDelivery);
  return element(Tag::P, {}, {with_class(Tag::Strong, "kicker", kind), text(" "), std::move(date)});
}

}  // namespace undersigned::view
