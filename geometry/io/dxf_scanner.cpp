#include "geometry/io/dxf_scanner.h"

#include "geometry/base/text.h"
#include "geometry/io/dxf_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>

namespace prospect::io {

namespace {

// Coordinates beyond this are damage, not drawing.
constexpr double believable = 1e15;
constexpr std::size_t arcs_kept = 10000;

std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

} // namespace

const char* DxfScanner::section_name() const {
    switch (section_) {
    case DxfSection::header:
        return "HEADER";
    case DxfSection::tables:
        return "TABLES";
    case DxfSection::blocks:
        return "BLOCKS";
    case DxfSection::entities:
        return "ENTITIES";
    case DxfSection::objects:
        return "OBJECTS";
    default:
        return "";
    }
}

void DxfScanner::note_encoding(std::string_view text) {
    bool high = false;
    for (const char c : text)
        high = high || static_cast<unsigned char>(c) >= 0x80;
    if (!high) return;
    high_bytes_ = true;
    valid_utf8_ = valid_utf8_ && is_utf8(text);
}

void DxfScanner::take(const DxfPair& pair) {
    if (pair.code == 999) return; // a comment
    if (pair.code == 0) {
        end_object();
        start_object(without_trailing_blanks(pair.value));
        return;
    }
    if (section_starts_ && pair.code == 2) {
        static const std::map<std::string_view, DxfSection> sections{{"HEADER", DxfSection::header},
                                                                     {"TABLES", DxfSection::tables},
                                                                     {"BLOCKS", DxfSection::blocks},
                                                                     {"ENTITIES", DxfSection::entities},
                                                                     {"OBJECTS", DxfSection::objects}};
        const auto found = sections.find(without_trailing_blanks(pair.value));
        section_ = found == sections.end() ? DxfSection::other : found->second;
        saw_entities_ = saw_entities_ || section_ == DxfSection::entities;
        section_starts_ = false;
        return;
    }
    switch (section_) {
    case DxfSection::header:
        take_header(pair);
        break;
    case DxfSection::tables:
        if (object_ == "LAYER") take_layer(pair);
        break;
    case DxfSection::blocks:
        if (object_ == "BLOCK")
            take_block(pair);
        else if (in_entity_)
            take_entity(pair);
        break;
    case DxfSection::entities:
        if (in_entity_) take_entity(pair);
        break;
    case DxfSection::objects:
        if (object_ == "GEODATA") geodata_.add(pair);
        break;
    default:
        break;
    }
}

void DxfScanner::start_object(std::string_view type) {
    object_ = type;
    if (type == "SECTION") {
        section_starts_ = true;
        section_ = DxfSection::none;
    } else if (type == "ENDSEC") {
        section_ = DxfSection::none;
    } else if (type == "EOF") {
        // A file cut inside a section and closed by hand has no ENDSEC: still its end.
        scan_.complete = true;
    } else if (section_ == DxfSection::tables && type == "LAYER") {
        scan_.layers.emplace_back();
    } else if (section_ == DxfSection::blocks && type == "BLOCK") {
        scan_.blocks.emplace_back();
        in_model_block_ = false;
    } else if (section_ == DxfSection::entities || (section_ == DxfSection::blocks && type != "ENDBLK")) {
        sub_entity_ = type == "VERTEX" || type == "ATTRIB" || type == "SEQEND";
        in_entity_ = true;
        if (sub_entity_) return;
        entity_ = {};
        entity_.type = type_number(type);
        insert_.clear();
        polyline_flags_ = 0;
        control_points_ = -1;
        columns_ = rows_ = 1;
        radius_ = start_angle_ = 0;
        end_angle_ = 360;
    }
}

void DxfScanner::end_object() {
    if (in_entity_) end_entity();
    if (section_ == DxfSection::objects && object_ == "GEODATA" && !scan_.geodata) {
        scan_.geodata = geodata_.finish();
        geodata_ = {};
    }
}

void DxfScanner::end_entity() {
    in_entity_ = false;
    if (sub_entity_) return;
    const bool in_plan = section_ == DxfSection::entities ? !entity_.paper : in_model_block_;
    if (section_ == DxfSection::blocks && !scan_.blocks.empty()) ++scan_.blocks.back().entities;
    if (!insert_.empty()) {
        ++inserts_anywhere_[insert_];
        scan_.largest_array = std::max(scan_.largest_array, std::max(columns_, 1.0) * std::max(rows_, 1.0));
        if (in_plan) ++scan_.inserts[insert_];
    }
    // Two forms that look like their type and are dropped by GDAL all the same.
    if ((polyline_flags_ & 16) != 0) entity_.type = type_number("POLYLINE (mesh)");
    if (control_points_ == 0) entity_.type = type_number("SPLINE (fit points only)");
    if (radius_ > 0 && radius_ < believable) {
        scan_.largest_radius = std::max(scan_.largest_radius, radius_);
        double sweep = std::fmod(end_angle_ - start_angle_, 360.0);
        if (sweep < 0) sweep += 360;
        if (object_ == "ARC" && std::abs(sweep - 90) <= 10 && scan_.quarter_arcs.size() < arcs_kept)
            scan_.quarter_arcs.push_back(radius_);
    }
    if (section_ == DxfSection::entities || in_model_block_) scan_.entities.push_back(entity_);
}

void DxfScanner::take_header(const DxfPair& pair) {
    if (pair.code == 9) {
        variable_ = without_trailing_blanks(pair.value);
        return;
    }
    const auto integer = [&] { return static_cast<int>(dxf_integer(pair.value)); };
    if (variable_ == "$ACADVER" && pair.code == 1 && pair.value.starts_with("AC"))
        scan_.version = static_cast<int>(dxf_integer(pair.value.substr(2)));
    else if (variable_ == "$DWGCODEPAGE" && pair.code == 3)
        scan_.code_page = without_trailing_blanks(pair.value);
    else if (variable_ == "$INSUNITS" && pair.code == 70)
        scan_.insunits = integer();
    else if (variable_ == "$MEASUREMENT" && pair.code == 70)
        scan_.measurement = integer();
    else if (variable_ == "$LUNITS" && pair.code == 70)
        scan_.lunits = integer();
}

void DxfScanner::take_layer(const DxfPair& pair) {
    DxfLayer& layer = scan_.layers.back();
    if (pair.code == 2) {
        layer.name = without_trailing_blanks(pair.value);
        note_encoding(layer.name);
    } else if (pair.code == 70) {
        const long flags = dxf_integer(pair.value);
        layer.frozen = (flags & 1) != 0;
        layer.locked = (flags & 4) != 0;
    } else if (pair.code == 62) {
        const long colour = dxf_integer(pair.value, 7);
        layer.off = colour < 0;
        layer.colour = static_cast<int>(std::clamp(std::labs(std::max(colour, -256L)), 0L, 256L));
    }
}

void DxfScanner::take_block(const DxfPair& pair) {
    DxfBlock& block = scan_.blocks.back();
    if (pair.code == 2) {
        block.name = without_trailing_blanks(pair.value);
        note_encoding(block.name);
        in_model_block_ = equal_ignoring_case(block.name, "*Model_Space") ||
                          equal_ignoring_case(block.name, "$MODEL_SPACE");
    } else if (pair.code == 70) {
        block.external = (dxf_integer(pair.value) & 12) != 0; // 4 external reference, 8 overlay
    } else if (pair.code == 1) {
        block.external_path = pair.value;
    }
}

void DxfScanner::take_entity(const DxfPair& pair) {
    if (pair.code == 1 || pair.code == 2 || pair.code == 3 || pair.code == 8) note_encoding(pair.value);
    if (sub_entity_) {
        if (pair.code == 10 || pair.code == 20) take_shape(pair);
        return;
    }
    switch (pair.code) {
    case 5:
        entity_.handle = whole_number_from<std::uint64_t>(pair.value, 16).value_or(0);
        break;
    case 8:
        entity_.layer = layers_.number(without_trailing_blanks(pair.value));
        break;
    case 2:
        if (object_ == "INSERT" && insert_.empty()) insert_ = without_trailing_blanks(pair.value);
        break;
    case 39:
        entity_.thickness = dxf_number(pair.value);
        break;
    case 43:
        if (object_ == "LWPOLYLINE") entity_.width = dxf_number(pair.value);
        break;
    case 70:
        if (object_ == "POLYLINE") polyline_flags_ = dxf_integer(pair.value);
        if (object_ == "INSERT") columns_ = dxf_number(pair.value, 1);
        break;
    case 71:
        if (object_ == "INSERT") rows_ = dxf_number(pair.value, 1);
        break;
    case 73:
        if (object_ == "SPLINE") control_points_ = dxf_integer(pair.value);
        break;
    case 60:
        entity_.invisible = dxf_integer(pair.value) == 1;
        break;
    case 67:
        entity_.paper = dxf_integer(pair.value) == 1;
        break;
    default:
        take_shape(pair);
        break;
    }
}

void DxfScanner::take_shape(const DxfPair& pair) {
    switch (pair.code) {
    case 10:
    case 20:
    case 11:
    case 21: {
        const double value = std::abs(dxf_number(pair.value));
        if (value < believable) scan_.largest_coordinate = std::max(scan_.largest_coordinate, value);
        break;
    }
    case 40:
        if (object_ == "ARC" || object_ == "CIRCLE") radius_ = dxf_number(pair.value);
        break;
    case 50:
        if (object_ == "ARC") start_angle_ = dxf_number(pair.value);
        break;
    case 51:
        if (object_ == "ARC") end_angle_ = dxf_number(pair.value);
        break;
    default:
        break;
    }
}

void DxfScanner::find_missing_blocks() {
    std::unordered_map<std::string, bool> defined;
    for (const DxfBlock& block : scan_.blocks)
        defined[block.name] = true;
    for (const auto& [name, count] : inserts_anywhere_)
        if (!defined.contains(name)) scan_.missing_blocks[name] = count;
}

// AutoCAD 2007 and later write UTF-8 whatever the code page says; other programs write UTF-8 into older
// versions. What the bytes are decides, the header only where they leave it open.
void DxfScanner::decode_names() {
    const std::string declared =
        scan_.version >= 1021 ? std::string("UTF-8") : encoding_of_code_page(scan_.code_page);
    scan_.encoding = declared;
    if (high_bytes_ && valid_utf8_) scan_.encoding = "UTF-8";
    if (high_bytes_ && !valid_utf8_ && declared == "UTF-8")
        scan_.encoding = encoding_of_code_page(scan_.code_page);
    scan_.encoding_differs = scan_.encoding != declared;
    const auto decode = [&](std::string& name) { name = without_dxf_escapes(to_utf8(name, scan_.encoding)); };
    const auto decode_keys = [&](std::map<std::string, std::size_t>& counts) {
        std::map<std::string, std::size_t> decoded;
        for (const auto& [name, count] : counts)
            decoded[without_dxf_escapes(to_utf8(name, scan_.encoding))] += count;
        counts = std::move(decoded);
    };
    for (DxfLayer& layer : scan_.layers)
        decode(layer.name);
    for (std::string& name : scan_.layer_names)
        decode(name);
    for (DxfBlock& block : scan_.blocks) {
        decode(block.name);
        decode(block.external_path);
    }
    decode_keys(scan_.inserts);
    decode_keys(scan_.missing_blocks);
}

DxfScan DxfScanner::finish(std::size_t lines) {
    scan_.lines = lines;
    if (!scan_.complete && section_ != DxfSection::none)
        throw Error(ErrorCode::refused,
                    "the drawing ends in the middle of its section " + std::string(section_name()) +
                        " (line " + std::to_string(lines) + ")",
                    "the file was cut short: copy or export it again");
    if (!saw_entities_)
        throw Error(ErrorCode::refused, "the drawing has no section ENTITIES, so nothing is drawn in it",
                    scan_.complete ? "export it again" : "the file was cut short: copy or export it again");
    scan_.layer_names = std::move(layers_.names());
    scan_.types = std::move(types_.names());
    find_missing_blocks();
    decode_names();
    return std::move(scan_);
}

} // namespace prospect::io
