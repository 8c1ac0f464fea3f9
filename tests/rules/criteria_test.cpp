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
            const Metric* measure = metric(one.metric);
            QVERIFY2(measure != nullptr, code);
            QCOMPARE(one.unit, measure->unit);
            QVERIFY2(help_page(measure->help).find("`" + one.code + "`") != std::string::npos, code);
        }
        QVERIFY(!codes.empty());
    }

    void our_own_numbers_are_not_passed_off_as_guidance() {
        for (const Criterion& one : criteria()) {
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

    void nothing_claims_compliance() {
        for (const Criterion& one : criteria())
            QVERIFY(one.title.find("complies") == std::string::npos);
        for (const Metric& one : metrics())
            QVERIFY(help_page(one.help).find("complies with ISO") == std::string::npos);
    }
};

PROSPECT_TEST(CriteriaTest);

#include "criteria_test.moc"
