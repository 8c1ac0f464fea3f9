#include "analysis/access/refuges.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/cells_near.h"
#include "analysis/scene/facades.h"
#include "analysis/scene/opening_control.h"

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
                is_open(*target, AttributeReader::own_text(*target, "hours")).value_or(true)) {
                // One on a wall is reached before it.
                const Point at = label_point(target->geometry);
                const auto facade = context_.scene().facades().at(at);
                add_place(*target, facade ? facade->foot + facade->outward * out_m : at, 0);
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
                add_place(*door, before, 1);
            else if (home && scene::use_of(building) == scene::BuildingUse::other)
                add_place(*door, before, 2);
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
        scene::add_merged(made.notes, walled_in_,
                          "refuges have no ground to stand on beside them: they are left out",
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

    // Absent where nothing is said. Hours that are not understood: no refuge, and a note.
    std::optional<bool> is_open(const Feature& refuge, const std::string& hours) {
        if (hours.empty()) return std::nullopt;
        const auto open = open_at(hours, context_.time());
        if (!open)
            unread_.push_back({scene::Note::Level::warning, "hours_not_understood",
                               "the hours \"" + hours + "\" of " + scene::title_of(refuge) +
                                   " are not understood: it is no refuge here",
                               label_point(refuge.geometry), refuge.id});
        return open.value_or(false);
    }

    bool is_open_to_all(const Feature& door, const Feature& building) {
        const scene::OpeningControl control = scene::control_at(door, context_.time());
        // Who lets people in sees them, and is there while it is open.
        const bool staffed = AttributeReader::own_text(door, "control") == "staffed";
        const bool lets_in = control.control <= scene::Control::unlocked || staffed;
        const std::string own_hours = AttributeReader::own_text(door, "hours");
        if (!own_hours.empty()) return is_open(door, own_hours).value_or(false) && lets_in;
        const auto open = is_open(door, AttributeReader::own_text(building, "hours"));
        return open ? *open && lets_in : control.control == scene::Control::open;
    }

    void add_place(const Feature& refuge, Point p, std::size_t kind) {
        const std::int64_t cell = cell_beside(cells_, footing_, p, std::max(1.5, 2 * cells_.grid.cell_x));
        if (cell < 0) {
            if (cells_.at(p) >= 0)
                walled_in_.push_back({scene::Note::Level::warning, "refuge_without_ground",
                                      "there is no ground to stand on beside " + scene::title_of(refuge) +
                                          ": it is no refuge here",
                                      p, refuge.id});
            return;
        }
        cells_found_.insert(cell);
        ++made.found[kind];
    }

    const engine::Context& context_;
    const WalkCells& cells_;
    const scene::Footing& footing_;
    std::set<std::int64_t> cells_found_;
    std::vector<scene::Note> unread_;
    std::vector<scene::Note> walled_in_;
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
