#include "geometry/base/error.h"
#include "geometry/raster/field.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;

namespace {

ErrorCode code_of_extent(const Box& box, double cell_m) {
    try {
        grid_of_extent(box, cell_m);
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;
}

double off_multiple(double value, double cell_m) {
    const double share = value / cell_m;
    return std::abs(share - std::round(share)) * cell_m;
}

} // namespace

class GridTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void extent_starts_at_its_north_west_corner() {
        const Grid grid = grid_of_extent({100, 200, 110, 205}, 2);
        QCOMPARE(grid.columns, 5);
        QCOMPARE(grid.rows, 3);
        QVERIFY(grid.box() == (Box{100, 199, 110, 205}));
        QVERIFY(grid.center(0, 0) == (Point{101, 204}));
        QVERIFY(grid.center(4, 2) == (Point{109, 200}));
    }

    void extent_that_is_a_multiple_by_a_hair_gets_no_extra_cell() {
        QCOMPARE(grid_of_extent({0, 0, 0.3, 0.7}, 0.1).columns, 3);
        QCOMPARE(grid_of_extent({0, 0, 0.3, 0.7}, 0.1).rows, 7);
        QCOMPARE(grid_of_extent({0, 0, 10.0000005, 1}, 1).columns, 10);
        QCOMPARE(grid_of_extent({0, 0, 10.01, 1}, 1).columns, 11);
        QCOMPARE(grid_of_extent({0, 0, 1e-9, 1}, 1).columns, 1);
    }

    void extent_without_area_and_cells_without_size_are_refused() {
        QVERIFY(code_of_extent({0, 0, 0, 1}, 1) == ErrorCode::usage);
        QVERIFY(code_of_extent({1, 0, 0, 1}, 1) == ErrorCode::usage);
        QVERIFY(code_of_extent({}, 1) == ErrorCode::usage);
        QVERIFY(code_of_extent({0, 0, std::nan(""), 1}, 1) == ErrorCode::usage);
        QVERIFY(code_of_extent({0, 0, HUGE_VAL, 1}, 1) == ErrorCode::usage);
        for (const double cell : {0.0, -1.0, std::nan(""), HUGE_VAL})
            QVERIFY(code_of_extent({0, 0, 1, 1}, cell) == ErrorCode::usage);
        QVERIFY(code_of_extent({0, 0, 1e9, 1e9}, 1e-3) == ErrorCode::refused);
        QVERIFY_EXCEPTION_THROWN(grid_of_box({}, 1, {}), Error);
        QVERIFY_EXCEPTION_THROWN(grid_of_box({0, 0, 1, 1}, 0, {}), Error);
    }

    void centres_of_the_default_grid_are_whole_multiples_in_the_crs() {
        // 530000.3 … 530002.6 with 1 m cells: centres at 530000, 1, 2 and 3.
        const Grid grid = grid_of_box({0.3, 0.3, 2.6, 2.4}, 1, {530000, 180000});
        QCOMPARE(grid.columns, 4);
        QCOMPARE(grid.rows, 3);
        QVERIFY(grid.center(0, 0) == (Point{0, 2}));
        QVERIFY(grid.center(3, 2) == (Point{3, 0}));
    }

    void default_grid_covers_the_box_with_no_cell_to_spare() {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> place(-300, 300);
        std::uniform_real_distribution<double> size(0.01, 50);
        const Point origin{531000, 179000};
        for (const double cell : {0.25, 0.3, 0.5, 1.0, 2.0, 7.0})
            for (int i = 0; i < 100; ++i) {
                const double x = place(random);
                const double y = place(random);
                const Box box{x, y, x + size(random), y + size(random)};
                const Grid grid = grid_of_box(box, cell, origin);
                const Box covered = grid.box();
                const double slack = 2e-6 * cell;
                QVERIFY(covered.xmin <= box.xmin + slack && covered.xmax >= box.xmax - slack);
                QVERIFY(covered.ymin <= box.ymin + slack && covered.ymax >= box.ymax - slack);
                QVERIFY(covered.xmin > box.xmin - cell && covered.xmax < box.xmax + cell);
                QVERIFY(covered.ymin > box.ymin - cell && covered.ymax < box.ymax + cell);
                const Point first = grid.center(0, 0) + origin;
                QVERIFY(off_multiple(first.x, cell) < 1e-6 && off_multiple(first.y, cell) < 1e-6);
            }
    }

    void default_grid_does_not_depend_on_the_local_origin() {
        const Grid near_by = grid_of_box({0.3, 0.3, 2.6, 2.4}, 0.5, {530000, 180000});
        const Grid far_off = grid_of_box({1000.3, 2000.3, 1002.6, 2002.4}, 0.5, {529000, 178000});
        QCOMPARE(near_by.columns, far_off.columns);
        QCOMPARE(near_by.rows, far_off.rows);
        QCOMPARE(near_by.xmin + 530000, far_off.xmin + 529000);
        QCOMPARE(near_by.ymax + 180000, far_off.ymax + 178000);
    }

    void box_without_size_gets_one_cell() {
        const Grid grid = grid_of_box({5.2, 5.2, 5.2, 5.2}, 1, {});
        QCOMPARE(grid.cell_count(), 1);
        QVERIFY(grid.box().contains({5.2, 5.2}));
    }

    void box_on_cell_edges_is_covered_exactly() {
        const Grid grid = grid_of_box({0.5, 0.5, 3.5, 2.5}, 1, {});
        QCOMPARE(grid.columns, 3);
        QCOMPARE(grid.rows, 2);
        QVERIFY(grid.box() == (Box{0.5, 0.5, 3.5, 2.5}));
    }
};

PROSPECT_TEST(GridTest);
#include "grid_test.moc"
