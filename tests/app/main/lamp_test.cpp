#include "analysis/engine/engine.h"
#include "analysis/lighting/live_light.h"
#include "app/panels/lamp_panel.h"
#include "app/panels/map_overlay.h"
#include "app/panels/schedule_panel.h"
#include "app/window/lamp_commands.h"
#include "app/window/schedule_commands.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUndoStack>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid lamp_id = Uuid::from_name("Lantern");

SitePtr with_lamps() {
    Site site = *test::small_site();
    Feature lamp = *test::feature("Lantern", Geometry::make_point({18, 15}));
    lamp.set("azimuth_deg", Value(90.0), Basis::drawn);
    lamp.set("height_m", Value(4.0), Basis::drawn);
    lamp.set("photometry", Value(std::string("generic_street.ldt")), Basis::drawn);
    Feature other = *test::feature("Other", Geometry::make_point({35, 25}));
    other.set("photometry", Value(std::string("generic_post_top.ldt")), Basis::drawn);
    const Point way[] = {{17, 2}, {17, 28}};
    site.layers.push_back(test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))}));
    site.layers.push_back(
        test::layer("Lamps", Role::luminaire,
                    {std::make_shared<const Feature>(lamp), std::make_shared<const Feature>(other)}));
    return std::make_shared<const Site>(std::move(site));
}

class LampWindow : public test::ShownWindow {
public:
    LampWindow() {
        fill(with_lamps());
        canvas().zoomToAll();
        waitForMap();
    }
    void aim() {
        lamp().aim(lamp_id);
        looked();
    }
    void looked() {
        [this] { QTRY_VERIFY_WITH_TIMEOUT(lamp().view() && !lamp().isWaiting(), test::patience_ms); }();
    }
    FeaturePtr onPlan() {
        for (const auto& [layer, feature] : document().site()->features(Role::luminaire))
            if (feature->id == lamp_id) return feature;
        return nullptr;
    }
    // -1: the plan does not say.
    double number(const char* attribute) {
        const Attribute* found = onPlan()->find(attribute);
        return found ? as_number(found->value).value_or(-1) : -1;
    }
    // On the map, lux.
    double lux(Point at) {
        looked();
        return static_cast<double>(canvas().field()->value_at(at).value_or(-1));
    }
    void drag(Point from, Point to) {
        QTest::mousePress(canvas().viewport(), Qt::LeftButton, {}, pixel(from));
        for (int i = 1; i <= 4; ++i)
            move(from + (to - from) * (i / 4.0), {}, Qt::LeftButton);
        QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, {}, pixel(to));
    }
    Point turnHandle() {
        for (const auto& one : map().overlay().sight()->handles)
            if (one.part == SeeTool::Part::turn) return one.at;
        return {};
    }
    void type(const char* field, double value) {
        findChild<QDoubleSpinBox*>(QString::fromLatin1(field))->setValue(value);
    }
    int steps() { return document().undoStack().count(); }
};

} // namespace

class LampTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void its_button_stands_by_a_selected_lamp_and_shows_the_light_until_it_ends() {
        LampWindow window;
        auto* button = window.findChild<QPushButton*>(QStringLiteral("aim-lamp-button"));
        window.click({10, 15}); // the house
        QVERIFY(!button->isVisible() && !window.lamp().action()->isEnabled());
        window.click({18, 15});
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(window.lamp().isActive() && window.lamp().panel().isVisible());
        window.looked();
        QVERIFY(window.canvas().field());
        QCOMPARE(window.canvas().fieldStyle().unit, QString("lx"));
        QTRY_VERIFY(window.canvas().fieldStyle().contour_lines); // once it rests
        window.key(Qt::Key_Escape);
        QVERIFY(!window.lamp().isActive() && !window.canvas().field());
        QCOMPARE(window.steps(), 0);
        window.key(Qt::Key_K, Qt::ShiftModifier);
        QVERIFY(window.lamp().isActive());
    }

    void the_map_is_that_of_a_run() {
        LampWindow window;
        window.aim();
        engine::Engine engine(catalogue());
        TimeContext night;
        night.set_time("night");
        const auto run = engine.run("lighting.illuminance", {{"quantities", std::string("eh")}},
                                    {.site = window.document().site(), .time = night});
        const Field& asked = run->result.fields.front();
        const Field& shown = *window.canvas().field();
        QCOMPARE(shown.values.size(), asked.values.size());
        for (std::size_t i = 0; i < asked.values.size(); ++i)
            QVERIFY(std::abs(shown.values[i] - asked.values[i]) <= 1e-5F * std::max(1.0F, asked.values[i]));
    }

    void the_light_follows_the_hand_and_the_plan_changes_when_it_is_let_go() {
        LampWindow window;
        window.aim();
        const double before = window.lux({18, 15});
        QVERIFY(before > 1);
        QTest::mousePress(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({18, 15}));
        window.move({25, 24}, {}, Qt::LeftButton);
        window.move({25, 25}, {}, Qt::LeftButton);
        QVERIFY(window.lux({18, 15}) < before / 2);
        QCOMPARE(window.steps(), 0);
        QTest::mouseRelease(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({25, 25}));
        QCOMPARE(window.steps(), 1);
        QCOMPARE(window.document().undoStack().undoText(), QString("Aim lamp"));
        QVERIFY(distance(window.onPlan()->geometry.points.front(), Point{25, 25}) < 0.3);
        window.document().undoStack().undo();
        QCOMPARE(window.lux({18, 15}), before);
    }

    void its_handle_and_its_button_turn_it() {
        LampWindow window;
        window.aim();
        window.drag(window.turnHandle(), {18, 25});
        QVERIFY(std::abs(window.number("azimuth_deg")) < 2 || window.number("azimuth_deg") > 358);
        window.type("lamp-azimuth", 30);
        QTRY_COMPARE(window.number("azimuth_deg"), 30.0);
        QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("lamp-turn")), Qt::LeftButton);
        QTRY_COMPARE(window.number("azimuth_deg"), 120.0);
        QCOMPARE(window.findChild<QDoubleSpinBox*>(QStringLiteral("lamp-azimuth"))->value(), 120.0);
    }

    // Light adds up: dimmed to a half, half of what it gave is gone.
    void dimming_takes_its_share_of_the_light() {
        LampWindow window;
        window.aim();
        const double all = window.lux({18, 15});
        window.type("lamp-dimming", 0);
        const double others = window.lux({18, 15});
        window.type("lamp-dimming", 50);
        QVERIFY(std::abs(window.lux({18, 15}) - (all + others) / 2) < 1e-3);
        QTRY_COMPARE(window.number("dimming"), 0.5);
        QCOMPARE(window.steps(), 1);
    }

    void light_data_is_chosen_from_a_list_and_nothing_else_is_taken() {
        LampWindow window;
        window.aim();
        const double before = window.lux({18, 15});
        auto* light = window.findChild<QComboBox*>(QStringLiteral("lamp-light"));
        QVERIFY(light->findText(QStringLiteral("generic_flood.ldt")) >= 0);
        const auto enter = [&](const char* name) {
            light->lineEdit()->setText(QString::fromLatin1(name));
            QTest::keyClick(light->lineEdit(), Qt::Key_Return);
        };
        enter("generic_flod.ldt");
        QVERIFY(
            window.findChild<QLabel*>(QStringLiteral("lamp-warning"))->text().contains("generic_flod.ldt"));
        QTest::qWait(700);
        QCOMPARE(window.steps(), 0);
        enter("generic_street_10000.ldt");
        QVERIFY(window.lux({18, 15}) > 2 * before);
        QTRY_COMPARE(as_text(window.onPlan()->find("photometry")->value),
                     std::string("generic_street_10000.ldt"));
    }

    void a_lamp_in_a_house_says_so_and_the_others_shine_on() {
        LampWindow window;
        window.aim();
        const double before = window.lux({18, 15});
        window.drag({18, 15}, {10, 15});
        window.looked();
        const auto* warning = window.findChild<QLabel*>(QStringLiteral("lamp-warning"));
        QTRY_VERIFY2(warning->text().contains("inside House"), qPrintable(warning->text()));
        QVERIFY(window.lux({35, 22}) > 0.5); // of the other
        QVERIFY(window.lux({18, 15}) < before / 2);
    }

    // The ground has other places then: nothing of the old one is added to it.
    void a_house_that_comes_and_goes_while_a_lamp_is_aimed_casts_its_shadow() {
        LampWindow window;
        window.aim();
        const double before = window.lux({24, 15});
        auto house = std::make_shared<Feature>(*test::feature("Wall", test::rectangle(20, 10, 22, 20)));
        house->set("height_m", Value(9.0), Basis::drawn);
        Uuid layer;
        for (const auto& one : window.document().site()->layers)
            if (one->role == Role::building) layer = one->id;
        window.document().apply({"Wall", {AddFeatures{layer, {house}}}});
        window.looked();
        QTRY_VERIFY_WITH_TIMEOUT(window.lux({24, 15}) < before / 2, test::patience_ms);
        QCOMPARE(window.lux({21, 15}), -1.0); // within it
        window.document().undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(window.lux({24, 15}), before, test::patience_ms);
        window.key(Qt::Key_Escape);
        window.document().undoStack().redo();
        window.aim();
        QTRY_VERIFY_WITH_TIMEOUT(window.lux({24, 15}) < before / 2, test::patience_ms);
    }

    void a_direction_below_north_is_no_change() {
        LampWindow window;
        window.document().apply(
            {"Turn", {ChangeAttribute{lamp_id, "azimuth_deg", Value(-90.0), Basis::drawn}}});
        window.aim();
        QTest::qWait(700);
        QCOMPARE(window.steps(), 1); // that one alone
        QCOMPARE(window.findChild<QDoubleSpinBox*>(QStringLiteral("lamp-azimuth"))->value(), 270.0);
    }

    void another_column_ends_it() {
        LampWindow window;
        window.aim();
        window.schedule().action()->trigger();
        QVERIFY(!window.lamp().isActive() && window.schedule().panel().isVisible());
        window.lamp().aim(lamp_id);
        QVERIFY(!window.schedule().isActive() && window.lamp().panel().isVisible());
    }

    void what_is_typed_is_in_the_plan_when_it_is_saved_or_undone() {
        LampWindow window;
        window.aim();
        window.type("lamp-height", 7);
        QCOMPARE(window.steps(), 0);
        window.lamp().finishTyping();
        QCOMPARE(window.number("height_m"), 7.0);
        QCOMPARE(window.steps(), 1);
    }

    void beside_the_map_stand_the_path_and_the_numbers_of_the_ground() {
        LampWindow window;
        window.aim();
        const auto text = [&](const char* label) {
            return window.findChild<QLabel*>(QString::fromLatin1(label))->text();
        };
        QTRY_VERIFY(text("lamp-mean").endsWith("lx"));
        QVERIFY(text("lamp-lit").endsWith("%"));
        QCOMPARE(window.lamp().view()->paths.size(), 1U);
        QTRY_VERIFY(window.map().overlay().sight()->words.front().startsWith("Way: mean"));
        window.picture(QStringLiteral("aim-lamp"));
    }
};

PROSPECT_TEST(LampTest);
#include "lamp_test.moc"
