#include "analysis/sightlines/watched_spots.h"

#include "analysis/sightlines/guardianship.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prospect::sightlines {

namespace {

Box box_of(const Guardian& guardian) {
    Box box;
    for (const Guardian::Eye& eye : guardian.eyes)
        box.add(Point{eye.at.x, eye.at.y});
    return box;
}

double slant_m(Point3 a, Point3 b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

// What the night leaves of a look at that distance.
double lit_share(std::span<const double> recognised_m, std::size_t spot, double away_m) {
    if (recognised_m.empty() || recognised_m[spot] < 0) return 0;
    return away_m <= recognised_m[spot] ? 1 : recognised_m[spot] / away_m;
}

bool is_own_place(const Guardian& guardian, Point3 spot) {
    return !guardian.is_opening() && contains(guardian.feature->geometry, Point{spot.x, spot.y});
}

bool is_counted(const Guardian& guardian, const Look& look) {
    return guardian.counts() && look.clear;
}

} // namespace

void add_look(const Guardian& guardian, const Look& look, Watch& watch) {
    for (std::size_t band = 0; band < guardian.occupied.size(); ++band)
        watch.unwatched[band] *= 1 - guardian.occupied[band] * look.seen_in(static_cast<DayBand>(band));
    if (guardian.is_opening())
        watch.unwatched_from_openings *=
            1 - guardian.occupied[static_cast<std::size_t>(DayBand::day)] * look.seen;
    if (!is_counted(guardian, look)) return;
    watch.openings += 1;
    watch.near_openings += look.away_m <= near_reach_m ? 1 : 0;
}

struct WatchedSpots::Lines {
    std::vector<Point3> targets;
    std::vector<std::uint32_t> spots; // of the targets
    std::vector<double> weights;      // o f g h
    std::vector<double> away_m;
    std::vector<scene::Transmission::Sight> sights;
    std::vector<Look> looks; // by spot
};

WatchedSpots::WatchedSpots(const std::vector<Guardian>& guardians, const scene::Transmission& sight)
    : guardians_(guardians), sight_(sight) {
    std::vector<Box> boxes;
    for (const Guardian& guardian : guardians)
        boxes.push_back(box_of(guardian));
    index_ = SpatialIndex(boxes);
}

std::vector<std::uint32_t> WatchedSpots::near(const Box& window) const {
    return index_.query(window.grown(watch_reach_m));
}

void WatchedSpots::look_from(const Guardian& guardian, std::span<const Point3> spots,
                             std::span<const double> recognised_m, Lines& lines) const {
    constexpr double nowhere = std::numeric_limits<double>::infinity();
    lines.looks.assign(spots.size(), {.away_m = nowhere, .eye_away_m = nowhere});
    const auto share = 1 / static_cast<double>(guardian.eyes.size());
    for (std::uint32_t e = 0; e < guardian.eyes.size(); ++e) {
        const Guardian::Eye& eye = guardian.eyes[e];
        lines.targets.clear();
        lines.spots.clear();
        lines.weights.clear();
        lines.away_m.clear();
        const double fixed = share * guardian.glass * contact(eye.height_m);
        for (std::uint32_t i = 0; i < spots.size(); ++i) {
            const double away = slant_m(eye.at, spots[i]);
            if (away > watch_reach_m) continue;
            const double ahead = facing(eye.at, spots[i], guardian.outward);
            if (ahead <= 0) continue;
            lines.targets.push_back(spots[i]);
            lines.spots.push_back(i);
            lines.weights.push_back(fixed * recognition(away) * ahead);
            lines.away_m.push_back(away);
            lines.looks[i].away_m = std::min(lines.looks[i].away_m, away);
        }
        lines.sights.resize(lines.targets.size());
        sight_.from(eye.at, lines.targets, lines.sights);
        for (std::size_t i = 0; i < lines.targets.size(); ++i) {
            Look& look = lines.looks[lines.spots[i]];
            const auto& [passes, clear] = lines.sights[i];
            look.seen += lines.weights[i] * passes;
            look.seen_at_night +=
                lines.weights[i] * passes * lit_share(recognised_m, lines.spots[i], lines.away_m[i]);
            if (clear != look.clear ? clear : lines.away_m[i] < look.eye_away_m) {
                look.eye = e;
                look.eye_away_m = lines.away_m[i];
                look.eye_share = passes;
            }
            look.clear = look.clear || clear;
        }
    }
}

void WatchedSpots::watch(std::span<const Point3> spots, std::span<Watch> watched,
                         std::vector<std::uint8_t>* counted, std::span<const double> recognised_m) const {
    for (std::size_t i = 0; i < recognised_m.size(); ++i)
        watched[i].night_known = recognised_m[i] >= 0;
    Box box;
    for (const Point3& spot : spots)
        box.add(Point{spot.x, spot.y});
    Lines lines;
    for (const std::uint32_t g : near(box)) {
        const Guardian& guardian = guardians_[g];
        look_from(guardian, spots, recognised_m, lines);
        for (std::size_t i = 0; i < spots.size(); ++i) {
            const Look& look = lines.looks[i];
            if (look.away_m > watch_reach_m || is_own_place(guardian, spots[i])) continue;
            add_look(guardian, look, watched[i]);
            if (counted && is_counted(guardian, look))
                (*counted)[g] = std::max<std::uint8_t>((*counted)[g], look.away_m <= near_reach_m ? 2 : 1);
        }
    }
}

std::vector<WatchLine> WatchedSpots::lines(Point3 spot, std::optional<double> recognised_m) const {
    std::vector<WatchLine> found;
    Lines lines;
    const double metres = recognised_m.value_or(-1);
    for (const std::uint32_t g : near(Box{spot.x, spot.y, spot.x, spot.y})) {
        look_from(guardians_[g], std::span(&spot, 1), std::span(&metres, 1), lines);
        if (lines.looks[0].away_m <= watch_reach_m)
            found.push_back({g, lines.looks[0], is_own_place(guardians_[g], spot)});
    }
    return found;
}

} // namespace prospect::sightlines
