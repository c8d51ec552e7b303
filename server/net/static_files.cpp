// SPDX-License-Identifier: EUPL-1.2
// Loading the client's build: names are checked when they are loaded, so that looking one up needs no decoding and no cleaning.
#include "server/net/static_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "crypto/encoding.hpp"
#include "crypto/sha256.hpp"

namespace beraad::net {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view extension;
  std::string_view content_type;
};
constexpr std::array<Type, 15> kTypes{{{".html", "text/html; charset=utf-8"},
                                       {".js", "text/javascript; charset=utf-8"},
                                       {".mjs", "text/javascript; charset=utf-8"},
                                       {".css", "text/css; charset=utf-8"},
                                       {".json", "application/json"},
                                       {".webmanifest", "application/manifest+json"},
                                       {".wasm", "application/wasm"},
                                       {".svg", "image/svg+xml"},
                                       {".png", "image/png"},
                                       {".jpg", "image/jpeg"},
                                       {".webp", "image/webp"},
                                       {".ico", "image/vnd.microsoft.icon"},
                                       {".woff2", "font/woff2"},
                                       {".txt", "text/plain; charset=utf-8"},
                                       {".map", "application/json"}}};

std::string_view content_type_of(std::string_view path) {
  for (auto const& type : kTypes) {
    if (path.ends_with(type.extension)) return type.content_type;
  }
  return {};
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/';
}

bool is_servable_name(std::string_view path) {
  return std::all_of(path.begin(), path.end(), is_name_char);
}

// A page that the client draws: letters, digits, - and _ between single slashes, and not one of the server's own paths.
bool is_page(std::string_view path) {
  if (path.find("//") != std::string_view::npos || path.find('.') != std::string_view::npos || !is_servable_name(path)) return false;
  return path != "/ws" && path != "/api" && !path.starts_with("/api/");
}

// What tools leave behind beside the build is not for the public; .well-known (RFC 8615) is.
bool is_hidden(fs::path const& name) {
  return name.native().starts_with('.') && name != ".well-known";
}

Result<std::shared_ptr<std::string const>> read(fs::path const& path, std::uintmax_t size) {
  std::string text(static_cast<std::size_t>(size), '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size()))) return fail(Errc::kIo, "web root: a file cannot be read");
  return std::make_shared<std::string const>(std::move(text));
}

std::string etag_of(std::string const& bytes) {
  return '"' + crypto::to_hex(crypto::sha256(crypto::view_of(bytes))).substr(0, 32) + '"';
}

using Files = std::unordered_map<std::string, std::shared_ptr<std::string const>>;

Result<Files> read_tree(fs::path const& folder) {
  Files files;
  std::uintmax_t total = 0;
  std::error_code ec;
  fs::recursive_directory_iterator walk(folder, ec);
  if (ec) return fail(Errc::kNotFound, "web root: the folder cannot be read");
  for (; walk != fs::recursive_directory_iterator(); walk.increment(ec)) {
    if (is_hidden(walk->path().filename())) {
      walk.disable_recursion_pending();
      continue;
    }
    auto const status = walk->symlink_status(ec);
    if (ec) return fail(Errc::kIo, "web root: a file cannot be read");
    if (status.type() == fs::file_type::directory) continue;
    if (status.type() != fs::file_type::regular) return fail(Errc::kMalformed, "web root: only plain files are served");
    auto const size = walk->file_size(ec);
    total += size;
    if (ec || size > StaticFiles::kFileBytes || total > StaticFiles::kTotalBytes) return fail(Errc::kMalformed, "web root: too large");
    auto name = "/" + walk->path().lexically_relative(folder).generic_string();
    if (!is_servable_name(name)) return fail(Errc::kMalformed, "web root: a file name with other characters than letters, digits, - _ .");
    auto bytes = read(walk->path(), size);
    if (!bytes) return bytes.error();
    files.emplace(std::move(name), std::move(*bytes));
  }
  return files;
}

std::shared_ptr<std::string const> sibling(Files const& files, std::string const& name) {
  auto const found = files.find(name);
  return found == files.end() ? nullptr : found->second;
}

}  // namespace

Result<StaticFiles> StaticFiles::load(fs::path const& folder) {
  auto files = read_tree(folder);
  if (!files) return files.error();
  StaticFiles out;
  for (auto const& [name, bytes] : *files) {
    auto const is_encoding = (name.ends_with(".br") && files->contains(name.substr(0, name.size() - 3))) ||
                             (name.ends_with(".gz") && files->contains(name.substr(0, name.size() - 3)));
    if (is_encoding) continue;
    auto const type = content_type_of(name);
    if (type.empty()) return fail(Errc::kMalformed, "web root: a file of a type that is not served");
    out.files_.emplace(name, StaticFile{.plain = bytes,
                                        .brotli = sibling(*files, name + ".br"),
                                        .gzip = sibling(*files, name + ".gz"),
                                        .content_type = type,
                                        .etag = etag_of(*bytes),
                                        .immutable = name.starts_with("/assets/")});
  }
  if (!out.files_.contains("/index.html")) return fail(Errc::kNotFound, "web root: no index.html");
  return out;
}

StaticFile const* StaticFiles::find(std::string_view path) const {
  auto const found = files_.find(std::string(path));
  if (found != files_.end()) return &found->second;
  return is_page(path) ? &files_.at("/index.html") : nullptr;
}

}  // namespace beraad::net
