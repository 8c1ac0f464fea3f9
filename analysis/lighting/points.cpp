#include "analysis/lighting/points.h"

#include "analysis/lighting/lit_plan.h"
#include "analysis/lighting/quantities.h"
#include "analysis/scene/given_places.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

constexpr double degree = std::numbers::pi / 180;
constexpr double most_height_m = 20000;
constexpr std::int64_t block = 1024;

struct Place {
    Point local;
    Point full;
    double z_m = 0; // above the ground
    std::optional<double> azimuth_deg;
    double tilt_deg = 0;
    std::optional<Point3> at; // above the datum; absent where nothing can be measured
    Light light;
    double ev = 0;

    Point facing() const { return {std::sin(*azimuth_deg * degree), std::cos(*azimuth_deg * degree)}; }
    // Of a plane without direction: any.
    Point3 normal() const {
        if (!azimuth_deg) return {};
        const double level = std::cos(tilt_deg * degree);
        return {facing().x * level, facing().y * level, std::sin(tilt_deg * degree)};
    }
};

constexpr std::array<const char*, 5> known_columns{"x", "y", "z", "azimuth_deg", "tilt_deg"};

struct Given {
    std::vector<Place> places;
    std::vector<std::string> carried_columns;
    std::vector<std::vector<std::optional<Value>>> carried;
};

Given read_places(const Site& site, const std::filesystem::path& path) {
    if (path.empty())
        throw Error(ErrorCode::usage, "no places are given",
                    "name a CSV file with columns x,y,z with --points_file");
    const scene::RowsFile file(io::read_csv(path), path.filename().string());
    file.require(std::span(known_columns).first(3));
    const scene::Surroundings surroundings(site);
    const std::vector<std::size_t> others = file.others(known_columns);
    Given given;
    for (const std::size_t column : others)
        given.carried_columns.push_back(file.table().columns[column]);
    for (std::size_t row = 0; row < file.rows(); ++row) {
        Place place;
        place.full = {file.coordinate(row, "x"), file.coordinate(row, "y")};
        place.local = site.frame.to_local(place.full);
        if (!surroundings.hold(place.local))
            file.refuse(row, surroundings.fault(place.full, "place"), surroundings.advice());
        const auto z = file.number(row, "z", 0, most_height_m);
        if (!z) file.refuse(row, "z is empty", "give the height above the ground in metres");
        place.z_m = *z;
        place.azimuth_deg = file.number(row, "azimuth_deg", -360, 360);
        place.tilt_deg = file.number(row, "tilt_deg", -90, 90).value_or(0);
        given.places.push_back(place);
        given.carried.push_back(file.cells(row, others));
    }
    if (given.places.empty())
        throw Error(ErrorCode::refused, file.name() + " has no rows", "give at least one place");
    return given;
}

void measure(const LitPlan& plan, std::span<Place> places) {
    std::vector<std::size_t> rows;
    std::vector<Point3> at;
    std::vector<Point3> normals;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].at) continue;
        rows.push_back(i);
        at.push_back(*places[i].at);
        normals.push_back(places[i].normal());
    }
    std::vector<Light> lights(at.size());
    std::vector<double> facing(at.size());
    plan.lights->at(at, lights);
    if (std::any_of(places.begin(), places.end(), [](const Place& place) { return place.azimuth_deg; }))
        plan.lights->on_planes(at, normals, facing);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        places[rows[i]].light = lights[i];
        places[rows[i]].ev = facing[i];
    }
}

std::vector<std::string> fixed_columns() {
    std::vector<std::string> columns(known_columns.begin(), known_columns.end());
    for (const Quantity& quantity : quantities())
        columns.push_back(quantity.name);
    columns.emplace_back("ev");
    columns.emplace_back("esc");
    return columns;
}

