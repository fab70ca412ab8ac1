#include "server/pictures/vips.h"

#include <vips/vips8>

namespace undersigned::pictures {

bool start_vips() {
  static const bool started = [] {
    if (VIPS_INIT("undersigned-server") != 0) return false;
    // Our sentence says what is wrong; libvips would print a line for each row of pixels.
    g_log_set_handler(
        "VIPS", G_LOG_LEVEL_WARNING, [](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
    vips_block_untrusted_set(TRUE);
    // Of what is left, only three: a class is blocked with everything below it.
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (const char* known : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"}) {
      vips_operation_block_set(known, FALSE);
    }
    vips_cache_set_max(0);  // nothing is decoded twice
    return true;
  }();
  return started;
}

}  // namespace undersigned::pictures
