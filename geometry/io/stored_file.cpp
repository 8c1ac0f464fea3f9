#include "geometry/io/stored_file.h"

#include "geometry/base/error.h"
#include "geometry/base/sha256.h"
#include "geometry/io/project_files.h"
#include "geometry/io/project_photometry.h"

#include <fstream>
#include <iterator>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

std::shared_ptr<const std::string> read_plain(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return nullptr;
    return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in),
                                               std::istreambuf_iterator<char>());
}

} // namespace

StoredBytes::StoredBytes(std::string sha256, std::string in_memory)
    : sha256_(std::move(sha256)), size_(in_memory.size()),
      held_(std::make_shared<const std::string>(std::move(in_memory))) {}

StoredBytes::StoredBytes(std::string sha256, fs::path project, std::uint64_t size)
    : StoredBytes(std::move(sha256), std::move(project), size, nullptr) {}

StoredBytes::StoredBytes(std::string sha256, fs::path project, std::uint64_t size,
                         std::shared_ptr<const void> kept_alive)
    : sha256_(std::move(sha256)), size_(size), place_{std::move(project), true, std::move(kept_alive)} {}

std::shared_ptr<StoredBytes> StoredBytes::in_plain_file(std::string sha256, fs::path file) {
    std::error_code ignored;
    const std::uintmax_t size = fs::file_size(file, ignored);
    auto bytes = std::make_shared<StoredBytes>(std::move(sha256), std::move(file), ignored ? 0 : size);
    bytes->place_.project = false;
    return bytes;
}

std::shared_ptr<const std::string> StoredBytes::read_at(const Place& place) const {
    if (!place.project) return read_plain(place.file);
    if (auto bytes = read_stored_bytes(place.file, sha256_)) return bytes;
    // The version before holds them as well, unless they came with the last one.
    return read_stored_bytes(place.file.string() + ".bak", sha256_);
}

std::shared_ptr<const std::string> StoredBytes::read() const {
    std::unique_lock lock(mutex_);
    if (held_) return held_;
    const Place place = place_;
    lock.unlock(); // whoever asks where they are must not wait for a disk
    if (auto bytes = read_at(place)) return bytes;
    lock.lock();
    if (held_) return held_;
    if (place_.file == place.file) return nullptr;
    const Place moved = place_; // by a save meanwhile
    lock.unlock();
    return read_at(moved);
}

bool StoredBytes::in_memory() const {
    const std::lock_guard lock(mutex_);
    return held_ != nullptr;
}

bool StoredBytes::lies_in(const fs::path& file) const {
    const std::lock_guard lock(mutex_);
    std::error_code ignored;
    return held_ == nullptr &&
           (place_.file == fs::absolute(file) || fs::equivalent(place_.file, file, ignored));
}

void StoredBytes::hold() {
    auto bytes = read();
    const std::lock_guard lock(mutex_);
    if (!bytes || held_) return;
    held_ = std::move(bytes);
    place_ = {};
}

void StoredBytes::move_to(const fs::path& project) {
    const std::lock_guard lock(mutex_);
    held_.reset();
    place_ = {project, true, nullptr};
}

std::string sum_of_bytes(const std::string& bytes) {
    Sha256 sum;
    sum.add_bytes(bytes.data(), bytes.size());
    return hex(sum.finish());
}

std::string key_of(const StoredFile& file) {
    return names_photometry(file.name) ? file.sha256 + "/" + file.name : file.sha256;
}

StoredFile stored_file(std::string name, std::string media_type, std::string bytes) {
    std::string sum = sum_of_bytes(bytes);
    auto shared = std::make_shared<StoredBytes>(sum, std::move(bytes));
    return {std::move(name), std::move(media_type), std::move(sum), std::move(shared)};
}

std::shared_ptr<const std::string> bytes_of(const StoredFile& file) {
    auto bytes = file.bytes ? file.bytes->read() : nullptr;
    if (!bytes)
        throw Error(ErrorCode::refused,
                    "the stored file " + file.name + " is no longer where the plan was opened",
                    "put the plan's file back where it was");
    if (sum_of_bytes(*bytes) != file.sha256)
        throw Error(ErrorCode::refused,
                    "the stored file " + file.name + " is damaged: its bytes do not give their sum",
                    "the .bak file beside the plan or a backup may hold it whole");
    return bytes;
}

} // namespace prospect::io
