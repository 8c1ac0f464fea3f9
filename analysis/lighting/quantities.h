// What is measured of the light at a place: names, units, formulas.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/lighting/light.h"

#include <span>

namespace prospect::lighting {

struct Quantity {
    std::string name; // "esc_n"
    std::string label;
    std::string meaning;
    std::string plane;      // what the light falls on
    bool on_ground = false; // at height_m; else at face_height_m
    double (*of)(const Light& light) = nullptr;
};

// In the order of contract §4: eh, ehs, ecyl, ev_n to ev_w, esc_n to esc_w, esc_min.
std::span<const Quantity> quantities();
const Quantity& quantity_named(const std::string& name);
// Of a field of lighting.illuminance with these settings: its plane and height, direct light alone, and the
// maintenance factors of the table luminaires.
engine::LightConvention light_convention(const std::string& field, const engine::Settings& settings,
                                         const engine::AnalysisResult& result);
// As fields of a map, in lux.
std::vector<engine::FieldInfo> quantity_fields();

} // namespace prospect::lighting
