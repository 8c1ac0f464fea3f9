#include "analysis/suggest/words.h"

#include "analysis/assessment/naming.h"

#include <algorithm>
#include <cmath>

namespace prospect::suggest {

namespace {

using assessment::Facts;
using assessment::rounded_text;
using engine::Note;

constexpr double landmark_within_m = 40;
constexpr double at_it_m = 2;

struct Landmark {
    const Feature* thing = nullptr;
    Role role{};
    double away_m = landmark_within_m;
};

// The nearest place people know: where they stay, else a building with a name.
Landmark landmark_near(const Facts& facts, Point at) {
    Landmark nearest;
    for (const Role role : {Role::activity, Role::building}) {
        for (const FeaturePtr& thing : facts.of(role)) {
            if (role == Role::building && facts.name_of(*thing).empty()) continue;
            if (!thing->geometry.box().grown(nearest.away_m).contains(at)) continue;
            const double away = distance(thing->geometry, at);
            if (away < nearest.away_m) nearest = {thing.get(), role, away};
        }
        if (nearest.thing != nullptr) return nearest;
    }
    return nearest;
}

std::string landmark_text(const Facts& facts, const Landmark& landmark, Point at) {
    const std::string name = facts.called(landmark.role, *landmark.thing);
    if (landmark.away_m < at_it_m) return "by " + name;
    return rounded_text(landmark.away_m) + " m " +
           assessment::compass(at - label_point(landmark.thing->geometry)) + " of " + name;
}

std::string percent(double part, double whole) {
    return rounded_text(whole > 0 ? 100 * part / whole : 0) + " %";
}

std::string many(std::size_t count, Measure measure) {
    if (measure == Measure::trim)
        return count == 1 ? "trimming one plant" : "trimming " + std::to_string(count) + " plants";
    return std::to_string(count) + " " + std::string(count == 1 ? name_of(measure) : plural_of(measure));
}

// Of the measures that serve one goal: "people watch 47 % of it as it is, 88 % with 3 windows; trimming adds
// nothing".
std::string alternatives_text(const Suggestion& suggestion, Goal goal) {
    std::string text;
    std::string nothing;
    for (const Alternative& one : suggestion.alternatives) {
        if (one.goal != goal) continue;
        if (text.empty())
            text = (goal == Goal::eyes ? "people watch " : "faces have light on ") +
                   percent(one.already, suggestion.cameras_gain) + " of it as it is";
        if (one.reached > one.already)
            text += ", " + percent(one.reached, suggestion.cameras_gain) + " with " +
                    many(one.steps, one.measure);
        else if (one.already < suggestion.cameras_gain)
            nothing += (nothing.empty() ? "" : " and ") +
                       (one.measure == Measure::trim ? std::string("trimming")
                                                     : "new " + std::string(plural_of(one.measure)));
    }
    return nothing.empty() ? text : text + " (nothing more by " + nothing + ")";
}

} // namespace

std::string step_text(const Facts& facts, const Candidate& candidate) {
    if (candidate.where_said) return candidate.text;
    const Landmark landmark = landmark_near(facts, candidate.at);
    if (landmark.thing != nullptr &&
        candidate.text.find(facts.called(landmark.role, *landmark.thing)) == std::string::npos)
        return candidate.text + ", " + landmark_text(facts, landmark, candidate.at);
    const std::string place = assessment::place_name(facts, candidate.at);
    return candidate.text.find(place) != std::string::npos ? candidate.text
                                                           : candidate.text + " (" + place + ")";
}

std::string size_text(double size, GroundKind ground) {
    return rounded_text(size) + (ground == GroundKind::paths ? " m" : " m2");
}

Note nothing_to_try(Measure measure) {
    switch (measure) {
    case Measure::trim:
        return {Note::Level::info, "nothing_to_trim",
                "no hedge or planting outside private ground is over 1.0 m and no tree there has branches "
                "below 2.0 m: "
                "there is nothing to trim"};
    case Measure::window:
        return {Note::Level::info, "no_blank_wall",
                "no wall without windows has ground that counts before it, in a building in which people "
                "stay, and "
                "looks into no private garden: no window can be suggested"};
    case Measure::lamp:
        return {Note::Level::info, "no_room_for_lamps",
                "nowhere beside the paths that count is there room for a lamp 5 m from trees: no lamp can be "
                "suggested"};
    case Measure::camera:
        break;
    }
    return {
        Note::Level::info, "nowhere_for_cameras",
        "no wall, corner or lamp column stands before the ground that counts: no camera can be suggested"};
}

Note cameras_last(const Suggestion& suggestion) {
    std::string text = "before a camera, what other measures reach (PV-1): ";
    if (suggestion.cameras_gain <= 0)
        return {Note::Level::info, "cameras_last",
                text + "cameras would show no ground that has not reached the goal"};
    text += many(suggestion.cameras, Measure::camera) + " would newly show " +
            size_text(suggestion.cameras_gain, suggestion.ground);
    for (const Goal goal : {Goal::eyes, Goal::light})
        if (const std::string others = alternatives_text(suggestion, goal); !others.empty())
            text += "; " + others;
    return {Note::Level::info, "cameras_last",
            text + ". A camera is for what none of these can do (EDPB guidelines 3/2019, 24 and 25)"};
}

} // namespace prospect::suggest
