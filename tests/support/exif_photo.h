// What cameras write beside the picture, put into a JPEG or PNG for tests: Exif with a place, XMP, a comment,
// something after the end.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace prospect::test {

enum class ByteOrder { little, big };
struct PhotoPlace {
    double longitude_deg = 0.125; // degrees; west of Greenwich, or east
    char east_west = 'W';
    double latitude_deg = 51.51; // north
};

class ExifWriter {
public:
    explicit ExifWriter(ByteOrder order) : order_(order) {}

    void number(std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i)
            bytes_ += static_cast<char>(value >> 8 * (order_ == ByteOrder::little ? i : size - 1 - i) & 0xff);
    }
    void entry(std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
        number(tag, 2);
        number(type, 2);
        number(count, 4);
        const bool is_short = type == 3;
        number(value, is_short ? 2 : 4);
        if (is_short) number(0, 2);
    }
    // A letter and its end within the entry.
    void letter(std::uint32_t tag, char value) {
        number(tag, 2);
        number(2, 2);
        number(2, 4);
        bytes_ += value;
        bytes_ += std::string(3, '\0');
    }
    void angle(double degrees) {
        const auto whole = std::floor(degrees);
        const auto minutes = std::floor((degrees - whole) * 60);
        const auto hundredths = std::round((((degrees - whole) * 60) - minutes) * 60 * 100);
        for (const double part : {whole, 1.0, minutes, 1.0, hundredths, 100.0})
            number(static_cast<std::uint32_t>(part), 4);
    }
    void text(const std::string& words) { bytes_ += words; }
    const std::string& bytes() const { return bytes_; }

private:
    ByteOrder order_;
    std::string bytes_;
};

// Directories at fixed places: 8 the first (4 entries), 64 the details (1), 84 the place (4), 140 the values.
inline std::string exif_block(ByteOrder order, const PhotoPlace& place) {
    ExifWriter block(order);
    block.text(order == ByteOrder::little ? "II" : "MM");
    block.number(42, 2);
    block.number(8, 4);
    block.number(4, 2);
    block.entry(0x0110, 2, 12, 140); // model
    block.entry(0x0112, 3, 1, 6);    // orientation
    block.entry(0x8769, 4, 1, 64);
    block.entry(0x8825, 4, 1, 84);
    block.number(0, 4);
    block.text(std::string(64 - block.bytes().size(), '\0'));
    block.number(1, 2);
    block.entry(0x9003, 2, 20, 152);
    block.number(0, 4);
    block.text(std::string(84 - block.bytes().size(), '\0'));
    block.number(4, 2);
    block.letter(1, 'N');
    block.entry(2, 5, 3, 172);
    block.letter(3, place.east_west);
    block.entry(4, 5, 3, 196);
    block.number(0, 4);
    block.text(std::string(140 - block.bytes().size(), '\0'));
    block.text(std::string("CAMERA 9000\0", 12));
    block.text(std::string("2026:03:14 17:05:09\0", 20));
    block.angle(place.latitude_deg);
    block.angle(place.longitude_deg);
    return block.bytes();
}

inline std::string jpeg_segment(char marker, const std::string& content) {
    const std::size_t length = content.size() + 2;
    return std::string("\xff") + marker + static_cast<char>(length >> 8) + static_cast<char>(length & 0xff) +
           content;
}

// The JPEG as a camera would have written it: orientation 6, 2026-03-14 17:05:09, CAMERA 9000.
inline std::string with_camera_data(const std::string& jpeg, ByteOrder order = ByteOrder::little,
                                    const PhotoPlace& place = {}) {
    const std::string exif = std::string("Exif\0\0", 6) + exif_block(order, place);
    const std::string xmp = std::string("http://ns.adobe.com/xap/1.0/\0<x:GPSLatitude>51</x>", 50);
    return jpeg.substr(0, 2) + jpeg_segment('\xe1', exif) + jpeg_segment('\xe1', xmp) +
           jpeg_segment('\xfe', "a comment") + jpeg.substr(2) + "after the end";
}

inline std::string png_chunk(const std::string& type, const std::string& content) {
    std::uint32_t sum = 0xffffffffU;
    for (const char byte : type + content) {
        sum ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = sum & 1U ? sum >> 1 ^ 0xedb88320U : sum >> 1;
    }
    ExifWriter numbers(ByteOrder::big);
    numbers.number(static_cast<std::uint32_t>(content.size()), 4);
    numbers.text(type + content);
    numbers.number(~sum, 4);
    return numbers.bytes();
}

// The PNG with a text and an Exif block of its own.
inline std::string with_png_texts(const std::string& png) {
    constexpr std::size_t after_header = 8 + 25;
    return png.substr(0, after_header) + png_chunk("tEXt", std::string("Author\0Secret author", 20)) +
           png_chunk("eXIf", exif_block(ByteOrder::big, {})) + png.substr(after_header) + "after the end";
}

} // namespace prospect::test
