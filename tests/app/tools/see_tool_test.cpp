#include "app/tools/see_tool.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;
using Part = SeeTool::Part;
using Turning = SeeTool::Turning;

namespace {

constexpr double m_per_px = 0.1;

SeeTool tool_at(Point at, kernel::Sight sight = {}) {
    SeeTool tool;
    tool.set_eye({at, 1.6, sight});
    return tool;
}

Point handle(const SeeTool& tool, Part part) {
    for (const auto& one : tool.handles(m_per_px))
        if (one.part == part) return one.at;
    qFatal("no such handle");
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

} // namespace

class SeeToolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_press_on_the_ground_brings_the_eye_there_and_holds_it() {
        SeeTool tool = tool_at({0, 0});
        QCOMPARE(tool.grab({30, 20}, m_per_px), Part::eye);
        QCOMPARE(tool.eye().at, (Point{30, 20}));
        tool.drag({31, 22}, Turning::freely);
        tool.drop();
        QCOMPARE(tool.eye().at, (Point{31, 22}));
        QVERIFY(tool.held() == Part::nothing);
    }

    void the_eye_does_not_jump_when_it_is_taken_beside_its_middle() {
        SeeTool tool = tool_at({10, 10});
        tool.grab({10.5, 10}, m_per_px);
        tool.drag({11.5, 12}, Turning::freely);
        QCOMPARE(tool.eye().at, (Point{11, 12}));
    }

    void without_handles_there_is_only_the_spot_itself() {
        SeeTool tool(SeeTool::Handles::none);
        tool.set_eye({{10, 10}, 1.5, {}});
        QCOMPARE(tool.handles(m_per_px).size(), std::size_t{1});
        const SeeTool with_handles = tool_at({10, 10});
        QCOMPARE(tool.grab(handle(with_handles, Part::turn), m_per_px), Part::eye); // comes there
        tool.drop();
        tool.turn(30);
        QCOMPARE(tool.eye().sight.azimuth_deg, 0.0);
    }

    void handles_turn_open_and_reach() {
        SeeTool tool = tool_at({0, 0}, {0, 90, 0, 0});
        QCOMPARE(tool.grab(handle(tool, Part::turn), m_per_px), Part::turn);
        tool.drag({5, 0}, Turning::freely);
        tool.drop();
        QVERIFY(near(tool.eye().sight.azimuth_deg, 90)); // east
        QCOMPARE(tool.grab(handle(tool, Part::right), m_per_px), Part::right);
        tool.drag({0, -5}, Turning::freely); // south: 90° right of east
        tool.drop();
        QVERIFY(near(tool.eye().sight.fov_deg, 180));
        QCOMPARE(tool.grab(handle(tool, Part::reach), m_per_px), Part::reach);
        tool.drag({42, 0}, Turning::freely);
        tool.drop();
        QVERIFY(near(tool.eye().sight.reach_m, 42));
        QCOMPARE(tool.eye().at, (Point{0, 0}));
    }

    void a_view_all_round_is_opened_and_closed_by_the_handle_behind() {
        SeeTool tool = tool_at({0, 0});
        QVERIFY(near(handle(tool, Part::left).y, -5.4)); // behind, looking north
        QVERIFY(tool.grab({0, -5.4}, m_per_px) == Part::left || tool.held() == Part::right);
        tool.drag({5, 0}, Turning::freely);
        QVERIFY(near(tool.eye().sight.fov_deg, 180));
        tool.drag({0.1, -5}, Turning::freely); // nearly behind again
        QCOMPARE(tool.eye().sight.fov_deg, 360.0);
    }

    void shift_turns_in_steps_of_15_degrees() {
        SeeTool tool = tool_at({0, 0}, {0, 90, 0, 0});
        tool.grab(handle(tool, Part::turn), m_per_px);
        tool.drag({5, 5.5}, Turning::in_steps);
        QVERIFY(near(tool.eye().sight.azimuth_deg, 45));
    }

    void escape_ends_a_drag_as_if_it_had_not_begun() {
        SeeTool tool = tool_at({1, 2});
        QVERIFY(!tool.cancel());
        tool.grab({30, 30}, m_per_px);
        QVERIFY(tool.cancel());
        QCOMPARE(tool.eye().at, (Point{1, 2}));
    }

    void what_is_typed_is_kept_within_what_sight_takes() {
        SeeTool tool = tool_at({0, 0}, {-90, 700, -3, 0});
        QCOMPARE(tool.eye().sight.azimuth_deg, 270.0);
        QCOMPARE(tool.eye().sight.fov_deg, 360.0);
        QCOMPARE(tool.eye().sight.reach_m, 0.0);
    }
};

PROSPECT_TEST(SeeToolTest);
#include "see_tool_test.moc"