std::vector<std::optional<Value>> row_of(const Place& place) {
    std::vector<std::optional<Value>> row{Value(place.full.x), Value(place.full.y), Value(place.z_m)};
    row.push_back(place.azimuth_deg ? std::optional<Value>(*place.azimuth_deg) : std::nullopt);
    row.push_back(place.azimuth_deg ? std::optional<Value>(place.tilt_deg) : std::nullopt);
    const auto add = [&](bool known, double value) {
        row.push_back(known ? std::optional<Value>(value) : std::nullopt);
    };
    for (const Quantity& quantity : quantities())
        add(place.at.has_value(), quantity.of(place.light));
    const bool faces = place.at && place.azimuth_deg;
    add(faces, place.ev);
    add(faces, faces ? place.light.esc(place.facing()) : 0);
    return row;
}

engine::AnalysisInfo info() {
    return {
        .id = "lighting.points",
        .title = "Light at places of a list",
        .term = "illuminance at points",
        .summary =
            "How much light the lamps of the plan give at the places of a file, on the ground, on walls "
            "and on faces, past buildings, walls and crowns.",
        .reference =
            "E = sum I(C, gamma) MF dimming cos(eps) / d^2 and its kin after EN 13201-3:2015; direct "
            "light alone; shadows: Wald, I. et al. (2014): Embree",
        .reads = lit_roles(),
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .tables = {{"points", fixed_columns(),
                    "One row a place of the file, in its order: all quantities at its height, and in its "
                    "direction; further columns of the file follow"},
                   {"luminaires", luminaires_columns(), "One row a lamp as it counts"}},
    };
}

engine::Schema<PointsParams> schema() {
    engine::Schema<PointsParams> schema;
    schema
        .add(&PointsParams::points_file,
             {.name = "points_file",
              .label = "Places from a file",
              .help =
                  "A CSV file with columns x,y,z (z above the ground) and, for light on a plane or a face, "
                  "azimuth_deg and tilt_deg."})
        .add(&PointsParams::maintenance, maintenance_parameter())
        .add(&PointsParams::cutoff_lx, cutoff_parameter());
    return schema;
}

} // namespace

AnalysisResult points(const engine::Context& context, const PointsParams& params) {
    Given given = read_places(context.site(), params.points_file);
    const LitPlan plan = lit_plan(context, params.maintenance, params.cutoff_lx);
    AnalysisResult result;
    std::vector<Note> nowhere;
    for (std::size_t i = 0; i < given.places.size(); ++i) {
        Place& place = given.places[i];
        const auto ground = plan.space->ground().height_at(place.local);
        if (ground && !context.scene().in_building(place.local, place.z_m)) {
            place.at = Point3{place.local.x, place.local.y, *ground + place.z_m};
            continue;
        }
        nowhere.push_back({Note::Level::warning, ground ? "inside_building" : "no_ground",
                           "place " + std::to_string(i + 1) + " at " + scene::exact_place_text(place.full) +
                               (ground ? " is inside a building" : " has no terrain under it") +
                               " and has no light",
                           place.local});
    }
    context.for_blocks(
        static_cast<std::int64_t>(given.places.size()), block, [&](std::int64_t begin, std::int64_t end) {
            measure(plan,
                    std::span(given.places)
                        .subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
        });
    Table table{"points", scene::with_carried(fixed_columns(), given.carried_columns), {}, {}};
    for (std::size_t i = 0; i < given.places.size(); ++i) {
        table.rows.push_back(row_of(given.places[i]));
        table.rows.back().insert(table.rows.back().end(), given.carried[i].begin(), given.carried[i].end());
        table.geometries.push_back(Geometry::make_point(given.places[i].local));
    }
    result.counts = {{"points", static_cast<std::int64_t>(given.places.size())}};
    result.tables = {std::move(table), luminaires_table(plan.lights->luminaires(), context.site().frame)};
    result.partial = !nowhere.empty();
    scene::add_merged(result.notes, nowhere,
                      "places are inside buildings or have no terrain and have no light",
                      context.site().frame);
    plan.report(context.site().frame, result);
    return result;
}

engine::Analysis points_analysis() {
    return engine::Analysis::make<PointsParams>(info(), schema(), points);
}

} // namespace prospect::lighting
