// The input of a fuzzer, taken a byte at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace prospect::fuzz {

class Bytes {
public:
    Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
    bool empty() const { return used_ >= size_; }
    // 0 once there are no more.
    std::uint8_t next() { return empty() ? 0 : data_[used_++]; }

private:
    const std::uint8_t* data_;
    std::size_t size_;
    std::size_t used_ = 0;
};

// Else the fuzzer has found something.
inline void require(bool holds) {
    if (!holds) std::abort();
}

} // namespace prospect::fuzz
