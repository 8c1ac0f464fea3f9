#include "analysis/scene/stand_off.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using prospect::scene::stand_off;
using prospect::scene::StandingThing;
using prospect::test::line;
using prospect::test::rectangle;

namespace {

bool near(std::optional<Point> found, Point expected) {
    if (found && distance(*found, expected) < 1e-9) return true;
    if (found) qWarning("%.9g, %.9g", found->x, found->y);
    return false;
}

} // namespace

class StandOffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void on_a_side_one_stands_square_off_it() {
        const Geometry hall = rectangle(0, 0, 10, 10);
        const StandingThing areas[] = {{&hall}};
        QVERIFY(near(stand_off({5, 10}, areas, 0.002), {5, 10.002}));
        QVERIFY(near(stand_off({5, 9.9996}, areas, 0.002), {5, 10.002})); // half a millimetre is on it
        QVERIFY(near(stand_off({5, 10.001}, areas, 0.002), {5, 10.002}));
        QVERIFY(!stand_off({5, 10.003}, areas, 0.002));
        QVERIFY(!stand_off({5, 9.999}, areas, 0.002)); // within
    }

    void at_a_corner_one_stands_off_both_sides() {
        const Geometry hall = rectangle(0, 0, 10, 10);
        const StandingThing areas[] = {{&hall}};
        QVERIFY(near(stand_off({10, 10}, areas, 0.002), {10.002, 10.002}));
    }

    void in_an_inner_corner_one_stands_off_both_sides() {
        const Geometry angle =
            Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {10, 4}, {4, 4}, {4, 10}, {0, 10}});
        const StandingThing areas[] = {{&angle}};
        QVERIFY(near(stand_off({4, 4}, areas, 0.002), {4.002, 4.002}));
        QVERIFY(near(stand_off({4.001, 4}, areas, 0.002), {4.002, 4.002}));
    }

    void where_two_houses_meet_one_stands_before_both() {
        const Geometry left = rectangle(0, 0, 10, 10);
        const Geometry right = rectangle(10, 0, 20, 10);
        const StandingThing areas[] = {{&left}, {&right}};
        const auto before = stand_off({10, 10}, areas, 0.002);
        QVERIFY(before && std::abs(before->y - 10.002) < 1e-9 && std::abs(before->x - 10) < 0.0021);
        QVERIFY(!stand_off({10, 5}, areas, 0.002)); // in the wall between them
    }

    void on_a_roof_against_a_higher_house_one_stands_on_the_roof() {
        const Geometry low = rectangle(0, 0, 10, 10);
        const Geometry high = rectangle(10, 0, 20, 10);
        const StandingThing areas[] = {{&low, false}, {&high}};
        QVERIFY(near(stand_off({10, 5}, areas, 0.002), {9.998, 5}));
    }

    void on_a_wall_without_thickness_one_stands_where_one_looks() {
        const Geometry wall = line({{0, 0}, {10, 0}, {10, 10}});
        const StandingThing things[] = {{&wall}};
        QVERIFY(!stand_off({5, 0}, things, 0.002));
        QVERIFY(near(stand_off({5, 0}, things, 0.002, Point{5, 9}), {5, 0.002}));
        QVERIFY(near(stand_off({5, 0.0004}, things, 0.002, Point{9, -1}), {5, -0.002}));
        QVERIFY(!stand_off({5, 0.001}, things, 0.002, Point{9, -1})); // behind the wall
        // Two on one wall take one side.
        QVERIFY(near(stand_off({3, 0}, things, 0.002, Point{7, 0}), {3, -0.002}));
        QVERIFY(near(stand_off({7, 0}, things, 0.002, Point{3, 0}), {7, -0.002}));
        // In its corner: within, and around it.
        QVERIFY(near(stand_off({10, 0}, things, 0.002, Point{5, 5}), {9.998, 0.002}));
        QVERIFY(near(stand_off({10, 0}, things, 0.002, Point{15, 5}), {10.002, 0.002}));
        QVERIFY(near(stand_off({10, 0}, things, 0.002, Point{15, -5}), {10.002, -0.002}));
    }

    void in_a_gap_too_narrow_nobody_is_moved() {
        const Geometry left = rectangle(0, 0, 10, 10);
        const Geometry right = rectangle(10.003, 0, 20, 10);
        const StandingThing areas[] = {{&left}, {&right}};
        QVERIFY(!stand_off({10, 5}, areas, 0.002));
    }
};

PROSPECT_TEST(StandOffTest);

#include "stand_off_test.moc"
