#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

// A house whose front y = 30 looks south by one window; a lamp of 500 cd before it, 5 m high; a wall in the
// east behind which nothing is seen from the window.
SiteBuilder plan() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 30), {{"kind", std::string("application")}});
    site.add(Role::building, rectangle(10, 30, 30, 45), {{"height_m", 9.0}});
    site.add(Role::opening, point(20, 30), {{"kind", std::string("window")}});
    site.add(Role::barrier, line({{40, 0}, {40, 30}}), {{"height_m", 4.0}, {"opacity", 1.0}});
    site.add_photometry("even", even_light(500));
    add_lamp(site, 20, 20, "even", 5);
    return site;
}

const Field& field_of(const engine::RunPtr& run, const char* name) {
    for (const Field& field : run->result.fields)
        if (field.name == name) return field;
    qFatal("no field");
}

double metric(const engine::RunPtr& run, const char* name) {
    for (const auto& [found, value] : run->result.metrics)
        if (found == name) return value;
    return -1;
}

} // namespace

class SeenAndLitTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_cell_is_what_the_two_maps_say() {
        const auto run = lit(plan(), "sightlines.seen_and_lit");
        const auto light = lit(plan(), "lighting.illuminance", {{"quantities", "eh"}});
        const auto eyes = lit(plan(), "sightlines.overlooking");
        const Field& found = field_of(run, "seen_and_lit");
        const Field& lux = field_of(light, "eh");
        const Field& openings = field_of(eyes, "openings_43m");
        std::array<int, 4> kinds{};
        for (std::size_t i = 0; i < found.values.size(); ++i) {
            if (found.values[i] == nodata) continue;
            const int asked = (lux.values[i] >= 2 ? 1 : 0) + (openings.values[i] >= 1 ? 2 : 0);
            QCOMPARE(static_cast<int>(found.values[i]), asked);
            ++kinds[static_cast<std::size_t>(asked)];
        }
        QVERIFY(kinds[0] > 0 && kinds[2] > 0 && kinds[3] > 0); // all the lit ground is seen
    }

    // Under the lamp 20 lx, before the window; 2500 / (25 + d²)^1.5 is 2 lx at d = 9.54 m.
    void the_edge_of_the_light_is_where_its_formula_has_it() {
        const auto run = lit(plan(), "sightlines.seen_and_lit");
        const Field& found = field_of(run, "seen_and_lit");
        QCOMPARE(found.value_at({20, 20}).value(), 3.0F);
        QCOMPARE(found.value_at({20, 11}).value(), 3.0F); // 9 m away
        QCOMPARE(found.value_at({20, 10}).value(), 2.0F); // 10 m away: seen and dark
        QCOMPARE(found.value_at({50, 20}).value(), 0.0F); // behind the wall
    }

    void shares_add_up_and_more_light_asked_means_less_lit() {
        const auto run = lit(plan(), "sightlines.seen_and_lit");
        const double sum = metric(run, "seen_and_lit_share") + metric(run, "seen_dark_share") +
                           metric(run, "lit_unseen_share") + metric(run, "neither_share");
        QVERIFY(close(sum, 1.0, 1e-12));
        const auto strict = lit(plan(), "sightlines.seen_and_lit", {{"lit_lx", "10"}});
        QVERIFY(metric(strict, "seen_and_lit_share") < metric(run, "seen_and_lit_share"));
        const auto many = lit(plan(), "sightlines.seen_and_lit", {{"openings", "2"}});
        QCOMPARE(metric(many, "seen_and_lit_share"), 0.0);
        QVERIFY(metric(many, "lit_unseen_share") > 0);
    }

    void without_lamps_or_windows_it_says_what_is_missing() {
        SiteBuilder dark;
        dark.add(Role::building, rectangle(10, 30, 30, 45));
        QVERIFY2(refusal_of(dark, "sightlines.seen_and_lit").contains("missing data, not darkness"),
                 qPrintable(refusal_of(dark, "sightlines.seen_and_lit")));
        SiteBuilder blind;
        blind.add(Role::building, rectangle(10, 30, 30, 45));
        blind.add_photometry("even", even_light(500));
        add_lamp(blind, 20, 20, "even", 5);
        QVERIFY(refusal_of(blind, "sightlines.seen_and_lit").contains("no window"));
    }
};

PROSPECT_TEST(SeenAndLitTest);
#include "seen_and_lit_test.moc"
