// Which guidance a site is checked by.
#include "analysis/assessment/site_profile.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;

class SiteProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_site_sheet_chooses_and_else_the_default_counts() {
        QCOMPARE(assessment::profile_of({}).name, std::string("default"));
        QCOMPARE(assessment::profile_of({{"profile", "strict"}}).name, std::string("strict"));
        QCOMPARE(assessment::profile_of({{"profile", "of another program"}}).name, std::string("default"));
    }
};

PROSPECT_TEST(SiteProfileTest);
#include "site_profile_test.moc"
