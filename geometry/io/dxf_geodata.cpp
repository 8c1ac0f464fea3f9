#include "geometry/io/dxf_geodata.h"

#include <cctype>
#include <string_view>

namespace prospect::io {

namespace {

// A definition is a few kilobytes; a hostile file must not fill the memory with one.
constexpr std::size_t definition_limit = 1 << 20;

void append_definition(std::string& definition, std::string_view value) {
    if (definition.size() + value.size() > definition_limit) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
        // AutoCAD writes control characters as a caret and a letter: ^J is a line feed.
        if (value[i] == '^' && i + 1 < value.size() && (value[i + 1] == 'J' || value[i + 1] == 'M')) {
            definition += '\n';
            ++i;
        } else {
            definition += value[i];
        }
    }
}

// The text between <name …> and </name> at or after `from`, or "".
std::string_view element(std::string_view xml, std::string_view name, std::size_t from = 0) {
    const std::string open = "<" + std::string(name);
    for (std::size_t at = xml.find(open, from); at != std::string_view::npos; at = xml.find(open, at + 1)) {
        const std::size_t after = at + open.size();
        if (after >= xml.size()) return {};
        const char next = xml[after];
        if (next != '>' && std::isspace(static_cast<unsigned char>(next)) == 0) continue; // a longer name
        const std::size_t begin = xml.find('>', after);
        if (begin == std::string_view::npos) return {};
        const std::size_t end = xml.find("</" + std::string(name) + ">", begin);
        if (end == std::string_view::npos) return {};
        return xml.substr(begin + 1, end - begin - 1);
    }
    return {};
}

std::string_view attribute(std::string_view tag, std::string_view name) {
    const std::size_t at = tag.find(std::string(name) + "=\"");
    if (at == std::string_view::npos) return {};
    const std::size_t begin = at + name.size() + 2;
    const std::size_t end = tag.find('"', begin);
    return end == std::string_view::npos ? std::string_view() : tag.substr(begin, end - begin);
}

// The EPSG code stands in <Alias id="27700" type="CoordinateSystem"> … <Namespace>EPSG Code</Namespace>.
int epsg_of(std::string_view xml) {
    for (std::size_t at = xml.find("<Alias "); at != std::string_view::npos;
         at = xml.find("<Alias ", at + 1)) {
        const std::size_t end = xml.find("</Alias>", at);
        if (end == std::string_view::npos) return 0;
        const std::string_view alias = xml.substr(at, end - at);
        const std::string_view tag = alias.substr(0, alias.find('>'));
        if (attribute(tag, "type") != "CoordinateSystem" || element(alias, "Namespace") != "EPSG Code")
            continue;
        const long code = dxf_integer(attribute(tag, "id"));
        return code > 0 && code < 1000000 ? static_cast<int>(code) : 0;
    }
    return 0;
}

bool first_axis_is_north(std::string_view xml) {
    for (std::size_t at = xml.find("<CoordinateSystemAxis"); at != std::string_view::npos;
         at = xml.find("<CoordinateSystemAxis", at + 1)) {
        const std::size_t end = xml.find("</CoordinateSystemAxis>", at);
        if (end == std::string_view::npos) return false;
        const std::string_view axis = xml.substr(at, end - at);
        if (element(axis, "AxisOrder") != "1") continue;
        const std::string_view letter = element(axis, "AxisAbbreviation");
        return letter == "N" || letter == "S";
    }
    return false;
}

} // namespace

void DxfGeoDataReader::add(const DxfPair& pair) {
    const auto number = [&] { return dxf_number(pair.value); };
    switch (pair.code) {
    case 90:
        data_.version = static_cast<int>(dxf_integer(pair.value));
        break;
    case 70: {
        const long kind = dxf_integer(pair.value);
        if (kind >= 0 && kind <= 3) data_.coordinates = static_cast<DxfGeoData::Coordinates>(kind);
        break;
    }
    case 10:
        data_.design_point.x = number();
        has_point_ = true;
        break;
    case 20:
        data_.design_point.y = number();
        break;
    case 11:
        data_.reference_point.x = number();
        has_point_ = true;
        break;
    case 21:
        data_.reference_point.y = number();
        break;
    case 40:
        data_.unit_scale = number();
        break;
    // Version 1 uses 12 for the points of its mesh: only the first pair of later versions is the north
    // direction.
    case 12:
        if (!has_north_) data_.north.x = number();
        break;
    case 22:
        if (!has_north_) data_.north.y = number();
        has_north_ = true;
        break;
    case 95:
        data_.scale_method = static_cast<int>(dxf_integer(pair.value, 1));
        break;
    case 141:
        data_.user_scale = number();
        break;
    case 294:
        data_.sea_level_correction = dxf_integer(pair.value) != 0;
        break;
    case 301:
    case 303:
        append_definition(data_.crs_definition, pair.value);
        break;
    default:
        break;
    }
}

std::optional<DxfGeoData> DxfGeoDataReader::finish() {
    if (!has_point_) return std::nullopt;
    const bool usable_north = is_finite(data_.north) && length(data_.north) > 0;
    if (data_.version == 1 || !usable_north) data_.north = {0, 1};
    const std::string_view xml = data_.crs_definition;
    data_.epsg = epsg_of(xml);
    data_.north_first = first_axis_is_north(xml);
    for (const char* kind : {"ProjectedCoordinateSystem", "GeographicCoordinateSystem"}) {
        const std::string_view system = element(xml, kind);
        if (!system.empty()) data_.crs_name = element(system, "Name");
    }
    return std::move(data_);
}

} // namespace prospect::io
