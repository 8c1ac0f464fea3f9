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

SiteBuilder shop_beside_path(double away_m, const char* hours) {
    SiteBuilder builder;
    drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "High Street";
    Feature& shop = drawn(builder, Role::activity, point(30, away_m), {{"kind", words("shop")}});
    if (hours) shop.set("hours", words(hours), Basis::drawn);
    return builder;
}

SiteBuilder homes_and(std::initializer_list<std::pair<double, const char*>> others) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 10),
          {{"levels", std::int64_t{1}}, {"use", words("Houses")}});
    double x = 20;
    for (const auto& [width, use] : others) {
        drawn(builder, Role::building, rectangle(x, 0, x + width, 10),
              {{"levels", std::int64_t{1}}, {"use", words(use)}});
        x += width + 10;
    }
    return builder;
}

SiteBuilder window_beside_path(double from_x, double to_x, double evening = 0.6) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(20, 10, 40, 20), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(30, 10), {{"kind", words("window")}, {"occupied_evening", evening}});
    drawn(builder, Role::path, line({{from_x, 0}, {to_x, 0}}), {{"width_m", 2.0}}).name = "Lane";
    return builder;
}

} // namespace

// AS-04, AS-05 and AS-06.
class ActivityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hours_are_told_by_band() {
        const Finding pass = only(check(shop_beside_path(20, "Mo-Su 07:00-22:00"), "AS-04"));
        QCOMPARE(pass.level, Level::pass);
        QCOMPARE(pass.value, std::optional(62.5)); // 15 of 24 hours
        // By day 12 of 13 hours, in the evening 3 of 3.5.
        QVERIFY(has(pass.message, "by day 92 %, in the evening 86 %, at night 0 % of the time"));
        const Finding few = only(check(shop_beside_path(20, "Mo-Su 09:00-12:00"), "AS-04"));
        QCOMPARE(few.level, Level::info);
        QCOMPARE(few.value, std::optional(12.5));
    }

    void what_is_further_than_fifty_metres_covers_nothing() {
        QCOMPARE(only(check(shop_beside_path(49, "24/7"), "AS-04")).level, Level::pass);
        const Finding far = only(check(shop_beside_path(51, "24/7"), "AS-04"));
        QCOMPARE(far.value, std::optional(0.0));
        QVERIFY(has(far.message, "Near High Street nothing within 50 m is open"));
    }

    void hours_nobody_gave_cannot_be_told() {
        QCOMPARE(only(check(shop_beside_path(20, nullptr), "AS-04")).level, Level::not_run);
        SiteBuilder builder = shop_beside_path(20, nullptr);
        drawn(builder, Role::activity, point(500, 0), {{"kind", words("shop")}, {"hours", words("24/7")}});
        QVERIFY(has(only(check(builder, "AS-04")).message, "are not given"));
    }

    void two_uses_of_equal_floor_are_a_full_mix() {
        const Finding pass = only(check(homes_and({{10.0, "shop"}}), "AS-05"));
        QCOMPARE(pass.level, Level::pass);
        QVERIFY(std::abs(*pass.value - 1) < 1e-12);
        // A quarter homes, a quarter shops, half offices: (0.5 ln 4 + 0.5 ln 2) / ln 3.
        const Finding three = only(check(homes_and({{10.0, "supermarket"}, {20.0, "office"}}), "AS-05"));
        QVERIFY(std::abs(*three.value - (0.5 * std::log(4) + 0.5 * std::log(2)) / std::log(3)) < 1e-12);
    }

    void one_use_alone_is_information_and_unknown_uses_cannot_be_told() {
        const Finding one = only(check(homes_and({{10.0, "flats"}}), "AS-05"));
        QCOMPARE(one.level, Level::info);
        QCOMPARE(one.value, std::optional(0.0));
        // In the same measure as the mark.
        QVERIFY(has(one.message,
                    "a mix of 0, where 1 is as much of each and 0 one use alone; the mark is at least 0.5"));
        SiteBuilder mostly_unknown = homes_and({});
        drawn(mostly_unknown, Role::building, rectangle(20, 0, 60, 10), {{"levels", std::int64_t{2}}});
        QCOMPARE(only(check(mostly_unknown, "AS-05")).level, Level::not_run);
        // Levels that are not given follow from the height: 6 m are two.
        SiteBuilder tall = homes_and({});
        drawn(tall, Role::building, rectangle(20, 0, 25, 10), {{"height_m", 6.0}, {"use", words("shop")}});
        QVERIFY(std::abs(*only(check(tall, "AS-05")).value - 1) < 1e-12);
    }

    void far_from_all_windows_after_dark_is_worth_a_look() {
        // From (0, 0) to the window at (30, 9.95).
        const Finding pass = only(check(window_beside_path(0, 60), "AS-06"));
        QCOMPARE(pass.level, Level::pass);
        QVERIFY(std::abs(*pass.value - std::hypot(30, 9.95)) < 0.01);
        const Finding missed = only(check(window_beside_path(0, 160), "AS-06"));
        QCOMPARE(missed.level, Level::look);
        QVERIFY(std::abs(*missed.value - std::hypot(130, 9.95)) < 0.01);
        QVERIFY(missed.at && std::abs(missed.at->x - 160) < 1e-9);
    }

    void an_empty_room_is_no_company() {
        const Finding missed = only(check(window_beside_path(0, 60, 0.05), "AS-06"));
        QCOMPARE(missed.level, Level::look);
        QVERIFY(has(missed.message, "more than 200 m"));
        SiteBuilder bare;
        drawn(bare, Role::path, line({{0, 0}, {60, 0}}));
        QCOMPARE(only(check(bare, "AS-06")).level, Level::not_run);
    }

    void houses_without_windows_are_missing_data() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {60, 0}}));
        drawn(builder, Role::building, rectangle(0, 10, 60, 20), {{"use", words("house")}});
        drawn(builder, Role::activity, point(5, 5), {{"kind", words("seat")}});
        const Finding found = only(check(builder, "AS-06"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(has(found.message, "no window is on the plan"));
    }
};

PROSPECT_TEST(ActivityTest);

#include "activity_test.moc"
