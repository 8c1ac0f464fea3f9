#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/threat/unseen_watch.h"
#include "analysis/threat/way_out.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, const TimeContext& time = {},
           int threads = 2) {
    Engine engine(catalogue());
    return engine.run("threat.watch", settings, {.site = builder.site(), .time = time, .threads = threads});
}

bool near(double found, double expected, double tolerance = 1e-6) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

// An entrance on open ground within a red line of 60 by 40 m, and a wall of 10 m twenty metres east of it.
SiteBuilder yard() {
    SiteBuilder builder;
    builder.add(Role::study_area, rectangle(-20, -20, 40, 20), {{"kind", words("application")}});
    builder.add(Role::target, point(0, 0), {{"kind", words("entrance")}}).name = "Way in";
    builder.add(Role::barrier, line({{20, -5}, {20, 5}}), {{"kind", words("wall")}, {"height_m", 3.0}});
    return builder;
}

} // namespace

class WatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behind_a_wall_nothing_is_seen() {
        const RunPtr found = run(yard(), {{"watch_m", "30"}});
        QVERIFY(near(value(found, "watch", {10, 0}), 1));
        QCOMPARE(value(found, "watch", {25, 0}), 0.0);
        QVERIFY(near(value(found, "watch", {25, 10}), 1)); // past the end of the wall
        QCOMPARE(value(found, "watch", {35, 0}), 0.0);     // too far away
        QCOMPARE(table(found, "places").rows.size(), 1U);
        QVERIFY(number(table(found, "watch"), 0, "distance_m") <= 30);
        QCOMPARE(number(table(found, "watch"), 0, "seen_share"), 1.0);
        QVERIFY(note(found, "scope") != nullptr);
    }

    void who_is_seen_does_not_count() {
        SiteBuilder builder = yard();
        builder.add(Role::building, rectangle(-10, 12, 10, 18), {{"height_m", 6.0}});
        for (const double x : {-6.0, -2.0, 2.0, 6.0})
            builder.add(Role::opening, point(x, 12),
                        {{"kind", words("window")}, {"room", words("shop")}, {"occupied_day", 1.0}});
        const RunPtr found = run(builder);
        const double before = value(found, "watch", {0, 8});
        QVERIFY(before >= 0 && before < 0.2);
        QVERIFY(value(found, "watch", {0, -18}) > before);
        Engine engine(catalogue());
        const RunPtr eyes = engine.run("sightlines.overlooking", {}, {.site = builder.site(), .threads = 2});
        for (const Point p : {Point{5, 5}, Point{-15, -10}, Point{12, -3}})
            QVERIFY(near(value(found, "watch", p), 1 - value(eyes, "guardianship_day", p), 1e-6));
    }

    void who_is_in_the_picture_of_a_camera_is_seen() {
        SiteBuilder builder = yard();
        const double open = value(run(builder), "watch", {10, -10});
        QVERIFY(near(open, 1));
        builder.add(Role::camera, point(0, -15),
                    {{"azimuth_deg", 63.0}, {"height_m", 4.0}, {"hfov_deg", 60.0}, {"tilt_deg", 15.0}});
        const RunPtr filmed = run(builder);
        QCOMPARE(value(filmed, "watch", {10, -10}), 0.0);
        QVERIFY(near(value(filmed, "watch", {-10, 10}), 1));
    }

    void part_of_a_crowd_place_counts_in_part() {
        SiteBuilder builder;
        builder.add(Role::study_area, rectangle(-30, -30, 30, 30), {{"kind", words("application")}});
        builder.add(Role::activity, rectangle(-8, -8, 8, 8), {{"kind", words("crowd")}, {"people", 100.0}})
            .name = "Square";
        // Hides the northern half from the east.
        builder.add(Role::barrier, line({{10, 0}, {10, 12}}), {{"kind", words("wall")}, {"height_m", 3.0}});
        const RunPtr found = run(builder);
        const double half = value(found, "watch", {11, 4});
        QVERIFY(half < 0.7 && value(found, "watch", {12, -6}) > half);
        QVERIFY(near(value(found, "watch", {-20, 0}), 1));
    }

    void furniture_shelter_and_way_out_are_named() {
        SiteBuilder builder = yard();
        builder.add(Role::activity, point(3, 3), {{"kind", words("seat")}}).name = "Bench";
        builder.add(Role::target, point(0, 30), {{"kind", words("refuge")}}).name = "Help point";
        builder.add(Role::path, line({{-10, -12}, {10, -12}}), {{"kind", words("footway")}}).name = "Lane";
        builder.add(Role::building, rectangle(-4, 40, 4, 50), {{"height_m", 6.0}});
        builder
            .add(Role::opening, point(0, 40),
                 {{"kind", words("door")}, {"control", words("open")}, {"hours", words("Mo-Fr 09:00-17:00")}})
            .name = "Library";
        const RunPtr day = run(builder);
        const Table& places = table(day, "places");
        QCOMPARE(as_text(*cell(places, 0, "shelter")), std::string("Help point"));
        QVERIFY(near(number(places, 0, "shelter_m"), 30));
        QCOMPARE(as_text(*cell(places, 0, "way_out")), std::string("Lane"));
        QVERIFY(near(number(places, 0, "way_out_m"), 12));
        const scene::Scene open(builder.site(), TimeContext{});
        TimeContext sunday;
        sunday.set_weekday("Su");
        const scene::Scene closed(builder.site(), sunday);
        const Geometry near_door = point(0, 38);
        QCOMPARE(threat::WaysOut(open).shelter(near_door)->name, std::string("Library"));
        QCOMPARE(threat::WaysOut(closed).shelter(near_door)->name, std::string("Help point"));
    }

    void nothing_to_watch_is_told() {
        SiteBuilder builder;
        builder.add(Role::study_area, rectangle(-20, -20, 20, 20), {{"kind", words("application")}});
        builder.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        const RunPtr found = run(builder);
        QVERIFY(note(found, "nothing_to_watch") != nullptr);
        QVERIFY(table(found, "watch").rows.empty());
        QCOMPARE(value(found, "watch", {5, 5}), static_cast<double>(nodata)); // in the building
        QCOMPARE(value(found, "watch", {-5, -5}), 0.0);
    }

    void without_lamps_nobody_counts_as_looking_by_night() {
        SiteBuilder builder = yard();
        TimeContext night;
        night.set_time("night");
        const RunPtr found = run(builder, {}, night);
        QVERIFY(note(found, "guardianship_unknown") != nullptr);
        QVERIFY(near(value(found, "watch", {10, 0}), 1));
    }

    void random_walls_against_lines_one_by_one() {
        std::mt19937 random(11);
        std::uniform_real_distribution<double> at(-18, 18);
        for (int trial = 0; trial < 5; ++trial) {
            SiteBuilder builder;
            builder.add(Role::study_area, rectangle(-20, -20, 20, 20), {{"kind", words("application")}});
            builder.add(Role::target, point(0.3, 0.2), {{"kind", words("entrance")}});
            std::vector<Segment> walls;
            for (int i = 0; i < 6; ++i) {
                const Point a = on_grid({at(random), at(random)});
                const Point b = on_grid({at(random), at(random)});
                walls.push_back({a, b});
                builder.add(Role::barrier, line({a, b}), {{"kind", words("wall")}, {"height_m", 3.0}});
            }
            const RunPtr found = run(builder);
            const Field& field = test::field(found, "watch");
            for (std::int64_t i = 0; i < field.grid.cell_count(); ++i) {
                const Point p = field.grid.center(i % field.grid.columns, i / field.grid.columns);
                bool hidden = false;
                double nearest = 1e9;
                for (const Segment& wall : walls) {
                    const double s1 = cross(wall.b - wall.a, p - wall.a);
                    const double s2 = cross(wall.b - wall.a, Point{0.3, 0.2} - wall.a);
                    const double s3 = cross(p - Point{0.3, 0.2}, wall.a - Point{0.3, 0.2});
                    const double s4 = cross(p - Point{0.3, 0.2}, wall.b - Point{0.3, 0.2});
                    hidden = hidden || (s1 * s2 < 0 && s3 * s4 < 0);
                    nearest =
                        std::min({nearest, distance(p, wall), std::abs(s3) / distance(p, Point{0.3, 0.2}),
                                  std::abs(s4) / distance(p, Point{0.3, 0.2})});
                }
                if (nearest < 0.2) continue; // too near to call, or nobody stands there
                QCOMPARE(static_cast<double>(field.values[static_cast<std::size_t>(i)]), hidden ? 0.0 : 1.0);
            }
        }
    }

    void the_threads_do_not_matter() {
        SiteBuilder builder = yard();
        builder.add(Role::activity, rectangle(-15, -15, -5, -5),
                    {{"kind", words("crowd")}, {"people", 50.0}});
        const RunPtr one = run(builder, {}, {}, 1);
        const RunPtr two = run(builder, {}, {}, 2);
        QVERIFY(one->result.tables == two->result.tables);
        QVERIFY(field(one, "watch").values == field(two, "watch").values);
    }
};

PROSPECT_TEST(WatchTest);

#include "watch_test.moc"
