#include "geometry/base/edges.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;

class EdgesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void two_segments_meet_in_one_place_or_not_at_all() {
        QCOMPARE(crossing({{0, 0}, {4, 4}}, {{0, 4}, {4, 0}}), std::optional(Point{2, 2}));
        QCOMPARE(crossing({{0, 0}, {4, 0}}, {{4, 0}, {4, 3}}), std::optional(Point{4, 0}));
        QVERIFY(!crossing({{0, 0}, {4, 0}}, {{5, -1}, {5, 1}}));
        QVERIFY(!crossing({{0, 0}, {4, 0}}, {{1, 0}, {3, 0}}));
        QVERIFY(!crossing({{0, 0}, {4, 0}}, {{0, 1}, {4, 1}}));
        QCOMPARE(crossing_of_lines({{0, 0}, {4, 0}}, {{5, -1}, {5, -2}}), std::optional(Point{5, 0}));
    }

    void the_nearest_place_on_a_segment_is_its_foot_or_an_end() {
        const Segment segment{{0, 0}, {10, 0}};
        QCOMPARE(nearest_on(segment, {3, 7}), (Point{3, 0}));
        QCOMPARE(nearest_on(segment, {-3, 7}), (Point{0, 0}));
        QCOMPARE(nearest_on(segment, {12, -1}), (Point{10, 0}));
        QCOMPARE(nearest_on({{1, 1}, {1, 1}}, {5, 5}), (Point{1, 1}));
    }

    void a_ring_has_one_edge_more_than_a_line_through_the_same_points() {
        const Point corners[] = {{0, 0}, {4, 0}, {4, 3}};
        double around = 0;
        for_each_edge(Geometry::make_polygon(corners),
                      [&](VertexPlace, const Segment& edge) { around += distance(edge.a, edge.b); });
        QCOMPARE(around, 12.0);
        double along = 0;
        for_each_edge(Geometry::make_line(corners),
                      [&](VertexPlace, const Segment& edge) { along += distance(edge.a, edge.b); });
        QCOMPARE(along, 7.0);
    }

    void a_vertex_put_in_and_taken_out_leaves_the_shape_as_it_was() {
        const std::vector<Point> hole{{1, 1}, {1, 2}, {2, 2}};
        const Point outer[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
        const Geometry before = Geometry::make_polygon(outer, std::span(&hole, 1));
        Geometry shape = before;
        insert_vertex(shape, {0, 3}, {0, 5}); // into the edge that closes the outer ring
        QCOMPARE(shape.ring(0).size(), std::size_t{5});
        QCOMPARE(shape.ring(0)[4], (Point{0, 5}));
        QCOMPARE(shape.ring(1).size(), std::size_t{3});
        QCOMPARE(area(shape), area(before));
        move_vertex(shape, {0, 4}, {-2, 5});
        QCOMPARE(area(shape), area(before) + 10); // a triangle of 10 m by 2 m
        QVERIFY(remove_vertex(shape, {0, 4}));
        QVERIFY(shape == before);
        QVERIFY(!remove_vertex(shape, {1, 0})); // a ring of two points is none
        QVERIFY(shape == before);
    }

    void a_new_vertex_has_the_height_of_its_place() {
        Geometry line = Geometry::make_line(std::vector<Point>{{0, 0}, {10, 0}});
        line.z = {2, 4};
        insert_vertex(line, {0, 0}, {2.5, 0});
        QCOMPARE(line.z, (std::vector<double>{2, 2.5, 4}));
        QVERIFY(remove_vertex(line, {0, 1}));
        QCOMPARE(line.z, (std::vector<double>{2, 4}));
    }

    void an_outline_without_a_clear_inside_is_found() {
        const auto crosses = [](std::vector<Point> ring) { return crosses_itself(ring); };
        QVERIFY(!crosses({{0, 0}, {4, 0}, {4, 4}, {0, 4}}));
        QVERIFY(!crosses({{0, 0}, {4, 0}, {2, 1}, {0, 4}}));
        QVERIFY(crosses({{0, 0}, {4, 4}, {4, 0}, {0, 4}}));         // a bow tie
        QVERIFY(crosses({{0, 0}, {4, 0}, {8, 0}}));                 // nothing inside
        QVERIFY(crosses({{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}})); // touches its own edge
        QVERIFY(crosses({{0, 0}, {4, 0}, {4, 4}, {4, 0}, {0, 4}})); // goes and comes on one line
        QVERIFY(crosses({{0, 0}, {4, 0}}));
    }
};

PROSPECT_TEST(EdgesTest);
#include "edges_test.moc"
