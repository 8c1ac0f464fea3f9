#include "analysis/lighting/crown_loss.h"

#include "analysis/scene/transmission.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::lighting {

namespace {

constexpr int planes = 180;
constexpr int angles = 45; // from the nadir to the horizon

struct Downward {
    Point3 unit;
    double flux = 0; // of its cell, but for a factor
};

// The light a lamp sends down, in the world's directions.
std::vector<Downward> light_down(const Luminaire& lamp) {
    std::vector<Downward> all;
    const double step = std::numbers::pi / planes; // 1°
    for (int g = 0; g < angles; ++g) {
        const double from_nadir = (2 * g + 1) * step;
        const double aside = std::sin(from_nadir);
        for (int c = 0; c < planes; ++c) {
            const double plane = (2 * c + 1) * step;
            const Point3 unit{aside * std::cos(plane), aside * std::sin(plane), -std::cos(from_nadir)};
            const double flux = intensity(*lamp.photometry, turned_back(lamp.rotation, unit)) * aside;
            if (flux > 0) all.push_back({unit, flux});
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
    CrownLoss loss;
    double all = 0;
    double lost = 0;
    for (const Downward& one : light_down(lamp)) {
        all += one.flux;
        const double way = std::min(crown_reach_m, lamp.height_m / -one.unit.z);
        const Point3 end{lamp.at.x + way * one.unit.x, lamp.at.y + way * one.unit.y,
                         lamp.at.z + way * one.unit.z};
        double passes = 1;
        for (Aimed& aimed : near) {
            const StandingCrown& crown = *aimed.crown;
            const Point3& to = aimed.towards;
            const double cosine = one.unit.x * to.x + one.unit.y * to.y + one.unit.z * to.z;
            if (cosine < aimed.least_cosine ||
                !scene::crosses_crown(crown.centre, crown.radius_m, crown.half_height_m, lamp.at, end))
                continue;
            passes *= 1 - crown.opacity;
            aimed.taken += one.flux * crown.opacity;
        }
        lost += one.flux * (1 - passes);
    }
    if (all <= 0) return loss;
    loss.all = lost / all;
    for (const Aimed& aimed : near)
        if (aimed.taken > 0) loss.by_tree[aimed.crown->tree] += aimed.taken / all; // of all its stems
    return loss;
}

} // namespace prospect::lighting
