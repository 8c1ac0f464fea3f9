#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
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

RunPtr run(const SiteBuilder& builder, const std::string& analysis, const Settings& settings = {},
           int threads = 2) {
    Engine engine(catalogue());
    return engine.run(analysis, settings, {.site = builder.site(), .threads = threads});
}

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

SiteBuilder with_path() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 160, 60), {{"kind", std::string("application")}});
    site.add(Role::path, line({{0, 30.0}, {160, 30.0}}), {{"kind", std::string("footway")}, {"width_m", 2.0}})
        .name = "Way";
    return site;
}

// Two walls along the path, four metres apart, from x = 0 to 160.
SiteBuilder passage() {
    SiteBuilder site = with_path();
    for (const double y : {28.0, 32.0})
        site.add(Role::barrier, line({{0, y}, {160, y}}), {{"kind", std::string("wall")}, {"height_m", 3.0}});
    return site;
}

} // namespace

class FearTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void open_ground_frightens_nobody() {
        const RunPtr seen = run(with_path(), "risk.fear");
        QVERIFY(near(value(seen, "fear", {80, 30}), 0, 1e-3));
        QCOMPARE(value(seen, "fear", {80, 50}), static_cast<double>(nodata)); // too far from the path
        QVERIFY(note(seen, "beside_paths"));
        QVERIFY(metric(seen, "mean_fear") < 0.01);
        QCOMPARE(metric(seen, "likely_share"), 0.0);
    }

    // 25 m to each side of a passage of 4 m: its area in the disc is the integral of 2 sqrt(25^2 - y^2) over
    // y = -2 to 2. Two ways out of the view, nowhere to hide.
    void a_passage_by_hand() {
        const RunPtr seen = run(passage(), "risk.fear");
        const double area = 2 * (2 * std::sqrt(625.0 - 4) + 625 * std::asin(2 / 25.0));
        const double prospect = area / (std::numbers::pi * 625);
        QVERIFY(near(value(seen, "fear", {80, 30}), 0.35 * (1 - prospect), 2e-4));
    }

    void a_blind_alley_is_worse_by_half_of_the_weight_of_escape() {
        SiteBuilder site = passage();
        site.add(Role::barrier, line({{100, 28}, {100, 32}}),
                 {{"kind", std::string("wall")}, {"height_m", 3.0}});
        const double open = value(run(passage(), "risk.fear"), "fear", {65, 30});
        // 35 m from the end wall: as much seen within 25 m, one way out.
        QVERIFY(near(value(run(site, "risk.fear"), "fear", {65, 30}), open + 0.25 / 2, 1e-6));
    }

    // The parts of the formula from the maps they come from.
    void refuge_counts_the_ground_to_hide_on_nearby() {
        SiteBuilder site = with_path();
        site.add(Role::building, rectangle(60, 32, 70, 40), {{"height_m", 6.0}});
        site.add(Role::barrier, line({{72, 32}, {72, 38}}),
                 {{"kind", std::string("wall")}, {"height_m", 2.5}});
        const RunPtr hidden = run(site, "sightlines.concealment", {{"cell_m", "1"}});
        const RunPtr seen = run(site, "risk.fear", {{"prospect_weight", "0"}, {"escape_weight", "0"}});
        const Field& concealment = field(hidden, "concealment");
        const Grid& grid = concealment.grid;
        const Point spot{71, 30};
        double ground = 0;
        for (std::int64_t row = 0; row < grid.rows; ++row)
            for (std::int64_t column = 0; column < grid.columns; ++column)
                if (concealment.has_value(column, row) && distance(grid.center(column, row), spot) <= 10)
                    ground += static_cast<double>(concealment.at(column, row));
        QVERIFY(ground > 0.5);
        QVERIFY(near(value(seen, "fear", spot), std::min(1.0, ground / 10), 1e-6));
        QVERIFY(near(value(seen, "fear", {20, 30}), 0, 1e-9));
    }

    void hiding_places_outside_the_map_count_as_well() {
        SiteBuilder site = with_path();
        site.add(Role::building, rectangle(60, 32, 70, 40), {{"height_m", 6.0}});
        site.add(Role::barrier, line({{72, 32}, {72, 38}}),
                 {{"kind", std::string("wall")}, {"height_m", 2.5}});
        Engine engine(catalogue());
        const auto fear_at = [&](const Box& extent) {
            const RunPtr seen =
                engine.run("risk.fear", {}, {.site = site.site(), .extent = extent, .threads = 2});
            return static_cast<double>(seen->result.fields.at(0).value_at({70.5, 31.5}).value_or(nodata));
        };
        const double whole = fear_at({50, 20, 90, 50});
        QVERIFY(whole > 0.02);
        QVERIFY(near(fear_at({50, 20, 90, 32}), whole, 1e-6)); // the hiding place is north of 32
    }

    void weights_are_made_to_add_up_and_need_one() {
        const RunPtr as_given = run(passage(), "risk.fear");
        const RunPtr doubled =
            run(passage(), "risk.fear",
                {{"prospect_weight", "0.7"}, {"refuge_weight", "0.8"}, {"escape_weight", "0.5"}});
        QVERIFY(near(value(as_given, "fear", {80, 30}), value(doubled, "fear", {80, 30}), 1e-6));
        bool refused = false;
        try {
            (void)run(passage(), "risk.fear",
                      {{"prospect_weight", "0"}, {"refuge_weight", "0"}, {"escape_weight", "0"}});
        } catch (const Error& error) {
            refused = QString::fromStdString(error.what()).contains("weights are all 0");
        }
        QVERIFY(refused);
    }

    void a_path_is_told_where_it_is_worst() {
        SiteBuilder site = with_path();
        for (const double y : {28.0, 32.0})
            site.add(Role::barrier, line({{100, y}, {140, y}}),
                     {{"kind", std::string("wall")}, {"height_m", 3.0}});
        const RunPtr seen = run(site, "risk.fear");
        const Table& paths = table(seen, "paths");
        QCOMPARE(paths.rows.size(), 1U);
        const double x = number(paths, 0, "x") - 530000;
        QVERIFY(x > 100 && x < 140);
        QVERIFY(number(paths, 0, "most_fear") > 2 * number(paths, 0, "mean_fear"));
    }

    void the_threads_do_not_matter() {
        const RunPtr one = run(passage(), "risk.fear", {}, 1);
        const RunPtr two = run(passage(), "risk.fear", {}, 2);
        QCOMPARE(one->result.fields[0].values, two->result.fields[0].values);
        QVERIFY(one->result.tables == two->result.tables);
    }
};

PROSPECT_TEST(FearTest);

#include "fear_test.moc"
