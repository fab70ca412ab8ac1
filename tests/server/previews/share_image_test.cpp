#include "server/previews/share_image.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <thread>

#include "server/limits.h"
#include "shared/limits.h"
#include "tests/server/previews/picture.h"

namespace undersigned::previews {
namespace {

constexpr int kRuleRow = 4;
constexpr int kBarRow = 506;
constexpr int kTitleTop = 110;  // from this row to kCountTop there is only the title
constexpr int kTitleEnd = 335;
constexpr int kCountTop = 360;

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t time = 0; time < times; ++time) all += text;
  return all;
}

ShareImage image_with_title(std::string title) {
  ShareImage image = example();
  image.title = std::move(title);
  return image;
}

// The product's languages and the scripts that are hardest to lay out.
const ShareImage kLanguages[] = {
    {"Petición al Congreso", "Restituyan el derecho al voto de quienes están en prisión",
     "1.200.000 personas han firmado", "Próxima meta: 1.500.000", "peticiones.example", 80, Direction::LeftToRight,
     "es"},
    {"عريضة إلى الحاكم", "أطلقوا سراح دونتاي شارب الآن: لا عدالة بلا دليل", "١٬٢٠٠ وقّعوا", "الهدف التالي: ٢٬٥٠٠",
     "petitions.example", 48, Direction::RightToLeft, "ar"},
    {"עצומה למושל", "שחררו את דונטיי שארפ עכשיו!", "1,200 חתמו", "היעד הבא: 2,500", "petitions.example", 48,
     Direction::RightToLeft, "he"},
    {"致州长的请愿书", "立即释放东泰·夏普,恢复被监禁者的投票权", "已有 1,200 人签名", "下一个目标:2,500",
     "petitions.example", 48, Direction::LeftToRight, "zh-Hans"},
    {"知事への請願", "すべての被収容者に選挙権を", "1,200人が署名しました", "次の目標:2,500", "petitions.example", 48,
     Direction::LeftToRight, "ja"},
    {"राज्यपाल के नाम याचिका", "डोंटे शार्प को तुरंत रिहा करो", "1,200 लोगों ने हस्ताक्षर किए", "अगला लक्ष्य: 2,500",
     "petitions.example", 48, Direction::LeftToRight, "hi"},
    {"গভর্নরের কাছে আবেদন", "ডোন্টে শার্পকে এখনই মুক্তি দাও", "১,২০০ জন স্বাক্ষর করেছেন", "পরবর্তী লক্ষ্য: ২,৫০০",
     "petitions.example", 48, Direction::LeftToRight, "bn"},
    {"Петиция губернатору", "Немедленно освободите Донтея Шарпа", "1 200 человек подписали", "Следующая цель: 2 500",
     "petitions.example", 48, Direction::LeftToRight, "ru"},
    {"Kiến nghị gửi Thống đốc", "Hãy trả tự do cho Dontae Sharpe ngay lập tức", "1.200 người đã ký",
     "Mục tiêu tiếp theo: 2.500", "petitions.example", 48, Direction::LeftToRight, "vi"},
    {"Petition 🕊️", "Free Dontae Sharpe ✊🏾 👨‍👩‍👧‍👦", "1,200 have signed ✍🏽",
     "Next goal: 2,500 🎯", "petitions.example", 48, Direction::LeftToRight, "en"},
    {"", "", "", "", "", 0, Direction::LeftToRight, ""},
};

// Titles that do not fit into the space for a title.
std::string hostile_titles_at(std::size_t which) {
  switch (which) {
    case 0:
      return std::string(limits::kTitleCharsMax, 'W');
    case 1:
      return repeated("W ", limits::kTitleCharsMax / 2);
    case 2:
      return repeated("監", limits::kTitleCharsMax);
    case 3:
      return "A" + repeated("\u0300", limits::kTitleCharsMax - 1);
    case 4:
      return repeated("🎯", limits::kTitleCharsMax);
    case 5:
      return repeated("\uFDFD", limits::kTitleCharsMax);  // one character as wide as a sentence
    default:
      return repeated("ﷺ ", limits::kTitleCharsMax / 2);
  }
}
constexpr std::size_t kHostileTitles = 7;

}  // namespace

