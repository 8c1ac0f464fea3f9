#include "app/models/judged_result.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;
using render::Judged;
using render::Verdict;

namespace {

io::Table table(const char* name, std::vector<std::string> columns,
                const std::vector<std::vector<std::optional<double>>>& rows) {
    io::Table made;
    made.name = name;
    made.columns = std::move(columns);
    for (const auto& row : rows) {
        std::vector<std::optional<Value>> cells;
        for (const auto& number : row) {
            cells.emplace_back();
            if (number) cells.back() = Value(*number);
        }
        made.rows.push_back(std::move(cells));
        made.geometries.push_back(test::point(static_cast<double>(made.rows.size()), 0));
    }
    return made;
}

} // namespace

class JudgedResultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void darker_than_the_first_level_is_serious_and_than_others_to_be_looked_at() {
        Result result;
        result.analysis = "lighting.routes";
        result.settings["thresholds_lx"] = "1,2";
        // The last is below what a class asks alone.
        result.tables = {table("dark_stretches", {"threshold_lx"}, {{1.0}, {2.0}, {2.0}, {0.6}})};
        const auto judged = judged_result(result);
        QVERIFY(judged);
        QCOMPARE(judged->shapes.size(), 3U);
        QVERIFY(judged->shapes[0].verdict == Verdict::serious && judged->shapes[1].verdict == Verdict::look);
        QCOMPARE(judged->key.size(), 2U);
        QVERIFY(judged->key[0].form == Judged::line);
        QVERIFY2(judged->key[0].text.contains("1"), qPrintable(judged->key[0].text));
    }

    void windows_are_judged_before_and_after_curfew() {
        Result result;
        result.analysis = "lighting.trespass";
        result.tables = {table("windows", {"pass_before", "pass_after"},
                               {{1.0, 1.0}, {1.0, 0.0}, {0.0, 0.0}, {std::nullopt, std::nullopt}})};
        const auto judged = judged_result(result);
        QCOMPARE(judged->shapes.size(), 3U); // the last has no limit
        QVERIFY(judged->shapes[0].verdict == Verdict::fine);
        QVERIFY(judged->shapes[1].verdict == Verdict::look);
        QVERIFY(judged->shapes[2].verdict == Verdict::serious);
        QVERIFY(judged->key.front().verdict == Verdict::serious &&
                judged->key.back().verdict == Verdict::fine);
    }

    void lamps_are_judged_by_what_crowns_take_now_and_in_ten_years() {
        Result result;
        result.analysis = "lighting.crowns";
        result.tables = {table("lamps", {"lost_now", "lost_10"}, {{0.05, 0.3}, {0.04, 0.15}, {0.0, 0.04}})};
        const auto judged = judged_result(result);
        QVERIFY(judged->shapes[0].verdict == Verdict::serious);
        QVERIFY(judged->shapes[1].verdict == Verdict::look);
        QVERIFY(judged->shapes[2].verdict == Verdict::fine); // less than 5 %
    }

    void paths_are_judged_by_their_class() {
        Result result;
        result.analysis = "lighting.classes";
        result.tables = {
            table("classes", {"pass", "too_bright", "e_avg", "e_min"},
                  {{1.0, 0.0, 5.5, 1.2}, {1.0, 1.0, 9.0, 1.2}, {0.0, 0.0, 3.0, 0.2}, {std::nullopt}})};
        result.tables.front().rows.back().resize(4);
        const auto judged = judged_result(result);
        QCOMPARE(judged->shapes.size(), 3U); // the last has no class
        QVERIFY(judged->shapes[0].verdict == Verdict::fine);
        QVERIFY(judged->shapes[1].verdict == Verdict::look);
        QVERIFY(judged->shapes[2].verdict == Verdict::serious);
        QVERIFY2(judged->words[1].contains("brighter"), qPrintable(judged->words[1]));
    }

    void assumed_light_is_never_serious_and_levels_are_told_apart_all_the_same() {
        Result result;
        result.analysis = "lighting.routes";
        result.settings["thresholds_lx"] = "1,2";
        result.tables = {table("dark_stretches", {"threshold_lx"}, {{1.0}, {2.0}})};
        result.notes.push_back({engine::Note::Level::warning, "photometry_assumed", "typical light"});
        const auto judged = judged_result(result);
        QVERIFY(judged->shapes[0].verdict == Verdict::look && judged->shapes[1].verdict == Verdict::look);
        QVERIFY(judged->shapes[0].stroke != judged->shapes[1].stroke);
    }

    void other_results_are_drawn_as_they_are() {
        Result result;
        result.analysis = "sightlines.isovist";
        QVERIFY(!judged_result(result));
    }
};

PROSPECT_TEST(JudgedResultTest);
#include "judged_result_test.moc"
