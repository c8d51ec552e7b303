// SPDX-License-Identifier: EUPL-1.2
// Everything goes through to the real VFS but what changes a file, which is counted first (sqlite.org/vfs.html).
#include "faulty_disk.hpp"

#include <sqlite3.h>

#include <cstdlib>
#include <limits>
#include <mutex>

namespace beraad::app::testing::faulty_disk {
namespace {

constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

struct Plan {
  std::mutex mutex;
  std::uint64_t changes = 0;
  std::uint64_t from = kNever;
  std::uint64_t until = kNever;  // fails no more from here on
  DiskFault fault{};
  bool failed = false;
};

Plan& plan() {
  static Plan one;
  return one;
}

// Counts a change. The fault that it meets, if any: what takes no space is done on a full disk too, and not counted.
bool meets(DiskFault* fault, bool takes_space) {
  auto& p = plan();
  std::scoped_lock const lock(p.mutex);
  if (!takes_space && p.fault == DiskFault::kFull) return false;
  ++p.changes;
  if (p.changes < p.from || p.changes >= p.until) return false;
  p.failed = true;
  *fault = p.fault;
  return true;
}

void fail(std::uint64_t k, std::uint64_t times, DiskFault fault) {
  auto& p = plan();
  std::scoped_lock const lock(p.mutex);
  p.changes = 0;
  p.from = k;
  p.until = times == kNever ? kNever : k + times;
  p.fault = fault;
  p.failed = false;
}

struct File {
  sqlite3_file base;
  sqlite3_file* real;
};

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->real;
}
sqlite3_io_methods const& of(sqlite3_file* file) {
  return *real(file)->pMethods;
}

int close(sqlite3_file* file) {
  return of(file).xClose(real(file));
}
int read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at) {
  return of(file).xRead(real(file), to, bytes, at);
}
int write(sqlite3_file* file, void const* from, int bytes, sqlite3_int64 at) {
  DiskFault fault{};
  if (!meets(&fault, true)) return of(file).xWrite(real(file), from, bytes, at);
  if (fault == DiskFault::kTorn) of(file).xWrite(real(file), from, bytes / 2, at);
  return fault == DiskFault::kFull ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  DiskFault fault{};
  return meets(&fault, false) ? SQLITE_IOERR_TRUNCATE : of(file).xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
  DiskFault fault{};
  return meets(&fault, false) ? SQLITE_IOERR_FSYNC : of(file).xSync(real(file), flags);
}
int size(sqlite3_file* file, sqlite3_int64* out) {
  return of(file).xFileSize(real(file), out);
}
int lock(sqlite3_file* file, int level) {
  return of(file).xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) {
  return of(file).xUnlock(real(file), level);
}
int is_reserved(sqlite3_file* file, int* out) {
  return of(file).xCheckReservedLock(real(file), out);
}
int control(sqlite3_file* file, int op, void* arg) {
  return of(file).xFileControl(real(file), op, arg);
}
int sector(sqlite3_file* file) {
  return of(file).xSectorSize(real(file));
}
int traits(sqlite3_file* file) {
  return of(file).xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** out) {
  return of(file).xShmMap(real(file), region, bytes, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
  return of(file).xShmLock(real(file), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) {
  of(file).xShmBarrier(real(file));
}
int shm_unmap(sqlite3_file* file, int remove) {
  return of(file).xShmUnmap(real(file), remove);
}

sqlite3_io_methods const kMethods{2,       close,  read,   write,   truncate, sync,        size,      lock,    unlock, is_reserved,
                                  control, sector, traits, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

sqlite3_vfs* inner = nullptr;

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
  auto* const own = reinterpret_cast<File*>(file);
  own->real = reinterpret_cast<sqlite3_file*>(own + 1);
  auto const opened = inner->xOpen(inner, name, own->real, flags, out_flags);
  own->base.pMethods = own->real->pMethods == nullptr ? nullptr : &kMethods;
  return opened;
}

}  // namespace

void put_in_place() {
  if (inner != nullptr) return;
  inner = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs vfs = *inner;
  vfs.zName = "faulty";
  vfs.szOsFile += static_cast<int>(sizeof(File));
  vfs.xOpen = open;
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) std::abort();
}

void fail_from(std::uint64_t k, DiskFault fault) {
  fail(k, kNever, fault);
}
void fail_once(std::uint64_t k, DiskFault fault) {
  fail(k, 1, fault);
}
void heal() {
  auto& p = plan();
  std::scoped_lock const lock(p.mutex);
  p.from = kNever;
}
bool has_failed() {
  auto& p = plan();
  std::scoped_lock const lock(p.mutex);
  return p.failed;
}

}  // namespace beraad::app::testing::faulty_disk