TEST_CASE("a share image is a PNG of 1200 by 630 pixels and within its limit, in every language") {
  for (const ShareImage& image : kLanguages) {
    CAPTURE(image.title);
    const Result<std::string> png = draw_share_image(image);
    REQUIRE(png.ok());
    CHECK(png->substr(0, 8) == "\x89PNG\r\n\x1a\n");
    CHECK(png->size() < limits::kShareImageBytesMax);
    const Picture picture = decode(*png);
    CHECK(picture.width == kWidthPx);
    CHECK(picture.height == kHeightPx);
    CHECK(picture.at(0, kRuleRow) == theme::kLight.accent);
    CHECK(picture.at(0, kHeightPx - 1) == theme::kLight.paper);
  }
}

TEST_CASE("the longest and the strangest titles stay within their room and the picture within its limit") {
  for (std::size_t which = 0; which < kHostileTitles; ++which) {
    CAPTURE(which);
    const Result<std::string> png = draw_share_image(image_with_title(hostile_titles_at(which)));
    REQUIRE(png.ok());
    CHECK(png->size() <= limits::kShareImageBytesMax);
    const Picture picture = decode(*png);
    CHECK_FALSE(picture.ink(kTitleTop, kTitleEnd).empty());
    CHECK(picture.ink(kTitleEnd, kCountTop).empty());
    const Bounds title = picture.ink(kTitleTop, kTitleEnd);
    CHECK(title.left > 0);
    CHECK(title.right < kWidthPx - 1);
  }
}

TEST_CASE("the title fills more lines, then shrinks, as it grows") {
  const Bounds one = draw(image_with_title("Free him")).ink(kTitleTop, kTitleEnd);
  const Bounds two = draw(image_with_title("Drop the charges against Jacqueline Dixon")).ink(kTitleTop, kTitleEnd);
  const Bounds four = draw(image_with_title(repeated("prison labor ", 11))).ink(kTitleTop, kTitleEnd);
  CHECK(one.bottom < two.bottom);
  CHECK(two.bottom <= kTitleEnd);
  CHECK(four.bottom <= kTitleEnd);
}

TEST_CASE("texts and bar begin at the right where the language does") {
  ShareImage image = image_with_title("שחררו אותו");
  image.locale_tag = "he";
  image.direction = Direction::RightToLeft;
  const Picture hebrew = draw(image);
  const Picture english = draw(image_with_title("Free him"));
  const int margin = english.ink(kTitleTop, kTitleEnd).left;
  CHECK(margin < 80);
  CHECK(hebrew.ink(kTitleTop, kTitleEnd).right > kWidthPx - 80);
  CHECK(hebrew.ink(kTitleTop, kTitleEnd).left > kWidthPx / 3);
  CHECK(english.at(100, kBarRow) == theme::kLight.accent);
  CHECK(english.at(1100, kBarRow) == theme::kLight.accent_soft);
  CHECK(hebrew.at(100, kBarRow) == theme::kLight.accent_soft);
  CHECK(hebrew.at(1100, kBarRow) == theme::kLight.accent);
}

TEST_CASE("the bar is as full as it is said to be, and never more than full or less than empty") {
  const auto pixels_of = [](int percent, theme::Rgb colour) {
    ShareImage image = example();
    image.percent = percent;
    const Picture picture = draw(image);
    int count = 0;
    for (int x = 0; x < kWidthPx; ++x) count += picture.at(x, kBarRow) == colour ? 1 : 0;
    return count;
  };
  const int full = pixels_of(100, theme::kLight.accent);
  CHECK(full > 1000);
  CHECK(pixels_of(50, theme::kLight.accent) == doctest::Approx(full / 2.0).epsilon(0.01));
  CHECK(pixels_of(0, theme::kLight.accent) == 0);
  CHECK(pixels_of(-7, theme::kLight.accent) == 0);
  CHECK(pixels_of(1000, theme::kLight.accent) == full);
  CHECK(pixels_of(100, theme::kLight.accent_soft) == 0);
}

TEST_CASE("a campaign's own accent colours the rule and the bar") {
  ShareImage image = example();
  image.palette.accent = 0x14663B;
  const Picture picture = draw(image);
  CHECK(picture.at(600, kRuleRow) == 0x14663B);
  CHECK(picture.at(100, kBarRow) == 0x14663B);
}

TEST_CASE("the number of the count line is set larger than the words, wherever it stands") {
  const auto height_of = [](std::string count_line) {
    ShareImage image = example();
    image.count_line = std::move(count_line);
    const Bounds ink = draw(image).ink(kTitleEnd, kBarRow - 30);
    return ink.bottom - ink.top;
  };
  const int words = height_of("Hide the number");
  CHECK(height_of("1200") > words * 3 / 2);
  CHECK(height_of("Hide the 1200") > words * 3 / 2);
}

