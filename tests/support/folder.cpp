// SPDX-License-Identifier: EUPL-1.2
// The certificate is valid for an hour: longer than any test.
#include "tests/support/folder.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace beraad::test {

namespace fs = std::filesystem;

Folder::Folder() {
  auto pattern = (fs::temp_directory_path() / "beraad-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(fs::path const& name, std::string_view text) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string bytes_of(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_certificate(Folder const& folder, int rsa_bits) {
  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> const key(
      rsa_bits > 0 ? EVP_RSA_gen(static_cast<unsigned>(rsa_bits)) : EVP_EC_gen("P-256"), EVP_PKEY_free);
  std::unique_ptr<X509, void (*)(X509*)> const certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  auto* const name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("beraad.test"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> const names(
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:beraad.test,DNS:localhost"), X509_EXTENSION_free);
  X509_add_ext(certificate.get(), names.get(), -1);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const cert_file(std::fopen((folder.path() / "cert.pem").c_str(), "w"), std::fclose);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const key_file(std::fopen((folder.path() / "key.pem").c_str(), "w"), std::fclose);
  PEM_write_X509(cert_file.get(), certificate.get());
  PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace beraad::test
