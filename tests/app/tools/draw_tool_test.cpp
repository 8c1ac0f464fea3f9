#include "app/tools/draw_tool.h"
#include "app/tools/tool_session.h"
#include "geometry/base/error.h"
#include "geometry/site/validate.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

#include <algorithm>

using namespace prospect;
using namespace prospect::app;

namespace {

Drawable drawable(const std::string& id) {
    const auto all = drawables();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
    if (found == all.end()) throw Error(ErrorCode::usage, "nothing so called can be drawn: " + id);
    return *found;
}

// A session on the courtyard; every edit is applied at once, as the document does.
struct Drawing {
    ToolSession session;
    SitePtr site = test::small_site();
    int edits = 0;
    std::string title;

    explicit Drawing(const std::string& id) {
        session.set_site(site);
        session.start(std::make_unique<DrawTool>(drawable(id)));
    }
    void settle() {
        while (auto edit = session.take_edit()) {
            std::vector<Unapplied> unapplied;
            site = apply(*site, *edit, &unapplied);
            QVERIFY(unapplied.empty());
            session.set_site(site);
            title = edit->title;
            ++edits;
        }
    }
    static PointerInput input(Point at) {
        PointerInput pointer;
        pointer.at = at;
        pointer.reach_m = 0.5;
        return pointer;
    }
    void click(Point at) {
        session.move(input(at));
        session.click(input(at));
        settle();
    }
    void press(Tool::Key key) {
        session.press(key);
        settle();
    }
    void type(const char* text) {
        for (const QChar c : QString::fromLatin1(text))
            QVERIFY(session.type(c));
        press(Tool::Key::enter);
    }
    FeaturePtr last(Role role) const {
        const auto features = site->features(role);
        return features.empty() ? nullptr : features.back().second;
    }
};

} // namespace

class DrawToolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_kind_of_thing_can_be_drawn_in_every_shape_it_may_have() {
        const auto all = drawables();
        std::vector<std::string> ids;
        for (const Drawable& one : all)
            ids.push_back(one.id);
        std::sort(ids.begin(), ids.end());
        QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
        for (const RoleInfo& role : roles()) {
            if (role.raster || role.role == Role::annotation) continue;
            for (const GeometryKind kind : role.kinds)
                QVERIFY2(
                    std::any_of(all.begin(), all.end(),
                                [&](const auto& one) { return one.role == role.role && one.shape == kind; }),
                    std::string(role.table).c_str());
        }
        for (const Drawable& one : all) {
            if (one.kind.empty()) continue;
            const auto& choices = info(one.role).attribute("kind")->choices;
            QVERIFY2(std::find(choices.begin(), choices.end(), one.kind) != choices.end(), one.id.c_str());
        }
    }

    void a_fence_is_a_line_of_that_kind_and_nothing_else_is_assumed() {
        Drawing drawing("barrier.fence.line");
        drawing.click({22, 20});
        drawing.click({22, 25});
        drawing.press(Tool::Key::enter);
        QCOMPARE(drawing.edits, 1);
        const FeaturePtr fence = drawing.last(Role::barrier);
        QCOMPARE(fence->geometry.points, (std::vector<Point>{{22, 20}, {22, 25}}));
        QCOMPARE(fence->attributes.size(), std::size_t{1});
        QCOMPARE(std::get<std::string>(fence->find("kind")->value), std::string("fence"));
        QVERIFY(fence->find("kind")->basis == Basis::drawn);
        QVERIFY(fence->basis == Basis::drawn);
        QCOMPARE(drawing.site->layer_of(fence->id)->name, std::string("Fences"));
        QVERIFY(drawing.session.is_active()); // the next one
        QVERIFY(validate_is_silent(*drawing.site));
    }

    void a_click_on_the_first_corner_closes_an_area() {
        Drawing drawing("zone.polygon");
        for (const Point corner : {Point{20, 10}, {30, 10}, {30, 16}, {20, 16}, {20.2, 10.1}})
            drawing.click(corner);
        QCOMPARE(drawing.edits, 1);
        const FeaturePtr zone = drawing.last(Role::zone);
        QCOMPARE(area(zone->geometry), 60.0);
        QVERIFY(zone->attributes.empty());
        const Layer* layer = drawing.site->layer_of(zone->id);
        QCOMPARE(layer->name, std::string("Areas with an owner")); // made: there was none
        QVERIFY(layer->role == Role::zone);
    }

    void points_are_set_one_by_one_until_escape() {
        Drawing drawing("tree.point");
        drawing.click({22, 22});
        drawing.click({24, 22});
        QCOMPARE(drawing.edits, 2);
        QCOMPARE(drawing.site->features(Role::tree).size(), std::size_t{3});
        drawing.press(Tool::Key::escape);
        QVERIFY(drawing.session.tool()->state() == Tool::State::ended);
    }

    void backspace_takes_a_corner_back_and_escape_gives_up() {
        Drawing drawing("barrier.wall.line");
        drawing.click({22, 20});
        drawing.click({22, 25});
        drawing.click({28, 25});
        drawing.press(Tool::Key::backspace);
        QCOMPARE(drawing.session.tool()->own_corners().size(), std::size_t{2});
        drawing.press(Tool::Key::escape);
        QVERIFY(drawing.session.tool()->own_corners().empty());
        QVERIFY(drawing.session.tool()->state() == Tool::State::running);
        drawing.press(Tool::Key::enter);
        QVERIFY(drawing.session.tool()->state() == Tool::State::ended);
        QCOMPARE(drawing.edits, 0);
    }

    void an_outline_that_crosses_itself_is_refused_and_kept() {
        Drawing drawing("building.polygon");
        for (const Point corner : {Point{20, 10}, {30, 20}, {30, 10}, {20, 20}})
            drawing.click(corner);
        drawing.press(Tool::Key::enter);
        QCOMPARE(drawing.edits, 0);
        QVERIFY(!drawing.session.refusal().isEmpty());
        QCOMPARE(drawing.session.prompt(), drawing.session.refusal());
        drawing.press(Tool::Key::backspace);
        QVERIFY(drawing.session.refusal().isEmpty());
        drawing.press(Tool::Key::enter);
        QCOMPARE(drawing.edits, 1);
        QCOMPARE(area(drawing.last(Role::building)->geometry), 50.0);
    }

    void too_few_corners_are_refused() {
        Drawing drawing("building.polygon");
        drawing.click({20, 10});
        drawing.click({30, 20});
        drawing.session.double_click();
        drawing.settle();
        QCOMPARE(drawing.edits, 0);
        QVERIFY(drawing.session.refusal().contains("three"));
    }

    void lengths_and_places_are_typed() {
        Drawing drawing("building.polygon");
        drawing.type("530020,179010");
        drawing.session.move(Drawing::input({29, 10}));
        drawing.type("8");   // towards the pointer: east
        drawing.type("6<0"); // north
        drawing.type("@-8,0");
        drawing.press(Tool::Key::enter);
        QCOMPARE(drawing.edits, 1);
        const FeaturePtr house = drawing.last(Role::building);
        QCOMPARE(area(house->geometry), 48.0);
        QCOMPARE(house->geometry.box(), (Box{20, 10, 28, 16}));
    }

    void what_is_typed_is_taken_back_before_anything_else() {
        Drawing drawing("path.footway.line");
        drawing.click({20, 10});
        QVERIFY(drawing.session.type(u'1'));
        QVERIFY(drawing.session.type(u'2'));
        QVERIFY(!drawing.session.type(u'x'));
        drawing.press(Tool::Key::backspace);
        QCOMPARE(drawing.session.typed(), QString("1"));
        drawing.press(Tool::Key::escape);
        QVERIFY(drawing.session.typed().isEmpty());
        QCOMPARE(drawing.session.tool()->own_corners().size(), std::size_t{1});
    }

    void a_bad_text_stays_to_be_mended() {
        Drawing drawing("path.footway.line");
        drawing.click({20, 10});
        drawing.type("1<2<3");
        QVERIFY(!drawing.session.refusal().isEmpty());
        QCOMPARE(drawing.session.typed(), QString("1<2<3"));
    }

    void corners_snap_unless_told_otherwise() {
        Drawing drawing("path.footway.line");
        PointerInput near_the_house = Drawing::input({15.3, 10.2});
        drawing.session.move(near_the_house);
        QCOMPARE(*drawing.session.preview().pointer, (Point{15, 10}));
        QVERIFY(drawing.session.preview().snap == SnapKind::end);
        near_the_house.ctrl = true;
        drawing.session.move(near_the_house);
        QCOMPARE(*drawing.session.preview().pointer, (Point{15.3, 10.2}));
        drawing.session.toggle_snapping();
        drawing.session.move(near_the_house);
        QCOMPARE(*drawing.session.preview().pointer, (Point{15, 10}));
    }

    void shift_holds_to_steps_of_45_degrees() {
        Drawing drawing("path.footway.line");
        drawing.click({20, 12});
        PointerInput east = Drawing::input({26, 12.7});
        east.steps_of_45 = true;
        drawing.session.move(east);
        QVERIFY(distance(*drawing.session.preview().pointer, Point{26, 12}) < 1e-9);
    }

    void the_way_to_the_pointer_stands_beside_it() {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(way_text({0, 0}, {3, 4}), QString("5.00\u202Fm · 36.9° from north"));
        QCOMPARE(way_text({0, 0}, {0, -2}), QString("2.00\u202Fm · 180.0° from north"));
    }

    void things_go_into_the_topmost_layer_one_can_see() {
        Site site = *test::small_site();
        site.layers.push_back(test::layer("New trees", Role::tree, {}));
        QCOMPARE(layer_to_draw_in(site, Role::tree).layer, Uuid::from_name("layer New trees"));
        QVERIFY(layer_to_draw_in(site, Role::tree).steps.empty());
        for (LayerPtr& layer : site.layers) {
            auto hidden = std::make_shared<Layer>(*layer);
            hidden->visible = false;
            layer = hidden;
        }
        QCOMPARE(layer_to_draw_in(site, Role::tree).steps.size(), std::size_t{1});
    }

    void a_wall_goes_to_the_walls_though_bollards_lie_above() {
        const Site site = walls_and_bollards();
        const auto goes_to = [&](const std::string& kind) {
            const LayerToDrawIn target = layer_to_draw_in(site, Role::barrier, kind);
            if (target.steps.empty()) return site.layer(target.layer)->name;
            return "new: " + std::get<AddLayer>(target.steps.front()).layer->name;
        };
        QCOMPARE(goes_to("wall"), std::string("L-SITE-WALL"));
        QCOMPARE(goes_to("bollard"), std::string("L-SITE-BOLLARD"));
        QCOMPARE(goes_to("retaining_wall"), std::string("L-SITE-WALL")); // the most alike
        QCOMPARE(goes_to("fence"), std::string("A-FENCE"));              // empty, but named so
        QCOMPARE(goes_to("hedge"), std::string("new: Hedges"));
        Drawing drawing("barrier.wall.line");
        drawing.site = std::make_shared<const Site>(site);
        drawing.session.set_site(drawing.site);
        drawing.click({20, 12});
        drawing.click({28, 12});
        drawing.press(Tool::Key::enter);
        QCOMPARE(drawing.site->layer_of(drawing.last(Role::barrier)->id) == nullptr, false);
        QCOMPARE(drawing.site->layer("L-SITE-WALL")->features.size(), std::size_t{2});
        QCOMPARE(drawing.site->layer("L-SITE-BOLLARD")->features.size(), std::size_t{3});
    }

    void things_of_no_kind_go_with_those_of_their_shape() {
        Site site;
        const Point line[] = {{0, 0}, {5, 0}};
        site.layers = {
            test::layer("Outlines", Role::underlay, {test::feature("o", test::rectangle(0, 0, 4, 4))}),
            test::layer("Lines", Role::underlay, {test::feature("l", Geometry::make_line(line))})};
        const auto goes_to = [&](GeometryKind shape) {
            return site.layer(layer_to_draw_in(site, Role::underlay, {}, shape).layer)->name;
        };
        QCOMPARE(goes_to(GeometryKind::polygon), std::string("Outlines"));
        QCOMPARE(goes_to(GeometryKind::line), std::string("Lines"));
    }

private:
    // A wall below, three bollards above it, an empty layer named after fences.
    static Site walls_and_bollards() {
        const auto of_kind = [](const char* name, Geometry shape, const char* kind) {
            Feature feature = *test::feature(name, std::move(shape));
            feature.set("kind", std::string(kind), Basis::drawn);
            return std::make_shared<const Feature>(std::move(feature));
        };
        const Point wall[] = {{0, 0}, {9, 0}};
        Site site = *test::small_site();
        site.layers = {
            test::layer("L-SITE-WALL", Role::barrier, {of_kind("w", Geometry::make_line(wall), "wall")}),
            test::layer("A-FENCE", Role::barrier, {}),
            test::layer("L-SITE-BOLLARD", Role::barrier,
                        {of_kind("b1", Geometry::make_point({1, 1}), "bollard"),
                         of_kind("b2", Geometry::make_point({2, 1}), "bollard"),
                         of_kind("b3", Geometry::make_point({3, 1}), "bollard")})};
        return site;
    }
    static bool validate_is_silent(const Site& site) { return validate(site).empty(); }
};

PROSPECT_TEST(DrawToolTest);
#include "draw_tool_test.moc"
