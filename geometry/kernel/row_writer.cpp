#include "geometry/kernel/row_writer.h"

#include "geometry/kernel/exact_ray.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace prospect::kernel {

// The triangle between two directions from the eye and the border they end at, as bounds on the x of each
// row.
struct RowWriter::Wedge {
    Wedge(const RowWriter& writer, const Border& border, const Limit& right, const Limit& left)
        : mesh(*writer.lattice_.mesh), eye(writer.eye_), border_right(border.right_vertex),
          border_left(border.left_vertex), right_vertex(right.vertex), left_vertex(left.vertex) {
        const Point from{border.right.x - writer.eye_x_, border.right.y - writer.eye_y_};
        const Point along{border.left.x - border.right.x, border.left.y - border.right.y};
        bound({}, {right.x, right.y});
        bound({}, {-left.x, -left.y});
        bound(from, along);
        span(0);
        span(meets(from, along, right).y);
        span(meets(from, along, left).y);
    }

    // Where a direction from the eye meets the border.
    static Point meets(Point from, Point along, const Limit& direction) {
        const double share =
            (from.x * along.y - from.y * along.x) / (direction.x * along.y - direction.y * along.x);
        return {direction.x * share, direction.y * share};
    }
    void span(double y) {
        low = std::min(low, y);
        high = std::max(high, y);
    }
    // What lies strictly left of the direction through the point.
    void bound(Point on, Point direction) {
        if (direction.y == 0) {
            if (direction.x > 0)
                above = std::max(above, on.y);
            else
                below = std::min(below, on.y);
            return;
        }
        const double slope = direction.x / direction.y;
        const Slope limit{on.x - slope * on.y, slope};
        if (direction.y > 0)
            most[most_count++] = limit;
        else
            least[least_count++] = limit;
    }
    double least_x(double y) const {
        double x = -std::numeric_limits<double>::infinity();
        for (int i = 0; i < least_count; ++i)
            x = std::max(x, least[i].x(y));
        return x;
    }
    double most_x(double y) const {
        double x = std::numeric_limits<double>::infinity();
        for (int i = 0; i < most_count; ++i)
            x = std::min(x, most[i].x(y));
        return x;
    }
    // Exact.
    bool contains(Millimetres p) const {
        const auto at_vertex = [&](std::int32_t v) { return mesh.vertices[at(v)]; };
        return orientation(eye, at_vertex(right_vertex), p) > 0 &&
               orientation(eye, p, at_vertex(left_vertex)) > 0 &&
               orientation(at_vertex(border_right), at_vertex(border_left), p) > 0;
    }

    const VisibilityMesh& mesh;
    Millimetres eye;
    std::int32_t border_right;
    std::int32_t border_left;
    std::int32_t right_vertex;
    std::int32_t left_vertex;
    Slope least[3];
    Slope most[3];
    int least_count = 0;
    int most_count = 0;
    double low = std::numeric_limits<double>::infinity(); // of y
    double high = -std::numeric_limits<double>::infinity();
    double above = -std::numeric_limits<double>::infinity(); // y must be greater
    double below = std::numeric_limits<double>::infinity();  // y must be less
};

RowWriter::RowWriter(const Lattice& lattice, std::int64_t place, RowBuffer& memory)
    : lattice_(lattice), memory_(memory), place_(place), eye_(lattice.centre(place)),
      eye_x_(static_cast<double>(eye_.x)), eye_y_(static_cast<double>(eye_.y)) {
    memory.runs.clear();
    memory.rows.clear();
    memory.limits.clear();
    const auto rows = static_cast<std::size_t>(lattice.rows);
    memory.last_runs.resize(rows);
    memory.stamps.resize(rows);
    if (++memory.stamp == 0) {
        std::fill(memory.stamps.begin(), memory.stamps.end(), 0);
        memory.stamp = 1;
    }
}

// The first column right of x, and the last one left of it. A centre so near that rounding could decide is
// tested exactly.
inline std::int64_t RowWriter::first_inside(const Wedge& wedge, std::int64_t row, double x) const {
    const Nearby near = columns_near(x);
    if (near.share > lattice_.unevenness && near.share < 1 - lattice_.unevenness) return near.left + 1;
    return exactly_inside(wedge, row, near) ? near.nearest() : near.nearest() + 1;
}

