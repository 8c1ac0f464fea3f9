#include "analysis/assessment/check_grid.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;

class CheckGridTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cells_grow_until_there_are_a_million() {
        QCOMPARE(bounded_cell_m({0, 0, 100, 100}, 2), 2.0);
        QCOMPARE(bounded_cell_m({0, 0, 2000, 2000}, 2), 2.0); // a million
        QCOMPARE(bounded_cell_m({0, 0, 2002, 2000}, 2), 4.0);
        QCOMPARE(bounded_cell_m({0, 0, 20000, 20000}, 2), 32.0);
        QCOMPARE(bounded_cell_m({0, 0, 4e6, 0}, 1), 4.0); // a line
        QCOMPARE(span_text({0, 0, 20000, 14500}), std::string("20.0 by 14.5 km"));
    }
};

PROSPECT_TEST(CheckGridTest);
#include "check_grid_test.moc"
