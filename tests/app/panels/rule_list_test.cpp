#include "app/models/describe_rows.h"
#include "app/models/words.h"
#include "app/panels/rule_list.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;
using assessment::Assessment;
using assessment::Finding;
using assessment::Level;

namespace {

// One rule of a strategy, and how it went.
void add_rule(Assessment& outcome, const std::string& code, Level level, Basis basis = Basis::drawn,
              std::vector<std::string> lacks = {}) {
    assessment::Outcome rule;
    rule.criterion.code = code;
    rule.criterion.strategy = "natural_surveillance";
    rule.criterion.title = "Rule " + code;
    (level == Level::not_run ? rule.unknown : level == Level::pass ? rule.met : rule.missed) = 1;
    rule.checked = rule.met + rule.missed;
    outcome.outcomes.push_back(rule);
    Finding finding;
    finding.code = code;
    finding.strategy = "natural_surveillance";
    finding.level = level;
    finding.basis = basis;
    finding.lacks = std::move(lacks);
    finding.message = level == Level::not_run ? "Can't tell yet: no window is on the plan" : "Message";
    outcome.findings.push_back(finding);
    if (outcome.coverage.empty()) outcome.coverage.push_back({.strategy = "natural_surveillance"});
    auto& coverage = outcome.coverage.front();
    ++coverage.criteria;
    coverage.checked += rule.checked;
    coverage.problems += level == Level::fail || level == Level::look ? 1 : 0;
}

} // namespace

// What the check may say as a whole, and of one strategy.
class RuleListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void two_of_thirteen_rules_are_too_little_to_say() {
        Assessment outcome;
        for (int i = 0; i < 2; ++i)
            add_rule(outcome, "A" + std::to_string(i), Level::pass);
        for (int i = 0; i < 11; ++i)
            add_rule(outcome, "B" + std::to_string(i), Level::not_run, Basis::unknown,
                     {i < 7    ? "window"
                      : i < 10 ? "zone"
                               : "lamp"});
        const Verdict verdict = verdict_of(outcome);
        QVERIFY(verdict.too_little);
        QCOMPARE(verdict.title, QStringLiteral("Too little is known to say"));
        QCOMPARE(verdict.why, QStringLiteral("Only 2 of 13 rules could be checked."));
        QCOMPARE(verdict.first, (std::vector<std::string>{"window", "zone", "lamp"}));
        const TileWords tile = tile_words(outcome, outcome.coverage.front());
        QCOMPARE(tile.status, Status::cannot_tell);
        QCOMPARE(tile.detail, QStringLiteral("2 of 13 checked · too little to say"));
    }

    void one_serious_problem_makes_the_strategy_serious() {
        Assessment outcome;
        for (const char* code : {"A", "B", "C"})
            add_rule(outcome, code, Level::look);
        assessment::Coverage coverage{"natural_surveillance", 3, 4, 3, 0};
        QCOMPARE(tile_words(outcome, coverage).status, Status::look);
        QCOMPARE(tile_words(outcome, coverage).detail, QStringLiteral("3 of 4 checked · 3 problems"));
        coverage.serious = 1;
        QCOMPARE(tile_words(outcome, coverage).status, Status::serious);
        QCOMPARE(tile_words(outcome, coverage).detail,
                 QStringLiteral("3 of 4 checked · 3 problems, 1 serious"));
    }

    void no_problem_on_assumed_facts_is_not_green() {
        Assessment outcome;
        add_rule(outcome, "A", Level::pass, Basis::assumed);
        QCOMPARE(verdict_of(outcome).title, QStringLiteral("No problem found, on assumed facts"));
        TileWords tile = tile_words(outcome, outcome.coverage.front());
        QCOMPARE(tile.status, Status::cannot_tell);
        QVERIFY(tile.detail.contains(QLatin1String("on assumed facts")));
        QCOMPARE(rule_lines(outcome, "natural_surveillance").at(0).status, Status::cannot_tell);

        Assessment known;
        add_rule(known, "A", Level::pass);
        QCOMPARE(verdict_of(known).title, QStringLiteral("No bad place found"));
        tile = tile_words(known, known.coverage.front());
        QCOMPARE(tile.status, Status::fine);
        // One usual value among what it rests on is enough.
        known.findings.front().assumptions.push_back({Uuid::from_name("wall"), "height_m",
                                                      assessment::Assumed::By::usual, Role::barrier, "wall",
                                                      "2"});
        QCOMPARE(tile_words(known, known.coverage.front()).status, Status::cannot_tell);
        // What follows from the nature of a thing is no doubt.
        known.findings.front().assumptions.front().by = assessment::Assumed::By::nature;
        QCOMPARE(tile_words(known, known.coverage.front()).status, Status::fine);
    }

    // Of no place, and yet no site without a problem.
    void a_problem_of_the_whole_site_is_in_the_verdict() {
        Assessment outcome;
        add_rule(outcome, "A", Level::pass);
        add_rule(outcome, "B", Level::look);
        QCOMPARE(verdict_of(outcome).title, QStringLiteral("No bad place, but 1 problem of the whole site"));
        QVERIFY(!verdict_of(outcome).why.contains(QLatin1String("None of the rules")));
    }

    void a_rule_says_how_it_went_and_what_is_missing() {
        Assessment outcome;
        add_rule(outcome, "A", Level::look);
        add_rule(outcome, "B", Level::not_run, Basis::unknown, {"window"});
        const auto lines = rule_lines(outcome, "natural_surveillance");
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0].status, Status::look);
        QCOMPARE(lines[0].says, QStringLiteral("1 problem"));
        QCOMPARE(lines[1].status, Status::cannot_tell);
        QCOMPARE(lines[1].says, QStringLiteral("Can't tell yet: no window is on the plan"));
        QCOMPARE(lines[1].lacks, std::vector<std::string>{"window"});
        QCOMPARE(subject_title("window"), QStringLiteral("Windows"));
        QVERIFY(rule_lines(outcome, "access_control").empty());
    }

    void usual_values_are_not_silent() {
        QCOMPARE(assumptions_text(0, 0), QString());
        QCOMPARE(assumptions_text(1, 0), QStringLiteral("1 assumption"));
        QCOMPARE(assumptions_text(0, 1120), QStringLiteral("1,120 usual values"));
        QCOMPARE(assumptions_text(4, 112), QStringLiteral("4 assumptions · 112 usual values"));
    }

    void one_way_to_write_numbers_and_no_names_of_fields() {
        QCOMPARE(number_text(447987), QStringLiteral("447,987"));
        QCOMPARE(
            without_options(QStringLiteral("Underside (building.base_m) is assumed for 24 of 24 buildings")),
            QStringLiteral("Underside is assumed for 24 of 24 buildings"));
    }
};

PROSPECT_TEST(RuleListTest);

#include "rule_list_test.moc"
