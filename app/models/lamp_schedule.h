// The lamps of a plan as a schedule: how many of which kind, and the circuits they are switched and dimmed
// by.
#pragma once

#include "geometry/site/edit.h"
#include "geometry/site/site.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace prospect::app {

struct LampSchedule {
    // Lamps of one light data and height, as many as there are.
    struct Type {
        std::string photometry; // "": the usual one
        bool assumed = false;   // the plan names no light data
        double height_m = 0;
        std::vector<Uuid> lamps;
        std::optional<double> watts;   // of one; absent: neither the plan nor the light data says
        std::optional<double> flux_lm; // of one, new; absent: its light data is not there
    };
    std::vector<Type> types; // the most lamps first

    struct Circuit {
        std::string name; // "": lamps of no circuit
        std::vector<Uuid> lamps;
        std::optional<double> dimming;    // of all; absent: they differ
        std::optional<std::string> hours; // likewise; "": from dusk to dawn
    };
    std::vector<Circuit> circuits; // by name, those of none last

    std::size_t lamps = 0;
    double watts = 0;              // of those that are known
    double dimmed_watts = 0;       // the same, as they are dimmed
    std::size_t without_watts = 0; // lamps
};
LampSchedule lamp_schedule(const Site& site);

// One undo step that dims or switches all lamps of a circuit; what is absent stays as it is.
struct CircuitChange {
    std::optional<double> dimming;
    std::optional<std::string> hours; // "": from dusk to dawn
};
SiteEdit circuit_edit(const LampSchedule::Circuit& circuit, const CircuitChange& change);

// Types and circuits as tab-separated lines with headings, for a sheet.
QString schedule_text(const LampSchedule& schedule);

} // namespace prospect::app
