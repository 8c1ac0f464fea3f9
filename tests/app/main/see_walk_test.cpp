// Walks along a path of the plan.
#include "app/models/words.h"
#include "app/panels/profile_chart.h"
#include "app/panels/walk_panel.h"
#include "tests/app/main/see_window.h"
#include "tests/support/registry.h"

#include <QPushButton>
#include <QSlider>
#include <QStyleOptionSlider>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::SeeWindow;
using test::with_path;

class SeeWalkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_walk_looks_ahead_from_every_place_of_a_path() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto& walk = window.walk();
        QVERIFY(window.see().isActive() && walk.isWalking());
        QTRY_COMPARE(walk.profile().size(), walk.stations().size());
        QCOMPARE(walk.stations().back().chainage_m, 30.0);
        QCOMPARE(window.see().eye().at, (Point{2, 25}));
        QCOMPARE(window.see().eye().sight.azimuth_deg, 90.0);
        QCOMPARE(window.see().eye().sight.fov_deg, 120.0);
        // The slider moves the eye, the chart says the same as the view.
        auto* slider = window.findChild<QSlider*>(QStringLiteral("walk-slider"));
        slider->setValue(20);
        QCOMPARE(window.see().eye().at, walk.stations()[20].place);
        QCOMPARE(window.findChild<ProfileChart*>()->current(), 20);
        QCOMPARE(window.area(), *window.findChild<ProfileChart*>()->profile()[20].value);
        Q_EMIT window.findChild<ProfileChart*>()->chosen(40);
        QCOMPARE(slider->value(), 40);
        QCOMPARE(window.see().eye().at, walk.stations()[40].place);
        // The second stretch of the way leads south.
        Q_EMIT window.findChild<ProfileChart*>()->chosen(static_cast<int>(walk.stations().size()) - 1);
        QCOMPARE(window.see().eye().sight.azimuth_deg, 180.0);
        walk.walkAlong({});
        QVERIFY(window.see().isActive() && !walk.isWalking());
        QCOMPARE(window.see().eye().sight.fov_deg, 360.0);
    }

    void the_walk_names_the_spot_from_which_least_is_seen_and_goes_there() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto& walk = window.walk();
        QTRY_COMPARE(walk.profile().size(), walk.stations().size());
        const auto least = walk.leastSeen();
        QVERIFY(least.has_value());
        const double area = walk.profile()[static_cast<std::size_t>(*least)].measures->area_m2;
        for (const auto& station : walk.profile())
            QVERIFY(station.measures->area_m2 >= area);
        const QString words = window.findChild<QLabel*>(QStringLiteral("walk-least"))->text();
        QVERIFY2(words.contains(seen_text(area, "m2")), qPrintable(words));
        window.findChild<QPushButton*>(QStringLiteral("walk-go-to-least"))->click();
        QCOMPARE(walk.station(), *least);
        QCOMPARE(window.area(), area);
    }

    void chart_and_slider_of_a_walk_lie_one_over_the_other() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTest::qWait(50); // layouts
        const auto* slider = window.findChild<QSlider*>(QStringLiteral("walk-slider"));
        const auto* chart = window.findChild<ProfileChart*>();
        const auto handle = [&](int value) {
            QStyleOptionSlider option;
            option.initFrom(slider);
            option.orientation = Qt::Horizontal;
            option.minimum = slider->minimum();
            option.maximum = slider->maximum();
            option.sliderPosition = option.sliderValue = value;
            const QRect rect =
                slider->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider);
            return slider->mapTo(&window, rect.center()).x();
        };
        const double left = chart->mapTo(&window, QPoint()).x() + chart->plot().left();
        const double right = chart->mapTo(&window, QPoint()).x() + chart->plot().right();
        QVERIFY2(std::abs(handle(slider->minimum()) - left) <= 1.5, qPrintable(QString::number(left)));
        QVERIFY2(std::abs(handle(slider->maximum()) - right) <= 1.5, qPrintable(QString::number(right)));
    }

    void the_walk_plays_pauses_and_ends_at_the_end() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto* play = window.findChild<QToolButton*>(QStringLiteral("walk-play"));
        play->click();
        QVERIFY(window.walk().isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(window.walk().station() > 0, test::patience_ms);
        play->click();
        QVERIFY(!window.walk().isPlaying());
        Q_EMIT window.findChild<WalkPanel*>()->stationChosen(
            static_cast<int>(window.walk().stations().size()) - 2);
        play->click();
        QTRY_VERIFY_WITH_TIMEOUT(!window.walk().isPlaying(), test::patience_ms);
        QCOMPARE(window.see().eye().at, (Point{22, 15}));
    }

    void a_path_is_picked_on_the_map_and_the_walk_ends_with_it() {
        SeeWindow window(with_path());
        window.lookFrom({30, 27});
        Q_EMIT window.findChild<WalkPanel*>()->pickRequested();
        QVERIFY(window.see().isAsking());
        window.click({10, 25});
        QVERIFY(window.walk().isWalking() && !window.see().isAsking());
        SiteEdit edit;
        edit.title = "Delete";
        edit.steps.push_back(RemoveFeatures{{Uuid::from_name("Way")}});
        window.document().apply(edit);
        window.answered();
        QTRY_VERIFY(!window.walk().isWalking());
        QVERIFY(window.see().isActive());
    }
};

PROSPECT_TEST(SeeWalkTest);
#include "see_walk_test.moc"
