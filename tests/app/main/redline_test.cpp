// The red line from the column, the menu and the map.
#include "app/main/application.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/site_sheet.h"
#include "app/panels/study_area_card.h"
#include "geometry/site/study_area.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QComboBox>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

// A drawing of 60 × 40 m: a closed boundary on PROP and, on WALLS, a block of two rooms with a courtyard, a
// shed open by 0.12 m and a yard open by 4 m.
SitePtr drawing() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    site.meta["title"] = "Drawing";
    const auto lines = [](const std::string& name, std::initializer_list<std::vector<Point>> all) {
        std::vector<FeaturePtr> features;
        for (const auto& one : all) {
            Feature made = *test::feature(name + std::to_string(features.size()), test::line(one));
            made.name.clear();
            made.source = {"plan.dxf", name, std::to_string(features.size())};
            features.push_back(std::make_shared<const Feature>(std::move(made)));
        }
        return test::layer(name, Role::underlay, std::move(features));
    };
    site.layers = {
        lines("PROP", {{{0, 0}, {60, 0}, {60, 40}, {0, 40}, {0, 0}}}),
        lines("WALLS", {{{5, 5}, {25, 5}, {25, 17}, {5, 17}, {5, 5}},
                        {{15, 5}, {15, 17}},
                        {{8, 8}, {12, 8}, {12, 12}, {8, 12}, {8, 8}},
                        {{40, 5}, {48, 5}, {48, 11}, {40, 11}, {40, 5.12}},
                        {{40, 20}, {52, 20}, {52, 32}, {40, 32}, {40, 24}}}),
        test::layer("Trees", Role::tree,
                    {test::feature("Oak", test::point(30, 30)), test::feature("Elm", test::point(68, 20))}),
    };
    return std::make_shared<const Site>(std::move(site));
}

class Plan : public ShownWindow {
public:
    explicit Plan(SitePtr site = drawing()) {
        fill(std::move(site));
        canvas().zoomToAll();
        canvas().zoomToBox({-8, -8, 72, 48});
        waitForMap();
    }
    StudyAreaCard& card() { return *findChild<StudyAreaCard*>(); }
    QPushButton& button(const QString& text) {
        for (auto* one : card().findChildren<QPushButton*>())
            if (one->text() == text) return *one;
        qFatal("no button %s", qPrintable(text));
    }
    QPushButton& offer() { return *findChild<QPushButton*>(QStringLiteral("tool-offer")); }
    QAction& action(const char* name) { return *findChild<QAction*>(QLatin1String(name)); }
    void move(Point at, Qt::KeyboardModifiers modifiers = {}) {
        ShownWindow::move(at, modifiers);
        answered();
    }
    void click(Point at, Qt::KeyboardModifiers modifiers = {}) {
        move(at, modifiers);
        QTest::mouseClick(canvas().viewport(), Qt::LeftButton, modifiers, pixel(at));
        answered();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        ShownWindow::key(key, modifiers);
        answered();
    }
    std::vector<FeaturePtr> red() { return red_line(*document().site()).features; }
    QUndoStack& undo() { return document().undoStack(); }
    // The entries of "Use a line", as it opens.
    QList<QAction*> lines() {
        auto* menu = button(QStringLiteral("Use a line")).menu();
        Q_EMIT menu->aboutToShow();
        answered();
        return menu->actions();
    }
};

QColor color_at(Plan& window, Point at) {
    window.waitForMap();
    return window.canvas().picture().pixelColor(window.pixel(at));
}

} // namespace

class RedlineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_red_line_is_drawn_fades_the_rest_and_goes_again() {
        Plan window;
        window.findChild<SiteSheet*>()->setUnfolded(true);
        window.picture("redline-none");
        const QColor before = color_at(window, {68, 20});
        QVERIFY(!window.button("Whole plan").isEnabled());
        window.button("Draw it").click();
        QVERIFY(window.map().drawing().prompt().contains("first corner"));
        for (const Point corner : {Point{0, 0}, Point{60, 0}, Point{60, 40}, Point{0, 40}})
            window.click(corner);
        window.move({0.1, 0.1});
        window.picture("redline-drawing");
        window.click({0, 0});
        QCOMPARE(window.red().size(), std::size_t{1});
        QCOMPARE(area(window.red()[0]->geometry), 2400.0);
        QCOMPARE(window.undo().count(), 1);
        QVERIFY(!window.map().drawing().runner().isActive());
        QVERIFY(color_at(window, {68, 20}) != before); // the tree outside it
        window.click({-4, -4});
        window.picture("redline-drawn");

