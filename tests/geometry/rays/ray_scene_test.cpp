#include "geometry/rays/ray_scene.h"
#include "tests/geometry/rays/plain_sight.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <thread>

namespace prospect::test {

using rays::Hit;
using rays::RayScene;
using rays::SightLine;
using rays::Solids;

namespace {

Geometry square(double x, double y, double size) {
    return Geometry::make_polygon(
        std::vector<Point>{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}});
}
Solids::Height level(double height) {
    return [height](Point) { return height; };
}
Solids wall(double x, double height) {
    Solids solids;
    solids.add_wall(Geometry::make_line(std::vector<Point>{{x, -50}, {x, 50}}), level(-1), level(height), 7);
    return solids;
}
bool near(double value, double expected, double tolerance) {
    if (std::abs(value - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", value, expected);
    return false;
}

} // namespace

class RaySceneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothing_in_the_way_lets_through() {
        const RayScene scene({}, {});
        QVERIFY(!scene.blocked({{0, 0, 1.6}, {100, 20, 1.6}}));
        QVERIFY(!scene.first_hit({{0, 0, 1.6}, {100, 20, 1.6}}));
        QVERIFY(!scene.blocked({{1, 2, 3}, {1, 2, 3}}));
    }

    void a_wall_of_three_metres_stands_between_two_people_and_ends_at_its_top() {
        const RayScene scene(wall(10, 3), {});
        QVERIFY(scene.blocked({{0, 0, 1.6}, {20, 0, 1.6}}));
        QVERIFY(scene.blocked({{0, 0, 1.6}, {20, 0, 4.39}})); // passes at 2.995
        QVERIFY(!scene.blocked({{0, 0, 1.6}, {20, 0, 4.41}}));
        QVERIFY(!scene.blocked({{0, 60, 1.6}, {20, 60, 1.6}})); // past its end
        const auto hit = scene.first_hit({{0, 0, 1.6}, {20, 0, 1.6}});
        QVERIFY(hit && hit->thing == 7);
        QVERIFY(near(hit->at_m, 10, 1e-4));
    }

    void the_first_of_two_blockers_is_named_from_either_end() {
        Solids solids = wall(10, 3);
        solids.add_prism(square(30, -5, 10), level(0), level(8), 9);
        solids.add_crown({{50, 0, 4}, 2, 3, 11});
        const RayScene scene(solids, {});
        const SightLine line{{0, 0, 1.5}, {100, 0, 1.5}};
        QCOMPARE(scene.first_hit(line)->thing, 7U);
        const auto back = scene.first_hit({line.to, line.from});
        QCOMPARE(back->thing, 11U);
        // The crown at 1.5 m: 2.5 m of its half height of 3 below its middle.
        QVERIFY(near(back->at_m, 50 - 2 * std::sqrt(1 - 2.5 * 2.5 / 9), 1e-3));
    }

    void of_two_walls_in_one_place_the_lower_number_is_named() {
        for (const bool swapped : {false, true}) {
            Solids solids;
            for (const rays::Thing thing : {swapped ? 4U : 2U, swapped ? 2U : 4U})
                solids.add_wall(Geometry::make_line(std::vector<Point>{{10, -50}, {10, 50}}), level(-1),
                                level(3), thing);
            const RayScene scene(solids, {});
            for (int i = 0; i < 50; ++i)
                QCOMPARE(scene.first_hit({{0, i * 0.7, 1.6}, {20, 3 - i * 0.5, 1.2}})->thing, 2U);
        }
    }

    void what_only_touches_an_end_does_not_block() {
        Solids solids;
        solids.add_prism(square(0, 0, 10), level(0), level(6), 1);
        const RayScene scene(solids, {});
        QVERIFY(!scene.blocked({{10, 5, 3}, {60, 5, 1.5}})); // a camera on the outer wall looks out
        QVERIFY(scene.blocked({{10, 5, 3}, {-50, 5, 3}}));   // and not through the house
        QVERIFY(!scene.blocked({{5, 5, 6}, {60, 5, 6.5}}));  // from the roof
        QVERIFY(!scene.blocked({{10, 5, 3}, {10.5, 5, 3}}));
    }

    void one_sees_beneath_what_begins_above() {
        Solids solids;
        solids.add_prism(square(0, 0, 10), level(2.5), level(6), 1);
        const RayScene scene(solids, {});
        QVERIFY(!scene.blocked({{-5, 5, 1.6}, {15, 5, 1.6}}));
        QVERIFY(scene.blocked({{5, 5, 1.6}, {5, 5, 9}})); // up through its floor
    }

    void a_court_stays_open() {
        Solids solids;
        Geometry ring =
            Geometry::make_polygon(square(0, 0, 30).points,
                                   std::vector<std::vector<Point>>{{{10, 10}, {10, 20}, {20, 20}, {20, 10}}});
        normalise(ring);
        solids.add_prism(ring, level(0), level(6), 1);
        const RayScene scene(solids, {});
        QVERIFY(!scene.blocked({{11, 11, 1.6}, {19, 19, 1.6}}));
        QVERIFY(!scene.blocked({{15, 15, 1}, {15, 15, 20}}));
        QVERIFY(scene.blocked({{15, 15, 1.6}, {40, 15, 1.6}}));
    }

    void a_hill_hides_what_lies_behind_it() {
        Field field("terrain", "m", {-0.5, 0.5, 1, 1, 21, 1});
        for (std::size_t i = 0; i < 21; ++i) // 5 m high in the middle, 10 m from either end
            field.values[i] = static_cast<float>(5 - 0.5 * std::abs(static_cast<double>(i) - 10));
        const rays::Ground ground(std::make_shared<const Field>(field));
        const RayScene scene({}, ground);
        QVERIFY(near(*ground.height_at({5, 0}), 2.5, 1e-12));
        QVERIFY(scene.blocked({{0, 0, 1.6}, {20, 0, 1.6}}));
        QVERIFY(scene.blocked({{0, 0, 4.99}, {20, 0, 4.99}}));
        QVERIFY(!scene.blocked({{0, 0, 5.01}, {20, 0, 5.01}}));
        QCOMPARE(scene.first_hit({{0, 0, 1.6}, {20, 0, 1.6}})->thing, rays::ground_thing);
        QVERIFY(near(scene.first_hit({{0, 0, 1.6}, {20, 0, 1.6}})->at_m, 3.2, 1e-3));
    }

    void holes_of_the_terrain_let_through() {
        Field field("terrain", "m", {0, 10, 1, 1, 10, 10});
        std::fill(field.values.begin(), field.values.end(), 3.0F);
        const SightLine down{{5, 5, 10}, {5, 5, 0}};
        const auto blocked = [&] {
            return RayScene({}, rays::Ground(std::make_shared<const Field>(field))).blocked(down);
        };
        QVERIFY(blocked());
        for (const std::size_t cell : {44U, 45U, 54U, 55U})
            field.values[cell] = nodata;
        QVERIFY(!blocked());
        QVERIFY(!rays::Ground(std::make_shared<const Field>(field)).height_at({5, 5}));
    }

    void answers_far_from_the_origin_are_as_good() {
        Solids solids;
        solids.add_wall(Geometry::make_line(std::vector<Point>{{532010, 181000}, {532010, 181100}}),
                        level(49), level(53), 1);
        const RayScene scene(solids, {});
        QVERIFY(scene.blocked({{532000, 181050, 51.6}, {532020, 181050, 54.39}})); // passes at 52.995
        QVERIFY(!scene.blocked({{532000, 181050, 51.6}, {532020, 181050, 54.41}}));
        QVERIFY(near(scene.first_hit({{532000, 181050, 51.6}, {532020, 181050, 51.6}})->at_m, 10, 1e-3));
    }

    // An independent check in double precision, one thing after another, on random plans.
    void plain_arithmetic_agrees_data() {
        QTest::addColumn<bool>("hills");
        QTest::newRow("flat") << false;
        QTest::newRow("hills") << true;
    }
    void plain_arithmetic_agrees() {
        QFETCH(bool, hills);
        constexpr double size = 120;
        constexpr double margin = 0.002;
        std::size_t grazing = 0;
        std::size_t compared = 0;
        std::size_t blocked = 0;
        for (std::uint32_t seed = 1; seed <= 20; ++seed) {
            const PlainPlan plan = random_plan(seed, 4 + static_cast<int>(seed), size, hills);
            const RayScene scene(plan.solids(), plan.ground);
            std::uint32_t state = seed;
            for (int i = 0; i < 3000; ++i) {
                const SightLine line{random_place(plan, state, size, 6), random_place(plan, state, size, 6)};
                const auto expected = plainly_blocked(plan, line, margin);
                if (!expected) {
                    ++grazing;
                    continue;
                }
                ++compared;
                blocked += *expected ? 1 : 0;
                if (scene.blocked(line) != *expected)
                    QFAIL(qPrintable(QString("seed %1 line %2 from %3,%4,%5 to %6,%7,%8: expected %9")
                                         .arg(seed)
                                         .arg(i)
                                         .arg(line.from.x)
                                         .arg(line.from.y)
                                         .arg(line.from.z)
                                         .arg(line.to.x)
                                         .arg(line.to.y)
                                         .arg(line.to.z)
                                         .arg(*expected)));
                QCOMPARE(scene.first_hit(line).has_value(), *expected);
            }
        }
        QVERIFY2(grazing * 100 < compared, qPrintable(QString::number(grazing)));
        QVERIFY(blocked > compared / 5 && blocked < compared);
    }

    void both_directions_and_packets_give_one_answer() {
        constexpr double size = 120;
        std::size_t differ = 0;
        for (std::uint32_t seed = 31; seed < 41; ++seed) {
            const PlainPlan plan = random_plan(seed, 25, size, seed % 2 == 0);
            const RayScene scene(plan.solids(), plan.ground);
            std::uint32_t state = seed;
            const Point3 eye = random_place(plan, state, size, 3);
            std::vector<Point3> targets;
            std::vector<SightLine> there;
            std::vector<SightLine> back;
            for (int i = 0; i < 1003; ++i) {
                targets.push_back(random_place(plan, state, size, 6));
                there.push_back({eye, targets.back()});
                back.push_back({targets.back(), eye});
            }
            std::vector<std::uint8_t> a(targets.size());
            std::vector<std::uint8_t> b(targets.size());
            std::vector<std::uint8_t> packets(targets.size());
            scene.blocked(there, a);
            scene.blocked(back, b);
            scene.blocked_from(eye, targets, packets);
            QCOMPARE(a, b);
            for (std::size_t i = 0; i < targets.size(); ++i)
                differ += a[i] != packets[i] && plainly_blocked(plan, there[i], 0.002) ? 1 : 0;
        }
        QCOMPARE(differ, std::size_t{0});
    }

    void one_more_thing_never_opens_a_view() {
        constexpr double size = 120;
        for (std::uint32_t seed = 51; seed < 56; ++seed) {
            PlainPlan plan = random_plan(seed, 12, size, false);
            const PlainPlan more = random_plan(seed + 100, 6, size, false);
            PlainPlan both = plan;
            both.boxes.insert(both.boxes.end(), more.boxes.begin(), more.boxes.end());
            both.crowns.insert(both.crowns.end(), more.crowns.begin(), more.crowns.end());
            const RayScene before(plan.solids(), {});
            const RayScene after(both.solids(), {});
            std::uint32_t state = seed;
            for (int i = 0; i < 2000; ++i) {
                const SightLine line{random_place(both, state, size, 6), random_place(both, state, size, 6)};
                if (before.blocked(line) && plainly_blocked(plan, line, 0.002)) QVERIFY(after.blocked(line));
            }
        }
    }

    void several_threads_may_ask_at_once() {
        constexpr double size = 120;
        const PlainPlan plan = random_plan(77, 30, size, true);
        const RayScene scene(plan.solids(), plan.ground);
        std::vector<SightLine> lines;
        std::uint32_t state = 5;
        for (int i = 0; i < 4000; ++i)
            lines.push_back({random_place(plan, state, size, 6), random_place(plan, state, size, 6)});
        std::vector<std::uint8_t> alone(lines.size());
        scene.blocked(lines, alone);
        std::vector<std::vector<std::uint8_t>> together(4, std::vector<std::uint8_t>(lines.size()));
        {
            std::vector<std::jthread> threads;
            for (auto& answers : together)
                threads.emplace_back([&] { scene.blocked(lines, answers); });
        }
        for (const auto& answers : together)
            QCOMPARE(answers, alone);
    }

    void building_it_stops_when_told_to() {
        std::stop_source stop;
        stop.request_stop();
        const PlainPlan plan = random_plan(3, 30, 100, true);
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 RayScene(plan.solids(), plan.ground, Progress(stop.get_token(), {})));
    }
};

PROSPECT_TEST(RaySceneTest);

} // namespace prospect::test

#include "ray_scene_test.moc"
