#include "app/window/watch_picture.h"

#include "app/models/detail_words.h"
#include "app/models/words.h"
#include "app/panels/ring_choice.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::app {

using sightlines::SpotCamera;
using sightlines::SpotGuardian;

namespace {

using Line = WatchPicture::Line;

constexpr std::size_t most_labels = 8; // of guardians
constexpr std::size_t most_names = 6;  // of what stands in the way

Point plan(Point3 p) {
    return {p.x, p.y};
}

Line line_of(const SpotAnswer& answer, const SpotGuardian& one) {
    const auto& guardian = answer.guardian(one);
    Line line{.kind = Line::Kind::guardian, .from = plan(one.eye), .clear = one.look.clear};
    line.assumed = guardian.assumed;
    line.counts = answer.counts(one);
    if (!line.clear && one.in_the_way) line.from = one.in_the_way->place;
    return line;
}

Line line_of(const SpotAnswer& answer, const SpotCamera& one) {
    Line line{.kind = Line::Kind::camera, .from = plan(answer.camera(one).eye), .clear = one.clear};
    if (!line.clear && one.in_the_way) line.from = one.in_the_way->place;
    return line;
}

// Of a tree the crown as it has grown.
Geometry shape_of(const SpotAnswer& answer, const ThingNames::Thing& thing) {
    if (thing.role == Role::tree)
        for (const auto& crown : answer.watchers.scene()->crowns())
            if (crown.feature == thing.feature->id) {
                std::vector<Point> circle;
                for (int i = 0; i < scene::circle_corners; ++i) {
                    const double angle = 2 * std::numbers::pi * i / scene::circle_corners;
                    circle.push_back(crown.center + Point{std::cos(angle), std::sin(angle)} * crown.radius_m);
                }
                return Geometry::make_polygon(circle);
            }
    return thing.feature->geometry;
}

} // namespace

WatchPicture picture_of(const SpotAnswer& answer, std::optional<Uuid> pointed) {
    WatchPicture picture;
    picture.spot = plan(answer.watch.spot);
    for (const SpotCamera& one : answer.watch.cameras) {
        Line line = line_of(answer, one);
        const Uuid& camera = answer.camera(one).feature->id;
        line.chosen = pointed == camera;
        if (line.clear)
            line.label = QStringLiteral("%1 · %2").arg(pixels_text(one.pixels_per_m),
                                                       level_name(answer.edition, one.pixels_per_m));
        else if (line.chosen)
            line.label = answer.names.title(camera);
        picture.lines.push_back(std::move(line));
    }
    std::size_t labels = 0;
    for (const auto& guardians : {answer.seeing(), answer.blocked()})
        for (const SpotGuardian& one : guardians) {
            Line line = line_of(answer, one);
            line.chosen = pointed == answer.guardian(one).feature->id;
            if (line.chosen || (line.clear && labels < most_labels))
                line.label = seen_text(one.look.eye_away_m, "m");
            ++labels;
            picture.lines.push_back(std::move(line));
        }
    const bool any_chosen = std::any_of(answer.blockers.begin(), answer.blockers.end(),
                                        [&](const auto& one) { return pointed == one.feature; });
    const std::vector<QString> names = any_chosen ? blocker_names(answer) : std::vector<QString>();
    for (std::size_t i = 0; i < answer.blockers.size(); ++i) {
        const auto& one = answer.blockers[i];
        const auto* thing = answer.names.find(one.feature);
        WatchPicture::Blocker blocker{.nearest = one.nearest, .chosen = pointed == one.feature};
        if (thing) blocker.shape = shape_of(answer, *thing);
        // Buildings bear their names on the plan already, and nobody needs to be told what a tree is.
        const bool worth_a_name = thing && thing->role != Role::building && !thing->feature->name.empty();
        if (blocker.chosen)
            blocker.name = names[i];
        else if (i < most_names && worth_a_name)
            blocker.name = answer.names.title(one.feature);
        picture.blockers.push_back(std::move(blocker));
    }
    picture.words = words_at_spot(answer);
    return picture;
}

std::vector<WatchPicture::Ring> rings_of(const std::vector<const sightlines::RecognitionRing*>& rings) {
    std::vector<WatchPicture::Ring> found;
    for (const auto* ring : rings)
        found.push_back({ring->from_m, ring->to_m, RingChoice::label(*ring)});
    return found;
}

} // namespace prospect::app
