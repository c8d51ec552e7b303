// SPDX-License-Identifier: EUPL-1.2
// POSIX calls around one small file: who may read it is looked at on the file that was opened, not on its name.
#include "db/key_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "crypto/random.hpp"

namespace beraad::db {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const noexcept { return fd_; }

 private:
  int fd_;
};

Error posix_error(int cause, std::string_view where) noexcept {
  Errc code = Errc::kIo;
  if (cause == ENOENT) code = Errc::kNotFound;
  if (cause == EEXIST) code = Errc::kConflict;
  if (cause == EACCES || cause == EPERM || cause == EROFS || cause == ELOOP) code = Errc::kPermissions;
  if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) code = Errc::kDiskFull;
  return Error{code, where, boost::system::error_code(cause, boost::system::generic_category())};
}

Result<void> check_owner_only(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return posix_error(errno, "a key file cannot be looked at");
  if (!S_ISREG(status.st_mode)) return fail(Errc::kPermissions, "a key file is not a plain file");
  if (status.st_uid != ::geteuid()) return fail(Errc::kPermissions, "a key file belongs to another user");
  mode_t const mode = status.st_mode & 07777;
  if (mode != kOwnerOnly && mode != S_IRUSR) return fail(Errc::kPermissions, "a key file must have mode 0600: only its owner may read it");
  if (status.st_size != static_cast<off_t>(kKeyBytes)) return fail(Errc::kMalformed, "a key file must hold exactly 32 bytes");
  return {};
}

Result<void> write_durably(int fd, std::span<crypto::Byte const> bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return posix_error(errno, "a key file cannot be written");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (::fsync(fd) != 0) return posix_error(errno, "a key file cannot be written");
  return {};
}

Result<void> sync_directory_of(std::filesystem::path const& file) {
  auto const parent = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  Descriptor const directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || ::fsync(directory.get()) != 0) return posix_error(errno, "the directory of a key file cannot be written");
  return {};
}

}  // namespace

Result<crypto::Secret32> read_key_file(std::filesystem::path const& file) {
  // O_NONBLOCK: a pipe in the key's place must not stop the start.
  Descriptor const key(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (key.get() < 0) return posix_error(errno, "a key file cannot be opened");
  if (auto safe = check_owner_only(key.get()); !safe) return safe.error();

  crypto::Secret32 secret;
  auto rest = std::span<crypto::Byte>(secret.writable());
  while (!rest.empty()) {
    ssize_t const got = ::read(key.get(), rest.data(), rest.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return posix_error(errno, "a key file cannot be read");
    if (got == 0) return fail(Errc::kMalformed, "a key file must hold exactly 32 bytes");
    rest = rest.subspan(static_cast<std::size_t>(got));
  }
  return secret;
}

Result<crypto::Secret32> create_key_file(std::filesystem::path const& file) {
  auto secret = crypto::random_secret<kKeyBytes>();
  {
    Descriptor const key(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
    if (key.get() < 0) return posix_error(errno, "a key file cannot be made");
    // The process's umask may have taken more than it should.
    auto written = ::fchmod(key.get(), kOwnerOnly) == 0 ? write_durably(key.get(), secret.view())
                                                        : Result<void>(posix_error(errno, "a key file cannot be made"));
    if (!written) {
      ::unlink(file.c_str());
      return written.error();
    }
  }
  if (auto synced = sync_directory_of(file); !synced) return synced.error();
  return secret;
}

}  // namespace beraad::db
