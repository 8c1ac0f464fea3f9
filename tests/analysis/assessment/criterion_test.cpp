#include "analysis/assessment/criterion.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;

namespace {

const char* const one_rule = R"({"strategy": "natural_surveillance", "criteria": [
  {"code": "NS-99", "title": "Low", "metric": "planting.mature_height", "comparison": "at_most",
   "threshold": 1.0, "unit": "m", "status": "g", "missed": "fail", "source": "Somebody"}]})";

} // namespace

class CriterionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_rule_is_read_from_its_file() {
        const Criterion rule = parse_criteria(one_rule).at(0);
        QCOMPARE(rule.code, std::string("NS-99"));
        QCOMPARE(rule.status, Status::guidance);
        QVERIFY(rule.holds(1.0) && rule.holds(0.1 + 0.2 + 0.7) && !rule.holds(1.01));
    }

    void what_is_asked_is_said_without_negative_numbers() {
        Criterion rule{.threshold = 1.5, .unit = "m"};
        QCOMPARE(threshold_text(rule), std::string("at most 1.5 m"));
        rule.threshold = 0;
        QCOMPARE(threshold_text(rule), std::string("none"));
        rule = {.comparison = Comparison::at_least, .threshold = -10, .unit = "%"};
        QCOMPARE(threshold_text(rule), std::string("a loss of at most 10 %"));
        for (const Profile& profile : profiles())
            for (const Criterion& one : profile.criteria) {
                QVERIFY2(threshold_text(one).find('-') == std::string::npos, one.code.c_str());
                QVERIFY2(one.title.find("obody") == std::string::npos || !one.title.starts_with("No "),
                         one.code.c_str());
            }
    }

    void a_profile_chooses_and_changes() {
        const auto all = parse_criteria(one_rule);
        const Profile made = parse_profile(
            R"({"name": "p", "title": "t", "about": "a", "only": ["NS-99"],
                "change": {"NS-99": {"threshold": 0.5, "status": "P", "missed": "look"}}})",
            all);
        QCOMPARE(made.criteria.at(0).threshold, 0.5);
        QCOMPARE(made.criteria.at(0).status, Status::our_default);
        QCOMPARE(made.criteria.at(0).missed, Level::look);
        QCOMPARE(all.at(0).threshold, 1.0);
    }

    void what_cannot_be_used_is_named() {
        const auto message = [](const auto& parse) {
            try {
                parse();
            } catch (const Error& error) {
                return error.message();
            }
            return std::string("nothing was thrown");
        };
        QVERIFY(message([] {
                    parse_profile(R"({"name": "p", "title": "t", "about": "a", "only": ["XX-1"]})",
                                  parse_criteria(one_rule));
                }).find("unknown criterion") != std::string::npos);
        std::string wrong = one_rule;
        wrong.replace(wrong.find("at_most"), 7, "roughly");
        QVERIFY(message([&] { parse_criteria(wrong); }).find("roughly") != std::string::npos);
        QVERIFY(message([] { (void)profile("none such"); }).find("none such") != std::string::npos);
    }

    void the_bundled_profiles_can_be_read() {
        QCOMPARE(profiles().front().name, std::string("default"));
        QCOMPARE(profiles().front().criteria.size(), criteria().size());
        QVERIFY(profiles().size() >= 3);
    }
};

PROSPECT_TEST(CriterionTest);

#include "criterion_test.moc"
