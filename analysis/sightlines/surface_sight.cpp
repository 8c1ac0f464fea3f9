#include "analysis/sightlines/surface_sight.h"

#include "geometry/base/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace prospect::sightlines {

namespace {

// Stands for a cell without a height: lower than anything.
constexpr float no_height = -1e30F;
constexpr float least_height = -1e29F;
constexpr double unlimited = std::numeric_limits<double>::infinity();

// Heights step by step; lines of sight go from step to step.
struct Level {
    std::int64_t steps = 0;
    std::int64_t places = 0;
    std::vector<float> most;

    float at(std::int64_t step, std::int64_t place) const {
        return most[static_cast<std::size_t>(step * places + place)];
    }
};

Level above(const Level& below) {
    Level made{(below.steps + 1) / 2, (below.places + 1) / 2, {}};
    made.most.assign(static_cast<std::size_t>(made.steps * made.places), no_height);
    for (std::int64_t step = 0; step < below.steps; ++step)
        for (std::int64_t place = 0; place < below.places; ++place) {
            float& most = made.most[static_cast<std::size_t>(step / 2 * made.places + place / 2)];
            most = std::max(most, below.at(step, place));
        }
    return made;
}

// Lines of sight from one eye to cells side by side on one step.
struct Lines {
    double from_step = 0;
    double from_place = 0;
    double per_step = 0; // share of each line for each step, with its sign
    double eye_m = 0;
    std::int64_t first = 0; // steps crossed, from the eye's end to the cells'
    std::int64_t last = 0;
    std::array<double, CellFan::most> slope{}; // places for each step
    std::array<double, CellFan::most> drop_m{};
    std::array<double, CellFan::most> stop_rise{};
    std::array<double, CellFan::most> most{}; // the greatest rise found
    std::uint32_t open = 0;                   // lines that may still find more
    double least = 0;                         // of the rises of the open ones

    double place(std::size_t line, std::int64_t step) const {
        return from_place + (static_cast<double>(step) - from_step) * slope[line];
    }
    double share(std::int64_t step) const { return (static_cast<double>(step) - from_step) * per_step; }
    void close_decided() {
        least = unlimited;
        for (std::uint32_t rest = open; rest != 0; rest &= rest - 1) {
            const auto line = static_cast<std::size_t>(std::countr_zero(rest));
            if (most[line] > stop_rise[line])
                open &= ~(1U << line);
            else
                least = std::min(least, most[line]);
        }
    }
};

} // namespace

struct HeightGrid::Pyramid {
    std::vector<Level> levels;

    explicit Pyramid(Level heights) {
        levels.push_back(std::move(heights));
        while (levels.back().steps > 1 || levels.back().places > 1)
            levels.push_back(above(levels.back()));
    }

    // The place before a position; rounding may put the position a hair outside.
    std::int64_t place_before(double position) const {
        return std::min(static_cast<std::int64_t>(std::max(position, 0.0)), levels.front().places - 1);
    }

    bool raise(Lines& lines, std::int64_t step) const;
    bool may_raise(const Lines& lines, std::size_t level, std::int64_t first, std::int64_t last) const;
    void search(Lines& lines, std::int64_t& hint) const;
};

// Holds the open lines against the surface at one step: each may find a greater rise above the eye's level,
// carried on to the whole line. Whether any did.
bool HeightGrid::Pyramid::raise(Lines& lines, std::int64_t step) const {
    const float* heights = levels.front().most.data() + step * levels.front().places;
    const std::int64_t last_place = levels.front().places - 1;
    const double t = lines.share(step);
    const double per_share = 1 / t;
    bool raised = false;
    for (std::uint32_t rest = lines.open; rest != 0; rest &= rest - 1) {
        const auto line = static_cast<std::size_t>(std::countr_zero(rest));
        const double position = lines.place(line, step);
        const std::int64_t before = place_before(position);
        const double part = std::clamp(position - static_cast<double>(before), 0.0, 1.0);
        float a = heights[before];
        float b = heights[std::min(before + 1, last_place)];
        if (a < least_height && part > 0) a = b;
        if (b < least_height) b = a;
        const double height = (1 - part) * static_cast<double>(a) + part * static_cast<double>(b);
        const double rise = (height - lines.drop_m[line] * t * t - lines.eye_m) * per_share;
        if (rise > lines.most[line]) {
            lines.most[line] = rise;
            raised = true;
        }
    }
    if (raised) lines.close_decided();
    return raised;
}

// Whether raise() may find anything at some step from `first` to `last` of one block of that level.
bool HeightGrid::Pyramid::may_raise(const Lines& lines, std::size_t level, std::int64_t first,
                                    std::int64_t last) const {
    const Level& blocks = levels[level];
    // Lines lie in the order of their cells.
    const auto upper = static_cast<std::size_t>(std::countr_zero(lines.open));
    const auto lower = static_cast<std::size_t>(std::bit_width(lines.open) - 1);
    const std::int64_t low = place_before(std::min(lines.place(upper, first), lines.place(upper, last)));
    const std::int64_t high =
        std::min(place_before(std::max(lines.place(lower, first), lines.place(lower, last))) + 1,
                 levels.front().places - 1);
    const float* heights = blocks.most.data() + (first >> level) * blocks.places;
    float highest = no_height;
    for (std::int64_t place = low >> level; place <= high >> level; ++place)
        highest = std::max(highest, heights[place]);
    const double rise = static_cast<double>(highest) - lines.eye_m;
    const auto [near, far] = std::minmax({lines.share(first), lines.share(last)});
    // What rounding can make of it counts as a rise: else an answer would hang on the cells asked beside it.
    constexpr double rounding = 1e-12;
    const double known = lines.least * (rise > 0 ? near : far);
    return rise > known - rounding * (std::abs(static_cast<double>(highest)) + std::abs(lines.eye_m) +
                                      std::abs(known));
}

