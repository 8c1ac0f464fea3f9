// Lines of bollards and the clear gaps between their faces.
#pragma once

#include "analysis/scene/scene.h"

#include <optional>
#include <string>
#include <vector>

namespace prospect::threat {

struct GapRule {
    double widest_m = 1.2;           // a car does not get through
    double narrowest_m = 0.9;        // a wheelchair does
    double bollard_diameter_m = 0.2; // of bollards drawn as points
};

// How a gap is known.
enum class GapSource : std::uint8_t {
    given,    // gap_m of the bollards
    measured, // between faces on the plan
    unknown
};
std::string_view name_of(GapSource source);

enum class GapFault : std::uint8_t { none, too_wide, too_narrow, unknown };
// "", "too wide: a car gets through", …
std::string_view words_of(GapFault fault);

struct Gap {
    FeaturePtr bollard; // at one side
    FeaturePtr other;   // at the other: a bollard, a wall; null where nothing stands near enough
    std::string from;
    std::string to;
    std::optional<double> gap_m;
    GapSource source = GapSource::unknown;
    GapFault fault = GapFault::unknown;
    bool at_wall = false; // at an end of a line
    Point at;
    Segment line;        // between the middles of the bollards, or to the wall
    std::size_t row = 0; // the same for all gaps of one line
    // A car gets through what is given and not through what is drawn, or the other way round: gap_m is the
    // wider one.
    bool doubtful = false;
};

struct BollardLines {
    std::vector<Gap> gaps;
    std::vector<scene::Note> notes;
    std::size_t bollards = 0;
    std::size_t open_ends = 0; // of lines: nothing stands within look_for_m
};
// So far from a bollard the next one, or a wall at the end of the line, is looked for.
inline constexpr double look_for_m = 5;
// A gap_m that differs by more than this from what is drawn does not tell of it: a bollard is missing there.
inline constexpr double gap_doubt_m = 0.3;

// Bollards (barriers of that kind) of the scene's phase: points, outlines, and lines, which stand for rows of
// bollards with gap_m between them. Points and outlines make lines by their distance: the nearest first, at
// most two neighbours each, none that doubles back, none over look_for_m away, and none further than 1.6
// times the gap beside it unless it carries that line straight on (a bollard is missing). gap_m counts where
// it fits what is drawn, but not between two outlines, which are measured; nor where a car gets through one of
// both, what is given and what is drawn: that gap is doubtful. From the end of a line the gap to the nearest wall, fence or building beyond it.
// Cost: O(n log n).
BollardLines bollard_lines(const scene::Scene& scene, const GapRule& rule);

} // namespace prospect::threat
