#include "analysis/assessment/camera_rules.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/planting.h"
#include "analysis/sightlines/camera_field.h"
#include "analysis/sightlines/camera_tally.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prospect::assessment {

namespace {

using sightlines::AskedDetail;
using sightlines::Edition;
using sightlines::PlacedCamera;

Edition edition_of(const Criterion& criterion) {
    return criterion.setting("edition") == 2014 ? Edition::y2014 : Edition::y2025;
}

Box box_of(const PlacedCamera& camera, double reach_m) {
    return Box{camera.place.x, camera.place.y, camera.place.x, camera.place.y}.grown(reach_m);
}

// Numbers that make a picture what it is; a default of one of them makes what holds no pass.
Grounds lens_grounds(const Feature& camera) {
    Grounds grounds;
    grounds.thing(Role::camera, camera);
    grounds.measured(Role::camera, camera, "h_pixels");
    grounds.measured(Role::camera, camera, "hfov_deg");
    grounds.number(Role::camera, camera, "height_m");
    return grounds;
}

// Something a camera has to show.
struct Task {
    FeaturePtr target; // null: a person at the range of the camera
    double slant_m = 0;
    bool hidden = false;
    std::vector<Uuid> hiders;

    double pixels(const PlacedCamera& camera) const {
        return hidden ? 0 : sightlines::pixels_per_m(camera.lens, slant_m);
    }
};

std::vector<Uuid> between(const MetricInput& input, const scene::Space& space, Point3 eye, Point3 place) {
    std::vector<Uuid> found;
    if (const auto hit = space.rays().first_hit({eye, place}))
        if (const Uuid thing = space.feature_of(hit->thing); input.facts.find(thing)) found.push_back(thing);
    return found;
}

// The targets of the plan, each given to the camera that shows it largest, else to the one in whose picture
// it would be largest.
std::map<std::size_t, std::vector<Task>> tasks_of(const MetricInput& input,
                                                  const std::vector<const PlacedCamera*>& asked) {
    const auto space = input.context.space();
    std::map<std::size_t, std::vector<Task>> tasks;
    for (const FeaturePtr& target : input.facts.of(Role::target)) {
        const Point at = label_point(target->geometry);
        const Point3 place{at.x, at.y,
                           space->ground_at(at) + number_of(Role::target, *target, "height_m").value};
        std::optional<std::size_t> best;
        Task task;
        for (std::size_t c = 0; c < asked.size(); ++c) {
            if (!asked[c]->has_in_frame(place)) continue;
            Task one{.target = target, .slant_m = asked[c]->slant_m(place)};
            one.hidden = space->rays().blocked({asked[c]->eye, place});
            const auto worth = [&](const Task& of, std::size_t camera) {
                return std::pair(!of.hidden, sightlines::pixels_per_m(asked[camera]->lens, of.slant_m));
            };
            if (best && worth(task, *best) >= worth(one, c)) continue;
            best = c;
            task = one;
        }
        if (!best) continue;
        if (task.hidden) task.hiders = between(input, *space, asked[*best]->eye, place);
        tasks[*best].push_back(std::move(task));
    }
    return tasks;
}

// Whole, but never as much as the mark it falls short of: 124.7 of 125 is "124.7".
std::string short_of(double value, double mark) {
    const bool rounds_up = value < mark && rounded_text(value) == rounded_text(mark);
    return rounds_up ? scene::metres_text(std::floor(10 * value) / 10) : rounded_text(value);
}

Proposal narrower(const MetricInput& input, const PlacedCamera& camera, double widest_deg) {
    const double degrees = std::floor(widest_deg);
    return {"Give " + input.facts.called(Role::camera, *camera.feature) + " a lens of " +
                rounded_text(degrees) + " degrees",
            change_of("Narrow the lens", camera.feature->id, "hfov_deg", degrees)};
}

Measurement measure_detail(const MetricInput& input, const PlacedCamera& camera, const AskedDetail& asked,
                           const Task& task) {
    const Facts& facts = input.facts;
    Measurement measurement{.subject = {camera.feature->id}, .at = camera.place};
    measurement.grounds = lens_grounds(*camera.feature).word(Role::camera, *camera.feature, "level");
    const double pixels = task.pixels(camera);
    measurement.value = 100 * pixels / asked.pixels_per_m;
    const std::string where = task.target ? facts.called(Role::target, *task.target)
                                          : std::string("a person at the end of its range");
    const std::string asks = "\"" + camera.level + "\" asks for " + rounded_text(asked.pixels_per_m);
    const std::string source = " (EN 62676-4:" + std::string(sightlines::name_of(asked.edition)) + ")";
    measurement.says_demand = input.criterion.threshold == 100;
    measurement.evidence.push_back({"camera", camera.feature->id, {}});
    if (task.target) {
        measurement.grounds.thing(Role::target, *task.target);
        const Point at = label_point(task.target->geometry);
        measurement.evidence.push_back({"what it has to show", task.target->id, {}});
        measurement.evidence.push_back({scene::metres_text(task.slant_m) + " m away",
                                        {},
                                        Geometry::make_line(std::vector<Point>{camera.place, at})});
    }
    if (task.hidden) {
        Hiders hiders;
        for (const Uuid& thing : task.hiders)
            ++hiders[thing];
        measurement.text = called_first(Role::camera, *camera.feature) + " does not show " + where;
        if (!hiders.empty()) measurement.text += ", which " + hiders_text(facts, hiders) + " hides";
        measurement.text += "; " + asks + " pixels on a metre" + source;
        add_hiders(facts, hiders, "hides it from the camera", measurement);
        measurement.proposals = open_what_hides(facts, hiders);
        return measurement;
    }
    measurement.text = called_first(Role::camera, *camera.feature) + " shows " + where + ", " +
                       rounded_text(task.slant_m) + " m away, with " + short_of(pixels, asked.pixels_per_m) +
                       " pixels on a metre where " + asks + ": " + short_of(measurement.value, 100) + " %" +
                       source;
    measurement.causes = {camera.feature->id};
    if (const double widest =
            sightlines::widest_hfov_deg(camera.lens.h_pixels, task.slant_m, asked.pixels_per_m);
        widest >= 1 && widest < camera.lens.hfov_deg)
        measurement.proposals.push_back(narrower(input, camera, widest));
    return measurement;
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

} // namespace

Measured camera_detail(const MetricInput& input) {
    Measured measured;
    const sightlines::PlacedCameras* placed = input.shared.cameras();
    if (placed == nullptr) {
        measured.gaps.push_back({.text = input.shared.why_no_cameras(), .lacks = "camera"});
        return measured;
    }
    std::vector<const PlacedCamera*> asked = scored(input, *placed);
    const Edition edition = edition_of(input.criterion);
    std::erase_if(asked, [&](const PlacedCamera* one) {
        return sightlines::asked_detail(*one, edition).level == nullptr;
    });
    if (asked.empty()) {
        measured.gaps.push_back(
            {.text = "no camera says which detail is asked of it (level)", .lacks = "camera"});
        return measured;
    }
    const auto tasks = tasks_of(input, asked);
    Gap untold{.text = "no target is in the picture of the camera and its range is not given",
               .lacks = "camera"};
    for (std::size_t c = 0; c < asked.size(); ++c) {
        const PlacedCamera& camera = *asked[c];
        const auto own = tasks.find(c);
        std::optional<Task> task;
        if (own != tasks.end())
            task =
                *std::min_element(own->second.begin(), own->second.end(), [&](const Task& a, const Task& b) {
                    return a.pixels(camera) < b.pixels(camera);
                });
        else if (camera.range_m > 0)
            task = Task{.target = nullptr, .slant_m = camera.range_m, .hidden = false, .hiders = {}};
        if (!task) {
            ++untold.subjects;
            untold.features.push_back(camera.feature->id);
            untold.at = untold.at.value_or(camera.place);
            continue;
        }
        measured.subjects.push_back(
            measure_detail(input, camera, sightlines::asked_detail(camera, edition), *task));
    }
    if (untold.subjects > 0) measured.gaps.push_back(std::move(untold));
    return measured;
}

Measured camera_hidden(const MetricInput& input) {
    Measured measured;
    if (const auto lamps = input.facts.scored(Role::luminaire); !lamps.empty() && input.changed.empty()) {
        Gap dark{.text = "how much of the light of the lamps planting takes is not worked out yet",
                 .subjects = lamps.size()};
        for (const FeaturePtr& lamp : lamps)
            dark.features.push_back(lamp->id);
        dark.at = label_point(lamps.front()->geometry);
        measured.gaps.push_back(std::move(dark));
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
                                      .pixels_per_m = asked});
        if (field.shown + field.hidden_by_planting == 0) {
            ++nothing.subjects;
            nothing.features.push_back(camera->feature->id);
            nothing.at = nothing.at.value_or(camera->place);
            continue;
        }
        Measurement measurement{.subject = {camera->feature->id}, .at = camera->place};
        measurement.value = 100 * field.planting_share();
        measurement.grounds.thing(Role::camera, *camera->feature)
            .number(Role::camera, *camera->feature, "hfov_deg");
        Hiders hiders;
        for (const auto& [thing, cells] : field.hidden_by)
            hiders[thing] += static_cast<std::size_t>(cells);
        const double hidden_m2 = static_cast<double>(field.hidden_by_planting) * field.cell_m * field.cell_m;
        measurement.text = "Planting hides " + rounded_text(measurement.value) + " % of the ground " +
                           input.facts.called(Role::camera, *camera->feature) + " would show without it";
        if (!hiders.empty())
            measurement.text += " (" + rounded_text(hidden_m2) + " m2): " + hiders_text(input.facts, hiders);
        measurement.evidence.push_back({"camera", camera->feature->id, {}});
        if (!hiders.empty()) {
            measurement.evidence.push_back(
                {"middle of what is hidden", {}, Geometry::make_point(field.worst)});
            add_hiders(input.facts, hiders, "hides ground from the camera", measurement);
            measurement.proposals = open_what_hides(input.facts, hiders);
        }
        measured.subjects.push_back(std::move(measurement));
    }
    if (nothing.subjects > 0) measured.gaps.push_back(std::move(nothing));
    return measured;
}

} // namespace prospect::assessment
