#include "analysis/engine/engine.h"
#include "analysis/scene/obstacles.h"
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

// Windows before a path, shrubs of half a metre between them that grow.
SiteBuilder growing(std::optional<double> mature_m) {
    SiteBuilder builder;
    red_line_of(builder, -10, -10, 70, 70);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
    for (const double x : {20.0, 30.0, 40.0})
        drawn(builder, Role::opening, point(x, 30), {{"kind", words("window")}, {"occupied_day", 0.6}});
    Feature& shrubs = drawn(builder, Role::planting, rectangle(-10, 24, 70, 26), {{"height_m", 0.5}});
    if (mature_m) shrubs.set("mature_m", *mature_m, Basis::drawn);
    drawn(builder, Role::path, line({{0, 20}, {60, 20}}), {{"width_m", 2.0}}).name = "Mill Path";
    return builder;
}

double figure(const SiteBuilder& builder, const std::string& analysis, const std::string& metric,
              const TimeContext& time) {
    engine::Engine engine(catalogue());
    engine::Settings settings;
    if (engine.get(analysis).info().fields.size() > 0) settings["cell_m"] = "1";
    const auto run = engine.run(analysis, settings, {.site = builder.site(), .time = time, .threads = 2});
    for (const auto& [name, value] : run->result.metrics)
        if (name == metric) return value;
    double sum = 0;
    for (const Field& field : run->result.fields)
        if (field.name == metric)
            for (const float value : field.values)
                sum += value == nodata ? 0 : static_cast<double>(value);
    for (const auto& table : run->result.tables)
        if (table.name == metric) sum += static_cast<double>(table.rows.size());
    return sum;
}

TimeContext in_year(int year) {
    TimeContext time;
    time.growth_year = year;
    return time;
}

} // namespace

