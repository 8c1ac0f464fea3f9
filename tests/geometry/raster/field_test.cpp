#include "geometry/raster/field.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace prospect;

namespace {

// One value per cell centre.
template <class Function>
Field sampled(const Grid& grid, Function function) {
    Field field("f", "m", grid);
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column)
            field.values[static_cast<std::size_t>(row * grid.columns + column)] =
                static_cast<float>(function(grid.center(column, row)));
    return field;
}

Field of_rows(std::int64_t columns, std::vector<float> values) {
    const auto rows = static_cast<std::int64_t>(values.size()) / columns;
    Field field("f", "", Grid{0, static_cast<double>(rows), 1, 1, columns, rows});
    field.values = std::move(values);
    return field;
}

double length_of(const std::vector<Point>& line) {
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        total += distance(line[i - 1], line[i]);
    return total;
}

} // namespace

class FieldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void new_field_has_no_values() {
        const Field field("area", "m2", Grid{0, 2, 1, 1, 3, 2});
        QCOMPARE(field.values.size(), std::size_t{6});
        QVERIFY(!field.has_value(2, 1));
        QVERIFY(!field.value_at({0.5, 0.5}));
        QVERIFY(!field.interpolated_at({0.5, 0.5}));
    }

    void value_is_that_of_the_cell_with_row_0_in_the_north() {
        const Field field = of_rows(2, {1, 2, 3, 4});
        QCOMPARE(*field.value_at({0.2, 1.9}), 1.0F);
        QCOMPARE(*field.value_at({1.7, 1.1}), 2.0F);
        QCOMPARE(*field.value_at({0.5, 0.5}), 3.0F);
        QCOMPARE(*field.value_at({2, 0}), 4.0F);
        QVERIFY(!field.value_at({2.01, 0.5}));
        QVERIFY(!field.value_at({std::nan(""), 0.5}));
        QVERIFY(!Field().value_at({0, 0}));
    }

    void interpolation_is_exact_on_a_plane() {
        const Grid grid{100, 50, 2, 3, 10, 8};
        const Field field = sampled(grid, [](Point p) { return 3 + 0.5 * p.x - 0.25 * p.y; });
        std::mt19937 random(9);
        const Box inner{grid.center(0, 0).x, grid.center(0, 7).y, grid.center(9, 0).x, grid.center(0, 0).y};
        std::uniform_real_distribution<double> x(inner.xmin, inner.xmax);
        std::uniform_real_distribution<double> y(inner.ymin, inner.ymax);
        for (int i = 0; i < 500; ++i) {
            const Point p{x(random), y(random)};
            QVERIFY(std::abs(*field.interpolated_at(p) - (3 + 0.5 * p.x - 0.25 * p.y)) < 1e-5);
        }
    }

    void interpolation_holds_the_edge_values_outwards() {
        const Field field = of_rows(2, {1, 2, 3, 4});
        QCOMPARE(*field.interpolated_at({1, 1}), 2.5);
        QCOMPARE(*field.interpolated_at({0, 2}), 1.0);
        QCOMPARE(*field.interpolated_at({1, 2}), 1.5);
        QCOMPARE(*field.interpolated_at({2, 0}), 4.0);
        QVERIFY(!field.interpolated_at({2.1, 0}));
    }

    void interpolation_leaves_out_missing_neighbours() {
        const Field field = of_rows(2, {1, nodata, 3, nodata});
        QCOMPARE(*field.interpolated_at({1, 1}), 2.0);
        QCOMPARE(*field.interpolated_at({1.49, 1.5}), 1.0);
        QVERIFY(!field.interpolated_at({1.5, 1.5}));
        QVERIFY(!field.interpolated_at({1.9, 0.5}));
    }

    void a_sample_is_bilinear_and_exact_at_centres() {
        const Field field = of_rows(2, {1, 2, 3, 4});
        QCOMPARE(*field.sampled_at({1, 1}), 2.5);
        QCOMPARE(*field.sampled_at({0.75, 1.5}), 1.25);
        QCOMPARE(*field.sampled_at({1, 2}), 1.5); // held outwards
        QCOMPARE(*field.sampled_at({0, 2}), 1.0);
        QVERIFY(!field.sampled_at({2.1, 0}));
        const Field odd = of_rows(2, {0.1F, 0.7F, 1e30F, 5});
        QCOMPARE(*odd.sampled_at({0.5 + 1e-9, 1.5 - 1e-9}), static_cast<double>(0.1F));
        QCOMPARE(*odd.sampled_at({1.5 - 1e-9, 1.5}), static_cast<double>(0.7F));
    }

    void a_sample_makes_nothing_up_beside_a_hole() {
        const Field field = of_rows(2, {1, nodata, 3, 5});
        QCOMPARE(*field.sampled_at({0.9, 1.1}), 1.0); // the cell's own: one of four is missing
        QCOMPARE(*field.sampled_at({0.5, 1}), 2.0);   // between two that are there
        QVERIFY(!field.sampled_at({1.1, 1.1}));
        QCOMPARE(*field.sampled_at({1, 0.5}), 4.0);
        QVERIFY(!Field().sampled_at({0, 0}));
    }

    void samples_of_a_plane_lie_on_it() {
        const auto plane = [](Point p) { return 3 + 0.5 * p.x - 0.25 * p.y; };
        const Field field = sampled(Grid{10, 50, 2, 0.5, 20, 30}, plane);
        std::mt19937 random(3);
        std::uniform_real_distribution<double> x(11, 49), y(35.25, 49.75);
        for (int i = 0; i < 1000; ++i) {
            const Point p{x(random), y(random)};
            QVERIFY(std::abs(*field.sampled_at(p) - plane(p)) < 1e-5);
        }
    }

    void statistics_count_every_cell_once() {
        const FieldStatistics some = statistics(of_rows(2, {1, nodata, 4, -2}));
        QCOMPARE(some.min, -2.0);
        QCOMPARE(some.max, 4.0);
        QCOMPARE(some.mean, 1.0);
        QCOMPARE(some.value_cells, 3);
        QCOMPARE(some.nodata_cells, 1);
        const FieldStatistics none = statistics(of_rows(2, {nodata, nodata}));
        QCOMPARE(none.min, 0.0);
        QCOMPARE(none.max, 0.0);
        QCOMPARE(none.mean, 0.0);
        QCOMPARE(none.value_cells, 0);
    }

    void round_levels_are_numbers_one_would_type() {
        QVERIFY(round_levels(0, 10, 4) == (std::vector<double>{2, 4, 6, 8}));
        QVERIFY(round_levels(0, 1, 3) == (std::vector<double>{0.25, 0.5, 0.75}));
        QVERIFY(round_levels(-0.35, 0.35, 7) == (std::vector<double>{-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3}));
        QVERIFY(round_levels(5, 5, 4).empty());
        QVERIFY(round_levels(5, 4, 4).empty());
        QVERIFY(round_levels(0, 1, 0).empty());
        QVERIFY(round_levels(0, std::nan(""), 4).empty());
    }

    void round_levels_lie_strictly_inside_and_are_about_as_many_as_asked() {
        std::mt19937 random(4);
        std::uniform_real_distribution<double> exponent(-6, 9);
        std::uniform_real_distribution<double> share(-2, 2);
        for (int i = 0; i < 500; ++i) {
            const double width = std::pow(10, exponent(random));
            const double min = width * share(random);
            const int count = 1 + i % 20;
            const auto levels = round_levels(min, min + width, count);
            QVERIFY(!levels.empty());
            QVERIFY(levels.front() > min && levels.back() < min + width);
            QVERIFY(std::is_sorted(levels.begin(), levels.end()));
            QVERIFY(static_cast<int>(levels.size()) >= (count + 1) / 2);
            QVERIFY(static_cast<int>(levels.size()) <= 2 * count);
        }
    }
};