// From the cells to the eye, block by block: what may stand out is looked at in halves.
void HeightGrid::Pyramid::search(Lines& lines, std::int64_t& hint) const {
    const std::int64_t first = lines.first;
    const std::int64_t last = lines.last;
    const std::int64_t toward = first <= last ? 1 : -1; // from the eye's end to the cells'
    lines.close_decided();
    if (toward * (hint - first) >= 0 && toward * (last - hint) >= 0) raise(lines, hint);
    if (lines.open == 0) return;
    std::size_t level = levels.size() - 1;
    std::int64_t block = last >> level;
    std::int64_t step = last; // the next that is not decided
    for (;;) {
        if (level == 0) {
            if (raise(lines, step)) {
                hint = step;
                if (lines.open == 0) return;
            }
        } else {
            const std::int64_t edge =
                toward > 0 ? std::max(block << level, first) : std::min(((block + 1) << level) - 1, first);
            if (may_raise(lines, level, edge, step)) {
                --level;
                block = step >> level;
                continue;
            }
            step = edge;
        }
        if (step == first) return;
        step -= toward;
        // As long as the block above is done with, too.
        while (level + 1 < levels.size() && step >> (level + 1) != block >> 1) {
            ++level;
            block >>= 1;
        }
        block = step >> level;
    }
}

HeightGrid::HeightGrid(const Field& surface) : columns_(surface.grid.columns), rows_(surface.grid.rows) {
    if (columns_ < 1 || rows_ < 1) throw Error(ErrorCode::usage, "the grid of heights is empty");
    Level heights{rows_, columns_, surface.values};
    for (float& height : heights.most)
        if (height == nodata || !std::isfinite(height)) height = no_height;
    Level turned{columns_, rows_, std::vector<float>(heights.most.size())};
    for (std::int64_t row = 0; row < rows_; ++row)
        for (std::int64_t column = 0; column < columns_; ++column)
            turned.most[static_cast<std::size_t>(column * rows_ + row)] = heights.at(row, column);
    by_rows_ = std::make_unique<const Pyramid>(std::move(heights));
    by_columns_ = std::make_unique<const Pyramid>(std::move(turned));
}

HeightGrid::~HeightGrid() = default;

Crosses HeightGrid::crosses(const GridEye& eye, std::int64_t column, std::int64_t row) {
    return std::abs(static_cast<double>(column) - eye.x) >= std::abs(static_cast<double>(row) - eye.y)
               ? Crosses::columns
               : Crosses::rows;
}

std::array<double, CellFan::most> HeightGrid::needed_m(const GridEye& eye, const CellFan& fan,
                                                       Hint& hint) const {
    const bool by_columns = fan.crosses == Crosses::columns;
    const Pyramid& pyramid = by_columns ? *by_columns_ : *by_rows_;
    const std::int64_t own_step = by_columns ? fan.column : fan.row;
    const std::int64_t own_place = by_columns ? fan.row : fan.column;
    std::array<double, CellFan::most> needed{};
    Lines lines;
    lines.from_step = by_columns ? eye.x : eye.y;
    lines.from_place = by_columns ? eye.y : eye.x;
    const double d = static_cast<double>(own_step) - lines.from_step;
    if (d == 0) return needed; // the eye's own cell
    const std::int64_t toward = d > 0 ? 1 : -1;
    lines.last = own_step - toward;
    lines.first =
        static_cast<std::int64_t>(d > 0 ? std::floor(lines.from_step) + 1 : std::ceil(lines.from_step) - 1);
    if (toward * (lines.last - lines.first) < 0) return needed;
    lines.per_step = 1 / d;
    lines.eye_m = eye.height_m;
    lines.open = fan.asked;
    std::array<double, CellFan::most> own{};
    for (std::uint32_t rest = fan.asked; rest != 0; rest &= rest - 1) {
        const auto line = static_cast<std::size_t>(std::countr_zero(rest));
        const std::int64_t place = own_place + static_cast<std::int64_t>(line);
        own[line] =
            static_cast<double>(pyramid.levels.front().at(own_step, place)) - fan.drop_m[line] - eye.height_m;
        lines.slope[line] = (static_cast<double>(place) - lines.from_place) / d;
        lines.drop_m[line] = fan.drop_m[line];
        lines.stop_rise[line] = own[line] + fan.stop_above[line];
        lines.most[line] = own[line];
    }
    if (hint.crosses != fan.crosses) hint = {-1, fan.crosses};
    if (lines.open != 0) pyramid.search(lines, hint.place);
    for (std::size_t line = 0; line < own.size(); ++line)
        needed[line] = lines.most[line] - own[line];
    return needed;
}

double HeightGrid::needed_m(const GridEye& eye, std::int64_t column, std::int64_t row, double drop_m,
                            double stop_above, Hint& hint) const {
    CellFan fan{crosses(eye, column, row), column, row};
    fan.drop_m[0] = drop_m;
    fan.stop_above[0] = stop_above;
    return needed_m(eye, fan, hint)[0];
}

} // namespace prospect::sightlines
