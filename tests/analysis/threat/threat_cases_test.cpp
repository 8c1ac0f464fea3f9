#include "tests/support/analysis_cases.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::test;

// Walks tests/cases/threat.
class ThreatCasesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_case_gives_what_it_should_data() { add_cases("threat"); }
    void every_case_gives_what_it_should() {
        QFETCH(QString, folder);
        const QString wrong = run_case(folder);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

PROSPECT_TEST(ThreatCasesTest);

#include "threat_cases_test.moc"
