#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
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

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, const TimeContext& time = {}) {
    Engine engine(catalogue());
    return engine.run("threat.crowd", settings, {.site = builder.site(), .time = time, .threads = 2});
}

Feature& add_crowd(SiteBuilder& builder, Geometry shape, double people) {
    return builder.add(Role::activity, std::move(shape), {{"kind", words("crowd")}, {"people", people}});
}

void add_road(SiteBuilder& builder, std::vector<Point> points) {
    builder.add(Role::path, line(std::move(points)), {{"kind", words("road")}, {"width_m", 6.0}});
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

std::string text(const RunPtr& run, std::size_t row, const char* column) {
    const auto found = cell(table(run, "crowds"), row, column);
    return found ? as_text(*found) : "";
}

} // namespace

class CrowdTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 10 m by 10 m with a kiosk of 4 m by 5 m at its edge, half outside, and a canopy over all of it.
    void nobody_stands_where_a_building_stands() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(0, 0, 10, 10), 180);
        builder.add(Role::building, rectangle(8, 2, 12, 7), {{"height_m", 3.0}, {"base_m", 0.0}});
        builder.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 4.0}, {"base_m", 3.0}});
        add_crowd(builder, rectangle(8.5, 3, 11.5, 6), 10); // all within the kiosk
        const RunPtr found = run(builder);
        QVERIFY(near(number(table(found, "crowds"), 0, "area_m2"), 90));
        QVERIFY(near(number(table(found, "crowds"), 0, "density"), 2));
        QCOMPARE(text(found, 0, "level"), std::string("free"));
        QVERIFY(near(number(table(found, "crowds"), 1, "area_m2"), 9)); // in the kiosk
        QVERIFY(note(found, "indoors") != nullptr && note(found, "no_area") == nullptr);
    }

    void density_by_hand() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(0, 0, 10, 10), 150);
        add_crowd(builder, rectangle(20, 0, 30, 10), 200); // exactly two on a square metre
        add_crowd(builder, rectangle(40, 0, 50, 10), 300);
        add_crowd(builder, rectangle(60, 0, 70, 10), 900);
        const RunPtr found = run(builder);
        QVERIFY(near(number(table(found, "crowds"), 0, "density"), 1.5));
        QCOMPARE(text(found, 0, "level"), std::string("free"));
        QCOMPARE(text(found, 1, "level"), std::string("free"));
        QCOMPARE(text(found, 2, "level"), std::string("dense"));
        QCOMPARE(text(found, 3, "level"), std::string("packed"));
        QCOMPARE(text(found, 0, "duty"), std::string());
        QCOMPARE(text(found, 1, "duty"), std::string("standard"));
        QCOMPARE(text(found, 3, "duty"), std::string("enhanced"));
        QCOMPARE(metric(found, "places_under_duty"), 3.0);
        QCOMPARE(metric(found, "densest_per_m2"), 9.0);
        QCOMPARE(metric(run(builder, {{"duties", "no"}}), "places_under_duty"), 0.0);
    }

    void by_its_hours_past_midnight_too() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(0, 0, 10, 10), 300)
            .set("hours", words("Fr-Sa 20:00-03:00"), Basis::drawn);
        TimeContext night;
        night.set_weekday("Su");
        night.set_time("02:00");
        QCOMPARE(text(run(builder, {}, night), 0, "level"), std::string("dense"));
        night.set_time("04:00");
        const RunPtr closed = run(builder, {}, night);
        QCOMPARE(text(closed, 0, "level"), std::string("closed"));
        QCOMPARE(number(table(closed, "crowds"), 0, "density"), 0.0);
        QCOMPARE(number(table(closed, "crowds"), 0, "density_in_use"), 3.0);
        QCOMPARE(metric(closed, "people_present"), 0.0);
    }

    void what_says_too_little_is_told_and_the_rest_worked_out() {
        SiteBuilder builder;
        add_crowd(builder, point(5, 5), 400);
        builder.add(Role::activity, rectangle(20, 0, 30, 10), {{"kind", words("crowd")}});
        add_crowd(builder, Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {20, 0}}), 10);
        add_crowd(builder, rectangle(40, 0, 50, 10), 100).set("hours", words("whenever"), Basis::drawn);
        builder.add(Role::activity, rectangle(60, 0, 70, 10), {{"kind", words("play")}, {"people", 60.0}});
        builder.add(Role::activity, rectangle(80, 0, 90, 10), {{"kind", words("play")}, {"people", 40.0}});
        const RunPtr found = run(builder);
        QCOMPARE(table(found, "crowds").rows.size(), 5U);
        QVERIFY(!cell(table(found, "crowds"), 0, "density"));
        QCOMPARE(text(found, 0, "duty"), std::string("standard")); // a number of people needs no area
        QVERIFY(!cell(table(found, "crowds"), 1, "density"));
        QVERIFY(!cell(table(found, "crowds"), 2, "density"));
        QVERIFY(!cell(table(found, "crowds"), 3, "open"));
        QVERIFY(near(number(table(found, "crowds"), 3, "density"), 1));
        for (const char* code : {"no_area", "no_people", "hours_unknown", "scope"})
            QVERIFY2(note(found, code) != nullptr, code);
        SiteBuilder empty;
        empty.add(Role::building, rectangle(0, 0, 10, 10));
        QVERIFY(note(run(empty), "no_crowd_place") != nullptr);
        QVERIFY_THROWS_EXCEPTION(Error, (void)run(empty, {{"moving_per_m2", "5"}}));
    }

    void ground_on_the_axis_of_a_road_up_to_what_stops_a_vehicle() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(20, -10, 60, 10), 100).name = "Square";
        add_road(builder, {{-40, 0}, {0, 0}});
        QVERIFY(near(metric(run(builder), "run_up_overlap_m2"), 2.5 * 30)); // to 50 m beyond the end
        QVERIFY(near(metric(run(builder, {{"axis_length_m", "30"}}), "run_up_overlap_m2"), 25));
        QVERIFY(near(metric(run(builder, {{"axis_width_m", "4"}}), "run_up_overlap_m2"), 120));
        Feature& wall = builder.add(Role::barrier, line({{35, -3}, {35, 3}}), {{"kind", words("wall")}});
        const RunPtr walled = run(builder);
        QVERIFY(near(metric(walled, "run_up_overlap_m2"), 2.5 * 15));
        QVERIFY(near(number(table(walled, "axes"), 0, "stopped_m2"), 2.5 * 15));
        wall.set("kind", words("kerb"), Basis::drawn);
        QVERIFY(near(metric(run(builder), "run_up_overlap_m2"), 75));
    }

    void axes_over_one_another_count_once() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(20, -10, 60, 10), 100);
        add_road(builder, {{-40, 0}, {0, 0}});
        add_road(builder, {{40, -60}, {40, -20}});
        // 30 by 2.5 and 20 by 2.5, less the square where they cross.
        QVERIFY(near(metric(run(builder), "run_up_overlap_m2"), 75 + 50 - 6.25, 1e-3));
    }

    void run_ups_of_places_with_the_same_name_are_not_mixed_up() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(3, -5, 23, 5), 100).name = "Square";
        add_crowd(builder, rectangle(3, 6, 23, 16), 100).name = "Square"; // 6.7 m from the road's end
        add_road(builder, {{-100, 0}, {0, 0}});
        const RunPtr found = run(builder);
        QVERIFY(near(number(table(found, "crowds"), 0, "run_up_kmh"), 3.6 * std::sqrt(240.0)));
        QVERIFY(!cell(table(found, "crowds"), 1, "run_up_kmh"));
    }

    void a_road_through_the_place_is_told() {
        SiteBuilder builder;
        add_crowd(builder, rectangle(20, -10, 60, 10), 100);
        add_road(builder, {{-40, 0}, {100, 0}});
        QVERIFY(note(run(builder), "road_through") != nullptr);
    }

    void random_places_against_counting_small_cells() {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> at(-30, 30);
        for (int trial = 0; trial < 20; ++trial) {
            // A star-shaped outline and a road from the west that ends somewhere before it or in it.
            std::vector<Point> outline;
            for (int i = 0; i < 9; ++i) {
                const double angle = 2 * std::acos(-1.0) * i / 9;
                const double reach = 15 + std::abs(at(random)) / 2;
                outline.push_back({reach * std::cos(angle), reach * std::sin(angle)});
            }
            const Point end = on_grid({at(random) - 20, at(random) / 2});
            const Point from = on_grid({end.x - 40, end.y + at(random)});
            SiteBuilder builder;
            Geometry shape = Geometry::make_polygon(outline);
            put_on_grid(shape);
            add_crowd(builder, shape, 100);
            add_road(builder, {from, end});
            const Point ahead = (end - from) * (1 / distance(from, end));
            const Point back = ahead * -1;
            double counted = 0;
            constexpr double cell = 0.05;
            for (double x = -33; x < 33; x += cell)
                for (double y = -33; y < 33; y += cell) {
                    const Point p{x, y};
                    const auto in = [&](Point origin, Point way) {
                        const double along = dot(p - origin, way);
                        return along >= 0 && along <= 50 && std::abs(cross(way, p - origin)) <= 1.25;
                    };
                    if ((in(end, ahead) || in(from, back)) && contains(shape, p)) counted += cell * cell;
                }
            QVERIFY(near(metric(run(builder), "run_up_overlap_m2"), counted, 1.0));
        }
    }
};

PROSPECT_TEST(CrowdTest);

#include "crowd_test.moc"
