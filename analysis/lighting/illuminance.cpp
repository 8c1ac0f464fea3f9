#include "analysis/lighting/illuminance.h"

#include "analysis/lighting/coverage.h"
#include "analysis/lighting/lit_cells.h"
#include "analysis/lighting/lit_paths.h"
#include "analysis/lighting/quantities.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

#include <algorithm>
#include <cmath>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;

// The part of the run that goes into the map.
constexpr double map_share = 0.95;

class Lighting {
public:
    Lighting(const engine::Context& context, const LitPlan& plan, const Grid& grid,
             const IlluminanceParams& params)
        : context_(context), plan_(plan), grid_(grid), params_(params), zones_(context.scene()),
          study_(context.site()) {
        for (const std::string& name : params.quantities) {
            asked_.push_back(&quantity_named(name));
            fields.emplace_back(name, "lx", grid);
        }
        faces_asked_ =
            std::any_of(asked_.begin(), asked_.end(), [](const auto* one) { return !one->on_ground; });
    }

    void run() {
        std::vector<Tile> tiles(static_cast<std::size_t>(tile_count(grid_)));
        context_.workers(0, map_share)
            .for_blocks(tile_count(grid_), 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i)
                    tiles[static_cast<std::size_t>(i)] = light_up(cells_of_tile(grid_, i));
            });
        for (const Tile& one : tiles) { // in one order, so that sums are the same each time
            coverage.add(one.coverage);
            value_cells += one.value_cells;
            brightest_lx = std::max(brightest_lx, one.brightest_lx);
        }
    }

    std::vector<Field> fields;
    Coverage coverage; // of the scored public ground
    std::int64_t value_cells = 0;
    float brightest_lx = 0;

private:
    struct Tile {
        Coverage coverage;
        std::int64_t value_cells = 0;
        float brightest_lx = 0;
    };
    struct Places {
        std::vector<std::size_t> cells;
        std::vector<Point3> at;
        std::vector<Light> lights;
    };

    Tile light_up(const std::vector<std::size_t>& cells) {
        const Places ground = lit_at(cells, params_.height_m);
        set(ground, true);
        if (faces_asked_ && params_.face_height_m == params_.height_m)
            set(ground, false);
        else if (faces_asked_)
            set(lit_at(cells, params_.face_height_m), false);
        Tile made;
        made.value_cells = static_cast<std::int64_t>(ground.at.size());
        for (std::size_t i = 0; i < ground.at.size(); ++i) {
            made.brightest_lx = std::max(made.brightest_lx, ground.lights[i].level);
            const Point p{ground.at[i].x, ground.at[i].y};
            if (study_.contains(p) && zones_.public_at(p)) made.coverage.add(ground.lights[i].eh());
        }
        return made;
    }

    Places lit_at(const std::vector<std::size_t>& cells, double height_m) const {
        Places places;
        for (const std::size_t cell : cells) {
            const Point p = grid_.center(static_cast<std::int64_t>(cell) % grid_.columns,
                                         static_cast<std::int64_t>(cell) / grid_.columns);
            const auto ground = plan_.space->ground().height_at(p);
            if (!ground || context_.scene().in_building(p, height_m)) continue;
            places.cells.push_back(cell);
            places.at.push_back({p.x, p.y, *ground + height_m});
        }
        places.lights.resize(places.at.size());
        plan_.lights->at(places.at, places.lights);
        return places;
    }

    void set(const Places& places, bool on_ground) {
        for (std::size_t q = 0; q < asked_.size(); ++q) {
            if (asked_[q]->on_ground != on_ground) continue;
            for (std::size_t i = 0; i < places.cells.size(); ++i)
                fields[q].values[places.cells[i]] = static_cast<float>(asked_[q]->of(places.lights[i]));
        }
    }

    const engine::Context& context_;
    const LitPlan& plan_;
    const Grid& grid_;
    const IlluminanceParams& params_;
    scene::Zones zones_;
    scene::StudyArea study_;
    std::vector<const Quantity*> asked_;
    bool faces_asked_ = false;
};

