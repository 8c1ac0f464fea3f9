#include "geometry/base/edges.h"
#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

#include <numbers>

namespace prospect::test {

using kernel::hidden_edges;
using kernel::measure;
using kernel::seen_area;
using kernel::Sight;
using kernel::View;
using kernel::ViewMeasures;

constexpr double pi = std::numbers::pi;

// What keeps an area from being valid; empty when nothing does. Outlines may touch in points.
QString fault(const Geometry& area) {
    struct Edge {
        std::size_t ring, index;
        Segment at;
        Box box;
    };
    constexpr double slack = 1e-9;
    std::vector<Edge> edges;
    for_each_edge(area, [&](VertexPlace place, const Segment& at) {
        Box box;
        box.add(at.a);
        box.add(at.b);
        edges.push_back({place.ring, place.index, at, box});
    });
    const auto off = [](const Segment& line, Point p) { // left of the line, metres
        return cross(line.b - line.a, p - line.a) / distance(line.a, line.b);
    };
    const auto across = [&](const Segment& line, const Segment& other) {
        const double a = off(line, other.a);
        const double b = off(line, other.b);
        return std::min(a, b) < -slack && std::max(a, b) > slack;
    };
    for (std::size_t i = 0; i < edges.size(); ++i)
        for (std::size_t j = i + 1; j < edges.size(); ++j) {
            const Segment& a = edges[i].at;
            const Segment& b = edges[j].at;
            if (!edges[i].box.intersects(edges[j].box)) continue;
            const auto place = [&](const char* what) {
                return QString("edges %1 and %2 %3 at %4 %5")
                    .arg(i)
                    .arg(j)
                    .arg(what)
                    .arg(b.a.x, 0, 'g', 12)
                    .arg(b.a.y, 0, 'g', 12);
            };
            if (across(a, b) && across(b, a)) return place("cross");
            if (std::abs(off(a, b.a)) > slack || std::abs(off(a, b.b)) > slack) continue;
            const Point along = (a.b - a.a) * (1 / distance(a.a, a.b));
            const double from = std::min(dot(b.a - a.a, along), dot(b.b - a.a, along));
            const double to = std::max(dot(b.a - a.a, along), dot(b.b - a.a, along));
            if (std::min(to, distance(a.a, a.b)) - std::max(from, 0.0) > 1e-6) return place("overlap");
        }
    return {};
}

class NearGroundTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_disc_is_cut_out_of_a_room() {
        const auto scene = scene_of({}, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, {-1, -1, 11, 11});
        const Sight sight{.inner_m = 2};
        const View view = scene.view_from({5, 5}, sight);
        const ViewMeasures m = measure(view, sight);
        VERIFY_NEAR(m.area_m2, 100 - 4 * pi);
        VERIFY_NEAR(m.perimeter_m, 40 + 4 * pi);
        VERIFY_NEAR(m.occlusivity_m, 4 * pi);
        VERIFY_NEAR(m.drift_m, 0);
        const double around = m.perimeter_m;
        VERIFY_NEAR(m.compactness, 4 * pi * m.area_m2 / (around * around));
        // The radials are those of the whole view.
        VERIFY_NEAR(m.min_radial_m, 5);
        VERIFY_NEAR(m.max_radial_m, std::sqrt(50.0));
        const Geometry seen = seen_area(view, sight);
        QCOMPARE(seen.part_count(), std::size_t(1));
        QCOMPARE(seen.ring_count(), std::size_t(2));
        QVERIFY(near(area(seen), m.area_m2, 4 * pi * 0.001));
        QVERIFY(area(seen) >= m.area_m2); // its chords lie inside the circle
    }

