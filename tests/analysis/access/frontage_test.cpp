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

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("access.frontage", settings, {.site = builder.site(), .threads = threads});
}

QString refusal(const SiteBuilder& builder) {
    try {
        (void)run(builder);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

// A house of 40 x 15 m whose front is y = 30, and a footway of 2 m five metres before it.
SiteBuilder street(Geometry house = rectangle(10, 30, 50, 45)) {
    SiteBuilder site;
    site.add(Role::building, std::move(house), {{"height_m", 6.0}}).name = "House";
    site.add(Role::path, line({{0, 25}, {60, 25}}), {{"kind", std::string("footway")}, {"width_m", 2.0}})
        .name = "Front way";
    return site;
}

Feature& add_opening(SiteBuilder& site, const char* kind, double x, double y, double width_m) {
    return site.add(Role::opening, point(x, y), {{"kind", std::string(kind)}, {"width_m", width_m}});
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

} // namespace

class FrontageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_front_by_hand() {
        SiteBuilder site = street();
        add_opening(site, "window", 15, 30, 1.2);
        add_opening(site, "window", 25, 30, 1.2);
        add_opening(site, "door", 40, 30, 1.0);
        add_opening(site, "window", 30, 45, 1.2); // at the back, which no path passes
        const RunPtr seen = run(site);
        const Table& paths = table(seen, "frontage");
        QCOMPARE(paths.rows.size(), 1U);
        QVERIFY(near(number(paths, 0, "frontage_m"), 40));
        QVERIFY(near(number(paths, 0, "active_m"), 4.2 + 4.2 + 4.0)); // 1.5 m on each side counts too
        QVERIFY(near(number(paths, 0, "active_share"), 0.31));
        QVERIFY(near(number(paths, 0, "longest_blank_m"), 39.5 - 25.6));
        QVERIFY(near(number(paths, 0, "x"), 530000 + (39.5 + 25.6) / 2, 0.26)); // to half a step
        QVERIFY(near(number(paths, 0, "doors_per_100m"), 2.5));
        QCOMPARE(number(paths, 0, "windows"), 2.0);
        QVERIFY(near(metric(seen, "active_share"), 0.31));
        QVERIFY(near(metric(seen, "frontage_m"), 40));
        QCOMPARE(table(seen, "facades").rows.size(), 1U);
        QVERIFY(near(length(table(seen, "facades").geometries[0]), 40));
    }

    void a_front_goes_past_the_beginning_of_the_outline() {
        SiteBuilder site = street(
            Geometry::make_polygon(std::vector<Point>{{30, 30}, {50, 30}, {50, 45}, {10, 45}, {10, 30}}));
        add_opening(site, "window", 15, 30, 1.2);
        add_opening(site, "window", 45, 30, 1.2);
        const RunPtr seen = run(site);
        QCOMPARE(table(seen, "facades").rows.size(), 1U);
        QVERIFY(near(metric(seen, "frontage_m"), 40));
        QVERIFY(near(metric(seen, "longest_blank_m"), 44.4 - 15.6));
        QVERIFY(near(number(table(seen, "frontage"), 0, "x"), 530030, 0.26));
    }

    void what_hides_the_wall_and_what_is_too_far_makes_it_none() {
        SiteBuilder walled = street();
        add_opening(walled, "door", 40, 30, 1.0);
        Feature& wall = walled.add(Role::barrier, line({{0, 27}, {30, 27}}),
                                   {{"kind", std::string("wall")}, {"height_m", 2.0}});
        QVERIFY(near(metric(run(walled), "frontage_m"), 20, 0.51));
        wall.set("height_m", 1.0, Basis::drawn);
        QVERIFY(near(metric(run(walled), "frontage_m"), 40));
        // The edge of the footway is 4 m away.
        QVERIFY(near(metric(run(walled, {{"depth_m", "4.01"}}), "frontage_m"), 40));
        QVERIFY(run(walled, {{"depth_m", "3.99"}})->result.metrics.empty());
        QVERIFY(!cell(table(run(walled, {{"depth_m", "3.99"}}), "frontage"), 0, "active_share"));
    }

    void only_openings_at_eye_level_of_rooms_in_use_make_a_wall_active() {
        const auto with = [](const char* attribute, const Value& given) {
            SiteBuilder site = street();
            add_opening(site, "window", 30, 30, 1.2).set(attribute, given, Basis::drawn);
            return run(site);
        };
        QVERIFY(near(metric(with("room", std::string("living")), "active_share"), 4.2 / 40));
        QCOMPARE(metric(with("storey", std::int64_t{1}), "active_share"), 0.0);
        QVERIFY(near(metric(with("storey", std::int64_t{1}), "longest_blank_m"), 40));
        QCOMPARE(metric(with("sill_m", 1.8), "active_share"), 0.0); // too high to look in or out
        const RunPtr frosted = with("glazing", std::string("obscured"));
        QCOMPARE(metric(frosted, "active_share"), 0.0);
        QVERIFY(near(metric(frosted, "longest_blank_m"), 19.4)); // but the wall is not blank there
        QCOMPARE(metric(with("room", std::string("stair")), "active_share"), 0.0);
    }

    void a_stretch_ends_at_a_bend_and_each_wall_counts_once() {
        SiteBuilder site = street();
        site.add(Role::path, line({{55, 0}, {55, 60}}), {{"kind", std::string("footway")}}).name = "Side way";
        site.add(Role::path, line({{0, 22}, {60, 22}}), {{"kind", std::string("road")}}).name = "Road";
        add_opening(site, "door", 40, 30, 1.0);
        const RunPtr seen = run(site);
        QVERIFY(near(metric(seen, "frontage_m"), 55)); // front and side
        QVERIFY(near(metric(seen, "longest_blank_m"), 29.5));
        const Table& paths = table(seen, "frontage");
        QVERIFY(near(number(paths, 0, "frontage_m"), 40));
        QVERIFY(near(number(paths, 1, "frontage_m"), 15));
        QVERIFY(near(number(paths, 2, "frontage_m"), 40)); // the road behind the footway has the same front
    }

    void a_door_upstairs_is_no_door_of_the_street() {
        SiteBuilder site = street();
        add_opening(site, "door", 40, 30, 1.0);
        for (int i = 0; i < 5; ++i)
            add_opening(site, "door", 15 + 4 * i, 30, 1.0).set("storey", std::int64_t{1}, Basis::drawn);
        const RunPtr seen = run(site);
        QVERIFY(near(metric(seen, "doors_per_100m"), 2.5));
        QVERIFY(near(metric(seen, "active_share"), 4.0 / 40));
    }

    void what_is_missing_is_said() {
        QVERIFY(refusal(street()).contains("no window or door"));
        SiteBuilder no_path;
        no_path.add(Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
        add_opening(no_path, "door", 40, 30, 1.0);
        QVERIFY(refusal(no_path).contains("no path on the plan"));
        const RunPtr assumed = run(street(), {{"assume_windows", "yes"}});
        QVERIFY(note(assumed, "windows_assumed"));
        QVERIFY(metric(assumed, "active_share") > 0.9); // one every 3 m
        SiteBuilder dot = street();
        add_opening(dot, "door", 40, 30, 1.0);
        dot.add(Role::path, line({{5, 5}, {5, 5}})).name = "Dot";
        QVERIFY(note(run(dot), "path_without_length"));
    }

    // Against a look at every centimetre of the wall.
    void random_fronts_agree_with_a_look_at_every_centimetre() {
        std::mt19937 random(4);
        std::uniform_real_distribution<double> along(11, 49);
        for (int plan = 0; plan < 20; ++plan) {
            SiteBuilder site = street();
            std::vector<std::pair<double, double>> openings;
            for (int i = 0; i < 1 + plan % 7; ++i) {
                const double x = along(random);
                const double width = 0.5 + (along(random) - 11) / 20;
                openings.emplace_back(x - width / 2, x + width / 2);
                add_opening(site, i % 2 == 0 ? "window" : "door", x, 30, width);
            }
            int active = 0;
            int blank = 0;
            int longest = 0;
            for (int cm = 0; cm < 4000; ++cm) {
                const double x = 10 + (cm + 0.5) / 100;
                bool near_one = false;
                bool on_one = false;
                for (const auto& [from, to] : openings) {
                    near_one = near_one || (x > from - 1.5 && x < to + 1.5);
                    on_one = on_one || (x > from && x < to);
                }
                active += near_one ? 1 : 0;
                blank = on_one ? 0 : blank + 1;
                longest = std::max(longest, blank);
            }
            const RunPtr seen = run(site);
            QVERIFY(near(number(table(seen, "frontage"), 0, "active_m"), active / 100.0, 0.15));
            QVERIFY(near(metric(seen, "longest_blank_m"), longest / 100.0, 0.03));
        }
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = street();
        for (int i = 0; i < 30; ++i)
            site.add(Role::building, rectangle(5.0 * i, 5, 5.0 * i + 4, 18), {{"height_m", 6.0}});
        add_opening(site, "door", 40, 30, 1.0);
        QVERIFY(run(site, {}, 1)->result.tables == run(site, {}, 2)->result.tables);
    }
};

PROSPECT_TEST(FrontageTest);

#include "frontage_test.moc"
