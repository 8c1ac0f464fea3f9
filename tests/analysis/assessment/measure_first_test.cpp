#include "analysis/assessment/measure_first.h"
#include "analysis/assessment/write_assessment.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

class MeasureFirstTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Two hedges whose height when grown is assumed, each a problem; one whose height is drawn, a problem
    // too.
    void what_most_problems_rest_on_comes_first() {
        SiteBuilder builder;
        for (const double x : {0.0, 100.0, 200.0}) {
            Feature& planting =
                drawn(builder, Role::planting, rectangle(x, 0, x + 5, 5), {{"height_m", 0.6}});
            planting.set("mature_m", 1.4, x < 150 ? Basis::assumed : Basis::drawn);
        }
        drawn(builder, Role::tree, point(300, 0)).set("clear_stem_m", 1.0, Basis::assumed);
        engine::Engine engine(catalogue());
        Profile rules = profile_of("NS-07");
        rules.criteria.push_back(profile_of("NS-08").criteria.front());
        Assessment made = assess(engine, {.site = builder.site(), .threads = 2}, rules);
        QCOMPARE(made.count(Level::fail) + made.count(Level::look), std::size_t{4});
        const auto first = measure_first(made);
        QVERIFY(first.size() >= 2);
        QCOMPARE(first[0].problems, std::size_t{2});
        QCOMPARE(first[0].things.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(measure_first_text(first[0])),
                 QString("the height when grown of 2 areas of planting: 2 problems rest on it"));
        QCOMPARE(first[1].problems, std::size_t{1});
        QVERIFY(measure_first_text(first[1]).ends_with("1 problem rests on it"));
        const auto json = nlohmann::json::parse(assessment_json(made, builder.site()->frame, {}));
        QCOMPARE(json.at("measure_first").at(0).at("problems").get<int>(), 2);
        QCOMPARE(json.at("measure_first").at(0).at("attribute").get<std::string>(), std::string("mature_m"));

        for (Finding& finding : made.findings)
            if (finding.code == "NS-07") finding.acceptance = Acceptance{"A", "B", "C"};
        for (const MeasureFirst& one : measure_first(made)) // what was accepted waits for nothing
            QVERIFY(one.things.front().attribute != "mature_m");
    }

    void where_all_is_given_there_is_nothing_to_measure() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}, {"mature_m", 1.4}});
        QVERIFY(measure_first(check(builder, "NS-07")).empty());
    }
};

PROSPECT_TEST(MeasureFirstTest);

#include "measure_first_test.moc"
