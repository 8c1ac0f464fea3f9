// Notes that name single things, kept readable when there are many.
#pragma once

#include "analysis/engine/result.h"

#include <string>
#include <vector>

namespace prospect::scene {

// At most so many notes of one kind name their thing; one more says how many there are in all.
inline constexpr std::size_t listed_notes = 20;

// Adds the found notes, all of one code, to `notes`. summary: "openings lie on no barrier", after the number.
void add_listed(std::vector<engine::Note>& notes, std::vector<engine::Note> found,
                const std::string& summary);

// "530207.3,179366.0": a place in full CRS coordinates, to the decimetre.
std::string place_text(const Frame& frame, Point local);
// "buildings": the role's plural within a sentence.
std::string plural_in_text(Role role);

} // namespace prospect::scene
