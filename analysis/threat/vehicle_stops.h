// What a vehicle cannot drive through, as far as the plan tells.
#pragma once

#include "analysis/threat/bollards.h"
#include "geometry/index/spatial_index.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::threat {

// A tested level of a barrier: IWA 14 and ISO 22343 write it V/7200[N2A]/64/90.
struct TestedRating {
    double mass_kg = 0;
    double speed_kmh = 0;
    std::optional<double> penetration_m; // how far the vehicle came past it; absent where it is not said
};
// What a source says of the tested rating of a barrier: the free attribute rating, vehicle_rating or
// certificate, whatever the case; "" when it says none.
std::string rating_text(const Feature& barrier);
// Of a text that holds one level as the standards write it, "V/7200[N2A]/64/90:2.4" or
// "V/7500(N3)/80/90:7.5/20" (mass, class, speed, angle, then penetration); absent when there is none, or more
// than one.
std::optional<TestedRating> parse_rating(std::string_view text);

// In the way of a vehicle along a straight stretch.
struct Stop {
    FeaturePtr feature;
    Role role{};
    bool bollards = false;
    Segment edge;
    // Of a line of bollards: it has no gap that is too wide, and both its ends are at walls.
    bool complete = true;
};
struct Meeting {
    const Stop* stop = nullptr;
    double along_m = 0; // from the beginning of the stretch
    Point at;
    double angle_deg = 0; // between the stretch and what it meets: 90 is head on
};

inline constexpr double vehicle_width_m = 2.5;

// Barriers that let nobody or only people on foot through, with their open gates and gaps cut out, and lines
// of bollards with gaps that are no wider than the rule says. Kerbs stop nothing and are known by name.
// Buildings where asked for. Immutable; the scene must outlive it.
class VehicleStops {
public:
    VehicleStops(const scene::Scene& scene, const BollardLines& bollards, const GapRule& rule);

    // In the order in which they are met; buildings among them.
    std::vector<Meeting> along(const Segment& way) const;
    // Whether a vehicle that comes along the stretch and meets something there meets something as well,
    // within so far before or behind, half of the carriageway (at least of a vehicle) to either side.
    bool covers(const Segment& way, double along_m, double width_m) const;
    // Kerbs on the way, none twice, by name.
    std::vector<FeaturePtr> kerbs(const Segment& way) const;
    const std::vector<scene::Note>& notes() const { return notes_; }

private:
    std::vector<Stop> stops_;
    std::vector<Stop> kerbs_;
    SpatialIndex index_;
    std::vector<scene::Note> notes_;
};

} // namespace prospect::threat
