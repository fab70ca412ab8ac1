#include "server/assets/assets.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/campaigns/compress.h"
#include "server/crypto/encoding.h"
#include "server/crypto/sha512.h"

namespace undersigned::assets {
namespace {

constexpr std::size_t kFilesMax = 64;
constexpr std::size_t kFileBytesMax = 8'388'608;

struct MediaType {
  std::string_view suffix;
  std::string_view name;
};

constexpr MediaType kMediaTypes[] = {
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".ts", "text/plain; charset=utf-8"},
};

std::string media_type_of(std::string_view name) {
  for (const MediaType& type : kMediaTypes) {
    if (name.size() > type.suffix.size() && name.substr(name.size() - type.suffix.size()) == type.suffix) {
      return std::string(type.name);
    }
  }
  return "application/octet-stream";
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad() || bytes.size() > kFileBytesMax) return std::nullopt;
  return bytes;
}

bool is_file_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  });
}

std::string text_member(const nlohmann::json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Asset> read_asset(const std::string& folder, const std::string& name, const nlohmann::json& entry) {
  std::optional<std::string> bytes = read_file(folder + "/" + name);
  if (!bytes) return std::nullopt;
  Asset asset;
  asset.bytes = campaigns::make_cached_body(std::move(*bytes));
  if (std::optional<std::string> compressed = read_file(folder + "/" + name + ".br")) {
    asset.bytes.brotli = std::make_shared<const std::string>(std::move(*compressed));
  }
  asset.media_type = media_type_of(name);
  asset.integrity = text_member(entry, "integrity");
  return asset;
}

}  // namespace

base::OperatorResult<Assets> Assets::load(const std::string& folder) {
  const std::optional<std::string> text = read_file(folder + "/manifest.json");
  if (!text)
    return base::OperatorError{"there is no manifest.json in " + folder +
                               ": build the widget files, or set their folder with --assets"};
  const nlohmann::json manifest = nlohmann::json::parse(*text, nullptr, false);
  Assets assets;
  assets.version_ = text_member(manifest, "version");
  const nlohmann::json files = manifest.is_object() ? manifest.value("files", nlohmann::json()) : nlohmann::json();
  if (!is_file_name(assets.version_) || !files.is_object() || files.size() > kFilesMax) {
    return base::OperatorError{folder + "/manifest.json is not a manifest of the widget files"};
  }
  for (const auto& [name, entry] : files.items()) {
    std::optional<Asset> asset = is_file_name(name) ? read_asset(folder, name, entry) : std::nullopt;
    if (!asset) {
      return base::OperatorError{std::string("the file ").append(name).append(" of manifest.json cannot be read in ") +
                                 folder};
    }
    assets.files_.emplace(name, std::move(*asset));
  }
  Asset itself;
  itself.bytes = campaigns::make_cached_body(*text);
  itself.media_type = media_type_of("manifest.json");
  assets.files_.insert_or_assign("manifest.json", std::move(itself));
  return assets;
}

const Asset* Assets::find(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

std::string Assets::url(std::string_view name) const {
  return "/v/" + version_ + "/" + std::string(name);
}

std::string Assets::first_damaged() const {
  const auto damaged = std::find_if(files_.begin(), files_.end(), [](const auto& file) {
    const auto& [name, asset] = file;
    return !asset.integrity.empty() &&
           asset.integrity != "sha512-" + crypto::to_base64(crypto::sha512(*asset.bytes.identity));
  });
  return damaged == files_.end() ? std::string() : damaged->first;
}

std::string_view Assets::integrity(std::string_view name) const {
  const Asset* asset = find(name);
  return asset == nullptr ? std::string_view() : std::string_view(asset->integrity);
}

}  // namespace undersigned::assets
