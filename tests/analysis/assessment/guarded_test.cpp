#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A house with windows of rooms in use every 3 m on its southern side.
SiteBuilder house() {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 80);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    for (double x = 11.5; x < 50; x += 3)
        drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
    return builder;
}

// A route at night 3 m before the windows, where somebody is that often by night; bright lamps along it.
SiteBuilder night_route(bool lamps, double occupied_night) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 80);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    for (double x = 11.5; x < 50; x += 3)
        drawn(builder, Role::opening, point(x, 30),
              {{"kind", words("window")}, {"occupied_night", occupied_night}});
    drawn(builder, Role::path, line({{15, 27}, {45, 27}}),
          {{"kind", words("footway")}, {"night_route", true}, {"width_m", 2.0}})
        .name = "Front path";
    if (lamps)
        for (const double x : {16.0, 24.0, 32.0, 40.0})
            drawn(builder, Role::luminaire, point(x, 24), {{"height_m", 4.0}});
    return builder;
}

} // namespace

// NS-03, NS-04 and NS-13.
class GuardedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_car_park_before_windows_is_watched_and_one_behind_is_not() {
        SiteBuilder builder = house();
        drawn(builder, Role::activity, rectangle(20, 15, 40, 25), {{"kind", words("parking")}});
        const Finding pass = only(check(builder, "NS-13"));
        QCOMPARE(pass.level, Level::pass);
        QCOMPARE(pass.value, std::optional(100.0));
        SiteBuilder behind = house();
        drawn(behind, Role::activity, rectangle(20, 50, 40, 60), {{"kind", words("parking")}}).name =
            "Back court";
        const Finding missed = only(check(behind, "NS-13"));
        QCOMPARE(missed.level, Level::look); // by a starting value, so never serious
        QCOMPARE(missed.value, std::optional(0.0));
        QVERIFY(missed.message.starts_with(
            "Back court is well watched by day on 0 % of its ground; no window or door within 43 m sees"));
    }

    void a_wall_across_it_leaves_the_far_half_unwatched() {
        SiteBuilder builder = house();
        drawn(builder, Role::activity, rectangle(20, 10, 40, 28), {{"kind", words("parking")}});
        drawn(builder, Role::barrier, line({{0, 19}, {60, 19}}),
              {{"kind", words("wall")}, {"height_m", 2.5}});
        const Finding missed = only(check(builder, "NS-13"));
        QVERIFY(*missed.value > 40 && *missed.value < 60);
        QVERIFY(missed.at && missed.at->y < 19);
    }

    void windows_of_a_garage_watch_nothing() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 80);
        drawn(builder, Role::building, rectangle(10, 30, 50, 45),
              {{"height_m", 3.0}, {"use", words("garages")}});
        for (double x = 11.5; x < 50; x += 3)
            drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}});
        drawn(builder, Role::activity, rectangle(20, 20, 40, 28), {{"kind", words("parking")}});
        QCOMPARE(only(check(builder, "NS-13")).value, std::optional(0.0));
        QCOMPARE(only(check(builder, "NS-03")).value, std::optional(0.0));
    }

    // Before the windows three rows of cells of 2 m, behind the house three more; none between.
    void ground_before_windows_is_watched_by_day_and_that_behind_the_house_is_not() {
        const auto site = [] {
            SiteBuilder builder;
            red_line_of(builder, 19, 25, 41, 51);
            drawn(builder, Role::building, rectangle(10, 31, 50, 45), {{"height_m", 6.0}});
            for (double x = 11.5; x < 50; x += 3)
                drawn(builder, Role::opening, point(x, 31),
                      {{"kind", words("window")}, {"occupied_day", 0.6}});
            return builder;
        };
        const Finding half = only(check(site(), "NS-03"));
        QCOMPARE(half.value, std::optional(50.0));
        QCOMPARE(half.level, Level::look); // by a starting value, so never serious
        QVERIFY2(half.at && half.at->y > 45, "placed where nobody watches");
        QVERIFY2(half.message.starts_with(
                     "Somebody is likely to watch 50 % of the 264 m2 of public ground by day"),
                 half.message.c_str());
        SiteBuilder fenced = site();
        drawn(fenced, Role::zone, rectangle(10, 45, 50, 60), {{"ownership", words("private")}});
        QCOMPARE(only(check(fenced, "NS-03")).value, std::optional(100.0));
    }

    void without_windows_nobody_can_tell_whether_ground_is_watched() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 80);
        const Finding found = only(check(builder, "NS-03"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("no window") != std::string::npos);
    }

    void a_fence_nobody_said_one_sees_through_makes_no_pass() {
        const auto fenced = [](SiteBuilder::Values values) {
            SiteBuilder builder = house();
            drawn(builder, Role::activity, rectangle(20, 15, 40, 25), {{"kind", words("parking")}});
            drawn(builder, Role::barrier, line({{0, 27}, {60, 27}}), values);
            return only(check(builder, "NS-13")).level;
        };
        // Over 2.5 m, 3 m before the sills, nobody sees the ground; through a railing they do.
        QCOMPARE(fenced({{"kind", words("fence")}, {"height_m", 2.5}}), Level::not_run);
        QCOMPARE(fenced({{"kind", words("fence")}, {"height_m", 2.5}, {"opacity", 0.1}}), Level::pass);
    }

    void without_windows_or_car_parks_nothing_can_be_told() {
        SiteBuilder bare;
        drawn(bare, Role::activity, rectangle(20, 10, 40, 28), {{"kind", words("parking")}});
        QCOMPARE(only(check(bare, "NS-13")).level, Level::not_run);
        QCOMPARE(only(check(house(), "NS-13")).level, Level::not_run);
    }

    // NS-04. Windows of rooms in use by night, a path before them, and lamps.
    void a_route_before_lit_windows_is_watched_by_night() {
        const Finding lit = only(check(night_route(true, 1.0), "NS-04"));
        QCOMPARE(lit.level, Level::pass);
        QVERIFY2(lit.message.find("watch 100 % of the ground of Front path by night") != std::string::npos,
                 lit.message.c_str());
        const Finding asleep = only(check(night_route(true, 0.01), "NS-04"));
        QCOMPARE(asleep.level, Level::look); // by a starting value, so never serious
        QCOMPARE(asleep.value, std::optional(0.0));
        // By day and in the evening the same: its time is the night.
        TimeContext evening;
        evening.set_time("evening");
        QCOMPARE(only(check(night_route(true, 1.0), "NS-04", 2, evening)).value, lit.value);
    }

    void without_lamps_or_routes_the_night_cannot_be_told() {
        const Finding dark = only(check(night_route(false, 1.0), "NS-04"));
        QCOMPARE(dark.level, Level::not_run);
        QVERIFY2(dark.message.find("missing data and not darkness") != std::string::npos,
                 dark.message.c_str());
        const Finding no_route = only(check(house(), "NS-04"));
        QCOMPARE(no_route.level, Level::not_run);
        SiteBuilder broken = night_route(false, 1.0);
        drawn(broken, Role::luminaire, point(30, 25), {{"photometry", words("lost")}, {"height_m", 4.0}});
        const Finding lost = only(check(broken, "NS-04"));
        QCOMPARE(lost.level, Level::not_run);
        QVERIFY2(lost.message.find("lost") != std::string::npos, lost.message.c_str());
    }
};

PROSPECT_TEST(GuardedTest);

#include "guarded_test.moc"
