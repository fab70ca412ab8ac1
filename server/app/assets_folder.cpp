#include "server/app/assets_folder.h"

#include <filesystem>
#include <system_error>

namespace undersigned::app {

std::string default_assets_folder() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  for (const char* place : {"web", "../share/undersigned/web", "../../web"}) {
    if (std::filesystem::exists(program / place / "manifest.json", failed)) return (program / place).string();
  }
  return (program / "web").string();
}

}  // namespace undersigned::app
