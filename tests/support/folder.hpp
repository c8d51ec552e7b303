// SPDX-License-Identifier: EUPL-1.2
// A temporary folder, and a TLS certificate in it, made anew for each test: no key lies in the repository.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace beraad::test {

// A folder of this test's own, gone with it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }
  void write(std::filesystem::path const& name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

// The whole file; "" when there is none.
[[nodiscard]] std::string bytes_of(std::filesystem::path const& file);

// Writes cert.pem and key.pem, of beraad.test and localhost: P-256, or RSA of this many bits.
void write_certificate(Folder const& folder, int rsa_bits = 0);

}  // namespace beraad::test
