#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// A camera 3 m high that looks east.
Feature& camera(SiteBuilder& builder, SiteBuilder::Values values) {
    Feature& made = drawn(builder, Role::camera, point(0, 0), values);
    made.name = "Camera 1";
    made.set("height_m", 3.0, Basis::drawn);
    made.set("azimuth_deg", 90.0, Basis::drawn);
    made.set("tilt_deg", 0.0, Basis::drawn);
    return made;
}

SiteBuilder watched_target(double away_m) {
    SiteBuilder builder;
    red_line_of(builder, -50, -50, 100, 50);
    camera(builder,
           {{"hfov_deg", 90.0}, {"h_pixels", 1920.0}, {"v_pixels", 1080.0}, {"level", words("recognise")}});
    drawn(builder, Role::target, point(away_m, 0), {{"height_m", 1.5}}).name = "Help point";
    return builder;
}

Assessment tried(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = 2};
    Assessment made = assess(engine, request, profile_of(code));
    try_remedies(engine, request, profile_of(code), made, {});
    return made;
}

// Across the whole picture of a camera that is asked for nothing.
SiteBuilder hedge_before_camera(const char* kind, double height_m) {
    SiteBuilder builder;
    red_line_of(builder, -100, -100, 100, 100);
    camera(builder, {{"hfov_deg", 90.0}, {"h_pixels", 1920.0}, {"v_pixels", 1920.0}, {"range_m", 30.0}});
    drawn(builder, Role::barrier, line({{5, -90}, {5, 90}}),
          {{"kind", words(kind)}, {"height_m", height_m}, {"opacity", 1.0}})
        .name = "Screen";
    return builder;
}

} // namespace

