#include "geometry/io/control_points.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

namespace prospect::io {

namespace {

using Words = std::vector<std::string>;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\"");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\"") - first + 1);
}

Words words_of(std::string_view line, char separator) {
    Words words;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(separator, begin), line.size());
        words.emplace_back(trimmed(line.substr(begin, end - begin)));
        begin = end + 1;
    }
    return words;
}

struct Header {
    char separator = ',';
    std::size_t map_x = 0;
    std::size_t map_y = 0;
    std::size_t source_x = 0;
    std::size_t source_y = 0;
    std::optional<std::size_t> enable;
};

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::refused, what,
                "save the points again in QGIS' georeferencer: mapX,mapY,sourceX,sourceY,enable");
}

Header header_of(std::string_view line) {
    Header header;
    for (const char separator : {',', '\t', ';'})
        if (line.find(separator) != std::string_view::npos) {
            header.separator = separator;
            break;
        }
    const Words words = words_of(line, header.separator);
    const auto place = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto found = std::find(words.begin(), words.end(), name);
        if (found == words.end()) return std::nullopt;
        return static_cast<std::size_t>(found - words.begin());
    };
    const auto needed = [&](const char* name, const char* older) {
        auto found = place(name);
        if (!found) found = place(older);
        if (!found) refuse(std::string("the control points have no column ") + name);
        return *found;
    };
    header.map_x = needed("mapX", "mapX");
    header.map_y = needed("mapY", "mapY");
    header.source_x = needed("sourceX", "pixelX");
    header.source_y = needed("sourceY", "pixelY");
    header.enable = place("enable");
    return header;
}

double number_in(const Words& words, std::size_t column, std::size_t line) {
    const auto number = column < words.size() ? number_from(words[column]) : std::nullopt;
    if (!number)
        refuse("line " + std::to_string(line) + " of the control points holds no number where one must be");
    return *number;
}

} // namespace

ControlPointFile read_control_points(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorCode::refused, "the file of control points cannot be opened", "check its name");
    ControlPointFile read;
    std::optional<Header> header;
    std::string text;
    for (std::size_t line = 1; std::getline(in, text); ++line) {
        std::string_view row = trimmed(text);
        if (row.starts_with("\xef\xbb\xbf")) row.remove_prefix(3);
        if (row.starts_with("#CRS:")) {
            // The text itself has quotes at its ends.
            const std::size_t start = text.find("#CRS:") + 5;
            const std::size_t first = text.find_first_not_of(" \t", start);
            if (first != std::string::npos)
                read.crs = text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
        }
        if (row.empty() || row.starts_with('#')) continue;
        if (!header) {
            header = header_of(row);
            continue;
        }
        const Words words = words_of(row, header->separator);
        if (header->enable && *header->enable < words.size() && words[*header->enable] == "0") {
            ++read.disabled;
            continue;
        }
        read.points.push_back(
            {{number_in(words, header->source_x, line), number_in(words, header->source_y, line)},
             {number_in(words, header->map_x, line), number_in(words, header->map_y, line)}});
    }
    if (!header) refuse("the file holds no control points");
    const bool downwards = std::any_of(read.points.begin(), read.points.end(),
                                       [](const ControlPoint& point) { return point.picture.y < 0; });
    if (!downwards)
        for (ControlPoint& point : read.points)
            point.picture.y = 0 - point.picture.y;
    return read;
}

} // namespace prospect::io
