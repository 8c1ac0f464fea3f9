#include "analysis/scene/plan_shadow.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace prospect;
using namespace prospect::scene;
using namespace prospect::test;

namespace {

Geometry turned_box(Point middle, double length_m, double width_m, double angle) {
    const Point u{std::cos(angle), std::sin(angle)};
    const Point v{-u.y, u.x};
    const Point a = u * (length_m / 2);
    const Point b = v * (width_m / 2);
    return Geometry::make_polygon(
        std::vector<Point>{middle - a - b, middle + a - b, middle + a + b, middle - a + b});
}

struct Told {
    std::int64_t wrong = 0;
    std::int64_t known = 0;
    std::int64_t all = 0;
};

// Compares what the plan tells with the lines themselves, to random places on the ground and at faces.
void compare(const Scene& scene, Point3 eye, std::mt19937& random, Told& told) {
    const auto opaque = scene.opaque_space();
    const PlanShadows plans(opaque, scene.bounds());
    const auto plan = plans.from(eye);
    if (!plan) return;
    std::uniform_real_distribution<double> place(0, 120);
    std::vector<Point3> targets;
    for (int i = 0; i < 4000; ++i)
        targets.push_back({place(random), place(random), i % 2 == 0 ? 0.002 : 1.5});
    std::vector<Reach> reach(targets.size());
    plan->reach(targets, reach);
    std::vector<std::uint8_t> hidden(targets.size());
    opaque->rays().blocked_from(eye, targets, hidden);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        ++told.all;
        if (reach[i] == Reach::unknown) continue;
        ++told.known;
        told.wrong += (reach[i] == Reach::hidden) != (hidden[i] != 0) ? 1 : 0;
    }
}

} // namespace

class PlanShadowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_never_contradicts_the_lines_themselves() {
        std::mt19937 random(20261130);
        std::uniform_real_distribution<double> share(0, 1);
        Told told;
        for (int plan = 0; plan < 40; ++plan) {
            SiteBuilder site;
            site.add(Role::study_area, rectangle(0, 0, 120, 120));
            for (int i = 0; i < 14; ++i)
                site.add(Role::building,
                         turned_box({120 * share(random), 120 * share(random)}, 4 + 16 * share(random),
                                    3 + 8 * share(random), 7 * share(random)),
                         {{"height_m", 2 + 12 * share(random)}, {"base_m", i % 5 == 0 ? 1.9 : 0.0}});
            for (int i = 0; i < 10; ++i)
                site.add(Role::barrier,
                         line({{120 * share(random), 120 * share(random)},
                               {120 * share(random), 120 * share(random)}}),
                         {{"kind", std::string("wall")}, {"height_m", 0.5 + 7 * share(random)}});
            for (int i = 0; i < 4; ++i)
                site.add(Role::tree, point(120 * share(random), 120 * share(random)),
                         {{"height_m", 7.0}, {"crown_m", 5.0}, {"opacity_leaf_on", i % 2 == 0 ? 1.0 : 0.6}});
            const Scene scene(site.site(), {});
            for (int eye = 0; eye < 6; ++eye)
                compare(scene, {120 * share(random), 120 * share(random), 3 + 5 * share(random)}, random,
                        told);
        }
        QVERIFY2(told.all > 400000, QByteArray::number(qlonglong(told.all)));
        QCOMPARE(told.wrong, std::int64_t{0});
        // Low walls and raised buildings keep it from knowing all.
        QVERIFY2(told.known > told.all / 2, QByteArray::number(double(told.known) / double(told.all)));
    }

    void open_ground_is_all_clear_and_behind_a_high_house_all_is_hidden() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 120, 120));
        site.add(Role::building, rectangle(40, 60, 80, 70), {{"height_m", 9.0}});
        const Scene scene(site.site(), {});
        const PlanShadows plans(scene.opaque_space(), scene.bounds());
        const auto plan = plans.from({60, 40, 5});
        QVERIFY(plan.has_value());
        const std::vector<Point3> targets{{60, 40, 0}, {20, 20, 0},  {100, 50, 1.5}, {60, 59.9, 0},
                                          {60, 90, 0}, {60, 90, 12}, {60, 70.1, 0}};
        std::vector<Reach> reach(targets.size());
        plan->reach(targets, reach);
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(reach[i] == Reach::clear);
        QVERIFY(reach[4] == Reach::hidden);
        QVERIFY(reach[5] == Reach::unknown); // higher than the lamp: over the roof, perhaps
        QVERIFY(reach[6] == Reach::unknown || reach[6] == Reach::hidden);
        QVERIFY(!plans.from({60, 65, 12}).has_value()); // over the roof
    }

    void terrain_tells_nothing() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 120, 120));
        Field terrain("terrain", "m", grid_of_box({0, 0, 120, 120}, 10, {}));
        std::fill(terrain.values.begin(), terrain.values.end(), 3.0F);
        site.set_raster(Role::terrain, terrain);
        const Scene scene(site.site(), {});
        QVERIFY(!PlanShadows(scene.opaque_space(), scene.bounds()).from({60, 40, 8}).has_value());
    }
};

PROSPECT_TEST(PlanShadowTest);

#include "plan_shadow_test.moc"
