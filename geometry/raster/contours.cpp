#include "geometry/raster/field.h"

#include <algorithm>
#include <array>
#include <vector>

namespace prospect {

namespace {

// Marching squares of one level over the squares between four cell centres. A corner at or above the level is
// high. Each crossed edge of the lattice has a number, 2 × cell + 0 for the one to the east and + 1 for the
// one to the south of a centre; each square links the edge where a line enters to the one where it leaves,
// high ground on the left.
class Tracer {
public:
    Tracer(const Field& field, double level) : field_(field), level_(level) {
        for (std::int64_t row = 0; row + 1 < field.grid.rows; ++row)
            for (std::int64_t column = 0; column + 1 < field.grid.columns; ++column)
                add_square(column, row);
    }

    void trace(std::vector<Contour>& out) {
        std::sort(links_.begin(), links_.end());
        std::vector<std::int64_t> entered;
        entered.reserve(links_.size());
        for (const Link& link : links_)
            entered.push_back(link.to);
        std::sort(entered.begin(), entered.end());
        used_.assign(links_.size(), false);
        // Lines that end at a border first; what is left are rings.
        for (std::size_t i = 0; i < links_.size(); ++i)
            if (!std::binary_search(entered.begin(), entered.end(), links_[i].from)) follow(i, out);
        for (std::size_t i = 0; i < links_.size(); ++i)
            if (!used_[i]) follow(i, out);
    }

private:
    struct Link {
        std::int64_t from = 0;
        std::int64_t to = 0;
        auto operator<=>(const Link&) const = default;
    };

    double value(std::int64_t cell) const {
        return static_cast<double>(field_.values[static_cast<std::size_t>(cell)]);
    }

    void add_square(std::int64_t column, std::int64_t row) {
        const std::int64_t columns = field_.grid.columns;
        const std::int64_t north_west = row * columns + column;
        // Clockwise from the north-west, and the edge from each corner to the next.
        const std::array corners{north_west, north_west + 1, north_west + columns + 1, north_west + columns};
        const std::array edges{2 * north_west, 2 * (north_west + 1) + 1, 2 * (north_west + columns),
                               2 * north_west + 1};
        std::array<bool, 4> high{};
        double sum = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            if (field_.values[static_cast<std::size_t>(corners[i])] == nodata) return;
            const double here = value(corners[i]);
            high[i] = here >= level_;
            sum += here;
        }
        // At a saddle the middle decides whether the high corners are joined.
        const bool middle_high = sum / 4 >= level_;
        const int high_corners = high[0] + high[1] + high[2] + high[3];
        const bool saddle = high_corners == 2 && high[0] == high[2];
        for (std::size_t i = 0; i < 4; ++i) {
            if (high[i] || !high[(i + 1) % 4])
                continue; // a line enters where a low corner is followed by a high one
            std::size_t leave = (i + 1) % 4;
            while (high[(leave + 1) % 4])
                leave = (leave + 1) % 4;
            if (saddle && middle_high) leave = (i + 3) % 4;
            links_.push_back({edges[i], edges[leave]});
        }
    }

    Point crossing(std::int64_t edge) const {
        const std::int64_t columns = field_.grid.columns;
        const std::int64_t cell = edge / 2;
        const std::int64_t other = edge % 2 == 0 ? cell + 1 : cell + columns;
        const double share = (level_ - value(cell)) / (value(other) - value(cell));
        const Point a = field_.grid.center(cell % columns, cell / columns);
        const Point b = field_.grid.center(other % columns, other / columns);
        return a + (b - a) * share;
    }

    void follow(std::size_t link, std::vector<Contour>& out) {
        Contour contour{.level = level_};
        const auto add = [&](Point p) {
            if (contour.line.empty() || !(contour.line.back() == p)) contour.line.push_back(p);
        };
        add(crossing(links_[link].from));
        while (true) {
            used_[link] = true;
            const std::int64_t edge = links_[link].to;
            add(crossing(edge));
            const auto next = std::lower_bound(links_.begin(), links_.end(), Link{edge, -1});
            if (next == links_.end() || next->from != edge) break;
            link = static_cast<std::size_t>(next - links_.begin());
            if (used_[link]) break;
        }
        if (contour.line.size() > 1) out.push_back(std::move(contour));
    }

    const Field& field_;
    double level_;
    std::vector<Link> links_;
    std::vector<bool> used_;
};

} // namespace

std::vector<Contour> contours(const Field& field, std::span<const double> levels) {
    std::vector<Contour> result;
    for (const double level : levels)
        Tracer(field, level).trace(result);
    return result;
}

} // namespace prospect
