#include "analysis/sightlines/guardianship.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// A house with four windows on its southern side, and paths: one 10 m before it, one 30 m before it, two
// behind it, one of 20 m before its middle.
SiteBuilder five_paths() {
    SiteBuilder builder;
    red_line_of(builder, -5, -5, 65, 70);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    for (const double x : {15.0, 25.0, 35.0, 45.0})
        drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
    for (const double y : {20.0, 0.0, 55.0, 60.0})
        drawn(builder, Role::path, line({{0, y}, {60, y}}), {{"width_m", 2.0}});
    drawn(builder, Role::path, line({{20, 10}, {40, 10}}), {{"width_m", 2.0}});
    return builder;
}

// Two houses 20 m apart with two windows each that face each other, a path between them.
SiteBuilder facing_houses(double floor_m = 0) {
    SiteBuilder builder;
    red_line_of(builder, -5, -10, 65, 50);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 18.0}});
    drawn(builder, Role::building, rectangle(10, 0, 50, 10), {{"height_m", 18.0}});
    for (const double y : {30.0, 10.0})
        for (const double x : {20.0, 30.0})
            drawn(builder, Role::opening, point(x, y),
                  {{"kind", words("window")}, {"sill_m", floor_m + 0.9}, {"head_m", floor_m + 2.1}});
    drawn(builder, Role::path, line({{0, 20}, {60, 20}}), {{"width_m", 2.0}});
    return builder;
}

Measured measure_one_path(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    Criterion criterion = profile_of(code).criteria.at(0);
    criterion.settings["least_paths"] = 1;
    const CheckRun run(engine, {.site = builder.site(), .threads = 2}, {});
    return run.measure(*metric(criterion.metric), criterion);
}

} // namespace

// NS-01, NS-02 and NS-19.
class SurveillabilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paths_are_ranked_by_the_windows_on_a_metre() {
        const Measured measured = measure(five_paths(), "NS-01");
        QCOMPARE(measured.subjects.size(), 5U);
        // 4 on 60 m twice, none twice, 4 on 20 m.
        const std::vector<double> ranks{50, 50, 0, 0, 100};
        for (std::size_t i = 0; i < ranks.size(); ++i)
            QCOMPARE(measured.subjects[i].value, ranks[i]);
        QVERIFY(has(measured.subjects[0].text,
                    "is seen from 4 windows and doors within 43 m, 0.07 on a metre of its 60 m"));
        QVERIFY(has(measured.subjects[0].text, "up to 3 m high 4 within 15 m and 4 within 43 m"));
        QVERIFY(has(measured.subjects[1].text, "up to 3 m high 0 within 15 m and 4 within 43 m"));
        QVERIFY(has(measured.subjects[4].text, "0.20 on a metre of its 20 m"));
    }

    void the_lowest_quarter_is_information_and_never_a_problem() {
        const Assessment made = check(five_paths(), "NS-01");
        QCOMPARE(made.count(Level::info), std::size_t{2});
        QCOMPARE(made.count(Level::fail) + made.count(Level::look), std::size_t{0});
        QCOMPARE(made.outcomes.at(0).met, std::size_t{3});
        QVERIFY(has(made.findings.at(0).message, "That is the least on a metre of all 5 paths; the mark is "
                                                 "more than 25 % of the other paths have"));
    }

    void a_wall_before_the_windows_takes_them_away() {
        SiteBuilder builder = five_paths();
        drawn(builder, Role::barrier, line({{-5, 29}, {65, 29}}),
              {{"kind", words("wall")}, {"height_m", 4.0}});
        for (const Measurement& one : measure(builder, "NS-01").subjects)
            QCOMPARE(one.value, 0.0); // none has more than another, but none has any
    }

    void too_few_paths_and_no_windows_cannot_be_told() {
        QCOMPARE(only(check(facing_houses(), "NS-01")).level, Level::not_run);
        SiteBuilder bare;
        drawn(bare, Role::path, line({{0, 0}, {60, 0}}));
        for (const char* code : {"NS-01", "NS-02", "NS-19"})
            QCOMPARE(only(check(bare, code)).level, Level::not_run);
    }

    void windows_that_face_each_other_guard_each_other() {
        // Each of four is seen from the two opposite: 20 m and 22.4 m away.
        const Measured measured = measure_one_path(facing_houses(), "NS-02");
        QCOMPARE(measured.subjects.size(), 1U);
        QVERIFY(
            has(measured.subjects[0].text,
                "4 windows and doors are seen from others by 8 views within 43 m (one view: one window or "
                "door sees another), 0.13 on a metre of its 60 m (0 within 15 m"));
        // Higher than 9 m they do not count, but are still along the path.
        QVERIFY(has(measure_one_path(facing_houses(9), "NS-02").subjects.at(0).text, "by 0 views"));
        SiteBuilder walled = facing_houses();
        drawn(walled, Role::barrier, line({{0, 15}, {60, 15}}), {{"kind", words("wall")}, {"height_m", 4.0}});
        QVERIFY(has(measure_one_path(walled, "NS-02").subjects.at(0).text, "by 0 views"));
    }

    void one_more_window_adds_what_is_left_to_see() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 80);
        drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
        drawn(builder, Role::opening, point(30, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
        drawn(builder, Role::path, line({{29.5, 20}, {30.5, 20}}));
        // Both spots alike: of one window that sees with chance x, another adds (1 - x) x.
        const Point3 eye{30, 29.95, 1.6};
        const Point3 spot{29.5, 20, 1.5};
        const double away = std::hypot(0.5, 9.95, 0.1);
        const double x = 0.6 * sightlines::recognition(away) * sightlines::facing(eye, spot, Point{0, -1});
        const Measured measured = measure(builder, "NS-19");
        QCOMPARE(measured.subjects.size(), 1U);
        QVERIFY(std::abs(measured.subjects[0].value - 100 * (1 - x) * x) < 0.01);
        const Finding pass = only(check(builder, "NS-19"));
        QCOMPARE(pass.level, Level::pass);
        QCOMPARE(pass.basis, Basis::assumed); // how likely somebody is there is a starting value
    }

    // A shop that is always open watches too; it makes no window look better.
    void places_in_use_do_not_make_a_window_worth_more() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 80);
        drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
        drawn(builder, Role::opening, point(30, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
        drawn(builder, Role::path, line({{29.5, 20}, {30.5, 20}}));
        const double alone = measure(builder, "NS-19").subjects.at(0).value;
        drawn(builder, Role::activity, point(30, 12), {{"kind", words("shop")}, {"occupied_day", 0.9}});
        const double beside = measure(builder, "NS-19").subjects.at(0).value;
        QVERIFY(beside < alone / 2 && beside > 0);
    }

    void where_windows_are_many_another_adds_little() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 80);
        drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
        for (double x = 20; x < 40; x += 0.5)
            drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}, {"occupied_day", 0.9}});
        drawn(builder, Role::path, line({{29.5, 24}, {30.5, 24}}));
        drawn(builder, Role::path, line({{20, 60}, {40, 60}})); // that none sees
        const Assessment made = check(builder, "NS-19");
        QCOMPARE(made.count(Level::info), std::size_t{1});
        QVERIFY(*made.findings.at(0).value < 1);
        QCOMPARE(made.outcomes.at(0).unknown, std::size_t{1});
    }
};

PROSPECT_TEST(SurveillabilityTest);

#include "surveillability_test.moc"
