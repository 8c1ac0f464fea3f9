#include "rule_cases.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

RuleCases cases_of(const std::string& code) {
    RuleCases found;
    for (const RuleCase& one : all_rule_cases())
        if (one.code == code) found.push_back(one);
    return found;
}

Assessment judged(const RuleCase& one) {
    auto site = std::make_shared<Site>(*one.site().site());
    if (one.answer != nullptr) site->answers = {{one.code, one.answer, {}, {}, {}, {}}};
    engine::Engine engine(catalogue());
    return assess(engine, {.site = site, .threads = 2}, test::profile_of(one.code));
}

bool has_level(const RuleCases& cases, std::initializer_list<Level> levels) {
    return std::any_of(cases.begin(), cases.end(), [&](const RuleCase& one) {
        return std::find(levels.begin(), levels.end(), one.level) != levels.end();
    });
}

bool has_answer(const RuleCases& cases, const char* answer) {
    return std::any_of(cases.begin(), cases.end(), [&](const RuleCase& one) {
        return std::string_view(one.answer == nullptr ? "" : one.answer) == answer;
    });
}

// What a rule that is measured lacks.
std::vector<std::string> lacking_measured(const Criterion& criterion, const RuleCases& cases) {
    std::vector<std::string> lacking;
    for (const RuleCase& one : cases)
        if (one.level != Level::not_run && !one.value)
            lacking.push_back(std::string("the value of \"") + one.name + "\"");
    if (criterion.missed == Level::info) {
        if (!has_level(cases, {Level::pass, Level::info}))
            lacking.emplace_back("a case that fixes its value");
        return lacking;
    }
    if (!has_level(cases, {Level::pass})) lacking.emplace_back("a case that passes");
    if (!has_level(cases, {Level::fail, Level::look})) lacking.emplace_back("a case that fails");
    return lacking;
}

std::vector<std::string> lacking_of(const Criterion& criterion) {
    const RuleCases cases = cases_of(criterion.code);
    if (criterion.kind == Kind::measured) return lacking_measured(criterion, cases);
    std::vector<std::string> lacking;
    if (criterion.kind == Kind::recorded) {
        for (const char* answer : {"yes", "no", "na"})
            if (!has_answer(cases, answer)) lacking.push_back(std::string("a case answered ") + answer);
        if (!has_answer(cases, "")) lacking.emplace_back("a case nobody has answered");
        return lacking;
    }
    if (!has_level(cases, {Level::not_run})) lacking.emplace_back("a case that cannot be told");
    return lacking;
}

} // namespace

// Every rule has plans made by hand that decide it.
class RuleCasesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_rule_has_its_cases() {
        std::string lacking;
        for (const Criterion& criterion : criteria())
            for (const std::string& one : lacking_of(criterion))
                lacking += criterion.code + " lacks " + one + "\n";
        QVERIFY2(lacking.empty(), lacking.c_str());
    }

    void no_case_is_of_a_rule_that_is_not_there() {
        std::set<std::string> codes;
        for (const Criterion& criterion : criteria())
            codes.insert(criterion.code);
        for (const RuleCase& one : all_rule_cases())
            QVERIFY2(codes.contains(one.code), one.code);
    }

    void a_case_is_judged_as_it_says_data() {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t i = 0; i < all_rule_cases().size(); ++i)
            QTest::addRow("%s: %s", all_rule_cases()[i].code, all_rule_cases()[i].name) << i;
    }

    void a_case_is_judged_as_it_says() {
        QFETCH(const std::size_t, index);
        const RuleCase& one = all_rule_cases().at(index);
        const Assessment made = judged(one);
        std::string told;
        for (const Finding& finding : made.findings)
            told += std::string(name_of(finding.level)) + ": " + finding.message + "\n";
        QVERIFY2(made.findings.size() == 1, told.c_str());
        const Finding& found = made.findings.front();
        QVERIFY2(found.level == one.level, told.c_str());
        if (one.value) {
            QVERIFY2(found.value.has_value(), told.c_str());
            const QString values =
                QString("%1 instead of %2: ").arg(*found.value, 0, 'g', 10).arg(*one.value);
            QVERIFY2(std::abs(*found.value - *one.value) <= one.tolerance,
                     qPrintable(values + QString::fromStdString(told)));
        }
        if (one.says != nullptr) QVERIFY2(found.message.find(one.says) != std::string::npos, told.c_str());
    }

    void what_no_metric_measures_says_why() {
        for (const Criterion& criterion : criteria()) {
            if (criterion.kind != Kind::unmeasured) continue;
            for (const RuleCase& one : cases_of(criterion.code)) {
                const Finding found = only(judged(one));
                QCOMPARE(found.level, Level::not_run);
                QVERIFY2(found.message == "Can't tell yet: " + criterion.why_not &&
                             !criterion.why_not.empty(),
                         found.message.c_str());
            }
        }
    }

    void on_a_plan_without_what_it_needs_a_measured_rule_says_what_is_missing() {
        SiteBuilder empty;
        red_line_of(empty, 0, 0, 20, 20);
        for (const Criterion& criterion : criteria()) {
            if (criterion.kind != Kind::measured) continue;
            const Assessment made = check(empty, criterion.code);
            QVERIFY2(made.findings.size() == 1, criterion.code.c_str());
            const Finding& found = made.findings.front();
            QVERIFY2(found.level == Level::not_run, criterion.code.c_str());
            QVERIFY2(found.message.starts_with("Can't tell yet") &&
                         found.message.find(": ") != std::string::npos,
                     found.message.c_str());
        }
    }
};

PROSPECT_TEST(RuleCasesTest);

#include "rule_cases_test.moc"
