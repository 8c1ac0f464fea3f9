// Spots and who watches them.
#pragma once

#include "analysis/scene/transmission.h"
#include "analysis/sightlines/guardians.h"

#include <span>
#include <vector>

namespace prospect::sightlines {

// What guardians add up to at one spot.
struct Watch {
    std::array<double, watched_bands> unwatched{1, 1, 1}; // probability that nobody sees, by DayBand
    bool night_known = false;                             // the light there is, else nothing of the night is
    double unwatched_from_openings = 1;                   // the same by day, of openings alone
    std::uint32_t near_openings = 0;                      // within near_reach_m with a clear line
    std::uint32_t openings = 0;                           // within watch_reach_m

    bool knows(DayBand band) const { return band != DayBand::night || night_known; }
    double guardianship(DayBand band) const { return 1 - unwatched[static_cast<std::size_t>(band)]; }
};

// One guardian and one spot.
struct Look {
    double seen = 0; // o f g h V of the formula, of an area the mean over its eyes
    // The same by night: times min(1, distance from which a face at the spot is recognised by its light / d).
    double seen_at_night = 0;
    double away_m = 0;  // from the nearest eye
    bool clear = false; // some eye has nothing in the way that blocks
    double seen_in(DayBand band) const { return band == DayBand::night ? seen_at_night : seen; }
    // Of its eyes the one with the best line: a clear one before others, then the nearest.
    std::uint32_t eye = 0;
    double eye_away_m = 0;
    double eye_share = 0; // V of its line
};
// What the guardian adds to what watches the spot.
void add_look(const Guardian& guardian, const Look& look, Watch& watch);

// A guardian that would see a spot if nothing stood in the way.
struct WatchLine {
    std::uint32_t guardian = 0;
    Look look;
    bool own_place = false; // the spot is within the place in use, which does not watch it
};

// Immutable; what it is made of must outlive it.
class WatchedSpots {
public:
    WatchedSpots(const std::vector<Guardian>& guardians, const scene::Transmission& sight);

    // spots: heights above the datum. A place in use does not watch the spots within it: who stays there is
    // whom others watch over. The guardians in their order; `counted`, where given, gets the openings with a
    // clear line to any of the spots: 2 within near_reach_m, else 1, by guardian.
    // recognised_m: for each spot from how far a face is recognised by night, negative where that is not
    // known; empty: nowhere.
    void watch(std::span<const Point3> spots, std::span<Watch> watched,
               std::vector<std::uint8_t>* counted = nullptr, std::span<const double> recognised_m = {}) const;
    // All that are near enough and look there, in the order in which watch() takes them: add_look() of those
    // that are no own_place gives what watch() gives.
    std::vector<WatchLine> lines(Point3 spot, std::optional<double> recognised_m = {}) const;
    // Guardians with an eye within watch_reach_m of the window.
    std::vector<std::uint32_t> near(const Box& window) const;

private:
    struct Lines; // scratch of one call
    void look_from(const Guardian& guardian, std::span<const Point3> spots,
                   std::span<const double> recognised_m, Lines& lines) const;

    const std::vector<Guardian>& guardians_;
    const scene::Transmission& sight_;
    SpatialIndex index_;
};

} // namespace prospect::sightlines