TEST_CASE("markup is shown as the characters it is made of") {
  ShareImage marked = image_with_title("<span foreground='#0000FF' size='1'>Free</span> &lt;him&gt;");
  const Picture picture = draw(marked);
  CHECK_FALSE(picture == draw(image_with_title("Free <him>")));
  const bool any_blue = std::any_of(picture.pixels.begin(), picture.pixels.end(),
                                    [](theme::Rgb pixel) { return (pixel & 0xFF) > 0xC0 && (pixel >> 16) < 0x40; });
  CHECK_FALSE(any_blue);
  CHECK(picture.ink(kTitleTop, kTitleEnd).right > kWidthPx * 2 / 3);
}

TEST_CASE("line breaks and controls are blanks, and blanks are one blank") {
  const Picture plain = draw(image_with_title("Free him now"));
  CHECK(draw(image_with_title("Free\r\nhim \t \x01now")) == plain);
  CHECK(draw(image_with_title("  Free him\u2028\u2029now")) == plain);
}

TEST_CASE("a text that is not UTF-8 is refused, whichever it is") {
  for (std::string ShareImage::*text :
       {&ShareImage::kicker, &ShareImage::title, &ShareImage::count_line, &ShareImage::goal_line, &ShareImage::site}) {
    ShareImage image = example();
    image.*text = "Free \xC3( him";
    CHECK(draw_share_image(image).error() == Error{ErrorCode::BadEncoding});
  }
}

TEST_CASE("a title or a locale beyond its limit is refused") {
  CHECK(draw_share_image(image_with_title(std::string(limits::kTitleCharsMax + 1, 'a'))).error() ==
        Error{ErrorCode::TooLong});
  CHECK(draw_share_image(image_with_title(std::string(1'000'000, 'a'))).error() == Error{ErrorCode::TooLong});
  CHECK(draw_share_image(image_with_title(repeated("監", limits::kTitleCharsMax + 1))).error() ==
        Error{ErrorCode::TooLong});
  ShareImage image = example();
  image.locale_tag = std::string(limits::kLocaleBytesMax + 1, 'e');
  CHECK(draw_share_image(image).error() == Error{ErrorCode::TooLong});
}

TEST_CASE("lines are cut to the width of the picture, however long they are") {
  ShareImage image = example();
  image.kicker = repeated("Petition to the Senate and ", 10'000);
  image.count_line = "1,200 " + repeated("have signed ", 10'000);
  image.goal_line = repeated("Next goal ", 10'000);
  image.site = repeated("petitions.", 10'000);
  const Picture picture = draw(image);
  CHECK(picture.ink(kRuleRow + 20, kTitleTop - 10).right < kWidthPx - 60);
  CHECK(picture.ink(kTitleEnd, kBarRow - 30).right < kWidthPx - 60);
  CHECK(picture.ink(kBarRow + 40, kHeightPx).right < kWidthPx - 60);
  CHECK(picture.ink(kBarRow + 40, kHeightPx).left > 60);
}

TEST_CASE("a malformed locale draws all the same") {
  for (const char* tag : {"", "-", "xx-yy-zz", "\xFF\xFE", "en_US.UTF-8", "zh-Hant-TW-x-a"}) {
    ShareImage image = example();
    image.locale_tag = tag;
    CHECK(draw_share_image(image).ok());
  }
}

TEST_CASE("ten threads at once draw the pictures that one draws") {
  constexpr std::size_t count = std::size(kLanguages);
  std::array<std::string, count> alone;
  for (std::size_t at = 0; at < count; ++at) alone[at] = std::move(draw_share_image(kLanguages[at])).value();
  std::array<std::array<std::string, count>, 10> together;
  std::array<std::thread, 10> threads;
  for (std::size_t thread = 0; thread < threads.size(); ++thread) {
    threads[thread] = std::thread([thread, &mine = together[thread]] {
      for (std::size_t step = 0; step < count; ++step) {
        const std::size_t at = (thread + step) % count;
        Result<std::string> png = draw_share_image(kLanguages[at]);
        if (png) mine[at] = std::move(png).value();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& pictures : together) CHECK(pictures == alone);
}

}  // namespace undersigned::previews
