// Notes to the reader of a result, kept readable when there are many of one kind, and the words they share.
#pragma once

#include "geometry/site/site.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prospect::scene {

// Something the reader of a result must know: an assumption, a default, a doubt.
struct Note {
    enum class Level : std::uint8_t { info, warning, error } level = Level::info;
    std::string code;           // "defaults_used"
    std::string message;        // one sentence
    std::optional<Point> place; // local
    Uuid feature;               // nil when it concerns no single one
    // protect: it tells of what nobody but the police may know.
    Sensitivity sensitivity = Sensitivity::ordinary;
    bool operator==(const Note&) const = default;
};

// Adds the found notes, all of one code and with a place, to `notes`: a single one as it is, several as one
// note with their number and the place and feature of the first. summary: "openings lie on no barrier", after
// the number.
void add_merged(std::vector<Note>& notes, const std::vector<Note>& found, const std::string& summary,
                const Frame& frame);

// "6.0": metres to the decimetre.
std::string metres_text(double value_m);
// "530207.3,179366.0": a place in full CRS coordinates, to the decimetre.
std::string place_text(const Frame& frame, Point local);
// What people call a thing: its name, else its id.
std::string title_of(const Feature& feature);
// "buildings": the role's plural within a sentence.
std::string plural_in_text(Role role);

} // namespace prospect::scene
