// Which attacks the analyses of threats cover, and which not: said with every result.
#pragma once

#include <string_view>

namespace prospect::threat {

inline constexpr std::string_view vehicle_scope =
    "Covers a vehicle that is driven at people or a place (penetrative attack). Does not cover parked "
    "vehicles "
    "and blast, slow encroachment, deception, duress, insiders, or ways across open ground.";
inline constexpr std::string_view crowd_scope = "Covers how dense crowds are and whether they stand straight "
                                                "beyond the end of a road. Does not cover parked "
                                                "vehicles and blast, encroachment, deception, duress, "
                                                "insiders, weapons on foot, or how crowds move and leave.";
inline constexpr std::string_view watch_scope =
    "Covers where eyes are missing around crowd places and entrances, so that some can be added. Does not "
    "cover "
    "vehicles, blast, deception, duress or insiders, and says nothing of any person.";

} // namespace prospect::threat
