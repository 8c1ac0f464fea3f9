#include "analysis/access/approach_ends.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/given_places.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

namespace prospect::access {

namespace {

using scene::AttributeReader;

// Ground from which one reaches a thing; with coarse cells the nearest centre is further away.
double arm_m(const WalkCells& cells) {
    return std::max(1.5, 2 * cells.grid.cell_x);
}

// Just out of its wall.
constexpr double out_m = 0.1;

bool is_aimed_at(const std::string& kind) {
    return kind != "sign" && kind != "refuge";
}

std::vector<FeaturePtr> in_study_area(const engine::Context& context, Role role) {
    const scene::StudyArea study(context.site());
    std::vector<FeaturePtr> some;
    for (const auto& [layer, feature] : context.site().features(role))
        if (present(*feature, context.time().phase) && !feature->geometry.empty() &&
            study.contains(label_point(feature->geometry)))
            some.push_back(feature);
    return some;
}

class Targets {
public:
    Targets(const engine::Context& context, const WalkCells& cells, const scene::Footing& footing)
        : context_(context), cells_(cells), footing_(footing) {}

    void add_targets() {
        for (const FeaturePtr& target : here(Role::target)) {
            const std::string kind = AttributeReader::own_text(*target, "kind");
            if (is_aimed_at(kind)) add(target, kind.empty() ? "target" : kind);
        }
    }
    void add_doors() {
        for (const FeaturePtr& opening : here(Role::opening)) {
            const std::string kind = AttributeReader::own_text(*opening, "kind");
            if ((kind == "door" || kind == "gate") && AttributeReader::own_text(*opening, "main") == "1")
                add(opening, "main " + kind);
        }
    }
    void add_activities() {
        for (const FeaturePtr& activity : here(Role::activity)) {
            const std::string kind = AttributeReader::own_text(*activity, "kind");
            add(activity, kind.empty() ? "activity" : kind);
        }
    }

    std::vector<ApproachTarget> found;

private:
    std::vector<FeaturePtr> here(Role role) const { return in_study_area(context_, role); }

    void add(const FeaturePtr& feature, std::string kind) {
        ApproachTarget target{feature, std::move(kind), label_point(feature->geometry), {}};
        if (const auto facade = context_.scene().facades().at(target.at))
            add_cell(facade->foot + facade->outward * out_m, target);
        else if (footing_.in_stop(target.at))
            add_doors_of_house(target);
        else
            add_cell(target.at, target);
        found.push_back(std::move(target));
    }

    void add_cell(Point p, ApproachTarget& target) const {
        const std::int64_t cell = cell_beside(cells_, footing_, p, arm_m(cells_));
        if (cell >= 0) target.cells.push_back(cell);
    }

    void add_doors_of_house(ApproachTarget& target) const {
        FeaturePtr house;
        for (const auto& [layer, building] : context_.site().features(Role::building))
            if (present(*building, context_.time().phase) && contains(building->geometry, target.at))
                house = building;
        if (!house) return;
        for (const auto& [layer, opening] : context_.site().features(Role::opening)) {
            if (!present(*opening, context_.time().phase) || opening->geometry.empty() ||
                AttributeReader::own_text(*opening, "kind") != "door")
                continue;
            const auto facade = context_.scene().facades().at(label_point(opening->geometry));
            if (facade && facade->building == house->id)
                add_cell(facade->foot + facade->outward * out_m, target);
        }
        if (!target.cells.empty()) return;
        for_each_edge(house->geometry, [&](VertexPlace, const Segment& edge) {
            const Point along = edge.b - edge.a;
            const double whole_m = prospect::length(along);
            if (whole_m <= 0) return;
            const Point out = Point{along.y, -along.x} * (out_m / whole_m);
            for (double at_m = cells_.grid.cell_x / 2; at_m < whole_m; at_m += cells_.grid.cell_x)
                add_cell(edge.a + along * (at_m / whole_m) + out, target);
        });
    }

    const engine::Context& context_;
    const WalkCells& cells_;
    const scene::Footing& footing_;
};

} // namespace

std::vector<ApproachTarget> approach_targets(const engine::Context& context, const WalkCells& cells,
                                             const scene::Footing& footing, const std::string& which) {
    Targets targets(context, cells, footing);
    if (which == "usual" || which == "target" || which == "all") targets.add_targets();
    if (which == "door" || which == "all" || (which == "usual" && targets.found.empty())) targets.add_doors();
    if (which == "activity" || which == "all") targets.add_activities();
    return std::move(targets.found);
}

std::vector<scene::Note> notes_of_other_targets(const engine::Context& context) {
    std::vector<scene::Note> found;
    for (const FeaturePtr& target : in_study_area(context, Role::target)) {
        const std::string kind = AttributeReader::own_text(*target, "kind");
        if (is_aimed_at(kind)) continue;
        found.push_back(
            {scene::Note::Level::info, "not_aimed_at",
             "\"" + scene::title_of(*target) + "\" is a " + kind + ", to which no way is looked for",
             label_point(target->geometry), target->id});
    }
    return found;
}

std::vector<std::int64_t> approach_starts(const engine::Context& context, const WalkCells& cells,
                                          const scene::Footing& footing, const engine::PointList& from) {
    std::vector<std::int64_t> starts;
    for (const Point3& given : from.points) {
        const Point local = context.site().frame.to_local({given.x, given.y});
        const std::int64_t cell = cell_beside(cells, footing, local, arm_m(cells));
        if (cell < 0)
            throw Error(ErrorCode::refused,
                        "nobody can stand at the start " + scene::exact_place_text({given.x, given.y}),
                        "give a point of --from on open ground of the plan");
        starts.push_back(cell);
    }
    if (!starts.empty()) return starts;
    const Grid& grid = cells.grid;
    const scene::StudyArea study(context.site());
    const scene::Zones zones(context.scene());
    std::vector<std::uint8_t> outside(cells.walks.size(), 0);
    if (study.drawn())
        context.workers(0.1, 0.2).for_blocks(
            grid.cell_count(), 4096, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t cell = begin; cell < end; ++cell)
                    outside[static_cast<std::size_t>(cell)] = study.contains(cells.center(cell)) ? 0 : 1;
            });
    for (std::int64_t cell = 0; cell < grid.cell_count(); ++cell) {
        const auto c = static_cast<std::size_t>(cell);
        if (cells.walks[c] == 0) continue;
        const std::int64_t column = cell % grid.columns;
        const std::int64_t row = cell / grid.columns;
        const bool edge = column == 0 || row == 0 || column == grid.columns - 1 || row == grid.rows - 1;
        bool leads_in = edge;
        for (std::size_t k = 0; k < neighbours.size() && outside[c] != 0 && !leads_in; ++k)
            leads_in =
                cells.can_step(cell, k) && outside[static_cast<std::size_t>(cells.step_to(cell, k))] == 0;
        if (leads_in && zones.public_at(cells.center(cell))) starts.push_back(cell);
    }
    if (starts.empty())
        throw Error(ErrorCode::refused, "no public ground leads in from the rim of the study area",
                    "give where people come from (--from x,y), or check whose ground the zones say it is");
    return starts;
}

} // namespace prospect::access