inline std::int64_t RowWriter::last_inside(const Wedge& wedge, std::int64_t row, double x) const {
    const Nearby near = columns_near(x);
    if (near.share > lattice_.unevenness && near.share < 1 - lattice_.unevenness) return near.left;
    return exactly_inside(wedge, row, near) ? near.nearest() : near.nearest() - 1;
}

inline RowWriter::Nearby RowWriter::columns_near(double x) const {
    const double place = std::clamp((x + eye_x_ - lattice_.x_values.front()) * lattice_.columns_per_mm, -0.5,
                                    static_cast<double>(lattice_.columns) - 0.5);
    const auto left = static_cast<std::int64_t>(place + 1) - 1;
    return {left, place - static_cast<double>(left)};
}

bool RowWriter::exactly_inside(const Wedge& wedge, std::int64_t row, const Nearby& near) const {
    const std::int64_t column = near.nearest();
    return column >= 0 && column < lattice_.columns &&
           wedge.contains(
               {lattice_.xs[static_cast<std::size_t>(column)], lattice_.ys[static_cast<std::size_t>(row)]});
}

void RowWriter::piece(const Border& border, const Limit& right, const Limit& left) {
    note_limit(right.vertex);
    note_limit(left.vertex);
    const Wedge wedge(*this, border, right, left);
    const double top = lattice_.y_values.front() - eye_y_;
    const double scale = lattice_.rows_per_mm;
    const double last = static_cast<double>(lattice_.rows - 1);
    const auto first_row = static_cast<std::int64_t>(
        std::clamp(std::ceil((top - wedge.high) * scale - lattice_.unevenness), 0.0, last + 1));
    const auto last_row = static_cast<std::int64_t>(
        std::clamp(std::floor((top - wedge.low) * scale + lattice_.unevenness), -1.0, last));
    for (std::int64_t row = first_row; row <= last_row; ++row) {
        const double y = lattice_.y_values[static_cast<std::size_t>(row)] - eye_y_;
        if (!(y > wedge.above && y < wedge.below)) continue;
        const std::int64_t first = first_inside(wedge, row, wedge.least_x(y));
        const std::int64_t end = last_inside(wedge, row, wedge.most_x(y));
        if (first <= end) add(row, first, end);
    }
}

void RowWriter::add(std::int64_t row, std::int64_t first_column, std::int64_t last_column) {
    const std::uint32_t* before = &lattice_.before[static_cast<std::size_t>(row * (lattice_.columns + 1))];
    const std::uint32_t first = before[first_column];
    const std::uint32_t end = before[last_column + 1];
    if (first == end) return;
    const auto at_row = static_cast<std::size_t>(row);
    // Cones come in the order of their directions: most stretches touch the one their row got last.
    if (memory_.stamps[at_row] == memory_.stamp) {
        CellRun& last = memory_.runs[memory_.last_runs[at_row]];
        if (first <= last.last + 1 && end >= last.first) {
            last.first = std::min(last.first, first);
            last.last = std::max(last.last, end - 1);
            return;
        }
    }
    memory_.stamps[at_row] = memory_.stamp;
    memory_.last_runs[at_row] = static_cast<std::uint32_t>(memory_.runs.size());
    memory_.runs.push_back({first, end - 1});
    memory_.rows.push_back(static_cast<std::uint32_t>(row));
}

namespace {

// The greatest common divisor of two numbers when it is at least that much, else 0. Most pairs are found too
// small after two or three divisions.
std::int64_t common_divisor(std::int64_t a, std::int64_t b, std::int64_t least) {
    a = std::abs(a);
    b = std::abs(b);
    while (b != 0) {
        if (b < least) return 0;
        const bool narrow = (a | b) >> 32 == 0; // divides faster
        const std::int64_t rest =
            narrow ? static_cast<std::int64_t>(static_cast<std::uint32_t>(a) % static_cast<std::uint32_t>(b))
                   : a % b;
        a = b;
        b = rest;
    }
    return a >= least ? a : 0;
}

std::int64_t position_in(const std::vector<std::int64_t>& values, std::int64_t value, bool ascending) {
    const auto found = ascending ? std::lower_bound(values.begin(), values.end(), value)
                                 : std::lower_bound(values.begin(), values.end(), value, std::greater<>());
    return found != values.end() && *found == value ? found - values.begin() : -1;
}

} // namespace

