#include "app/tools/red_line.h"
#include "app/tools/tool_session.h"
#include "geometry/site/study_area.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

FeaturePtr marked(const std::string& name, Geometry shape, const char* kind) {
    Feature made = *test::feature(name, std::move(shape));
    made.set("kind", std::string(kind), Basis::drawn);
    return std::make_shared<const Feature>(std::move(made));
}

// A drawing of 100 × 60 m: a closed boundary on PROP, one open by 0.35 m on EDGE, and a blue line.
SitePtr drawing() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    Feature prop = *test::feature("prop", test::line({{0, 0}, {100, 0}, {100, 60}, {0, 60}, {0, 0}}));
    prop.source = {"plan.dxf", "PROP", "2F"};
    site.layers = {
        test::layer("PROP", Role::underlay, {std::make_shared<const Feature>(std::move(prop))}),
        test::layer(
            "EDGE", Role::underlay,
            {test::feature("edge", test::line({{10.35, 10}, {50, 10}, {50, 50}, {10, 50}, {10, 10}}))}),
        test::layer("Houses", Role::building, {test::feature("House", test::rectangle(20, 20, 30, 30))}),
        test::layer("Control", Role::study_area,
                    {marked("blue", test::rectangle(-5, -5, 105, 65), "control")}),
    };
    return std::make_shared<const Site>(std::move(site));
}

struct Window {
    SitePtr site = drawing();
    ToolSession session;
    int edits = 0;

    void start(std::unique_ptr<Tool> tool) {
        session.set_site(site);
        session.start(std::move(tool));
        work_off();
    }
    void click(Point at) {
        PointerInput input;
        input.at = at;
        input.reach_m = 0.5;
        session.move(input);
        session.click(input);
        settle();
    }
    void press(Tool::Key key) {
        session.press(key);
        settle();
    }
    // What tools leave to be done beside the window.
    void work_off() {
        while (const auto work = session.take_work())
            (*work)(Progress())();
    }
    void settle() {
        work_off();
        if (const auto edit = session.take_edit()) {
            std::vector<Unapplied> unapplied;
            site = apply(*site, *edit, &unapplied);
            QVERIFY(unapplied.empty());
            session.set_site(site);
            work_off();
            ++edits;
        }
    }
    bool over() const { return session.tool()->state() == Tool::State::ended; }
};

} // namespace

class RedLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawn_it_takes_the_place_of_the_former_one_in_one_step() {
        Window window;
        window.site = test::small_site(); // its boundary has no kind: it is assumed to be the red line
        QVERIFY(red_line(*window.site).assumed);
        window.start(std::make_unique<RedLineDrawTool>());
        for (const Point corner : {Point{0, 0}, Point{20, 0}, Point{20, 10}})
            window.click(corner);
        window.press(Tool::Key::enter);
        QCOMPARE(window.edits, 1);
        QVERIFY(window.over());
        const RedLine red = red_line(*window.site);
        QVERIFY(!red.assumed);
        QCOMPARE(red.features.size(), std::size_t{1});
        QCOMPARE(red_line_area_m2(*window.site), 100.0);
        QCOMPARE(window.site->features(Role::study_area).size(), std::size_t{1});
        QVERIFY(red.features[0]->basis == Basis::drawn);
    }

    void the_layers_that_offer_a_line_stand_with_the_likeliest_first() {
        const auto offers = outline_layers(*drawing());
        QCOMPARE(offers.size(), std::size_t{3});
        QCOMPARE(offers[0].layer->name, std::string("Control"));
        QCOMPARE(offers[1].layer->name, std::string("PROP"));
        QCOMPARE(area(offers[1].outline.area), 6000.0);
        QVERIFY(!offers[1].outline.gap);
        QCOMPARE(offers[2].layer->name, std::string("EDGE"));
        QVERIFY(std::abs(offers[2].outline.gap_m() - 0.35) < 1e-9);
    }

    void a_click_before_the_lines_are_found_counts_when_they_are() {
        Window window;
        window.session.set_site(window.site);
        window.session.start(std::make_unique<OutlineTool>());
        const auto under_way = window.session.take_work();
        QVERIFY(under_way && !window.session.take_work());
        QVERIFY(window.session.prompt().contains("looking"));
        PointerInput input;
        input.at = {100, 30};
        input.reach_m = 0.5;
        window.session.move(input);
        window.session.click(input);
        QVERIFY(!window.session.take_edit());
        (*under_way)(Progress())();
        window.settle();
        QCOMPARE(window.edits, 1);
        QCOMPARE(red_line_area_m2(*window.site), 6000.0);
    }

    void a_line_of_a_layer_becomes_the_red_line_and_says_where_it_is_from() {
        const SitePtr before = drawing();
        const auto offers = outline_layers(*before);
        const SitePtr after = apply(*before, red_line_along(*before, offers[1].outline).edit);
        const RedLine red = red_line(*after);
        QCOMPARE(red.features.size(), std::size_t{1});
        QCOMPARE(area(red.features[0]->geometry), 6000.0);
        QCOMPARE(as_text(red.features[0]->extra.at(0).second), std::string("plan.dxf: PROP"));
        // The blue line stays.
        QCOMPARE(after->features(Role::study_area).size(), std::size_t{2});
        const auto none = whole_plan_edit(*after);
        QVERIFY(none);
        const SitePtr whole = apply(*after, *none);
        QVERIFY(red_line(*whole).features.empty());
        QCOMPARE(whole->features(Role::study_area).size(), std::size_t{1});
        QVERIFY(!whole_plan_edit(*whole));
    }

    void the_whole_plan_counts_without_boundaries_nobody_marked_too() {
        const SitePtr site = test::small_site();
        const auto edit = whole_plan_edit(*site);
        QVERIFY(edit);
        QVERIFY(red_line(*apply(*site, *edit)).features.empty());
    }

    void a_closed_line_is_taken_with_one_click() {
        Window window;
        window.start(std::make_unique<OutlineTool>());
        window.click({60, 30}); // on no line
        QCOMPARE(window.edits, 0);
        QVERIFY(window.session.refusal().contains("click on a line"));
        window.click({70, 0.2});
        QCOMPARE(window.edits, 1);
        QVERIFY(window.over());
        QCOMPARE(red_line_area_m2(*window.site), 6000.0);
    }

    void an_open_line_shows_its_gap_and_is_closed_with_consent() {
        Window window;
        window.start(std::make_unique<OutlineTool>());
        window.click({30, 10});
        QCOMPARE(window.edits, 0);
        QCOMPARE(window.session.preview().gaps.size(), std::size_t{1});
        QVERIFY(window.session.tool()->offer().contains("0.35"));
        window.press(Tool::Key::escape);
        QVERIFY(window.session.tool()->offer().isEmpty());
        QVERIFY(!window.over());
        window.click({30, 10});
        window.press(Tool::Key::enter);
        QCOMPARE(window.edits, 1);
        QCOMPARE(red_line_area_m2(*window.site), 1600.0);
    }

    void a_chosen_line_waits_for_consent_from_the_beginning() {
        Window window;
        const auto offers = outline_layers(*window.site);
        window.start(std::make_unique<OutlineTool>(offers[2].outline));
        QVERIFY(window.session.prompt().contains("0.35"));
        QVERIFY(!is_empty(window.session.preview()));
        window.press(Tool::Key::enter);
        QCOMPARE(red_line_area_m2(*window.site), 1600.0);
    }

    void a_plan_without_lines_says_what_to_do() {
        Window window;
        window.site = std::make_shared<const Site>();
        window.start(std::make_unique<OutlineTool>());
        window.click({0, 0});
        QVERIFY(window.session.refusal().contains("draw the red line"));
        QVERIFY(outline_layers(*window.site).empty());
    }
};

PROSPECT_TEST(RedLineTest);
#include "red_line_test.moc"
