#include "analysis/assessment/camera_rules.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/assessment/shared.h"
#include "analysis/lighting/crown_loss.h"
#include "analysis/scene/planting.h"
#include "analysis/sightlines/camera_field.h"
#include "analysis/sightlines/camera_tally.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace prospect::assessment {

namespace {

using sightlines::Edition;
using sightlines::PlacedCamera;

Box box_of(const PlacedCamera& camera, double reach_m) {
    return Box{camera.place.x, camera.place.y, camera.place.x, camera.place.y}.grown(reach_m);
}

// Cameras within the study area that can look, of the plan as it is.
std::vector<const PlacedCamera*> scored(const MetricInput& input, const sightlines::PlacedCameras& placed) {
    std::vector<const PlacedCamera*> found;
    for (const PlacedCamera& camera : placed.cameras)
        if (input.facts.study().contains(camera.place)) found.push_back(&camera);
    return found;
}

// How far from a camera what is changed may matter to it.
double farthest_m(const PlacedCamera& camera, double pixels_per_m) {
    const double reach = sightlines::reach_m(camera.lens, pixels_per_m);
    return camera.range_m > 0 ? std::min(reach, camera.range_m) : reach;
}

// A default of what makes the picture makes what holds no pass.
Grounds picture_grounds(const PlacedCamera& camera) {
    Grounds grounds;
    grounds.thing(Role::camera, *camera.feature);
    for (const char* attribute : {"hfov_deg", "h_pixels", "v_pixels", "height_m"})
        grounds.measured(Role::camera, *camera.feature, attribute);
    if (camera.azimuth_deg) {
        grounds.number(Role::camera, *camera.feature, "azimuth_deg");
        grounds.measured(Role::camera, *camera.feature, "tilt_deg");
    } else if (camera.lens.hfov_deg < 360) {
        grounds.stands_in(Role::camera, *camera.feature, "azimuth_deg", "all round");
    }
    return grounds;
}

Measurement measure_hidden(const MetricInput& input, const PlacedCamera& camera,
                           const sightlines::CameraField& field) {
    Measurement measurement{.subject = {camera.feature->id}, .at = camera.place};
    measurement.value = 100 * field.planting_share();
    measurement.grounds = picture_grounds(camera);
    if (!camera.azimuth_deg && camera.lens.hfov_deg < 360)
        measurement.doubt = {
            "it holds only if the camera, whose direction is not given, shows all the ground "
            "around it",
            "camera"};
    Hiders hiders;
    for (const auto& [thing, cells] : field.hidden_by)
        hiders[thing] += static_cast<std::size_t>(cells);
    const double hidden_m2 = static_cast<double>(field.hidden_by_planting) * field.cell_m * field.cell_m;
    measurement.text = "Planting hides " + rounded_text(measurement.value) + " % of the ground " +
                       input.facts.called(Role::camera, *camera.feature) + " would show without it";
    if (!hiders.empty())
        measurement.text += " (" + rounded_text(hidden_m2) + " m2): " + hiders_text(input.facts, hiders);
    measurement.evidence.push_back({"camera", camera.feature->id, {}});
    if (hiders.empty()) return measurement;
    measurement.evidence.push_back({"middle of what is hidden", {}, Geometry::make_point(field.worst)});
    add_hiders(input.facts, hiders, "hides ground from the camera", measurement);
    measurement.proposals = open_what_hides(input.facts, hiders);
    return measurement;
}

Measurement measure_lamp(const MetricInput& input, const lighting::Luminaire& lamp,
                         const lighting::CrownLoss& loss) {
    constexpr double finest = 1000; // shares as whole numbers
    Measurement measurement{.subject = {lamp.feature->id}, .at = label_point(lamp.feature->geometry)};
    measurement.value = 100 * loss.all;
    measurement.grounds.thing(Role::luminaire, *lamp.feature);
    measurement.grounds.measured(Role::luminaire, *lamp.feature, "height_m");
    if (lamp.bundled)
        measurement.grounds.stands_in(Role::luminaire, *lamp.feature, "light data", lamp.photometry_name);
    Hiders hiders;
    for (const auto& [tree, share] : loss.by_tree)
        if (share * finest >= 1) hiders[tree] += static_cast<std::size_t>(std::lround(share * finest));
    measurement.text = "Crowns of trees take " + rounded_text(measurement.value) + " % of the light that " +
                       input.facts.called(Role::luminaire, *lamp.feature) + " sends down";
    measurement.evidence.push_back({"lamp", lamp.feature->id, {}});
    if (hiders.empty()) return measurement;
    measurement.text += ": " + hiders_text(input.facts, hiders);
    add_hiders(input.facts, hiders, "stands in the light of the lamp", measurement);
    measurement.proposals = open_what_hides(input.facts, hiders);
    return measurement;
}

Gap lamps_gap(const Facts& facts, const std::string& text, const std::vector<Uuid>& lamps) {
    Gap gap{.text = text, .lacks = "lamp", .subjects = lamps.size(), .features = lamps};
    if (const auto first = facts.find(lamps.front())) gap.at = label_point(first->geometry);
    return gap;
}

// Whether a change on trial may alter what cameras and lamps shine and look past.
bool changes_sight(const MetricInput& input) {
    const auto roles = {Role::building, Role::barrier, Role::planting,
                        Role::tree,     Role::opening, Role::camera};
    return std::any_of(roles.begin(), roles.end(), [&](Role role) { return input.shared.may_change(role); });
}

Measured lamps_in_crowns(const MetricInput& input) {
    Measured measured;
    std::set<Uuid> scored;
    // Crowns take of its light; nothing else is looked at.
    const bool only_lamps = !input.shared.may_change(Role::tree);
    for (const FeaturePtr& lamp : input.facts.scored(Role::luminaire)) {
        // Of other lamps a lamp takes no light.
        if (input.reaches(lamp->geometry.box().grown(only_lamps ? 0 : lighting::crown_reach_m)))
            scored.insert(lamp->id);
        else
            measured.untouched.push_back(lamp->id);
    }
    if (scored.empty()) return measured;
    const auto opaque = input.shared.opaque();
    const auto crowns = lighting::standing_crowns(input.facts.scene(), *opaque);
    const lighting::Luminaires found = lighting::luminaires_in(
        input.facts.scene(), *opaque, std::nullopt, engine::in_band(input.context.time(), DayBand::night));
    std::vector<const lighting::Luminaire*> lamps;
    for (const lighting::Luminaire& lamp : found.lit)
        if (scored.erase(lamp.feature->id) > 0) lamps.push_back(&lamp);
    std::vector<lighting::CrownLoss> losses(lamps.size());
    input.context.workers().for_blocks(
        static_cast<std::int64_t>(lamps.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                losses[i] = lighting::crown_loss(*lamps[i], crowns);
        });
    for (std::size_t i = 0; i < lamps.size(); ++i)
        measured.subjects.push_back(measure_lamp(input, *lamps[i], losses[i]));
    if (!input.changed.empty()) return measured;
    std::vector<Uuid> broken;
    for (const scene::Note& note : found.left_out)
        if (scored.erase(note.feature) > 0) broken.push_back(note.feature);
    if (!broken.empty())
        measured.gaps.push_back(lamps_gap(input.facts, "the lamp gives no light as it is described", broken));
    if (!scored.empty())
        measured.gaps.push_back(
            lamps_gap(input.facts, "the lamp is off by night", {scored.begin(), scored.end()}));
    return measured;
}

// The same for any cameras: from an earlier check where only those have changed since.
Measured kept_lamps(const MetricInput& input) {
    static constexpr std::array reads{Role::luminaire, Role::tree,     Role::building,
                                      Role::barrier,   Role::planting, Role::opening};
    std::string how = input.only_values ? "values" : "all";
    if (input.shared.may_change(Role::tree)) how += " trees";
    for (const Box& box : input.changed)
        for (const double side : {box.xmin, box.ymin, box.xmax, box.ymax})
            how += " " + as_text(Value(side));
    const std::string key = input.shared.keys().of("lamps in crowns", reads, input.criterion, how);
    if (const auto kept = input.shared.parts().find<Measured>(key)) return *kept;
    const auto made = std::make_shared<const Measured>(lamps_in_crowns(input));
    input.shared.parts().put<Measured>(key, made, bytes_of(*made));
    return *made;
}

} // namespace