        window.button("Whole plan").click();
        QVERIFY(window.red().empty());
        QCOMPARE(window.undo().count(), 2);
        QCOMPARE(color_at(window, {68, 20}), before);
        window.undo().undo();
        QCOMPARE(window.red().size(), std::size_t{1});
        window.undo().redo();
        QVERIFY(window.red().empty());
    }

    void a_line_on_a_layer_is_used() {
        Plan window;
        auto lines = window.lines();
        QVERIFY(lines.front()->text().startsWith("PROP"));
        QVERIFY2(lines.front()->text().contains("2,400"), qPrintable(lines.front()->text()));
        lines.front()->trigger();
        QCOMPARE(area(window.red().at(0)->geometry), 2400.0);
        QCOMPARE(window.undo().count(), 1);
        QVERIFY(window.undo().undoText().contains("PROP"));
    }

    void the_lines_are_looked_for_beside_the_window_and_anew_when_the_plan_changes() {
        Plan window;
        auto* menu = window.button(QStringLiteral("Use a line")).menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().front()->text(), QString("Looking for closed lines…"));
        QVERIFY(!menu->actions().front()->isEnabled());
        const Uuid prop = window.document().site()->layer(std::string_view("PROP"))->id;
        window.document().apply({"Remove", {RemoveLayer{prop}}}); // while they are looked for
        window.answered();
        QVERIFY(menu->actions().front()->text().startsWith("WALLS"));
        window.document().undoStack().undo();
        QVERIFY(window.lines().front()->text().startsWith("PROP"));
    }

    void a_line_that_is_open_shows_its_gap_and_is_closed_with_consent() {
        Plan window;
        window.action("red-line.use").trigger();
        window.click({44, 5});
        QCOMPARE(window.undo().count(), 0);
        QVERIFY(window.offer().isVisible());
        QCOMPARE(window.offer().text(), QString("Close the gap of 0.12\u202Fm"));
        window.picture("redline-gap");
        window.offer().click();
        QCOMPARE(window.undo().count(), 1);
        QCOMPARE(area(window.red().at(0)->geometry), 48.0);
        QVERIFY(!window.offer().isVisible());
    }

    void a_click_inside_an_outline_makes_it_a_building() {
        Plan window;
        QVERIFY(!window.offer().isVisible());
        window.action("outline.make").trigger();
        QVERIFY(window.action("outline.make").isChecked());
        auto* kinds = window.findChild<QComboBox*>("outline-kind");
        QVERIFY(kinds->isVisible());
        window.move({20, 14});
        window.picture("outline-hover");
        window.click({20, 14});
        auto buildings = window.document().site()->features(Role::building);
        QCOMPARE(buildings.size(), std::size_t{1});
        QCOMPARE(area(buildings[0].second->geometry), 120.0);
        QCOMPARE(window.undo().count(), 1);
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{buildings[0].second->id});

        // The room with the courtyard and the courtyard itself, as one thing of another kind.
        kinds->setCurrentIndex(kinds->findData(QStringLiteral("zone.polygon")));
        Q_EMIT kinds->activated(kinds->currentIndex());
        window.click({7, 6}, Qt::ControlModifier);
        window.click({10, 10}, Qt::ControlModifier);
        window.picture("outline-joined");
        window.key(Qt::Key_Return);
        QCOMPARE(window.undo().count(), 2);
        QCOMPARE(area(window.document().site()->features(Role::zone).at(0).second->geometry), 120.0);
        window.undo().undo();
        window.undo().undo();
        QVERIFY(window.document().site()->features(Role::building).empty());
        window.key(Qt::Key_Escape);
        QVERIFY(!window.map().drawing().runner().isActive());
        QVERIFY(!kinds->isVisible());
        QVERIFY(!window.action("outline.make").isChecked());
    }

    void an_outline_that_is_open_shows_its_gap_and_the_button_closes_it() {
        Plan window;
        window.action("outline.make").trigger();
        window.click({44, 8});
        QCOMPARE(window.undo().count(), 0);
        QCOMPARE(window.offer().text(), QString("Close the gap of 0.12\u202Fm"));
        window.picture("outline-gap");
        window.move({2, 38}); // on the way to the button
        window.offer().click();
        QCOMPARE(window.undo().count(), 1);
        QCOMPARE(area(window.document().site()->features(Role::building).at(0).second->geometry), 48.0);

        // The yard, open by 4 m, stands in the frame of the boundary: all of that would be taken.
        window.move({46, 26});
        window.picture("outline-leak");
    }

    void an_outline_that_is_open_too_wide_says_what_to_do() {
        Site site = *drawing();
        std::erase_if(site.layers, [](const LayerPtr& layer) { return layer->name == "PROP"; });
        Plan window(std::make_shared<const Site>(std::move(site)));
        window.action("outline.make").trigger();
        window.click({46, 26});
        QCOMPARE(window.undo().count(), 0);
        QVERIFY(window.map().drawing().prompt().contains("draw the missing line"));
        QVERIFY(!window.offer().isVisible());
        window.picture("outline-wide-gap");
    }
};

PROSPECT_TEST(RedlineTest);
#include "redline_test.moc"
