#include "tests/analysis/sightlines/overlooked_house.h"
#include "tests/support/registry.h"

#include <QTest>

#include <array>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

class OverlookingPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Straight lines against upright walls, all heights taken into account, without any of the program's own
    // geometry.
    void random_plans_agree_with_a_search_through_all_walls() {
        std::mt19937 random(20261129);
        std::uniform_real_distribution<double> anywhere(2, 58);
        std::uniform_real_distribution<double> share(0, 1);
        struct Wall {
            Point a;
            Point b;
            double top_m;
            double opacity;
        };
        int compared = 0;
        for (int plan = 0; plan < 12; ++plan) {
            SiteBuilder site = house();
            std::vector<Wall> walls{{{10, 30}, {50, 30}, 12, 1},
                                    {{50, 30}, {50, 45}, 12, 1},
                                    {{50, 45}, {10, 45}, 12, 1},
                                    {{10, 45}, {10, 30}, 12, 1}};
            for (int i = 0; i < 8; ++i) {
                const Wall wall{{anywhere(random), 3 + share(random) * 25},
                                {anywhere(random), 3 + share(random) * 25},
                                0.5 + 2.5 * share(random),
                                share(random) < 0.4 ? 1.0 : 0.2 + 0.7 * share(random)};
                walls.push_back(wall);
                site.add(
                    Role::barrier, line({wall.a, wall.b}),
                    {{"kind", std::string("fence")}, {"height_m", wall.top_m}, {"opacity", wall.opacity}});
            }
            std::vector<std::array<double, 3>> eyes; // x, height, occupied
            for (int i = 0; i < 6; ++i) {
                const double x = 12 + 36 * share(random);
                const auto storey = static_cast<std::int64_t>(3 * share(random));
                const double occupied = share(random);
                eyes.push_back({x, 1.6 + 3 * static_cast<double>(storey), occupied});
                Feature& window = add_window(site, x);
                window.set("storey", storey, Basis::drawn);
                window.set("occupied_day", occupied, Basis::drawn);
            }
            const RunPtr seen = run(site);
            for (int s = 0; s < 300; ++s) {
                const Point p{std::round(anywhere(random)), std::round(2 + 26 * share(random))};
                double nobody = 1;
                double openings = 0;
                bool grazes = false;
                for (const auto& [x, height, occupied] : eyes) {
                    const Point eye{x, wall_y - 0.05};
                    const double slant = std::hypot(p.x - x, p.y - eye.y, height - 1.5);
                    const double cosine = (eye.y - p.y) / slant;
                    grazes = grazes || std::abs(cosine - 0.08716) < 1e-4 || std::abs(slant - 43) < 1e-3;
                    if (slant > 43 || cosine < 0.08716) continue;
                    double through = 1;
                    bool clear = true;
                    for (const Wall& wall : walls) {
                        const Point d = p - eye;
                        const Point e = wall.b - wall.a;
                        const double turn = d.x * e.y - d.y * e.x;
                        const Point to = wall.a - eye;
                        const double t = (to.x * e.y - to.y * e.x) / turn;
                        const double u = (to.x * d.y - to.y * d.x) / turn;
                        const double z = height + t * (1.5 - height);
                        grazes = grazes || (t > -0.01 && t < 1.01 && u > -0.01 && u < 1.01 &&
                                            (std::abs(z - wall.top_m) < 0.01 || std::abs(u) < 0.001 ||
                                             std::abs(1 - u) < 0.001 || std::abs(1 - t) < 0.001));
                        if (t <= 0 || t >= 1 || u < 0 || u > 1 || z >= wall.top_m) continue;
                        through *= 1 - wall.opacity;
                        clear = clear && wall.opacity < 0.5;
                    }
                    const double high = std::min(1.0, std::max(0.0, (height - 6) / 9));
                    nobody *= 1 - occupied * (1 - 0.7 * high) * cosine * through /
                                      (1 + std::pow(slant / 15.63330, 2.695302));
                    openings += clear ? 1 : 0;
                }
                if (grazes) continue;
                ++compared;
                QVERIFY(near(value(seen, "guardianship_day", p), 1 - nobody, 1e-5));
                QCOMPARE(value(seen, "openings_43m", p), openings);
            }
        }
        QVERIFY2(compared > 2500, QByteArray::number(compared));
    }

    void another_wall_never_adds_eyes_and_a_mirrored_plan_mirrors_them() {
        const auto plan = [](double side, bool more) {
            const auto x = [side](double east) { return 30 + side * (east - 30); };
            SiteBuilder site = house();
            for (const double at : {14.3, 22.1, 33.7, 41.9})
                add_window(site, x(at));
            site.add(Role::barrier, line({{x(12), 20}, {x(27), 24}}),
                     {{"kind", std::string("fence")}, {"height_m", 1.55}});
            if (more)
                site.add(Role::barrier, line({{x(30.4), 12.3}, {x(44.2), 25.1}}),
                         {{"kind", std::string("hedge")}, {"height_m", 1.7}, {"opacity", 0.8}});
            return site;
        };
        const RunPtr less = run(plan(1, false));
        const RunPtr more = run(plan(1, true));
        const RunPtr mirrored = run(plan(-1, true));
        int differ = 0;
        for (double y = 0; y < wall_y; ++y)
            for (double x = 0; x <= 60; ++x)
                for (const char* name : {"guardianship_day", "guardianship_evening", "openings_43m"}) {
                    QVERIFY(value(more, name, {x, y}) <= value(less, name, {x, y}));
                    const double other = value(mirrored, name, {60 - x, y});
                    differ += std::abs(value(more, name, {x, y}) - other) > 1e-5 ? 1 : 0;
                }
        QVERIFY2(differ <= 4, QByteArray::number(differ)); // lines that graze an edge
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = house();
        for (int i = 0; i < 12; ++i)
            add_window(site, 11 + 3.1 * i);
        site.add(Role::tree, point(30, 20), {{"height_m", 8.0}, {"crown_m", 6.0}, {"clear_stem_m", 1.0}});
        site.add(Role::path, line({{0, 25}, {60, 5}}), {{"kind", std::string("footway")}}).name = "Way";
        const RunPtr one = run(site, {}, 1);
        const RunPtr two = run(site, {}, 2);
        for (std::size_t i = 0; i < one->result.fields.size(); ++i)
            QCOMPARE(one->result.fields[i].values, two->result.fields[i].values);
        QVERIFY(one->result.tables == two->result.tables);
    }
};

PROSPECT_TEST(OverlookingPropertiesTest);

#include "overlooking_properties_test.moc"
