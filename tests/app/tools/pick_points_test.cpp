#include "app/tools/pick_points.h"
#include "tests/support/registry.h"

#include <QTest>

#include <limits>

using namespace prospect;
using namespace prospect::app;

class PickPointsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clicks_are_kept_until_enter() {
        PickPoints tool;
        tool.click({1, 2});
        tool.click({3, 4});
        tool.press(PickPoints::Key::enter);
        QCOMPARE(tool.state(), PickPoints::State::done);
        QCOMPARE(tool.points(), (std::vector<Point>{{1, 2}, {3, 4}}));
        tool.click({5, 6});
        QCOMPARE(tool.points().size(), std::size_t{2});
    }

    void backspace_takes_the_last_one_back() {
        PickPoints tool({{1, 2}});
        tool.click({3, 4});
        tool.press(PickPoints::Key::backspace);
        QCOMPARE(tool.points(), (std::vector<Point>{{1, 2}}));
        tool.press(PickPoints::Key::backspace);
        tool.press(PickPoints::Key::backspace);
        QVERIFY(tool.points().empty());
        QCOMPARE(tool.state(), PickPoints::State::picking);
    }

    void escape_goes_back_to_what_was_there() {
        PickPoints tool({{1, 2}});
        tool.click({3, 4});
        tool.press(PickPoints::Key::escape);
        QCOMPARE(tool.state(), PickPoints::State::cancelled);
        QCOMPARE(tool.points(), (std::vector<Point>{{1, 2}}));
    }

    void a_right_click_ends() {
        PickPoints tool;
        tool.click({1, 2});
        tool.endClick();
        QCOMPARE(tool.state(), PickPoints::State::done);
    }

    void a_place_that_is_no_number_is_ignored() {
        PickPoints tool;
        tool.click({std::numeric_limits<double>::quiet_NaN(), 0});
        QVERIFY(tool.points().empty());
    }
};

PROSPECT_TEST(PickPointsTest);
#include "pick_points_test.moc"
