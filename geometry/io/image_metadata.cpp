#include "geometry/io/image_metadata.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>

namespace prospect::io {

namespace {

constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view exif_header{"Exif\0\0", 6};

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

std::size_t big_endian_16(std::string_view bytes, std::size_t at) {
    return static_cast<std::size_t>(byte_at(bytes, at) << 8 | byte_at(bytes, at + 1));
}

std::size_t big_endian_32(std::string_view bytes, std::size_t at) {
    return big_endian_16(bytes, at) << 16 | big_endian_16(bytes, at + 2);
}

// A TIFF structure as Exif holds it (TIFF 6.0 section 2, Exif 2.32 section 4.6). Every reader answers absent
// for what does not lie within the block.
class ExifBlock {
public:
    explicit ExifBlock(std::string_view bytes) : bytes_(bytes) {
        if (bytes.size() < 8) return;
        little_ = bytes.substr(0, 2) == "II";
        usable_ = (little_ || bytes.substr(0, 2) == "MM") && number(2, 2) == 42U;
    }

    struct Entry {
        std::uint32_t type = 0;
        std::uint32_t count = 0;
        std::size_t value = 0; // where its values lie
    };
    // The entry of the directory at that place.
    std::optional<Entry> find(std::optional<std::uint32_t> directory, std::uint32_t tag) const {
        if (!usable_ || !directory) return std::nullopt;
        const auto entries = number(*directory, 2);
        if (!entries) return std::nullopt;
        for (std::size_t i = 0; i < *entries; ++i) {
            const std::size_t at = *directory + 2 + 12 * i;
            const auto found = number(at, 2);
            if (!found) return std::nullopt;
            if (*found == tag) return entry_at(at);
        }
        return std::nullopt;
    }

    std::optional<std::uint32_t> first_directory() const { return number(4, 4); }
    std::optional<std::uint32_t> directory_in(std::optional<std::uint32_t> parent, std::uint32_t tag) const {
        const auto entry = find(parent, tag);
        return entry ? number(entry->value, 4) : std::nullopt;
    }

    std::optional<std::uint32_t> small_number(const std::optional<Entry>& entry) const {
        constexpr std::uint32_t short_type = 3;
        return entry && entry->type == short_type ? number(entry->value, 2) : std::nullopt;
    }
    std::string text(const std::optional<Entry>& entry) const {
        constexpr std::uint32_t ascii_type = 2;
        if (!entry || entry->type != ascii_type || entry->value > bytes_.size() ||
            entry->count > bytes_.size() - entry->value)
            return {};
        const auto whole = bytes_.substr(entry->value, entry->count);
        return std::string(whole.substr(0, whole.find('\0')));
    }
    // Degrees, minutes and seconds as three rationals.
    std::optional<double> angle_deg(const std::optional<Entry>& entry) const {
        constexpr std::uint32_t rational_type = 5;
        if (!entry || entry->type != rational_type || entry->count != 3) return std::nullopt;
        double degrees = 0;
        double unit = 1;
        for (std::size_t i = 0; i < 3; ++i, unit *= 60) {
            const auto over = number(entry->value + 8 * i, 4);
            const auto under = number(entry->value + 8 * i + 4, 4);
            if (!over || !under || (*under == 0 && *over != 0)) return std::nullopt;
            if (*under != 0) degrees += static_cast<double>(*over) / *under / unit;
        }
        return degrees;
    }

private:
    std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || bytes_.size() - at < size) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | byte_at(bytes_, little_ ? at + size - 1 - i : at + i);
        return value;
    }

    std::optional<Entry> entry_at(std::size_t at) const {
        static constexpr std::array<std::size_t, 13> sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
        const auto type = number(at + 2, 2);
        const auto count = number(at + 4, 4);
        if (!type || !count || *type >= sizes.size()) return std::nullopt;
        const bool inside = std::uint64_t{*count} * sizes[*type] <= 4;
        const auto offset = inside ? std::optional(static_cast<std::uint32_t>(at + 8)) : number(at + 8, 4);
        if (!offset) return std::nullopt;
        return Entry{*type, *count, *offset};
    }

    std::string_view bytes_;
    bool little_ = false;
    bool usable_ = false;
};

