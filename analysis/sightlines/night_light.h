// How well people are recognised by night, by place: what guardianship needs of the light.
#pragma once

#include "analysis/engine/context.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace prospect::sightlines {

// The map of lighting.recognition of the same request, at its hour of the night. Immutable.
class NightLight {
public:
    // Nothing is known, because of this.
    explicit NightLight(std::string why_not) : why_not_(std::move(why_not)) {}
    explicit NightLight(engine::RunPtr recognition) : run_(std::move(recognition)) {}

    bool known() const { return run_ != nullptr; }
    const std::string& why_not() const { return why_not_; }
    // Metres from which a face there is recognised, of the cell there; absent: not known.
    std::optional<double> recognised_m(Point p) const;
    // Of what the light rests on; one warning where it is not known.
    std::vector<engine::Note> notes() const;
    bool partial() const { return run_ && run_->result.partial; } // some lamps are left out

private:
    engine::RunPtr run_;
    std::string why_not_;
};

// Requires lighting.recognition, which must be among the needs. Not known where the plan has no lamps or none
// gives light. face_height_m: above the ground. esc_file: of lighting.recognition, in place of the lamps;
// empty for none. Throws Error(refused) when it is given and cannot be used.
NightLight night_light(const engine::Context& context, double cell_m, double face_height_m,
                       const std::filesystem::path& esc_file);

} // namespace prospect::sightlines
