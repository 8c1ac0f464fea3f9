#include "analysis/access/approach_tables.h"

#include "analysis/access/interruption.h"
#include "analysis/scene/path_stations.h"

namespace prospect::access {

namespace {

using engine::Table;

// Cost and gates' delays up to each chainage of a way.
class Along {
public:
    explicit Along(const ExposedWay& way) {
        double at_m = 0;
        double cost = 0;
        for (const ExposedWay::Piece& piece : way.pieces) {
            ends_.push_back({at_m, cost, piece.cell});
            at_m += piece.length_m;
            cost += piece.cost;
        }
        ends_.push_back({at_m, cost, way.pieces.empty() ? -1 : way.pieces.back().cell});
    }

    double cost_at(double chainage_m) const {
        const std::size_t i = piece_at(chainage_m);
        if (i + 1 >= ends_.size()) return ends_.back().cost;
        const double length_m = ends_[i + 1].at_m - ends_[i].at_m;
        const double share = length_m > 0 ? std::clamp((chainage_m - ends_[i].at_m) / length_m, 0.0, 1.0) : 1;
        return ends_[i].cost + (ends_[i + 1].cost - ends_[i].cost) * share;
    }
    std::int64_t cell_at(double chainage_m) const { return ends_[piece_at(chainage_m)].cell; }

private:
    struct End {
        double at_m = 0;
        double cost = 0;
        std::int64_t cell = -1; // of the piece that begins there
    };
    std::size_t piece_at(double chainage_m) const {
        const auto after = std::upper_bound(ends_.begin(), ends_.end(), chainage_m,
                                            [](double m, const End& end) { return m < end.at_m; });
        return after == ends_.begin() ? 0 : static_cast<std::size_t>(after - ends_.begin()) - 1;
    }

