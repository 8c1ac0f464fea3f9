#include "tests/geometry/kernel/ray_casting.h"
#include "tests/geometry/kernel/scenes.h"
#include "tests/support/registry.h"

#include <thread>

namespace prospect::test {

using kernel::Obstacles;
using kernel::View;
using kernel::ViewStatus;
using kernel::VisibilityScene;

// What must hold for every view of every plan.
class VisibilityPropertyTest : public QObject {
    Q_OBJECT

    // Even-odd; p is in general position.
    static bool sees(const View& view, Point p) {
        bool inside = false;
        for (std::size_t i = 0; i < view.boundary.size(); ++i) {
            const Point a = view.boundary[i] - p;
            const Point b = view.boundary[(i + 1) % view.boundary.size()] - p;
            if ((a.y > 0) != (b.y > 0) && (cross(a, b) > 0) == (b.y > a.y)) inside = !inside;
        }
        return inside;
    }

    static void check_shape(const Obstacles& plan, std::size_t count) {
        const VisibilityScene scene(plan);
        for (const ComparedEye& eye : eyes_for(plan, count, 41)) {
            const View view = scene.view_from(eye.metres);
            QCOMPARE(view.edges.size(), view.boundary.size());
            QVERIFY(distance(view.eye, eye.metres) <= 0.0005 + 1e-9);
            QVERIFY(!has_needles(view));
            double turned = 0;
            for (std::size_t i = 0; i < view.boundary.size(); ++i) {
                const Point a = view.boundary[i] - view.eye;
                const Point b = view.boundary[(i + 1) % view.boundary.size()] - view.eye;
                // Never clockwise: star-shaped about the eye.
                QVERIFY(cross(a, b) >= -1e-9 * (1 + length(a) * length(b)));
                turned += length(a) > 1e-9 && length(b) > 1e-9 ? std::atan2(cross(a, b), dot(a, b)) : 0;
                if (view.edges[i] == kernel::EdgeKind::radial)
                    QVERIFY(std::abs(cross(a, b)) <= 1e-8 * (1 + length(a) * length(b)));
            }
            QVERIFY(turned <= 2 * 3.14159265358979 + 1e-6);
            const bool on_rim = !plan.bounds.grown(-1e-6).contains(view.eye);
            if (view.status == ViewStatus::ok && !on_rim) QVERIFY(turned > 2 * 3.14159265358979 - 1e-6);
        }
    }

private Q_SLOTS:
    void views_of_a_city_are_star_shaped_without_needles() { check_shape(city_plan(), 2000); }
    void views_of_a_degenerate_plan_are_star_shaped_without_needles() { check_shape(lattice_plan(), 2000); }

    void radials_are_those_of_ray_casting() {
        for (const Obstacles& plan : {city_plan(), lattice_plan()}) {
            const VisibilityScene scene(plan);
            Dice dice(42);
            for (const ComparedEye& eye : eyes_for(plan, 400, 43)) {
                const View view = scene.view_from(eye.metres);
                if (view.status != ViewStatus::ok) continue;
                for (int k = 0; k < 30; ++k) {
                    const double angle = dice.real(0, 6.28318);
                    const double cast = first_hit(plan, view.eye, angle);
                    QVERIFY(near(radial_length(view, angle), cast, 1e-7 * (1 + cast)));
                }
            }
        }
    }

    void who_sees_is_seen() {
        const Obstacles plan = city_plan();
        const VisibilityScene scene(plan);
        Dice dice(44);
        int seen = 0;
        for (int i = 0; i < 3000; ++i) {
            const Point a{dice.real(0, 400), dice.real(0, 400)};
            const Point b{a.x + dice.real(-40, 40), a.y + dice.real(-40, 40)};
            if (!plan.bounds.contains(b)) continue;
            const bool forth = sees(scene.view_from(a), b);
            QCOMPARE(sees(scene.view_from(b), a), forth);
            seen += forth ? 1 : 0;
        }
        QVERIFY(seen > 300);
    }

    void a_plan_moved_by_whole_metres_looks_the_same() {
        const Obstacles plan = city_plan();
        const Point shift{531000, 181000};
        Obstacles moved = plan;
        for (std::vector<Point>& ring : moved.rings)
            for (Point& p : ring)
                p = p + shift;
        moved.bounds = {shift.x, shift.y, shift.x + 400, shift.y + 400};
        const VisibilityScene here(plan);
        const VisibilityScene there(moved);
        for (const ComparedEye& eye : eyes_for(plan, 500, 45)) {
            const View a = here.view_from(eye.metres);
            const View b = there.view_from(eye.metres + shift);
            QCOMPARE(a.status, b.status);
            QCOMPARE(a.boundary.size(), b.boundary.size());
            QCOMPARE(a.edges, b.edges);
            for (std::size_t i = 0; i < a.boundary.size(); ++i)
                QVERIFY(distance(a.boundary[i] + shift, b.boundary[i]) < 1e-6);
        }
    }

    void a_plan_turned_by_a_quarter_looks_turned() {
        const Obstacles plan = lattice_plan();
        Obstacles turned = plan;
        const auto turn = [](Point p) { return Point{40 - p.y, p.x}; };
        for (auto* chains : {&turned.rings, &turned.lines})
            for (std::vector<Point>& chain : *chains)
                for (Point& p : chain)
                    p = turn(p);
        const VisibilityScene here(plan);
        const VisibilityScene there(turned);
        for (const ComparedEye& eye : eyes_for(plan, 1000, 46)) {
            const View a = here.view_from(eye.metres);
            const View b = there.view_from(turn(eye.metres));
            QCOMPARE(a.status, b.status);
            QCOMPARE(a.boundary.size(), b.boundary.size());
            QVERIFY(near(polygon_area(a), polygon_area(b), 1e-9 * (1 + polygon_area(a))));
            for (const kernel::EdgeKind kind :
                 {kernel::EdgeKind::solid, kernel::EdgeKind::radial, kernel::EdgeKind::horizon})
                QVERIFY(near(boundary_length(a, kind), boundary_length(b, kind),
                             1e-8 * (1 + boundary_length(a, kind))));
        }
    }

    void threads_share_a_scene_and_see_the_same() {
        const Obstacles plan = city_plan();
        const VisibilityScene scene(plan);
        const std::vector<ComparedEye> eyes = eyes_for(plan, 2000, 47);
        const auto look = [&](std::vector<View>& views) {
            const auto workspace = scene.make_workspace();
            for (std::size_t i = 0; i < eyes.size(); ++i)
                scene.view_from(eyes[i].metres, {}, *workspace, views[i]);
        };
        std::vector<std::vector<View>> views(4, std::vector<View>(eyes.size()));
        {
            std::vector<std::jthread> threads;
            for (std::vector<View>& own : views)
                threads.emplace_back([&] { look(own); });
        }
        for (std::size_t i = 0; i < eyes.size(); ++i)
            for (const std::vector<View>& own : views) {
                QCOMPARE(own[i].boundary, views[0][i].boundary);
                QCOMPARE(own[i].edges, views[0][i].edges);
            }
    }
};

PROSPECT_TEST(VisibilityPropertyTest);

} // namespace prospect::test

#include "visibility_property_test.moc"
