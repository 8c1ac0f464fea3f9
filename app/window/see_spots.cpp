#include "app/window/see_spots.h"

#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace prospect::app {

namespace {

constexpr std::size_t most_rays = 180; // one every 2 degrees
constexpr double least_apart_m = 1e-3;

struct SpotWords {
    Q_DECLARE_TR_FUNCTIONS(SeeSpots)
};

} // namespace

SeeSpots::SeeSpots(Spots spots) : spots_(std::move(spots)) {
    if (!spots_.field) return;
    const auto& values = spots_.field->values;
    all_ = std::count_if(values.begin(), values.end(), [](float value) { return value != nodata; });
}

void SeeSpots::look(const kernel::View* view, Point eye) {
    cells_.clear();
    rays_.clear();
    seen_.reset();
    if (!spots_.field) return;
    const Field& field = *spots_.field;
    if (view) {
        cells_ = sightlines::seen_cells_of(field, *view);
        rays_ = sightlines::farthest_by_direction(field.grid, cells_, eye, most_rays);
    }
    Seen seen{0, all_};
    for (const auto& run : cells_)
        seen.seen += run.last - run.first + 1;
    const bool on_spot = field.value_at(eye).has_value(); // which does not count itself
    if (on_spot) --seen.all;
    if (on_spot && seen.seen > 0) --seen.seen;
    seen_ = seen;
}

QString SeeSpots::sentence(Point eye) const {
    if (!spots_.field || !seen_) return {};
    const auto value = spots_.field->value_at(eye);
    const QString all = number_text(static_cast<double>(seen_->all));
    // The map counts the same spots, to the last corner: one number is enough where it was looked from.
    const Grid& grid = spots_.field->grid;
    const Point middle =
        grid.center(static_cast<std::int64_t>(std::floor((eye.x - grid.xmin) / grid.cell_x)),
                    static_cast<std::int64_t>(std::floor((grid.ymax - eye.y) / grid.cell_y)));
    const bool in_middle = distance(eye, middle) < least_apart_m;
    if (value && in_middle && spots_.field->name == "connectivity")
        return SpotWords::tr("%1 here: %2 of the %3 others of the map; the rest is faint.")
            .arg(spots_.title, number_text(static_cast<double>(*value)), all);
    const QString here =
        value ? (in_middle ? SpotWords::tr("%1 here: %2.")
                           : SpotWords::tr("%1, from the middle of this spot: %2."))
                    .arg(spots_.title, quantity_text(static_cast<double>(*value), spots_.field->unit))
              : SpotWords::tr("No value here.");
    return here + u' ' +
           SpotWords::tr("Seen from the eye: %1 of the %2 other spots of the map; the rest is faint.")
               .arg(number_text(static_cast<double>(seen_->seen)), all);
}

} // namespace prospect::app
