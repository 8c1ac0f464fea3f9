#include "analysis/assessment/camera_rules.h"
#include "analysis/assessment/camera_tasks.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/hiders.h"
#include "analysis/assessment/shared.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::assessment {

namespace {

using sightlines::PlacedCamera;

bool defaulted(const PlacedCamera& camera, const std::string& attribute) {
    return number_of(Role::camera, *camera.feature, attribute).defaulted;
}

// Whether a place is in the picture only because the tilt or the height of the picture, which are not given,
// are the usual ones.
bool usual_decides(const PlacedCamera& camera, Point3 place) {
    if (!camera.azimuth_deg || camera.lens.hfov_deg >= sightlines::panorama_deg) return false;
    constexpr std::array<double, 2> tilts_deg{0, 30}; // level, and as steep as cameras over a square hang
    PlacedCamera other = camera;
    other.range_m = 0;
    if (defaulted(camera, "v_pixels")) other.lens.v_pixels = camera.lens.v_pixels / 2;
    if (!defaulted(camera, "tilt_deg")) return !other.has_in_frame(place);
    return std::any_of(tilts_deg.begin(), tilts_deg.end(), [&](double tilt) {
        other.tilt_deg = tilt;
        return !other.has_in_frame(place);
    });
}

// What makes the picture what it is; a default that decides makes what holds no pass.
Grounds lens_grounds(const AskedCamera& asked, bool frame_is_usual) {
    const PlacedCamera& camera = *asked.camera;
    const Feature& feature = *camera.feature;
    Grounds grounds;
    grounds.thing(Role::camera, feature).word(Role::camera, feature, "level");
    grounds.measured(Role::camera, feature, "h_pixels");
    grounds.measured(Role::camera, feature, "hfov_deg");
    grounds.number(Role::camera, feature, "height_m");
    if (!camera.azimuth_deg) {
        if (camera.lens.hfov_deg < 360) grounds.stands_in(Role::camera, feature, "azimuth_deg", "all round");
        return grounds;
    }
    grounds.number(Role::camera, feature, "azimuth_deg");
    for (const char* attribute : {"tilt_deg", "v_pixels"})
        if (frame_is_usual)
            grounds.measured(Role::camera, feature, attribute);
        else
            grounds.number(Role::camera, feature, attribute);
    return grounds;
}

double off_deg(const PlacedCamera& camera, Point3 place) {
    const double azimuth =
        std::atan2(place.x - camera.eye.x, place.y - camera.eye.y) * 180 / std::numbers::pi;
    return std::remainder(azimuth - *camera.azimuth_deg, 360);
}

double down_deg(const PlacedCamera& camera, Point3 place) {
    const double away = std::hypot(place.x - camera.eye.x, place.y - camera.eye.y);
    return std::atan2(camera.eye.z - place.z, away) * 180 / std::numbers::pi;
}

template <class Angle>
double middle(const std::vector<Point3>& places, Angle&& angle) {
    const auto [least, most] = std::minmax_element(places.begin(), places.end(),
                                                   [&](Point3 a, Point3 b) { return angle(a) < angle(b); });
    return (angle(*least) + angle(*most)) / 2;
}

bool has_all(const PlacedCamera& camera, const std::vector<Point3>& places) {
    return std::all_of(places.begin(), places.end(), [&](Point3 one) { return camera.has_in_frame(one); });
}

// A lens as narrow as the level needs that far away, the camera turned and tilted where not all targets in
// its picture would stay in it; absent where they do not fit.
std::optional<Proposal> narrower(const Facts& facts, const AskedCamera& asked, double slant_m) {
    const PlacedCamera& camera = *asked.camera;
    const double widest =
        sightlines::widest_hfov_deg(camera.lens.h_pixels, slant_m, asked.detail.pixels_per_m);
    if (widest < 1 || widest >= camera.lens.hfov_deg) return std::nullopt;
    const Uuid& id = camera.feature->id;
    const std::string name = facts.called(Role::camera, *camera.feature);
    PlacedCamera other = camera;
    other.lens.hfov_deg = std::floor(widest);
    const std::string lens = "a lens of " + rounded_text(other.lens.hfov_deg) + " degrees";
    SiteEdit edit = change_of("Narrow the lens", id, "hfov_deg", other.lens.hfov_deg);
    if (has_all(other, asked.framed)) return Proposal{"Give " + name + " " + lens, std::move(edit)};
    if (!camera.azimuth_deg) return std::nullopt;
    const double turned =
        *camera.azimuth_deg + middle(asked.framed, [&](Point3 place) { return off_deg(camera, place); });
    other.azimuth_deg = std::fmod(std::round(turned) + 360, 360);
    edit.title = "Turn the camera and narrow its lens";
    edit.steps.emplace_back(ChangeAttribute{id, "azimuth_deg", Value(*other.azimuth_deg), Basis::drawn});
    std::string text = "Turn " + name + " to " + rounded_text(*other.azimuth_deg) + " degrees from north";
    if (!has_all(other, asked.framed)) {
        other.tilt_deg =
            std::round(middle(asked.framed, [&](Point3 place) { return down_deg(camera, place); }));
        edit.steps.emplace_back(ChangeAttribute{id, "tilt_deg", Value(other.tilt_deg), Basis::drawn});
        text += ", tilt it to " + rounded_text(other.tilt_deg) + " degrees";
        if (!has_all(other, asked.framed)) return std::nullopt;
    }
    return Proposal{text + " and give it " + lens, std::move(edit)};
}

// Whole, but never as much as the mark it falls short of: 124.7 of 125 is "124.7".
std::string short_of(double value, double mark) {
    const bool rounds_up = value < mark && rounded_text(value) == rounded_text(mark);
    return rounds_up ? scene::metres_text(std::floor(10 * value) / 10) : rounded_text(value);
}

std::string words_for(const Facts& facts, const Task& task) {
    return task.target ? facts.called(Role::target, *task.target)
                       : std::string("a person at the end of its range");
}

void add_not_shown(const Facts& facts, const std::string& camera, const Task& task,
                   Measurement& measurement) {
    if (!task.in_picture) {
        measurement.text = "The picture of " + camera + " does not take in " + words_for(facts, task) + ", " +
                           rounded_text(task.slant_m) + " m away";
        return;
    }
    Hiders hiders;
    for (const Uuid& thing : task.hiders)
        ++hiders[thing];
    measurement.text = sentence(camera) + " does not show " + words_for(facts, task);
    if (!task.target) measurement.text += ", " + rounded_text(task.slant_m) + " m away";
    if (!hiders.empty()) measurement.text += ", which " + hiders_text(facts, hiders) + " hides";
    add_hiders(facts, hiders, "hides it from the camera", measurement);
    measurement.proposals = open_what_hides(facts, hiders);
}

Doubt doubt_of(const PlacedCamera& camera) {
    if (camera.azimuth_deg || camera.lens.hfov_deg >= 360) return {};
    return {"it holds only if the camera, whose direction is not given, looks at what it has to show",
            "camera"};
}

Measurement measure_task(const MetricInput& input, const AskedCamera& asked, const Task& task) {
    const Facts& facts = input.facts;
    const PlacedCamera& camera = *asked.camera;
    const bool frame_is_usual =
        task.target ? std::any_of(asked.tasks.begin(), asked.tasks.end(),
                                  [&](const Task& one) { return usual_decides(camera, one.at); })
                    : usual_decides(camera, task.at);
    Measurement measurement{.subject = {camera.feature->id}, .at = camera.place};
    measurement.grounds = lens_grounds(asked, frame_is_usual);
    measurement.doubt = doubt_of(camera);
    const double pixels = task.pixels(camera);
    measurement.value = 100 * pixels / asked.detail.pixels_per_m;
    if (task.target) {
        measurement.grounds.thing(Role::target, *task.target);
        measurement.grounds.number(Role::target, *task.target, "height_m");
    }
    if (input.only_values) return measurement;
    const std::string name = facts.called(Role::camera, *camera.feature);
    measurement.evidence.push_back({"camera", camera.feature->id, {}});
    if (task.target) {
        measurement.evidence.push_back({"what it has to show", task.target->id, {}});
        measurement.evidence.push_back(
            {scene::metres_text(task.slant_m) + " m away",
             {},
             Geometry::make_line(std::vector<Point>{camera.place, label_point(task.target->geometry)})});
    }
    const double mark = asked.detail.pixels_per_m;
    const std::string asks = "\"" + camera.level + "\" asks for " + rounded_text(mark);
    if (pixels == 0) {
        add_not_shown(facts, name, task, measurement);
        measurement.text += "; " + asks + " pixels on a metre";
    } else {
        measurement.text = sentence(name) + " shows " + words_for(facts, task) + ", " +
                           rounded_text(task.slant_m) + " m away, with " + short_of(pixels, mark) +
                           " pixels on a metre where " + asks + ": " + short_of(measurement.value, 100) +
                           " %";
        measurement.causes = {camera.feature->id};
        if (auto lens = narrower(facts, asked, task.slant_m))
            measurement.proposals.push_back(std::move(*lens));
    }
    measurement.text += " (EN 62676-4:" + std::string(sightlines::name_of(asked.detail.edition)) + ")";
    if (task.clear < task.directions && task.clear > 0)
        measurement.text += "; it sees that far in " + std::to_string(task.clear) + " of " +
                            std::to_string(task.directions) + " directions";
    measurement.says_demand = input.criterion.threshold == 100;
    if (!camera.azimuth_deg)
        measurement.text += "; its direction is not given, and it counts as looking all round";
    return measurement;
}

// A target in the picture of no camera of which a level is asked.
Measurement measure_unseen(const MetricInput& input, const TargetPlace& place,
                           const std::vector<AskedCamera>& cameras) {
    const Facts& facts = input.facts;
    Measurement measurement{.subject = {place.target->id}, .at = place.drawn, .value = 0};
    measurement.says_demand = true;
    measurement.grounds.thing(Role::target, *place.target);
    measurement.grounds.supposed("that a camera has to show it");
    measurement.text = "No camera's picture takes in " + facts.called(Role::target, *place.target);
    measurement.evidence.push_back({"in no picture", place.target->id, {}});
    const AskedCamera* nearest = nullptr;
    for (const AskedCamera& one : cameras) {
        PlacedCamera endless = *one.camera;
        endless.range_m = 0;
        if (endless.has_in_frame(place.at) &&
            (!nearest || endless.slant_m(place.at) < nearest->camera->slant_m(place.at)))
            nearest = &one;
    }
    if (nearest) {
        measurement.text += ": it is " + rounded_text(nearest->camera->slant_m(place.at)) + " m from " +
                            facts.called(Role::camera, *nearest->camera->feature) + ", whose range is " +
                            rounded_text(nearest->camera->range_m) + " m";
        measurement.causes = {nearest->camera->feature->id};
    }
    return measurement;
}

// Targets within the study area in no picture of the cameras asked; those that another camera shows cannot
// be told.
void add_unseen(const MetricInput& input, const sightlines::PlacedCameras& placed,
                const std::vector<const TargetPlace*>& unseen, const std::vector<AskedCamera>& cameras,
                Measured& measured) {
    const auto space = input.context.space();
    Gap unasked{.text = "a camera shows the target, but which detail is asked of that camera (level) is not "
                        "given",
                .lacks = "camera"};
    for (const TargetPlace* place : unseen) {
        if (!input.facts.study().contains(place->drawn)) continue;
        const bool shown =
            std::any_of(placed.cameras.begin(), placed.cameras.end(), [&](const PlacedCamera& camera) {
                const Point3 at = place->seen_from(*space, camera.eye);
                return camera.has_in_frame(at) && !space->rays().blocked({camera.eye, at});
            });
        if (!shown) {
            measured.subjects.push_back(measure_unseen(input, *place, cameras));
            continue;
        }
        ++unasked.subjects;
        unasked.features.push_back(place->target->id);
        unasked.at = unasked.at.value_or(place->drawn);
    }
    if (unasked.subjects > 0) measured.gaps.push_back(std::move(unasked));
}

void add_moved_notes(const MetricInput& input, const std::vector<TargetPlace>& targets, Measured& measured) {
    std::vector<scene::Note> moved;
    for (const TargetPlace& one : targets)
        if (one.moved_m > 0)
            moved.push_back({scene::Note::Level::warning, "target_moved",
                             "the target " + scene::title_of(*one.target) +
                                 " is drawn within something solid and is taken less than " +
                                 scene::metres_text(std::ceil(one.moved_m * 10) / 10) + " m before it",
                             one.drawn, one.target->id});
    scene::add_merged(measured.notes, moved,
                      "targets are drawn within something solid and are taken before it",
                      input.facts.site().frame);
}

// How far from a camera what is changed may matter to what it has to show.
double matters_m(const Facts& facts, const PlacedCamera& camera) {
    double reach_m = camera.range_m;
    if (reach_m <= 0)
        for (const FeaturePtr& target : facts.of(Role::target))
            reach_m = std::max(reach_m, distance(camera.place, label_point(target->geometry)));
    return reach_m + sightlines::most_moved_m;
}

} // namespace

