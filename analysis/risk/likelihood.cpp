#include "analysis/risk/index_parts.h"

#include <algorithm>

namespace prospect::risk {

namespace {

using engine::Note;

constexpr double m2_per_ha = 1e4;
constexpr double most_consequence = 5;

// What is not said to everybody: that there are records, and what follows from them.
Note personal(Note::Level level, std::string code, std::string message) {
    Note note{level, std::move(code), std::move(message)};
    note.sensitivity = Sensitivity::personal;
    return note;
}

bool has_incidents(const engine::Context& context) {
    const auto incidents = context.site().features(Role::incident);
    return std::any_of(incidents.begin(), incidents.end(),
                       [&](const auto& entry) { return present(*entry.second, context.time().phase); });
}

Field consequence_of(const IndexParts& parts) {
    const IndexParams& params = parts.params;
    if (!params.consequence_file.empty())
        return given_values("consequence", params.consequence_file, parts.context.site().frame, parts.grid);
    Field made("consequence", "", parts.grid);
    std::fill(made.values.begin(), made.values.end(),
              static_cast<float>(*params.consequence / most_consequence));
    return made;
}

} // namespace

std::optional<LikelihoodAndRisk> likelihood_and_risk(const IndexParts& parts, std::vector<Note>& notes) {
    const IndexParams& params = parts.params;
    if (params.consequence && !params.consequence_file.empty())
        throw Error(ErrorCode::usage, "both consequence and consequence_file are given", "give one of them");
    const bool incidents = has_incidents(parts.context);
    const bool consequence = params.consequence || !params.consequence_file.empty();
    const bool both = incidents && consequence;
    notes.push_back({Note::Level::info, "design_weakness",
                     std::string("the map risk tells how weak the design is, not how likely a crime is") +
                         (both ? "" : ": for that, recorded crimes and a consequence are needed as well")});
    if (!both) {
        if (consequence)
            notes.push_back(
                {Note::Level::warning, "no_crime_data",
                 "a consequence is given, but the plan has no recorded crimes: without them there is no "
                 "likelihood and no risk; import a list of them as points of the role incident"});
        if (incidents)
            notes.push_back(
                personal(Note::Level::info, "no_consequence",
                         "the plan has recorded crimes, but no consequence is given: set consequence from "
                         "1 to 5 for a map of risk"));
        return std::nullopt;
    }
    engine::RunPtr crime;
    try {
        crime = parts.context.require("crime.density", {{"cell_m", as_text(Value(params.cell_m))},
                                                        {"bandwidth_m", as_text(Value(params.bandwidth_m))}});
    } catch (const Error& fault) {
        if (fault.code() != ErrorCode::refused) throw;
        notes.push_back(
            personal(Note::Level::warning, "crime_unusable",
                     "the recorded crimes give no density, so there is no likelihood and no risk: " +
                         fault.message()));
        return std::nullopt;
    }
    for (Note note : crime->result.notes) {
        note.sensitivity = Sensitivity::personal;
        notes.push_back(std::move(note));
    }
    const Field& density = crime->result.fields.front();
    LikelihoodAndRisk made{Field("likelihood", "", parts.grid), consequence_of(parts),
                           Field("risk_level", "", parts.grid)};
    const ValueFunction rate{0, params.crime_per_ha};
    for (std::size_t i = 0; i < made.likelihood.values.size(); ++i) {
        if (parts.risk.values[i] == nodata || density.values[i] == nodata) continue;
        const double crimes = rate(static_cast<double>(density.values[i]) * m2_per_ha);
        const double likelihood = (1 - params.crime_weight) * static_cast<double>(parts.risk.values[i]) +
                                  params.crime_weight * crimes;
        made.likelihood.values[i] = static_cast<float>(likelihood);
        if (made.consequence.values[i] != nodata)
            made.risk_level.values[i] =
                static_cast<float>(likelihood * static_cast<double>(made.consequence.values[i]));
    }
    notes.push_back(personal(Note::Level::info, "likelihood_made_of",
                             "likelihood is made of the design weakness and of recorded crimes, of which " +
                                 as_text(Value(params.crime_per_ha)) +
                                 " to the hectare count in full: a starting value of this program"));
    return made;
}

} // namespace prospect::risk
