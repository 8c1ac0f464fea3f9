#include "analysis/lighting/crown_loss.h"

#include "analysis/scene/transmission.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::lighting {

namespace {

constexpr int planes = 180;
constexpr int angles = 45;                         // from the nadir to the horizon
constexpr double step = std::numbers::pi / planes; // 1°; directions are two apart

struct Downward {
    Point3 unit;
    double flux = 0; // of its cell, but for a factor
};

double from_nadir(int ring) {
    return (2 * ring + 1) * step;
}

// The light a lamp sends down, in the world's directions: ring by ring from the nadir.
std::vector<Downward> light_down(const Luminaire& lamp) {
    std::vector<Downward> all;
    all.reserve(std::size_t{planes} * angles);
    for (int g = 0; g < angles; ++g) {
        const double aside = std::sin(from_nadir(g));
        for (int c = 0; c < planes; ++c) {
            const double plane = (2 * c + 1) * step;
            const Point3 unit{aside * std::cos(plane), aside * std::sin(plane), -std::cos(from_nadir(g))};
            all.push_back({unit, intensity(*lamp.photometry, turned_back(lamp.rotation, unit)) * aside});
        }
    }
    return all;
}

// A crown as the lamp has it: only directions within a cone can cross it.
struct Aimed {
    const StandingCrown* crown = nullptr;
    Point3 towards; // unit
    double least_cosine = -1;
    double taken = 0;
};

std::vector<Aimed> aimed_at(const Luminaire& lamp, std::span<const StandingCrown> crowns) {
    std::vector<Aimed> near;
    for (const StandingCrown& crown : crowns) {
        const Point3 to{crown.centre.x - lamp.at.x, crown.centre.y - lamp.at.y, crown.centre.z - lamp.at.z};
        const double away = std::hypot(to.x, to.y, to.z);
        const double ball = std::max(crown.radius_m, crown.half_height_m);
        if (away > crown_reach_m + ball) continue;
        Aimed one{&crown};
        if (away > ball) {
            one.towards = {to.x / away, to.y / away, to.z / away};
            one.least_cosine = std::sqrt(1 - ball * ball / (away * away)) - 1e-9;
        }
        near.push_back(one);
    }
    return near;
}

double dot(const Point3& a, const Point3& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

// visit(d) for the directions that can lie in the crown's cone, in rising order: of each ring those within an
// angle of the crown's own plane, and one more at either side.
template <class Visit>
void for_directions(const Aimed& aimed, const Visit& visit) {
    const double crown_nadir = std::acos(std::clamp(-aimed.towards.z, -1.0, 1.0));
    const double plane = std::atan2(aimed.towards.y, aimed.towards.x);
    for (int g = 0; g < angles; ++g) {
        const double sines = std::sin(from_nadir(g)) * std::sin(crown_nadir);
        const double cosines = std::cos(from_nadir(g)) * std::cos(crown_nadir);
        const double least = aimed.least_cosine - 1e-9;
        if (cosines + sines < least) continue; // the nearest of the ring
        const bool whole = cosines - sines >= least || sines <= 0;
        const double aside = whole ? 0 : std::acos(std::clamp((least - cosines) / sines, -1.0, 1.0));
        const auto cell = [&](double angle) { return static_cast<int>(std::floor(angle / (2 * step))); };
        const int first = whole ? 0 : cell(plane - aside) - 1;
        const int count = whole ? planes : std::min(planes, cell(plane + aside) + 2 - first);
        const auto run = [&](int from, int to) {
            for (int c = from; c < to; ++c)
                visit(static_cast<std::size_t>(g * planes + c));
        };
        const int begin = count == planes ? 0 : (first % planes + planes) % planes;
        const int end = begin + count;
        // Round the turn: what lies beyond it comes first, since that is lower.
        run(0, std::max(0, end - planes));
        run(begin, std::min(end, planes));
    }
}

} // namespace

std::vector<StandingCrown> standing_crowns(const scene::Scene& scene, const scene::Space& space) {
    std::vector<StandingCrown> all;
    for (const scene::Crown& crown : scene.crowns())
        all.push_back({crown.feature,
                       {crown.center.x, crown.center.y,
                        space.ground_at(crown.center) + (crown.base_m + crown.top_m) / 2},
                       crown.radius_m,
                       (crown.top_m - crown.base_m) / 2,
                       crown.opacity});
    return all;
}

CrownLoss crown_loss(const Luminaire& lamp, std::span<const StandingCrown> crowns) {
    std::vector<Aimed> near = aimed_at(lamp, crowns);
    const std::vector<Downward> light = light_down(lamp);
    std::vector<double> passes(light.size(), 1);
    for (Aimed& aimed : near) {
        const StandingCrown& crown = *aimed.crown;
        for_directions(aimed, [&](std::size_t d) {
            const Downward& one = light[d];
            if (one.flux <= 0 || dot(one.unit, aimed.towards) < aimed.least_cosine) return;
            const double way = std::min(crown_reach_m, lamp.height_m / -one.unit.z);
            const Point3 end{lamp.at.x + way * one.unit.x, lamp.at.y + way * one.unit.y,
                             lamp.at.z + way * one.unit.z};
            if (!scene::crosses_crown(crown.centre, crown.radius_m, crown.half_height_m, lamp.at, end))
                return;
            passes[d] *= 1 - crown.opacity;
            aimed.taken += one.flux * crown.opacity;
        });
    }
    double all = 0;
    double lost = 0;
    for (std::size_t d = 0; d < light.size(); ++d) {
        if (light[d].flux <= 0) continue;
        all += light[d].flux;
        lost += light[d].flux * (1 - passes[d]);
    }
    CrownLoss loss;
    if (all <= 0) return loss;
    loss.all = lost / all;
    for (const Aimed& aimed : near)
        if (aimed.taken > 0) loss.by_tree[aimed.crown->tree] += aimed.taken / all; // of all its stems
    return loss;
}

} // namespace prospect::lighting
