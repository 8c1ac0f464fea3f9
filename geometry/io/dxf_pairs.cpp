#include "geometry/io/dxf_pairs.h"

#include <charconv>
#include <cstring>

namespace prospect::io {

namespace {

constexpr std::size_t block_size = 1 << 18;
// Longer lines are cut: no valid value is longer, and a file without line ends must not fill the memory.
constexpr std::size_t line_limit = 1 << 20;

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    return text;
}

std::string_view without_end(std::string_view text) {
    while (!text.empty() && (text.back() == '\r' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

std::string_view number_part(std::string_view value) {
    value = without_blanks(value);
    if (!value.empty() && value.front() == '+') value.remove_prefix(1);
    return value;
}

} // namespace

DxfPairReader::DxfPairReader(std::istream& stream) : stream_(stream), buffer_(block_size) {
    fill();
    if (end_ >= 3 && std::memcmp(buffer_.data(), "\xEF\xBB\xBF", 3) == 0) begin_ = 3;
}

bool DxfPairReader::fill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
    if (!stream_.good()) return false;
    stream_.read(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
    const auto count = static_cast<std::size_t>(stream_.gcount());
    end_ += count;
    return count > 0;
}

bool DxfPairReader::next_line(std::string_view& text) {
    std::size_t searched = 0;
    for (;;) {
        const char* start = buffer_.data() + begin_;
        const std::size_t available = end_ - begin_;
        const auto* found =
            available > searched
                ? static_cast<const char*>(std::memchr(start + searched, '\n', available - searched))
                : nullptr;
        if (found != nullptr || available >= line_limit) {
            const std::size_t size = found ? static_cast<std::size_t>(found - start) : available;
            text = without_end({start, size});
            begin_ += size + (found ? 1 : 0);
            ++line_;
            return true;
        }
        searched = available;
        if (fill()) continue;
        if (available == 0) return false;
        text = without_end({buffer_.data() + begin_, end_ - begin_});
        begin_ = end_;
        ++line_;
        return true;
    }
}

bool DxfPairReader::next(DxfPair& pair) {
    std::string_view text;
    if (!next_line(text)) return false;
    const std::string_view digits = without_blanks(text);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), pair.code);
    const std::string_view rest =
        without_blanks(digits.substr(static_cast<std::size_t>(end - digits.data())));
    if (error != std::errc() || !rest.empty()) {
        bad_code_ = digits.substr(0, 40);
        return false;
    }
    if (!next_line(text)) return false;
    pair.value = without_blanks(text);
    return true;
}

double dxf_number(std::string_view value, double fallback) {
    value = number_part(value);
    double number = fallback;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc() ? number : fallback;
}

long dxf_integer(std::string_view value, long fallback) {
    value = number_part(value);
    long number = fallback;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc() ? number : fallback;
}

} // namespace prospect::io
