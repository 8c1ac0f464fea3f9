#include "analysis/lighting/calculation_field.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::lighting;
using namespace prospect::test;

namespace {

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

// How far along a straight path to the east its points are, and how far to the left.
std::set<double> places_along(const PathField& field) {
    std::set<double> found;
    for (const CalculationPoint& point : field.points)
        found.insert(std::round(point.place.x * 1e6) / 1e6);
    return found;
}
std::set<double> places_across(const PathField& field) {
    std::set<double> found;
    for (const CalculationPoint& point : field.points)
        found.insert(std::round(point.place.y * 1e6) / 1e6);
    return found;
}

double ground(const std::vector<CalculationPoint>& points) {
    double sum = 0;
    for (const CalculationPoint& point : points)
        sum += point.ground_m2;
    return sum;
}

std::vector<RowLamp> lamps_at(std::initializer_list<double> chainages, double height_m = 5) {
    std::vector<RowLamp> lamps;
    for (const double x : chainages)
        lamps.push_back({{x, 2}, height_m});
    return lamps;
}

} // namespace

class CalculationFieldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_field_begins_half_a_step_from_its_lamp() {
        const PathField field = path_field(line({{0, 0}, {20, 0}}), 3, lamps_at({0, 20}));
        QCOMPARE(field.lamps, std::size_t(2));
        QCOMPARE(places_along(field), (std::set<double>{1, 3, 5, 7, 9, 11, 13, 15, 17, 19}));
        QCOMPARE(places_across(field), (std::set<double>{-1, 0, 1}));
        QVERIFY(near(ground(field.points), 60));
        for (const CalculationPoint& point : field.points)
            QCOMPARE(point.along, (Point{1, 0}));
    }

    void ten_points_up_to_30_m_then_the_fewest_3_m_apart() {
        const auto count = [](double apart) {
            return places_along(path_field(line({{0, 0}, {apart, 0}}), 3, lamps_at({0, apart}))).size();
        };
        QCOMPARE(count(8), std::size_t(10));
        QCOMPARE(count(30), std::size_t(10));
        QCOMPARE(count(30.1), std::size_t(11));
        QCOMPARE(count(33), std::size_t(11));
        QCOMPARE(count(33.1), std::size_t(12));
    }

    void three_rows_at_least_then_the_fewest_1_5_m_apart() {
        const auto rows = [](double width) {
            return places_across(path_field(line({{0, 0}, {20, 0}}), width, {})).size();
        };
        QCOMPARE(rows(1), std::size_t(3));
        QCOMPARE(rows(4.5), std::size_t(3));
        QCOMPARE(rows(4.6), std::size_t(4));
        QCOMPARE(rows(6), std::size_t(4));
        QCOMPARE(rows(0), std::size_t(3)); // of no width: as narrow as can be
        QCOMPARE(rows(1000), std::size_t(100));
    }

    void beyond_the_first_and_the_last_lamp_points_are_3_m_apart_at_most() {
        const PathField field = path_field(line({{0, 0}, {32, 0}}), 3, lamps_at({4, 24}));
        const std::set<double> expected{1,  3,           5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 24 + 8.0 / 6,
                                        28, 32 - 8.0 / 6};
        const std::set<double> found = places_along(field);
        QCOMPARE(found.size(), expected.size());
        for (auto a = found.begin(), b = expected.begin(); a != found.end(); ++a, ++b)
            QVERIFY(std::abs(*a - *b) < 1e-5);
        QVERIFY(near(ground(field.points), 96));
    }

    void lamps_count_that_stand_within_1_5_heights_of_the_edge() {
        const auto lamps = [](double away) {
            const std::vector<RowLamp> one{{{10, away}, 4}};
            return path_field(line({{0, 0}, {20, 0}}), 2, one).lamps;
        };
        QCOMPARE(lamps(7), std::size_t(1));
        QCOMPARE(lamps(7.1), std::size_t(0));
        QCOMPARE(lamps(-7), std::size_t(1));
    }

    void a_pair_opposite_each_other_is_one_place() {
        const std::vector<RowLamp> pair{{{10, 2}, 5}, {{10.6, -2}, 5}, {{18, 2}, 5}};
        const PathField field = path_field(line({{0, 0}, {20, 0}}), 3, pair);
        QCOMPARE(field.lamps, std::size_t(2));
        QVERIFY(near(ground(field.points), 60));
    }

    void points_follow_a_bent_path() {
        const PathField field = path_field(line({{0, 0}, {30, 0}, {30, 30}}), 3, {});
        QVERIFY(near(ground(field.points), 180));
        QCOMPARE(field.points.front().place, (Point{1.5, 1}));
        QVERIFY(near(field.points.back().place.x, 31) && near(field.points.back().place.y, 28.5));
        QCOMPARE(field.points.back().along, (Point{0, 1}));
    }

    void what_is_no_line_has_no_points() {
        QVERIFY(path_field(point(0, 0), 2, {}).points.empty());
        QVERIFY(path_field(line({{1, 1}, {1, 1}}), 2, {}).points.empty());
        QVERIFY(area_field(line({{0, 0}, {9, 0}})).empty());
    }

    void squares_of_an_area_follow_its_size() {
        // d = 10: p = 0.2 · 5 = 1 m.
        const auto ten = area_field(rectangle(0, 0, 10, 10));
        QCOMPARE(ten.size(), std::size_t(100));
        QCOMPARE(ten.front().place, (Point{0.5, 0.5}));
        QVERIFY(near(ground(ten), 100));
        // Longer than twice its depth: d = 10.
        QCOMPARE(area_field(rectangle(0, 0, 25, 10)).size(), std::size_t(250));
        // d = 40: 2.63 m by the rule, 2 m at most.
        QCOMPARE(area_field(rectangle(0, 0, 40, 40)).size(), std::size_t(400));
        // d = 1: 0.2 m by the rule, 0.5 m at least.
        QCOMPARE(area_field(rectangle(0, 0, 1, 1)).size(), std::size_t(4));
        QVERIFY(area_field(rectangle(0, 0, 5000, 5000)).size() <= 40400);
    }

    void an_area_between_the_squares_still_has_a_point() {
        const Geometry sliver = Geometry::make_polygon(std::vector<Point>{{0, 0}, {0.1, 0}, {4, 4}});
        const auto points = area_field(sliver);
        QVERIFY(!points.empty());
        QVERIFY(ground(points) > 0);
    }
};

PROSPECT_TEST(CalculationFieldTest);

#include "calculation_field_test.moc"