    void a_circle_through_the_walls_leaves_the_corners() {
        const auto scene = scene_of({}, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, {-1, -1, 11, 11});
        const Sight sight{.inner_m = 6};
        const View view = scene.view_from({5, 5}, sight);
        const ViewMeasures m = measure(view, sight);
        // Each corner takes up a quarter turn less twice acos(5/6); its sides are 5 - sqrt(11) long.
        const double angle = pi / 2 - 2 * std::acos(5.0 / 6);
        const double side = 5 - std::sqrt(11.0);
        VERIFY_NEAR(m.area_m2, 4 * (5 * side - 18 * angle));
        VERIFY_NEAR(m.perimeter_m, 4 * (2 * side + 6 * angle));
        VERIFY_NEAR(m.occlusivity_m, 24 * angle);
        const Geometry seen = seen_area(view, sight);
        QCOMPARE(seen.part_count(), std::size_t(4));
        QCOMPARE(seen.ring_count(), std::size_t(4));
        QVERIFY(near(area(seen), m.area_m2, 0.03));
    }

    // Two buildings in the open: their sides seen end-on lead away from the circle, which stays whole.
    void shadows_do_not_cut_the_ground_beyond_a_circle() {
        const auto scene =
            scene_of({rectangle(15, -4, 20, 4), rectangle(-6, 18, 6, 28)}, {}, {-40, -40, 40, 40});
        const Sight sight{.inner_m = 5};
        const View view = scene.view_from({0, 0}, sight);
        const Geometry seen = seen_area(view, sight);
        QCOMPARE(seen.part_count(), std::size_t(1));
        QCOMPARE(seen.ring_count(), std::size_t(2));
        QCOMPARE(fault(seen), QString());
        const ViewMeasures whole = measure(view, Sight{});
        const ViewMeasures m = measure(view, sight);
        VERIFY_NEAR(m.area_m2, whole.area_m2 - 25 * pi);
        VERIFY_NEAR(m.perimeter_m, whole.perimeter_m + 10 * pi);
        // Two corners and two ends of shadows for each building, four corners of the bounds; then the circle.
        QCOMPARE(seen.ring(0).size(), std::size_t(12));
        QCOMPARE(m.vertices, static_cast<std::int64_t>(12 + seen.ring(1).size()));
        double hidden = 0;
        for (const Segment& edge : hidden_edges(view, sight))
            hidden += distance(edge.a, edge.b);
        VERIFY_NEAR(hidden, boundary_length(view, kernel::EdgeKind::radial));
    }

    void a_sector_without_its_tip() {
        const auto scene = scene_of({}, {}, {-100, -100, 100, 100});
        const Sight sight{.azimuth_deg = 90, .fov_deg = 60, .reach_m = 10, .inner_m = 4};
        const View view = scene.view_from({0, 0}, sight);
        const ViewMeasures m = measure(view, sight);
        const double angle = pi / 3;
        VERIFY_NEAR(m.area_m2, angle * (100 - 16) / 2);
        VERIFY_NEAR(m.perimeter_m, 2 * 6 + angle * 14);
        VERIFY_NEAR(m.occlusivity_m, m.perimeter_m);
        VERIFY_NEAR(m.drift_azimuth_deg, 90);
        // Centroid of a sector: 2/3 r sin(half)/(half).
        const double lever = 2.0 / 3 * std::sin(angle / 2) / (angle / 2);
        VERIFY_NEAR(m.drift_m, lever * (1000 - 64) / (100 - 16));
        QVERIFY(hidden_edges(view, sight).empty()); // nothing is in the way
    }

    // A wall 4 m wide, 5 m off, seen through a sector of 10 m: the two shadows beside it are hidden edges,
    // the two sides of the sector are none.
    void sides_of_a_field_of_view_are_no_hidden_edges() {
        const auto scene = scene_of({}, {{{5, -2}, {5, 2}}}, {-100, -100, 100, 100});
        const Sight sight{.azimuth_deg = 90, .fov_deg = 90, .reach_m = 10};
        const auto hidden = hidden_edges(scene.view_from({0, 0}, sight), sight);
        QCOMPARE(hidden.size(), std::size_t(2));
        for (const Segment& edge : hidden)
            QVERIFY(near(distance(edge.a, edge.b), 10 - std::sqrt(29.0), 1e-3));
        // Straight along the eye's own wall the edges that begin at the eye are walls or sides, never hidden.
        const View view = scene.view_from({5, 0}, sight);
        QVERIFY(hidden_edges(view, sight).empty());
    }

