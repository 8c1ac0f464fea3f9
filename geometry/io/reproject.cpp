#include "geometry/io/reproject.h"

#include "geometry/base/error.h"
#include "geometry/io/crs.h"
#include "geometry/site/directions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::io {

namespace {

constexpr double degrees_per_radian = 180 / std::numbers::pi;

// Azimuth, in the target grid, of the source's north at a place of the source.
double turn_at(const Transformation& move, Point place, double step) {
    std::array<Point, 2> ends{place, Point{place.x, place.y + step}};
    if (move.apply(ends) > 0) return 0;
    const Point d = ends[1] - ends[0];
    return std::atan2(d.x, d.y) * degrees_per_radian;
}

// All points of a layer in one call: the library's cost is per call.
void move_features(std::vector<Feature>& features, const Transformation& move, double north_step) {
    std::vector<Point> points;
    for (Feature& feature : features) {
        if (has_direction(feature) && !feature.geometry.empty())
            turn_directions(feature, turn_at(move, feature.geometry.points.front(), north_step));
        points.insert(points.end(), feature.geometry.points.begin(), feature.geometry.points.end());
    }
    move.apply(points);
    auto next = points.begin();
    for (Feature& feature : features)
        for (Point& p : feature.geometry.points)
            p = *next++;
}

Box moved_box(const Box& box, const Transformation& move) {
    constexpr int steps = 20;
    std::vector<Point> edge;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const double x = box.xmin + t * box.width();
        const double y = box.ymin + t * box.height();
        edge.insert(edge.end(),
                    {Point{x, box.ymin}, Point{x, box.ymax}, Point{box.xmin, y}, Point{box.xmax, y}});
    }
    move.apply(edge);
    Box moved;
    for (const Point p : edge)
        if (is_finite(p)) moved.add(p);
    return moved;
}

Field moved_field(const Field& field, const Transformation& move, const Transformation& back) {
    const Box box = moved_box(field.grid.box(), move);
    Grid grid;
    grid.columns = field.grid.columns;
    grid.rows = field.grid.rows;
    grid.xmin = box.xmin;
    grid.ymax = box.ymax;
    grid.cell_x = box.width() / static_cast<double>(grid.columns);
    grid.cell_y = box.height() / static_cast<double>(grid.rows);
    Field moved(field.name, field.unit, grid);
    std::vector<Point> row(static_cast<std::size_t>(grid.columns));
    for (std::int64_t r = 0; r < grid.rows; ++r) {
        for (std::int64_t c = 0; c < grid.columns; ++c)
            row[static_cast<std::size_t>(c)] = grid.center(c, r);
        back.apply(row);
        for (std::int64_t c = 0; c < grid.columns; ++c) {
            const Point p = row[static_cast<std::size_t>(c)];
            const auto value = is_finite(p) ? field.interpolated_at(p) : std::nullopt;
            if (value)
                moved.values[static_cast<std::size_t>(r * grid.columns + c)] = static_cast<float>(*value);
        }
    }
    return moved;
}

// Refitted to the places of a 5 × 5 lattice: over a plan, a change of system is as good as affine.
void move_picture(PlanPicture& picture, const Transformation& move, SourceDraft& draft) {
    constexpr int steps = 4;
    std::vector<ControlPoint> lattice;
    std::vector<Point> places;
    for (int i = 0; i <= steps; ++i)
        for (int k = 0; k <= steps; ++k) {
            const Point pixel{picture.columns * i / static_cast<double>(steps),
                              picture.rows * k / static_cast<double>(steps)};
            places.push_back(picture.placement(pixel));
            lattice.push_back({pixel, {}});
        }
    if (move.apply(places) > 0)
        throw Error(ErrorCode::refused, "the picture lies outside the area of its own reference system",
                    "check the system, or name another with --crs");
    for (std::size_t i = 0; i < places.size(); ++i)
        lattice[i].ground = places[i];
    const Registration fit = register_points(lattice, TransformKind::affine);
    picture.placement = fit.map;
    if (fit.rms_m > fit.map.scale())
        draft.report.notes.push_back(
            "the picture was turned and stretched to the site's system; places in it can be "
            "off by " +
            as_text(std::ceil(fit.rms_m * 100) / 100) + " m");
}

