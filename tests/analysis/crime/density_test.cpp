#include "analysis/catalogue.h"
#include "analysis/crime/density.h"
#include "analysis/crime/kernel_mass.h"
#include "analysis/engine/engine.h"
#include "geometry/raster/field.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("crime.density", settings, {.site = builder.site(), .threads = threads});
}

SiteBuilder square(double side) {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, side, side), {{"kind", std::string("application")}});
    return site;
}

void record(SiteBuilder& site, double x, double y, SiteBuilder::Values values = {}) {
    site.add(Role::incident, point(x, y), values);
}

// Cells on whole multiples of 10 m.
double sum_of(const RunPtr& run) {
    const Field& density = field(run, "density");
    double sum = 0;
    for (const float one : density.values)
        if (one != nodata) sum += static_cast<double>(one);
    return sum * density.grid.cell_x * density.grid.cell_y;
}

QString refusal(const SiteBuilder& site, const Settings& settings = {}) {
    try {
        (void)run(site, settings);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

} // namespace

class DensityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 3 / (pi 200^2), and the formula at 120 m: (1 - 0.36)^2 of it.
    void one_record_peaks_as_the_formula_says() {
        SiteBuilder site = square(1000);
        record(site, 500, 500);
        const RunPtr made = run(site, {{"bandwidth_m", "200"}, {"cell_m", "10"}});
        QVERIFY(near(value(made, "density", {500, 500}), 2.38732e-5, 1e-10));
        QVERIFY(near(value(made, "density", {620, 500}), 2.38732e-5 * 0.64 * 0.64, 1e-10));
        QVERIFY(near(value(made, "density", {500, 380}), 2.38732e-5 * 0.64 * 0.64, 1e-10));
        QCOMPARE(value(made, "density", {720, 500}), 0.0);
        QVERIFY(near(crime::quartic(0, 200), 3 / (std::numbers::pi * 40000), 1e-18));
    }

    void the_cells_add_up_to_the_records() {
        SiteBuilder site = square(1000);
        for (int i = 0; i < 7; ++i)
            record(site, 300 + 53.3 * i, 700 - 41.7 * i);
        record(site, 500, 500, {{"weight", 2.5}});
        const RunPtr made = run(site, {{"bandwidth_m", "150"}, {"cell_m", "10"}});
        QVERIFY(near(sum_of(made), 9.5, 0.01));
        QCOMPARE(metric(made, "incidents_used"), 8.0);
        QCOMPARE(metric(made, "weight_used"), 9.5);
    }

    // Every cell against every record by the formula itself.
    void the_map_is_the_sum_over_records() {
        SiteBuilder site = square(300);
        const std::vector<Point> at{{40, 60}, {41, 250}, {290, 10}, {150, 150}, {320, 150}, {150, 150}};
        for (const Point p : at)
            record(site, p.x, p.y);
        const RunPtr made = run(site, {{"bandwidth_m", "90"}});
        const Field& density = field(made, "density");
        for (std::int64_t row = 0; row < density.grid.rows; ++row)
            for (std::int64_t column = 0; column < density.grid.columns; ++column) {
                double sum = 0;
                for (const Point p : at)
                    sum += crime::quartic(distance(p, density.grid.center(column, row)), 90);
                QVERIFY(near(static_cast<double>(density.at(column, row)), sum, 1e-9));
            }
    }

    void the_mass_within_the_line_is_what_counting_cells_gives() {
        const Grid grid = grid_of_extent({0, 0, 120, 90}, 6);
        const auto ground = [](Point p) { return p.x + 0.5 * p.y > 40 && p.y < 100 && p.x < 130; };
        const std::vector<double> mass = crime::kernel_mass(grid, 50, ground, Workers(2));
        for (std::int64_t row = 0; row < grid.rows; ++row)
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                double on = 0;
                double all = 0;
                for (std::int64_t dy = -9; dy <= 9; ++dy)
                    for (std::int64_t dx = -9; dx <= 9; ++dx) {
                        const Point p = grid.center(column + dx, row + dy);
                        const double share = crime::quartic(distance(p, grid.center(column, row)), 50);
                        all += share;
                        on += ground(p) ? share : 0;
                    }
                QVERIFY(near(mass[static_cast<std::size_t>(row * grid.columns + column)], on / all, 1e-12));
            }
    }

    // On a straight edge half of the kernel lies within the line, away from it all.
    void a_correction_divides_by_the_mass_and_takes_records_within_the_line() {
        SiteBuilder site = square(1000);
        record(site, 500, 500);
        record(site, 0, 500);
        record(site, -50, 500);
        const Settings settings{{"bandwidth_m", "200"}, {"cell_m", "10"}, {"edge_correction", "mass"}};
        const RunPtr made = run(site, settings);
        QCOMPARE(metric(made, "left_out_too_far"), 1.0);
        QVERIFY(near(value(made, "density", {500, 500}), 2.38732e-5, 1e-10));
        // The centres on the line count: half and half of their column of the kernel.
        QVERIFY(near(value(made, "density", {0, 500}), 2 * 2.38732e-5, 0.1 * 2.38732e-5));
        QVERIFY(note(made, "incidents_left_out"));
    }

    void without_a_red_line_nothing_is_corrected_and_that_is_said() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10));
        record(site, 60, 60);
        const RunPtr made = run(site, {{"edge_correction", "mass"}});
        QVERIFY(note(made, "edge_unknown"));
        QCOMPARE(value(made, "density", {5, 5}), static_cast<double>(nodata)); // in the building
    }

    void records_are_chosen_by_category_and_time() {
        SiteBuilder site = square(200);
        record(site, 100, 100, {{"category", std::string("burglary")}, {"time", std::string("2024-05")}});
        record(site, 100, 101,
               {{"category", std::string("burglary")}, {"time", std::string("2024/06/02 23:00")}});
        record(site, 100, 102, {{"category", std::string("theft")}, {"time", std::string("2024-05-03")}});
        record(site, 100, 103, {{"category", std::string("burglary")}});
        record(site, 100, 104,
               {{"category", std::string("burglary")}, {"time", std::string("2024-05-30")}, {"weight", 0.0}});
        const RunPtr made =
            run(site, {{"categories", "burglary"}, {"from", "2024-05-10"}, {"to", "2024-05"}});
        QCOMPARE(metric(made, "incidents_used"), 1.0); // of May, whatever its day
        QCOMPARE(metric(made, "left_out_other_category"), 1.0);
        QCOMPARE(metric(made, "left_out_other_time"), 1.0);
        QCOMPARE(metric(made, "left_out_without_time"), 1.0);
        QCOMPARE(metric(made, "left_out_without_weight"), 1.0);
        QVERIFY(note(made, "few_incidents"));
    }

    void moved_places_are_told() {
        SiteBuilder site = square(400);
        for (int i = 0; i < 12; ++i)
            record(site, 100 + 50 * (i % 3), 100, {{"precision", std::string("snapped")}});
        const RunPtr made = run(site, {{"bandwidth_m", "50"}});
        QCOMPARE(metric(made, "distinct_places"), 3.0);
        QVERIFY(note(made, "incidents_snapped")->message.find("100 to 200 m mean nothing") !=
                std::string::npos);
        QVERIFY(note(made, "incidents_snapped")->message.find("bandwidth_m") != std::string::npos);
        QVERIFY(note(made, "incidents_moved")->message.starts_with("12 of 12 records"));
        QVERIFY(!note(made, "few_incidents"));
    }

    void bad_input_is_named_in_one_sentence() {
        SiteBuilder site = square(200);
        QVERIFY(refusal(site).contains("the plan has no recorded crimes"));
        record(site, 100, 100, {{"category", std::string("burglary")}});
        QVERIFY(refusal(site, {{"categories", "burglry"}}).contains("the records have burglary"));
        QVERIFY(refusal(site, {{"from", "May 2024"}}).contains("such as 2024-05-17"));
        QVERIFY(refusal(site, {{"from", "2024-13"}}).contains("such as 2024-05-17"));
        QVERIFY(refusal(site, {{"from", "2024-06"}, {"to", "2024-05-30"}}).contains("later than"));
        QVERIFY(refusal(site, {{"from", "2024-06"}}).contains("none of the 1 recorded crimes"));
        SiteBuilder far = square(200);
        record(far, 900, 900);
        QVERIFY(refusal(far).contains("near enough"));
    }

    void it_is_for_the_police() {
        SiteBuilder site = square(200);
        record(site, 100, 100);
        QCOMPARE(run(site)->sensitivity, Sensitivity::personal);
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = square(300);
        for (int i = 0; i < 30; ++i)
            record(site, 7.3 * i, 290 - 9.1 * i);
        const Settings settings{{"edge_correction", "mass"}};
        QCOMPARE(run(site, settings, 1)->result.fields[0].values,
                 run(site, settings, 2)->result.fields[0].values);
    }
};

PROSPECT_TEST(DensityTest);

#include "density_test.moc"
