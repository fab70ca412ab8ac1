#include <doctest/doctest.h>

#include "tests/server/previews/picture.h"

namespace undersigned::previews {

TEST_SUITE("none") {
  TEST_CASE("without any font there is no picture, and it is said beforehand") {
    CHECK_FALSE(can_draw_share_images());
    CHECK(draw_share_image(example()).error() == Error{ErrorCode::NotFound});
  }
}

TEST_SUITE("few") {
  TEST_CASE("a title whose letters no font has is left out, and the number of the count line stays") {
    if (!can_draw_share_images()) return;
    ShareImage chinese = example();
    chinese.kicker = "请愿书";
    chinese.title = "立即释放东泰·夏普";
    chinese.count_line = "已有 1,200 人签名";
    ShareImage bare = example();
    bare.kicker.clear();
    bare.title.clear();
    bare.count_line = "1,200";
    CHECK(draw(chinese) == draw(bare));
  }

  TEST_CASE("a symbol that no font has is dropped with the blank before it") {
    if (!can_draw_share_images()) return;
    ShareImage raised = example();
    raised.title = "Free 🫡 Dontae Sharpe";
    CHECK(draw(raised) == draw(example()));
  }
}

}  // namespace undersigned::previews
