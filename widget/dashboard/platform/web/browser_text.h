// Text drawn by the browser: in any script, with the reader's own fonts and coloured emoji.
#pragma once

#include "widget/dashboard/views/text.h"

namespace undersigned::dashboard {

class BrowserText : public TextRasterizer {
 public:
  float measure(const TextStyle& style, float density, std::string_view text) override;
  void draw(const TextStyle& style, float density, theme::Rgb colour, std::string_view text, float x, float y,
            Bitmap bitmap) override;
};

}  // namespace undersigned::dashboard