    std::vector<End> ends_;
};

ExposedWay without_gates(ExposedWay way) {
    for (ExposedWay::Piece& piece : way.pieces)
        piece.cost -= piece.gate_cost;
    return way;
}

std::string names_of(const std::vector<const Gate*>& gates) {
    std::string names;
    for (const Gate* gate : gates)
        names += (names.empty() ? "" : "; ") + scene::title_of(*gate->opening);
    return names;
}

std::vector<const Gate*> gates_on(const ExposedWay& way, const GatesAt& gates) {
    std::vector<const Gate*> passed;
    for (const ExposedWay::Piece& piece : way.pieces)
        for (const std::uint32_t gate : piece.gates)
            passed.push_back(&gates.all[gate]);
    return passed;
}

// The station with the least guardianship, the first of those alike.
const WayStation* least_watched(const std::vector<WayStation>& stations, const LeastStretch& stretch,
                                std::span<const float> guardianship) {
    const WayStation* least = nullptr;
    for (const WayStation& station : stations) {
        if (station.chainage_m < stretch.from_m || station.chainage_m > stretch.to_m || station.cell < 0)
            continue;
        const auto value = guardianship[static_cast<std::size_t>(station.cell)];
        if (!least || value < guardianship[static_cast<std::size_t>(least->cell)]) least = &station;
    }
    return least;
}

} // namespace

std::vector<WayStation> stations_of(const ExposedWay& way, double step_m) {
    std::vector<WayStation> stations;
    const Along along(way);
    for (const scene::PathStation& station : scene::path_stations(way.line, step_m))
        stations.push_back({station.chainage_m, station.place, along.cell_at(station.chainage_m),
                            along.cost_at(station.chainage_m)});
    // The last is the end, whatever rounding says of its chainage.
    if (!stations.empty()) stations.back().cost = way.cost;
    return stations;
}

LeastStretch least_stretch(const ExposedWay& way, double stretch_m, double step_m) {
    if (way.length_m <= stretch_m) return {0, way.length_m};
    const Along along(without_gates(way));
    LeastStretch least;
    double least_cost = std::numeric_limits<double>::infinity();
    const auto try_at = [&](double from_m) {
        const double cost = along.cost_at(from_m + stretch_m) - along.cost_at(from_m);
        if (cost >= least_cost) return;
        least_cost = cost;
        least = {from_m, from_m + stretch_m};
    };
    for (double from_m = 0; from_m + stretch_m <= way.length_m; from_m += step_m)
        try_at(from_m);
    try_at(way.length_m - stretch_m);
    return least;
}

double interruption_along(const ExposedWay& way, const GatesAt& gates, const WaySettings& settings) {
    std::vector<Task> tasks;
    Task task;
    double cost = 0;
    double length_m = 0;
    const auto finish = [&] {
        task.p_detect = -std::expm1(-cost);
        tasks.push_back(task);
        task = {};
        cost = 0;
        length_m = 0;
    };
    for (const ExposedWay::Piece& piece : way.pieces) {
        double delay_s = 0;
        for (const std::uint32_t gate : piece.gates)
            delay_s += gates.all[gate].delay_s;
        cost += piece.cost;
        length_m += piece.length_m;
        task.delay_s += piece.length_m / settings.walk_m_s + delay_s;
        if (length_m >= settings.step_m) finish();
    }
    if (length_m > 0) finish();
    if (settings.at_target_s > 0) tasks.push_back({0, settings.at_target_s});
    return interruption(tasks, {*settings.response_s, settings.spread, settings.communication});
}

std::string_view name_of(Reached reached) {
    constexpr std::array<std::string_view, 4> names{"yes", "with_key", "no", "no_ground"};
    return names[static_cast<std::size_t>(reached)];
}

std::vector<std::string> approaches_columns() {
    return {"target",
            "id",
            "kind",
            "x",
            "y",
            "length_m",
            "cost",
            "p_unseen",
            "least_from_m",
            "least_to_m",
            "least_x",
            "least_y",
            "least_guardianship",
            "gates",
            "delay_s",
            "p_interruption",
            "reached"};
}

std::vector<std::string> exposure_columns() {
    return {"target", "chainage_m", "x", "y", "guardianship", "hazard_per_m", "p_unseen"};
}

Table approaches_table(std::span<const ApproachWay> ways, const GatesAt& gates,
                       std::span<const float> guardianship, const WaySettings& settings, const Frame& frame) {
    Table table{"approaches", approaches_columns(), {}, {}};
    for (const ApproachWay& one : ways) {
        const Point at = frame.to_full(one.target->at);
        std::vector<std::optional<Value>> row{Value(scene::title_of(*one.target->feature)),
                                              Value(one.target->feature->id.text()), Value(one.target->kind),
                                              Value(at.x), Value(at.y)};
        if (!one.way) {
            row.resize(table.columns.size());
            row.back() = Value(std::string(name_of(one.reached)));
            table.rows.push_back(std::move(row));
            table.geometries.push_back(Geometry::make_point(one.target->at));
            continue;
        }
        const ExposedWay& way = *one.way;
        const LeastStretch stretch = least_stretch(way, settings.stretch_m, settings.step_m);
        const auto stations = stations_of(way, settings.step_m);
        const WayStation* least = least_watched(stations, stretch, guardianship);
        const Point place = least ? frame.to_full(least->at) : Point{};
        const auto of_least = [&](double value) {
            return least ? std::optional<Value>(value) : std::nullopt;
        };
        const auto passed = gates_on(way, gates);
        double delay_s = 0;
        for (const Gate* gate : passed)
            delay_s += gate->delay_s;
        row.insert(
            row.end(),
            {Value(way.length_m), Value(way.cost), Value(std::exp(-way.cost)), Value(stretch.from_m),
             Value(stretch.to_m), of_least(place.x), of_least(place.y),
             of_least(least ? static_cast<double>(guardianship[static_cast<std::size_t>(least->cell)]) : 0),
             passed.empty() ? std::optional<Value>() : Value(names_of(passed)), Value(delay_s),
             settings.response_s ? std::optional<Value>(interruption_along(way, gates, settings))
                                 : std::nullopt,
             Value(std::string(name_of(one.reached)))});
        table.rows.push_back(std::move(row));
        table.geometries.push_back(way.line);
    }
    return table;
}

Table exposure_table(std::span<const ApproachWay> ways, std::span<const float> guardianship,
                     std::span<const float> hazard, const WaySettings& settings, const Frame& frame) {
    Table table{"exposure", exposure_columns(), {}, {}};
    for (const ApproachWay& one : ways) {
        if (!one.way) continue;
        for (const WayStation& station : stations_of(*one.way, settings.step_m)) {
            if (station.cell < 0) continue;
            const auto cell = static_cast<std::size_t>(station.cell);
            const Point at = frame.to_full(station.at);
            table.rows.push_back({Value(scene::title_of(*one.target->feature)), Value(station.chainage_m),
                                  Value(at.x), Value(at.y), Value(static_cast<double>(guardianship[cell])),
                                  Value(static_cast<double>(hazard[cell])), Value(std::exp(-station.cost))});
            table.geometries.push_back(Geometry::make_point(station.at));
        }
    }
    return table;
}

} // namespace prospect::access