// IM-01, and that growth and season reach every analysis that looks.
class GrowthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planting_grows_evenly_to_its_mature_height_in_ten_years() {
        const SitePtr site = growing(2.5).site();
        const auto height_in = [&](int year) {
            for (const scene::Obstacle& one : scene::obstacles_of(*site, in_year(year)).obstacles)
                if (one.role == Role::planting) return one.top_m;
            return 0.0;
        };
        QCOMPARE(height_in(0), 0.5);
        QCOMPARE(height_in(5), 1.5);
        QCOMPARE(height_in(10), 2.5);
        QCOMPARE(height_in(30), 2.5);
    }

    void shrubs_that_grow_before_windows_ask_for_a_look() {
        const Finding missed = only(check(growing(3), "IM-01"));
        QCOMPARE(missed.level, Level::look);
        QCOMPARE(missed.value, std::optional(-100.0)); // nothing is seen over 3 m
        QVERIFY(has(missed.message, "In year 10 Mill Path is watched 100 % less (eyes on it by day "));
        QVERIFY(has(missed.message, "; it should lose at most 10 %"));
        QCOMPARE(missed.basis, Basis::assumed);
        QVERIFY(std::any_of(missed.evidence.begin(), missed.evidence.end(), [](const Evidence& one) {
            return one.feature == Uuid::from_name("planting 0");
        }));
    }

    void shrubs_that_stay_low_hold() {
        const Finding pass = only(check(growing(0.9), "IM-01"));
        QCOMPARE(pass.level, Level::pass);
        QCOMPARE(pass.value, std::optional(0.0));
        // Asked for in another year, it is still the change from year 0 to year 10.
        QCOMPARE(only(check(growing(3), "IM-01", 2, in_year(10))).value, std::optional(-100.0));
    }

    void a_height_at_maturity_nobody_gave_is_no_pass() {
        const Finding found = only(check(growing(std::nullopt), "IM-01"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(has(found.message, "height at maturity is not given"));
        SiteBuilder bare;
        drawn(bare, Role::path, line({{0, 20}, {60, 20}}));
        QCOMPARE(only(check(bare, "IM-01")).level, Level::not_run);
    }

    void in_the_phase_of_grown_planting_nothing_can_be_told() {
        TimeContext mature;
        mature.phase = Phase::mature;
        const Finding found = only(check(growing(3), "IM-01", 2, mature));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(has(found.message, "grown planting"));
    }

    // 500 m of way with one shrub across it: the mean says little, the place says all.
    void one_shrub_across_a_long_way_is_not_lost_in_the_mean() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {500, 0}}), {{"width_m", 2.0}}).name = "Long Way";
        Feature& shrub = drawn(builder, Role::planting, rectangle(249, -5, 251, 5),
                               {{"height_m", 0.3}, {"mature_m", 3.0}});
        const Finding missed = only(check(builder, "IM-01"));
        QCOMPARE(missed.level, Level::look);
        QVERIFY(*missed.value < -90);
        QVERIFY2(has(missed.message, "of the way ahead at one place (50 m, then"), missed.message.c_str());
        shrub.set("mature_m", 0.5, Basis::drawn);
        QCOMPARE(only(check(builder, "IM-01")).level, Level::pass);
    }

    // Growth of planting and leaves of a tree must reach every analysis alike.
    void growth_changes_every_analysis_that_looks() {
        SiteBuilder builder = growing(3);
        drawn(builder, Role::planting, rectangle(20, 21.8, 24, 22.4), {{"height_m", 0.5}, {"mature_m", 3.0}});
        drawn(builder, Role::camera, point(30, 29),
              {{"height_m", 3.0}, {"azimuth_deg", 180.0}, {"hfov_deg", 90.0}, {"tilt_deg", 10.0}});
        const auto changed = [&](const char* analysis, const char* metric) {
            const double now = figure(builder, analysis, metric, in_year(0));
            const double half = figure(builder, analysis, metric, in_year(5));
            const double grown = figure(builder, analysis, metric, in_year(10));
            if (now == grown) qWarning("%s %s: %g", analysis, metric, now);
            return now != grown && (half != now || half != grown);
        };
        QVERIFY(changed("sightlines.overlooking", "mean_guardianship_day"));
        QVERIFY(changed("sightlines.concealment", "concealment"));
        QVERIFY(changed("sightlines.cameras", "covered_share"));
        QVERIFY(changed("risk.fear", "fear"));
        QVERIFY(changed("access.frontage", "frontage_m"));
        QVERIFY(changed("sightlines.visible_area", "area"));
    }

    void season_changes_every_analysis_that_looks() {
        SiteBuilder builder = growing(0.5);
        for (double x = 2; x < 60; x += 2)
            drawn(builder, Role::tree, point(x, 23),
                  {{"height_m", 8.0},
                   {"crown_m", 4.0},
                   {"clear_stem_m", 0.0},
                   {"opacity_leaf_on", 0.9},
                   {"opacity_leaf_off", 0.2}});
        drawn(builder, Role::camera, point(30, 29),
              {{"height_m", 3.0}, {"azimuth_deg", 180.0}, {"hfov_deg", 90.0}, {"tilt_deg", 10.0}});
        TimeContext winter;
        winter.season = Season::winter;
        const auto changed = [&](const char* analysis, const char* metric) {
            const double summer = figure(builder, analysis, metric, {});
            if (summer == figure(builder, analysis, metric, winter))
                qWarning("%s %s: %g", analysis, metric, summer);
            return summer != figure(builder, analysis, metric, winter);
        };
        QVERIFY(changed("sightlines.overlooking", "mean_guardianship_day"));
        QVERIFY(changed("sightlines.concealment", "concealment"));
        QVERIFY(changed("sightlines.cameras", "covered_share"));
        QVERIFY(changed("risk.fear", "fear"));
        QVERIFY(changed("access.frontage", "frontage_m"));
    }
};

PROSPECT_TEST(GrowthTest);

#include "growth_test.moc"
