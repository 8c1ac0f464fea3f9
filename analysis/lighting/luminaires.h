// The lamps of a plan as they hang and shine.
#pragma once

#include "analysis/scene/space.h"
#include "geometry/site/photometry.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace prospect::lighting {

// Turns a luminaire's own axes to east, north and up, row by row.
using Rotation = std::array<std::array<double, 3>, 3>;
// R = Rz(90° - azimuth) Ry(-tilt) Rx(roll) (contract §2): tilt lifts the side of the file's 0° plane, roll
// that of its 90° plane.
Rotation rotation_of(double azimuth_deg, double tilt_deg, double roll_deg);
Point3 turned(const Rotation& rotation, Point3 own);
// The other way: from east, north and up to the luminaire's own axes.
Point3 turned_back(const Rotation& rotation, Point3 world);

struct Luminaire {
    FeaturePtr feature;
    std::string name; // its name, else its id
    std::string photometry_name;
    std::shared_ptr<const Photometry> photometry;
    bool bundled = false; // nothing is known of the lamp: a typical one is taken
    Point3 at;            // above the datum of the terrain
    double height_m = 0;
    double azimuth_deg = 0;
    double tilt_deg = 0;
    double roll_deg = 0;
    double maintenance = 1;
    double dimming = 1;
    double tilt_factor = 1; // what is left of the light of a lamp that does not like to be tilted
    Rotation rotation{};

    // Of the intensities of the file.
    double share() const { return maintenance * dimming * tilt_factor; }
};

struct Luminaires {
    std::vector<Luminaire> lit;        // at this time, in layer order
    std::size_t off = 0;               // by their hours
    std::vector<scene::Note> left_out; // one each: why it gives no light
    std::vector<scene::Note> notes;
    std::size_t all() const { return lit.size() + off + left_out.size(); }
};

// Those that are there in the scene's phase. One drawn within a wall is taken before it, at most 0.6 m away,
// to the side it shines or the wall faces. maintenance: instead of each one's own. time: of their hours.
Luminaires luminaires_in(const scene::Scene& scene, const scene::Space& space,
                         std::optional<double> maintenance, const TimeContext& time);

// These lamps of that site among what stands in the scene, which may be of another state of the plan: of one
// whose lamps alone are others.
Luminaires luminaires_among(const scene::Scene& scene, const scene::Space& space, const Site& site,
                            const std::vector<FeaturePtr>& lamps, std::optional<double> maintenance,
                            const TimeContext& time);

// The same, for an analysis that needs light. Throws Error(refused) when there is no lamp (missing data, not
// darkness), none that shines at this time, or none that can.
Luminaires lit_luminaires(const scene::Scene& scene, const scene::Space& space,
                          std::optional<double> maintenance, const TimeContext& time);

} // namespace prospect::lighting
