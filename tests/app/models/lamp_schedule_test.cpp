#include "app/models/lamp_schedule.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

void add_lamp(test::SiteBuilder& site, const char* light, double height_m, const char* circuit,
              double dimming) {
    Feature& lamp =
        site.add(Role::luminaire, test::point(0, 0), {{"height_m", height_m}, {"dimming", dimming}});
    if (*light) lamp.set("photometry", Value(std::string(light)), Basis::drawn);
    if (*circuit) lamp.set("circuit", Value(std::string(circuit)), Basis::drawn);
}

// Three of one kind in two circuits, one of another with watts of its own in none.
test::SiteBuilder plan() {
    test::SiteBuilder site;
    add_lamp(site, "generic_street.ldt", 6, "North", 1);
    add_lamp(site, "generic_street.ldt", 6, "North", 1);
    add_lamp(site, "generic_street.ldt", 6, "South", 0.5);
    add_lamp(site, "unknown.ies", 4, "", 1);
    return site;
}

} // namespace

class LampScheduleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lamps_are_counted_by_kind_and_by_circuit() {
        const LampSchedule schedule = lamp_schedule(*plan().site());
        QCOMPARE(schedule.lamps, 4U);
        QCOMPARE(schedule.types.size(), 2U);
        QCOMPARE(schedule.types[0].lamps.size(), 3U);
        QCOMPARE(schedule.types[0].watts.value(), 24.0); // of generic_street.ldt
        QCOMPARE(schedule.watts, 72.0);
        QCOMPARE(schedule.without_watts, 1U); // nothing is known of unknown.ies
        QVERIFY(!schedule.types[1].flux_lm);
        QCOMPARE(schedule.circuits.size(), 3U);
        QCOMPARE(schedule.circuits[0].name, std::string("North"));
        QCOMPARE(schedule.circuits[0].dimming.value(), 1.0);
        QCOMPARE(schedule.circuits[1].dimming.value(), 0.5);
        QVERIFY(schedule.circuits[2].name.empty());
    }

    void watts_of_a_lamp_itself_go_before_those_of_its_light_data() {
        test::SiteBuilder site = plan();
        site.add(Role::luminaire, test::point(0, 0),
                 {{"photometry", std::string("generic_street.ldt")}, {"height_m", 6.0}, {"watts", 10.0}});
        const LampSchedule schedule = lamp_schedule(*site.site());
        QCOMPARE(schedule.watts, 82.0);
        QCOMPARE(schedule.types.size(), 3U); // another kind
    }

    void a_circuit_whose_lamps_differ_says_so_until_they_are_set_together() {
        test::SiteBuilder builder = plan();
        add_lamp(builder, "generic_street.ldt", 6, "South", 0.8);
        const SitePtr site = builder.site();
        const LampSchedule before = lamp_schedule(*site);
        QVERIFY(!before.circuits[1].dimming);
        const SiteEdit edit = circuit_edit(before.circuits[1], {.dimming = 0.3, .hours = {}});
        QCOMPARE(edit.steps.size(), 2U);
        QCOMPARE(edit.title, std::string("Dim South"));
        const SitePtr after = apply(*site, edit);
        QCOMPARE(lamp_schedule(*after).circuits[1].dimming.value(), 0.3);
        QCOMPARE(lamp_schedule(*after).circuits[0].dimming.value(), 1.0);
        const SiteEdit switched = circuit_edit(before.circuits[0], {.dimming = {}, .hours = "24/7"});
        QCOMPARE(lamp_schedule(*apply(*site, switched)).circuits[0].hours.value(), std::string("24/7"));
    }

    void the_table_for_a_sheet_has_all_rows() {
        const QStringList lines = schedule_text(lamp_schedule(*plan().site())).split(u'\n');
        QVERIFY2(lines[1].startsWith("generic_street.ldt\t6.0\t3\t") && lines[1].endsWith("\t24\t72"),
                 qPrintable(lines[1]));
        QVERIFY(lines.contains(QStringLiteral("North\t2\t100\tdusk-dawn")));
        QVERIFY(lines.contains(QStringLiteral("none\t1\t100\tdusk-dawn")));
    }
};

PROSPECT_TEST(LampScheduleTest);
#include "lamp_schedule_test.moc"
