#include "geometry/io/dxf_text.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <iconv.h>
#include <memory>

namespace prospect::io {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

void append_utf8(std::string& text, std::uint32_t point) {
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | (point >> 6));
        text += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0 | (point >> 12));
        text += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (point >> 18));
        text += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (point & 0x3F));
    }
}

// The value of \U+XXXX at the start of the text, or 0.
std::uint32_t unicode_escape(std::string_view text) {
    if (text.size() < 7 || text[0] != '\\' || (text[1] != 'U' && text[1] != 'u') || text[2] != '+') return 0;
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + 3, text.data() + 7, value, 16);
    return error == std::errc() && end == text.data() + 7 ? value : 0;
}

// Bytes of the UTF-8 sequence at the start of the text; 0 when it is none.
std::size_t utf8_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return 1;
    const std::size_t size = lead >= 0xF5 ? 0 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (size == 0 || text.size() < size) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
    return size;
}

std::string repaired_utf8(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::size_t size = utf8_length(bytes);
        text += size > 0 ? bytes.substr(0, size) : replacement;
        bytes.remove_prefix(size > 0 ? size : 1);
    }
    return text;
}

struct Converter {
    explicit Converter(const std::string& encoding) : handle(iconv_open("UTF-8", encoding.c_str())) {}
    ~Converter() {
        if (valid()) iconv_close(handle);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    // POSIX: the failure value of iconv_open is (iconv_t)-1.
    bool valid() const { return reinterpret_cast<std::intptr_t>(handle) != -1; }
    iconv_t handle;
};

} // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t size = utf8_length(bytes);
        if (size == 0) return false;
        bytes.remove_prefix(size);
    }
    return true;
}

std::string encoding_of_code_page(std::string_view code_page) {
    std::string name;
    for (const char c : code_page)
        name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (name == "UTF-8" || name == "UTF8") return "UTF-8";
    if (name == "GB2312" || name == "BIG5" || name == "JOHAB") return name;
    const std::size_t digits = name.find_first_of("0123456789");
    const bool known = name.starts_with("ANSI") || name.starts_with("DOS") || name.starts_with("CP");
    if (!known || digits == std::string::npos) return "CP1252";
    return "CP" + name.substr(digits, name.find_first_not_of("0123456789", digits) - digits);
}

std::string to_utf8(std::string_view bytes, const std::string& encoding) {
    bool ascii = true;
    for (const char c : bytes)
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return std::string(bytes);
    if (encoding == "UTF-8") return repaired_utf8(bytes);
    const Converter converter(encoding);
    if (!converter.valid()) return repaired_utf8(bytes);
    std::string source(bytes);
    std::string text;
    char* from = source.data();
    std::size_t left = source.size();
    std::array<char, 256> chunk{};
    while (left > 0) {
        char* to = chunk.data();
        std::size_t room = chunk.size();
        const std::size_t before = left;
        iconv(converter.handle, &from, &left, &to, &room);
        text.append(chunk.data(), chunk.size() - room);
        if (left == before && room == chunk.size()) { // a byte that stands for nothing in this encoding
            text += replacement;
            ++from;
            --left;
        }
    }
    return text;
}

std::string without_dxf_escapes(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        if (const std::uint32_t unit = unicode_escape(rest); unit != 0) {
            i += 7;
            std::uint32_t point = unit;
            if (unit >= 0xD800 && unit <= 0xDFFF) {
                const std::uint32_t low = unicode_escape(text.substr(i));
                const bool pair = unit <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF;
                point = pair ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
                if (pair) i += 7;
            }
            append_utf8(result, point);
        } else if (rest.size() >= 3 && rest[0] == '%' && rest[1] == '%' &&
                   std::string_view("dDpPcC").find(rest[2]) != std::string_view::npos) {
            const char letter = static_cast<char>(std::tolower(static_cast<unsigned char>(rest[2])));
            result += letter == 'd' ? "°" : letter == 'p' ? "±" : "⌀";
            i += 3;
        } else {
            result += text[i++];
        }
    }
    return result;
}

} // namespace prospect::io
