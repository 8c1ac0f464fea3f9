#include "geometry/io/dxf_scan.h"

#include "geometry/io/dxf_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <unordered_map>

namespace prospect::io {

namespace {

const std::string export_advice =
    "save it as an ASCII DXF (2007 or later) in the drawing program and import that";
// Coordinates beyond this are damage, not drawing.
constexpr double believable = 1e15;
constexpr std::size_t arcs_kept = 10000;

std::string dwg_version(std::string_view tag) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> versions{
        {{"AC1009", "AutoCAD R12"},
         {"AC1012", "AutoCAD R13"},
         {"AC1014", "AutoCAD R14"},
         {"AC1015", "AutoCAD 2000"},
         {"AC1018", "AutoCAD 2004"},
         {"AC1021", "AutoCAD 2007"},
         {"AC1024", "AutoCAD 2010"},
         {"AC1027", "AutoCAD 2013"},
         {"AC1032", "AutoCAD 2018"}}};
    for (const auto& [name, product] : versions)
        if (tag == name) return std::string(product);
    return std::string(tag);
}

std::string printable(std::string_view bytes) {
    std::string text;
    for (const char c : bytes.substr(0, 20))
        text += c >= 0x20 && c < 0x7F ? c : '?';
    return text;
}

std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// Numbers for names, in order of first use.
class Names {
public:
    std::uint32_t number(std::string_view name) {
        if (last_ < names_.size() && names_[last_] == name) return last_;
        const auto [found, added] =
            numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
        if (added) names_.emplace_back(name);
        return last_ = found->second;
    }
    std::vector<std::string>& names() { return names_; }

private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::uint32_t last_ = 0;
};

enum class Section { none, header, tables, blocks, entities, objects, other };

// Follows the sections of a file pair by pair and fills a DxfScan.
class Scanner {
public:
    // An entity that names no layer is on layer 0.
    Scanner() { layers_.number("0"); }
    void take(const DxfPair& pair);
    // The scan, names decoded. Throws Error(refused) when the file ended in the middle.
    DxfScan finish(std::size_t lines);
    bool ended() const { return scan_.complete; }
    const char* section_name() const;

private:
    void start_object(std::string_view type);
    void end_object();
    void take_header(const DxfPair& pair);
    void take_layer(const DxfPair& pair);
    void take_block(const DxfPair& pair);
    void take_entity(const DxfPair& pair);
    void take_shape(const DxfPair& pair);
    void note_encoding(std::string_view text);
    void end_entity();
    std::uint16_t type_number(std::string_view type) {
        return static_cast<std::uint16_t>(std::min<std::uint32_t>(types_.number(type), 0xFFFF));
    }
    void decode_names();
    void find_missing_blocks();

