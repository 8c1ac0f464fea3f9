// How much of the sight gets through what is neither open nor opaque: fences, hedges, crowns.
#pragma once

#include "analysis/scene/plan_shadow.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace prospect::scene {

// Opaque things stop a line of sight; of the others each lets through 1 − opacity of it, and these
// transmittances multiply: a wall along a line at every crossing, an area or a crown once however long the
// way through it (contract §2 and §4). Immutable; the scene must outlive it.
class Transmission {
public:
    // opaque: opaque_space() of the scene.
    Transmission(const Scene& scene, std::shared_ptr<const Space> opaque);

    struct Sight {
        double share = 1;  // 0 to 1
        bool clear = true; // nothing of blocking_opacity or more in the way: the answer of yes/no analyses
    };
    // Heights above the datum of the terrain. One answer for each target. Cost: as RayScene::blocked_from,
    // and a few nanoseconds for each target and edge of what is half transparent near the lines.
    void from(Point3 eye, std::span<const Point3> targets, std::span<Sight> seen) const;

    // Sight::share alone. plan: of the same eye; spares looking along lines whose answer it knows.
    void shares_from(Point3 eye, std::span<const Point3> targets, std::span<float> shares,
                     const PlanShadow* plan = nullptr) const;

    struct InTheWay {
        Uuid feature;    // nil for the terrain
        double at_m = 0; // where the line meets it, from the eye on
    };
    // The nearest thing to the eye that keeps a line from being clear. Absent when nothing does; also where
    // from() takes a line as hidden that only grazes an edge.
    std::optional<InTheWay> first_blocking(Point3 eye, Point3 target) const;

private:
    struct Thing {
        Uuid feature;
        double opacity = 0;
        double base_m = 0; // above the ground, of walls and areas
        double top_m = 0;
        std::vector<Segment> walls; // of what stands along a line
        Geometry area;              // of what covers ground
        Point3 centre;              // of a crown, above the datum
        double radius_m = 0;        // 0 for all but crowns
        double half_height_m = 0;
    };
    // Calls visit(target, times, thing) for what is half transparent between the eye and the targets not
    // hidden.
    template <class Visit>
    void for_crossings(Point3 eye, std::span<const Point3> targets, std::span<const std::uint8_t> hidden,
                       Visit visit) const;
    void hide(Point3 eye, std::span<const Point3> targets, const PlanShadow* plan,
              std::span<std::uint8_t> hidden) const;
    // How often the line meets it; of walls and areas.
    int crossings(const Thing& thing, Point3 eye, Point3 target) const;
    // Where it first meets it, as a share of its length; absent where it does not.
    std::optional<double> first_crossing(const Thing& thing, Point3 eye, Point3 target) const;
    template <class Visit> // of a share
    void for_wall_crossings(const Thing& thing, Point3 eye, Point3 target, Visit visit) const;
    std::optional<double> area_entry(const Thing& thing, Point3 eye, Point3 target) const;
    double above_ground(Point3 eye, Point3 target, double share) const;

    std::shared_ptr<const Space> opaque_;
    std::vector<Thing> things_;
    SpatialIndex index_;
};

// Whether the straight line from a to b meets the inside of a crown, a vertical ellipsoid.
bool crosses_crown(Point3 centre, double radius_m, double half_height_m, Point3 a, Point3 b);
// Where it does so first, as a share of its length: 0 when a is inside. Absent where it does not.
std::optional<double> crown_entry(Point3 centre, double radius_m, double half_height_m, Point3 a, Point3 b);

} // namespace prospect::scene
