#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

bool has(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) return true;
    qWarning("%s", text.c_str());
    return false;
}

// 3 m high, looks east over 90 degrees, level, with 1920 by 1080 pixels: 960 on a metre one metre away.
Feature& camera(SiteBuilder& builder, const char* name, const char* level, Point at = {}) {
    Feature& made = drawn(builder, Role::camera, point(at.x, at.y),
                          {{"height_m", 3.0},
                           {"azimuth_deg", 90.0},
                           {"tilt_deg", 0.0},
                           {"hfov_deg", 90.0},
                           {"h_pixels", 1920.0},
                           {"v_pixels", 1080.0},
                           {"level", words(level)}});
    made.name = name;
    return made;
}

void target(SiteBuilder& builder, const char* name, double x, double y) {
    drawn(builder, Role::target, point(x, y), {{"height_m", 1.5}}).name = name;
}

void wall(SiteBuilder& builder, const char* name, std::vector<Point> points) {
    drawn(builder, Role::barrier, line(std::move(points)), {{"kind", words("wall")}, {"height_m", 5.0}})
        .name = name;
}

SiteBuilder open_ground() {
    SiteBuilder builder;
    red_line_of(builder, -50, -50, 100, 50);
    return builder;
}

Assessment tried(const SitePtr& site) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = site, .threads = 2};
    Assessment made = assess(engine, request, profile_of("NS-15"));
    try_remedies(engine, request, profile_of("NS-15"), made, {});
    return made;
}

const Finding* of_level(const Assessment& made, Level level) {
    const auto found = std::find_if(made.findings.begin(), made.findings.end(),
                                    [&](const Finding& one) { return one.level == level; });
    return found == made.findings.end() ? nullptr : &*found;
}

// Pixels on a metre so far away and 1.5 m lower.
double pixels(double away_m) {
    return 960 / std::hypot(away_m, 1.5);
}

} // namespace

