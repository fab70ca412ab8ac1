#include "server/campaigns/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

namespace undersigned::campaigns {
namespace {

constexpr int kBrotliQuick = 5;
constexpr int kBrotliThorough = 10;  // 11 saves another 3 %, and takes five times as long
constexpr int kGzipLevel = 6;
constexpr int kGzipWindowBits = 15 + 16;  // tells zlib to write a gzip header
constexpr int kGzipMemLevel = 8;

}  // namespace

std::string brotli(std::string_view bytes, Effort effort) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const int quality = effort == Effort::Quick ? kBrotliQuick : kBrotliThorough;
  if (BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(), in, &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) != BROTLI_TRUE) {
    return {};
  }
  out.resize(size);
  return out;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindowBits, kGzipMemLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    return {};
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib's next_in is not const by default, but zlib only reads it.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return outcome == Z_STREAM_END ? out : std::string();
}

}  // namespace undersigned::campaigns
