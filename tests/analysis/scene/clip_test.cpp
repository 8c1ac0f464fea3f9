#include "analysis/scene/clip.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <random>

using namespace prospect;
using namespace prospect::scene;
using prospect::test::line;
using prospect::test::rectangle;

namespace {

Geometry cut_line(const Geometry& geometry, Point center, double width_m) {
    const Cut cut{center, width_m};
    return cut_lines(geometry, std::span(&cut, 1));
}

// A simple star-shaped polygon with a hole, different for each seed.
Geometry star(unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> radius(4, 10);
    std::vector<Point> outer;
    std::vector<Point> hole;
    constexpr int corners = 17;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.14159265358979 * i / corners;
        const double r = std::round(radius(random) * 4) / 4; // some corners come to lie on the cutting line
        outer.push_back({r * std::cos(angle), r * std::sin(angle)});
        hole.push_back({r / 4 * std::cos(angle), r / 4 * std::sin(angle)});
    }
    return Geometry::make_polygon(outer, std::vector<std::vector<Point>>{hole});
}

} // namespace

class ClipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_gate_splits_a_line_by_its_width() {
        const Geometry fence = cut_line(line({{0, 0}, {10, 0}}), {4, 0.3}, 1.5);
        QCOMPARE(fence.part_count(), 2U);
        QCOMPARE(fence.ring(0)[1], (Point{3.25, 0}));
        QCOMPARE(fence.ring(1)[0], (Point{4.75, 0}));
        QCOMPARE(length(fence), 8.5);
    }

    void the_width_is_measured_round_a_corner() {
        const Geometry fence = cut_line(line({{0, 0}, {10, 0}, {10, 10}}), {10, 0.5}, 3);
        QCOMPARE(length(fence), 17.0);
        QCOMPARE(fence.ring(0).back(), (Point{9, 0}));
        QCOMPARE(fence.ring(1).front(), (Point{10, 2}));
    }

    void a_gate_at_an_end_only_shortens() {
        const Geometry fence = cut_line(line({{0, 0}, {10, 0}}), {10, 0}, 2);
        QCOMPARE(fence.part_count(), 1U);
        QCOMPARE(length(fence), 9.0);
    }

    void a_gate_at_the_seam_of_a_closed_line_goes_round() {
        const Geometry ring = line({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}});
        const Geometry fence = cut_line(ring, {0, 0}, 4);
        QCOMPARE(length(fence), 36.0);
        QCOMPARE(fence.part_count(), 1U);
        QCOMPARE(fence.ring(0).front(), (Point{2, 0}));
        QCOMPARE(fence.ring(0).back(), (Point{0, 2}));
    }

    void a_gate_wider_than_its_fence_leaves_nothing() {
        QVERIFY(cut_line(line({{0, 0}, {1, 0}}), {0.5, 0}, 3).empty());
    }

    void a_gate_further_than_its_host_leaves_the_line_whole() {
        const Geometry fence = line({{0, 0}, {10, 0}});
        QCOMPARE(length(cut_line(fence, {4, 0.51}, 2)), 10.0);
        QCOMPARE(length(cut_line(fence, {4, 0.5}, 2)), 8.0);
    }

    void overlapping_gates_count_once() {
        const std::vector<Cut> cuts{{{4, 0}, 2}, {{5, 0}, 2}};
        const Geometry fence = cut_lines(line({{0, 0}, {10, 0}}), cuts);
        QCOMPARE(length(fence), 7.0);
        QCOMPARE(fence.part_count(), 2U);
    }

    void each_part_near_the_gate_is_cut() {
        Geometry fence = line({{0, 0}, {5, 0}});
        fence.begin_part();
        fence.add_ring(std::vector<Point>{{5, 0}, {10, 0}});
        QCOMPARE(length(cut_line(fence, {5, 0}, 2)), 8.0);
    }

    void half_a_square_is_a_rectangle() {
        const Geometry half = half_plane(rectangle(0, 0, 10, 10), {4, 0}, {1, 0});
        QCOMPARE(area(half), 40.0);
        QCOMPARE(half.box(), (Box{0, 0, 4, 10}));
        QCOMPARE(area(half_plane(rectangle(0, 0, 10, 10), {10, 0}, {1, 0})), 100.0);
        QVERIFY(half_plane(rectangle(0, 0, 10, 10), {-1, 0}, {1, 0}).empty());
    }

    void a_comb_falls_into_its_teeth() {
        const Geometry comb = Geometry::make_polygon(std::vector<Point>{
            {0, 0}, {5, 0}, {5, 3}, {4, 3}, {4, 1}, {3, 1}, {3, 3}, {2, 3}, {2, 1}, {1, 1}, {1, 3}, {0, 3}});
        const Geometry teeth = half_plane(comb, {0, 2}, {0, -1});
        QCOMPARE(teeth.part_count(), 3U);
        QCOMPARE(area(teeth), 3.0);
        const Geometry spine = half_plane(comb, {0, 1}, {0, 1});
        QCOMPARE(area(spine), 5.0);
    }

    void both_halves_make_the_whole() {
        for (unsigned seed = 0; seed < 200; ++seed) {
            const Geometry whole = star(seed);
            const double angle = seed * 0.37;
            const Point normal = seed % 3 == 0 ? Point{1, 0} : Point{std::cos(angle), std::sin(angle)};
            const Point on{static_cast<double>(seed % 7) - 3, static_cast<double>(seed % 5) - 2};
            const Geometry left = half_plane(whole, on, normal);
            const Geometry right = half_plane(whole, on, normal * -1);
            QVERIFY(std::abs(area(left) + area(right) - area(whole)) < 1e-9 * area(whole));
            for (const Point& p : left.points)
                QVERIFY(dot(p - on, normal) < 1e-9);
        }
    }

    void a_gap_goes_through_a_hedge_and_no_further() {
        const Geometry hedge = rectangle(0, 0, 10, 1);
        for (const Point at : {Point{5, 0.5}, Point{5, -0.4}, Point{5, 1.4}}) {
            const Geometry cut = cut_polygon(hedge, {at, 2});
            QCOMPARE(cut.part_count(), 2U);
            QVERIFY(std::abs(area(cut) - 8) < 1e-9);
            QVERIFY(!contains(cut, {5, 0.5}));
            QVERIFY(contains(cut, {3.9, 0.5}) && contains(cut, {6.1, 0.5}));
        }
    }

    void the_other_arm_of_a_hedge_stays() {
        // A U open to the north; the gap is in its southern arm, under the western one's end.
        const Geometry u = Geometry::make_polygon(
            std::vector<Point>{{0, 0}, {10, 0}, {10, 8}, {9, 8}, {9, 1}, {1, 1}, {1, 8}, {0, 8}});
        const Geometry cut = cut_polygon(u, {{5, 0}, 2});
        QVERIFY(std::abs(area(cut) - (area(u) - 2)) < 1e-9);
        // At the corner the strip meets the western arm: only the thickness of the southern one is cut.
        const Geometry corner = cut_polygon(u, {{1.2, 0}, 2});
        QVERIFY(contains(corner, {0.5, 5}));
        QVERIFY(!contains(corner, {1.5, 0.5}));
    }

    void a_tapering_hedge_is_cut_through_on_both_sides_of_the_gap() {
        const Geometry hedge = Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {10, 3}, {0, 2}});
        const Geometry cut = cut_polygon(hedge, {{5, 0}, 2});
        QVERIFY(!contains(cut, {5.9, 2.5}) && !contains(cut, {4.1, 2.3}));
        QCOMPARE(cut.part_count(), 2U);
    }

    void a_gap_far_away_leaves_a_polygon_whole() {
        const Geometry hedge = rectangle(0, 0, 10, 1);
        QCOMPARE(area(cut_polygon(hedge, {{5, 1.6}, 2})), 10.0);
    }

    void a_hole_stays_in_its_part() {
        const Geometry ring =
            Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                   std::vector<std::vector<Point>>{{{1, 1}, {9, 1}, {9, 9}, {1, 9}},
                                                                   {{9.3, 9.3}, {9.6, 9.3}, {9.6, 9.6}}});
        const Geometry cut = cut_polygon(ring, {{5, 0}, 2}); // opens the court through its southern wall
        QVERIFY(std::abs(area(cut) - (area(ring) - 2)) < 1e-9);
        QVERIFY(!contains(cut, {5, 0.5}) && !contains(cut, {5, 5}));
        QVERIFY(contains(cut, {5, 9.5}));
    }

    void edges_count_from_inside_too() {
        QCOMPARE(edge_distance(rectangle(0, 0, 10, 10), {5, 3}), 3.0);
        QVERIFY(std::isinf(edge_distance(Geometry{}, {0, 0})));
    }
};

PROSPECT_TEST(ClipTest);

#include "clip_test.moc"
