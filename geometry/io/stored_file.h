// Files that belong to a site, photometry or the photo of a note, without reading their bytes before they are
// used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace prospect::io {

// Where the bytes of a file are: in memory, in a project file (table prospect_file) or a plain file. Shared
// by all who hold the file; every member may be called on any thread.
class StoredBytes {
public:
    // Known by their sum, hexadecimal SHA-256 in small letters.
    StoredBytes(std::string sha256, std::string in_memory);
    StoredBytes(std::string sha256, std::filesystem::path project, std::uint64_t size);
    // `kept_alive` lives as long as the bytes lie in that file: a private copy of it.
    StoredBytes(std::string sha256, std::filesystem::path project, std::uint64_t size,
                std::shared_ptr<const void> kept_alive);
    static std::shared_ptr<StoredBytes> in_plain_file(std::string sha256, std::filesystem::path file);

    std::uint64_t size() const { return size_; }
    // As they are, not compared with their sum; not kept by this. Null when they are no longer there.
    std::shared_ptr<const std::string> read() const;
    bool in_memory() const;
    bool lies_in(const std::filesystem::path& file) const;
    // Takes them into memory, because the file they are in is about to lose them. What is not there stays
    // away.
    void hold();
    // They are in that project file now: memory is given back.
    void move_to(const std::filesystem::path& project);

private:
    struct Place {
        std::filesystem::path file; // empty: in memory
        bool project = true;
        std::shared_ptr<const void> kept_alive;
    };
    std::shared_ptr<const std::string> read_at(const Place& place) const;

    std::string sha256_;
    std::uint64_t size_ = 0;
    mutable std::mutex mutex_;
    std::shared_ptr<const std::string> held_;
    Place place_;
};

// A row of prospect_file. Cheap to copy.
struct StoredFile {
    std::string name;
    std::string media_type;
    std::string sha256; // of its bytes, hexadecimal
    std::shared_ptr<StoredBytes> bytes;
};

// Hexadecimal SHA-256 of the bytes, as in StoredFile.
std::string sum_of_bytes(const std::string& bytes);
// What tells a kept file from others: its sum and, for photometry, which luminaires find by its name, the
// name behind it. Begins with the sum.
std::string key_of(const StoredFile& file);
// A file whose bytes are in memory.
StoredFile stored_file(std::string name, std::string media_type, std::string bytes);
// The bytes, read now and compared with their sum. Throws Error(refused), one sentence, when they are gone or
// do not give it.
std::shared_ptr<const std::string> bytes_of(const StoredFile& file);

} // namespace prospect::io
