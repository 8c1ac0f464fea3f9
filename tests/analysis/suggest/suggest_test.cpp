#include "analysis/assessment/check_run.h"
#include "analysis/suggest/search.h"
#include "analysis/suggest/suggest.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

TimeContext at(const char* band) {
    TimeContext time;
    time.set_time(band);
    return time;
}

RunPtr run(const SitePtr& site, const std::string& analysis, const Settings& settings,
           const char* band = "day", int threads = 2) {
    Engine engine(catalogue());
    return engine.run(analysis, settings, {.site = site, .time = at(band), .threads = threads});
}

RunPtr suggested(const SitePtr& site, const Settings& settings, const char* band = "day") {
    return run(site, "suggest.measures", settings, band);
}

std::string text(const Table& table, std::size_t row, const std::string& column) {
    return as_text(*cell(table, row, column));
}

// The plan with all suggested steps, as they are written.
SitePtr with_steps(SitePtr site, const RunPtr& made) {
    const Table& steps = table(made, "steps");
    for (std::size_t row = 0; row < steps.rows.size(); ++row) {
        std::vector<Unapplied> unapplied;
        site = apply(*site, suggest::fitted(edit_from_json(text(steps, row, "edit")), *site), &unapplied);
        if (!unapplied.empty()) throw Error(ErrorCode::internal, unapplied.front().reason);
    }
    return site;
}

// Share of the cells that the field of suggest.measures counts of which the map is at least that.
double share_of(const Field& map, const Field& counted, double least) {
    double all = 0;
    double enough = 0;
    for (std::size_t i = 0; i < counted.values.size(); ++i) {
        if (counted.values[i] == nodata) continue;
        ++all;
        enough += static_cast<double>(map.values[i]) >= least ? 1 : 0;
    }
    return enough / all;
}

// Share of the way, station by station, on which faces have so much light both ways.
double lit_share(const Table& profile, double least) {
    double all = 0;
    double lit = 0;
    for (std::size_t row = 0; row < profile.rows.size(); ++row) {
        // Half the way to each neighbour.
        const double size = row == 0 || row + 1 == profile.rows.size() ? 0.5 : 1;
        all += size;
        const double lux =
            std::min(number(profile, row, "esc_forward"), number(profile, row, "esc_backward"));
        lit += lux >= least ? size : 0;
    }
    return lit / all;
}

// A straight footway of 120 m marked as a route at night, y = 30.
SiteBuilder way() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 120, 60), {{"kind", std::string("application")}});
    Feature& path = site.add(Role::path, line({{0, 30}, {120, 30}}),
                             {{"kind", std::string("footway")}, {"width_m", 2.0}, {"night_route", true}});
    path.name = "Back Path";
    return site;
}

// Lit every 12 m but for the gap about x = 60.
SiteBuilder dark_gap() {
    SiteBuilder site = way();
    site.add_photometry("even", even_light(300));
    for (int i = 0; i < 10; ++i)
        if (i != 4 && i != 5) add_lamp(site, 6 + 12 * i, 32, "even", 5);
    return site;
}

// A house north of the way with windows on its south front, and a hedge before it.
SiteBuilder hidden_way(double hedge_m) {
    SiteBuilder site = way();
    site.add(Role::building, rectangle(30, 42, 90, 52), {{"height_m", 6.0}, {"levels", std::int64_t{1}}})
        .name = "House";
    for (int i = 0; i < 19; ++i)
        site.add(Role::opening, point(33 + 3 * i, 42),
                 {{"kind", std::string("window")}, {"room", std::string("shop")}});
    site.add(Role::barrier, line({{20, 36}, {100, 36}}),
             {{"kind", std::string("hedge")}, {"height_m", hedge_m}})
        .name = "Long hedge";
    return site;
}

// A blank shed front along the way in which people stay, and one window far off so that something is known.
SiteBuilder blank_front() {
    SiteBuilder site = way();
    site.add(Role::building, rectangle(40, 36, 80, 46), {{"height_m", 7.0}, {"use", std::string("office")}})
        .name = "Works";
    site.add(Role::building, rectangle(2, 50, 8, 56), {{"height_m", 4.0}}).name = "Lodge";
    site.add(Role::opening, point(5, 50), {{"kind", std::string("window")}, {"room", std::string("living")}});
    return site;
}

