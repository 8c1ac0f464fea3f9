#include "analysis/assessment/criteria_file.h"
#include "analysis/assessment/frameworks.h"
#include "analysis/assessment/metric.h"
#include "geometry/base/resources.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace prospect;
using namespace prospect::assessment;

namespace {

std::string help_page(const std::string& name) {
    std::string path = "help/"; // joined in steps: GCC 12 sees a false overlap in operator+
    path += name;
    path += ".md";
    return read_resource(path);
}

} // namespace

// Walks the criteria and the metrics: what each owes to its readers.
class CriteriaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_criterion_says_what_it_asks_and_who_says_so() {
        std::set<std::string> codes;
        for (const Criterion& one : criteria()) {
            const char* code = one.code.c_str();
            QVERIFY2(codes.insert(one.code).second, code);
            QVERIFY2(!one.title.empty() && !one.source.empty(), code);
            QVERIFY2(one.weight > 0, code);
            QVERIFY2(one.missed == Level::fail || one.missed == Level::look || one.missed == Level::info,
                     code);
            QVERIFY2(!letter_of(one.status).empty() && !words_of(one.status).empty(), code);
            QVERIFY2(!tags_of(one.code).empty() && !clauses_of(one.code).empty(), code);
            QVERIFY2(strategy(one.strategy) != nullptr, code);
            const Metric* measure = metric(one.metric);
            QVERIFY2((measure != nullptr) == (one.kind == Kind::measured), code);
            if (measure != nullptr) QCOMPARE(one.unit, measure->unit);
            const std::string page = help_page(measure != nullptr ? measure->help : "assess.recorded");
            QVERIFY2(page.find("`" + one.code + "`") != std::string::npos, code);
        }
        QVERIFY(!codes.empty());
    }

    void our_own_numbers_are_not_passed_off_as_guidance() {
        for (const Criterion& one : criteria()) {
            if (one.kind == Kind::unmeasured) continue;
            const bool own = one.source.find("our own") != std::string::npos ||
                             one.source.find("Our own") != std::string::npos;
            QVERIFY2(own == (one.status == Status::our_default), one.code.c_str());
        }
    }

    void every_metric_is_used_and_explained() {
        std::set<std::string> ids;
        for (const Metric& one : metrics()) {
            const char* id = one.id.c_str();
            QVERIFY2(ids.insert(one.id).second, id);
            QVERIFY2(!one.subjects.empty() && !one.meaning.empty() && !one.reads.empty(), id);
            QVERIFY2(one.measure != nullptr, id);
            QVERIFY2(help_page(one.help).find("`" + one.id + "`") != std::string::npos, id);
            const auto used = [&](const Criterion& criterion) { return criterion.metric == one.id; };
            QVERIFY2(std::any_of(criteria().begin(), criteria().end(), used), id);
        }
    }

    void every_clause_says_what_gives_evidence_for_it_or_what_does_not() {
        QCOMPARE(frameworks().front().id, std::string("iso_22341"));
        for (const Framework& framework : frameworks())
            for (const Principle& principle : framework.principles) {
                const char* id = principle.id.c_str();
                QVERIFY2(!principle.criteria.empty() || !principle.not_covered.empty(), id);
                for (const std::string& code : principle.criteria) {
                    const auto meant = [&](const Criterion& one) {
                        return code == one.code || (code.ends_with('*') && holds(principle, one.code));
                    };
                    QVERIFY2(std::any_of(criteria().begin(), criteria().end(), meant), code.c_str());
                }
            }
    }

    // The table people read is the one the program uses.
    void the_help_page_tells_of_every_clause_its_rules_and_what_is_not_covered() {
        const std::string page = help_page("iso-22341");
        for (const Principle& principle : frameworks().front().principles) {
            std::string row = "| ";
            row += principle.id;
            row += " | ";
            row += principle.title;
            row += " | ";
            for (std::size_t i = 0; i < principle.criteria.size(); ++i)
                row += (i == 0 ? "" : ", ") + principle.criteria[i];
            row += " | ";
            row += principle.not_covered;
            row += " |";
            QVERIFY2(page.find(row) != std::string::npos, row.c_str());
        }
    }

    void nothing_claims_compliance() {
        for (const Criterion& one : criteria())
            QVERIFY(one.title.find("complies") == std::string::npos);
        for (const Metric& one : metrics())
            QVERIFY(help_page(one.help).find("complies with ISO") == std::string::npos);
    }
};

PROSPECT_TEST(CriteriaTest);

#include "criteria_test.moc"
