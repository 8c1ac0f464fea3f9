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

} // namespace

struct WatchedSpots::Lines {
    std::vector<Point3> targets;
    std::vector<std::uint32_t> spots; // of the targets
    std::vector<double> weights;      // o f g h
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

void WatchedSpots::look_from(const Guardian& guardian, std::span<const Point3> spots, Lines& lines) const {
    lines.looks.assign(spots.size(), {0, std::numeric_limits<double>::infinity(), false});
    const auto share = 1 / static_cast<double>(guardian.eyes.size());
    for (const Guardian::Eye& eye : guardian.eyes) {
        lines.targets.clear();
        lines.spots.clear();
        lines.weights.clear();
        const double fixed = share * guardian.glass * contact(eye.height_m);
        for (std::uint32_t i = 0; i < spots.size(); ++i) {
            const double away = slant_m(eye.at, spots[i]);
            if (away > watch_reach_m) continue;
            const double ahead = facing(eye.at, spots[i], guardian.outward);
            if (ahead <= 0) continue;
            lines.targets.push_back(spots[i]);
            lines.spots.push_back(i);
            lines.weights.push_back(fixed * recognition(away) * ahead);
            lines.looks[i].away_m = std::min(lines.looks[i].away_m, away);
        }
        lines.sights.resize(lines.targets.size());
        sight_.from(eye.at, lines.targets, lines.sights);
        for (std::size_t i = 0; i < lines.targets.size(); ++i) {
            Look& look = lines.looks[lines.spots[i]];
            look.seen += lines.weights[i] * lines.sights[i].share;
            look.clear = look.clear || lines.sights[i].clear;
        }
    }
}

void WatchedSpots::watch(std::span<const Point3> spots, std::span<Watch> watched,
                         std::vector<std::uint8_t>* counted) const {
    Box box;
    for (const Point3& spot : spots)
        box.add(Point{spot.x, spot.y});
    Lines lines;
    for (const std::uint32_t g : near(box)) {
        const Guardian& guardian = guardians_[g];
        look_from(guardian, spots, lines);
        const bool opening = guardian.counts();
        for (std::size_t i = 0; i < spots.size(); ++i) {
            const Look& look = lines.looks[i];
            if (look.away_m > watch_reach_m ||
                (!guardian.is_opening() &&
                 contains(guardian.feature->geometry, Point{spots[i].x, spots[i].y})))
                continue;
            for (std::size_t band = 0; band < guardian.occupied.size(); ++band)
                watched[i].unwatched[band] *= 1 - guardian.occupied[band] * look.seen;
            if (!opening || !look.clear) continue;
            const bool near_by = look.away_m <= near_reach_m;
            watched[i].openings += 1;
            watched[i].near_openings += near_by ? 1 : 0;
            if (counted) (*counted)[g] = std::max<std::uint8_t>((*counted)[g], near_by ? 2 : 1);
        }
    }
}

std::optional<Look> WatchedSpots::look(std::size_t guardian, Point3 spot) const {
    Lines lines;
    look_from(guardians_[guardian], std::span(&spot, 1), lines);
    return lines.looks[0].away_m > watch_reach_m ? std::nullopt : std::optional(lines.looks[0]);
}

} // namespace prospect::sightlines
