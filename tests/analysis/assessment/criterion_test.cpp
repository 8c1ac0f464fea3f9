#include "analysis/assessment/criteria_file.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;

namespace {

std::string one_rule(const std::string& more = R"("threshold": 1.0, "unit": "m")") {
    return R"({"strategy": "natural_surveillance", "criteria": [
  {"code": "NS-99", "title": "Low", "metric": "planting.mature_height", "comparison": "at_most",
   "status": "g", "missed": "fail", "source": "Somebody", )" +
           more + R"(},
  {"code": "NS-98", "title": "High", "metric": "tree.clear_stem", "comparison": "at_least", "threshold": 2,
   "unit": "m", "status": "g", "missed": "fail", "source": "Somebody"}]})";
}

// What is wrong in it, and that only the first rule suffers.
std::string fault_of(const std::string& more) {
    const ParsedCriteria parsed = parse_criteria(one_rule(more));
    if (parsed.criteria.size() != 2 || parsed.criteria[1].kind != Kind::measured) return "both suffer";
    if (parsed.faults.size() != 1) return std::to_string(parsed.faults.size()) + " faults";
    if (parsed.criteria[0].kind != Kind::unmeasured || parsed.criteria[0].why_not != parsed.faults[0].message)
        return "the rule does not say so";
    return parsed.faults[0].message;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class CriterionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_rule_is_read_from_its_file() {
        const ParsedCriteria parsed = parse_criteria(one_rule());
        QVERIFY(parsed.faults.empty());
        const Criterion& rule = parsed.criteria.at(0);
        QCOMPARE(rule.code, std::string("NS-99"));
        QCOMPARE(rule.kind, Kind::measured);
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
        for (const Criterion& one : criteria()) {
            QVERIFY2(threshold_text(one).find('-') == std::string::npos, one.code.c_str());
            QVERIFY2(!one.title.starts_with("No ") || !holds(one.title, "obody"), one.code.c_str());
        }
    }

    void a_member_spelt_wrongly_is_named_with_its_line_and_what_was_meant() {
        const std::string fault = fault_of(R"("treshold": 1.0, "unit": "m")");
        QVERIFY2(holds(fault, "line 2: NS-99"), fault.c_str());
        QVERIFY2(holds(fault, "\"treshold\"") && holds(fault, "write \"threshold\""), fault.c_str());
    }

    void a_value_in_another_unit_is_no_rule() {
        const std::string fault = fault_of(R"("threshold": 100, "unit": "cm")");
        QVERIFY2(holds(fault, "\"cm\"") && holds(fault, "write the value in m"), fault.c_str());
    }

    void an_unknown_metric_leads_to_the_near_one() {
        std::string text = one_rule();
        text.replace(text.find("planting.mature_height"), 22, "planting.mature_heigth");
        const ParsedCriteria parsed = parse_criteria(text);
        QCOMPARE(parsed.faults.size(), std::size_t{1});
        const std::string& fault = parsed.faults[0].message;
        QVERIFY2(holds(fault, "planting.mature_heigth") && holds(fault, "write \"planting.mature_height\""),
                 fault.c_str());
    }

    void a_word_that_is_none_of_those_it_may_be_is_told_with_them() {
        std::string text = one_rule();
        text.replace(text.find("at_most"), 7, "roughly");
        const std::string fault = parse_criteria(text).faults.at(0).message;
        QVERIFY2(holds(fault, "roughly") && holds(fault, "at_most, at_least"), fault.c_str());
        QVERIFY(holds(fault_of(R"("threshold": "1.0", "unit": "m")"), "no number"));
        QVERIFY(holds(fault_of(R"("threshold": 1.0, "unit": "m", "weight": 0)"), "weight"));
        QVERIFY(holds(fault_of(R"("unit": "m")"), "threshold is missing"));
    }

    void a_file_that_is_no_json_is_one_rule_that_cannot_be_told() {
        const std::string text =
            "{\"strategy\": \"access_control\",\n \"criteria\": [\n  {\"code\" \"AC-01\"}]}";
        const ParsedCriteria parsed = parse_criteria(text, "access_control.json");
        QCOMPARE(parsed.criteria.size(), std::size_t{1});
        QCOMPARE(parsed.criteria[0].strategy, std::string("access_control"));
        QCOMPARE(parsed.criteria[0].kind, Kind::unmeasured);
        QVERIFY2(holds(parsed.faults.at(0).message, "line 3"), parsed.faults[0].message.c_str());
    }

    // Left out at the end of a line, the reader stumbles over the next one.
    void a_comma_left_out_is_named_with_its_line() {
        const std::string text = "{\"criteria\": [\n {\"code\": \"A\"\n  \"title\": \"B\"}]}";
        const std::string fault = parse_criteria(text).faults.at(0).message;
        QVERIFY2(holds(fault, "line 3") && holds(fault, "title"), fault.c_str());
    }

    void two_rules_of_one_code_are_told_and_the_first_counts() {
        std::string text = one_rule();
        text.replace(text.find("NS-98"), 5, "NS-99");
        const ParsedCriteria parsed = parse_criteria(text);
        QCOMPARE(parsed.criteria.size(), std::size_t{1});
        QCOMPARE(parsed.criteria[0].title, std::string("Low"));
        QVERIFY(holds(parsed.faults.at(0).message, "already"));
    }

    void a_rule_asks_people_or_says_why_it_cannot_be_told() {
        const ParsedCriteria parsed = parse_criteria(R"({"strategy": "process", "criteria": [
  {"code": "A", "title": "a", "question": "Is it?", "source": "s", "status": "g", "missed": "look"},
  {"code": "B", "title": "b", "not_measured": "nobody looks", "source": "s", "status": "P"},
  {"code": "C", "title": "c", "source": "s", "status": "P"}]})");
        QCOMPARE(parsed.criteria.at(0).kind, Kind::recorded);
        QCOMPARE(parsed.criteria.at(0).question, std::string("Is it?"));
        QCOMPARE(parsed.criteria.at(1).kind, Kind::unmeasured);
        QCOMPARE(parsed.faults.size(), std::size_t{1});
        QVERIFY(holds(parsed.faults[0].message, "C: it says none of metric, question and not_measured"));
    }

    void the_catalogue_has_nothing_wrong_in_it() {
        for (const RuleFault& fault : catalogue_of_criteria().faults)
            QFAIL(fault.message.c_str());
        QVERIFY(criteria().size() >= 78);
    }
};

PROSPECT_TEST(CriterionTest);

#include "criterion_test.moc"
