#include "analysis/access/refuges.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/cells_near.h"
#include "analysis/scene/facades.h"

#include <map>
#include <set>

namespace prospect::access {

namespace {

using scene::AttributeReader;

constexpr double out_m = 0.1;

class Finding {
public:
    Finding(const engine::Context& context, const WalkCells& cells, const scene::Footing& footing)
        : context_(context), cells_(cells), footing_(footing) {}

    void add_refuges() {
        for (const FeaturePtr& target : here(Role::target))
            if (AttributeReader::own_text(*target, "kind") == "refuge" &&
                is_open(AttributeReader::own_text(*target, "hours")).value_or(true)) {
                // One on a wall is reached before it.
                const Point at = label_point(target->geometry);
                const auto facade = context_.scene().facades().at(at);
                add_place(facade ? facade->foot + facade->outward * out_m : at, 0);
            }
    }

    void add_doors(bool open, bool home) {
        std::map<Uuid, FeaturePtr> buildings;
        for (const FeaturePtr& building : here(Role::building))
            buildings.emplace(building->id, building);
        for (const FeaturePtr& door : here(Role::opening)) {
            if (AttributeReader::own_text(*door, "kind") != "door" ||
                AttributeReader::own_text(*door, "main") != "1")
                continue;
            const auto facade = context_.scene().facades().at(label_point(door->geometry));
            if (!facade || !buildings.contains(facade->building)) continue;
            const Feature& building = *buildings.at(facade->building);
            const Point before = facade->foot + facade->outward * out_m;
            if (open && is_open_to_all(*door, building))
                add_place(before, 1);
            else if (home && scene::use_of(building) == scene::BuildingUse::other)
                add_place(before, 2);
        }
    }

    void add_roads() {
        AttributeReader reader;
        for (const FeaturePtr& path : here(Role::path)) {
            if (AttributeReader::own_text(*path, "kind") != "road") continue;
            const double half_m = reader.number(Role::path, *path, "width_m") / 2;
            bool found_one = false;
            for (const scene::CellRun& run : scene::cells_near(cells_.grid, {&path->geometry}, half_m))
                for (std::int64_t column = run.first; column <= run.last; ++column) {
                    const std::int64_t cell = run.row * cells_.grid.columns + column;
                    if (cells_.walks[static_cast<std::size_t>(cell)] == 0 ||
                        distance(path->geometry, cells_.center(cell)) > half_m)
                        continue;
                    cells_found_.insert(cell);
                    found_one = true;
                }
            made.found[3] += found_one ? 1 : 0;
        }
    }

    void finish() {
        made.cells.assign(cells_found_.begin(), cells_found_.end());
        scene::add_merged(made.notes, unread_,
                          "refuges have hours that are not understood: they are left out",
                          context_.site().frame);
    }

    Refuges made;

private:
    std::vector<FeaturePtr> here(Role role) const {
        std::vector<FeaturePtr> some;
        for (const auto& [layer, feature] : context_.site().features(role))
            if (present(*feature, context_.time().phase) && !feature->geometry.empty())
                some.push_back(feature);
        return some;
    }

    // Absent where nothing is said.
    std::optional<bool> is_open(const std::string& hours) const {
        if (hours.empty()) return std::nullopt;
        return open_at(hours, context_.time()).value_or(false);
    }

    bool is_open_to_all(const Feature& door, const Feature& building) {
        const std::string control = AttributeReader::own_text(door, "control");
        if (control == "locked" || control == "controlled") return false;
        std::string hours = AttributeReader::own_text(door, "hours");
        if (hours.empty()) hours = AttributeReader::own_text(building, "hours");
        if (!hours.empty() && !open_at(hours, context_.time()))
            unread_.push_back({scene::Note::Level::warning, "hours_not_understood",
                               "the hours \"" + hours + "\" of " + scene::title_of(door) +
                                   " are not understood: it is no refuge here",
                               label_point(door.geometry), door.id});
        return is_open(hours).value_or(control == "open");
    }

    void add_place(Point p, std::size_t kind) {
        const std::int64_t cell = cell_beside(cells_, footing_, p, std::max(1.5, 2 * cells_.grid.cell_x));
        if (cell < 0) return;
        cells_found_.insert(cell);
        ++made.found[kind];
    }

    const engine::Context& context_;
    const WalkCells& cells_;
    const scene::Footing& footing_;
    std::set<std::int64_t> cells_found_;
    std::vector<scene::Note> unread_;
};

} // namespace

Refuges refuges_of(const engine::Context& context, const WalkCells& cells, const scene::Footing& footing,
                   const std::vector<std::string>& kinds) {
    const auto wanted = [&](std::size_t kind) {
        return std::find(kinds.begin(), kinds.end(), refuge_kinds[kind]) != kinds.end();
    };
    Finding finding(context, cells, footing);
    if (wanted(0)) finding.add_refuges();
    if (wanted(1) || wanted(2)) finding.add_doors(wanted(1), wanted(2));
    if (wanted(3)) finding.add_roads();
    finding.finish();
    return std::move(finding.made);
}

} // namespace prospect::access