std::optional<GeoPlace> place_in(const ExifBlock& block) {
    const auto gps = block.directory_in(block.first_directory(), 0x8825);
    const auto latitude = block.angle_deg(block.find(gps, 2));
    const auto longitude = block.angle_deg(block.find(gps, 4));
    const std::string north = block.text(block.find(gps, 1));
    const std::string east = block.text(block.find(gps, 3));
    if (!latitude || !longitude || north.empty() || east.empty()) return std::nullopt;
    GeoPlace place{east.front() == 'W' ? -*longitude : *longitude,
                   north.front() == 'S' ? -*latitude : *latitude};
    // Cameras without a fix write zeros.
    const bool nowhere = place.latitude_deg == 0 && place.longitude_deg == 0;
    if (nowhere || std::abs(place.latitude_deg) > 90 || std::abs(place.longitude_deg) > 180)
        return std::nullopt;
    return place;
}

// "2026:03:14 17:05:09" as people write it.
std::string time_in(const ExifBlock& block) {
    const auto details = block.directory_in(block.first_directory(), 0x8769);
    std::string taken = block.text(block.find(details, 0x9003));
    if (taken.size() != 19 || taken[4] != ':' || taken[7] != ':' || taken[0] == ' ') return {};
    taken[4] = '-';
    taken[7] = '-';
    return taken;
}

PhotoFacts facts_in(std::string_view exif) {
    PhotoFacts facts;
    const ExifBlock block(exif);
    facts.place = place_in(block);
    facts.taken = time_in(block);
    const auto turned = block.small_number(block.find(block.first_directory(), 0x0112));
    if (turned && *turned >= 1 && *turned <= 8) facts.orientation = static_cast<int>(*turned);
    return facts;
}

// One segment of a JPEG with its marker (ITU T.81 annex B).
struct Segment {
    std::uint8_t marker = 0;
    std::string_view whole;   // marker, length and content
    std::string_view content; // "" where it has none
};

constexpr std::uint8_t end_of_image = 0xd9;
constexpr std::uint8_t start_of_scan = 0xda;

// Markers that begin no segment of a picture: reserved ones, restarts outside a scan, a picture in the picture.
// Their bytes would read differently once what stands before them is gone.
bool begins_no_segment(std::uint8_t marker) {
    constexpr std::uint8_t first_frame = 0xc0;
    constexpr std::uint8_t first_restart = 0xd0;
    return marker < first_frame || (marker >= first_restart && marker < end_of_image);
}

// Goes through the segments after the start of the image; scans include the coded pixels that follow them.
// False when the picture does not end as a JPEG has to. `visit` returns false to stop.
bool for_each_segment(std::string_view bytes, const std::function<bool(const Segment&)>& visit) {
    std::size_t at = 2;
    while (at + 2 <= bytes.size()) {
        if (byte_at(bytes, at) != 0xff) return false;
        const std::uint8_t marker = byte_at(bytes, at + 1);
        if (marker == 0xff) { // filling
            ++at;
            continue;
        }
        if (marker == end_of_image) {
            visit({marker, bytes.substr(at, 2), {}});
            return true;
        }
        if (begins_no_segment(marker) || at + 4 > bytes.size()) return false;
        const std::size_t length = big_endian_16(bytes, at + 2);
        if (length < 2 || at + 2 + length > bytes.size()) return false;
        std::size_t end = at + 2 + length;
        if (marker == start_of_scan)
            while (end + 1 < bytes.size()) {
                const std::uint8_t next = byte_at(bytes, end + 1);
                const bool of_scan = next == 0 || (next >= 0xd0 && next <= 0xd7);
                if (byte_at(bytes, end) == 0xff && !of_scan && next != 0xff) break;
                end += byte_at(bytes, end) == 0xff && of_scan ? 2 : 1;
            }
        if (!visit({marker, bytes.substr(at, end - at), bytes.substr(at + 4, length - 2)})) return true;
        at = end;
    }
    return false;
}

bool keeps(const Segment& segment) {
    constexpr std::uint8_t first_application = 0xe0;
    constexpr std::uint8_t comment = 0xfe;
    if (segment.marker == comment) return false;
    if (segment.marker < first_application || segment.marker > 0xef) return true;
    const auto begins = [&](std::string_view with) { return segment.content.starts_with(with); };
    return (segment.marker == 0xe0 && begins(std::string_view("JFIF\0", 5))) ||
           (segment.marker == 0xe2 && begins(std::string_view("ICC_PROFILE\0", 12))) ||
           (segment.marker == 0xee && begins("Adobe"));
}