void note_accuracy(SourceDraft& draft, const std::string& crs) {
    const auto accuracy = accuracy_m(draft.crs, crs);
    if (accuracy && *accuracy <= 1) return;
    const std::string amount =
        accuracy ? "up to " + as_text(*accuracy) + " m" : std::string("an unknown amount");
    draft.report.notes.push_back("positions from " + draft.crs + " can be off by " + amount + " in " + crs +
                                 " beside sources of other systems: no better way between them is installed");
}

} // namespace

void reproject(SourceDraft& draft, const std::string& crs) {
    const Transformation move(draft.crs, crs);
    if (!move.identity()) {
        note_accuracy(draft, crs);
        const Transformation back(crs, draft.crs);
        const double north_step = describe_crs(draft.crs).geographic ? 1e-5 : 1;
        for (LayerDraft& layer : draft.layers) {
            move_features(layer.features, move, north_step);
            if (layer.picture) move_picture(*layer.picture, move, draft);
            if (!layer.raster) continue;
            layer.raster = std::make_shared<Field>(moved_field(*layer.raster, move, back));
            draft.report.notes.push_back(layer.source_layer + " was resampled (bilinear) from " + draft.crs +
                                         " to " + crs);
        }
        for (Reason& reason : draft.report.reasons)
            if (reason.place && move.apply(std::span(&*reason.place, 1)) > 0) reason.place.reset();
    }
    draft.crs = crs;
}

std::optional<Point> middle_of(const SourceDraft& draft) {
    std::vector<double> x;
    std::vector<double> y;
    const auto add = [&](Point p) {
        if (!is_finite(p)) return;
        x.push_back(p.x);
        y.push_back(p.y);
    };
    for (const LayerDraft& layer : draft.layers) {
        if (layer.raster) add(layer.raster->grid.box().center());
        if (layer.picture) add(layer.picture->box().center());
        for (const Feature& feature : layer.features)
            add(feature.geometry.box().center());
    }
    if (x.empty()) return std::nullopt;
    const auto half = static_cast<std::ptrdiff_t>(x.size() / 2);
    std::nth_element(x.begin(), x.begin() + half, x.end());
    std::nth_element(y.begin(), y.begin() + half, y.end());
    return Point{x[x.size() / 2], y[y.size() / 2]};
}

bool lies_in_metres(const SourceDraft& draft) {
    const auto beyond = [](Point p) { return std::abs(p.x) > 180 || std::abs(p.y) > 90; };
    for (const LayerDraft& layer : draft.layers) {
        if (layer.raster && beyond(layer.raster->grid.box().center())) return true;
        if (layer.picture && beyond(layer.picture->box().center())) return true;
        for (const Feature& feature : layer.features)
            if (std::any_of(feature.geometry.points.begin(), feature.geometry.points.end(), beyond))
                return true;
    }
    return false;
}

double length_scale(const std::string& crs, Point place) {
    // 1 km north-east and back to the ellipsoid (WGS 84), with its radii of curvature there.
    constexpr double axis = 6378137;
    constexpr double eccentricity_squared = 0.00669437999014;
    const Point step{1000 / std::numbers::sqrt2, 1000 / std::numbers::sqrt2};
    std::array<Point, 2> ends{place, place + step};
    if (Transformation(crs, "EPSG:4326").apply(ends) > 0) return 1;
    const double latitude = ends[0].y / degrees_per_radian;
    const double w = std::sqrt(1 - eccentricity_squared * std::sin(latitude) * std::sin(latitude));
    const double prime = axis / w;
    const double meridian = axis * (1 - eccentricity_squared) / (w * w * w);
    const double east = (ends[1].x - ends[0].x) / degrees_per_radian * prime * std::cos(latitude);
    const double north = (ends[1].y - ends[0].y) / degrees_per_radian * meridian;
    const double ground = std::hypot(east, north);
    return ground > 0 ? 1000 / ground : 1;
}

} // namespace prospect::io
