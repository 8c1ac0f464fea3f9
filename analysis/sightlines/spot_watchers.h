// Who has one spot before their eyes, one by one: the windows, doors and places in use that make up its
// guardianship, the cameras that have it in their picture, and what stands in between.
#pragma once

#include "analysis/lighting/given_light.h"
#include "analysis/lighting/lit_plan.h"
#include "analysis/sightlines/placed_cameras.h"
#include "analysis/sightlines/watched_spots.h"

#include <memory>
#include <optional>
#include <vector>

namespace prospect::sightlines {

enum class SpotStatus : std::uint8_t {
    open,
    in_building,
    no_ground, // the terrain has no height there
};

// Met first by somebody who looks from the spot along the line.
struct InTheWay {
    Uuid feature; // nil for the terrain
    Point place;
    double away_m = 0; // from the spot
};

// A guardian within watch_reach_m who looks that way.
struct SpotGuardian {
    std::uint32_t guardian = 0; // of SpotWatchers::guardians()
    Look look;
    Point3 eye; // of look.eye
    // a o f g h V, by DayBand: the probability that this one sees somebody there.
    std::array<double, watched_bands> counts{};
    bool own_place = false; // the spot is in it: it counts for nothing
    // Of a line that is not clear; absent where it only grazes an edge.
    std::optional<InTheWay> in_the_way;
};

// What makes up what a guardian counts: the terms of the formula (guardianship.h). With how likely somebody
// is there (Guardian::occupied) they multiply to SpotGuardian::counts.
struct LookTerms {
    double glass = 1;  // o
    double near = 0;   // f
    double facing = 0; // g
    double low = 0;    // h
    double passes = 0; // V
    double lit = 1;    // by night min(1, distance from which a face there is recognised / d)
};
// Of one who looks from one place; absent for a place in use with several, over which all terms are means.
// recognised_m: by night, else absent.
std::optional<LookTerms> terms_of(const Guardian& guardian, const SpotGuardian& one, Point3 spot,
                                  std::optional<double> recognised_m = {});

// A camera that has the spot in its picture, within its range.
struct SpotCamera {
    std::uint32_t camera = 0; // of SpotWatchers::cameras()
    double away_m = 0;        // along the line of sight
    double pixels_per_m = 0;
    bool clear = false;
    std::optional<InTheWay> in_the_way; // as above
};

// What the lamps, or the file in their place, give on a face at the spot by night.
struct FaceLight {
    double esc_min_lx = 0;   // semicylindrical, in the darkest of four directions
    double recognised_m = 0; // from how far it is recognised (lighting::recognition_m)
};

struct SpotWatch {
    SpotStatus status = SpotStatus::open; // unless open there is nothing else
    Point3 spot;                          // at the height of what is looked at, above the datum
    Watch watch;
    std::optional<FaceLight> light;      // absent: who watches by night is not known
    std::vector<SpotGuardian> guardians; // in the order of WatchedSpots::lines
    std::vector<SpotCamera> cameras;     // in their order
    std::size_t turned_away = 0;         // guardians within watch_reach_m that look elsewhere
};

// One thing and whom it keeps from seeing the spot.
struct SpotBlocker {
    Uuid feature; // nil for the terrain
    std::size_t windows = 0;
    std::size_t doors = 0;
    std::size_t places = 0;
    std::size_t cameras = 0;
    Point nearest; // to the spot, of the places where lines meet it
    double away_m = 0;

    std::size_t all() const { return windows + doors + places + cameras; }
};

// Answers for one spot after another of a plan at one time; by the numbers those of sightlines.overlooking
// and sightlines.cameras in a cell with its centre there: guardianship S(p) = 1 − Π (1 − a o f(d) g(θ) h(z)
// V) (guardianship.h), pixels on a metre as lens.h has them. Immutable: any number of threads may ask.
class SpotWatchers {
public:
    // Of the scene's season, growth, phase and weekday, and of its hour where that is of the night. esc_file:
    // of sightlines.overlooking, in place of the lamps; empty for none. Cost: as guardians_of and the scene's
    // spaces, which it keeps for the next one. Throws Cancelled, and Error(refused) as GivenLight.
    SpotWatchers(std::shared_ptr<const scene::Scene> scene, scene::MissingWindows missing,
                 const Progress& progress = {}, const std::filesystem::path& esc_file = {});

    const std::shared_ptr<const scene::Scene>& scene() const { return scene_; }
    scene::MissingWindows missing() const { return missing_; }
    const Guardians& guardians() const { return guardians_; }
    const PlacedCameras& cameras() const { return cameras_; }
    // The light that stands in for the lamps; null where they count.
    const lighting::GivenLight* given() const { return given_ ? &*given_ : nullptr; }
    const std::filesystem::path& esc_file() const { return esc_file_; }
    // Why it is nowhere known who watches by night; empty: it is, if not where the given light has no value.
    const std::string& why_no_night() const { return why_no_night_; }
    // What the reader must know of any answer: of the scene, the guardians and the cameras.
    std::vector<scene::Note> notes() const;

    // height_m: above the ground, of what is looked at. Cost: some microseconds for each guardian within
    // watch_reach_m and each camera.
    SpotWatch at(Point p, double height_m) const;
    // What stands in the way of the lines that are not clear, that which hides most first, of equal ones the
    // nearest. Lines that only graze an edge are with none.
    std::vector<SpotBlocker> blockers(const SpotWatch& watch) const;

private:
    std::optional<InTheWay> in_the_way(Point3 spot, Point3 eye) const;
    void light_up(SpotWatch& found) const;
    void add_guardians(SpotWatch& found) const;
    void add_cameras(SpotWatch& found, Point p, double height_m) const;

    std::shared_ptr<const scene::Scene> scene_;
    scene::MissingWindows missing_;
    std::shared_ptr<const scene::Space> opaque_;
    std::shared_ptr<const scene::Space> space_;
    Guardians guardians_;
    PlacedCameras cameras_;
    scene::Transmission sight_;
    WatchedSpots watched_;
    std::filesystem::path esc_file_;
    std::optional<lighting::GivenLight> given_;
    lighting::LitPlan lamps_; // without lights where the night is not known
    std::string why_no_night_;
};

} // namespace prospect::sightlines