// NS-15 and NS-16.
class CameraRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pixels_on_a_metre_are_compared_with_the_level_asked_for() {
        // 1920 / (2 d tan 45°), d = sqrt(20² + 1.5²); recognise asks for 125.
        const double pixels = 1920 / (2 * std::hypot(20, 1.5));
        const Finding missed = only(check(watched_target(20), "NS-15"));
        QCOMPARE(missed.level, Level::fail);
        QVERIFY(std::abs(*missed.value - 100 * pixels / 125) < 1e-9);
        QVERIFY2(missed.message == "Camera 1 shows Help point, 20 m away, with 48 pixels on a metre where "
                                   "\"recognise\" asks for 125: 38 % (EN 62676-4:2014)",
                 missed.message.c_str());
        const Finding pass = only(check(watched_target(7), "NS-15"));
        QCOMPARE(pass.level, Level::pass);
        QVERIFY(std::abs(*pass.value - 100 * 1920 / (2 * std::hypot(7, 1.5)) / 125) < 1e-9);
    }

    // 1920 / (2 d) = 124.95 at d = 7.683: neither number reads as if it were enough.
    void what_just_falls_short_does_not_read_as_enough() {
        const Finding missed = only(check(watched_target(std::sqrt(7.683 * 7.683 - 1.5 * 1.5)), "NS-15"));
        QCOMPARE(missed.level, Level::fail);
        QVERIFY2(has(missed.message, "with 124.9 pixels on a metre where \"recognise\" asks for 125: 99.9 %"),
                 missed.message.c_str());
    }

    void a_narrower_lens_mends_it() {
        const Finding missed = only(tried(watched_target(20), "NS-15"));
        // 2 atan(1920 / (2 · 20.06 · 125)) = 41.9°.
        QCOMPARE(missed.remedies.size(), std::size_t{1});
        QCOMPARE(missed.remedies[0].text, std::string("Give Camera 1 a lens of 41 degrees"));
    }

    void what_is_hidden_is_not_shown_and_what_hides_it_is_cut() {
        SiteBuilder builder = watched_target(7);
        drawn(builder, Role::barrier, line({{3.5, -10}, {3.5, 10}}),
              {{"kind", words("hedge")}, {"height_m", 2.6}, {"opacity", 1.0}})
            .name = "Yew";
        const Finding missed = only(tried(builder, "NS-15"));
        QCOMPARE(missed.value, std::optional(0.0));
        QVERIFY(has(missed.message, "Camera 1 does not show Help point, which Yew hides"));
        QCOMPARE(missed.remedies.at(0).text, std::string("Lower Yew to 1.0 m"));
    }

    void a_usual_lens_makes_no_pass_and_no_serious_problem() {
        SiteBuilder near_by;
        camera(near_by, {{"level", words("recognise")}});
        drawn(near_by, Role::target, point(7, 0), {{"height_m", 1.5}});
        QCOMPARE(only(check(near_by, "NS-15")).level, Level::not_run);
        SiteBuilder far;
        camera(far, {{"level", words("recognise")}});
        drawn(far, Role::target, point(30, 0), {{"height_m", 1.5}});
        QCOMPARE(only(check(far, "NS-15")).level, Level::look);
    }

    void without_a_target_the_range_counts_and_without_both_nothing_can_be_told() {
        SiteBuilder ranged;
        camera(ranged,
               {{"hfov_deg", 90.0}, {"h_pixels", 1920.0}, {"range_m", 40.0}, {"level", words("detect")}});
        // 1920 / 80 = 24 of 25.
        QVERIFY(std::abs(*only(check(ranged, "NS-15")).value - 96) < 1e-9);
        SiteBuilder untold;
        camera(untold, {{"hfov_deg", 90.0}, {"h_pixels", 1920.0}, {"level", words("detect")}});
        QCOMPARE(only(check(untold, "NS-15")).level, Level::not_run);
        SiteBuilder unasked;
        camera(unasked, {{"hfov_deg", 90.0}, {"h_pixels", 1920.0}});
        QVERIFY(has(only(check(unasked, "NS-15")).message, "no camera says which detail is asked of it"));
        QVERIFY(has(only(check(SiteBuilder(), "NS-15")).message, "no camera is on the plan"));
    }

    void planting_that_fills_the_picture_is_worth_a_look() {
        // From 3 m over a hedge of 2.9 m, 5 m away: a face at 1.5 m is seen again from 75 m on.
        const Finding missed = only(tried(hedge_before_camera("hedge", 2.9), "NS-16"));
        QCOMPARE(missed.level, Level::look);
        // Ground before the hedge: a triangle of 25 m2; of the whole a quarter circle of 30 m less 1.5 m
        // high.
        const double whole = std::numbers::pi / 4 * (900 - 2.25);
        QVERIFY(std::abs(*missed.value - 100 * (1 - 25 / whole)) < 0.5);
        QCOMPARE(missed.remedies.at(0).text, std::string("Lower Screen to 1.0 m"));
    }

    void what_walls_hide_anyway_planting_does_not() {
        QCOMPARE(only(check(hedge_before_camera("wall", 2.9), "NS-16")).level, Level::pass);
        SiteBuilder both = hedge_before_camera("hedge", 2.9);
        drawn(both, Role::barrier, line({{6, -90}, {6, 90}}),
              {{"kind", words("wall")}, {"height_m", 2.9}, {"opacity", 1.0}});
        // Only the metre between them: 36 - 25 m2 of 36 less those below the picture.
        const Finding missed = only(check(both, "NS-16"));
        QVERIFY(std::abs(*missed.value - 100 * 11 / (36 - 2.25)) < 3);
    }

    void ground_beyond_the_red_line_does_not_count() {
        SiteBuilder builder;
        red_line_of(builder, -5, -15, 10, 15);
        camera(builder, {{"hfov_deg", 90.0}, {"h_pixels", 1920.0}, {"v_pixels", 1920.0}, {"range_m", 30.0}});
        drawn(builder, Role::planting, rectangle(12, -60, 14, 60), {{"height_m", 6.0}, {"opacity", 1.0}});
        const Finding pass = only(check(builder, "NS-16"));
        QCOMPARE(pass.level, Level::pass);
        QCOMPARE(pass.value, std::optional(0.0));
    }

    void usual_planting_and_a_usual_lens_make_no_pass() {
        const auto planted = [](SiteBuilder::Values values) {
            SiteBuilder builder;
            red_line_of(builder, -50, -50, 50, 50);
            camera(builder, values);
            // 1 m high by default: seen over. 2.5 m high it would hide a face from 5 to 18 m.
            drawn(builder, Role::planting, rectangle(4, -25, 6, 25));
            return builder;
        };
        const SiteBuilder::Values given{
            {"hfov_deg", 90.0}, {"h_pixels", 1920.0}, {"v_pixels", 1920.0}, {"range_m", 30.0}};
        const Finding unsaid = only(check(planted(given), "NS-16"));
        QCOMPARE(unsaid.level, Level::not_run);
        QVERIFY(has(unsaid.message, "it holds only as long as what is not given"));
        SiteBuilder bare;
        camera(bare, given);
        QCOMPARE(only(check(bare, "NS-16")).level, Level::pass);
        SiteBuilder usual;
        camera(usual, {{"range_m", 30.0}});
        const Finding lens = only(check(usual, "NS-16"));
        QCOMPARE(lens.level, Level::not_run);
        QVERIFY(has(lens.message, "it holds only by the usual value of"));
    }

    void larger_cells_of_a_camera_that_sees_far_are_told() {
        SiteBuilder builder;
        // 15360 / (2 tan 10°) = 43555 on a metre 1 m away: the least detail, 20, reaches 2178 m.
        camera(builder, {{"hfov_deg", 20.0}, {"h_pixels", 15360.0}, {"v_pixels", 15360.0}});
        const Assessment made = check(builder, "NS-16");
        const auto note = std::find_if(made.notes.begin(), made.notes.end(),
                                       [](const scene::Note& one) { return one.code == "camera_coarse"; });
        QVERIFY(note != made.notes.end());
        // 4356 m square: 8712 cells of 0.5 m a side; 250,000 in all are 500, so the cells double five times.
        QVERIFY(has(note->message,
                    "what planting hides from Camera 1 is made of cells of 16 m instead of 0.5 m"));
    }

    // A crown about the light of one lamp, none near the other.
    void crowns_in_the_light_of_lamps_are_told_and_cleared() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 100, 60);
        drawn(builder, Role::luminaire, point(20, 30), {{"height_m", 6.0}}).name = "Lamp 1";
        drawn(builder, Role::luminaire, point(80, 30), {{"height_m", 6.0}}).name = "Lamp 2";
        drawn(builder, Role::tree, point(22, 30),
              {{"height_m", 7.0}, {"crown_m", 6.0}, {"clear_stem_m", 0.5}})
            .name = "Lime";
        const Assessment made = check(builder, "NS-16");
        std::vector<Finding> missed;
        for (const Finding& one : made.findings)
            if (one.level == Level::look || one.level == Level::fail) missed.push_back(one);
        QCOMPARE(missed.size(), std::size_t{1});
        QVERIFY(missed[0].level == Level::look); // of a typical lamp, so never serious
        QVERIFY2(has(missed[0].message, "Lamp 1") && has(missed[0].message, "Lime"),
                 missed[0].message.c_str());
        QVERIFY(*missed[0].value > 20 && *missed[0].value < 100);
        QVERIFY(!missed[0].remedies.empty());
        QVERIFY(has(only(check(SiteBuilder(), "NS-16")).message, "no camera is on the plan"));
    }

    void crowns_within_200_m_of_a_lamp_may_change_its_light() {
        SiteBuilder builder;
        red_line_of(builder, -20, -20, 20, 20);
        drawn(builder, Role::luminaire, point(0, 0), {{"height_m", 12.0}});
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 2}, {});
        const Criterion criterion = profile_of("NS-16").criteria.at(0);
        const auto left_out = [&](double away_m) {
            const std::array<Box, 1> changed{Box{away_m, 0, away_m + 1, 1}};
            return run.measure(*metric(criterion.metric), criterion, changed, true).untouched.size();
        };
        QCOMPARE(left_out(150), std::size_t{0});
        QCOMPARE(left_out(250), std::size_t{1});
    }

    void a_lamp_that_is_off_by_night_cannot_be_told() {
        SiteBuilder builder = hedge_before_camera("wall", 2.9);
        drawn(builder, Role::luminaire, point(0, 5), {{"hours", words("08:00-18:00")}});
        const Assessment made = check(builder, "NS-16");
        QCOMPARE(made.count(Level::not_run), std::size_t{1});
        QVERIFY(has(made.findings.back().message, "is off by night"));
    }
};

PROSPECT_TEST(CameraRulesTest);

#include "camera_rules_test.moc"
