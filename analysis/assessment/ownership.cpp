#include "analysis/assessment/ownership.h"

#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/facts.h"

#include <cmath>
#include <cstdio>

namespace prospect::assessment {

namespace {

enum class Cell : std::uint8_t { outside, owned, nobody, several };

std::vector<Cell> cells_of(const MetricInput& input, const Grid& grid) {
    std::vector<Cell> cells(static_cast<std::size_t>(grid.cell_count()), Cell::outside);
    input.context.for_blocks(grid.cell_count(), 1024, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const Point p = grid.center(i % grid.columns, i / grid.columns);
            if (!input.facts.study().contains(p) || input.facts.built_at(p)) continue;
            const std::size_t owners = input.facts.zones().owners_at(p);
            cells[static_cast<std::size_t>(i)] = owners == 0   ? Cell::nobody
                                                 : owners == 1 ? Cell::owned
                                                               : Cell::several;
        }
    });
    return cells;
}

struct Ground {
    std::size_t all = 0;
    std::size_t nobody = 0;
    std::size_t several = 0;
    Point worst; // where most of it without owner or of several is
};

Ground ground_of(const Grid& grid, const std::vector<Cell>& cells) {
    Ground ground;
    for (const Cell cell : cells) {
        ground.all += cell == Cell::outside ? 0 : 1;
        ground.nobody += cell == Cell::nobody ? 1 : 0;
        ground.several += cell == Cell::several ? 1 : 0;
    }
    const auto worst = thickest_of(
        grid, [&](std::size_t i) { return cells[i] == Cell::nobody || cells[i] == Cell::several; });
    ground.worst = worst.value_or(Point{});
    return ground;
}

std::string percent_text(double percent) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", percent);
    return text;
}

} // namespace

Measured unassigned_ground(const MetricInput& input) {
    Measured measured;
    const RedLine red = red_line(input.facts.site());
    if (red.features.empty())
        measured.gaps.push_back({.text = "no site boundary (red line) is drawn", .lacks = "study_area"});
    Grounds grounds;
    std::size_t owned = 0;
    for (const FeaturePtr& zone : input.facts.of(Role::zone)) {
        if (own_text(*zone, "ownership").empty()) continue;
        ++owned;
        grounds.thing(Role::zone, *zone).word(Role::zone, *zone, "ownership");
    }
    if (owned == 0)
        measured.gaps.push_back(
            {.text = "the plan does not say whose any of the ground is", .lacks = "zone"});
    if (!measured.gaps.empty()) return measured;

    Box box;
    std::vector<Uuid> subject;
    for (const FeaturePtr& area : red.features) {
        box.add(area->geometry.box());
        subject.push_back(area->id);
        grounds.thing(Role::study_area, *area);
        if (red.assumed) grounds.stands_in(Role::study_area, *area, "kind", "application");
    }
    const double wanted_m = input.criterion.setting("cell_m");
    const double used_m = bounded_cell_m(box, wanted_m);
    if (used_m > wanted_m)
        measured.notes.push_back(coarse_note("ownership_coarse", "the ground of " + input.criterion.code,
                                             used_m, wanted_m, "the site boundary spans " + span_text(box)));
    const Grid grid = grid_of_box(box, used_m, input.facts.site().frame.origin);
    const Ground ground = ground_of(grid, cells_of(input, grid));
    if (ground.all == 0) {
        measured.gaps.push_back({.text = "the site boundary holds no open ground", .lacks = "study_area"});
        return measured;
    }
    const double cell_m2 = grid.cell_x * grid.cell_y;
    const auto share = [&](std::size_t cells) {
        return 100 * static_cast<double>(cells) / static_cast<double>(ground.all);
    };
    Measurement measurement{.subject = std::move(subject),
                            .at = ground.worst,
                            .of_the_site = true,
                            .grounds = std::move(grounds)};
    measurement.value = share(ground.nobody + ground.several);
    measurement.text = percent_text(share(ground.nobody)) + " of the open ground (" +
                       rounded_text(static_cast<double>(ground.nobody) * cell_m2) +
                       " m2) has no owner and counts as public; " + percent_text(share(ground.several)) +
                       " has several";
    if (ground.nobody + ground.several > 0)
        measurement.evidence.push_back({"most of it is here", {}, Geometry::make_point(ground.worst)});
    else
        measurement.at = label_point(red.features.front()->geometry);
    measured.subjects.push_back(std::move(measurement));
    return measured;
}

} // namespace prospect::assessment