PROSPECT_TEST(FieldTest);

class ContoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contour_of_a_slope_is_one_straight_line() {
        const Field field = sampled(Grid{0, 5, 1, 1, 8, 5}, [](Point p) { return p.x; });
        const std::vector<double> levels{3.25};
        const auto lines = contours(field, levels);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].level, 3.25);
        QCOMPARE(lines[0].line.size(), std::size_t{5});
        for (const Point p : lines[0].line)
            QCOMPARE(p.x, 3.25);
        // High ground, in the east, lies on the left: the line runs southwards.
        QVERIFY(lines[0].line.front().y > lines[0].line.back().y);
    }

    void contour_of_a_cone_is_a_closed_circle() {
        const Grid grid{-20, 20, 0.5, 0.5, 80, 80};
        const Field field = sampled(grid, [](Point p) { return 15 - std::hypot(p.x, p.y); });
        const std::vector<double> levels{5, 10};
        const auto lines = contours(field, levels);
        QCOMPARE(lines.size(), std::size_t{2});
        for (const Contour& one : lines) {
            const double radius = 15 - one.level;
            QVERIFY(one.line.front() == one.line.back());
            QVERIFY(std::abs(length_of(one.line) - 2 * std::numbers::pi * radius) < 0.05);
            double twice = 0;
            for (std::size_t i = 1; i < one.line.size(); ++i) {
                QVERIFY(std::abs(length(one.line[i]) - radius) < 0.02);
                twice += cross(one.line[i - 1], one.line[i]);
            }
            QVERIFY(twice > 0); // round the high middle counter-clockwise: it is on the left
        }
    }

    void saddle_is_decided_by_its_middle() {
        const std::vector<double> levels{5};
        // Middle 5.25 is high: the low corners are cut off, north-east and south-west.
        const auto joined = contours(of_rows(2, {9, 1, 2, 9}), levels);
        QCOMPARE(joined.size(), std::size_t{2});
        for (const Contour& one : joined) {
            const Point middle = (one.line[0] + one.line[1]) * 0.5;
            QVERIFY((middle.x > 1) == (middle.y > 1));
        }
        // Middle 4.5 is low: the high corners are cut off, north-west and south-east.
        const auto apart = contours(of_rows(2, {7, 1, 2, 8}), levels);
        QCOMPARE(apart.size(), std::size_t{2});
        for (const Contour& one : apart) {
            const Point middle = (one.line[0] + one.line[1]) * 0.5;
            QVERIFY((middle.x > 1) != (middle.y > 1));
        }
    }

    void cells_without_value_end_a_line() {
        Field field = sampled(Grid{0, 9, 1, 1, 6, 9}, [](Point p) { return p.x; });
        field.values[4 * 6 + 2] = nodata;
        const std::vector<double> levels{3};
        const auto lines = contours(field, levels);
        QCOMPARE(lines.size(), std::size_t{2});
        for (const Contour& one : lines)
            QCOMPARE(one.line.size(), std::size_t{4});
    }

    void level_that_meets_cell_values_gives_no_lines_without_length() {
        const Field field = of_rows(4, {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 2, 0, 0, 0, 0, 0});
        const std::vector<double> levels{0, 1, 2, 3};
        for (const Contour& one : contours(field, levels)) {
            QVERIFY(one.line.size() > 1);
            for (std::size_t i = 1; i < one.line.size(); ++i)
                QVERIFY(!(one.line[i] == one.line[i - 1]));
        }
        QVERIFY(contours(field, std::vector<double>{3.0}).empty());
        QVERIFY(contours(Field(), levels).empty());
        QVERIFY(contours(of_rows(1, {1, 2, 3}), levels).empty());
    }

    // Each crossed edge of the lattice is passed once: the vertices are as many as there are crossings.
    void every_crossing_is_on_one_line() {
        std::mt19937 random(21);
        std::uniform_real_distribution<float> value(0, 1);
        for (int i = 0; i < 30; ++i) {
            Field field("f", "", Grid{0, 12, 1, 1, 15, 12});
            for (float& one : field.values)
                one = value(random) < 0.1F ? nodata : value(random);
            std::size_t crossings = 0;
            const auto crossed = [&](std::int64_t c, std::int64_t r, std::int64_t c2, std::int64_t r2) {
                return (field.at(c, r) >= 0.5F) != (field.at(c2, r2) >= 0.5F);
            };
            const auto whole = [&](std::int64_t c, std::int64_t r) {
                return c >= 0 && r >= 0 && c < 14 && r < 11 && field.has_value(c, r) &&
                       field.has_value(c + 1, r) && field.has_value(c, r + 1) &&
                       field.has_value(c + 1, r + 1);
            };
            for (std::int64_t r = 0; r < 12; ++r)
                for (std::int64_t c = 0; c < 15; ++c) {
                    if (c < 14 && (whole(c, r) || whole(c, r - 1)) && crossed(c, r, c + 1, r)) ++crossings;
                    if (r < 11 && (whole(c, r) || whole(c - 1, r)) && crossed(c, r, c, r + 1)) ++crossings;
                }
            std::size_t vertices = 0;
            for (const Contour& one : contours(field, std::vector<double>{0.5}))
                vertices += one.line.size() - (one.line.front() == one.line.back() ? 1 : 0);
            QCOMPARE(vertices, crossings);
        }
    }
};

PROSPECT_TEST(ContoursTest);
#include "field_test.moc"
