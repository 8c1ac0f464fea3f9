// The place in three dimensions: ground, solids and crowns as what lines of sight run into.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"
#include "geometry/kernel/visibility.h"
#include "geometry/rays/ray_scene.h"

#include <map>

namespace prospect::scene {

// Heights are above the terrain's datum; without a terrain above the plane on which all stands. Only what has
// an opacity of `least_opacity` or more is in it: that of yes/no analyses (contract §4) unless another is
// asked for. A building stands
// on the mean of the ground at its outer ring's vertices, its roof flat, its walls down into the ground
// (contract §2); barriers and planting follow the ground along their outline; a crown stands over the ground
// at its stem.
class Space {
public:
    // Cost: as RayScene. Throws Cancelled.
    Space(const Site& site, const std::vector<Obstacle>& obstacles, const std::vector<Crown>& crowns,
          double least_opacity = blocking_opacity, const Progress& progress = {});

    const rays::RayScene& rays() const { return *rays_; }
    const rays::Ground& ground() const { return ground_; }
    // Its height, the mean of the terrain where that is not known.
    double ground_at(Point p) const;

    // The feature's name, else its id; "terrain" for the ground.
    std::string name_of(rays::Thing thing) const;
    // For a sentence: the name, else "a building".
    std::string words_for(rays::Thing thing) const;
    // Nil for the ground.
    Uuid feature_of(rays::Thing thing) const;

    struct Surrounding {
        // The building, wall, hedge, planting or crown that has the place within it; on a surface is outside.
        std::optional<rays::Thing> inside;
        // The height of what somebody there stands on: the highest roof or top below, else the ground. Absent
        // where the ground is not known and nothing stands.
        std::optional<double> floor_m;
        // Where lines of sight begin and end for somebody there: the place, but off the sides of what stands
        // anywhere from the floor to it when it is on one (stand_off), so that no outline rounded to
        // millimetres or single precision hides what that side faces.
        Point clear;
        // On a wall without thickness, or a few millimetres from it: what side it is on depends on where
        // one looks. See clear_towards().
        bool at_wall = false;
    };
    // ground_m: ground().height_at() of the place.
    Surrounding around(Point3 place, std::optional<double> ground_m) const;
    // What Surrounding::clear is for somebody at_wall, floor_m as found there, who looks towards another
    // place.
    Point clear_towards(Point3 place, double floor_m, Point towards) const;

    // Above the datum: the underside, minus infinity where it stands on the ground, and the roof.
    struct Span {
        double underside_m = 0;
        double roof_m = 0;
    };
    // Of every building; of one in several parts from the lowest underside to the highest roof. Cost: O(what
    // stands).
    std::map<Uuid, Span> building_spans() const;

    // The outlines of what stands, crowns by polygons about them; with a least height above the datum only of
    // what stands on the ground and reaches it, without crowns. Bounds: their box.
    kernel::Obstacles outlines(double least_top_m) const;

    // What stands where the terrain has no height: put on its mean height. Heights that do not look like
    // metres.
    const std::vector<Note>& notes() const { return notes_; }

private:
    struct Solid {
        Geometry geometry; // one part of an area, or a wall along a line
        double base_m = 0;
        double top_m = 0;
        std::optional<double> level; // ground under a building; absent: follows the ground
        rays::Thing thing = 0;
    };
    struct Owner {
        Uuid feature;
        std::string name;
        std::string words;
    };
    class Builder;

    double bottom_of(const Solid& solid, Point p) const;
    double top_of(const Solid& solid, Point p) const;
    Point off_the_sides(Point3 place, double floor_m, std::optional<Point> towards) const;
    double off_m(Point3 place) const; // the distance from sides

    rays::Ground ground_;
    double mean_ground_ = 0;
    std::vector<Solid> solids_; // areas
    std::vector<Solid> walls_;  // without thickness
    std::vector<rays::Solids::Crown> crowns_;
    std::vector<Owner> owners_; // by thing
    std::vector<Note> notes_;
    SpatialIndex index_; // of solids_, then crowns_, then walls_
    std::unique_ptr<const rays::RayScene> rays_;
};

} // namespace prospect::scene
