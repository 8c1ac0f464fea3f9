#include "analysis/assessment/upkeep.h"

#include "analysis/assessment/facts.h"

namespace prospect::assessment {

Measured maintenance_stated(const MetricInput& input) {
    Measured measured;
    const std::vector<FeaturePtr> lamps = input.facts.scored(Role::luminaire);
    if (lamps.empty()) {
        measured.gaps.push_back({.text = "no lamp is on the plan", .lacks = "luminaire"});
        return measured;
    }
    Measurement measurement;
    std::size_t stated = 0;
    for (const FeaturePtr& lamp : lamps) {
        measurement.grounds.thing(Role::luminaire, *lamp);
        if (lamp->find("maintenance") != nullptr) {
            ++stated;
            measurement.grounds.number(Role::luminaire, *lamp, "maintenance");
            continue;
        }
        if (measurement.evidence.empty()) measurement.at = label_point(lamp->geometry);
        measurement.evidence.push_back({"nobody said how it is kept", lamp->id, {}});
        measurement.causes.push_back(lamp->id);
    }
    if (measurement.evidence.empty()) measurement.at = label_point(lamps.front()->geometry);
    measurement.value = 100 * static_cast<double>(stated) / static_cast<double>(lamps.size());
    measurement.text = "The plan says of " + count_text(stated) + " of " + counted(lamps.size(), "lamp") +
                       " how they are kept (maintenance factor)";
    if (stated < lamps.size()) measurement.text += "; 0.8 is used for the others";
    measured.subjects.push_back(std::move(measurement));
    return measured;
}

} // namespace prospect::assessment