    DxfScan scan_;
    Names layers_;
    Names types_;
    Section section_ = Section::none;
    bool section_starts_ = false;
    bool saw_entities_ = false;
    std::string object_;   // type of the object being read
    std::string variable_; // header variable being read
    DxfEntity entity_;
    bool in_entity_ = false;
    bool sub_entity_ = false; // a vertex, attribute or end of sequence
    std::string insert_;
    long polyline_flags_ = 0;
    long control_points_ = -1;
    double radius_ = 0;
    double start_angle_ = 0;
    double end_angle_ = 0;
    bool in_model_block_ = false;
    std::map<std::string, std::size_t> inserts_anywhere_;
    DxfGeoDataReader geodata_;
    bool high_bytes_ = false;
    bool valid_utf8_ = true;
};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

const char* Scanner::section_name() const {
    switch (section_) {
    case Section::header:
        return "HEADER";
    case Section::tables:
        return "TABLES";
    case Section::blocks:
        return "BLOCKS";
    case Section::entities:
        return "ENTITIES";
    case Section::objects:
        return "OBJECTS";
    default:
        return "";
    }
}

void Scanner::note_encoding(std::string_view text) {
    bool high = false;
    for (const char c : text)
        high = high || static_cast<unsigned char>(c) >= 0x80;
    if (!high) return;
    high_bytes_ = true;
    valid_utf8_ = valid_utf8_ && is_utf8(text);
}

void Scanner::take(const DxfPair& pair) {
    if (pair.code == 999) return; // a comment
    if (pair.code == 0) {
        end_object();
        start_object(without_trailing_blanks(pair.value));
        return;
    }
    if (section_starts_ && pair.code == 2) {
        static const std::map<std::string_view, Section> sections{{"HEADER", Section::header},
                                                                  {"TABLES", Section::tables},
                                                                  {"BLOCKS", Section::blocks},
                                                                  {"ENTITIES", Section::entities},
                                                                  {"OBJECTS", Section::objects}};
        const auto found = sections.find(without_trailing_blanks(pair.value));
        section_ = found == sections.end() ? Section::other : found->second;
        saw_entities_ = saw_entities_ || section_ == Section::entities;
        section_starts_ = false;
        return;
    }
    switch (section_) {
    case Section::header:
        take_header(pair);
        break;
    case Section::tables:
        if (object_ == "LAYER") take_layer(pair);
        break;
    case Section::blocks:
        if (object_ == "BLOCK")
            take_block(pair);
        else if (in_entity_)
            take_entity(pair);
        break;
    case Section::entities:
        if (in_entity_) take_entity(pair);
        break;
    case Section::objects:
        if (object_ == "GEODATA") geodata_.add(pair);
        break;
    default:
        break;
    }
}

void Scanner::start_object(std::string_view type) {
    object_ = type;
    if (type == "SECTION") {
        section_starts_ = true;
        section_ = Section::none;
    } else if (type == "ENDSEC") {
        section_ = Section::none;
    } else if (type == "EOF") {
        // A file cut inside a section and closed by hand has no ENDSEC: still its end.
        scan_.complete = true;
    } else if (section_ == Section::tables && type == "LAYER") {
        scan_.layers.emplace_back();
    } else if (section_ == Section::blocks && type == "BLOCK") {
        scan_.blocks.emplace_back();
        in_model_block_ = false;
    } else if (section_ == Section::entities || (section_ == Section::blocks && type != "ENDBLK")) {
        sub_entity_ = type == "VERTEX" || type == "ATTRIB" || type == "SEQEND";
        in_entity_ = true;
        if (sub_entity_) return;
        entity_ = {};
        entity_.type = type_number(type);
        insert_.clear();
        polyline_flags_ = 0;
        control_points_ = -1;
        radius_ = start_angle_ = 0;
        end_angle_ = 360;
    }
}

void Scanner::end_object() {
    if (in_entity_) end_entity();
    if (section_ == Section::objects && object_ == "GEODATA" && !scan_.geodata) {
        scan_.geodata = geodata_.finish();
        geodata_ = {};
    }
}

void Scanner::end_entity() {
    in_entity_ = false;
    if (sub_entity_) return;
    const bool in_plan = section_ == Section::entities ? !entity_.paper : in_model_block_;
    if (section_ == Section::blocks && !scan_.blocks.empty()) ++scan_.blocks.back().entities;
    if (!insert_.empty()) {
        ++inserts_anywhere_[insert_];
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
    if (section_ == Section::entities || in_model_block_) scan_.entities.push_back(entity_);
}

void Scanner::take_header(const DxfPair& pair) {
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

void Scanner::take_layer(const DxfPair& pair) {
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

void Scanner::take_block(const DxfPair& pair) {
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

void Scanner::take_entity(const DxfPair& pair) {
    if (pair.code == 1 || pair.code == 2 || pair.code == 3 || pair.code == 8) note_encoding(pair.value);
    if (sub_entity_) {
        if (pair.code == 10 || pair.code == 20) take_shape(pair);
        return;
    }
    switch (pair.code) {
    case 5: {
        const std::string_view digits = pair.value;
        std::uint64_t handle = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), handle, 16);
        entity_.handle = handle;
        break;
    }
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

void Scanner::take_shape(const DxfPair& pair) {
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

void Scanner::find_missing_blocks() {
    std::unordered_map<std::string, bool> defined;
    for (const DxfBlock& block : scan_.blocks)
        defined[block.name] = true;
    for (const auto& [name, count] : inserts_anywhere_)
        if (!defined.contains(name)) scan_.missing_blocks[name] = count;
}

// AutoCAD 2007 and later write UTF-8 whatever the code page says; other programs write UTF-8 into older
// versions. What the bytes are decides, the header only where they leave it open.
void Scanner::decode_names() {
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

DxfScan Scanner::finish(std::size_t lines) {
    scan_.lines = lines;
    if (!scan_.complete && section_ != Section::none)
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

} // namespace

const DxfLayer* DxfScan::layer(std::string_view name) const {
    for (const DxfLayer& layer : layers)
        if (layer.name == name) return &layer;
    return nullptr;
}

const DxfBlock* DxfScan::block(std::string_view name) const {
    for (const DxfBlock& block : blocks)
        if (block.name == name) return &block;
    return nullptr;
}

std::map<std::string, std::size_t> DxfScan::counts(bool paper) const {
    std::map<std::string, std::size_t> result;
    for (const DxfEntity& entity : entities)
        if (entity.paper == paper) ++result[entity.type < types.size() ? types[entity.type] : "?"];
    return result;
}

void refuse_unless_dxf(std::string_view head) {
    const auto refuse = [](const std::string& message, const std::string& advice) {
        throw Error(ErrorCode::refused, message, advice);
    };
    if (head.empty()) refuse("the file is empty", "copy or export the drawing again");
    if (head.starts_with("AutoCAD Binary DXF"))
        refuse("this is a binary DXF, and only ASCII DXF can be read", export_advice);
    if (head.size() >= 6 && head.starts_with("AC1"))
        refuse("this is a DWG drawing (" + dwg_version(head.substr(0, 6)) +
                   "), a closed format that cannot be read",
               export_advice);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        refuse("this text is UTF-16, and a DXF is plain ASCII or UTF-8", export_advice);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const std::size_t begin = head.find_first_not_of(" \t\r\n");
    const std::string_view text = begin == std::string_view::npos ? std::string_view() : head.substr(begin);
    const bool code = text.starts_with("0\r") || text.starts_with("0\n") || text.starts_with("999\r") ||
                      text.starts_with("999\n");
    if (!code || text.find('\0') != std::string_view::npos)
        refuse("this is no DXF: it begins with \"" + printable(text) + "\"", export_advice);
}

DxfScan scan_dxf(std::istream& stream, const Progress& progress) {
    std::array<char, 256> head{};
    stream.read(head.data(), head.size());
    refuse_unless_dxf({head.data(), static_cast<std::size_t>(stream.gcount())});
    stream.clear();
    stream.seekg(0);

    DxfPairReader reader(stream);
    Scanner scanner;
    DxfPair pair;
    std::size_t count = 0;
    while (!scanner.ended() && reader.next(pair)) {
        scanner.take(pair);
        if ((++count & 0xFFFFU) == 0) progress.checkpoint();
    }
    if (!scanner.ended() && !reader.bad_code().empty())
        throw Error(ErrorCode::refused,
                    "line " + std::to_string(reader.line()) + " should be a group code and is \"" +
                        printable(reader.bad_code()) + "\"",
                    "the file is damaged: export the drawing again");
    return scanner.finish(reader.line());
}

DxfScan scan_dxf(const std::filesystem::path& file, const Progress& progress) {
    std::error_code failed;
    if (std::filesystem::is_directory(file, failed))
        throw Error(ErrorCode::refused, "this is a folder, not a drawing", "name the .dxf file in it");
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error(ErrorCode::refused, "the file cannot be opened", "check that it exists and may be read");
    return scan_dxf(stream, progress);
}

} // namespace prospect::io
