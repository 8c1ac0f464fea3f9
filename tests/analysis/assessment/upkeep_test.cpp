// How the place is kept (IM-04).
#include "tests/analysis/assessment/check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

SiteBuilder lamps(int with, int without) {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 100, 20);
    for (int i = 0; i < with + without; ++i) {
        const Geometry at = Geometry::make_point({5.0 * i + 2, 10});
        if (i < with)
            drawn(builder, Role::luminaire, at, {{"height_m", Value(5.0)}, {"maintenance", Value(0.7)}});
        else
            drawn(builder, Role::luminaire, at, {{"height_m", Value(5.0)}});
    }
    return builder;
}

} // namespace

class UpkeepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lamps_that_all_say_how_they_are_kept_pass() {
        const Finding finding = only(check(lamps(3, 0), "IM-04"));
        QCOMPARE(finding.level, Level::pass);
        QCOMPARE(finding.value.value(), 100.0);
    }

    void one_of_four_that_does_not_is_named() {
        const Finding finding = only(check(lamps(3, 1), "IM-04"));
        QCOMPARE(finding.level, Level::look);
        QCOMPARE(finding.value.value(), 75.0);
        QCOMPARE(finding.causes.size(), std::size_t{1});
        QCOMPARE(finding.at.value(), (Point{17, 10}));
        QVERIFY(finding.message.find("3 of 4 lamps") != std::string::npos);
    }

    void without_lamps_it_cannot_be_told() {
        const Finding finding = only(check(lamps(0, 0), "IM-04"));
        QCOMPARE(finding.level, Level::not_run);
        QCOMPARE(finding.lacks, std::vector<std::string>{"luminaire"});
    }
};

PROSPECT_TEST(UpkeepTest);

#include "upkeep_test.moc"
