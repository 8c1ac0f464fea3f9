#include "geometry/base/geometry.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <numbers>
#include <random>

using namespace prospect;

namespace {

const std::vector<Point> square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
const std::vector<std::vector<Point>> holes{{{4, 4}, {6, 4}, {6, 6}, {4, 6}}};

Geometry two_squares() {
    Geometry geometry = Geometry::make_polygon(square, holes);
    geometry.begin_part();
    geometry.add_ring(std::vector<Point>{{20, 0}, {22, 0}, {22, 2}, {20, 2}});
    return geometry;
}

std::vector<Point> star(std::mt19937& random, int corners) {
    std::uniform_real_distribution<double> radius(1, 10);
    std::vector<Point> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius(random);
        ring.push_back({r * std::cos(angle), r * std::sin(angle)});
    }
    return ring;
}

double winding(std::span<const Point> ring, Point p) {
    double turns = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i] - p;
        const Point b = ring[(i + 1) % ring.size()] - p;
        turns += std::atan2(cross(a, b), dot(a, b));
    }
    return turns / (2 * std::numbers::pi);
}

} // namespace

class GeometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void area_is_outer_less_inner_rings_of_all_parts() {
        QCOMPARE(area(two_squares()), 100.0 - 4.0 + 4.0);
        QCOMPARE(area(Geometry::make_line(square)), 0.0);
        QCOMPARE(area(Geometry::make_point({1, 2})), 0.0);
        QCOMPARE(area(Geometry{}), 0.0);
    }

    void area_keeps_its_digits_far_from_the_origin() {
        Geometry far = translated(Geometry::make_polygon(square), {1e7, 6e6});
        QCOMPARE(area(far), 100.0);
    }

    void signed_area_is_positive_counter_clockwise() {
        QCOMPARE(signed_area(square), 100.0);
        const std::vector<Point> reversed(square.rbegin(), square.rend());
        QCOMPARE(signed_area(reversed), -100.0);
        QCOMPARE(signed_area(std::vector<Point>{{0, 0}, {1, 1}}), 0.0);
        QCOMPARE(signed_area(std::vector<Point>{}), 0.0);
    }

    void length_closes_polygon_rings_but_not_lines() {
        QCOMPARE(length(Geometry::make_line(square)), 30.0);
        QCOMPARE(length(Geometry::make_polygon(square)), 40.0);
        QCOMPARE(length(two_squares()), 40.0 + 8.0 + 8.0);
        QCOMPARE(length(Geometry::make_point({1, 1})), 0.0);
    }

    void rings_and_parts_are_found_again() {
        const Geometry geometry = two_squares();
        QCOMPARE(geometry.part_count(), std::size_t{2});
        QCOMPARE(geometry.ring_count(), std::size_t{3});
        QVERIFY(geometry.rings_of_part(0) == std::make_pair(std::size_t{0}, std::size_t{2}));
        QVERIFY(geometry.rings_of_part(1) == std::make_pair(std::size_t{2}, std::size_t{3}));
        QCOMPARE(geometry.ring(2).size(), std::size_t{4});
        QVERIFY(geometry.ring(2)[0] == (Point{20, 0}));
        QVERIFY(geometry.box() == (Box{0, 0, 22, 10}));
    }

    void normalise_orients_and_closes_without_repeating() {
        Geometry geometry{.kind = GeometryKind::polygon};
        geometry.begin_part();
        geometry.add_ring(std::vector<Point>{{0, 0}, {0, 10}, {0, 10}, {10, 10}, {10, 0}, {0, 0}});
        geometry.add_ring(std::vector<Point>{{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}});
        geometry.z = {1, 2, 2, 3, 4, 1, 5, 6, 7, 8, 5};
        normalise(geometry);
        QCOMPARE(geometry.points.size(), std::size_t{8});
        QCOMPARE(signed_area(geometry.ring(0)), 100.0);
        QCOMPARE(signed_area(geometry.ring(1)), -4.0);
        QVERIFY(geometry.points[0] == (Point{0, 0}));
        QVERIFY(geometry.points[1] == (Point{10, 0}));
        QVERIFY(geometry.z == (std::vector<double>{1, 4, 3, 2, 5, 8, 7, 6}));
    }

    void normalise_twice_changes_nothing() {
        std::mt19937 random(7);
        for (int i = 0; i < 200; ++i) {
            Geometry geometry{.kind = GeometryKind::polygon};
            geometry.begin_part();
            auto ring = star(random, 3 + i % 9);
            if (i % 2 == 0) std::reverse(ring.begin(), ring.end());
            ring.insert(ring.begin() + 1, ring[1]);
            ring.push_back(ring.front());
            geometry.add_ring(ring);
            normalise(geometry);
            const Geometry once = geometry;
            normalise(geometry);
            QVERIFY(once == geometry);
        }
        Geometry flat = Geometry::make_polygon(std::vector<Point>{{0, 0}, {5, 0}, {9, 0}});
        const Geometry before = flat;
        normalise(flat);
        QVERIFY(before == flat);
    }

    void contains_agrees_with_the_winding_number() {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> place(-11, 11);
        for (int i = 0; i < 100; ++i) {
            const auto ring = star(random, 3 + i % 12);
            const Geometry polygon = Geometry::make_polygon(ring);
            for (int k = 0; k < 50; ++k) {
                const Point p{place(random), place(random)};
                QCOMPARE(contains(polygon, p), std::abs(winding(ring, p)) > 0.5);
            }
        }
    }

    void contains_leaves_out_holes_and_takes_every_part() {
        const Geometry geometry = two_squares();
        QVERIFY(contains(geometry, {1, 1}));
        QVERIFY(!contains(geometry, {5, 5}));
        QVERIFY(contains(geometry, {21, 1}));
        QVERIFY(!contains(geometry, {15, 1}));
        QVERIFY(!contains(Geometry::make_line(square), {5, 5}));
        QVERIFY(!contains(Geometry{}, {0, 0}));
    }

    void parts_that_overlap_do_not_cancel() {
        Geometry geometry = Geometry::make_polygon(square);
        geometry.begin_part();
        geometry.add_ring(std::vector<Point>{{5, 5}, {15, 5}, {15, 15}, {5, 15}});
        QVERIFY(contains(geometry, {7, 7}));
        QVERIFY(contains(geometry, {12, 12}));
    }

    void distance_is_to_the_nearest_edge_and_zero_inside() {
        const Geometry geometry = two_squares();
        QCOMPARE(distance(geometry, Point{1, 1}), 0.0);
        QCOMPARE(distance(geometry, Point{5, 5}), 1.0);
        QCOMPARE(distance(geometry, Point{13, 14}), 5.0);
        QCOMPARE(distance(Geometry::make_line(square), Point{-3, 5}), std::hypot(3.0, 5.0));
        QCOMPARE(distance(Geometry::make_point({3, 4}), Point{0, 0}), 5.0);
        QVERIFY(std::isinf(distance(Geometry{}, Point{0, 0})));
    }

    void distance_to_a_segment_ends_at_its_ends() {
        const Segment segment{{0, 0}, {10, 0}};
        QCOMPARE(distance(Point{5, 3}, segment), 3.0);
        QCOMPARE(distance(Point{13, 4}, segment), 5.0);
        QCOMPARE(distance(Point{-3, -4}, segment), 5.0);
        QCOMPARE(distance(Point{3, 4}, Segment{{0, 0}, {0, 0}}), 5.0);
    }

    void label_lies_inside_whatever_the_shape() {
        QVERIFY(label_point(Geometry::make_polygon(square)) == (Point{5, 5}));
        const Geometry bent =
            Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {10, 1}, {1, 1}, {1, 10}, {0, 10}});
        QVERIFY(contains(bent, label_point(bent)));
        const Geometry ring = Geometry::make_polygon(square, holes);
        QVERIFY(contains(ring, label_point(ring)));
        std::mt19937 random(3);
        for (int i = 0; i < 200; ++i) {
            const Geometry polygon = Geometry::make_polygon(star(random, 5 + i % 20));
            QVERIFY(contains(polygon, label_point(polygon)));
        }
    }

    void label_of_a_line_is_its_middle_and_of_nothing_the_origin() {
        QVERIFY(label_point(Geometry::make_line(std::vector<Point>{{0, 0}, {4, 0}, {4, 8}})) ==
                (Point{4, 2}));
        QVERIFY(label_point(Geometry::make_line(std::vector<Point>{{3, 3}, {3, 3}})) == (Point{3, 3}));
        QVERIFY(label_point(Geometry::make_point({7, 8})) == (Point{7, 8}));
        QVERIFY(label_point(Geometry{}) == (Point{0, 0}));
        Geometry hollow{.kind = GeometryKind::polygon};
        hollow.begin_part();
        QVERIFY(label_point(hollow) == (Point{0, 0}));
        Geometry late{.kind = GeometryKind::line};
        late.begin_part();
        late.add_ring({});
        late.begin_part();
        late.add_ring(std::vector<Point>{{0, 0}, {2, 0}});
        QVERIFY(label_point(late) == (Point{1, 0}));
    }

    void boxes_grow_meet_and_may_be_empty() {
        Box box;
        QVERIFY(box.empty());
        QCOMPARE(box.width(), 0.0);
        QVERIFY(box.grown(5).empty());
        QVERIFY(!box.intersects(Box{-1e9, -1e9, 1e9, 1e9}));
        box.add(Point{1, 2});
        QVERIFY(!box.empty());
        QVERIFY(box.contains({1, 2}));
        box.add(Box{});
        QVERIFY(box == (Box{1, 2, 1, 2}));
        box.add(Box{0, 0, 3, 3});
        QVERIFY(box == (Box{0, 0, 3, 3}));
        QVERIFY(box.intersects(Box{3, 3, 4, 4}));
        QVERIFY(!box.intersects(Box{3.001, 0, 4, 4}));
        QVERIFY(box.grown(1) == (Box{-1, -1, 4, 4}));
        QVERIFY(box.center() == (Point{1.5, 1.5}));
    }
};

PROSPECT_TEST(GeometryTest);
#include "geometry_test.moc"
