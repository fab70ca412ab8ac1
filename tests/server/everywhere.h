// Finds a text in a folder: returns the names of the files that contain it, in all subfolders. For tests of erasure.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace undersigned::testing {

inline std::string files_with(const std::string& folder, const std::string& text) {
  std::string names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (bytes.find(text) != std::string::npos) names += entry.path().filename().string() + " ";
  }
  return names;
}

}  // namespace undersigned::testing
