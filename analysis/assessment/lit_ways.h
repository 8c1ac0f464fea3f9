// The paths and car parks of a plan with the light on them by night, for all rules about light.
#pragma once

#include "analysis/assessment/light_words.h"
#include "analysis/assessment/metric.h"
#include "analysis/lighting/class_subjects.h"
#include "analysis/lighting/walk_light.h"

#include <string>
#include <vector>

namespace prospect::assessment {

// Of stations along routes at night.
inline constexpr double light_step_m = 1;
// Of faces above the ground (EN 13201-3).
inline constexpr double light_face_m = 1.5;

// How far from a change on trial light is worked out again where `least_lx` is the least that is asked: to
// where the most candela give a twentieth of that, d = sqrt(I / (0.05 E)), at least 50 m.
double light_reach_m(double most_cd, double least_lx);
// Whether a change on trial may alter the light there; always when none is tried.
bool light_reaches(const Box& box, std::span<const Box> changed, double reach_m);
// Whether a change on trial of what light runs past, and of no lamp, may alter the light on the ground
// `place` and beside_m about it: where the change lies on it, or between it and a lamp within reach_m, seen
// from above.
bool shade_reaches(const lighting::LitPlan& plan, const Geometry& place, double beside_m,
                   std::span<const Box> changed, double reach_m);
// The most that a lamp gives any way, new and not dimmed.
double most_candela(const lighting::LitPlan& plan);
// How far from a lamp that high its light matters: five times that (EN 13201-3), at least 30 m.
double matters_within_m(double height_m);
// Those that give no light as they are described within five times their height (EN 13201-3), at least 30 m.
std::vector<FeaturePtr> broken_near(const Facts& facts, std::span<const scene::Note> left_out,
                                    const Geometry& place);

// A path, or a car park.
struct LitWay {
    lighting::ClassSubject subject; // lit and measured at its calculation points
    bool night_route = false;       // marked as a route at night
    bool not_by_night = false;      // said to be none
    // Along its middle, in the study area; empty of what is no route at night.
    std::vector<lighting::WalkStation> stations;
    // Lamps that matter to it, the nearest first: within five times their height (EN 13201-3), at least 30 m.
    std::vector<const lighting::Luminaire*> lamps;
    std::vector<FeaturePtr> broken; // lamps as near that give no light as they are described

    const Feature& feature() const { return *subject.feature; }
    std::string called() const; // "Back Path", "the footway"
    // The least light on the ground it may have anywhere: that of its class, else `usual_lx`.
    double least_lx(double usual_lx) const;
};

// A path or car park on which no light can be worked out.
struct LeftOutWay {
    FeaturePtr feature;
    std::string why; // within a sentence
};
inline constexpr const char* no_ground_text =
    "it lies within buildings or where the terrain has no height, so the light on it is not known";

struct LitWays {
    std::vector<LitWay> paths; // with a class, or said to be a route at night or not to be one
    std::vector<LitWay> car_parks;
    std::vector<LeftOutWay> no_paths; // others of these
    std::vector<LeftOutWay> no_car_parks;
    std::vector<Uuid> untouched; // of both: too far from a change on trial
};

// What a change on trial may alter.
enum class LightChange : std::uint8_t { lamps, only_shade };
// All of them in layer order. plan: of the night, and outlives them. most_cd: of it, and of the plan before a
// change on trial. Cost: that of lighting.classes and lighting.routes.
LitWays lit_ways(const engine::Context& context, const Facts& facts, const lighting::LitPlan& plan,
                 std::span<const Box> changed, LightChange change, double most_cd);

// Light on the ground along a route at night, by station; a subject of LT-13 needs no more.
struct GroundAlong {
    FeaturePtr path;
    std::vector<Point> places;
    std::vector<double> lux;

    std::size_t darkest() const;
};
// Of the routes at night among the ways.
std::vector<GroundAlong> ground_along_routes(const engine::Context& context, const lighting::LitPlan& plan,
                                             const LitWays& ways);

// Those of the run, by night whatever its hour, with add_light_notes(). Null, and a gap, where no lamp gives
// light: missing data, not darkness. Null, and every subject untouched, on trial of what keeps the light: not
// for rules that read windows too and are measured on trial.
const LitWays* ways_by_night(const MetricInput& input, Measured& measured);
// What the light rests on: the same with every rule about it.
void add_light_notes(const MetricInput& input, const lighting::LitPlan& plan, Measured& measured);
// A gap for each reason why those that count are left out; whether there are any.
bool add_left_out(const std::vector<LeftOutWay>& ways, const std::function<bool(const Feature&)>& counts,
                  Measured& measured);
bool is_night_route(const Feature& path);
bool has_class(const Feature& path);

// Of a value that more light, or less, would make better: whether a lamp that gives no light as it is
// described leaves it unknown.
enum class Light : std::uint8_t { more, less, either };
void add_to(Gap& gap, const Feature& subject);
// True, and the way is in the gap, where that is so.
bool left_unknown(const LitWay& way, bool holds, Light better, Gap& gap);
// That of the broken lamps, once it has subjects.
Gap broken_gap();

// The lamps with all of theirs that the light depends on, as grounds and evidence; where the rule is missed
// also what stands between the nearest of them and `above_m` over measurement.at. On trial nothing.
void add_lamps(const MetricInput& input, const LitWay& way, double above_m, Measurement& measurement);
void add_lamp_grounds(const lighting::Luminaire& lamp, Grounds& grounds);

// The calculation point with the least of that light, and the station with the least light on faces.
Point darkest_of(const LitWay& way, lighting::ClassQuantity quantity);
std::size_t dimmest_face_of(const LitWay& way); // stations must not be empty
double face_lx(const lighting::WalkStation& station);

} // namespace prospect::assessment
