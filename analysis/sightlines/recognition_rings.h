// How far people tell what of other people: distances from the literature, drawn as rings around a spot.
#pragma once

#include <span>
#include <string_view>

namespace prospect::sightlines {

struct RecognitionRing {
    std::string_view id; // "familiar-most"
    // Equal where the source gives one distance, else from where to where.
    double from_m = 0;
    double to_m = 0;
    std::string_view meaning;   // what can be told at that distance, in a few words
    std::string_view condition; // the light it takes; "" where the source names none
    std::string_view source;
    bool usual = false; // shown unless something else is chosen
};

// By distance, the nearest first. Each as the source gives it; where sources disagree (17 m and 23.5 m), all
// are here. Left out: 300 to 500 m, from where people are no longer told from things, which is beyond sites.
std::span<const RecognitionRing> recognition_rings();

} // namespace prospect::sightlines
