#include "analysis/sightlines/recognition_rings.h"

#include <array>

namespace prospect::sightlines {

namespace {

// The table of human recognition distances of the domain notes (§3a-v), row by row. Nearly all were read in
// reviews that cite the originals.
constexpr std::string_view police_japan = "Official guidance (police, Japan)";
constexpr std::string_view faces = "Research (Loftus & Harley 2005)";
constexpr std::string_view looking = "Research";
constexpr std::string_view fifteen = "Research (Rule of Fifteen)";
constexpr std::string_view gehl = "Research (Gehl)";

constexpr std::array<RecognitionRing, 13> rings{{
    {"posture", 4, 4, "what somebody does can be read",
     "in about 3 lx on the ground; the outline of a face in 1 lx on it", police_japan, false},
    {"look-night", 8.9, 8.9, "people look at others, at night", "", looking, false},
    {"identify-lit", 10, 10, "a face can be identified", "in about 20 lx on the ground, clearly in 50 lx",
     police_japan, false},
    {"familiar-most", 10.4, 10.4, "familiar face, 3 in 4 recognised", "", faces, true},
    {"look-day", 13, 13, "people look at others, by day", "", looking, false},
    {"eyewitness", 15, 15, "limit of a dependable eyewitness", "in 15 lx or more", fifteen, true},
    {"expression-lit", 15, 15, "half of all expressions are read", "with about 1 cd/m² on the face",
     "Research", false},
    {"limit", 17, 17, "no face is recognised beyond", "however much light there is",
     "Research (Rombauts 1989)", false},
    {"familiar-few", 23.5, 23.5, "familiar face, 1 in 4 recognised", "", faces, true},
    {"expression", 22, 25, "expressions can be read", "", gehl, false},
    {"dependable", 43, 43, "limit of dependable surveillance", "", "Research (van Asten)", true},
    {"person", 50, 70, "a person can be made out", "", gehl, false},
    {"movement", 100, 100, "movement can be made out", "", gehl, false},
}};

} // namespace

std::span<const RecognitionRing> recognition_rings() {
    return rings;
}

} // namespace prospect::sightlines
