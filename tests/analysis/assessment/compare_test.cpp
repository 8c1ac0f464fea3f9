#include "analysis/assessment/compare.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;

namespace {

Finding finding(const std::string& key, Level level) {
    Finding made;
    made.key = key;
    made.code = key.substr(0, key.find(' '));
    made.level = level;
    return made;
}

Outcome outcome(const std::string& code, std::size_t checked, std::size_t met, std::size_t unknown = 0) {
    Outcome made;
    made.criterion.code = code;
    made.checked = checked;
    made.met = met;
    made.missed = checked - met;
    made.unknown = unknown;
    return made;
}

std::string text_of(const VersionComparison& made, const Assessment& before, const Assessment& after) {
    std::string text;
    for (const ComparedFinding& one : made.findings)
        text += std::string(name_of(one.fate)) + " " +
                (one.after ? after.findings[*one.after] : before.findings[*one.before]).key + "; ";
    return text;
}

} // namespace

class CompareTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void problems_are_cleared_new_or_unchanged_by_their_key() {
        Assessment before;
        before.outcomes = {outcome("A", 3, 1), outcome("B", 1, 0)};
        before.findings = {finding("A 1", Level::fail), finding("A 2", Level::look),
                           finding("B 1", Level::fail), finding("B", Level::pass),
                           finding("C 1", Level::info)};
        Assessment after;
        after.outcomes = {outcome("A", 3, 1), outcome("B", 0, 0, 1)};
        after.findings = {finding("A 2", Level::fail), finding("A 3", Level::look),
                          finding("B", Level::not_run)};
        const VersionComparison made = compare(before, after);
        QCOMPARE(text_of(made, before, after),
                 std::string("cleared A 1; new A 3; cannot_tell B 1; unchanged A 2; "));
        QCOMPARE(made.count(Fate::unchanged), std::size_t(1));
        const VersionComparison same = compare(before, before);
        QCOMPARE(same.count(Fate::unchanged), std::size_t(3));
        QCOMPARE(same.findings.size(), std::size_t(3));
    }

    void what_was_accepted_is_no_problem() {
        Assessment before;
        before.outcomes = {outcome("A", 1, 0)};
        before.findings = {finding("A 1", Level::fail)};
        Assessment after = before;
        after.findings[0].acceptance = Acceptance{"x", "y", ""};
        QCOMPARE(text_of(compare(before, after), before, after), std::string("cleared A 1; "));
    }

    // The thing a problem was about is gone, and with it the only subject of its rule: that is cleared.
    void a_problem_whose_thing_is_gone_is_cleared() {
        Assessment before;
        before.outcomes = {outcome("A", 1, 0)};
        before.findings = {finding("A 1", Level::fail)};
        Assessment after;
        after.outcomes = {outcome("A", 0, 0)};
        QCOMPARE(text_of(compare(before, after), before, after), std::string("cleared A 1; "));
    }

    // Criterion A holds for one of four, B for all of two, C did not run: (25 + 100) / 2 %, two of three ran.
    void headlines_are_five_numbers() {
        Assessment made;
        made.outcomes = {outcome("A", 4, 1), outcome("B", 2, 2), outcome("C", 0, 0, 3)};
        made.findings = {finding("A 1", Level::fail), finding("A 2", Level::fail),
                         finding("A 3", Level::look)};
        made.places.resize(2);
        const auto numbers = headlines(made);
        QCOMPARE(numbers.size(), std::size_t(5));
        QCOMPARE(*numbers[0].value, 2.0);
        QCOMPARE(*numbers[1].value, 1.0);
        QCOMPARE(*numbers[2].value, 2.0);
        QCOMPARE(*numbers[3].value, 62.5);
        QCOMPARE(*numbers[4].value, 200.0 / 3);
        QVERIFY(!headlines(Assessment{})[3].value);
    }
};

PROSPECT_TEST(CompareTest);
#include "compare_test.moc"
