#include "analysis/access/one_way_spots.h"

namespace prospect::access {

namespace {

// A trap is told by one of its spots, which may lie a step beside the cells.
constexpr double beside_m = 1.5;

OneWaySpot finished(OneWaySpot spot, const WalkCells& cells, const WaysOut& out) {
    std::sort(spot.cells.begin(), spot.cells.end());
    Point sum{};
    for (const std::int64_t cell : spot.cells)
        sum = sum + cells.center(cell);
    const Point middle = sum * (1 / static_cast<double>(spot.cells.size()));
    spot.at = *std::min_element(spot.cells.begin(), spot.cells.end(), [&](std::int64_t a, std::int64_t b) {
        return distance(cells.center(a), middle) < distance(cells.center(b), middle);
    });
    spot.area_m2 = static_cast<double>(spot.cells.size()) * cells.grid.cell_x * cells.grid.cell_y;
    spot.refuge_m = static_cast<double>(out.refuge_m[static_cast<std::size_t>(spot.at)]);
    return spot;
}

// What sightlines.concealment tells of a spot.
class Concealed {
public:
    explicit Concealed(const engine::Run* run) {
        if (!run) return;
        for (const Field& field : run->result.fields)
            if (field.name == "concealment") field_ = &field;
        for (const engine::Table& table : run->result.tables)
            if (table.name == "entrapment") traps_ = &table;
    }

    std::optional<Value> enclosure(const OneWaySpot& spot, const WalkCells& cells) const {
        std::optional<Value> most;
        if (!traps_) return most;
        const auto column = static_cast<std::size_t>(
            std::find(traps_->columns.begin(), traps_->columns.end(), "enclosure") - traps_->columns.begin());
        for (std::size_t i = 0; i < traps_->rows.size(); ++i) {
            const Point at = label_point(traps_->geometries[i]);
            const bool near = std::any_of(spot.cells.begin(), spot.cells.end(), [&](std::int64_t cell) {
                return distance(cells.center(cell), at) <= beside_m;
            });
            const auto& value = traps_->rows[i][column];
            if (near && value && (!most || as_number(*value) > as_number(*most))) most = value;
        }
        return most;
    }
    std::optional<Value> concealment(const OneWaySpot& spot, const WalkCells& cells) const {
        std::optional<Value> most;
        if (!field_) return most;
        for (const std::int64_t cell : spot.cells)
            if (const auto value = field_->value_at(cells.center(cell)))
                if (!most || as_number(*most) < static_cast<double>(*value))
                    most = Value(static_cast<double>(*value));
        return most;
    }

private:
    const Field* field_ = nullptr;
    const engine::Table* traps_ = nullptr;
};

} // namespace

std::vector<OneWaySpot> one_way_spots(const WalkCells& cells, const WaysOut& out,
                                      std::span<const std::uint8_t> marked, double least_m2) {
    std::vector<OneWaySpot> spots;
    std::vector<std::uint8_t> done(out.ways.size(), 0);
    const auto counts = [&](std::int64_t cell) {
        const auto c = static_cast<std::size_t>(cell);
        return out.ways[c] == 1 && marked[c] != 0 && done[c] == 0;
    };
    for (std::int64_t first = 0; first < cells.grid.cell_count(); ++first) {
        if (!counts(first)) continue;
        const std::int32_t exit = out.exit[static_cast<std::size_t>(first)];
        OneWaySpot spot;
        spot.exit = static_cast<std::size_t>(exit);
        std::vector<std::int64_t> left{first};
        done[static_cast<std::size_t>(first)] = 1;
        while (!left.empty()) {
            const std::int64_t cell = left.back();
            left.pop_back();
            spot.cells.push_back(cell);
            for (std::size_t k = 0; k < neighbours.size(); ++k) {
                if (!cells.can_step(cell, k)) continue;
                const std::int64_t next = cells.step_to(cell, k);
                if (!counts(next) || out.exit[static_cast<std::size_t>(next)] != exit) continue;
                done[static_cast<std::size_t>(next)] = 1;
                left.push_back(next);
            }
        }
        spots.push_back(finished(std::move(spot), cells, out));
    }
    std::erase_if(spots, [&](const OneWaySpot& spot) { return spot.area_m2 < least_m2; });
    std::stable_sort(spots.begin(), spots.end(),
                     [](const OneWaySpot& a, const OneWaySpot& b) { return a.area_m2 > b.area_m2; });
    return spots;
}

std::vector<std::string> one_way_out_columns() {
    return {"x", "y", "area_m2", "refuge_m", "exit_x", "exit_y", "exit_m", "enclosure", "concealment"};
}

engine::Table one_way_out_table(std::span<const OneWaySpot> spots, const WalkCells& cells,
                                std::span<const Bottleneck> bottlenecks, const engine::Run* concealed,
                                const Frame& frame) {
    engine::Table table{"one_way_out", one_way_out_columns(), {}, {}};
    const Concealed told(concealed);
    for (const OneWaySpot& spot : spots) {
        const Bottleneck& exit = bottlenecks[spot.exit];
        const Point at = frame.to_full(cells.center(spot.at));
        const Point way = frame.to_full(exit.middle);
        table.rows.push_back({Value(at.x), Value(at.y), Value(spot.area_m2), Value(spot.refuge_m),
                              Value(way.x), Value(way.y), Value(exit.width_m), told.enclosure(spot, cells),
                              told.concealment(spot, cells)});
        table.geometries.push_back(Geometry::make_point(cells.center(spot.at)));
    }
    return table;
}

} // namespace prospect::access
