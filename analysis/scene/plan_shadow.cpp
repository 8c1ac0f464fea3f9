#include "analysis/scene/plan_shadow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace prospect::scene {

namespace {

constexpr int sectors = 4096;
constexpr float margin_m = 0.02F;
// A straight edge is nowhere nearer within a sector than this times its nearer end there.
constexpr double bulge = 0.999;
constexpr double height_step_m = 0.5;
constexpr double everything = -std::numeric_limits<double>::infinity();

// 0 to 4 round the circle from the x axis towards y, growing with the angle: no trigonometry.
double turn_of(Point d) {
    const double along = std::fabs(d.x) + std::fabs(d.y);
    const double share = d.y / along; // -1 to 1
    if (d.x < 0) return 2 - share;
    return share < 0 ? 4 + share : share;
}

Point direction_of(double turn) {
    const double quarter = std::floor(turn);
    const double share = turn - quarter;
    switch (static_cast<int>(quarter) & 3) {
    case 0:
        return {1 - share, share};
    case 1:
        return {-share, 1 - share};
    case 2:
        return {share - 1, -share};
    default:
        return {share, share - 1};
    }
}

std::size_t sector_of(double turn) {
    return std::min<std::size_t>(static_cast<std::size_t>(turn * (sectors / 4)), sectors - 1);
}

// The nearest and the furthest part of a view's boundary in each sector.
struct Boundary {
    std::array<double, sectors> nearest;
    std::array<double, sectors> furthest; // infinity where there is no wall

    explicit Boundary(const kernel::View& view) {
        nearest.fill(std::numeric_limits<double>::infinity());
        furthest.fill(0);
        for (std::size_t i = 0; i < view.boundary.size(); ++i) {
            const Point a = view.boundary[i] - view.eye;
            const Point b = view.boundary[(i + 1) % view.boundary.size()] - view.eye;
            add(a, b, view.edges[i] == kernel::EdgeKind::horizon);
        }
    }

private:
    void note(std::size_t sector, double away, bool endless) {
        nearest[sector] = std::min(nearest[sector], away * bulge);
        furthest[sector] =
            std::max(furthest[sector], endless ? std::numeric_limits<double>::infinity() : away);
    }

    void add(Point a, Point b, bool endless) {
        const double turn_a = turn_of(a);
        const double turn_b = turn_of(b);
        const std::size_t first = sector_of(turn_a);
        const std::size_t last = sector_of(turn_b);
        note(first, length(a), endless);
        note(last, length(b), endless);
        if (cross(a, b) <= 0) return; // along the line of sight
        const Point e = b - a;
        const double up = cross(a, e);
        for (std::size_t sector = first; sector != last; sector = (sector + 1) % sectors) {
            const std::size_t next = (sector + 1) % sectors;
            const Point u = direction_of(static_cast<double>(next) * 4 / sectors);
            const double away = up / cross(u, e) * length(u);
            note(sector, away, endless);
            note(next, away, endless);
        }
    }
};

double of_neighbours(const std::array<double, sectors>& values, std::size_t i, bool most) {
    const std::array<double, 3> three{values[(i + sectors - 1) % sectors], values[i],
                                      values[(i + 1) % sectors]};
    return most ? *std::max_element(three.begin(), three.end())
                : *std::min_element(three.begin(), three.end());
}

} // namespace

PlanShadow::PlanShadow(Point3 eye, const kernel::View& of_all, const kernel::View& of_high)
    : eye_(eye), clear2_(sectors), hidden2_(sectors) {
    const auto all = std::make_unique<const Boundary>(of_all);
    const auto high = std::make_unique<const Boundary>(of_high);
    for (std::size_t i = 0; i < sectors; ++i) {
        const auto clear =
            std::max(0.0F, static_cast<float>(of_neighbours(all->nearest, i, false)) - margin_m);
        const auto hidden = static_cast<float>(of_neighbours(high->furthest, i, true)) + margin_m;
        clear2_[i] = clear * clear;
        hidden2_[i] = hidden * hidden;
    }
}

void PlanShadow::reach(std::span<const Point3> targets, std::span<Reach> found) const {
    const float* clear2 = clear2_.data();
    const float* hidden2 = hidden2_.data();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto x = static_cast<float>(targets[i].x - eye_.x);
        const auto y = static_cast<float>(targets[i].y - eye_.y);
        const float along = std::fabs(x) + std::fabs(y);
        const float share = along > 0 ? y / along : 0.0F;
        const float turn = x < 0 ? 2 - share : share < 0 ? 4 + share : share;
        const auto sector = std::min(static_cast<std::int32_t>(turn * (sectors / 4)), sectors - 1);
        const float away2 = x * x + y * y;
        found[i] = away2 < clear2[sector]                              ? Reach::clear
                   : away2 > hidden2[sector] && targets[i].z <= eye_.z ? Reach::hidden
                                                                       : Reach::unknown;
    }
}

PlanShadows::PlanShadows(std::shared_ptr<const Space> opaque, const Box& bounds)
    : opaque_(std::move(opaque)), bounds_(bounds) {}

const kernel::VisibilityScene& PlanShadows::outlines(double least_top_m) const {
    const std::lock_guard lock(making_);
    for (const Outlines& one : made_)
        if (one.least_top_m == least_top_m) return *one.walls;
    kernel::Obstacles walls = opaque_->outlines(least_top_m);
    walls.bounds.add(bounds_.grown(1));
    made_.push_back({least_top_m, std::make_unique<const kernel::VisibilityScene>(walls)});
    return *made_.back().walls;
}

std::optional<PlanShadow> PlanShadows::from(Point3 eye) const {
    if (!opaque_->ground().flat()) return std::nullopt;
    const Point at{eye.x, eye.y};
    const kernel::View all = outlines(everything).view_from(at);
    if (all.status != kernel::ViewStatus::ok) return std::nullopt;
    const double height_m = std::ceil(eye.z / height_step_m) * height_step_m;
    const kernel::View high = outlines(height_m).view_from(at);
    if (high.status != kernel::ViewStatus::ok) return std::nullopt;
    return PlanShadow(eye, all, high);
}

} // namespace prospect::scene