    void nothing_is_left_where_all_is_near() {
        const auto scene = scene_of({}, {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}}, {-1, -1, 11, 11});
        const Sight sight{.inner_m = 8};
        const View view = scene.view_from({5, 5}, sight);
        const ViewMeasures m = measure(view, sight);
        QCOMPARE(m.area_m2, 0.0);
        QCOMPARE(m.perimeter_m, 0.0);
        QCOMPARE(m.vertices, std::int64_t(0));
        VERIFY_NEAR(m.max_radial_m, std::sqrt(50.0));
        QVERIFY(seen_area(view, sight).empty());
        QVERIFY(hidden_edges(view, sight).empty());
    }

    void on_a_facade_the_open_half_ring_is_seen() {
        const auto scene = scene_of({rectangle(0, 0, 10, 10)}, {}, {-20, -20, 30, 30});
        const Sight sight{.reach_m = 8, .inner_m = 3};
        const ViewMeasures m = measure(scene.view_from({5, 0}, sight), sight);
        // Below the wall's line half the ring; beyond the wall's ends the reach goes 8 m up behind no corner.
        const ViewMeasures whole = measure(scene.view_from({5, 0}, Sight{.reach_m = 8}), Sight{.reach_m = 8});
        VERIFY_NEAR(m.area_m2, whole.area_m2 - 9 * pi / 2);
    }

    // What is left out is exactly what is seen with the inner radius as reach.
    void near_and_far_ground_make_the_whole() {
        for (const kernel::Obstacles& plan : {city_plan(), lattice_plan()}) {
            const kernel::VisibilityScene scene(plan);
            Dice dice(71);
            for (const ComparedEye& eye : eyes_for(plan, 400, 72)) {
                Sight whole{dice.real(0, 360), dice.whole(0, 1) == 0 ? 360 : dice.real(10, 350), 0};
                if (dice.whole(0, 1) == 1) whole.reach_m = dice.real(5, 60);
                Sight near_sight = whole;
                near_sight.reach_m = dice.real(0.5, whole.reach_m > 0 ? whole.reach_m : 40);
                Sight far_sight = whole;
                far_sight.inner_m = near_sight.reach_m;
                const View view = scene.view_from(eye.metres, far_sight);
                const ViewMeasures far = measure(view, far_sight);
                const ViewMeasures near_ground = measure(scene.view_from(eye.metres, near_sight), near_sight);
                const ViewMeasures all = measure(view, whole);
                // The cut-off of an arc is known to a millimetre only where a rim is taken for one.
                const double slack = 1e-7 * (1 + all.area_m2);
                QVERIFY2(near(far.area_m2 + near_ground.area_m2, all.area_m2, slack),
                         qPrintable(QString("%1 + %2 is not %3")
                                        .arg(far.area_m2, 0, 'g', 12)
                                        .arg(near_ground.area_m2, 0, 'g', 12)
                                        .arg(all.area_m2, 0, 'g', 12)));
                const Geometry seen = seen_area(view, far_sight);
                QVERIFY(near(area(seen), far.area_m2, 0.0011 * (far.perimeter_m + 1)));
                const QString bad = fault(seen);
                QVERIFY2(bad.isEmpty(), qPrintable(bad + " of the view from " +
                                                   QString("%1 %2, inner radius %3")
                                                       .arg(eye.metres.x, 0, 'g', 12)
                                                       .arg(eye.metres.y, 0, 'g', 12)
                                                       .arg(far_sight.inner_m, 0, 'g', 17)));
                QCOMPARE(far.mean_radial_m, all.mean_radial_m);
                double hidden = 0;
                for (const Segment& edge : hidden_edges(view, far_sight))
                    hidden += distance(edge.a, edge.b);
                QVERIFY(hidden <= boundary_length(view, kernel::EdgeKind::radial) + 1e-9);
            }
        }
    }
};

PROSPECT_TEST(NearGroundTest);

} // namespace prospect::test

#include "near_ground_test.moc"
