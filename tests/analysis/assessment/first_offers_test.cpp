#include "analysis/assessment/remedies.h"
#include "geometry/io/project_file.h"
#include "rule_cases.h"
#include "tests/support/registry.h"

#include <QTest>

#include <map>
#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A plan and what a check of it by all rules offers.
struct Checked {
    explicit Checked(SitePtr plan)
        : site(std::move(plan)), engine(std::make_unique<engine::Engine>(catalogue())) {
        made = assess(*engine, request(site), profile("default"));
        try_remedies(*engine, request(site), profile("default"), made);
    }

    static engine::Request request(const SitePtr& plan) { return {.site = plan, .threads = 2}; }

    SitePtr site;
    std::unique_ptr<engine::Engine> engine;
    Assessment made;
};

const Checked& sample() {
    static const Checked checked(
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site);
    return checked;
}

const Finding* first_offered(const Assessment& made, const std::string& code) {
    for (const Finding& one : made.findings)
        if (one.code == code && is_missed(one) && !one.remedies.empty()) return &one;
    return nullptr;
}

// A door that a window 20 m away would see, but for a hedge.
SiteBuilder door_behind_a_hedge() {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::building, rectangle(0, -28, 10, -20), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, -20),
          {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
    drawn(builder, Role::barrier, line({{-15, -8}, {25, -8}}),
          {{"kind", words("hedge")}, {"height_m", 2.4}, {"opacity", 1.0}});
    return builder;
}

// 1.4 m, then 2.8 m between their middles: a clear gap of 2.6 m takes one more and leaves 1.2 m twice.
SiteBuilder bollards_with_one_missing() {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 20, 20);
    for (const double x : {0.0, 1.4, 2.8, 5.6, 7.0})
        drawn(builder, Role::barrier, point(x, 0), {{"kind", words("bollard")}, {"gap_m", 1.2}});
    return builder;
}

// Rules that offer a change, each on a plan where it does: the sample, else one made by hand.
std::map<std::string, std::shared_ptr<const Checked>> plans_with_offers() {
    std::map<std::string, std::shared_ptr<const Checked>> plans;
    for (const Criterion& rule : profile("default").criteria)
        if (first_offered(sample().made, rule.code))
            plans.emplace(rule.code, std::shared_ptr<const Checked>(std::shared_ptr<void>(), &sample()));
    RuleCases cases{{"NS-05", "", door_behind_a_hedge, Level::fail},
                    {"TH-02", "", bollards_with_one_missing, Level::fail}};
    cases.insert(cases.end(), all_rule_cases().begin(), all_rule_cases().end());
    for (const RuleCase& one : cases) {
        if (plans.contains(one.code) || (one.level != Level::fail && one.level != Level::look)) continue;
        const auto checked = std::make_shared<const Checked>(one.site().site());
        if (first_offered(checked->made, one.code)) plans.emplace(one.code, checked);
    }
    return plans;
}

const Outcome& outcome_of(const Assessment& made, const std::string& code) {
    return *std::find_if(made.outcomes.begin(), made.outcomes.end(),
                         [&](const Outcome& one) { return one.criterion.code == code; });
}

} // namespace

// That the first change offered does what it says, by checking the changed plan anew with every rule.
class FirstOffersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { plans_ = plans_with_offers(); }

    // A rule that learns to offer changes joins the list.
    void these_rules_offer_changes() {
        std::string codes;
        for (const auto& [code, plan] : plans_)
            codes += (codes.empty() ? "" : " ") + code;
        QCOMPARE(codes,
                 std::string("AC-02 AC-03 AC-04 AC-07 AC-11 AS-02 LT-02 LT-03 LT-04 LT-05 LT-06 LT-07 LT-08 "
                             "LT-09 LT-10 LT-11 LT-13 LT-14 NS-05 NS-06 NS-07 NS-08 NS-09 NS-10 NS-11 "
                             "NS-12 NS-14 NS-15 NS-16 TH-02 TR-04 TR-05 TR-06"));
    }

    void the_first_change_offered_clears_its_finding_and_makes_no_new_serious_one_data() {
        QTest::addColumn<QString>("code");
        for (const auto& [code, plan] : plans_)
            QTest::newRow(code.c_str()) << QString::fromStdString(code);
    }

    void the_first_change_offered_clears_its_finding_and_makes_no_new_serious_one() {
        QFETCH(QString, code);
        const Checked& plan = *plans_.at(code.toStdString());
        const Finding& finding = *first_offered(plan.made, code.toStdString());
        const Remedy& first = finding.remedies.front();
        const SitePtr changed = apply(*plan.site, first.edit);
        const Assessment after = assess(*plan.engine, Checked::request(changed), profile("default"));
        std::set<std::string> serious_before;
        for (const Finding& one : plan.made.findings)
            if (one.level == Level::fail) serious_before.insert(one.key);
        for (const Finding& one : after.findings) {
            const std::string told = first.text + " for " + finding.message + "\n" + one.message;
            QVERIFY2(one.key != finding.key || !is_missed(one), told.c_str());
            QVERIFY2(one.level != Level::fail || serious_before.contains(one.key), told.c_str());
        }
        QVERIFY(outcome_of(after, finding.code).missed < outcome_of(plan.made, finding.code).missed);
    }

private:
    std::map<std::string, std::shared_ptr<const Checked>> plans_;
};

PROSPECT_TEST(FirstOffersTest);

#include "first_offers_test.moc"
