#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::has_table;
using prospect::test::line;
using prospect::test::number;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;
using prospect::test::table;

namespace {

constexpr double east = 530000;
constexpr double north = 179000;

// An L-shaped court, 20 m along both arms that are 4 m wide, with a path through it.
SiteBuilder court() {
    SiteBuilder builder;
    builder.add(Role::building,
                Geometry::make_polygon(
                    std::vector<Point>{{-5, -5}, {25, -5}, {25, 25}, {-5, 25}},
                    std::vector<std::vector<Point>>{{{0, 0}, {20, 0}, {20, 4}, {4, 4}, {4, 20}, {0, 20}}}),
                {{"height_m", 9.0}});
    builder.add(Role::path, line({{18, 2}, {2, 2}, {2, 17.5}})).name = "Back alley";
    return builder;
}

RunPtr run(const SiteBuilder& builder, Settings settings, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("sightlines.isovist", settings, {.site = builder.site(), .threads = threads});
}

bool near(double value, double expected, double slack = 1e-9) {
    return std::abs(value - expected) <= slack * std::max(1.0, std::abs(expected));
}

std::string refusal(const SiteBuilder& builder, const Settings& settings) {
    try {
        run(builder, settings);
        return {};
    } catch (const Error& error) {
        return error.message();
    }
}

} // namespace

class IsovistPathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_profile_has_a_row_for_every_step_and_the_end() {
        const RunPtr seen = run(court(), {{"path", "Back alley"}, {"step_m", "2"}});
        QVERIFY(!has_table(seen, "isovists"));
        const Table& profile = table(seen, "profile");
        QCOMPARE(profile.columns,
                 (std::vector<std::string>{"path", "chainage_m", "x", "y", "area_m2", "perimeter_m",
                                           "occlusivity_m", "compactness", "drift_m", "drift_azimuth_deg",
                                           "min_radial_m", "mean_radial_m", "max_radial_m", "variance_m2",
                                           "skewness_m3", "vertices", "status"}));
        QCOMPARE(profile.rows.size(), 17U); // 0, 2 … 30 and 31.5
        QCOMPARE(as_text(*profile.rows[0][0]), std::string("Back alley"));
        QCOMPARE(number(profile, 0, "x"), east + 18);
        QCOMPARE(number(profile, 16, "chainage_m"), 31.5);
        QCOMPARE(number(profile, 16, "y"), north + 17.5);
        // From the bend, at 16 m, the whole court is seen.
        QVERIFY(near(number(profile, 8, "area_m2"), 144));
        // From the start: the arm, and what shows of the other past the corner at (4, 4): the sight line from
        // (18, 2) by the corner rises 2 m in 14 m and meets the far wall at x = 0, y = 4 + 4/7.
        QVERIFY(near(number(profile, 0, "area_m2"), 80 + 4 * (4.0 / 7) / 2));
    }

    void all_that_is_seen_along_the_way_is_put_together() {
        const RunPtr seen = run(court(), {{"path", "Back alley"}, {"step_m", "2"}});
        const Table& together = table(seen, "isovist_union");
        QCOMPARE(together.rows.size(), 1U);
        QVERIFY(near(number(together, 0, "area_m2"), 144, 1e-6));
        QVERIFY(near(area(together.geometries[0]), 144, 1e-6));
        QCOMPARE(table(seen, "isovist").rows.size(), 17U);
    }

    void the_union_is_what_any_of_the_views_covers() {
        SiteBuilder town;
        for (int i = 0; i < 12; ++i)
            town.add(Role::building,
                     rectangle(10.0 * (i % 4), 14.0 * (i / 4), 10.0 * (i % 4) + 5.5, 14.0 * (i / 4) + 6.3),
                     {{"height_m", 9.0}});
        town.add(Role::path, line({{-4, 9.7}, {44, 10.9}})).name = "Street";
        const RunPtr seen =
            run(town, {{"path", "Street"}, {"step_m", "3"}, {"reach_m", "18"}, {"inner_m", "2"}});
        const Table& views = table(seen, "isovist");
        const Geometry& together = table(seen, "isovist_union").geometries[0];
        int in = 0;
        int differing = 0;
        for (double x = -20; x < 60; x += 0.53)
            for (double y = -12; y < 45; y += 0.47) {
                bool any = false;
                for (const Geometry& view : views.geometries)
                    any = any || contains(view, {x, y});
                in += any ? 1 : 0;
                differing += any != contains(together, {x, y}) ? 1 : 0;
            }
        QVERIFY(in > 1000);
        QVERIFY(differing <= 2); // within the millimetre that crossings are rounded to
    }

    void the_look_ahead_turns_with_the_way() {
        const RunPtr seen =
            run(court(), {{"path", "Back alley"}, {"step_m", "2"}, {"fov_deg", "90"}, {"reach_m", "6"}});
        const Table& profile = table(seen, "profile");
        const double west = number(profile, 2, "drift_azimuth_deg");
        const double up = number(profile, 12, "drift_azimuth_deg");
        QVERIFY(near(west, 270, 1e-6));
        QVERIFY(std::min(up, 360 - up) < 1e-6);
        const RunPtr back = run(court(), {{"path", "Back alley"},
                                          {"step_m", "2"},
                                          {"fov_deg", "90"},
                                          {"reach_m", "6"},
                                          {"azimuth_deg", "180"}});
        QVERIFY(near(number(table(back, "profile"), 2, "drift_azimuth_deg"), 90, 1e-6));
    }

    void measures_alone_make_no_union() {
        const RunPtr seen = run(court(), {{"path", "Back alley"}, {"polygons", "none"}});
        QVERIFY(!has_table(seen, "isovist_union"));
        QVERIFY(has_table(seen, "profile"));
    }

    void the_same_with_one_thread_and_two() {
        const Settings settings{{"path", "Back alley"}, {"step_m", "0.7"}};
        QCOMPARE(run(court(), settings, 1)->result.tables, run(court(), settings, 2)->result.tables);
    }

    void the_nearest_ground_is_left_out() {
        SiteBuilder open;
        open.add(Role::building, rectangle(500, 500, 510, 510));
        const RunPtr seen = run(open, {{"points", "530000,179000"}, {"reach_m", "10"}, {"inner_m", "4"}});
        QVERIFY(near(number(table(seen, "isovists"), 0, "area_m2"), 84 * std::numbers::pi));
        const Geometry& ring = table(seen, "isovist").geometries[0];
        QCOMPARE(ring.ring_count(), std::size_t(2));
        QVERIFY(near(area(ring), 84 * std::numbers::pi, 1e-3));
    }

    void what_cannot_be_is_said_in_one_sentence() {
        QVERIFY(refusal(court(), {{"path", "Front alley"}}).find("Front alley") != std::string::npos);
        QVERIFY(refusal(court(), {{"path", "Back alley"}, {"points", "530002,179002"}}).find("both") !=
                std::string::npos);
        QVERIFY(refusal(court(), {{"path", "Back alley"}, {"reach_m", "4"}, {"inner_m", "4"}})
                    .find("inner_m is not less") != std::string::npos);
        QTemporaryDir folder;
        const auto file = folder.filePath("points.csv").toStdString();
        std::ofstream(file) << "x,y,reach_m,inner_m\n530002,179002,5,1\n530002,179003,5,6\n";
        const std::string said = refusal(court(), {{"points_file", file}});
        QVERIFY2(said.find("row 2") != std::string::npos, said.c_str());
    }
};

PROSPECT_TEST(IsovistPathTest);

#include "isovist_path_test.moc"
