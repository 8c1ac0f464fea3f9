#include "analysis/sightlines/surface_sight.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>

namespace prospect::sightlines {

namespace {

// Stands for a cell without a height: lower than anything.
constexpr float no_height = -1e30F;
constexpr float least_height = -1e29F;

struct Level {
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    std::vector<float> most;

    float at(std::int64_t column, std::int64_t row) const {
        return most[static_cast<std::size_t>(row * columns + column)];
    }
};

Level above(const Level& below) {
    Level made{(below.columns + 1) / 2, (below.rows + 1) / 2, {}};
    made.most.assign(static_cast<std::size_t>(made.columns * made.rows), no_height);
    for (std::int64_t row = 0; row < below.rows; ++row)
        for (std::int64_t column = 0; column < below.columns; ++column) {
            float& most = made.most[static_cast<std::size_t>(row / 2 * made.columns + column / 2)];
            most = std::max(most, below.at(column, row));
        }
    return made;
}

// A line of sight whose steps go from column to column.
struct Line {
    double from_x = 0;
    double from_y = 0;
    double slope = 0;      // rows for each column
    double per_column = 0; // share of the line for each column, with its sign
    double eye_m = 0;
    double drop_m = 0;

    double row(std::int64_t column) const { return from_y + (static_cast<double>(column) - from_x) * slope; }
    double share(std::int64_t column) const { return (static_cast<double>(column) - from_x) * per_column; }
};

} // namespace

struct HeightGrid::Pyramid {
    std::vector<Level> levels;

    explicit Pyramid(Level heights) {
        levels.push_back(std::move(heights));
        while (levels.back().columns > 1 || levels.back().rows > 1)
            levels.push_back(above(levels.back()));
    }

    // The row before a place; rounding may put the place a hair outside.
    std::int64_t row_before(double y) const {
        return std::min(static_cast<std::int64_t>(std::max(y, 0.0)), levels.front().rows - 1);
    }

    // The rise above the eye's level, extrapolated to the whole line, that the surface at this column
    // demands.
    double rise_at(const Line& line, std::int64_t column) const {
        const Level& heights = levels.front();
        const double y = line.row(column);
        const std::int64_t upper = row_before(y);
        const std::int64_t lower = std::min(upper + 1, heights.rows - 1);
        const double share_down = std::clamp(y - static_cast<double>(upper), 0.0, 1.0);
        const float a = heights.at(column, upper);
        const float b = share_down > 0 ? heights.at(column, lower) : no_height;
        double height = 0;
        if (b < least_height || share_down == 0)
            height = static_cast<double>(a);
        else if (a < least_height || share_down == 1)
            height = static_cast<double>(b);
        else
            height = (1 - share_down) * static_cast<double>(a) + share_down * static_cast<double>(b);
        const double t = line.share(column);
        return (height - line.drop_m * t * t - line.eye_m) / t;
    }

    // Whether rise_at() may be more than `most` at some column from `first` to `last` of one block of that
    // level.
    bool may_exceed(const Line& line, std::size_t level, std::int64_t first, std::int64_t last,
                    double most) const {
        const Level& blocks = levels[level];
        const double y_first = line.row(first);
        const double y_last = line.row(last);
        const std::int64_t low = row_before(std::min(y_first, y_last));
        const std::int64_t high =
            std::min(row_before(std::max(y_first, y_last)) + 1, levels.front().rows - 1);
        float highest = no_height;
        for (std::int64_t row = low >> level; row <= high >> level; ++row)
            highest = std::max(highest, blocks.at(first >> level, row));
        const double rise = static_cast<double>(highest) - line.eye_m;
        const auto [near, far] = std::minmax({line.share(first), line.share(last)});
        return rise > most * (rise > 0 ? near : far);
    }

    double needed(const Line& line, std::int64_t first, std::int64_t last, double own_rise, double stop_rise,
                  std::int64_t& hint) const;
};

// From the target to the eye, block by block: what may stand out is looked at in halves.
double HeightGrid::Pyramid::needed(const Line& line, std::int64_t first, std::int64_t last, double own_rise,
                                   double stop_rise, std::int64_t& hint) const {
    double most = own_rise;
    const std::int64_t step = first <= last ? 1 : -1; // from the eye's end to the target's
    if (step * (hint - first) >= 0 && step * (last - hint) >= 0) most = std::max(most, rise_at(line, hint));
    if (most > stop_rise) return most;
    std::size_t level = levels.size() - 1;
    std::int64_t block = last >> level;
    std::int64_t column = last; // the next that is not decided
    for (;;) {
        if (level == 0) {
            const double rise = rise_at(line, column);
            if (rise > most) {
                most = rise;
                hint = column;
                if (most > stop_rise) return most;
            }
        } else {
            const std::int64_t edge =
                step > 0 ? std::max(block << level, first) : std::min(((block + 1) << level) - 1, first);
            if (may_exceed(line, level, edge, column, most)) {
                --level;
                block = column >> level;
                continue;
            }
            column = edge;
        }
        if (column == first) return most;
        column -= step;
        // As long as the block above is done with, too.
        while (level + 1 < levels.size() && column >> (level + 1) != block >> 1) {
            ++level;
            block >>= 1;
        }
        block = column >> level;
    }
}

HeightGrid::HeightGrid(const Field& surface) : columns_(surface.grid.columns), rows_(surface.grid.rows) {
    if (columns_ < 1 || rows_ < 1) throw Error(ErrorCode::usage, "the grid of heights is empty");
    Level heights{columns_, rows_, surface.values};
    for (float& height : heights.most)
        if (height == nodata || !std::isfinite(height)) height = no_height;
    Level turned{rows_, columns_, std::vector<float>(heights.most.size())};
    for (std::int64_t row = 0; row < rows_; ++row)
        for (std::int64_t column = 0; column < columns_; ++column)
            turned.most[static_cast<std::size_t>(column * rows_ + row)] = heights.at(column, row);
    along_rows_ = std::make_unique<const Pyramid>(std::move(heights));
    along_columns_ = std::make_unique<const Pyramid>(std::move(turned));
}

HeightGrid::~HeightGrid() = default;

double HeightGrid::needed_m(const GridEye& eye, std::int64_t column, std::int64_t row, double drop_m,
                            double stop_above, Hint& hint) const {
    double dx = static_cast<double>(column) - eye.x;
    double dy = static_cast<double>(row) - eye.y;
    if (dx == 0 && dy == 0) return 0;
    const bool along_rows = std::abs(dx) >= std::abs(dy);
    double x = eye.x;
    double y = eye.y;
    if (!along_rows) {
        std::swap(dx, dy);
        std::swap(x, y);
        std::swap(column, row);
    }
    const Pyramid& pyramid = along_rows ? *along_rows_ : *along_columns_;
    const std::int64_t step = dx > 0 ? 1 : -1;
    const std::int64_t last = column - step;
    const auto first = static_cast<std::int64_t>(dx > 0 ? std::floor(x) + 1 : std::ceil(x) - 1);
    const double own = static_cast<double>(pyramid.levels.front().at(column, row)) - drop_m - eye.height_m;
    if (step * (last - first) < 0) return 0;
    if (hint.along_rows != along_rows) hint = {-1, along_rows};
    const Line line{x, y, dy / dx, 1 / dx, eye.height_m, drop_m};
    const double rise = pyramid.needed(line, first, last, own, own + stop_above, hint.place);
    return rise - own;
}

} // namespace prospect::sightlines
