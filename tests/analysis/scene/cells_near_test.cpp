#include "analysis/scene/cells_near.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <random>

using namespace prospect;
using namespace prospect::scene;
using namespace prospect::test;

class CellsNearTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Against every cell of a small grid and its distance.
    void cells_near_lines_are_all_those_near_and_few_others() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> place(-10, 70);
        for (int drawing = 0; drawing < 50; ++drawing) {
            const Grid grid = grid_of_extent({0, 0, 60, 50}, 1);
            const Geometry zigzag = line({{place(random), place(random)},
                                          {place(random), place(random)},
                                          {place(random), place(random)}});
            const Geometry spot = point(place(random), place(random));
            constexpr double reach_m = 4;
            const auto runs = cells_near(grid, {&zigzag, &spot}, reach_m);
            std::vector<int> held(static_cast<std::size_t>(grid.cell_count()), 0);
            for (const CellRun& run : runs)
                for (std::int64_t column = run.first; column <= run.last; ++column)
                    ++held[static_cast<std::size_t>(run.row * grid.columns + column)];
            for (std::int64_t i = 0; i < grid.cell_count(); ++i) {
                const Point p = grid.center(i % grid.columns, i / grid.columns);
                const double away_m = std::min(distance(zigzag, p), distance(spot, p));
                const int times = held[static_cast<std::size_t>(i)];
                QVERIFY(times <= 1);
                QVERIFY(times == 1 || away_m > reach_m);
                QVERIFY(times == 0 || away_m < 3 * reach_m);
            }
            for (std::size_t i = 1; i < runs.size(); ++i)
                QVERIFY(runs[i - 1].row < runs[i].row ||
                        (runs[i - 1].row == runs[i].row && runs[i - 1].last + 1 < runs[i].first));
        }
    }

    void the_extent_of_the_grid_costs_nothing() {
        const Grid grid = grid_of_extent({0, 0, 1e6, 1e6}, 1);
        const Geometry near_one_corner = line({{10, 10}, {30, 10}});
        QVERIFY(count_of(cells_near(grid, {&near_one_corner}, 5)) <= 32 * 12);
        QVERIFY(cells_near(grid, {}, 5).empty());
    }
};

PROSPECT_TEST(CellsNearTest);
#include "cells_near_test.moc"