void RowWriter::add_limit(std::int32_t vertex, Grazing grazing) {
    const Millimetres v = lattice_.mesh->vertices[at(vertex)];
    const std::int64_t dx = v.x - eye_.x;
    const std::int64_t dy = v.y - eye_.y;
    // On an even grid the nearest centre in this direction is as many columns and rows away as the primitive
    // step counts millimetres.
    const bool even = lattice_.spacing > 0;
    const std::int64_t stride = even ? lattice_.spacing : 1;
    const std::int64_t least =
        even ? std::max({std::int64_t(1), std::abs(dx) / lattice_.columns, std::abs(dy) / lattice_.rows}) : 1;
    const std::int64_t common = common_divisor(dx, dy, least);
    if (common == 0) return;
    const Millimetres step{dx / common, dy / common};
    const auto room = [](std::int64_t from, std::int64_t to, std::int64_t by) {
        return by == 0 ? std::numeric_limits<std::int64_t>::max() : std::abs(to - from) / std::abs(by);
    };
    std::int64_t most = std::min(room(eye_.x, step.x > 0 ? lattice_.xs.back() : lattice_.xs.front(), step.x),
                                 room(eye_.y, step.y > 0 ? lattice_.ys.front() : lattice_.ys.back(), step.y));
    if (most < stride) return;
    const RayReach reach =
        look_along(*lattice_.mesh, eye_, lattice_.triangles[static_cast<std::size_t>(place_)], step, most);
    most = grazing == Grazing::blocks ? reach.clear : reach.seen;
    for (std::int64_t k = stride; k <= most; k += stride) {
        const std::int64_t column = position_in(lattice_.xs, eye_.x + k * step.x, true);
        const std::int64_t row = position_in(lattice_.ys, eye_.y + k * step.y, false);
        if (column >= 0 && row >= 0) add(row, column, column);
    }
}

void RowWriter::finish(Grazing grazing, std::vector<CellRun>& runs) {
    for (const std::int32_t vertex : memory_.limits)
        add_limit(vertex, grazing);
    add(place_ / lattice_.columns, place_ % lattice_.columns, place_ % lattice_.columns);
    deliver(runs);
}

// Puts the runs in order by counting those of each row; within a row they are few.
void RowWriter::deliver(std::vector<CellRun>& runs) {
    const auto [low, high] = std::minmax_element(memory_.rows.begin(), memory_.rows.end());
    if (low == memory_.rows.end()) return;
    const std::uint32_t first_row = *low;
    memory_.starts.assign(*high - first_row + 2, 0);
    for (const std::uint32_t row : memory_.rows)
        ++memory_.starts[row - first_row + 1];
    std::partial_sum(memory_.starts.begin(), memory_.starts.end(), memory_.starts.begin());
    memory_.ordered.resize(memory_.runs.size());
    for (std::size_t i = 0; i < memory_.runs.size(); ++i)
        memory_.ordered[memory_.starts[memory_.rows[i] - first_row]++] = memory_.runs[i];
    for (std::size_t i = 1; i < memory_.ordered.size(); ++i) {
        const CellRun run = memory_.ordered[i];
        std::size_t to = i;
        for (; to > 0 && memory_.ordered[to - 1].first > run.first; --to)
            memory_.ordered[to] = memory_.ordered[to - 1];
        memory_.ordered[to] = run;
    }
    const std::size_t begin = runs.size();
    for (const CellRun& run : memory_.ordered)
        if (runs.size() > begin && run.first <= runs.back().last + 1)
            runs.back().last = std::max(runs.back().last, run.last);
        else
            runs.push_back(run);
}

} // namespace prospect::kernel
