#include "analysis/assessment/remedies.h"
#include "check.h"
#include "geometry/io/project_file.h"
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

// The first finding of each rule that something is offered for.
std::map<std::string, const Finding*> offers(const Assessment& made) {
    std::map<std::string, const Finding*> found;
    for (const Finding& one : made.findings)
        if (is_missed(one) && !one.remedies.empty()) found.emplace(one.code, &one);
    return found;
}

} // namespace

// That the first change offered does what it says, by checking the changed plan anew with every rule.
class FirstOffersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_first_change_offered_clears_its_finding_and_makes_no_new_serious_one_data() {
        QTest::addColumn<QString>("code");
        for (const auto& [code, finding] : offers(sample().made))
            QTest::newRow(code.c_str()) << QString::fromStdString(code);
    }

    void the_first_change_offered_clears_its_finding_and_makes_no_new_serious_one() {
        QFETCH(QString, code);
        const Finding& finding = *offers(sample().made).at(code.toStdString());
        const Remedy& first = finding.remedies.front();
        const SitePtr changed = apply(*sample().site, first.edit);
        const Assessment after = assess(*sample().engine, Checked::request(changed), profile("default"));
        std::set<std::string> serious_before;
        for (const Finding& one : sample().made.findings)
            if (one.level == Level::fail) serious_before.insert(one.key);
        for (const Finding& one : after.findings) {
            const std::string told = first.text + " for " + finding.message + "\n" + one.message;
            QVERIFY2(one.key != finding.key || !is_missed(one), told.c_str());
            QVERIFY2(one.level != Level::fail || serious_before.contains(one.key), told.c_str());
        }
        // Its subject is still judged: it was not cleared by being lost.
        const auto outcome = [&](const Assessment& made) {
            return *std::find_if(made.outcomes.begin(), made.outcomes.end(),
                                 [&](const Outcome& one) { return one.criterion.code == finding.code; });
        };
        QVERIFY(outcome(after).missed < outcome(sample().made).missed);
    }
};

PROSPECT_TEST(FirstOffersTest);

#include "first_offers_test.moc"