// Of a map that no lamp reaches.
void add_outside_note(const LitPlan& plan, const Grid& grid, AnalysisResult& result) {
    const Box box = grid.box();
    const Point middle{(box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2};
    const auto& lamps = plan.lights->luminaires();
    const auto away = [&](const Luminaire& lamp) { return distance({lamp.at.x, lamp.at.y}, middle); };
    const auto nearest = std::min_element(lamps.begin(), lamps.end(),
                                          [&](const auto& a, const auto& b) { return away(a) < away(b); });
    result.notes.push_back({Note::Level::warning, "outside_light",
                            "no light of any lamp reaches this map: the nearest, " + nearest->name + ", is " +
                                std::to_string(std::lround(away(*nearest))) + " m from its middle",
                            Point{nearest->at.x, nearest->at.y}, nearest->feature->id});
}

void add_figures(const Lighting& lighting, const Grid& grid, AnalysisResult& result) {
    const std::int64_t cells = grid.cell_count();
    result.counts = {{"cells", cells},
                     {"nodata_cells", cells - lighting.value_cells},
                     {"public_cells", lighting.coverage.places()}};
    if (lighting.coverage.places() == 0) {
        result.notes.push_back({Note::Level::warning, "no_public_ground",
                                "no public ground is in the study area: there are no shares of it"});
        return;
    }
    const std::vector<std::string> names = covered_share_names();
    for (std::size_t i = 0; i < names.size(); ++i)
        result.metrics.emplace_back(names[i], lighting.coverage.share(i));
    result.metrics.emplace_back("e_avg_lx", lighting.coverage.mean());
    result.metrics.emplace_back("e_min_lx", lighting.coverage.least());
    result.metrics.emplace_back("u0", lighting.coverage.uniformity());
}

std::vector<Role> roles() {
    std::vector<Role> all = lit_roles();
    all.insert(all.end(), {Role::path, Role::zone, Role::study_area});
    return all;
}

std::vector<std::string> quantity_names() {
    std::vector<std::string> names;
    for (const Quantity& quantity : quantities())
        names.push_back(quantity.name);
    return names;
}

engine::AnalysisInfo info() {
    return {
        .id = "lighting.illuminance",
        .title = "Light at night",
        .term = "illuminance, lighting coverage",
        .summary = "How much light the lamps of the plan give on the ground and on the faces of people, past "
                   "buildings, walls and crowns, and how much of the public ground and of each path is lit.",
        .reference =
            "E = sum I(C, gamma) MF dimming cos(eps) / d^2 and its kin after EN 13201-3:2015; direct "
            "light alone; shadows: Wald, I. et al. (2014): Embree",
        .reads = roles(),
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .fields = quantity_fields(),
        .tables = {{"paths", lit_paths_columns(),
                    "One row a path: how much of it is lit, where it is darkest"},
                   {"luminaires", luminaires_columns(), "One row a lamp as it counts"}},
        .metrics = {{"covered_share_1lx", "Share of the public ground with 1 lux or more"},
                    {"covered_share_2lx", "Share of the public ground with 2 lux or more"},
                    {"covered_share_5lx", "Share of the public ground with 5 lux or more"},
                    {"covered_share_class",
                     "Share of the spots of paths with a lighting class that have the least light it allows"},
                    {"e_avg_lx", "Mean lux on the public ground"},
                    {"e_min_lx", "Least lux on the public ground"},
                    {"u0", "Evenness of the public ground: least by mean"}},
        .light_of = light_convention,
    };
}

engine::Schema<IlluminanceParams> schema() {
    engine::Schema<IlluminanceParams> schema;
    schema.add(&IlluminanceParams::cell_m, engine::cell_parameter())
        .add(&IlluminanceParams::quantities,
             {.name = "quantities",
              .label = "What to measure",
              .help = "eh on the ground, ehs on a half ball, ecyl all round a person, ev on walls and esc on "
                      "faces by the direction they look, esc_min the least of these.",
              .choices = quantity_names()})
        .add(&IlluminanceParams::height_m, {.name = "height_m",
                                            .label = "Height of the ground measures",
                                            .unit = "m",
                                            .help = "Height above the ground of eh and ehs.",
                                            .min = 0,
                                            .max = most_height_m,
                                            .advanced = true})
        .add(&IlluminanceParams::face_height_m, face_height_parameter())
        .add(&IlluminanceParams::step_m, {.name = "step_m",
                                          .label = "Step along paths",
                                          .unit = "m",
                                          .help = "Distance between the spots of a path.",
                                          .min = 0.1,
                                          .max = 1000,
                                          .advanced = true})
        .add(&IlluminanceParams::maintenance, maintenance_parameter())
        .add(&IlluminanceParams::cutoff_lx, cutoff_parameter());
    return schema;
}

} // namespace

AnalysisResult illuminance(const engine::Context& context, const IlluminanceParams& params) {
    if (params.quantities.empty())
        throw Error(ErrorCode::usage, "nothing is asked for: --quantities is empty",
                    "choose some, such as eh,esc_min, or all");
    // The fields, one of them while it is written.
    const Grid grid = context.grid(params.cell_m, (params.quantities.size() + 1) * sizeof(float));
    const LitPlan plan = lit_plan(context, params.maintenance, params.cutoff_lx);
    Lighting lighting(context, plan, grid, params);
    lighting.run();

    AnalysisResult result;
    add_figures(lighting, grid, result);
    if (lighting.value_cells > 0 && lighting.brightest_lx <= 0) add_outside_note(plan, grid, result);
    LitPaths paths =
        lit_paths(context, context.workers(map_share, 1), plan, params.step_m, params.height_m, result.notes);
    if (paths.covered_share_class)
        result.metrics.emplace_back("covered_share_class", *paths.covered_share_class);
    result.tables = {std::move(paths.table),
                     luminaires_table(plan.lights->luminaires(), context.site().frame)};
    plan.report(context.site().frame, result);
    result.fields = std::move(lighting.fields);
    return result;
}

engine::Analysis illuminance_analysis() {
    return engine::Analysis::make<IlluminanceParams>(info(), schema(), illuminance);
}

} // namespace prospect::lighting
