#include "analysis/sightlines/guardianship.h"
#include "tests/analysis/sightlines/overlooked_house.h"
#include "tests/support/registry.h"

#include <QTest>

#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::sightlines;
using namespace prospect::test;

namespace {

QString refusal(const SiteBuilder& builder) {
    try {
        (void)run(builder);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace

class OverlookingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // domain.md §6.
    void the_terms_are_those_of_the_worked_numbers() {
        QVERIFY(near(recognition(4), 0.9753, 5e-5));
        QVERIFY(near(recognition(15), 0.5278, 5e-5));
        QVERIFY(near(recognition(43), 0.0614, 5e-5));
        QVERIFY(near(recognition(10.4), 0.75, 1e-12));
        QVERIFY(near(recognition(23.5), 0.25, 1e-12));
        QCOMPARE(recognition(0), 1.0);
        QCOMPARE(contact(1.6), 1.0);
        QCOMPARE(contact(6), 1.0);
        QVERIFY(near(contact(10.5), 0.65, 1e-12));
        QVERIFY(near(contact(15), 0.3, 1e-12));
        QVERIFY(near(contact(40), 0.3, 1e-12));
        const Point north{0, 1};
        QVERIFY(near(facing({0, 0, 0}, {0, 5, 0}, north), 1, 1e-12));
        QVERIFY(near(facing({0, 0, 0}, {5, 5, 0}, north), std::numbers::sqrt2 / 2, 1e-12));
        QCOMPARE(facing({0, 0, 0}, {12, 1, 0}, north), 0.0); // 85.2 degrees
        QVERIFY(facing({0, 0, 0}, {11, 1, 0}, north) > 0);   // 84.8
        QCOMPARE(facing({0, 0, 0}, {0, -5, 0}, std::nullopt), 1.0);
    }

    void one_window_watches_as_the_formula_says() {
        SiteBuilder site = house();
        add_window(site, 30);
        const RunPtr seen = run(site);
        for (const Point p : {Point{30, 20}, Point{36, 22}, Point{22, 8}, Point{30, 29}}) {
            QVERIFY(near(value(seen, "guardianship_day", p), 0.3 * weight(30, p)));
            QVERIFY(near(value(seen, "guardianship_evening", p), 0.6 * weight(30, p)));
            const double slant = std::hypot(p.x - 30, wall_y - 0.05 - p.y);
            QCOMPARE(value(seen, "openings_43m", p), 1.0);
            QCOMPARE(value(seen, "openings_15m", p), slant <= 15 ? 1.0 : 0.0);
        }
        for (const Point p : {Point{30, 50}, Point{5, 40}, Point{58, 29}}) { // behind, beside, too flat
            QCOMPARE(value(seen, "guardianship_day", p), 0.0);
            QCOMPARE(value(seen, "openings_43m", p), 0.0);
        }
        QCOMPARE(value(seen, "guardianship_day", {30, 40}), static_cast<double>(nodata)); // in the house
    }

    void several_windows_fail_together_only() {
        SiteBuilder site = house();
        add_window(site, 25);
        add_window(site, 35).set("occupied_day", 0.5, Basis::drawn);
        const Point p{31, 18};
        const double nobody = (1 - 0.3 * weight(25, p)) * (1 - 0.5 * weight(35, p));
        const RunPtr seen = run(site);
        QVERIFY(near(value(seen, "guardianship_day", p), 1 - nobody));
        QCOMPARE(value(seen, "openings_43m", p), 2.0);
    }

    void glass_and_height_weigh() {
        const Point p{30, 20};
        const auto with = [&](const char* attribute, const Value& given) {
            SiteBuilder site = house();
            add_window(site, 30).set(attribute, given, Basis::drawn);
            return run(site);
        };
        const RunPtr obscured = with("glazing", std::string("obscured"));
        QVERIFY(near(value(obscured, "guardianship_day", p), 0.2 * 0.3 * weight(30, p)));
        QCOMPARE(value(obscured, "openings_43m", p), 0.0);
        const RunPtr curtained = with("glazing", std::string("curtained"));
        QVERIFY(near(value(curtained, "guardianship_day", p), 0.5 * 0.3 * weight(30, p)));
        QCOMPARE(value(curtained, "openings_43m", p), 1.0);
        // The third floor: sill 9.9 m, eyes 10.6 m up, (10.6 - 6) / 9 of the way down to 0.3.
        const RunPtr high = with("storey", std::int64_t{3});
        const double contact = 1 - 0.7 * 4.6 / 9;
        QVERIFY(near(value(high, "guardianship_day", p), 0.3 * contact * weight(30, p, 10.6)));
    }

    // A rail fence lets 0.7 through, a crown in leaf 0.1, bare 0.6; a wall nothing.
    void what_is_half_transparent_weakens_and_what_is_opaque_hides() {
        const Point p{30, 15};
        const double free = 0.3 * weight(30, p);
        SiteBuilder fenced = house();
        add_window(fenced, 30);
        fenced.add(Role::barrier, line({{20, 22}, {30, 22}, {40, 22}}),
                   {{"kind", std::string("fence")}, {"height_m", 2.0}});
        RunPtr seen = run(fenced);
        QVERIFY(near(value(seen, "guardianship_day", p), 0.7 * free));
        QCOMPARE(value(seen, "openings_43m", p), 1.0);
        QVERIFY(near(value(seen, "guardianship_day", {30, 25}), 0.3 * weight(30, {30, 25})));

        SiteBuilder planted = house();
        add_window(planted, 30);
        planted.add(Role::tree, point(30, 22), {{"height_m", 5.0}, {"crown_m", 4.0}, {"clear_stem_m", 0.5}});
        seen = run(planted);
        QVERIFY(near(value(seen, "guardianship_day", p), 0.1 * free));
        QCOMPARE(value(seen, "openings_43m", p), 0.0);
        TimeContext winter;
        winter.season = Season::winter;
        seen = run(planted, {}, 2, winter);
        QVERIFY(near(value(seen, "guardianship_day", p), 0.6 * free));
        QCOMPARE(value(seen, "openings_43m", p), 1.0);

        SiteBuilder walled = house();
        add_window(walled, 30);
        walled.add(Role::planting, rectangle(20, 21, 40, 22), {{"height_m", 2.0}});
        seen = run(walled);
        QCOMPARE(value(seen, "guardianship_day", p), 0.0);
        // A hedge of which a third lets through is crossed once, however thick.
        SiteBuilder thin = house();
        add_window(thin, 30);
        thin.add(Role::planting, rectangle(20, 19, 40, 24), {{"height_m", 2.0}, {"opacity", 0.67}});
        seen = run(thin);
        QVERIFY(near(value(seen, "guardianship_day", p), 0.33 * free));
        QCOMPARE(value(seen, "openings_43m", p), 0.0);
    }

    void a_tree_that_grows_hides_more() {
        SiteBuilder site = house();
        add_window(site, 30).set("storey", std::int64_t{1}, Basis::drawn); // eyes at 4.6 m
        site.add(Role::tree, point(30, 22),
                 {{"height_m", 3.0}, {"crown_m", 4.0}, {"clear_stem_m", 2.0}, {"growth_m_per_year", 0.4}});
        TimeContext grown;
        grown.growth_year = 10;
        const Point p{30, 12};
        QVERIFY(value(run(site), "openings_43m", p) == 1.0);
        QVERIFY(value(run(site, {}, 2, grown), "openings_43m", p) == 0.0);
    }

    void a_place_in_use_watches_the_ground_around_it_but_not_itself() {
        SiteBuilder site = house();
        add_window(site, 12).set("occupied_day", 0.0, Basis::drawn);
        site.add(Role::activity, rectangle(20, 5, 30, 15), {{"kind", std::string("play")}});
        RunPtr seen = run(site);
        QCOMPARE(value(seen, "guardianship_day", {25, 10}), 0.0);
        const double beside = value(seen, "guardianship_day", {32, 10});
        QVERIFY(beside > 0.3 * recognition(12) && beside < 0.3 * recognition(2));
        // A shop is a certain guardian while it is open.
        SiteBuilder shop = house();
        add_window(shop, 12).set("occupied_day", 0.0, Basis::drawn);
        shop.add(Role::activity, point(30, 10),
                 {{"kind", std::string("shop")}, {"hours", std::string("Mo-Sa 09:00-18:00; Su off")}});
        seen = run(shop);
        const double slant = std::hypot(5.0, 0.1);
        QVERIFY(near(value(seen, "guardianship_day", {30, 15}), recognition(slant)));
        QCOMPARE(value(seen, "guardianship_evening", {50, 5}), 0.0);
        TimeContext sunday;
        sunday.weekday = 6;
        QCOMPARE(value(run(shop, {}, 2, sunday), "guardianship_day", {30, 15}), 0.0);
        QCOMPARE(value(seen, "openings_43m", {30, 15}), 1.0); // the window, not the shop
    }

    void what_the_plan_says_amiss_about_openings_is_named() {
        SiteBuilder site = house();
        add_window(site, 30).set("azimuth_deg", 0.0, Basis::drawn); // into the house
        add_window(site, 40, 10).name = "Lost";                     // in no wall
        site.add(Role::building, rectangle(10, 28, 20, 29.99), {{"height_m", 9.0}}).name = "Annex";
        add_window(site, 15); // onto the annex
        const RunPtr seen = run(site);
        QVERIFY(near(value(seen, "guardianship_day", {26, 22}),
                     1 - (1 - 0.3 * weight(30, {26, 22})) *
                             (1 - 0.3 * recognition(std::hypot(14.0, 12.0, 0.1)))));
        QVERIFY(note(seen, "azimuth_inward"));
        QCOMPARE(note(seen, "window_without_facade")->message,
                 std::string("Lost lies more than 0.5 m from every building's wall and looks all round"));
        QVERIFY(refusal(ground()).contains("there is no window on the plan"));
    }

    // A corner belongs to both walls, whichever the search finds first.
    void a_window_at_a_corner_looks_where_it_is_said_to() {
        for (const double azimuth : {90.0, 270.0}) {
            SiteBuilder site = house();
            const double x = azimuth < 180 ? 50 : 10;
            add_window(site, x).set("azimuth_deg", azimuth, Basis::drawn);
            const RunPtr seen = run(site);
            QVERIFY(!note(seen, "azimuth_inward"));
            QVERIFY(value(seen, "guardianship_day", {azimuth < 180 ? 56.0 : 4.0, 31}) > 0.2);
            QCOMPARE(value(seen, "guardianship_day", {30, 20}), 0.0);
        }
    }

    void windows_of_a_building_that_is_not_there_yet_see_nothing() {
        SiteBuilder site = ground();
        Feature& later = site.add(Role::building, rectangle(10, wall_y, 50, 45), {{"height_m", 12.0}});
        later.phase_from = Phase::opening;
        add_window(site, 30);
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        add_window(site, 5, 10);
        TimeContext existing;
        existing.phase = Phase::existing;
        const RunPtr now = run(site, {}, 2, existing);
        QCOMPARE(count(now, "windows"), 1);
        QVERIFY(note(now, "openings_of_absent_buildings"));
        QCOMPARE(value(now, "openings_43m", {30, 20}), 1.0); // that of the small house
        QCOMPARE(count(run(site), "windows"), 2);
    }

    void the_hours_of_a_shop_are_not_those_of_the_flats_above() {
        SiteBuilder site = ground();
        site.add(Role::building, rectangle(10, wall_y, 50, 45),
                 {{"height_m", 12.0},
                  {"use", std::string("flats, Shop")},
                  {"hours", std::string("Mo-Sa 09:00-18:00")}});
        site.add(Role::opening, point(20, wall_y), {{"kind", std::string("window")}});
        add_window(site, 30).set("storey", std::int64_t{1}, Basis::drawn);
        const RunPtr found = run(site);
        const Table& openings = table(found, "openings");
        QCOMPARE(number(openings, 0, "occupied_day"), 1.0);
        QCOMPARE(number(openings, 0, "occupied_evening"), 0.0);
        QCOMPARE(number(openings, 1, "occupied_evening"), 0.6);
    }

    // Eyes at 4.6, 1.6 and 10.6 m; the house is 12 m high, then 6 m, then stands 3 m above the ground.
    void windows_above_the_roof_or_below_a_raised_building_are_named() {
        const auto with = [](double height_m, double base_m) {
            SiteBuilder site = ground();
            site.add(Role::building, rectangle(10, wall_y, 50, 45),
                     {{"height_m", height_m}, {"base_m", base_m}})
                .name = "House";
            for (const int storey : {1, 0, 3, 3})
                add_window(site, 15.0 + 5 * storey).set("storey", std::int64_t{storey}, Basis::drawn);
            return run(site);
        };
        QVERIFY(note(with(12, 0), "window_above_or_below_building") == nullptr);
        const RunPtr low = with(6, 0);
        const Note* above = note(low, "window_above_or_below_building");
        QVERIFY(above != nullptr);
        QVERIFY2(above->message.starts_with(
                     "2 windows are higher than the roof or lower than the underside of their building and "
                     "are used as drawn, the first at "),
                 above->message.c_str());
        QVERIFY(above->place.has_value() && near(above->place->x, 30));
        const RunPtr raised = with(12, 3);
        const Note* below = note(raised, "window_above_or_below_building");
        QVERIFY(below != nullptr);
        QVERIFY2(QString::fromStdString(below->message)
                     .contains("is lower than the underside of its building, 3.0 m above the ground: eyes at "
                               "it are 1.6 m above the ground; it is used as drawn"),
                 below->message.c_str());
    }

    void sills_that_are_assumed_are_those_of_windows() {
        SiteBuilder site = house();
        add_window(site, 30);
        add_window(site, 40).set("sill_m", 1.0, Basis::drawn);
        site.add(Role::opening, point(20, wall_y), {{"kind", std::string("door")}});
        site.add(Role::opening, point(5, 20), {{"kind", std::string("gate")}});
        const RunPtr seen = run(site);
        const auto said = [&](const char* attribute) {
            for (const Note& note : seen->result.notes)
                if (note.message.find(attribute) != std::string::npos) return note.message;
            return std::string();
        };
        QCOMPARE(count(seen, "windows_assumed"), 0);
        QCOMPARE(said("opening.sill_m"),
                 std::string("Sill height (opening.sill_m) is assumed for 1 of 2 windows: 0.9 m"));
        QCOMPARE(said("opening.occupied_day"),
                 std::string("In use by day (opening.occupied_day) is assumed for 3 of 3 doors and windows: "
                             "0.3 for 2 (window), 0.05 for 1 (door)"));
    }

    void an_evening_that_is_watched_more_than_the_day_is_explained() {
        SiteBuilder site = house();
        add_window(site, 30);
        QVERIFY(note(run(site), "evening_fuller") != nullptr); // 0.6 of a living room, 0.3 by day
        SiteBuilder alike = house();
        Feature& window = add_window(alike, 30);
        window.set("occupied_day", 0.4, Basis::drawn);
        window.set("occupied_evening", 0.4, Basis::drawn);
        QVERIFY(note(run(alike), "evening_fuller") == nullptr);
    }

    void the_time_of_day_changes_nothing_but_the_day_of_the_week_may() {
        SiteBuilder site = house();
        add_window(site, 30);
        site.add(Role::activity, point(30, 10),
                 {{"kind", std::string("shop")}, {"hours", std::string("Mo-Sa 09:00-18:00; Su off")}});
        engine::Engine engine(catalogue());
        engine::Request request{.site = site.site(), .threads = 2};
        const RunPtr by_day = engine.run("sightlines.overlooking", {}, request);
        request.time.set_time("20:17");
        const RunPtr kept = engine.run("sightlines.overlooking", {}, request);
        QCOMPARE(kept->key, by_day->key);
        QCOMPARE(kept->seconds.run, by_day->seconds.run); // not worked out again
        QCOMPARE(value(run(site, {}, 2, request.time), "guardianship_day", {30, 15}),
                 value(by_day, "guardianship_day", {30, 15}));
        request.time.set_weekday("Su");
        QVERIFY(engine.run("sightlines.overlooking", {}, request)->key != by_day->key);
    }

    void windows_are_assumed_only_when_asked_and_counted() {
        SiteBuilder site = house();
        site.add(Role::building, rectangle(10, 5, 22, 15), {{"height_m", 6.0}}); // has none
        add_window(site, 30);
        QCOMPARE(count(run(site), "windows"), 1);
        const RunPtr seen = run(site, {{"assume_windows", "yes"}});
        // 12 and 10 m of wall: 4 and 3 windows on each of two storeys and two sides.
        QCOMPARE(count(seen, "windows"), 29);
        QCOMPARE(count(seen, "windows_assumed"), 28);
        QVERIFY(QString::fromStdString(note(seen, "windows_assumed")->message)
                    .contains("28 of 29 windows are assumed"));
    }

    void paths_say_how_many_openings_see_them() {
        SiteBuilder site = house();
        add_window(site, 20);
        add_window(site, 40);
        site.add(Role::path, line({{0, 29.5}, {60, 29.5}}), {{"kind", std::string("footway")}}).name =
            "Front";
        site.add(Role::path, line({{0, 50}, {60, 50}}), {{"kind", std::string("footway")}}).name = "Back";
        site.add(Role::path, line({{5, 5}, {5, 5}}), {{"kind", std::string("footway")}}).name = "Dot";
        site.add(Role::path, line({{20, 40}, {40, 40}}), {{"kind", std::string("footway")}}).name = "Hall";
        const RunPtr seen = run(site);
        const Table& paths = table(seen, "paths");
        QCOMPARE(paths.rows.size(), 2U);
        QCOMPARE(number(paths, 0, "openings_15m"), 2.0);
        QCOMPARE(number(paths, 0, "openings_43m"), 2.0);
        QVERIFY(near(number(paths, 0, "openings_43m_per_m"), 2.0 / 60, 1e-12));
        QCOMPARE(number(paths, 0, "least_day"), 0.0); // its ends are further than 85 degrees aside
        QCOMPARE(number(paths, 1, "openings_43m"), 0.0);
        QCOMPARE(number(paths, 1, "mean_day"), 0.0);
        QVERIFY(note(seen, "path_without_length") && note(seen, "path_indoors"));
    }

    // Eyes 1.6 m, 4.6 m and 7.6 m above the ground, all within 15 m of the path.
    void openings_of_a_path_are_told_apart_by_height() {
        SiteBuilder site = house();
        site.add(Role::path, line({{0, 25}, {60, 25}}), {{"kind", std::string("footway")}});
        for (const std::int64_t storey : {0, 1, 2}) {
            const double sill_m = 0.9 + 3 * static_cast<double>(storey);
            site.add(Role::opening, point(30, 30),
                     {{"kind", std::string("window")},
                      {"storey", storey},
                      {"sill_m", sill_m},
                      {"head_m", sill_m + 1.2}});
        }
        const RunPtr seen = run(site);
        const Table& paths = table(seen, "paths");
        for (const char* within : {"15m", "43m"}) {
            QCOMPARE(number(paths, 0, std::string("openings_") + within + "_to_3m"), 1.0);
            QCOMPARE(number(paths, 0, std::string("openings_") + within + "_to_6m"), 2.0);
            QCOMPARE(number(paths, 0, std::string("openings_") + within + "_to_9m"), 3.0);
        }
    }

    void openings_that_face_each_other_guard_each_other() {
        SiteBuilder site = house();
        site.add(Role::building, rectangle(10, 0, 50, 10), {{"height_m", 12.0}});
        add_window(site, 30);
        add_window(site, 33);
        add_window(site, 30, 10); // across the street, 20 m away
        const RunPtr seen = run(site);
        const Table& openings = table(seen, "openings");
        QCOMPARE(openings.rows.size(), 3U);
        QCOMPARE(number(openings, 0, "seen_from_43m"), 1.0); // its neighbour in the same wall does not
        QCOMPARE(number(openings, 1, "seen_from_43m"), 1.0);
        QCOMPARE(number(openings, 2, "seen_from_43m"), 2.0);
        QCOMPARE(number(openings, 2, "seen_from_15m"), 0.0);
    }

    void shares_count_the_public_ground_of_the_red_line() {
        SiteBuilder site = house();
        add_window(site, 30).set("occupied_day", 1.0, Basis::drawn);
        site.add(Role::zone, rectangle(-5, -5, 30.4, 65), {{"ownership", std::string("private")}});
        const RunPtr seen = run(site, {{"least_guardianship", "0.4"}});
        const Field& day = field(seen, "guardianship_day");
        std::int64_t scored = 0;
        std::int64_t watched = 0;
        for (double y = 0; y <= 60; ++y)
            for (double x = 31; x <= 60; ++x) {
                const double s = static_cast<double>(day.value_at({x, y}).value_or(nodata));
                if (s == static_cast<double>(nodata) || !contains(rectangle(0, 0, 60, 60), {x, y})) continue;
                ++scored;
                watched += s >= 0.4 ? 1 : 0;
            }
        QCOMPARE(count(seen, "public_cells"), scored);
        QVERIFY(watched > 50);
        QVERIFY(near(metric(seen, "watched_share_day"),
                     static_cast<double>(watched) / static_cast<double>(scored), 1e-12));
    }
};

PROSPECT_TEST(OverlookingTest);

#include "overlooking_test.moc"