Measured camera_detail(const MetricInput& input) {
    Measured measured;
    if (cameras_untouched(input,
                          [&](const PlacedCamera& camera) { return matters_m(input.facts, camera); })) {
        measured.also_untouched = [](std::span<const Uuid>) { return true; };
        return measured;
    }
    const sightlines::PlacedCameras* placed = input.shared.cameras();
    if (placed == nullptr) {
        measured.gaps.push_back({.text = input.shared.why_no_cameras(), .lacks = "camera"});
        return measured;
    }
    std::vector<AskedCamera> cameras;
    for (const PlacedCamera& camera : placed->cameras)
        if (const auto asked = sightlines::asked_detail(camera, edition_of(input.criterion)); asked.level)
            cameras.push_back({&camera, asked, input.facts.study().contains(camera.place), {}, {}});
    const bool any = std::any_of(cameras.begin(), cameras.end(), [](const auto& one) { return one.scored; });
    if (!any) {
        measured.gaps.push_back(
            {.text = "no camera says which detail is asked of it (level)", .lacks = "camera"});
        return measured;
    }
    const auto space = input.context.space();
    const std::vector<TargetPlace> targets = target_places(input.facts, *space);
    const auto unseen = share_out(input.facts, *space, targets, cameras);
    Gap untold{.text = "no target is in the picture of the camera that no other shows better, and its range "
                       "is not given",
               .lacks = "camera"};
    for (const AskedCamera& one : cameras) {
        const PlacedCamera& camera = *one.camera;
        // Beyond the red line only what it shows within counts.
        if (!one.scored && std::none_of(one.tasks.begin(), one.tasks.end(), [&](const Task& task) {
                return input.facts.study().contains({task.at.x, task.at.y});
            }))
            continue;
        if (one.tasks.empty() && camera.range_m <= 0) {
            ++untold.subjects;
            untold.features.push_back(camera.feature->id);
            untold.at = untold.at.value_or(camera.place);
            continue;
        }
        const auto least =
            std::min_element(one.tasks.begin(), one.tasks.end(), [&](const Task& a, const Task& b) {
                return a.pixels(camera) < b.pixels(camera);
            });
        measured.subjects.push_back(measure_task(
            input, one,
            least != one.tasks.end()
                ? *least
                : person_at_range(input.facts, *space, camera, input.criterion.setting("target_height_m"))));
    }
    add_unseen(input, *placed, unseen, cameras, measured);
    add_moved_notes(input, targets, measured);
    if (untold.subjects > 0) measured.gaps.push_back(std::move(untold));
    return measured;
}

} // namespace prospect::assessment
