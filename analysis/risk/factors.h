// The factors that may make ground weak, and how much each counts: data of
// resources/criteria/risk_factors.json.
#pragma once

#include "analysis/risk/value_function.h"
#include "geometry/site/time_context.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::risk {

struct FactorInfo {
    std::string name;  // "nobody_looks"
    std::string title; // plain words: "Nobody looks"
    std::string why;   // one sentence
    std::string analysis;
    std::map<std::string, std::string> settings; // besides cell_m
    std::array<std::string, 3> fields;           // by DayBand; "" where it does not count
    std::string unit;
    ValueFunction value;
    double sum_within_m = 0; // > 0: the sum of the field over the ground within that distance, times a cell
    bool light = false;      // grows with the light the lamps still give
    // Where this field of the same run has a value and the factor's own has none, it is the worst.
    std::string worst_without_value_where;
    struct OnlyOn {
        std::vector<std::string> activities; // kinds
        double around_m = 0;                 // of those drawn as points
        std::string missing;                 // what to say where there is none
    };
    std::optional<OnlyOn> only_on;     // 0 elsewhere
    std::vector<std::string> hands_on; // settings of risk.index that the analysis gets as they are
    std::string source;
    std::string status; // N, g, R, P

    // Whether it counts at that time: it has a field then, and one of light only while it is dark (the hours
    // of lamps, dusk-dawn).
    bool counts_at(const TimeContext& time) const;
    const std::string& field(DayBand band) const { return fields[static_cast<std::size_t>(band)]; }
};

// Where the worst places of a map are looked for: where people walk or stay, or on all ground.
enum class PlacesOn : std::uint8_t { people, everywhere };

struct Balance {
    std::string name;  // "night_use"
    std::string title; // "Use by night"
    std::string about; // one sentence
    PlacesOn places = PlacesOn::people;
    std::map<std::string, std::array<double, 3>> weights; // by factor, then DayBand

    // 0 for a factor it does not name.
    double weight(const std::string& factor, DayBand band) const;
};

struct RiskFactors {
    std::vector<FactorInfo> factors;
    std::vector<Balance> balances;

    const FactorInfo* factor(std::string_view name) const;
    // Throws Error(usage): known ones are named.
    const Balance& balance(std::string_view name) const;
};

// Those of the program, read once.
const RiskFactors& risk_factors();
// Throws Error(refused) in one sentence: no JSON, a missing or unknown member, a name twice, fine and worst
// that are the same, a weight that is negative or of a factor there is none of.
RiskFactors parse_risk_factors(std::string_view json);

// The balance that serves where none is asked for.
std::string usual_balance(DayBand band);

} // namespace prospect::risk
