#include "analysis/lighting/energy.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

constexpr const char* analysis = "lighting.energy";

Photometry with_power(double watts) {
    Photometry made = even_light(400);
    if (watts > 0) made.watts = watts;
    return made;
}

SiteBuilder path_and_lamps() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    site.add(Role::path, line({{10, 30}, {50, 30}}), {{"kind", std::string("footway")}, {"width_m", 2.0}})
        .name = "Way";
    site.add_photometry("twenty", with_power(20));
    site.add_photometry("silent", with_power(0));
    add_lamp(site, 20, 32, "twenty", 4).set("dimming", 0.5, Basis::drawn);
    add_lamp(site, 40, 32, "twenty", 4).set("hours", std::string("18:00-02:00"), Basis::drawn);
    return site;
}

} // namespace

class EnergyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hours_of_a_week() {
        const auto fixed = [](const char* text) { return lighting::burning_hours(text)->fixed_per_week; };
        const auto dark = [](const char* text) {
            return lighting::burning_hours(text)->dark_nights_per_week;
        };
        QVERIFY(close(fixed("24/7"), 168, 1e-9) && dark("24/7") == 0);
        QVERIFY(close(fixed("18:00-02:00"), 56, 1e-9) && dark("18:00-02:00") == 0);
        QVERIFY(close(fixed("Mo-Fr 07:00-19:00; Sa off"), 60, 1e-9));
        for (const char* all : {"", "dusk-dawn", "sunset-sunrise"})
            QVERIFY(fixed(all) == 0 && dark(all) == 7);
        QCOMPARE(dark("Mo-Fr dusk-dawn; Sa-Su off"), 5.0);
        QVERIFY(!lighting::burning_hours("when it rains"));
    }

    // Whatever the hour asked about, a lamp that is off then takes its energy, and the plan knows its power.
    void lamps_that_go_out_early_take_energy_too() {
        SiteBuilder site = path_and_lamps();
        Feature& early = add_lamp(site, 30, 32, "silent", 4);
        early.set("hours", std::string("16:00-23:00"), Basis::drawn);
        early.set("watts", 100.0, Basis::drawn);
        const RunPtr found = lit(site, analysis, {{"hours_per_year", "4000"}});
        QCOMPARE(metric(found, "installed_w"), 140.0);
        QCOMPARE(metric(found, "operated_w"), 30.0); // it is off at 23:30
        const double weeks = 365.25 / 7;
        QVERIFY(close(metric(found, "kwh_per_year"), (10 * 4000 + 20 * 56 * weeks + 100 * 49 * weeks) / 1000,
                      1e-9));
        QVERIFY(metric(found, "power_density_w_lx_m2") > 0);
    }

    void two_lamps_and_one_path_by_hand() {
        const RunPtr found = lit(path_and_lamps(), analysis, {{"hours_per_year", "4000"}});
        const double own_hours = 56 * 365.25 / 7;
        QCOMPARE(metric(found, "installed_w"), 40.0);
        QCOMPARE(metric(found, "operated_w"), 30.0);
        QVERIFY(close(metric(found, "kwh_per_year"), (10 * 4000 + 20 * own_hours) / 1000, 1e-12));
        QVERIFY(close(metric(found, "area_m2"), 80, 1e-9)); // 40 m of 2 m
        // The mean light is that of the lighting classes.
        const RunPtr classes = lit(path_and_lamps(), "lighting.classes");
        const double mean = number(table(classes, "classes"), 0, "e_avg");
        QVERIFY(mean > 1);
        QVERIFY(close(number(table(found, "areas"), 0, "e_avg"), mean, 1e-12));
        QVERIFY(close(metric(found, "power_density_w_lx_m2"), 30 / (mean * 80), 1e-9));
        QVERIFY(close(metric(found, "energy_density_wh_m2"), (10 * 4000 + 20 * own_hours) / 80, 1e-9));
        QVERIFY(close(number(table(found, "lamps"), 1, "hours_per_year"), own_hours, 1e-12));
    }

    void lamps_of_unknown_power_are_named_and_nothing_looks_better_for_it() {
        SiteBuilder site = path_and_lamps();
        add_lamp(site, 30, 32, "silent", 4).name = "Lamp 3";
        const RunPtr found = lit(site, analysis);
        QVERIFY(QString::fromStdString(note(found, "power_unknown")->message).contains("Lamp 3"));
        QVERIFY_THROWS_EXCEPTION(Error, (void)metric(found, "power_density_w_lx_m2"));
        QCOMPARE(metric(found, "installed_w"), 40.0);
        QVERIFY(!cell(table(found, "lamps"), 2, "power_w"));
    }

    void without_paths_there_is_energy_but_no_indicator() {
        SiteBuilder site;
        site.add_photometry("twenty", with_power(20));
        add_lamp(site, 20, 32, "twenty", 4);
        const RunPtr found = lit(site, analysis);
        QCOMPARE(metric(found, "operated_w"), 20.0);
        QVERIFY(note(found, "no_lit_ground") != nullptr);
        QVERIFY_THROWS_EXCEPTION(Error, (void)metric(found, "energy_density_wh_m2"));
        QVERIFY(refusal_of(SiteBuilder(), analysis).contains("no lamps"));
    }

    // A car park that is drawn as a zone and as a place, with the path across it.
    void ground_of_several_counts_once() {
        SiteBuilder site = path_and_lamps();
        site.add(Role::zone, rectangle(20, 20, 30, 40), {{"use", std::string("parking")}}).name = "Court";
        site.add(Role::activity, rectangle(20, 20, 30, 40), {{"kind", std::string("parking")}}).name = "Bays";
        const RunPtr found = lit(site, analysis);
        const double court = number(table(found, "areas"), 0, "area_m2");
        QVERIFY(std::abs(court - 200) < 20); // as nearly as squares fit
        QCOMPARE(number(table(found, "areas"), 1, "area_m2"), 0.0);
        QVERIFY(!cell(table(found, "areas"), 1, "e_avg"));
        QVERIFY(std::abs(number(table(found, "areas"), 2, "area_m2") - 60) < 6); // of the path's 80 m2
        QVERIFY(std::abs(metric(found, "area_m2") - 260) < 25);
        QVERIFY(note(found, "shared_ground") != nullptr);
        QCOMPARE(as_text(*cell(table(found, "areas"), 2, "kind")), std::string("path"));
    }
};

PROSPECT_TEST(EnergyTest);

#include "energy_test.moc"
