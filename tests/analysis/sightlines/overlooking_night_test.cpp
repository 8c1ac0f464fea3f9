#include "analysis/lighting/recognition.h"
#include "analysis/sightlines/spot_watchers.h"
#include "tests/analysis/lighting/light_files.h"
#include "tests/analysis/sightlines/overlooked_house.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

constexpr double candela = 1500;
constexpr Point lamp{40, 12};
constexpr double lamp_m = 5;

// The house with a window where somebody is by night as often as not, and a lamp that shines alike all round.
SiteBuilder lit_house() {
    SiteBuilder site = house();
    add_window(site, 30).set("occupied_night", 0.5, Basis::drawn);
    site.add_photometry("even", even_light(candela));
    add_lamp(site, lamp.x, lamp.y, "even", lamp_m);
    return site;
}

// Semicylindrical lux on a face 1.5 m above the ground, in the darkest of four directions, by hand.
double darkest_face(Point p) {
    const double dx = lamp.x - p.x;
    const double dy = lamp.y - p.y;
    const double d = std::hypot(dx, dy, lamp_m - 1.5);
    const double k = candela / (d * d);
    const double s = std::hypot(dx, dy) / d;
    double least = 1e9;
    for (const double towards : {dx, -dx, dy, -dy})
        least = std::min(least, k * (s + towards / d) / std::numbers::pi);
    return least;
}

// What the night leaves of a look from the window at x = 30, eyes 1.6 m above the ground.
double lit_share(Point p) {
    const double away = std::hypot(p.x - 30, p.y - (wall_y - 0.05), 0.1);
    return std::min(1.0, lighting::recognition_m(darkest_face(p)) / away);
}

} // namespace

class OverlookingNightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void one_window_and_one_lamp_by_hand() {
        const RunPtr seen = run(lit_house());
        bool dimmer = false;
        bool full = false;
        for (const Point p :
             {Point{31, 27}, Point{30, 29}, Point{36, 22}, Point{33, 15}, Point{22, 8}, Point{41, 13}}) {
            const double share = lit_share(p);
            dimmer = dimmer || share < 0.8;
            full = full || share == 1;
            QVERIFY(near(value(seen, "guardianship_night", p), 0.5 * weight(30, p) * share, 1e-5));
            QVERIFY(near(value(seen, "guardianship_day", p), 0.3 * weight(30, p)));
        }
        QVERIFY(dimmer && full);
        QCOMPARE(value(seen, "guardianship_night", {30, 40}), static_cast<double>(nodata)); // in the house
        QVERIFY(metric(seen, "mean_guardianship_night") > 0);
        QVERIFY(note(seen, "night_unknown") == nullptr);
        QVERIFY(note(seen, "direct_light") != nullptr);
    }

    void light_never_adds_more_than_the_evening_of_the_same_eyes_has() {
        SiteBuilder site = lit_house();
        add_window(site, 20).set("occupied_night", 0.6, Basis::drawn); // 0.6 in the evening, too
        const RunPtr seen = run(site);
        const Field& night = field(seen, "guardianship_night");
        const Field& evening = field(seen, "guardianship_evening");
        for (std::size_t i = 0; i < night.values.size(); ++i)
            QVERIFY(night.values[i] <= evening.values[i]);
    }

    void the_light_of_the_lamps_given_as_a_file_is_the_same_night() {
        SiteBuilder site = lit_house();
        site.add(Role::path, line({{20, 20}, {40, 20}}), {{"kind", std::string("footway")}}).name = "Way";
        const QTemporaryDir folder;
        const RunPtr light = lit(site, "lighting.illuminance", {{"quantities", "esc_min"}});
        const std::string file = write_points(field(light, "esc_min"), site.frame(),
                                              folder.filePath("esc.csv").toStdString(), "# quantity: esc\n");
        engine::Engine engine(catalogue());
        const RunPtr by_lamps = run(site);
        const SitePtr dark = without_lamps(site.site());
        const RunPtr given =
            engine.run("sightlines.overlooking", {{"esc_file", file}}, {.site = dark, .threads = 2});
        QVERIFY(metric(given, "mean_guardianship_night") > 0);
        for (const char* name : {"guardianship_night", "guardianship_day"})
            QCOMPARE(field(given, name).values, field(by_lamps, name).values);
        QCOMPARE(table(given, "paths"), table(by_lamps, "paths"));
        QCOMPARE(metric(given, "watched_share_night"), metric(by_lamps, "watched_share_night"));
        QVERIFY(note(given, "light_given") && !note(given, "night_unknown") && !note(given, "direct_light"));
        QCOMPARE(given->files.size(), std::size_t(1));

        // Who sees a spot of that map goes by the same file.
        const sightlines::SpotWatchers watchers(std::make_shared<const scene::Scene>(dark, TimeContext{}),
                                                scene::MissingWindows::leave_out, {}, file);
        QVERIFY(watchers.given() && watchers.why_no_night().empty());
        for (const Point p : {Point{31, 27}, Point{36, 22}, Point{22, 8}}) {
            const auto seen = watchers.at(p, 1.5);
            QVERIFY(near(seen.watch.guardianship(DayBand::night), value(given, "guardianship_night", p)));
        }
        const auto notes = watchers.notes();
        QVERIFY(std::any_of(notes.begin(), notes.end(),
                            [](const auto& one) { return one.code == "light_given"; }));
    }

    void a_file_that_cannot_be_used_is_no_unknown_night() {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("esc.csv").toStdString();
        std::ofstream(file) << "# quantity: eh\nx,y,value\n0,0,1\n1,0,1\n0,1,1\n1,1,1\n";
        QVERIFY_THROWS_EXCEPTION(Error, (void)run(lit_house(), {{"esc_file", file}}));
    }

    void without_lamps_the_night_has_no_value_and_says_why() {
        SiteBuilder site = house();
        add_window(site, 30);
        site.add(Role::path, line({{0, 20}, {60, 20}}), {{"kind", std::string("footway")}}).name = "Way";
        const RunPtr seen = run(site);
        for (const float one : field(seen, "guardianship_night").values)
            QCOMPARE(one, nodata);
        QVERIFY(near(value(seen, "guardianship_day", {30, 20}), 0.3 * weight(30, {30, 20})));
        const Note* why = note(seen, "night_unknown");
        QVERIFY(why != nullptr);
        QVERIFY2(QString::fromStdString(why->message).contains("missing data, not darkness"),
                 why->message.c_str());
        QVERIFY_THROWS_EXCEPTION(Error, (void)metric(seen, "watched_share_night"));
        QVERIFY(!cell(table(seen, "paths"), 0, "mean_night"));
        QVERIFY(cell(table(seen, "paths"), 0, "mean_evening"));
        for (const Note& one : seen->result.notes)
            QVERIFY2(one.message.find("occupied_night") == std::string::npos, one.message.c_str());
    }

    void lamps_that_all_name_unknown_light_leave_the_night_out_too() {
        SiteBuilder site = house();
        add_window(site, 30);
        add_lamp(site, 30, 10, "nowhere to be found", 5);
        const RunPtr seen = run(site);
        QCOMPARE(value(seen, "guardianship_night", {30, 20}), static_cast<double>(nodata));
        QVERIFY(QString::fromStdString(note(seen, "night_unknown")->message).contains("nowhere to be found"));
    }

    void paths_have_the_light_of_their_cells() {
        SiteBuilder site = lit_house();
        site.add(Role::path, line({{20, 20}, {40, 20}}), {{"kind", std::string("footway")}}).name = "Way";
        const RunPtr seen = run(site);
        const Field& night = field(seen, "guardianship_night");
        double sum = 0;
        double least = 1;
        for (int x = 20; x <= 40; ++x) { // spots on the centres of cells
            const double found = static_cast<double>(*night.value_at({x + 0.0, 20}));
            sum += found;
            least = std::min(least, found);
        }
        QVERIFY(near(number(table(seen, "paths"), 0, "mean_night"), sum / 21, 0.01));
        QVERIFY(near(number(table(seen, "paths"), 0, "least_night"), least, 0.01));
    }

    void the_hour_counts_only_where_it_is_of_the_night() {
        SiteBuilder site = lit_house();
        add_lamp(site, 20, 12, "even", lamp_m).set("hours", std::string("16:00-01:00"), Basis::drawn);
        engine::Engine engine(catalogue());
        engine::Request request{.site = site.site(), .threads = 2};
        const auto at = [&](const char* time) {
            request.time.set_time(time);
            return engine.run("sightlines.overlooking", {}, request);
        };
        const RunPtr day = at("day");
        QCOMPARE(at("20:17")->key, day->key);
        QCOMPARE(at("night")->key, day->key); // 23:30, as by day
        const RunPtr late = at("02:00");
        QVERIFY(late->key != day->key);
        const Point p{24, 14};
        QVERIFY(value(late, "guardianship_night", p) < value(day, "guardianship_night", p));
        QCOMPARE(value(late, "guardianship_evening", p), value(day, "guardianship_evening", p));
    }
};

PROSPECT_TEST(OverlookingNightTest);

#include "overlooking_night_test.moc"