Edition edition_of(const Criterion& criterion) {
    return criterion.setting("edition") == 2014 ? Edition::y2014 : Edition::y2025;
}

bool cameras_untouched(const MetricInput& input, const std::function<double(const PlacedCamera&)>& reach_m) {
    const sightlines::PlacedCameras* before = input.shared.cameras_before();
    if (before == nullptr || input.changed.empty() || input.shared.may_change(Role::camera) ||
        input.shared.may_change(Role::target))
        return false;
    return std::none_of(before->cameras.begin(), before->cameras.end(), [&](const PlacedCamera& camera) {
        return input.reaches(box_of(camera, reach_m(camera)));
    });
}

Measured camera_hidden(const MetricInput& input) {
    Measured measured = kept_lamps(input);
    const bool untouched = cameras_untouched(input, [&](const PlacedCamera& camera) {
        return farthest_m(camera, sightlines::asked_detail(camera, edition_of(input.criterion)).pixels_per_m);
    });
    if (untouched || !changes_sight(input)) {
        measured.also_untouched = [&facts = input.facts](std::span<const Uuid> subject) {
            const FeaturePtr thing = subject.empty() ? nullptr : facts.find(subject.front());
            return thing && facts.site().layer_of(thing->id)->role == Role::camera;
        };
        return measured;
    }
    const sightlines::PlacedCameras* placed = input.shared.cameras();
    if (placed == nullptr) {
        measured.gaps.push_back({.text = input.shared.why_no_cameras(), .lacks = "camera"});
        return measured;
    }
    const Edition edition = edition_of(input.criterion);
    const auto space = input.context.space();
    const auto planting = scene::planting_of(input.facts.scene());
    Gap nothing{.text = "the camera shows no ground with the detail asked of it", .lacks = "camera"};
    for (const PlacedCamera* camera : scored(input, *placed)) {
        const double asked = sightlines::asked_detail(*camera, edition).pixels_per_m;
        if (!input.reaches(box_of(*camera, farthest_m(*camera, asked)))) {
            measured.untouched.push_back(camera->feature->id);
            continue;
        }
        const sightlines::CameraField field =
            sightlines::camera_field(input.context, *space, input.facts.zones(), planting, *camera,
                                     {.cell_m = input.criterion.setting("cell_m"),
                                      .target_height_m = input.criterion.setting("target_height_m"),
                                      .pixels_per_m = asked,
                                      .counted = &input.facts.study()});
        if (field.shown + field.hidden_by_planting == 0) {
            ++nothing.subjects;
            nothing.features.push_back(camera->feature->id);
            nothing.at = nothing.at.value_or(camera->place);
            continue;
        }
        if (field.cell_m > input.criterion.setting("cell_m"))
            measured.notes.push_back(
                coarse_note("camera_coarse",
                            "what planting hides from " + input.facts.called(Role::camera, *camera->feature),
                            field.cell_m, input.criterion.setting("cell_m"), "it shows ground so far away",
                            "give it the range it is meant for (range_m)"));
        measured.subjects.push_back(measure_hidden(input, *camera, field));
    }
    if (nothing.subjects > 0) measured.gaps.push_back(std::move(nothing));
    return measured;
}

} // namespace prospect::assessment
