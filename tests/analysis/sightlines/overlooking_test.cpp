#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/sightlines/guardianship.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::sightlines;
using namespace prospect::test;

namespace {

constexpr double wall_y = 30; // of the front that looks south, see house()

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2,
           TimeContext time = {}) {
    Engine engine(catalogue());
    return engine.run("sightlines.overlooking", settings,
                      {.site = builder.site(), .time = time, .threads = threads});
}

QString refusal(const SiteBuilder& builder) {
    try {
        (void)run(builder);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

bool near(double found, double expected, double tolerance = 2e-6) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

SiteBuilder ground() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    return site;
}

// 60 x 60 m of open ground with a house at its north whose front is the line y = wall_y.
SiteBuilder house() {
    SiteBuilder site = ground();
    site.add(Role::building, rectangle(10, wall_y, 50, 45), {{"height_m", 12.0}}).name = "House";
    return site;
}

// A window of a room where somebody is with the probability 0.3 by day and 0.6 in the evening.
Feature& add_window(SiteBuilder& site, double x, double y = wall_y) {
    return site.add(Role::opening, point(x, y),
                    {{"kind", std::string("window")}, {"room", std::string("living")}});
}

// f g h of an eye 1.6 m above the ground at x before the front, by hand.
double weight(double x, Point spot, double height_m = 1.6) {
    const double dx = spot.x - x;
    const double dy = wall_y - 0.05 - spot.y;
    const double slant = std::hypot(dx, dy, height_m - 1.5);
    return 1 / (1 + std::pow(slant / 15.6333, 2.69530)) * dy / slant;
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

PROSPECT_TEST(OverlookingTest);

#include "overlooking_test.moc"
