#include "geometry/kernel/snap_rounding.h"
#include "tests/geometry/kernel/sample_plans.h"
#include "tests/support/registry.h"

#include <QTest>

namespace prospect::test {

using kernel::double_area;
using kernel::Millimetres;
using kernel::snap_round;
using kernel::WallGraph;
using kernel::WallSegment;

class SnapRoundingTest : public QObject {
    Q_OBJECT

    // Whether two edges meet anywhere but in a common end.
    static bool clash(const WallGraph& graph, const WallGraph::Edge& e, const WallGraph::Edge& f) {
        const Millimetres a = graph.vertices[static_cast<std::size_t>(e.start)];
        const Millimetres b = graph.vertices[static_cast<std::size_t>(e.end)];
        const Millimetres c = graph.vertices[static_cast<std::size_t>(f.start)];
        const Millimetres d = graph.vertices[static_cast<std::size_t>(f.end)];
        const auto inside = [](Millimetres p, Millimetres q, Millimetres m) {
            return double_area(p, q, m) == 0 && kernel::dot_product(m, p, q) < 0;
        };
        if (inside(a, b, c) || inside(a, b, d) || inside(c, d, a) || inside(c, d, b)) return true;
        return kernel::orientation(a, b, c) * kernel::orientation(a, b, d) < 0 &&
               kernel::orientation(c, d, a) * kernel::orientation(c, d, b) < 0;
    }
    static bool is_plane(const WallGraph& graph) {
        for (std::size_t i = 0; i < graph.edges.size(); ++i)
            for (std::size_t j = i + 1; j < graph.edges.size(); ++j)
                if (clash(graph, graph.edges[i], graph.edges[j])) return false;
        return true;
    }

private Q_SLOTS:
    void walls_apart_stay_as_they_are() {
        const WallGraph graph = snap_round({{{0, 0}, {10, 3}, 1}, {{0, 2}, {10, 5}, 0}, {{4, 4}, {4, 4}, 1}});
        QCOMPARE(graph.vertices.size(), std::size_t(4));
        QCOMPARE(graph.edges.size(), std::size_t(2));
        QCOMPARE(graph.edges[0].winding, 1);
        QCOMPARE(graph.edge_between(3, 1), std::size_t(1));
    }

    void a_crossing_goes_to_the_nearest_millimetre() {
        const WallGraph graph = snap_round({{{0, 0}, {4, 3}, 0}, {{0, 3}, {4, 0}, 0}}); // cross in (2, 1.5)
        QCOMPARE(graph.vertices.size(), std::size_t(5));
        QVERIFY(std::count(graph.vertices.begin(), graph.vertices.end(), Millimetres{2, 2}) == 1);
        QCOMPARE(graph.edges.size(), std::size_t(4));
    }

    void opposite_sides_of_neighbours_cancel_their_winding() {
        const WallGraph graph = snap_round({{{0, 0}, {0, 9}, 1}, {{0, 9}, {0, 0}, 1}, {{0, 3}, {0, 6}, 1}});
        QCOMPARE(graph.edges.size(), std::size_t(3));
        QCOMPARE(graph.edges[0].winding, 0);
        QCOMPARE(graph.edges[1].winding, 1);
        QCOMPARE(graph.edges[2].winding, 0);
    }

    void the_largest_coordinates_do_not_overflow() {
        constexpr std::int64_t far = std::int64_t(1) << 40;
        const WallGraph graph =
            snap_round({{{-far, -far}, {far, far}, 0}, {{-far, far}, {far, -far + 1}, 0}});
        QCOMPARE(graph.vertices.size(), std::size_t(5));
        QVERIFY(std::count(graph.vertices.begin(), graph.vertices.end(), Millimetres{0, 0}) +
                    std::count(graph.vertices.begin(), graph.vertices.end(), Millimetres{1, 1}) ==
                1);
    }

    void crowded_walls_form_a_plane_graph() {
        // On a grid this coarse nearly every crossing moves and many fall together.
        for (std::uint32_t seed = 1; seed <= 60; ++seed) {
            Dice dice(seed);
            const std::int64_t side = seed % 3 == 0 ? 12 : seed % 3 == 1 ? 60 : 1000;
            std::vector<WallSegment> segments;
            for (int i = 0; i < 40; ++i)
                segments.push_back({{dice.whole(0, side), dice.whole(0, side)},
                                    {dice.whole(0, side), dice.whole(0, side)},
                                    0});
            QVERIFY(is_plane(snap_round(segments)));
        }
    }

    void closed_chains_stay_closed() {
        // As much winding enters each vertex as leaves it, so winding numbers of the plane are well defined.
        for (std::uint32_t seed = 1; seed <= 40; ++seed) {
            Dice dice(seed);
            std::vector<WallSegment> segments;
            for (int ring = 0; ring < 8; ++ring) {
                std::vector<Millimetres> points;
                for (int i = 0; i < 6; ++i)
                    points.push_back({dice.whole(0, 80), dice.whole(0, 80)});
                for (std::size_t i = 0; i < points.size(); ++i)
                    segments.push_back({points[i], points[(i + 1) % points.size()], 1});
            }
            const WallGraph graph = snap_round(segments);
            QVERIFY(is_plane(graph));
            std::vector<int> balance(graph.vertices.size(), 0);
            for (const WallGraph::Edge& edge : graph.edges) {
                balance[static_cast<std::size_t>(edge.start)] += edge.winding;
                balance[static_cast<std::size_t>(edge.end)] -= edge.winding;
            }
            QCOMPARE(balance, std::vector<int>(graph.vertices.size(), 0));
        }
    }
};

PROSPECT_TEST(SnapRoundingTest);

} // namespace prospect::test

#include "snap_rounding_test.moc"
