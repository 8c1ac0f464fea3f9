#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("sightlines.window", settings, {.site = builder.site(), .threads = threads});
}

QString refusal(const SiteBuilder& builder, const Settings& settings = {}) {
    try {
        (void)run(builder, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

// A house whose front y = 30 has one window, on open ground.
SiteBuilder house() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    site.add(Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}}).name = "House";
    site.add(Role::opening, point(30, 30), {{"kind", std::string("window")}}).name = "Kitchen";
    return site;
}

// At the height of the eyes at the window, looking north.
Feature& add_camera(SiteBuilder& site, double x, double y) {
    return site.add(Role::camera, point(x, y),
                    {{"height_m", 1.6},
                     {"azimuth_deg", 0.0},
                     {"tilt_deg", 0.0},
                     {"hfov_deg", 90.0},
                     {"h_pixels", std::int64_t{2688}},
                     {"v_pixels", std::int64_t{1520}}});
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 2688 px behind 90 degrees give 134.4 px/m at 10 m (domain.md §6).
    void a_camera_shows_the_window_with_the_worked_detail() {
        SiteBuilder site = house();
        add_camera(site, 30, 19.95).name = "Square";
        add_camera(site, 30, 50).name = "Yard"; // behind the house
        const RunPtr seen = run(site, {{"opening", "Kitchen"}});
        const Table& windows = table(seen, "windows");
        QCOMPARE(windows.rows.size(), 1U);
        QCOMPARE(number(windows, 0, "cameras"), 1.0);
        QVERIFY(near(number(windows, 0, "most_pixels_per_m"), 134.4, 1e-3));
        QCOMPARE(as_text(*cell(windows, 0, "level")), std::string("perceive"));
        QCOMPARE(as_text(*cell(windows, 0, "shows")), std::string("whether it is a person one knows"));
        QCOMPARE(as_text(*cell(windows, 0, "building")), std::string("House"));
        const Table& cameras = table(seen, "cameras");
        QCOMPARE(cameras.rows.size(), 1U);
        QCOMPARE(as_text(*cell(cameras, 0, "camera")), std::string("Square"));
        QVERIFY(near(number(cameras, 0, "distance_m"), 10, 1e-6));
        QCOMPARE(metric(seen, "windows_seen_by_cameras"), 1.0);
        const RunPtr old = run(site, {{"opening", "Kitchen"}, {"edition", "2014"}});
        QCOMPARE(as_text(*cell(table(old, "windows"), 0, "level")), std::string("recognise"));
    }

    void a_wall_hides_the_window_and_a_fence_does_not() {
        SiteBuilder site = house();
        add_camera(site, 30, 19.95);
        Feature& wall = site.add(Role::barrier, line({{20, 25}, {40, 25}}),
                                 {{"kind", std::string("fence")}, {"height_m", 2.0}});
        QCOMPARE(number(table(run(site), "windows"), 0, "cameras"), 1.0);
        wall.set("kind", std::string("wall"), Basis::drawn);
        const RunPtr seen = run(site);
        QCOMPARE(number(table(seen, "windows"), 0, "cameras"), 0.0);
        QVERIFY(!cell(table(seen, "windows"), 0, "level"));
    }

    // Half a disc of 10 m less the two slices beyond 85 degrees, about the eye 0.05 m before the wall, and
    // nothing of the strip between.
    void public_ground_close_by_is_the_half_disc_before_the_wall() {
        SiteBuilder site = house();
        const RunPtr seen = run(site, {{"cell_m", "0.1"}});
        const double sector = 100 * std::numbers::pi * 170 / 360;
        QVERIFY(near(number(table(seen, "windows"), 0, "public_m2"), sector, 0.5));
        QVERIFY(near(number(table(seen, "windows"), 0, "nearest_public_m"), 0, 0.1));
        QVERIFY(note(seen, "no_cameras"));
        // A private strip of 4 m before the house keeps people away.
        site.add(Role::zone, rectangle(0, 26, 60, 30), {{"ownership", std::string("private")}});
        site.add(Role::path, line({{0, 25}, {60, 25}}), {{"width_m", 2.0}}).name = "Pavement";
        const RunPtr kept = run(site, {{"cell_m", "0.1"}});
        QVERIFY(near(number(table(kept, "windows"), 0, "nearest_public_m"), 4, 0.1));
        QCOMPARE(as_text(*cell(table(kept, "windows"), 0, "nearest_place")), std::string("Pavement"));
    }

    void every_window_of_the_study_area_is_looked_at_when_none_is_named() {
        SiteBuilder site = house();
        site.add(Role::opening, point(40, 30), {{"kind", std::string("window")}});
        site.add(Role::building, rectangle(70, 30, 80, 45), {{"height_m", 6.0}});
        site.add(Role::opening, point(75, 30), {{"kind", std::string("window")}}); // outside the red line
        site.add(Role::opening, point(20, 30), {{"kind", std::string("door")}});
        QCOMPARE(table(run(site), "windows").rows.size(), 2U);
        QVERIFY(refusal(site, {{"opening", "Attic"}}).contains("there is no window \"Attic\""));
        SiteBuilder none;
        none.add(Role::building, rectangle(70, 30, 80, 45), {{"height_m", 6.0}});
        QVERIFY(refusal(none).contains("there is no window on the plan"));
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = house();
        for (int i = 0; i < 30; ++i)
            site.add(Role::opening, point(11 + 1.3 * i, 30), {{"kind", std::string("window")}});
        add_camera(site, 30, 10);
        QVERIFY(run(site, {}, 1)->result.tables == run(site, {}, 2)->result.tables);
    }

    // By day, too: the light is that of the night (lighting.trespass, checked by hand there).
    void the_light_of_lamps_on_it_is_told() {
        SiteBuilder site = house();
        const RunPtr dark = run(site);
        QVERIFY(!cell(table(dark, "windows"), 0, "ev_before_lx"));
        QVERIFY(QString::fromStdString(note(dark, "light_unknown")->message).contains("no lamps"));
        site.add(Role::luminaire, point(32, 24), {{"height_m", 4.0}}).name = "Lamp 7";
        const RunPtr lit = run(site);
        QVERIFY(number(table(lit, "windows"), 0, "ev_before_lx") > 0);
        QCOMPARE(as_text(*cell(table(lit, "windows"), 0, "brightest_lamp")), std::string("Lamp 7"));
        engine::Engine engine(catalogue());
        TimeContext night;
        night.set_time("night");
        const RunPtr own = engine.run("lighting.trespass", {}, {.site = site.site(), .time = night});
        QCOMPARE(number(table(lit, "windows"), 0, "ev_after_lx"),
                 number(table(own, "windows"), 0, "ev_after_lx"));
    }
};

PROSPECT_TEST(WindowTest);

#include "window_test.moc"