const SitePtr& sample() {
    static const SitePtr site =
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    return site;
}

QString refusal(const SitePtr& site, const Settings& settings, const char* band = "day") {
    try {
        (void)suggested(site, settings, band);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace

class SuggestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_lamp_goes_into_the_dark_gap() {
        const RunPtr made =
            suggested(dark_gap().site(), {{"measure", "lamp"}, {"count", "1"}, {"spacing_m", "4"}});
        const Table& steps = table(made, "steps");
        QCOMPARE(steps.rows.size(), std::size_t{1});
        QVERIFY(std::abs(number(steps, 0, "x") - 530060) <= 6);
        QVERIFY(metric(made, "share_after") > metric(made, "share_before"));
        QVERIFY(QString::fromStdString(text(steps, 0, "text"))
                    .startsWith("Put a lamp like the nearest one beside Back Path"));
    }

    // What light.routes measures on the plan with the lamps.
    void with_its_lamps_the_way_is_lit_as_much_as_it_says() {
        const SitePtr site = dark_gap().site();
        for (const char* count : {"1", "3"}) {
            const RunPtr made = suggested(site, {{"measure", "lamp"}, {"count", count}, {"least_lx", "2"}});
            const RunPtr before = run(site, "lighting.routes", {}, "night");
            const RunPtr after = run(with_steps(site, made), "lighting.routes", {}, "night");
            QCOMPARE(metric(made, "share_before"), lit_share(table(before, "profile"), 2));
            QCOMPARE(metric(made, "share_after"), lit_share(table(after, "profile"), 2));
        }
    }

    void a_hedge_that_hides_the_way_is_cut_first() {
        const SitePtr site = hidden_way(2).site();
        const Settings settings{{"measure", "any"}, {"ground", "public"}, {"cell_m", "2"}, {"count", "3"}};
        const RunPtr made = suggested(site, settings);
        const Table& steps = table(made, "steps");
        QCOMPARE(text(steps, 0, "measure"), std::string("trim"));
        QCOMPARE(text(steps, 0, "text"), std::string("Lower Long hedge to 1.0 m"));
        QVERIFY(number(steps, 0, "gain_share") > 0.05);
        // The map says by which step.
        QCOMPARE(value(made, "step", {61, 29}), 1.0);
        QCOMPARE(value(made, "step", {61, 39}), 0.0);
        QCOMPARE(value(made, "step", {1, 1}), -1.0);
    }

    void a_low_hedge_is_left_alone() {
        const RunPtr made = suggested(hidden_way(0.9).site(), {{"measure", "trim"}});
        QVERIFY(table(made, "steps").rows.empty());
        QVERIFY(note(made, "nothing_to_trim"));
        QVERIFY(note(made, "no_more_gain"));
        QCOMPARE(metric(made, "share_after"), metric(made, "share_before"));
    }

    void as_much_is_watched_as_it_says_data() {
        QTest::addColumn<QString>("measure");
        QTest::addColumn<QString>("band");
        for (const char* measure : {"trim", "window"})
            for (const char* band : {"day", "evening"})
                QTest::addRow("%s %s", measure, band) << measure << band;
    }
    void as_much_is_watched_as_it_says() {
        QFETCH(QString, measure);
        QFETCH(QString, band);
        const std::string of_band = "watched_share_" + band.toStdString();
        for (const SitePtr& site : {hidden_way(2).site(), blank_front().site(), sample()}) {
            const RunPtr made =
                run(site, "suggest.measures",
                    {{"measure", measure.toStdString()}, {"ground", "public"}, {"cell_m", "2"}},
                    band.toUtf8().constData());
            const Settings settings{{"cell_m", "2"}};
            QCOMPARE(metric(made, "share_before"),
                     metric(run(site, "sightlines.overlooking", settings), of_band));
            QCOMPARE(metric(made, "share_after"),
                     metric(run(with_steps(site, made), "sightlines.overlooking", settings), of_band));
            QCOMPARE(metric(made, "share_after") > metric(made, "share_before"),
                     !table(made, "steps").rows.empty());
        }
    }

    void a_blank_wall_gets_windows_towards_the_way() {
        const RunPtr made = suggested(blank_front().site(), {{"measure", "window"}, {"count", "4"}});
        const Table& steps = table(made, "steps");
        QVERIFY(steps.rows.size() >= 1);
        for (std::size_t row = 0; row < steps.rows.size(); ++row) {
            QVERIFY(text(steps, row, "text").find("of Works") != std::string::npos);
            QCOMPARE(number(steps, row, "y"), 179036.0); // the south front
            QCOMPARE(number(steps, row, "azimuth_deg"), 180.0);
        }
        QVERIFY(metric(made, "share_after") > metric(made, "share_before"));
    }

    // One drawn window would take the place of all that are assumed.
    void buildings_with_assumed_windows_get_none() {
        const RunPtr made =
            suggested(blank_front().site(), {{"measure", "window"}, {"assume_windows", "yes"}});
        QVERIFY(note(made, "assumed_fronts"));
        for (const auto& row : table(made, "steps").rows)
            QVERIFY(as_text(*row[2]).find("of Works") == std::string::npos);
    }

    void no_window_looks_into_a_private_garden() {
        SiteBuilder site = blank_front();
        site.add(Role::zone, rectangle(40, 31.5, 80, 36), {{"ownership", std::string("private")}});
        site.add(Role::building, rectangle(100, 36, 110, 46), {{"height_m", 4.0}}).name = "Next house";
        const RunPtr made = suggested(site.site(), {{"measure", "window"}});
        for (const auto& row : table(made, "steps").rows)
            QVERIFY(as_text(*row[2]).find("of Works") == std::string::npos);
    }

    void as_much_is_shown_as_it_says() {
        for (const SitePtr& site : {blank_front().site(), sample()}) {
            const RunPtr made = suggested(
                site, {{"measure", "camera"}, {"ground", "public"}, {"cell_m", "2"}, {"count", "3"}});
            const RunPtr after = run(with_steps(site, made), "sightlines.cameras", {{"cell_m", "2"}});
            QCOMPARE(metric(made, "share_after"),
                     share_of(field(after, "pixels_per_m"), field(made, "step"), 80));
            QVERIFY(metric(made, "share_after") > metric(made, "share_before"));
        }
    }

    void lamps_light_the_sample_as_much_as_it_says() {
        const RunPtr made = suggested(sample(), {{"measure", "lamp"}, {"ground", "public"}, {"cell_m", "2"}});
        const RunPtr after = run(with_steps(sample(), made), "lighting.illuminance",
                                 {{"cell_m", "2"}, {"quantities", "esc_min"}}, "night");
        QCOMPARE(metric(made, "share_after"), share_of(field(after, "esc_min"), field(made, "step"), 1));
    }

    void cameras_come_after_all_else_and_are_compared() {
        const RunPtr made = suggested(blank_front().site(), {{"count", "20"}, {"spacing_m", "10"}});
        const Table& steps = table(made, "steps");
        bool camera = false;
        for (std::size_t row = 0; row < steps.rows.size(); ++row) {
            const bool is_camera = text(steps, row, "measure") == "camera";
            QVERIFY(is_camera || !camera);
            camera = camera || is_camera;
        }
        QVERIFY(camera);
        QVERIFY(note(made, "cameras_last"));
        const Table& others = table(made, "alternatives");
        QCOMPARE(text(others, others.rows.size() - 1, "measure"), std::string("camera"));
        QCOMPARE(number(others, others.rows.size() - 1, "reached_share"), 1.0);
        for (std::size_t row = 0; row + 1 < others.rows.size(); ++row) {
            QVERIFY(number(others, row, "reached_share") >= number(others, row, "already_share"));
            QVERIFY(number(others, row, "reached_share") <= 1);
        }
    }

    void a_camera_keeps_gardens_out_of_its_picture_where_it_can() {
        SiteBuilder site = blank_front();
        const RunPtr open = suggested(site.site(), {{"measure", "camera"}, {"count", "1"}});
        QCOMPARE(number(table(open, "steps"), 0, "private_share"), 0.0);
        // Gardens all along the other side of the way: every camera at the front shows them.
        site.add(Role::zone, rectangle(0, 0, 120, 28), {{"ownership", std::string("private")}});
        site.add(Role::building, rectangle(20, 29, 22, 31), {{"height_m", 4.0}});
        const RunPtr made = suggested(site.site(), {{"measure", "camera"}, {"count", "5"}});
        const Table& steps = table(made, "steps");
        QVERIFY(steps.rows.size() > 1);
        bool into = false;
        for (std::size_t row = 0; row < steps.rows.size(); ++row) {
            const bool looks = number(steps, row, "private_share") > 0;
            QVERIFY(looks || !into); // those that show nothing private first
            into = into || looks;
        }
        QVERIFY(into);
        QVERIFY(note(made, "camera_private"));
    }

    // All pairs of windows, each measured as the analysis does.
    void two_windows_are_near_the_best_two() {
        Engine engine(catalogue());
        const assessment::CheckRun check(engine, {.site = blank_front().site(), .threads = 1}, {});
        const Context& context = check.context();
        const suggest::Question question{.least = 0.3};
        const auto outlook = suggest::Outlook::of(context, question);
        std::vector<Note> notes;
        const suggest::Ground ground = suggest::ground_of(context, outlook->space(), {}, notes);
        const auto candidates =
            suggest::windows(context.workers(), check.facts(), *outlook, ground, {.spacing_m = 6});
        QVERIFY(candidates.size() > 3);
        suggest::Search search(ground, candidates);
        const suggest::State before = search.begin(context.workers(), outlook);
        std::vector<std::size_t> all;
        double best = 0;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            all.push_back(i);
            const suggest::State one = search.with(context.workers(), before, i);
            for (std::size_t k = 0; k < i; ++k)
                best =
                    std::max(best, search.with(context.workers(), one, k).covered_size - before.covered_size);
        }
        const double reached =
            search.take(context.workers(), before, all, 2).covered_size - before.covered_size;
        QVERIFY(best > 0);
        QVERIFY(reached <= best + 1e-9);
        QVERIFY(reached >= (1 - 1 / std::numbers::e) * best);
    }

    void what_is_missing_is_said() {
        QVERIFY(refusal(way().site(), {{"measure", "window"}}).contains("no window on the plan"));
        QVERIFY(refusal(way().site(), {{"measure", "lamp"}, {"goal", "eyes"}}).contains("does not serve"));
        QVERIFY(refusal(way().site(), {{"measure", "lamp"}, {"lamp_photometry", "x.ldt"}}).contains("x.ldt"));
        SiteBuilder no_path;
        no_path.add(Role::study_area, rectangle(0, 0, 20, 20));
        QVERIFY(refusal(no_path.site(), {{"measure", "lamp"}}).contains("no path in the study area"));
        const RunPtr made = suggested(way().site(), {{"measure", "lamp"}, {"count", "2"}});
        QVERIFY(note(made, "no_lamps"));
        QCOMPARE(metric(made, "share_before"), 0.0);
        QVERIFY(metric(made, "share_after") > 0);
        // Without a layer of lamps both steps bring one; applied one after another they fit.
        QCOMPARE(with_steps(way().site(), made)->features(Role::luminaire).size(), std::size_t{2});
        QVERIFY(note(suggested(way().site(), {{"measure", "camera"}}), "nowhere_for_cameras"));
    }

    void a_lamp_keeps_five_metres_from_trees() {
        SiteBuilder site = dark_gap();
        for (int x = 52; x <= 68; x += 2)
            site.add(Role::tree, point(x, 33));
        const RunPtr made = suggested(site.site(), {{"measure", "lamp"}, {"spacing_m", "2"}});
        const Table& steps = table(made, "steps");
        for (std::size_t row = 0; row < steps.rows.size(); ++row)
            for (int x = 52; x <= 68; x += 2)
                QVERIFY(std::hypot(number(steps, row, "x") - 530000 - x, number(steps, row, "y") - 179033) >=
                        5);
    }
};

PROSPECT_TEST(SuggestTest);

#include "suggest_test.moc"
