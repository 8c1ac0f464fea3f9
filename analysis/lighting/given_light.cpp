#include "analysis/lighting/given_light.h"

#include "geometry/base/error.h"
#include "geometry/io/export.h"

#include <cmath>

namespace prospect::lighting {

namespace {

using engine::Note;

// Two programs' faces are as high up for all that light can tell.
constexpr double same_height_m = 0.05;

const char* name_of(GivenQuantity what) {
    return what == GivenQuantity::ground ? "eh" : "esc_min";
}

// Within a sentence.
const char* meaning_of(GivenQuantity what) {
    return what == GivenQuantity::ground
               ? "the horizontal light on the ground (eh)"
               : "the semicylindrical light on faces (esc, the least of four directions)";
}

std::string metres(double height_m) {
    return as_text(Value(height_m)) + " m";
}

void check_quantity(const io::LightGrid& light, GivenQuantity what) {
    const std::string& said = light.facts.quantity;
    if (said.empty() || light.field.name == name_of(what)) return;
    throw Error(ErrorCode::refused, light.file + " holds \"" + said + "\", asked for is " + meaning_of(what),
                "give a grid of that quantity, or mend what the file says of itself");
}

} // namespace

GivenLight::GivenLight(const std::filesystem::path& file, GivenQuantity what, const Frame& frame)
    : frame_(frame), what_(what), light_(io::read_light_grid(file)) {
    check_quantity(light_, what);
    io::require_same_system(light_.file, light_.facts.crs, frame);
}

std::string GivenLight::words() const {
    return light_.file + " (" + io::words_of(light_.facts) + ")";
}

Note GivenLight::source_note() const {
    return {Note::Level::info, "light_given",
            std::string("light ") + (what_ == GivenQuantity::ground ? "on the ground" : "on faces") +
                " is taken from " + words() + ", not worked out from the lamps of the plan"};
}

void GivenLight::report(double height_m, std::int64_t with_value, std::int64_t without,
                        const std::string& spots, std::vector<Note>& notes) const {
    if (with_value == 0)
        throw Error(ErrorCode::refused, light_.file + " has no value where the " + spots + " of the plan are",
                    "give a grid of this place in full coordinates of the plan's map grid");
    notes.push_back(source_note());
    const auto& said = light_.facts.height_m;
    if (said && std::abs(*said - height_m) > same_height_m)
        notes.push_back({Note::Level::warning, "light_given_height",
                         light_.file + " gives light at " + metres(*said) + ", asked for is " +
                             metres(height_m) + " above the ground: it is taken as it is"});
    const std::string& crs = light_.facts.crs;
    if (crs.empty() || (crs == "local") != (frame_.crs == "local"))
        notes.push_back({Note::Level::info, "light_given_crs",
                         light_.file + " does not say that it is in the plan's map grid: that is taken"});
    if (light_.columns_not_used > 0)
        notes.push_back(
            {Note::Level::info, "light_given_columns",
             std::to_string(light_.columns_not_used) + " more columns of " + light_.file + " are not used"});
    if (without > 0)
        notes.push_back({Note::Level::warning, "light_given_gaps",
                         std::to_string(without) + " of " + std::to_string(with_value + without) + " " +
                             spots + " lie outside " + light_.file +
                             " or where it has no value: their light is not known and left empty"});
}

void note_unused_maintenance(std::optional<double> maintenance, std::vector<Note>& notes) {
    if (!maintenance) return;
    notes.push_back({Note::Level::warning, "maintenance_not_used",
                     "the maintenance factor " + as_text(Value(*maintenance)) +
                         " changes nothing: the light is given, with what was lost in use or without it"});
}

std::optional<GivenLight> given_light(const std::filesystem::path& file, GivenQuantity what,
                                      const Frame& frame) {
    if (file.empty()) return std::nullopt;
    return GivenLight(file, what, frame);
}

engine::ParameterInfo eh_file_parameter() {
    return {.name = "eh_file",
            .label = "Light on the ground from a file",
            .help = "Grid of horizontal lux on the ground from another program (CSV x,y,value or GeoTIFF), "
                    "taken in place of the plan's lamps.",
            .advanced = true};
}

engine::ParameterInfo esc_file_parameter() {
    return {.name = "esc_file",
            .label = "Light on faces from a file",
            .help = "Grid of the least semicylindrical lux of four directions at the height of a face from "
                    "another program (CSV x,y,value or GeoTIFF), taken in place of the plan's lamps.",
            .advanced = true};
}

} // namespace prospect::lighting
