// The state of a scan: follows the sections of a DXF pair by pair. Used by dxf_scan.cpp alone.
#pragma once

#include "geometry/io/dxf_scan.h"

#include <unordered_map>

namespace prospect::io {

// Numbers for names, in order of first use.
class DxfNames {
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

enum class DxfSection { none, header, tables, blocks, entities, objects, other };

// Follows the sections of a file pair by pair and fills a DxfScan.
class DxfScanner {
public:
    // An entity that names no layer is on layer 0.
    DxfScanner() { layers_.number("0"); }
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
    DxfNames layers_;
    DxfNames types_;
    DxfSection section_ = DxfSection::none;
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
    double columns_ = 1;
    double rows_ = 1;
    double radius_ = 0;
    double start_angle_ = 0;
    double end_angle_ = 0;
    bool in_model_block_ = false;
    std::map<std::string, std::size_t> inserts_anywhere_;
    DxfGeoDataReader geodata_;
    bool high_bytes_ = false;
    bool valid_utf8_ = true;
};

} // namespace prospect::io
