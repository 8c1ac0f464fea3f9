#include "app/tools/enclose_tool.h"
#include "app/tools/tool_session.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QElapsedTimer>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

LayerPtr drawing(const std::string& name, std::initializer_list<std::vector<Point>> lines,
                 Role role = Role::underlay) {
    std::vector<FeaturePtr> features;
    for (const auto& one : lines) {
        Feature made = *test::feature(name + std::to_string(features.size()), test::line(one));
        made.source = {"plan.dxf", name, std::to_string(features.size())};
        features.push_back(std::make_shared<const Feature>(std::move(made)));
    }
    return test::layer(name, role, std::move(features));
}

SitePtr site_of(std::vector<LayerPtr> layers) {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    site.layers = std::move(layers);
    return std::make_shared<const Site>(std::move(site));
}

// Two rooms side by side on two layers, 10 × 10 m each, the left one with a courtyard of 2 × 2 m.
SitePtr rooms() {
    return site_of({drawing("A-WALL", {{{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}, {{10, 0}, {10, 10}}}),
                    drawing("A-COURT", {{{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}})});
}

// A square of 10 m open by that much on its left.
SitePtr open_by(double gap_m) {
    return site_of({drawing("A-WALL", {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, gap_m}}})});
}

struct Work {
    SitePtr site;
    ToolSession session;
    int edits = 0;

    explicit Work(SitePtr plan, const char* kind = "building.polygon") : site(std::move(plan)) {
        session.set_site(site);
        for (const Drawable& one : area_kinds())
            if (one.id == kind) session.start(std::make_unique<EncloseTool>(one));
    }
    static PointerInput input(Point at, bool ctrl) {
        PointerInput made;
        made.at = at;
        made.reach_m = 0.5;
        made.ctrl = ctrl;
        return made;
    }
    void move(Point at) {
        session.move(input(at, false));
        work_off();
    }
    void click(Point at, bool ctrl = false) {
        session.move(input(at, ctrl));
        session.click(input(at, ctrl));
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
        const auto edit = session.take_edit();
        if (!edit) return;
        std::vector<Unapplied> unapplied;
        site = apply(*site, *edit, &unapplied);
        QVERIFY(unapplied.empty());
        session.set_site(site);
        work_off();
        ++edits;
    }
    std::vector<FeaturePtr> made(Role role = Role::building) const {
        std::vector<FeaturePtr> found;
        for (const auto& [layer, feature] : site->features(role))
            found.push_back(feature);
        return found;
    }
};

} // namespace

class EncloseToolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_click_inside_makes_a_building_and_says_where_it_is_from() {
        Work work(rooms());
        work.move({15, 5});
        QCOMPARE(work.session.preview().shapes.size(), std::size_t{1});
        QCOMPARE(area(work.session.preview().shapes[0]), 100.0);
        work.click({15, 5});
        QCOMPARE(work.edits, 1);
        const auto buildings = work.made();
        QCOMPARE(buildings.size(), std::size_t{1});
        QCOMPARE(area(buildings[0]->geometry), 100.0);
        QVERIFY(buildings[0]->basis == Basis::drawn);
        QVERIFY(buildings[0]->source.file.empty());
        QCOMPARE(as_text(buildings[0]->extra.at(0).second), std::string("plan.dxf: A-WALL"));
        QVERIFY(work.session.is_active()); // and the next one
    }

    void clicks_and_keys_wait_for_their_answers_in_order() {
        Work work(rooms());
        for (const Point at : {Point{2, 5}, Point{15, 5}}) {
            work.session.move(Work::input(at, true));
            work.session.click(Work::input(at, true));
        }
        QVERIFY(work.session.prompt().contains("looking"));
        work.press(Tool::Key::enter);
        QCOMPARE(work.edits, 1);
        QCOMPARE(area(work.made().at(0)->geometry), 196.0);
    }

    void a_key_between_two_clicks_concerns_the_first_one_alone() {
        Work work(rooms());
        const auto click = [&](Point at) {
            work.session.move(Work::input(at, true));
            work.session.click(Work::input(at, true));
        };
        click({2, 5});
        work.session.press(Tool::Key::enter);
        click({15, 5});
        while (const auto answer = work.session.take_work()) {
            (*answer)(Progress())();
            work.settle();
        }
        QCOMPARE(work.edits, 1);
        QCOMPARE(area(work.made().at(0)->geometry), 96.0);
        work.press(Tool::Key::enter);
        QCOMPARE(work.edits, 2);
        QCOMPARE(area(work.made().at(1)->geometry), 100.0);
    }

    void escape_gives_up_a_click_that_is_not_answered() {
        Work work(rooms());
        work.session.click(Work::input({15, 5}, false));
        const auto under_way = work.session.take_work();
        QVERIFY(under_way);
        work.press(Tool::Key::escape);
        (*under_way)(Progress())();
        work.settle();
        QCOMPARE(work.edits, 0);
        QVERIFY(work.session.is_active());
        work.click({15, 5});
        QCOMPARE(work.edits, 1);
    }

    void an_answer_for_a_former_plan_is_asked_again() {
        Work work(rooms());
        work.session.click(Work::input({15, 5}, false));
        const auto under_way = work.session.take_work();
        work.session.set_site(site_of({drawing("A-WALL", {{{10, 0}, {14, 0}, {14, 10}, {10, 10}, {10, 0}}}),
                                       drawing("B-WALL", {{{14, 0}, {20, 0}, {20, 10}, {14, 10}}})}));
        work.site = work.session.site();
        (*under_way)(Progress())();
        QVERIFY(!work.session.take_edit());
        work.settle();
        QCOMPARE(work.edits, 1);
        QCOMPARE(area(work.made().at(0)->geometry), 60.0);
    }

    void after_work_that_failed_the_next_click_counts() {
        Work work(rooms());
        work.session.click(Work::input({15, 5}, false));
        QVERIFY(work.session.take_work());
        work.session.fail_work("There is not enough memory for this.");
        QCOMPARE(work.session.prompt(), QString("There is not enough memory for this."));
        QVERIFY(!work.session.take_work());
        work.click({15, 5});
        QCOMPARE(work.edits, 1);
    }

    void a_courtyard_stays_open() {
        Work work(rooms());
        work.click({1, 1});
        QCOMPARE(area(work.made().at(0)->geometry), 96.0);
        QCOMPARE(as_text(work.made()[0]->extra.at(0).second), std::string("plan.dxf: A-COURT, A-WALL"));
        work.click({5, 5});
        QCOMPARE(area(work.made().at(1)->geometry), 4.0);
    }

    void clicks_with_ctrl_join_several_in_one_step() {
        Work work(rooms());
        work.click({15, 5}, true);
        work.click({1, 1}, true);
        QCOMPARE(work.edits, 0);
        work.click({5, 5}, true);
        work.press(Tool::Key::backspace); // without the courtyard
        work.press(Tool::Key::enter);
        QCOMPARE(work.edits, 1);
        QCOMPARE(area(work.made().at(0)->geometry), 196.0);
        QCOMPARE(work.made()[0]->geometry.part_count(), std::size_t{1});
    }

    void ctrl_and_a_second_click_takes_an_area_back_out() {
        Work work(rooms());
        work.click({15, 5}, true);
        work.click({15, 6}, true);
        work.press(Tool::Key::enter); // nothing joined: the tool ends
        QCOMPARE(work.edits, 0);
        QVERIFY(work.session.tool()->state() == Tool::State::ended);
    }

    void the_kind_is_the_one_chosen() {
        Work work(rooms(), "zone.polygon");
        work.click({15, 5});
        QCOMPARE(work.made(Role::zone).size(), std::size_t{1});
        Work red(rooms(), "study_area.application.polygon");
        red.click({15, 5});
        QCOMPARE(as_text(red.made(Role::study_area).at(0)->find("kind")->value), std::string("application"));
    }

    void what_is_there_already_is_not_made_twice() {
        Work work(rooms());
        work.click({15, 5});
        work.click({15, 5});
        QCOMPARE(work.edits, 1);
        QVERIFY(work.session.refusal().contains("already"));
    }

    void a_narrow_gap_is_shown_and_closed_with_consent() {
        for (const double gap : {0.05, 0.5}) {
            Work work(open_by(gap));
            work.move({5, 5});
            QVERIFY(work.session.preview().shapes.empty());
            work.click({5, 5});
            QCOMPARE(work.edits, 0);
            const Preview preview = work.session.preview();
            QCOMPARE(preview.gaps.size(), std::size_t{1});
            QVERIFY(std::abs(distance(preview.gaps[0].a, preview.gaps[0].b) - gap) < 0.001);
            QVERIFY(work.session.tool()->offer().contains(QString::number(gap, 'f', 2)));
            // The way to the button leads over the rest of the map.
            work.move({-30, -30});
            QVERIFY(!work.session.tool()->offer().isEmpty());
            work.press(Tool::Key::enter);
            QCOMPARE(work.edits, 1);
            QVERIFY(std::abs(area(work.made().at(0)->geometry) - 100) < 0.01);
        }
    }

    void escape_leaves_a_gap_open() {
        Work work(open_by(0.5));
        work.click({5, 5});
        work.press(Tool::Key::escape);
        QVERIFY(work.session.preview().gaps.empty());
        QVERIFY(work.session.tool()->state() == Tool::State::running);
        work.press(Tool::Key::escape);
        QVERIFY(work.session.tool()->state() == Tool::State::ended);
    }

    void a_wide_gap_is_shown_with_what_to_do() {
        Work work(open_by(5));
        work.click({5, 5});
        QCOMPARE(work.session.preview().gaps.size(), std::size_t{1});
        QVERIFY(work.session.refusal().contains("5.00"));
        QVERIFY(work.session.refusal().contains("draw the missing line"));
        QVERIFY(work.session.tool()->offer().isEmpty());
        work.press(Tool::Key::enter); // closes nothing
        QCOMPARE(work.edits, 0);
    }

    void two_gaps_are_both_shown() {
        Work work(site_of(
            {drawing("A-WALL", {{{0, 0}, {10, 0}, {10, 4}}, {{10, 4.3}, {10, 10}, {0, 10}, {0, 0.2}}})}));
        work.click({5, 5});
        QCOMPARE(work.session.preview().gaps.size(), std::size_t{2});
        QVERIFY(work.session.tool()->offer().contains("2 gaps"));
        work.press(Tool::Key::enter);
        QVERIFY(std::abs(area(work.made().at(0)->geometry) - 100) < 0.01);
    }

    void an_outline_that_leaks_into_a_frame_asks_first() {
        // The square open by 0.12 m stands in a frame of 60 × 40 m.
        const SitePtr framed =
            site_of({drawing("FRAME", {{{-20, -20}, {40, -20}, {40, 20}, {-20, 20}, {-20, -20}}}),
                     drawing("A-WALL", {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0.12}}})});
        Work work(framed);
        work.click({5, 5});
        QCOMPARE(work.edits, 0);
        QVERIFY(work.session.tool()->offer().contains("0.12"));
        work.press(Tool::Key::enter);
        QVERIFY(std::abs(area(work.made().at(0)->geometry) - 100) < 0.01);
        Work large(framed);
        large.click({5, 5});
        large.click({5, 5});
        QCOMPARE(area(large.made().at(0)->geometry), 2400.0);
    }

    void where_there_are_no_lines_it_says_so() {
        Work work(rooms());
        work.click({200, 200});
        QVERIFY(work.session.refusal().contains("draw the outline"));
        Work empty(std::make_shared<const Site>());
        empty.click({0, 0});
        QVERIFY(empty.session.refusal().contains("draw the outline"));
    }

    void hidden_layers_part_nothing() {
        Site site = *rooms();
        Layer hidden = *site.layers[1];
        hidden.visible = false;
        site.layers[1] = std::make_shared<const Layer>(std::move(hidden));
        Work work(std::make_shared<const Site>(std::move(site)));
        work.click({1, 1});
        QCOMPARE(area(work.made().at(0)->geometry), 100.0);
    }

    void fences_and_houses_enclose_as_well() {
        Work work(site_of({test::layer("Houses", Role::building,
                                       {test::feature("House", test::rectangle(0, 10, 10, 20))}),
                           drawing("Fence", {{{0, 10}, {0, 0}, {10, 0}, {10, 10}}}, Role::barrier)}),
                  "zone.polygon");
        work.click({5, 5});
        QCOMPARE(area(work.made(Role::zone).at(0)->geometry), 100.0);
    }

    void a_hundred_thousand_lines_are_no_burden() {
        // 158 × 158 rooms of 4 m, each line a feature of its own side.
        std::vector<FeaturePtr> features;
        for (int x = 0; x < 158; ++x)
            for (int y = 0; y < 158; ++y)
                features.push_back(test::feature(std::to_string(x) + "," + std::to_string(y),
                                                 test::line({{x * 5.0, y * 5.0},
                                                             {x * 5.0 + 4, y * 5.0},
                                                             {x * 5.0 + 4, y * 5.0 + 4},
                                                             {x * 5.0, y * 5.0 + 4},
                                                             {x * 5.0, y * 5.0}})));
        QElapsedTimer clock;
        clock.start();
        Work work(site_of({test::layer("A-WALL", Role::underlay, std::move(features))}));
        work.move({402, 402});
        const qint64 first_ms = clock.restart();
        QCOMPARE(area(work.session.preview().shapes.at(0)), 16.0);
        for (int i = 0; i < 50; ++i)
            work.move({12 + 5.0 * i, 402});
        const double hover_ms = static_cast<double>(clock.nsecsElapsed()) / 1e6 / 50;
        clock.restart();
        work.move({404.5, 404.5}); // between the rooms: all of them lie in it, none encloses it
        const qint64 open_ms = clock.restart();
        work.click({404.5, 404.5});
        const qint64 click_ms = clock.elapsed();
        qInfo("100 000 lines: indexed in %lld ms, hovering %.2f ms, in the open %lld ms, click there %lld ms",
              static_cast<long long>(first_ms), hover_ms, static_cast<long long>(open_ms),
              static_cast<long long>(click_ms));
        QVERIFY(hover_ms < 50);
        QVERIFY(click_ms < 5000);
    }
};

PROSPECT_TEST(EncloseToolTest);
#include "enclose_tool_test.moc"
