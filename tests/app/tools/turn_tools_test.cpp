#include "app/tools/tool_session.h"
#include "app/tools/turn_tools.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

SitePtr site_with_lamp() {
    Site site = *test::small_site();
    Feature camera = *test::feature("Camera", Geometry::make_point({15, 12}));
    camera.set("azimuth_deg", 80.0, Basis::surveyed);
    site.layers.push_back(
        test::layer("Cameras", Role::camera, {std::make_shared<const Feature>(std::move(camera))}));
    Feature lamp = *test::feature("Lamp", Geometry::make_point({20, 10}));
    lamp.set("roll_deg", 10.0, Basis::drawn);
    site.layers.push_back(
        test::layer("Lamps", Role::luminaire, {std::make_shared<const Feature>(std::move(lamp))}));
    return std::make_shared<const Site>(std::move(site));
}

struct Turned {
    ToolSession session;
    SitePtr site = site_with_lamp();
    int edits = 0;

    template <class T>
    void start(std::vector<const char*> names) {
        std::vector<Uuid> ids;
        for (const char* name : names)
            ids.push_back(Uuid::from_name(name));
        session.set_site(site);
        session.toggle_snapping();
        session.start(std::make_unique<T>(copied_from(*site, ids)));
    }
    void click(Point at, bool ctrl = false) {
        PointerInput input;
        input.at = at;
        input.reach_m = 0.5;
        input.ctrl = ctrl;
        session.move(input);
        session.click(input);
        take();
    }
    void type(const char* text) {
        for (const QChar c : QString::fromLatin1(text))
            QVERIFY(session.type(c));
    }
    void enter() {
        session.press(Tool::Key::enter);
        take();
    }
    void take() {
        while (auto edit = session.take_edit()) {
            std::vector<Unapplied> unapplied;
            site = apply(*site, *edit, &unapplied);
            QVERIFY(unapplied.empty());
            ++edits;
        }
    }
    FeaturePtr thing(Role role, const char* name) const {
        for (const auto& [layer, feature] : site->features(role))
            if (feature->id == Uuid::from_name(name)) return feature;
        return nullptr;
    }
    double number(Role role, const char* name, const char* attribute) const {
        const Attribute* found = thing(role, name)->find(attribute);
        return found ? as_number(found->value).value_or(-1) : -1;
    }
};

} // namespace

class TurnToolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_quarter_turn_clockwise_is_typed() {
        Turned plan;
        plan.start<RotateTool>({"House", "Camera", "Lamp"});
        plan.click({5, 10});
        plan.type("90");
        QCOMPARE(plan.session.preview().shapes.size(), std::size_t{3}); // before Enter
        plan.enter();
        QCOMPARE(plan.edits, 1);
        // The house 5–15 × 10–20 turns about its lower left corner to 5–15 × 0–10.
        QCOMPARE(plan.thing(Role::building, "House")->geometry.box(), (Box{5, 0, 15, 10}));
        QCOMPARE(plan.thing(Role::camera, "Camera")->geometry.points.front(), (Point{7, 0}));
        QCOMPARE(plan.number(Role::camera, "Camera", "azimuth_deg"), 170.0);
        QVERIFY(plan.thing(Role::camera, "Camera")->find("azimuth_deg")->basis == Basis::surveyed);
        // A lamp without a direction has 0: it is turned from there and stays assumed.
        QCOMPARE(plan.number(Role::luminaire, "Lamp", "azimuth_deg"), 90.0);
        QVERIFY(plan.thing(Role::luminaire, "Lamp")->find("azimuth_deg")->basis == Basis::assumed);
        QVERIFY(!plan.session.tool() || plan.session.tool()->state() == Tool::State::ended);
    }

    void the_turn_is_shown_by_a_click_and_may_be_negative() {
        Turned plan;
        plan.start<RotateTool>({"Camera"});
        plan.click({15, 10});
        plan.click({5, 10}); // west: 270°
        QCOMPARE(plan.thing(Role::camera, "Camera")->geometry.points.front(), (Point{13, 10}));
        QCOMPARE(plan.number(Role::camera, "Camera", "azimuth_deg"), 350.0);
        Turned other;
        other.start<RotateTool>({"Camera"});
        other.click({15, 10});
        other.type("-90");
        other.enter();
        QCOMPARE(other.thing(Role::camera, "Camera")->geometry.points.front(), (Point{13, 10}));
        QCOMPARE(other.number(Role::camera, "Camera", "azimuth_deg"), 350.0);
    }

    void mirrored_in_a_line_to_the_north() {
        Turned plan;
        plan.start<MirrorTool>({"House", "Camera", "Lamp"});
        plan.click({18, 0});
        plan.click({18, 25});
        QCOMPARE(plan.edits, 1);
        QCOMPARE(plan.thing(Role::building, "House")->geometry.box(), (Box{21, 10, 31, 20}));
        QCOMPARE(plan.thing(Role::camera, "Camera")->geometry.points.front(), (Point{21, 12}));
        QCOMPARE(plan.number(Role::camera, "Camera", "azimuth_deg"), 280.0);
        QCOMPARE(plan.number(Role::luminaire, "Lamp", "roll_deg"), -10.0);
    }

    void with_ctrl_the_original_stays() {
        Turned plan;
        plan.start<MirrorTool>({"House", "Camera"});
        plan.click({0, 8});
        plan.click({30, 8}, true);
        QCOMPARE(plan.edits, 1);
        QCOMPARE(plan.thing(Role::building, "House")->geometry.box(), (Box{5, 10, 15, 20}));
        QCOMPARE(plan.site->features(Role::building).size(), std::size_t{2});
        QCOMPARE(plan.site->features(Role::building).back().second->geometry.box(), (Box{5, -4, 15, 6}));
        const auto copy = plan.site->features(Role::camera).back().second;
        QCOMPARE(as_number(copy->find("azimuth_deg")->value).value_or(-1), 100.0);
        QVERIFY(copy->find("azimuth_deg")->basis == Basis::drawn); // nobody surveyed the copy
    }

    void a_word_is_refused_in_one_sentence() {
        Turned plan;
        plan.start<RotateTool>({"House"});
        plan.click({5, 10});
        plan.type("9<9");
        plan.enter();
        QCOMPARE(plan.edits, 0);
        QVERIFY(plan.session.refusal().endsWith(u'.'));
    }
};

PROSPECT_TEST(TurnToolsTest);
#include "turn_tools_test.moc"
