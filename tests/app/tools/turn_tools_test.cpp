#include "app/tools/copies.h"
#include "app/tools/turn_tools.h"
#include "tests/app/tools/tool_sheet.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::app;
using test::Held;

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
    // Three metres of text to the east, from the left end of its base line.
    Feature text = *test::feature("Text", Geometry::make_point({2, 3}));
    text.extra = {{"text_angle_deg", 30.0}, {"text_height_m", 0.5}};
    site.layers.push_back(
        test::layer("Texts", Role::underlay, {std::make_shared<const Feature>(std::move(text))}));
    return std::make_shared<const Site>(std::move(site));
}

struct Turned : test::ToolSheet {
    Turned() : ToolSheet(site_with_lamp()) {}
    template <class T>
    void start(std::vector<const char*> names) {
        start_unsnapped(std::make_unique<T>(named(names)));
    }
    std::vector<Copied> named(const std::vector<const char*>& names) const {
        std::vector<Uuid> ids;
        for (const char* name : names)
            ids.push_back(Uuid::from_name(name));
        return things(ids);
    }
    double number(Role role, const char* name, const char* attribute) const {
        const Attribute* found = thing(role, name)->find(attribute);
        return found ? as_number(found->value).value_or(-1) : -1;
    }
    Basis basis(Role role, const char* name) const { return thing(role, name)->find("azimuth_deg")->basis; }
    // Of a text, which is an extra value; absent when it has none.
    std::optional<double> extra(const char* name, const char* value) const {
        for (const auto& [key, number] : thing(Role::underlay, name)->extra)
            if (key == value) return as_number(number);
        return std::nullopt;
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
        QVERIFY(plan.basis(Role::camera, "Camera") == Basis::drawn); // nobody surveyed that
        // A lamp without a direction has 0: it is turned from there and stays assumed.
        QCOMPARE(plan.number(Role::luminaire, "Lamp", "azimuth_deg"), 90.0);
        QVERIFY(plan.basis(Role::luminaire, "Lamp") == Basis::assumed);
        QVERIFY(plan.is_over());
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
        plan.click({30, 8}, Held::ctrl);
        QCOMPARE(plan.edits, 1);
        QCOMPARE(plan.thing(Role::building, "House")->geometry.box(), (Box{5, 10, 15, 20}));
        QCOMPARE(plan.site->features(Role::building).size(), std::size_t{2});
        QCOMPARE(plan.site->features(Role::building).back().second->geometry.box(), (Box{5, -4, 15, 6}));
        const auto copy = plan.site->features(Role::camera).back().second;
        QCOMPARE(as_number(copy->find("azimuth_deg")->value).value_or(-1), 100.0);
        QVERIFY(copy->find("azimuth_deg")->basis == Basis::drawn); // nobody surveyed the copy
    }

    void a_copy_of_a_text_stays_a_text() {
        Feature text;
        text.geometry = Geometry::make_point({1, 1});
        text.extra = {{"handle", std::string("2F")}, {"text_angle_deg", 30.0}, {"text_height_m", 2.5}};
        const FeaturePtr copy = copy_of(text, Geometry::make_point({4, 1}));
        QCOMPARE(copy->extra.size(), std::size_t(2));
        QCOMPARE(copy->extra[0].first, std::string("text_angle_deg"));
        QCOMPARE(copy->extra[1].second, Value(2.5));
    }

    void lettering_turns_along_and_stays_readable_in_the_mirror() {
        Turned turned;
        turned.start<RotateTool>({"Text"});
        turned.click({2, 0});
        turned.enter("90");
        QCOMPARE(turned.thing(Role::underlay, "Text")->geometry.points.front(), (Point{5, 0}));
        QCOMPARE(turned.extra("Text", "text_angle_deg"), std::optional(-60.0));
        QVERIFY(!turned.extra("Text", "text_anchor"));
        // In a mirror to the north 30° up to the right becomes 30° up to the left: read from there, falling.
        Turned mirrored;
        mirrored.start<MirrorTool>({"Text"});
        mirrored.click({10, 0});
        mirrored.click({10, 9});
        QCOMPARE(mirrored.edits, 1);
        QCOMPARE(mirrored.extra("Text", "text_angle_deg"), std::optional(-30.0));
        QCOMPARE(mirrored.extra("Text", "text_anchor"), std::optional(3.0)); // its right end
    }

    void a_lamp_is_turned_about_its_own_middle() {
        test::ToolSheet plan(site_with_lamp());
        plan.session.start(std::make_unique<RotateTool>(plan.things({Uuid::from_name("Lamp")})));
        const Preview pivot = plan.move({20.2, 10.1});
        QCOMPARE(static_cast<int>(pivot.snap), static_cast<int>(SnapKind::end));
        QCOMPARE(*pivot.pointer, (Point{20, 10}));
        plan.click({20.2, 10.1});
        plan.enter("45");
        QCOMPARE(plan.thing(Role::luminaire, "Lamp")->geometry.points.front(), (Point{20, 10}));
        QCOMPARE(as_number(plan.thing(Role::luminaire, "Lamp")->find("azimuth_deg")->value), 45.0);
    }

    void what_is_typed_does_not_ask_which_key_was_held_before() {
        Turned plan;
        plan.start<RotateTool>({"House"});
        plan.click({5, 10});
        plan.move({9, 10}, Held::ctrl);
        plan.enter("90");
        QCOMPARE(plan.edits, 1);
        QCOMPARE(plan.site->features(Role::building).size(), std::size_t{1}); // no copy
        QCOMPARE(plan.thing(Role::building, "House")->geometry.box(), (Box{5, 0, 15, 10}));
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
