#include "analysis/suggest/outlook.h"

#include "analysis/lighting/recognition.h"
#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>

namespace prospect::suggest {

namespace {

using lighting::Light;
using sightlines::PlacedCamera;

constexpr double beside_m = 0.5; // of what changes: lines that near it count as past it

Light as_light(const Face& face) {
    Light light;
    light.aside = face.aside;
    light.east = face.east;
    light.north = face.north;
    return light;
}

// Whether the straight way from a to b meets the box.
bool passes(const Box& box, Point a, Point b) {
    double from = 0;
    double to = 1;
    const auto within = [&](double start, double end, double low, double high) {
        const double way = end - start;
        if (way == 0) return start >= low && start <= high;
        const double one = (low - start) / way;
        const double other = (high - start) / way;
        from = std::max(from, std::min(one, other));
        to = std::min(to, std::max(one, other));
        return from <= to;
    };
    return within(a.x, b.x, box.xmin, box.xmax) && within(a.y, b.y, box.ymin, box.ymax);
}

struct Source {
    Point at;
    double reach_m = 0;           // 0: unlimited
    std::optional<Point> outward; // looks only there

    bool looks_at(Point p) const {
        return (reach_m == 0 || distance(at, p) <= reach_m) && (!outward || dot(p - at, *outward) > 0);
    }
};

} // namespace

double face_lux(const Face& face, const Place& place) {
    const Light light = as_light(face);
    if (!place.along) return light.esc_min();
    return std::min(light.esc(*place.along), light.esc(*place.along * -1));
}

double recognised_m(const Face& face) {
    return as_on_maps(lighting::recognition_m(as_on_maps(as_light(face).esc_min())));
}

bool Outlook::has_light() const {
    return question_.goal == Goal::light ||
           (question_.goal == Goal::eyes && question_.band == DayBand::night);
}

void Outlook::make_sight() {
    sight_ = std::make_shared<const scene::Transmission>(*scene_, opaque_);
}

void Outlook::find_guardians() {
    guardians_ = std::make_shared<const sightlines::Guardians>(
        sightlines::guardians_of(*scene_, *opaque_, question_.missing));
}

void Outlook::find_lamps() {
    auto found = lighting::luminaires_in(*scene_, *opaque_, std::nullopt,
                                         engine::in_band(scene_->time(), DayBand::night));
    notes_.insert(notes_.end(), found.notes.begin(), found.notes.end());
    scene::add_merged(notes_, found.left_out, "lamps give no light and are left out", scene_->site().frame);
    lamps_ = std::make_shared<const std::vector<lighting::Luminaire>>(std::move(found.lit));
}

void Outlook::find_cameras() {
    auto found = sightlines::cameras_in(*scene_, *space_);
    notes_.insert(notes_.end(), found.notes.begin(), found.notes.end());
    scene::add_merged(notes_, found.left_out, "cameras cannot look and are left out", scene_->site().frame);
    cameras_ = std::make_shared<const std::vector<PlacedCamera>>(std::move(found.cameras));
}

// Of the lamps, past what stands now.
void Outlook::light_up() {
    if (!light_scene_)
        light_scene_ = std::make_shared<const lighting::LightScene>(*scene_, opaque_, scene_->bounds());
    lights_ = lamps_->empty() ? nullptr : std::make_shared<const lighting::Lights>(light_scene_, *lamps_);
}

std::shared_ptr<const Outlook> Outlook::of(const engine::Context& context, const Question& question) {
    const std::shared_ptr<Outlook> made(new Outlook(question));
    // Of the context, which outlives the run.
    made->scene_ = std::shared_ptr<const scene::Scene>(std::shared_ptr<void>(), &context.scene());
    made->opaque_ = context.opaque_space();
    if (made->has_light()) {
        made->find_lamps();
        made->light_up();
    }
    if (question.goal == Goal::eyes) {
        made->make_sight();
        made->find_guardians();
        if (made->guardians_->windows == 0)
            throw Error(
                ErrorCode::refused, "there is no window on the plan, so nothing is known of who can see",
                "draw windows (role opening, kind window) or agree to assumed ones (--assume_windows yes)");
        if (made->has_light() && !made->lights_)
            throw Error(ErrorCode::refused,
                        "no lamp shines on the plan, so nothing is known of who is seen by night",
                        "draw or import the lamps (role luminaire), or choose the day (--time day)");
        for (const auto* notes : {&made->guardians_->notes, &made->guardians_->occupation_notes})
            made->notes_.insert(made->notes_.end(), notes->begin(), notes->end());
        made->watched_ =
            std::make_shared<const sightlines::WatchedSpots>(made->guardians_->all, *made->sight_);
    }
    if (question.goal == Goal::camera) {
        made->space_ = context.space();
        made->find_cameras();
    }
    return made;
}

std::shared_ptr<Outlook> Outlook::changed(const SiteEdit& edit, Alters alters) const {
    const std::shared_ptr<Outlook> made(new Outlook(question_));
    made->scene_ = std::make_shared<const scene::Scene>(apply(scene_->site(), edit), scene_->time(), false);
    made->before_ = before_;
    made->before_.push_back(scene_);
    const bool same_solids = alters != Alters::solids;
    const bool same_in_the_way = same_solids && alters != Alters::greenery;
    made->opaque_ = same_solids ? opaque_ : made->scene_->opaque_space();
    if (space_) made->space_ = same_in_the_way ? space_ : made->scene_->space();
    if (sight_) made->make_sight();
    if (same_in_the_way) made->light_scene_ = light_scene_;
    made->guardians_ = guardians_;
    made->lamps_ = lamps_;
    made->cameras_ = cameras_;
    return made;
}

std::shared_ptr<const Outlook> Outlook::on_trial(const SiteEdit& edit, Alters alters) const {
    const auto made = changed(edit, alters);
    if (made->has_light()) made->light_up();
    if (made->guardians_)
        made->watched_ =
            std::make_shared<const sightlines::WatchedSpots>(made->guardians_->all, *made->sight_);
    return made;
}

std::shared_ptr<const Outlook> Outlook::after(const SiteEdit& edit, Alters alters) const {
    const auto made = changed(edit, alters);
    if (made->has_light()) {
        made->find_lamps();
        made->light_up();
    }
    if (made->guardians_) {
        made->find_guardians();
        made->watched_ =
            std::make_shared<const sightlines::WatchedSpots>(made->guardians_->all, *made->sight_);
    }
    if (made->cameras_) made->find_cameras();
    return made;
}

void Outlook::add_light(std::span<const Place> places, std::span<Seen> seen) const {
    if (!lights_) return;
    std::vector<Point3> faces;
    for (const Place& place : places)
        faces.push_back(place.face);
    std::vector<Light> lights(places.size());
    lights_->at(faces, lights);
    for (std::size_t i = 0; i < places.size(); ++i)
        seen[i].face = {lights[i].aside, lights[i].east, lights[i].north};
}

void Outlook::look_at_eyes(std::span<const Place> places, std::span<Seen> seen) const {
    std::vector<Point3> spots;
    std::vector<double> recognised;
    for (std::size_t i = 0; i < places.size(); ++i) {
        spots.push_back(places[i].spot);
        if (has_light()) recognised.push_back(recognised_m(seen[i].face));
    }
    std::vector<sightlines::Watch> watched(places.size());
    watched_->watch(spots, watched, nullptr, recognised);
    for (std::size_t i = 0; i < places.size(); ++i)
        seen[i].value = watched[i].guardianship(question_.band);
}

void Outlook::look_through_cameras(std::span<const Place> places, std::span<Seen> seen) const {
    for (const PlacedCamera& camera : *cameras_) {
        const sightlines::PictureFrame frame(camera);
        std::vector<std::size_t> pictured;
        std::vector<Point3> targets;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (frame.holds(places[i].spot)) {
                pictured.push_back(i);
                targets.push_back(places[i].spot);
            }
        std::vector<std::uint8_t> hidden(targets.size());
        space_->rays().blocked_from(camera.eye, targets, hidden);
        for (std::size_t i = 0; i < targets.size(); ++i)
            if (hidden[i] == 0)
                seen[pictured[i]].value =
                    std::max(seen[pictured[i]].value,
                             sightlines::pixels_per_m(camera.lens, camera.slant_m(targets[i])));
    }
}

void Outlook::look(std::span<const Place> places, std::span<Seen> seen) const {
    std::fill(seen.begin(), seen.end(), Seen{});
    if (has_light()) add_light(places, seen);
    switch (question_.goal) {
    case Goal::eyes:
        return look_at_eyes(places, seen);
    case Goal::camera:
        return look_through_cameras(places, seen);
    case Goal::light:
        break;
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        seen[i].value = face_lux(seen[i].face, places[i]);
}

std::vector<std::uint32_t> Outlook::seen_past(const Ground& ground, const Box& box) const {
    const Box thing = box.grown(beside_m);
    std::vector<Source> sources;
    if (watched_)
        for (const std::uint32_t g : watched_->near(thing)) {
            const sightlines::Guardian& guardian = guardians_->all[g];
            if (guardian.occupied[static_cast<std::size_t>(question_.band)] <= 0) continue;
            for (const auto& eye : guardian.eyes)
                sources.push_back({{eye.at.x, eye.at.y}, sightlines::watch_reach_m, guardian.outward});
        }
    if (lights_)
        for (const lighting::Luminaire& lamp : *lamps_)
            sources.push_back({{lamp.at.x, lamp.at.y}, 0, {}});
    if (cameras_)
        for (const PlacedCamera& camera : *cameras_)
            sources.push_back({{camera.eye.x, camera.eye.y}, camera.range_m, {}});
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < ground.places.size(); ++i) {
        const Point at = ground.places[i].at;
        if (std::any_of(sources.begin(), sources.end(), [&](const Source& source) {
                return source.looks_at(at) && passes(thing, source.at, at);
            }))
            found.push_back(i);
    }
    return found;
}

} // namespace prospect::suggest
