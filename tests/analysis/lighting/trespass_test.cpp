#include "analysis/lighting/obtrusive_light.h"
#include "analysis/lighting/upward_light.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

constexpr const char* analysis = "lighting.trespass";
constexpr double candela = 500;

// A house whose front y = 30 looks south, with a window whose middle is 1.5 m above the ground.
SiteBuilder house_and_window() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    site.add(Role::building, rectangle(10, 30, 50, 45), {{"height_m", 9.0}}).name = "House";
    site.add(Role::opening, point(30, 30),
             {{"kind", std::string("window")}, {"sill_m", 0.9}, {"head_m", 2.1}})
        .name = "Bedroom";
    site.add_photometry("even", even_light(candela));
    return site;
}

// On the plane of the wall, by hand: k of the distance and the cosine to its normal.
double on_window(double x, double y, double z) {
    const double dy = 29.95 - y;
    const double d = std::hypot(x - 30, dy, z - 1.5);
    return candela / (d * d) * dy / d;
}

lighting::Luminaire hung(const Photometry& photometry, double tilt_deg) {
    lighting::Luminaire lamp;
    lamp.photometry = std::make_shared<const Photometry>(photometry);
    lamp.rotation = lighting::rotation_of(0, tilt_deg, 0);
    return lamp;
}

} // namespace

class TrespassTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void one_lamp_before_one_window_by_hand() {
        SiteBuilder site = house_and_window();
        add_lamp(site, 33, 24, "even", 4).name = "Lamp 1";
        add_lamp(site, 20, 20, "even", 5).name = "Lamp 2";
        const RunPtr found = lit(site, analysis, {{"zone", "E3"}});
        const Table& windows = table(found, "windows");
        QCOMPARE(windows.rows.size(), 1U);
        const double first = on_window(33, 24, 4);
        const double second = on_window(20, 20, 5);
        QVERIFY(close(number(windows, 0, "ev_before_lx"), first + second));
        QVERIFY(close(number(windows, 0, "ev_after_lx"), first + second));
        QCOMPARE(as_text(*cell(windows, 0, "worst_lamp")), std::string("Lamp 1"));
        QVERIFY(close(number(windows, 0, "worst_lamp_lx"), first));
        QCOMPARE(as_text(*cell(windows, 0, "building")), std::string("House"));
        QVERIFY(first + second > 2 && first + second < 10); // within before, too much after curfew
        QCOMPARE(number(windows, 0, "pass_before"), 1.0);
        QCOMPARE(number(windows, 0, "pass_after"), 0.0);
        QCOMPARE(metric(found, "windows_over_before"), 0.0);
        QCOMPARE(metric(found, "windows_over_after"), 1.0);
        const Table& lamps = table(found, "lamps");
        QCOMPARE(lamps.rows.size(), 2U);
        QCOMPARE(as_text(*cell(lamps, 1, "worst_window")), std::string("Bedroom"));
        QVERIFY(close(number(lamps, 1, "worst_window_lx"), second));
        QVERIFY(QString::fromStdString(note(found, "limits")->message).contains("from memory"));
    }

    void walls_shade_windows_and_lamps_behind_them_give_nothing() {
        SiteBuilder site = house_and_window();
        add_lamp(site, 30, 20, "even", 3);
        add_lamp(site, 30, 55, "even", 4); // behind the house
        site.add(Role::barrier, line({{10, 25}, {50, 25}}),
                 {{"kind", std::string("wall")}, {"height_m", 4.0}});
        const RunPtr found = lit(site, analysis);
        QCOMPARE(number(table(found, "windows"), 0, "ev_before_lx"), 0.0);
        QVERIFY(!cell(table(found, "windows"), 0, "worst_lamp"));
        QVERIFY(!cell(table(found, "lamps"), 0, "worst_window"));
        QCOMPARE(metric(found, "most_ev_lx"), 0.0);
    }

    void lamps_that_go_out_at_curfew_count_before_it_alone() {
        SiteBuilder site = house_and_window();
        add_lamp(site, 30, 24, "even", 4).set("hours", std::string("16:00-23:00"), Basis::drawn);
        RunPtr found = lit(site, analysis);
        QVERIFY(close(number(table(found, "windows"), 0, "ev_before_lx"), on_window(30, 24, 4)));
        QCOMPARE(number(table(found, "windows"), 0, "ev_after_lx"), 0.0);
        QVERIFY(note(found, "dark_at_one_time") != nullptr);
        add_lamp(site, 30, 20, "even", 4);
        found = lit(site, analysis);
        QVERIFY(close(number(table(found, "windows"), 0, "ev_after_lx"), on_window(30, 20, 4)));
        QCOMPARE(table(found, "lamps").rows.size(), 2U);
    }

    void upward_light_follows_the_way_a_lamp_hangs() {
        QVERIFY(close(lighting::upward_share(hung(lambert_light(100), 0)), 0, 1e-9));
        QVERIFY(close(lighting::upward_share(hung(lambert_light(100), 180)), 1));
        QVERIFY(close(lighting::upward_share(hung(lambert_light(100), 90)), 0.5, 4e-3));
        QVERIFY(close(lighting::upward_share(hung(even_light(100), 30)), 0.5, 4e-3));
        // Of a flat lamp tilted by t the share (1 - cos t) / 2 goes up.
        for (const double tilt : {10.0, 25.0, 60.0})
            QVERIFY(std::abs(lighting::upward_share(hung(lambert_light(100), tilt)) -
                             (1 - std::cos(tilt * std::numbers::pi / 180)) / 2) < 2e-3);
    }

    void zones_are_data_and_those_without_a_limit_compare_nothing() {
        const auto& limits = lighting::ObtrusiveLight::bundled();
        QVERIFY(!limits.verified);
        QCOMPARE(limits.zone("E2").ev_after_lx, std::optional(1.0));
        QCOMPARE(limits.zone("E4").upward_share, 0.15);
        SiteBuilder site = house_and_window();
        add_lamp(site, 30, 24, "even", 4);
        const RunPtr found = lit(site, analysis, {{"zone", "E0"}});
        QVERIFY(!cell(table(found, "windows"), 0, "pass_before"));
        QVERIFY(note(found, "no_limit") != nullptr);
        QVERIFY_THROWS_EXCEPTION(Error, (void)metric(found, "windows_over_before"));
        QCOMPARE(metric(found, "lamps_over_upward"), 1.0); // an even lamp sends half of it up
        for (const char* broken : {"{", R"({"document":"d","source":"s","verified":true,"zones":[]})",
                                   R"({"document":"d","source":"s","verified":true,"zones":[
                  {"name":"A","title":"","upward_percent":5},{"name":"B","title":"","upward_percent":2}]})",
                                   R"({"document":"d","source":"s","verified":true,"zones":[
                  {"name":"A","title":"","upward_percent":5,"ev_after":-1}]})",
                                   R"({"document":"d","source":"s","verified":true,"zones":[
                  {"name":"A","title":"","upward_percent":5,"ev_after":1}]})"})
            QVERIFY_THROWS_EXCEPTION(Error, (void)lighting::ObtrusiveLight::parse(broken));
    }

    void what_cannot_be_told_is_named() {
        SiteBuilder site = house_and_window();
        QVERIFY(refusal_of(site, analysis).contains("missing data, not darkness"));
        add_lamp(site, 30, 24, "even", 4);
        site.add(Role::opening, point(30, 10), {{"kind", std::string("window")}}).name = "Lost";
        // Its azimuth says which way it faces, wall or not: 2 m north of it stands the lamp.
        site.add(Role::opening, point(30, 22),
                 {{"kind", std::string("window")}, {"sill_m", 0.9}, {"head_m", 2.1}, {"azimuth_deg", 0.0}});
        const RunPtr found = lit(site, analysis);
        QCOMPARE(count(found, "windows"), 2);
        QVERIFY(
            close(number(table(found, "windows"), 1, "ev_after_lx"), candela / 10.25 * 2 / std::sqrt(10.25)));
        QCOMPARE(count(found, "windows_left_out"), 1);
        QVERIFY(found->result.partial);
        QVERIFY(QString::fromStdString(note(found, "window_left_out")->message).contains("Lost"));
        SiteBuilder blank;
        blank.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 9.0}});
        add_lamp(blank, 30, 24, "even", 4);
        blank.add_photometry("even", even_light(candela));
        QVERIFY(refusal_of(blank, analysis).contains("no window"));
    }
};

PROSPECT_TEST(TrespassTest);

#include "trespass_test.moc"
