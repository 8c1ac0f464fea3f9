#include "app/tools/lamp_row.h"

#include "app/tools/drawables.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace prospect::app {

namespace {

// A row that is longer is a mistake in typing.
constexpr std::size_t most_lamps = 2000;

double azimuth_of(Point direction) {
    const double azimuth = std::atan2(direction.x, direction.y) * 180 / std::numbers::pi;
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

class Row {
public:
    explicit Row(const LampRow& row) : row_(row), next_m_(row.first_m) {}

    // A stretch of the path that begins `from_m` along it.
    void add(Point a, Point b, double from_m) {
        const double long_m = distance(a, b);
        if (long_m <= 0) return;
        const Point along = (b - a) * (1 / long_m);
        for (; next_m_ <= from_m + long_m + 1e-9 && places.size() < most_lamps; next_m_ += row_.spacing_m) {
            const Point middle = a + along * (next_m_ - from_m);
            const bool left = row_.side == RowSide::left || row_.side == RowSide::both ||
                              (row_.side == RowSide::staggered && turns_ % 2 == 0);
            const bool right = row_.side == RowSide::right || row_.side == RowSide::both ||
                               (row_.side == RowSide::staggered && turns_ % 2 == 1);
            const Point to_left{-along.y, along.x};
            if (left) place(middle, to_left);
            if (right) place(middle, to_left * -1);
            ++turns_;
        }
    }

    std::vector<LampPlace> places;

private:
    void place(Point middle, Point aside) {
        const double facing = azimuth_of(aside * -1) + row_.turn_deg;
        places.push_back({middle + aside * row_.offset_m, std::fmod(facing + 360, 360)});
    }

    const LampRow& row_;
    double next_m_;
    int turns_ = 0;
};

double to_hundredths(double value) {
    return std::round(value * 100) / 100;
}

} // namespace

std::vector<LampPlace> places_along(const Geometry& path, const LampRow& row) {
    if (path.kind != GeometryKind::line || !(row.spacing_m > 0) || row.first_m < 0) return {};
    Row made(row);
    double along_m = 0;
    for (std::size_t r = 0; r < path.ring_count(); ++r) {
        const auto line = path.ring(r);
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            made.add(line[i], line[i + 1], along_m);
            along_m += distance(line[i], line[i + 1]);
        }
    }
    return std::move(made.places);
}

SiteEdit lamps_along(const Site& site, const Feature& path, const LampRow& row, const QString& title) {
    SiteEdit edit;
    edit.title = title.toStdString();
    LayerToDrawIn layer = layer_to_draw_in(site, Role::luminaire, {}, GeometryKind::point);
    edit.steps = std::move(layer.steps);
    std::vector<FeaturePtr> lamps;
    for (const LampPlace& place : places_along(path.geometry, row)) {
        auto lamp = std::make_shared<Feature>();
        lamp->id = Uuid::random();
        lamp->basis = Basis::drawn;
        lamp->geometry = Geometry::make_point(place.at);
        if (!row.photometry.empty()) lamp->set("photometry", row.photometry, Basis::drawn);
        lamp->set("height_m", row.height_m, Basis::drawn);
        lamp->set("azimuth_deg", to_hundredths(place.azimuth_deg), Basis::drawn);
        lamps.push_back(std::move(lamp));
    }
    if (!lamps.empty()) edit.steps.emplace_back(AddFeatures{layer.layer, std::move(lamps)});
    return edit;
}

LampRow row_like_nearest(const Site& site, const Feature& path) {
    const Defaults& usual = Defaults::bundled();
    LampRow row;
    row.offset_m = to_hundredths(usual.number(Role::path, path, "width_m") / 2); // at its edge
    row.height_m = usual.number(Role::luminaire, Feature{}, "height_m");
    double nearest_m = std::numeric_limits<double>::infinity();
    for (const auto& [layer, lamp] : site.features(Role::luminaire)) {
        if (lamp->geometry.empty()) continue;
        const double away = distance(path.geometry, label_point(lamp->geometry));
        if (away >= nearest_m) continue;
        nearest_m = away;
        row.height_m = usual.number(Role::luminaire, *lamp, "height_m");
        row.photometry = usual.text(Role::luminaire, *lamp, "photometry");
    }
    return row;
}

} // namespace prospect::app