// A JFIF block may hold a preview of the picture as it was before somebody changed it.
std::string without_preview(const Segment& segment) {
    constexpr std::size_t header = 14;
    if (segment.marker != 0xe0 || segment.content.size() <= header) return std::string(segment.whole);
    std::string kept(segment.whole.substr(0, 4 + header));
    kept[2] = 0;
    kept[3] = header + 2;
    kept[4 + 12] = 0;
    kept[4 + 13] = 0;
    return kept;
}

std::string orientation_block(int orientation) {
    std::string block{"\xff\xe1\x00\x22"
                      "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0",
                      36};
    block[29] = static_cast<char>(orientation);
    return block;
}

std::optional<std::string> jpeg_without_metadata(std::string_view bytes) {
    std::string kept(bytes.substr(0, 2));
    const int orientation = photo_facts(bytes).orientation;
    bool turned = orientation == 1;
    bool scanned = false;
    const bool whole = for_each_segment(bytes, [&](const Segment& segment) {
        const bool jfif = segment.marker == 0xe0 && keeps(segment);
        if (!turned && !jfif) { // JFIF comes first where it is there
            kept += orientation_block(orientation);
            turned = true;
        }
        scanned = scanned || segment.marker == start_of_scan;
        if (keeps(segment)) kept += without_preview(segment);
        return true;
    });
    return whole && scanned ? std::optional(kept) : std::nullopt;
}

// Goes through the chunks of a PNG up to its end; false when it is not whole.
bool for_each_chunk(std::string_view bytes,
                    const std::function<void(std::string_view type, std::string_view whole)>& visit) {
    std::size_t at = png_signature.size();
    while (at + 12 <= bytes.size()) {
        const std::size_t length = big_endian_32(bytes, at);
        if (length > bytes.size() - at - 12) return false;
        const auto type = bytes.substr(at + 4, 4);
        visit(type, bytes.substr(at, length + 12));
        if (type == "IEND") return true;
        at += length + 12;
    }
    return false;
}

std::optional<std::string> png_without_metadata(std::string_view bytes) {
    static constexpr std::array<std::string_view, 13> kept_types{"IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                                                 "cHRM", "gAMA", "iCCP", "sBIT", "sRGB",
                                                                 "pHYs", "bKGD", "hIST"};
    std::string kept(png_signature);
    const bool whole = for_each_chunk(bytes, [&](std::string_view type, std::string_view chunk) {
        for (const std::string_view one : kept_types)
            if (type == one) kept += chunk;
    });
    return whole ? std::optional(kept) : std::nullopt;
}

} // namespace

PictureKind picture_kind(std::string_view bytes) {
    if (bytes.starts_with("\xff\xd8\xff")) return PictureKind::jpeg;
    return bytes.starts_with(png_signature) ? PictureKind::png : PictureKind::none;
}

PhotoFacts photo_facts(std::string_view bytes) {
    std::optional<std::string_view> exif;
    switch (picture_kind(bytes)) {
    case PictureKind::jpeg:
        for_each_segment(bytes, [&](const Segment& segment) {
            if (segment.marker == 0xe1 && segment.content.starts_with(exif_header))
                exif = segment.content.substr(exif_header.size());
            return !exif && segment.marker != start_of_scan;
        });
        break;
    case PictureKind::png:
        for_each_chunk(bytes, [&](std::string_view type, std::string_view chunk) {
            if (type == "eXIf" && !exif) exif = chunk.substr(8, chunk.size() - 12);
        });
        break;
    case PictureKind::none:
        break;
    }
    return exif ? facts_in(*exif) : PhotoFacts{};
}

std::optional<std::string> without_metadata(std::string_view bytes) {
    switch (picture_kind(bytes)) {
    case PictureKind::jpeg:
        return jpeg_without_metadata(bytes);
    case PictureKind::png:
        return png_without_metadata(bytes);
    case PictureKind::none:
        break;
    }
    return std::nullopt;
}

} // namespace prospect::io
