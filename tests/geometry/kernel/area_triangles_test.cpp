#include "geometry/kernel/area_triangles.h"
#include "tests/geometry/kernel/sample_plans.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

namespace prospect::test {

using kernel::AreaTriangles;
using kernel::triangles_of;

namespace {

double covered(const AreaTriangles& made) {
    double sum = 0;
    for (const auto& [a, b, c] : made.triangles)
        sum += cross(made.points[b] - made.points[a], made.points[c] - made.points[a]) / 2;
    return sum;
}

// Twice the area the outline runs around, by the sum over its edges.
double outlined(const AreaTriangles& made) {
    double sum = 0;
    for (const auto& [a, b] : made.outline)
        sum += cross(made.points[a], made.points[b]) / 2;
    return sum;
}

} // namespace

class AreaTrianglesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_square_is_two_triangles() {
        const AreaTriangles made = triangles_of(Geometry::make_polygon(rectangle(0, 0, 10, 10)));
        QCOMPARE(made.triangles.size(), 2U);
        QCOMPARE(made.outline.size(), 4U);
        QCOMPARE(covered(made), 100.0);
        QCOMPARE(outlined(made), 100.0);
    }

    void a_court_is_left_open() {
        Geometry ring = Geometry::make_polygon(
            rectangle(0, 0, 30, 30), std::vector<std::vector<Point>>{reversed(rectangle(10, 10, 20, 20))});
        normalise(ring);
        const AreaTriangles made = triangles_of(ring);
        QCOMPARE(covered(made), 800.0);
        QCOMPARE(outlined(made), 800.0);
        QCOMPARE(made.outline.size(), 8U);
    }

    void parts_that_overlap_are_one_area() {
        Geometry both;
        both.kind = GeometryKind::polygon;
        both.begin_part();
        both.add_ring(rectangle(0, 0, 10, 10));
        both.begin_part();
        both.add_ring(rectangle(5, 5, 15, 15));
        const AreaTriangles made = triangles_of(both);
        QCOMPARE(covered(made), 175.0);
        QCOMPARE(outlined(made), 175.0);
    }

    void nothing_encloses_nothing() {
        QVERIFY(triangles_of({}).triangles.empty());
        QVERIFY(triangles_of(Geometry::make_polygon(std::vector<Point>{{1, 1}, {1, 1}, {1, 1}}))
                    .triangles.empty());
        QVERIFY(triangles_of(Geometry::make_polygon(std::vector<Point>{{0, 0}, {5, 5}, {10, 10}}))
                    .triangles.empty());
    }

    void every_building_of_a_plan_keeps_its_area() {
        for (const auto& ring : city_plan().rings) {
            const AreaTriangles made = triangles_of(Geometry::make_polygon(ring));
            QVERIFY(std::abs(covered(made) - signed_area(ring)) < 1e-6);
            QCOMPARE(made.triangles.size(), ring.size() - 2);
        }
    }
};

PROSPECT_TEST(AreaTrianglesTest);

} // namespace prospect::test

#include "area_triangles_test.moc"
