// SHA-256 of bytes, fed piece by piece: snapshot hashes, cache keys, files.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace prospect {

using Digest = std::array<std::uint8_t, 32>;

std::string hex(const Digest& digest);

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    Sha256& add_bytes(const void* data, std::size_t size);
    // Length first, then the bytes, so that "ab","c" and "a","bc" differ.
    Sha256& add(std::string_view text);
    // The bits of the number; -0.0 counts as 0.0, and every NaN alike.
    Sha256& add(double number);
    Sha256& add(std::uint64_t number);
    // Ends the computation; the object must not be used after that.
    Digest finish();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

// Throws Error(refused) when the file cannot be read.
Digest sha256_of_file(const std::filesystem::path& file);

} // namespace prospect
