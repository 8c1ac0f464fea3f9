// Changes worth trying, each where it may stand.
#pragma once

#include "analysis/assessment/facts.h"
#include "analysis/suggest/outlook.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::suggest {

struct Candidate {
    Measure measure{};
    Alters alters{};
    SiteEdit edit;
    std::string text; // "Put a window facing west on the ground floor of Block D"
    Geometry shape;   // of what is cut or added
    Point at;
    bool where_said = false; // the text says where it is
    std::optional<double> azimuth_deg;
    std::optional<double> height_m;
    // Of cameras: the share that is private of the ground they show with least_detail or more; whether there
    // is any, or a window of a home, in their picture.
    std::optional<double> private_share;
    bool looks_into_private = false;
    Box box; // of the thing that is cut, or the place

    // As the change is on the plan once it is made; absent for other measures.
    std::optional<sightlines::Guardian> window;
    std::optional<lighting::Luminaire> lamp;
    std::optional<sightlines::PlacedCamera> camera;
};

struct PlacesSettings {
    double spacing_m = 8;         // along paths and walls
    double camera_height_m = 3.5; // of new cameras
    double camera_hfov_deg = 90;
    double pixels_per_m = 80;    // from which on what a camera shows counts: its range
    double lamp_height_m = 0;    // 0: as the nearest lamp
    std::string lamp_photometry; // "": as the nearest lamp
};
// From which on a camera's view of private ground counts: the least level of EN 62676-4:2025 (overview).
inline constexpr double least_detail = 20;

// Hedges and planting over 1.0 m (NS-07) and trees with branches below 2.0 m (NS-08), not on private ground
// nor around it: cut to 1.0 m, their crown lifted to 2.0 m.
std::vector<Candidate> trims(const assessment::Facts& facts);

// One window each, on walls without another within 3 m in that storey, on the ground and first floor of
// buildings in which people stay, with ground that counts and is public within 25 m before them; none that
// looks into a private garden (garden_views.h), and none in buildings whose windows are only assumed.
std::vector<Candidate> windows(const engine::Workers& workers, const assessment::Facts& facts,
                               const Outlook& outlook, const Ground& ground, const PlacesSettings& settings);

// Beside the paths that count, as the remedies put them (lamp_places.h), and on walls at 4 m with such a path
// within 12 m before them; 5 m from trees (NS-17). Like the nearest lamp on the plan, else the usual one of
// the schema, turned towards the path.
std::vector<Candidate> lamps(const engine::Workers& workers, const assessment::Facts& facts,
                             const Outlook& outlook, const Ground& ground, const PlacesSettings& settings);

// On columns of lamps, at corners and on walls of buildings before which ground that counts begins within 15
// m, in eight directions; ranges end where there are pixels_per_m.
std::vector<Candidate> cameras(const engine::Context& context, const engine::Workers& workers,
                               const assessment::Facts& facts, const Question& question, const Ground& ground,
                               const PlacesSettings& settings);

} // namespace prospect::suggest
