// SPDX-License-Identifier: EUPL-1.2
// The client's built files, read once at start and never again: a request can only look a name up, it cannot reach the disk.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "crypto/result.hpp"

namespace beraad::net {

struct StaticFile {
  std::shared_ptr<std::string const> plain;
  std::shared_ptr<std::string const> brotli;  // nullptr when the build made none
  std::shared_ptr<std::string const> gzip;
  std::string_view content_type;  // a literal
  std::string etag;               // quoted; of the plain bytes
  bool immutable = false;         // under /assets/, where the build puts a hash in each name
};

class StaticFiles {
 public:
  static constexpr std::size_t kFileBytes = 16 * 1024 * 1024;
  static constexpr std::size_t kTotalBytes = 128 * 1024 * 1024;

  // Reads every regular file under `folder` whose name does not begin with a dot (.well-known may); `x.br` and `x.gz` become encodings of
  // `x`. Links are not followed. kNotFound: no folder or no index.html; kMalformed: a name, size or type that is not served; kIo.
  [[nodiscard]] static Result<StaticFiles> load(std::filesystem::path const& folder);

  // The file at this path ("/assets/a.js"), or nullptr. "/" and every path that looks like a page of the client give index.html.
  [[nodiscard]] StaticFile const* find(std::string_view path) const;
  [[nodiscard]] std::size_t count() const noexcept { return files_.size(); }

 private:
  std::unordered_map<std::string, StaticFile> files_;
};

}  // namespace beraad::net
