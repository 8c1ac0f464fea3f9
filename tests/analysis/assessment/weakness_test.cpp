#include "analysis/assessment/check_grid.h"
#include "analysis/assessment/weakness.h"
#include "analysis/engine/memory.h"
#include "check.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A tree with low branches at (10, 10), within 80 × 80 m.
SiteBuilder low_tree(Basis basis = Basis::drawn) {
    SiteBuilder builder;
    drawn(builder, Role::study_area, rectangle(-30, -30, 50, 50), {{"kind", words("application")}});
    drawn(builder, Role::tree, point(10, 10)).set("clear_stem_m", 1.0, basis);
    return builder;
}

float at(const std::shared_ptr<const Field>& field, double x, double y) {
    return field->value_at({x, y}).value_or(-1);
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-6;
}

} // namespace

class WeaknessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void one_problem_of_a_third_of_the_full_weight_fades_over_twenty_metres() {
        const Assessment made = check(low_tree(), "NS-08");
        QVERIFY(made.weakness && made.worst_cause);
        QVERIFY(near(at(made.weakness, 10, 10), 1.0 / 3));
        // At half the reach (1 - 1/4)² of it.
        QVERIFY(near(at(made.weakness, 20, 10), 0.5625 / 3));
        QVERIFY(near(at(made.weakness, 30, 10), 0));
        QVERIFY(near(at(made.weakness, -28, -28), 0));
        // Natural surveillance is the first strategy; where nothing reaches there is none.
        QCOMPARE(at(made.worst_cause, 10, 10), 1.0F);
        QCOMPARE(at(made.worst_cause, 40, 40), 0.0F);
    }

    void what_rests_on_an_assumption_counts_half() {
        QVERIFY(near(at(check(low_tree(Basis::assumed), "NS-08").weakness, 10, 10), 0.5 / 3));
    }

    void another_criterion_adds_to_what_is_left() {
        SiteBuilder builder = low_tree();
        drawn(builder, Role::barrier, line({{8, 10}, {12, 10}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}});
        engine::Engine engine(catalogue());
        Profile both = profile_of("NS-08");
        both.criteria.push_back(profile_of("NS-07").criteria.front());
        const Assessment made = assess(engine, {.site = builder.site(), .threads = 2}, both);
        QCOMPARE(made.count(Level::fail), std::size_t{2});
        for (const Finding& finding : made.findings)
            if (finding.code == "NS-07") QVERIFY(distance(*finding.at, Point{10, 10}) < 1e-9);
        // 1 - 2/3 · 2/3
        QVERIFY(near(at(made.weakness, 10, 10), 5.0 / 9));
    }

    // What a spot is told of its parts gives the value the map has there, everywhere.
    void the_parts_of_a_spot_make_up_the_map() {
        SiteBuilder builder = low_tree();
        drawn(builder, Role::tree, point(16, 14)).set("clear_stem_m", 1.0, Basis::drawn);
        drawn(builder, Role::barrier, line({{8, 10}, {12, 10}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}});
        engine::Engine engine(catalogue());
        Profile both = profile_of("NS-08");
        both.criteria.push_back(profile_of("NS-07").criteria.front());
        const Assessment made = assess(engine, {.site = builder.site(), .threads = 2}, both);
        const Grid& grid = made.weakness->grid;
        int parts = 0;
        for (std::int64_t row = 0; row < grid.rows; ++row)
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                const Point p = grid.center(column, row);
                double rest = 1;
                for (const Contribution& one : why_weak(made, p)) {
                    rest *= 1 - one.strength;
                    ++parts;
                }
                if (const auto value = made.weakness->value_at(p)) QVERIFY(near(*value, 1 - rest));
            }
        QVERIFY(parts > 100);
        const auto here = why_weak(made, {16, 14});
        QCOMPARE(here.size(), std::size_t{2}); // of the two trees the nearer alone
        QVERIFY(near(here[0].strength, 1.0 / 3) && near(here[0].away_m, 0));
        QVERIFY(here[0].strength > here[1].strength);
        QVERIFY(why_weak(made, {-28, -28}).empty());
    }

    void a_second_problem_of_the_same_criterion_does_not_add_up() {
        SiteBuilder builder = low_tree();
        drawn(builder, Role::tree, point(10, 14)).set("clear_stem_m", 1.0, Basis::drawn);
        const Assessment made = check(builder, "NS-08");
        QVERIFY(near(at(made.weakness, 10, 10), 1.0 / 3));
    }

    void what_was_accepted_no_longer_counts_and_comes_back() {
        const SiteBuilder builder = low_tree();
        engine::Engine engine(catalogue());
        const engine::Request request{.site = builder.site(), .threads = 2};
        Assessment made = assess(engine, request, profile_of("NS-08"));
        const std::string key = made.places.at(0).findings.empty()
                                    ? std::string()
                                    : made.findings[made.places[0].findings[0]].key;
        const Acceptances accepted{{key, {"A. Officer", "It is pruned in spring", "2026-11-28T08:00:00Z"}}};
        made = with_acceptances(engine, request, std::move(made), accepted);
        QCOMPARE(made.accepted(), std::size_t{1});
        QVERIFY(made.places.empty());
        QCOMPARE(made.coverage[0].problems, std::size_t{0});
        QVERIFY(near(at(made.weakness, 10, 10), 0));
        made = with_acceptances(engine, request, std::move(made), {});
        QCOMPARE(made.accepted(), std::size_t{0});
        QCOMPARE(made.places.size(), std::size_t{1});
        QVERIFY(near(at(made.weakness, 10, 10), 1.0 / 3));
    }

    void buildings_and_what_lies_outside_the_red_line_have_no_value() {
        SiteBuilder builder = low_tree();
        drawn(builder, Role::building, rectangle(12, 8, 20, 16));
        const Assessment made = check(builder, "NS-08");
        QVERIFY(!made.weakness->value_at({16, 12}).has_value());
        QVERIFY(made.weakness->value_at({8, 10}).has_value());
        QVERIFY(!made.weakness->value_at({60, 10}).has_value());
    }

    // No red line, and the tree 14 km from the other end: 100 million cells of 2 m.
    void a_huge_plan_is_mapped_in_larger_cells_with_little_memory_and_says_so() {
        SiteBuilder builder;
        drawn(builder, Role::tree, point(10, 10)).set("clear_stem_m", 1.0, Basis::drawn);
        drawn(builder, Role::tree, point(20010, 20010)).set("clear_stem_m", 3.0, Basis::drawn);
        const double before_mb = engine::peak_memory_mb();
        const Assessment made = check(builder, "NS-08");
        QVERIFY2(engine::peak_memory_mb() - before_mb < 100, "more than 100 MB were needed");
        QVERIFY(made.weakness->grid.cell_count() <= most_check_cells + 2001);
        QCOMPARE(made.weakness->grid.cell_x, 32.0);
        // Wherever in its cell the tree stands, the cell has all of its strength.
        QVERIFY(at(made.weakness, 10, 10) > 0.32);
        QCOMPARE(at(made.weakness, 10000, 10000), 0.0F);
        const auto told = std::count_if(made.notes.begin(), made.notes.end(),
                                        [](const auto& one) { return one.code == "weakness_coarse"; });
        QCOMPARE(told, 1);
        engine::Engine engine(catalogue());
        const Assessment again = with_acceptances(engine, {.site = builder.site(), .threads = 2}, made, {});
        QCOMPARE(again.notes.size(), made.notes.size());
        QVERIFY(check(low_tree(), "NS-08").notes.empty() ||
                check(low_tree(), "NS-08").notes.front().code != "weakness_coarse");
    }

    // The whole sample, cell by cell and problem by problem, as the formula stands.
    void the_sample_agrees_with_the_formula_written_out() {
        const SitePtr site = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        engine::Engine engine(catalogue());
        const engine::Request request{.site = site, .threads = 2};
        const Assessment made = assess(engine, request, profile("default"));
        const scene::Scene scene(site, request.time);
        const Facts facts(scene);
        const Grid& grid = made.weakness->grid;
        std::size_t reached = 0;
        for (std::int64_t row = 0; row < grid.rows; row += 3)
            for (std::int64_t column = 0; column < grid.columns; column += 3) {
                if (!made.weakness->has_value(column, row)) continue;
                std::map<std::string, double> greatest;
                for (const Finding& one : made.findings) {
                    const bool problem = one.level == Level::fail || one.level == Level::look;
                    if (!problem || !one.at || one.of_the_site) continue;
                    const double share = distance(ground_of(facts, one), grid.center(column, row)) / 20;
                    if (share >= 1) continue;
                    double& most = greatest[one.code];
                    most = std::max(most, std::min(1.0, made.criterion(one).weight / 3) *
                                              (one.level == Level::fail ? 1 : 0.5) *
                                              std::pow(1 - share * share, 2));
                }
                double rest = 1;
                for (const auto& [code, strength] : greatest)
                    rest *= 1 - strength;
                reached += rest < 1 ? 1 : 0;
                QVERIFY(std::abs(static_cast<double>(made.weakness->at(column, row)) - (1 - rest)) < 1e-6);
            }
        QVERIFY(reached > 100);
    }
};

PROSPECT_TEST(WeaknessTest);
#include "weakness_test.moc"
