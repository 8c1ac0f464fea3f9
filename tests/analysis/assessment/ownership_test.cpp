#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// 100 m by 40 m with a building of 400 m2 in the owned part.
SiteBuilder ground(double owned_to_x) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 100, 40);
    drawn(builder, Role::building, rectangle(0, 0, 20, 20));
    drawn(builder, Role::zone, rectangle(0, 0, owned_to_x, 40), {{"ownership", words("public")}});
    return builder;
}

} // namespace

// TR-01.
class OwnershipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ground_in_no_zone_is_counted() {
        // 400 of 3600 m2 of open ground.
        const Finding found = only(check(ground(90), "TR-01"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(std::abs(*found.value - 100.0 * 400 / 3600) < 0.3);
        QVERIFY(found.at && found.at->x > 90);
    }

    void ground_that_is_all_owned_passes() {
        const Finding found = only(check(ground(100), "TR-01"));
        QCOMPARE(found.level, Level::pass);
        QCOMPARE(found.value, std::optional(0.0));
    }

    void ground_of_two_kinds_of_owner_is_counted_too() {
        SiteBuilder builder = ground(100);
        drawn(builder, Role::zone, rectangle(50, 0, 60, 40), {{"ownership", words("private")}});
        QVERIFY(std::abs(*only(check(builder, "TR-01")).value - 100.0 * 400 / 3600) < 0.3);
    }

    void it_names_what_is_missing() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 20, 20));
        const Finding found = only(check(builder, "TR-01"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("red line") != std::string::npos);
        QVERIFY(found.message.find("whose") != std::string::npos);
    }
};

PROSPECT_TEST(OwnershipTest);

#include "ownership_test.moc"
