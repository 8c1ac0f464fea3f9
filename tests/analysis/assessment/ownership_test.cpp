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

    // 20 by 20 km: cells of 1 m would be 400 million.
    void a_boundary_of_a_whole_town_is_looked_at_in_larger_cells_and_says_so() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 20000, 20000);
        drawn(builder, Role::zone, rectangle(0, 0, 15000, 20000), {{"ownership", words("public")}});
        const Assessment made = check(builder, "TR-01");
        QVERIFY(std::abs(*only(made).value - 25) < 0.2);
        const auto note = std::find_if(made.notes.begin(), made.notes.end(),
                                       [](const auto& one) { return one.code == "ownership_coarse"; });
        QVERIFY(note != made.notes.end());
        QCOMPARE(QString::fromStdString(note->message),
                 QString("the ground of TR-01 is made of cells of 32 m instead of 1 m, because the site "
                         "boundary spans 20.0 by 20.0 km: draw the site boundary (red line) closer for a "
                         "finer one"));
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
