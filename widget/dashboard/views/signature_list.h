// The signatures: a filter, and a table of which only the visible rows are drawn. Returns the height taken.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

float draw_signatures(Ui& ui, ImVec2 at, float width);

// A row's texts, as the table and the card show them.
std::string place(const SignatureTable& table, std::uint32_t row);
enum class Year : std::uint8_t { Always, IfNotThisOne };
std::string signed_at(const Ui& ui, std::uint32_t row, Year year);
std::string_view source_of(const Ui& ui, std::uint32_t row);

}  // namespace undersigned::dashboard
