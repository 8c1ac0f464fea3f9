// Records of crime that an analysis takes, and why it leaves others out.
#pragma once

#include "analysis/engine/context.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::crime {

enum class Precision : std::uint8_t { unsaid, exact, snapped, masked };

struct Incident {
    Point at;
    double weight = 1;
    Precision precision = Precision::unsaid; // as the record says of itself
};

struct IncidentFilter {
    std::vector<std::string> categories; // empty: all
    std::string from;                    // "2024-05-01" or "2024-05"; empty: no limit
    std::string to;                      // the day or month itself counts
};

struct Incidents {
    std::vector<Incident> used; // in layer order
    std::int64_t without_place = 0;
    std::int64_t other_category = 0;
    std::int64_t other_time = 0;
    std::int64_t without_time = 0;   // while from or to is asked for
    std::int64_t without_weight = 0; // weight 0: they count nothing
    std::vector<scene::Note> notes;  // defaults used

    std::int64_t left_out() const {
        return without_place + other_category + other_time + without_time + without_weight;
    }
};

// The records of role incident present in the phase that pass. Throws Error(usage) for a date that is none,
// for from after to, and for a category no record has (those there are are named).
Incidents incidents(const engine::Context& context, const IncidentFilter& filter);

// Whether many records share few places, as when a source moves them to the nearest street point: at least
// ten records, at most half as many places.
bool looks_snapped(std::span<const Incident> incidents);

// To the decimetre.
std::int64_t distinct_places(std::span<const Incident> incidents);
std::int64_t count_of(std::span<const Incident> incidents, Precision precision);

// "2024-05-17" or "2024-05" at the beginning of a text with - or /; "" when there is none.
std::string date_in(std::string_view text);

} // namespace prospect::crime
