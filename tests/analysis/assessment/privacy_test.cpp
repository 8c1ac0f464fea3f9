#include "analysis/assessment/privacy.h"
#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// A garden of 10 by 6 m, fenced where asked for, beside a path.
SiteBuilder garden(double fence_m) {
    SiteBuilder builder;
    red_line_of(builder, -40, -40, 60, 60);
    drawn(builder, Role::zone, rectangle(10, 10, 20, 16), {{"ownership", words("private")}}).name = "Garden";
    if (fence_m > 0)
        drawn(builder, Role::barrier, line({{10, 10}, {20, 10}, {20, 16}, {10, 16}, {10, 10}}),
              {{"kind", words("fence")}, {"height_m", fence_m}, {"opacity", 1.0}});
    return builder;
}

// A garden between a house and a seat, which its hedge hides from both windows.
SiteBuilder hedged_garden() {
    SiteBuilder builder;
    red_line_of(builder, -60, -60, 60, 60);
    drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
    for (const double x : {4.0, 6.0})
        drawn(builder, Role::opening, point(x, -10),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
    drawn(builder, Role::zone, rectangle(-20, -10, 30, -5), {{"ownership", words("private")}}).name =
        "Garden of No 4";
    // Beyond the garden's edge: a hedge on it keeps people out and is not lowered.
    drawn(builder, Role::zone, rectangle(-20, -5, 30, -4), {{"ownership", words("semi_private")}});
    drawn(builder, Role::barrier, line({{-20, -4}, {30, -4}}),
          {{"kind", words("hedge")}, {"height_m", 2.0}, {"opacity", 1.0}})
        .name = "Yew";
    drawn(builder, Role::barrier, line({{-20, -10}, {-20, -4}}),
          {{"kind", words("wall")}, {"height_m", 2.5}, {"opacity", 1.0}});
    drawn(builder, Role::barrier, line({{30, -10}, {30, -4}}),
          {{"kind", words("wall")}, {"height_m", 2.5}, {"opacity", 1.0}});
    for (const auto& [from, to] : {std::pair(-20.0, 0.0), std::pair(10.0, 30.0)})
        drawn(builder, Role::barrier, line({{from, -10}, {to, -10}}),
              {{"kind", words("wall")}, {"height_m", 2.5}, {"opacity", 1.0}});
    drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
    return builder;
}

Assessment tried(const SiteBuilder& builder, const std::vector<std::string>& codes) {
    engine::Engine engine(catalogue());
    Profile profile = assessment::profile("default");
    std::erase_if(profile.criteria, [&](const Criterion& one) {
        return std::find(codes.begin(), codes.end(), one.code) == codes.end();
    });
    const engine::Request request{.site = builder.site(), .threads = 2};
    Assessment made = assess(engine, request, profile);
    try_remedies(engine, request, profile, made);
    return made;
}

} // namespace

