// Light that another program worked out, or somebody measured, in place of that of the plan's lamps.
#pragma once

#include "analysis/engine/analysis.h"
#include "geometry/io/light_grid.h"

#include <filesystem>
#include <optional>

namespace prospect::lighting {

enum class GivenQuantity : std::uint8_t {
    ground, // eh: horizontal, on the ground
    faces,  // esc_min: semicylindrical, the least of four directions, at the height of a face
};

class GivenLight {
public:
    // Throws Error(refused) as io::read_light_grid(), for a file of another quantity and for one in another
    // map grid than the plan's.
    GivenLight(const std::filesystem::path& file, GivenQuantity what, const Frame& frame);

    // Lux at a local place, as Field::sampled_at() has it between the cells of the file.
    std::optional<double> at(Point p) const { return light_.field.sampled_at(frame_.to_full(p)); }

    const io::LightGrid& light() const { return light_; }
    // "campus.tif (esc at 1.5 m, maintenance 0.80, 2026-05-01, DIALux evo 13)"; what is not said is said so.
    std::string words() const;

    // light_given: where the light is from.
    engine::Note source_note() const;
    // What the reader of a result must know: the source, light_given_height where the file
    // is of another height than asked for, light_given_crs, light_given_columns, light_given_gaps with how
    // many of the spots have no value. Throws Error(refused) where none has one. spots: what they are, in the
    // plural.
    void report(double height_m, std::int64_t with_value, std::int64_t without, const std::string& spots,
                std::vector<engine::Note>& notes) const;

private:
    Frame frame_;
    GivenQuantity what_;
    io::LightGrid light_;
};

// Absent for no file.
std::optional<GivenLight> given_light(const std::filesystem::path& file, GivenQuantity what,
                                      const Frame& frame);

engine::ParameterInfo eh_file_parameter();
engine::ParameterInfo esc_file_parameter();

// Says that a maintenance factor that was asked for changes nothing, where no light is worked out.
void note_unused_maintenance(std::optional<double> maintenance, std::vector<engine::Note>& notes);

} // namespace prospect::lighting
