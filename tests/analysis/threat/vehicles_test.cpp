#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("threat.vehicles", settings, {.site = builder.site(), .threads = threads});
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

// A straight road of 100 m that ends 3 m before a gathering place.
SiteBuilder square() {
    SiteBuilder builder;
    builder.add(Role::path, line({{0, 0}, {100, 0}}), {{"kind", words("road")}, {"width_m", 6.0}}).name =
        "Road";
    builder.add(Role::activity, rectangle(103, -10, 123, 10), {{"kind", words("crowd")}, {"people", 300.0}})
        .name = "Square";
    return builder;
}

Feature& add_barrier(SiteBuilder& builder, double x, const char* kind) {
    return builder.add(Role::barrier, line({{x, -8}, {x, 8}}), {{"kind", words(kind)}});
}

} // namespace

class VehiclesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_straight_road_by_hand() {
        const RunPtr found = run(square());
        const Table& table = test::table(found, "approaches");
        QCOMPARE(table.rows.size(), 1U);
        QVERIFY(near(number(table, 0, "run_up_m"), 100));
        QVERIFY(near(number(table, 0, "speed_kmh"), 3.6 * std::sqrt(240.0)));
        QVERIFY(near(number(table, 0, "energy_kj"), 864));
        QVERIFY(!cell(table, 0, "limiting_radius_m"));
        QVERIFY(!cell(table, 0, "stopped_by"));
        QCOMPARE(number(table, 0, "x"), 530100.0);
        QVERIFY(note(found, "scope") != nullptr);
        QVERIFY(note(found, "run_up_cut") != nullptr); // the road begins where the plan does
        QVERIFY(near(
            number(test::table(run(square(), {{"acceleration_ms2", "3"}}), "approaches"), 0, "speed_kmh"),
            3.6 * std::sqrt(600.0)));
    }

    void what_stands_in_the_way_is_named_with_its_rating() {
        SiteBuilder builder = square();
        Feature& wall = add_barrier(builder, 101, "wall");
        wall.name = "Planter";
        add_barrier(builder, 50, "fence").name = "Fence";
        add_barrier(builder, 102, "kerb").name = "Kerb";
        const RunPtr first = run(builder);
        const Table& unrated = table(first, "approaches");
        QCOMPARE(as_text(*cell(unrated, 0, "stopped_by")), std::string("wall Planter"));
        QVERIFY(near(number(unrated, 0, "impact_kmh"), 3.6 * std::sqrt(2.4 * 101)));
        QVERIFY(near(number(unrated, 0, "impact_deg"), 90));
        QVERIFY(near(number(unrated, 0, "stand_off_m"), 2));
        QCOMPARE(as_text(*cell(unrated, 0, "kerb")), std::string("Kerb"));
        QVERIFY(!cell(unrated, 0, "rated"));
        wall.extra = {{"Rating", words("V/7200[N2A]/64/90")}};
        const RunPtr second = run(builder);
        QCOMPARE(number(table(second, "approaches"), 0, "rated"), 1.0);
        wall.extra = {{"Rating", words("V/7200[N2A]/48/90")}};
        const RunPtr third = run(builder);
        QCOMPARE(number(table(third, "approaches"), 0, "rated"), 0.0);
    }

    void an_open_gate_lets_through_and_a_barrier_for_vehicles_too() {
        SiteBuilder builder = square();
        add_barrier(builder, 101, "wall");
        builder.add(Role::opening, point(101, 0),
                    {{"kind", words("gate")}, {"control", words("open")}, {"width_m", 4.0}});
        add_barrier(builder, 102, "fence").set("passable", words("vehicle"), Basis::drawn);
        const RunPtr found = run(builder);
        QVERIFY(!cell(table(found, "approaches"), 0, "stopped_by"));
        QCOMPARE(metric(found, "places_open"), 1.0);
    }

    void a_target_nobody_reaches_and_a_road_that_passes_are_told() {
        SiteBuilder builder = square();
        builder.add(Role::target, point(50, 4), {{"kind", words("asset")}}).name = "Pump";
        builder.add(Role::target, point(50, 60), {{"kind", words("asset")}}).name = "Mast";
        builder.add(Role::path, line({{5, 5}}), {{"kind", words("road")}}).name = "Dot";
        const RunPtr found = run(builder);
        QCOMPARE(table(found, "approaches").rows.size(), 1U);
        QVERIFY(note(found, "not_reached")->message.starts_with("2 places"));
        QVERIFY(note(found, "road_passes")->message.find("\"Pump\"") != std::string::npos);
        QVERIFY(note(found, "path_without_length")->message.find("Dot") != std::string::npos);
    }

    void an_empty_plan_is_told_and_refused_nothing() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(0, 0, 10, 10));
        const RunPtr found = run(builder);
        QVERIFY(table(found, "approaches").rows.empty());
        QVERIFY(note(found, "nothing_to_protect") != nullptr);
        QVERIFY(note(found, "no_roads") != nullptr);
        QVERIFY_THROWS_EXCEPTION(Error, (void)run(builder, {{"least_bollard_gap_m", "2"}}));
    }

    void both_ends_of_a_road_count_and_the_fastest_is_first() {
        SiteBuilder builder = square();
        builder.add(Role::path, line({{100, 12}, {80, 40}, {110, 14}}), {{"kind", words("service")}}).name =
            "Loop";
        builder.add(Role::path, line({{113, 300}, {113, 12}}), {{"kind", words("road")}}).name = "Long road";
        const RunPtr found = run(builder);
        const Table& table = test::table(found, "approaches");
        QCOMPARE(as_text(*cell(table, 0, "path")), std::string("Long road"));
        QVERIFY(near(number(table, 0, "run_up_m"), 288));
        QVERIFY(note(found, "too_fast") == nullptr); // 94.7 km/h
        QVERIFY(note(run(builder, {{"acceleration_ms2", "3"}}), "too_fast") != nullptr);
        for (std::size_t row = 1; row < table.rows.size(); ++row)
            QVERIFY(number(table, row, "speed_kmh") <= number(table, row - 1, "speed_kmh"));
        QCOMPARE(table.rows.size(), 4U); // two of the loop
    }

    void a_slower_way_past_what_stands_there_is_told_too() {
        SiteBuilder builder = square();
        add_barrier(builder, 50, "wall").name = "Planter";
        // A side road that joins beyond the wall, shorter than the straight way.
        builder.add(Role::path, line({{80, 40}, {80, 0}}), {{"kind", words("road")}, {"width_m", 6.0}}).name =
            "Side road";
        const RunPtr found = run(builder);
        const Table& table = test::table(found, "approaches");
        QCOMPARE(table.rows.size(), 2U);
        QCOMPARE(as_text(*cell(table, 0, "stopped_by")), std::string("wall Planter"));
        QVERIFY(near(number(table, 0, "run_up_m"), 100));
        QVERIFY(!cell(table, 1, "stopped_by"));
        QCOMPARE(number(table, 1, "start_x"), 530080.0);
        QCOMPARE(metric(found, "places_open"), 1.0);
        // Without the side road nothing leads there but past the wall.
        SiteBuilder straight = square();
        add_barrier(straight, 50, "wall");
        const RunPtr only = run(straight);
        QCOMPARE(test::table(only, "approaches").rows.size(), 1U);
        QCOMPARE(metric(only, "places_open"), 0.0);
    }

    void what_does_not_reach_across_the_way_can_be_passed() {
        for (const double half_m : {1.0, 3.2}) {
            SiteBuilder builder = square();
            builder.add(Role::barrier, line({{50, -half_m}, {50, half_m}}), {{"kind", words("wall")}});
            const RunPtr found = run(builder);
            QCOMPARE(metric(found, "places_open"), half_m < 3 ? 1.0 : 0.0);
            QCOMPARE(note(found, "stop_narrow") != nullptr, half_m < 3);
        }
        // Before the place it is a vehicle that has to be stopped.
        SiteBuilder before = square();
        before.add(Role::barrier, line({{101, -1.3}, {101, 1.3}}), {{"kind", words("wall")}});
        QCOMPARE(metric(run(before), "places_open"), 0.0);
    }

    void the_police_alone_may_have_it() {
        Engine engine(catalogue());
        for (const char* id : {"threat.vehicles", "threat.crowd", "threat.watch"}) {
            const AnalysisInfo& info = engine.get(id).info();
            QVERIFY(info.sensitivity == Sensitivity::protect);
            QVERIFY(info.summary.find("Does not cover") != std::string::npos);
        }
    }

    void the_threads_do_not_matter() {
        SiteBuilder builder = square();
        for (int i = 0; i < 8; ++i)
            builder.add(Role::path, line({{104.0 + 2 * i, 80}, {104.0 + 2 * i, 12}}),
                        {{"kind", words("road")}});
        QVERIFY(run(builder, {}, 1)->result.tables == run(builder, {}, 2)->result.tables);
    }
};

PROSPECT_TEST(VehiclesTest);

#include "vehicles_test.moc"