// NS-15: what a camera has to show, and what makes it no pass.
class CameraDetailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_lens_that_would_lose_the_target_comes_with_a_turn() {
        SiteBuilder builder = open_ground();
        camera(builder, "Camera 1", "characterise");
        target(builder, "Door", 16, 12); // 20 m away, 36.9 degrees to the left of where it looks
        const SitePtr site = builder.site();
        const Finding missed = only(tried(site));
        // 2 atan(1920 / (2 · 20.06 · 250)) = 21.7 degrees; from north the door lies at 53.1.
        QCOMPARE(missed.remedies.size(), std::size_t{1});
        QCOMPARE(missed.remedies[0].text,
                 std::string("Turn Camera 1 to 53 degrees from north and give it a lens of 21 degrees"));
        QCOMPARE(only(tried(apply(*site, missed.remedies[0].edit))).level, Level::pass);
    }

    void no_lens_is_proposed_that_cannot_take_in_all_targets() {
        SiteBuilder builder = open_ground();
        camera(builder, "Camera 1", "characterise");
        target(builder, "Gate", 20, 0);
        target(builder, "Till", 4, -2.5); // 32 degrees beside the gate, 21 are asked for
        const Finding missed = only(tried(builder.site()));
        QVERIFY(std::abs(*missed.value - 100 * pixels(20) / 250) < 1e-9);
        QVERIFY(missed.remedies.empty());
    }

    void a_wall_before_the_lens_hides_whoever_stands_at_its_range() {
        const auto behind = [](double from, double to) {
            SiteBuilder builder = open_ground();
            camera(builder, "Camera 1", "outline").set("range_m", 20.0, Basis::drawn);
            wall(builder, "Garden wall", {{5, from}, {5, to}});
            return check(builder, "NS-15");
        };
        const Finding missed = only(behind(-30, 30));
        QCOMPARE(missed.level, Level::fail);
        QCOMPARE(missed.value, std::optional(0.0));
        QVERIFY(has(missed.message,
                    "Camera 1 does not show a person at the end of its range, 20 m away, which "
                    "Garden wall hides; \"outline\" asks for 40 pixels on a metre"));
        // From -45 to 31 degrees: only the last two of fifteen directions are clear.
        const Finding partly = only(behind(-30, 3));
        QCOMPARE(partly.level, Level::pass);
        QVERIFY(has(partly.message, "it sees that far in 2 of 15 directions"));
    }

    void a_person_below_or_above_the_picture_is_not_shown() {
        SiteBuilder builder = open_ground();
        Feature& down = camera(builder, "Camera 1", "outline");
        down.set("range_m", 20.0, Basis::drawn);
        down.set("tilt_deg", 60.0, Basis::drawn); // from 31 to 89 degrees down; the person is at 4
        const Finding missed = only(check(builder, "NS-15"));
        QCOMPARE(missed.value, std::optional(0.0));
        QVERIFY(has(missed.message,
                    "The picture of Camera 1 does not take in a person at the end of its range, 20 m away"));
    }

    void a_target_in_no_picture_is_worth_a_look() {
        SiteBuilder builder = open_ground();
        camera(builder, "Camera 1", "outline").set("range_m", 10.0, Basis::drawn);
        target(builder, "Back door", -20, 0);
        const Finding behind = only(check(builder, "NS-15"));
        QCOMPARE(behind.level, Level::look); // nobody said that a camera has to show it
        QCOMPARE(
            behind.message,
            std::string("No camera's picture takes in Back door. Assumed: that a camera has to show it"));

        SiteBuilder far = open_ground();
        camera(far, "Camera 1", "perceive").set("range_m", 5.0, Basis::drawn);
        target(far, "Door", 20, 0);
        QVERIFY(has(only(check(far, "NS-15")).message,
                    "No camera's picture takes in Door: it is 20 m from Camera 1, whose range is 5 m"));

        // Beyond the red line nobody asks; where a camera shows it of which nothing is asked, it cannot be
        // told.
        SiteBuilder outside = open_ground();
        camera(outside, "Camera 1", "outline").set("range_m", 10.0, Basis::drawn);
        target(outside, "Back door", -60, 0);
        QCOMPARE(only(check(outside, "NS-15")).level, Level::pass);
        camera(builder, "Camera 2", "", {-25, 0});
        const Assessment shown = check(builder, "NS-15");
        QVERIFY(of_level(shown, Level::look) == nullptr);
        QVERIFY(has(of_level(shown, Level::not_run)->message, "which detail is asked of that camera"));
    }

    void a_weaker_ask_hides_no_stronger_one() {
        SiteBuilder builder = open_ground();
        camera(builder, "Camera 1", "validate");
        camera(builder, "Camera 2", "outline", {14, 0});
        target(builder, "Door", 20, 0);
        const Finding missed = only(check(builder, "NS-15"));
        QCOMPARE(missed.level, Level::fail);
        QVERIFY(std::abs(*missed.value - 100 * pixels(20) / 500) < 1e-9);
        QVERIFY(missed.message.starts_with("Camera 1 shows Door"));
    }

    void a_camera_that_shows_it_larger_and_is_asked_for_more_takes_it() {
        SiteBuilder builder = open_ground();
        camera(builder, "Camera 1", "perceive");
        camera(builder, "Camera 2", "characterise", {17, 0});
        target(builder, "Door", 20, 0);
        const Assessment made = check(builder, "NS-15");
        // 960 / hypot(3, 1.5) = 286 of 250; nothing is left for the first.
        QVERIFY(std::abs(*of_level(made, Level::pass)->value - 100 * pixels(3) / 250) < 1e-9);
        QVERIFY(has(of_level(made, Level::not_run)->message, "no target is in the picture of the camera"));
        QVERIFY(of_level(made, Level::fail) == nullptr);
    }

    void behind_a_building_another_camera_shows_it() {
        SiteBuilder builder = open_ground();
        camera(builder, "Camera 1", "validate");
        camera(builder, "Camera 2", "outline", {14, 0});
        target(builder, "Door", 20, 0);
        drawn(builder, Role::building, rectangle(6, -5, 10, 5), {{"height_m", 6.0}}).name = "House";
        const Assessment made = check(builder, "NS-15");
        QVERIFY(of_level(made, Level::fail) == nullptr);
        QVERIFY(std::abs(*of_level(made, Level::pass)->value - 100 * pixels(6) / 40) < 1e-9);
        // A hedge there could be cut: the first camera is asked all the same.
        SiteBuilder hedged = open_ground();
        camera(hedged, "Camera 1", "validate");
        camera(hedged, "Camera 2", "outline", {14, 0});
        target(hedged, "Door", 20, 0);
        drawn(hedged, Role::barrier, line({{8, -5}, {8, 5}}),
              {{"kind", words("hedge")}, {"height_m", 3.0}, {"opacity", 1.0}})
            .name = "Yew";
        QVERIFY(has(of_level(check(hedged, "NS-15"), Level::fail)->message,
                    "Camera 1 does not show Door, which Yew hides"));
    }

    void a_fence_nobody_said_one_sees_through_makes_no_pass() {
        const auto behind_fence = [](const char* attribute, Value value) {
            SiteBuilder builder = open_ground();
            camera(builder, "Camera 1", "outline");
            target(builder, "Door", 20, 0);
            drawn(builder, Role::barrier, line({{18, -20}, {18, 20}}),
                  {{"kind", words("fence")}, {"height_m", 4.0}, {attribute, value}});
            return only(check(builder, "NS-15"));
        };
        const Finding unsaid = behind_fence("finish", words("green"));
        QCOMPARE(unsaid.level, Level::not_run);
        QVERIFY(has(unsaid.message, "it holds only as long as what is not given"));
        QCOMPARE(behind_fence("opacity", 0.2).level, Level::pass);
    }

    void a_camera_without_direction_passes_for_nothing() {
        SiteBuilder builder = open_ground();
        Feature& all_round = camera(builder, "Camera 1", "outline");
        all_round.unset("azimuth_deg");
        target(builder, "Door", -20, 0);
        const Finding found = only(check(builder, "NS-15"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(has(found.message, "whose direction is not given"));
        all_round.set("hfov_deg", 360.0, Basis::drawn);
        all_round.set("h_pixels", 7680.0, Basis::drawn); // 7680 / (2 pi · 20.06) = 61 on a metre
        QCOMPARE(only(check(builder, "NS-15")).level, Level::pass);
    }

    void the_usual_tilt_makes_no_pass_only_where_it_decides() {
        const auto away = [](double m) {
            SiteBuilder builder = open_ground();
            camera(builder, "Camera 1", "outline").unset("tilt_deg");
            target(builder, "Door", m, 0);
            return only(check(builder, "NS-15"));
        };
        // The picture is 29 degrees high to each side. The door is 37 degrees down 2 m away: in it at the
        // usual 15, not when level. 7 m away it is 12 down: in it level and at 30.
        QCOMPARE(away(2).level, Level::not_run);
        QVERIFY(has(away(2).message, "it holds only by the usual value of"));
        QCOMPARE(away(7).level, Level::pass);
    }

    void a_target_drawn_just_within_a_wall_is_looked_at_before_it() {
        for (const double x : {19.95, 20.0, 20.01, 20.3}) {
            SiteBuilder builder = open_ground();
            camera(builder, "Camera 1", "outline");
            target(builder, "Door", x, 0);
            drawn(builder, Role::building, rectangle(20, -10, 30, 10), {{"height_m", 6.0}}).name = "House";
            const Assessment made = check(builder, "NS-15");
            QCOMPARE(only(made).level, Level::pass);
            QVERIFY(std::abs(*only(made).value - 100 * pixels(20) / 40) < 1);
            const bool noted = std::any_of(made.notes.begin(), made.notes.end(),
                                           [](const scene::Note& one) { return one.code == "target_moved"; });
            QCOMPARE(noted, x > 20);
        }
    }
};

PROSPECT_TEST(CameraDetailTest);

#include "camera_detail_test.moc"
