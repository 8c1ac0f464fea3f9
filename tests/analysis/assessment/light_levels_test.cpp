#include "analysis/assessment/light_words.h"
#include "light.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

bool says(const Finding& finding, const char* words) {
    if (finding.message.find(words) != std::string::npos) return true;
    qWarning("%s", finding.message.c_str());
    return false;
}

const Value p4{std::string("P4")};

} // namespace

// LT-02, LT-03, LT-05 and LT-06.
class LightLevelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_class_is_met_or_missed_by_the_formula() {
        const Finding met = only(check(lit_way({{"lit_class", p4}}), "LT-02"));
        QCOMPARE(met.level, Level::pass);
        const Levels bright = levels_of(lamp_cd);
        QVERIFY(close(*met.value, 100 * std::min(bright.mean / 5, bright.least / 1)));
        const Finding missed = only(check(lit_way({{"lit_class", p4}}, 300), "LT-02"));
        QCOMPARE(missed.level, Level::fail); // all of it is drawn
        const Levels dim = levels_of(300);
        QVERIFY(close(*missed.value, 100 * std::min(dim.mean / 5, dim.least / 1)));
        QVERIFY(says(missed,
                     "Back Path has too little light for its class P4: 3.9 lx on average (5 asked) and "
                     "0.8 lx where it is darkest (1 asked)"));
    }

    void the_hour_of_the_check_does_not_matter() {
        TimeContext evening;
        evening.set_time("evening");
        const auto site = lit_way({{"lit_class", p4}}, 300);
        QCOMPARE(only(check(site, "LT-02", 2, evening)).value, only(check(site, "LT-02")).value);
        QCOMPARE(only(check(site, "LT-02", 1)).value, only(check(site, "LT-02", 2)).value);
    }

    void typical_light_is_said_and_never_serious() {
        SiteBuilder builder = way_of(60, {{"lit_class", p4}});
        for (const double x : {0.0, 60.0})
            drawn(builder, Role::luminaire, point(x, 2), {{"height_m", 4.0}, {"maintenance", 0.8}});
        const Finding missed = only(check(builder, "LT-02"));
        QCOMPARE(missed.level, Level::look);
        QCOMPARE(missed.basis, Basis::assumed);
        QVERIFY(says(missed, "Assumed: the direction of 2 lamps, the light data of 2 lamps"));
    }

    void without_lamps_classes_or_light_nothing_can_be_told() {
        for (const char* code : {"LT-02", "LT-03", "LT-05"}) {
            const Finding bare = only(check(way_of(30, {{"lit_class", p4}, {"night_route", true}}), code));
            QCOMPARE(bare.level, Level::not_run);
            QVERIFY(says(bare, "missing data and not darkness"));
            QCOMPARE(bare.lacks, std::vector<std::string>{"lamp"});
            QCOMPARE(only(check(lit_way({}), code)).level, Level::not_run);
        }
        QVERIFY(says(only(check(lit_way({{"lit_class", words("X9")}}), "LT-02")),
                     "there is no lighting class X9"));
        QVERIFY(says(only(check(lit_way({{"lit_class", words("M3")}}), "LT-02")), "luminance"));
        // A lamp whose light data is lost may light the path well.
        SiteBuilder lost = way_of(30, {{"lit_class", p4}, {"night_route", true}});
        lamp_at(lost, 0);
        lamp_at(lost, 30).set("photometry", std::string("lost.ies"), Basis::drawn);
        for (const char* code : {"LT-02", "LT-05"})
            QVERIFY(says(only(check(lost, code)), "gives no light as it is described"));
    }

    void uniformity_of_a_class_counts_as_its_limits_do() {
        const Finding missed = only(check(lit_way({{"lit_class", words("C5")}}, 600), "LT-02"));
        const Levels found = levels_of(600);
        QVERIFY(found.mean > 7.5);
        QVERIFY(close(*missed.value, 100 * found.least / found.mean / 0.4));
        QVERIFY(says(missed, "an evenness, darkest by average, of"));
    }

    void more_light_may_make_it_uneven() {
        // U0 of C5 holds between lamps 12 m high; a lamp that gives no light as it is described may spoil it.
        const auto site = [](const char* light) {
            SiteBuilder builder = lit_way({{"lit_class", words("C5")}}, 3000, 12);
            if (light) lamp_at(builder, 15, -3).set("photometry", std::string(light), Basis::drawn);
            return only(check(builder, "LT-02"));
        };
        const Levels found = levels_of(3000, 12);
        QVERIFY(found.mean > 7.5 && found.least / found.mean > 0.4);
        QCOMPARE(site(nullptr).level, Level::pass);
        QCOMPARE(site("lost.ies").level, Level::not_run);
        // An average and a least value only get better.
        SiteBuilder p = lit_way({{"lit_class", p4}});
        lamp_at(p, 15, -3).set("photometry", std::string("lost.ies"), Basis::drawn);
        QCOMPARE(only(check(p, "LT-02")).level, Level::pass);
    }

    void serious_rests_on_no_assumed_tilt_or_direction() {
        const auto level = [](double tilt_deg, Basis tilt, Basis azimuth) {
            SiteBuilder builder = way_of(30, {{"lit_class", p4}});
            builder.add_photometry("flat.ies", lambert_light(200));
            for (const double x : {0.0, 30.0}) {
                Feature& lamp = lamp_at(builder, x);
                lamp.set("photometry", std::string("flat.ies"), Basis::drawn);
                lamp.set("tilt_deg", tilt_deg, tilt);
                lamp.set("azimuth_deg", 0.0, azimuth);
            }
            return only(check(builder, "LT-02")).level;
        };
        QCOMPARE(level(0, Basis::drawn, Basis::drawn), Level::fail);
        QCOMPARE(level(0, Basis::drawn, Basis::assumed), Level::fail); // as bright whichever way it points
        QCOMPARE(level(20, Basis::drawn, Basis::assumed), Level::look);
        QCOMPARE(level(20, Basis::assumed, Basis::drawn), Level::look);
    }

    void limits_are_as_they_are_and_a_near_miss_reads_as_one() {
        // 10 points between lamps: the mean is that of 400 cd times the intensity.
        const double just_missed = 400 * 4.98 / levels_of(400).mean;
        QVERIFY(says(only(check(lit_way({{"lit_class", p4}}, just_missed), "LT-02")),
                     "just under 5 lx on average (5 asked)"));
        QCOMPARE(limit_text(0.75), std::string("0.75"));
        QCOMPARE(limit_text(10.764), std::string("10.764"));
        QCOMPARE(lux_beside(10.6, 10.764), std::string("just under 10.764"));
        QCOMPARE(lux_beside(11.3, 11.25), std::string("just over 11.25"));
        QCOMPARE(lux_beside(3.9, 5), std::string("3.9"));
        QCOMPARE(ratio_beside(0.398, 0.4), std::string("just under 0.4"));
        QCOMPARE(whole_beside(10.3, 10), std::string("just over 10"));
    }

    void what_cannot_be_lit_is_said_and_not_that_it_is_missing() {
        SiteBuilder faces = lit_way({{"lit_class", words("SC5")}});
        QVERIFY(says(only(check(faces, "LT-02")), "ask for no light on the ground"));
        SiteBuilder beneath = lit_way({{"lit_class", p4}, {"night_route", true}});
        drawn(beneath, Role::building, rectangle(-2, -2, 32, 2), {{"height_m", 4.5}});
        for (const char* code : {"LT-02", "LT-03", "LT-05"})
            QVERIFY(says(only(check(beneath, code)), "lies within buildings"));
        SiteBuilder spot = lit_way({});
        drawn(spot, Role::activity, point(10, 10), {{"kind", words("parking")}});
        QVERIFY(says(only(check(spot, "LT-06")), "drawn as a point"));
    }

    void more_than_one_and_a_half_times_the_class_is_too_much() {
        const Finding missed = only(check(lit_way({{"lit_class", p4}}, 900), "LT-03"));
        QCOMPARE(missed.level, Level::look);
        QVERIFY(close(*missed.value, levels_of(900).mean / 5));
        QCOMPARE(only(check(lit_way({{"lit_class", p4}}), "LT-03")).level, Level::pass);
        // C classes do not say what is too much.
        QCOMPARE(only(check(lit_way({{"lit_class", words("C5")}}, 9000), "LT-03")).level, Level::not_run);
    }

    void evenness_is_least_by_mean_and_serious_below_the_floor() {
        const Finding serious = only(check(lit_way({{"night_route", true}}), "LT-05"));
        const Levels low = levels_of(lamp_cd);
        QVERIFY(close(*serious.value, low.least / low.mean));
        QVERIFY(*serious.value < 0.25);
        QCOMPARE(serious.level, Level::fail);
        const Finding look = only(check(lit_way({{"night_route", true}}, 2000, 6), "LT-05"));
        const Levels between = levels_of(2000, 6);
        QVERIFY(close(*look.value, between.least / between.mean));
        QVERIFY(*look.value > 0.25 && *look.value < 0.4);
        QCOMPARE(look.level, Level::look);
        QCOMPARE(only(check(lit_way({{"night_route", true}}, 2000, 12), "LT-05")).level, Level::pass);
        QVERIFY(says(only(check(lit_way({{"night_route", true}}, 40), "LT-05")), "hardly any light"));
    }

    void a_car_park_has_the_light_of_its_traffic_or_not() {
        const auto car_park = [](double candela) {
            SiteBuilder builder;
            red_line_of(builder, -20, -20, 40, 40);
            builder.add_photometry("even.ies", even_light(candela));
            drawn(builder, Role::activity, rectangle(0, 0, 20, 20), {{"kind", words("parking")}}).name =
                "Court";
            lamp_at(builder, 10, 10, 10);
            return builder;
        };
        // Under the lamp I / h² = 20 lx, in the corners I h / d³ = 3.8: some 9 lx on average.
        const Finding met = only(check(car_park(2000), "LT-06"));
        QCOMPARE(met.level, Level::pass);
        SiteBuilder broken = car_park(2000);
        lamp_at(broken, 5, 5).set("photometry", std::string("lost.ies"), Basis::drawn);
        QCOMPARE(only(check(broken, "LT-06")).level, Level::not_run);
        const Finding missed = only(check(car_park(500), "LT-06"));
        QCOMPARE(missed.level, Level::fail);
        QVERIFY(says(missed, "Court has too little light for light traffic, as it is taken to have:"));
        SiteBuilder bare;
        red_line_of(bare, -20, -20, 40, 40);
        drawn(bare, Role::activity, rectangle(0, 0, 20, 20), {{"kind", words("parking")}});
        QCOMPARE(only(check(bare, "LT-06")).level, Level::not_run);
        QVERIFY(says(only(check(lit_way({}), "LT-06")), "no car park"));
    }

    void a_car_park_is_judged_by_what_lighting_classes_finds() {
        SiteBuilder builder;
        red_line_of(builder, -20, -20, 40, 40);
        builder.add_photometry("even.ies", even_light(500));
        drawn(builder, Role::activity, rectangle(0, 0, 20, 20), {{"kind", words("parking")}});
        lamp_at(builder, 10, 10, 10);
        const auto run = lit(builder, "lighting.classes", {{"area_class", "car_park_light"}});
        const auto& row = table(run, "classes");
        const double share = std::min(number(row, 0, "e_avg") / 5, number(row, 0, "u0") / 0.25);
        QVERIFY(close(*only(check(builder, "LT-06")).value, 100 * share));
    }
};

PROSPECT_TEST(LightLevelsTest);

#include "light_levels_test.moc"