// NS-18.
class PrivacyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_open_garden_is_reported_and_a_fenced_one_is_not() {
        const Finding open = only(check(garden(0), "NS-18"));
        QCOMPARE(open.level, Level::info);
        QCOMPARE(open.value, std::optional(100.0)); // everywhere less than 10 m from public ground
        QVERIFY(has(open.message, "100 % of the ground of 1 private garden is seen from public ground"));
        QCOMPARE(only(check(garden(1.8), "NS-18")).level, Level::pass);
    }

    void a_window_close_to_public_ground_is_counted() {
        SiteBuilder builder = garden(1.8);
        drawn(builder, Role::building, rectangle(-20, 20, -10, 30), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(-15, 20),
              {{"kind", words("window")}, {"storey", std::int64_t{0}}});
        drawn(builder, Role::opening, point(-13, 20),
              {{"kind", words("window")}, {"storey", std::int64_t{4}}});
        // The upper one is 13.6 m up: nobody is nearer than 10 m.
        const Measured measured = measure(builder, "NS-18");
        QVERIFY(has(measured.subjects.at(0).text, "1 of 2 windows"));
        QVERIFY(
            has(measured.subjects.at(0).text, " can be looked at from public ground less than 10 m away"));
    }

    void what_a_camera_shows_of_private_ground_is_told() {
        SiteBuilder builder = garden(0);
        Feature& camera =
            drawn(builder, Role::camera, point(15, 0),
                  {{"height_m", 4.0}, {"azimuth_deg", 0.0}, {"hfov_deg", 90.0}, {"range_m", 20.0}});
        camera.name = "Camera 1";
        const Measured measured = measure(builder, "NS-18");
        const Measurement& shown = measured.subjects.back();
        QCOMPARE(shown.subject, std::vector<Uuid>{camera.id});
        // 60 m2 of a quarter circle of 20 m, 2.5 m lower: (400 - 6.25) pi / 4; cells of 1 m at its rim.
        QVERIFY(std::abs(shown.value - 100 * 60 / ((400 - 6.25) * std::numbers::pi / 4)) < 2);
    }

    // An alley between two open gardens, walled all round, wherever it lies on the grid of cells.
    void gardens_are_seen_from_a_narrow_alley() {
        for (const double y : {10.0, 10.4, 10.8, 11.2, 11.6}) {
            constexpr double width_m = 1.2;
            const double top = y + width_m + 20;
            SiteBuilder builder;
            drawn(builder, Role::zone, rectangle(0, 0, 40, y), {{"ownership", words("private")}});
            drawn(builder, Role::zone, rectangle(0, y + width_m, 40, top), {{"ownership", words("private")}});
            drawn(builder, Role::barrier, line({{0, 0}, {40, 0}, {40, top}, {0, top}, {0, 0}}),
                  {{"kind", words("wall")}, {"height_m", 3.0}, {"opacity", 1.0}});
            QVERIFY2(*only(check(builder, "NS-18")).value > 50, qPrintable(QString::number(y)));
        }
    }

    void what_a_camera_shows_is_not_called_public_where_nobody_says_whose_it_is() {
        SiteBuilder builder;
        drawn(builder, Role::camera, point(15, 0),
              {{"height_m", 4.0}, {"azimuth_deg", 0.0}, {"hfov_deg", 90.0}, {"range_m", 20.0}});
        const Finding found = only(check(builder, "NS-18"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(has(found.message, "does not say whose"));
    }

    void a_private_zone_that_is_all_building_is_no_garden() {
        SiteBuilder builder;
        drawn(builder, Role::zone, rectangle(0, 0, 20, 20), {{"ownership", words("private")}});
        drawn(builder, Role::building, rectangle(-1, -1, 21, 21), {{"height_m", 7.0}});
        QCOMPARE(only(check(builder, "NS-18")).level, Level::not_run);
    }

    void without_private_ground_nothing_can_be_told() {
        QCOMPARE(only(check(SiteBuilder(), "NS-18")).level, Level::not_run);
    }

    void a_remedy_that_opens_a_garden_says_so_and_counts_as_harm() {
        const Assessment made = tried(hedged_garden(), {"NS-14", "NS-18"});
        const auto found = std::find_if(made.findings.begin(), made.findings.end(),
                                        [](const Finding& one) { return one.code == "NS-14"; });
        QVERIFY(found != made.findings.end());
        const auto lowered = std::find_if(found->remedies.begin(), found->remedies.end(),
                                          [](const Remedy& one) { return one.text == "Lower Yew to 1.0 m"; });
        QVERIFY(lowered != found->remedies.end());
        const std::string key = "NS-18:" + Uuid::from_name("zone 0").text();
        QVERIFY(std::find(lowered->harms.begin(), lowered->harms.end(), key) != lowered->harms.end());
        QVERIFY(std::find(lowered->warnings.begin(), lowered->warnings.end(),
                          "opens a view into Garden of No 4") != lowered->warnings.end());
    }

    void what_a_remedy_opens_is_told_whatever_the_profile_asks_for() {
        const Finding found = only(tried(hedged_garden(), {"NS-14"}));
        const auto lowered = std::find_if(found.remedies.begin(), found.remedies.end(),
                                          [](const Remedy& one) { return one.text == "Lower Yew to 1.0 m"; });
        QVERIFY(lowered != found.remedies.end());
        const auto has_one = [](const std::vector<std::string>& all, const std::string& one) {
            return std::find(all.begin(), all.end(), one) != all.end();
        };
        QVERIFY(has_one(lowered->warnings, "opens a view into Garden of No 4"));
        QVERIFY(has_one(lowered->harms, "NS-18:" + Uuid::from_name("zone 0").text()));
    }

    // A cell of nothing would see nothing: the rule cannot be told, the others are, and what they propose.
    void a_cell_of_no_size_is_refused() {
        engine::Engine engine(catalogue());
        const engine::Request request{.site = hedged_garden().site(), .threads = 2};
        for (const double cell_m : {0.0, -1.0}) {
            Profile rules = profile_of("NS-14");
            rules.criteria.push_back(profile_of("NS-18").criteria.front());
            rules.criteria.back().settings["cell_m"] = cell_m;
            Assessment made = assess(engine, request, rules);
            try_remedies(engine, request, rules, made);
            const auto look_in = std::find_if(made.findings.begin(), made.findings.end(),
                                              [](const Finding& one) { return one.code == "NS-18"; });
            QVERIFY(look_in != made.findings.end());
            QCOMPARE(look_in->level, Level::not_run);
            QVERIFY2(has(look_in->message, "cell_m of NS-18 is not above 0 m"), look_in->message.c_str());
            QVERIFY(!made.findings.front().remedies.empty());
        }
    }

    void only_what_was_closed_is_opened() {
        const Uuid a = Uuid::from_name("a");
        const Uuid b = Uuid::from_name("b");
        const PrivateViews before{.gardens = {{a, 0.0}, {b, 0.5}}, .windows = {}};
        const PrivateViews after{.gardens = {{a, 0.1}, {b, 0.55}}, .windows = {}};
        QCOMPARE(opened(before, after, 0.1), std::vector<Uuid>{a});
        const Uuid fresh = Uuid::from_name("fresh"); // a window that the change adds
        QVERIFY(opened({.gardens = {}, .windows = {{a, true}}},
                       {.gardens = {}, .windows = {{a, true}, {fresh, true}}}, 0.1)
                    .empty());
        QCOMPARE(
            opened({.gardens = {}, .windows = {{a, false}}}, {.gardens = {}, .windows = {{a, true}}}, 0.1),
            std::vector<Uuid>{a});
    }
};

PROSPECT_TEST(PrivacyTest);

#include "privacy_test.moc"
