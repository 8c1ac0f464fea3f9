#include "analysis/assessment/check_grid.h"

#include "geometry/site/value.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace prospect::assessment {

double bounded_cell_m(const Box& box, double cell_m) {
    const auto cells = [&] {
        return std::max(1.0, std::ceil(box.width() / cell_m)) *
               std::max(1.0, std::ceil(box.height() / cell_m));
    };
    while (cells() > static_cast<double>(most_check_cells))
        cell_m *= 2;
    return cell_m;
}

std::string span_text(const Box& box) {
    char text[64];
    std::snprintf(text, sizeof text, "%.1f by %.1f km", box.width() / 1000, box.height() / 1000);
    return text;
}

scene::Note coarse_note(const std::string& code, const std::string& what, double cell_m, double wanted_m,
                        const std::string& because) {
    return {scene::Note::Level::warning, code,
            what + " is made of cells of " + as_text(Value(cell_m)) + " m instead of " +
                as_text(Value(wanted_m)) + " m, because " + because +
                ": draw the site boundary (red line) closer for a finer one"};
}

} // namespace prospect::assessment
