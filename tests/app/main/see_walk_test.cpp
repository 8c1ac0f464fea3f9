// Walks along a path of the plan.
#include "app/models/words.h"
#include "app/panels/profile_chart.h"
#include "app/panels/time_bar.h"
#include "app/panels/top_bar.h"
#include "app/panels/walk_panel.h"
#include "app/window/walk_hiding.h"
#include "tests/app/main/see_window.h"
#include "tests/support/registry.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
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
        QCOMPARE(window.findChild<ProfileChart*>(QStringLiteral("walk-chart"))->current(), 20);
        QCOMPARE(window.see().ground()->seen_m2,
                 *window.findChild<ProfileChart*>(QStringLiteral("walk-chart"))->profile()[20].value);
        Q_EMIT window.findChild<ProfileChart*>(QStringLiteral("walk-chart"))->chosen(40);
        QCOMPARE(slider->value(), 40);
        QCOMPARE(window.see().eye().at, walk.stations()[40].place);
        // The second stretch of the way leads south.
        Q_EMIT window.findChild<ProfileChart*>(QStringLiteral("walk-chart"))
            ->chosen(static_cast<int>(walk.stations().size()) - 1);
        QCOMPARE(window.see().eye().sight.azimuth_deg, 180.0);
        walk.walkAlong({});
        QVERIFY(window.see().isActive() && !walk.isWalking());
        QCOMPARE(window.see().eye().sight.fov_deg, 360.0);
    }

    // A way east that leaves the site: at its end a strip of 1 m is before one, all of it seen. The hall
    // hides half of what lies before one on the way.
    static SitePtr way_out() {
        Site site = *test::small_site();
        const Point way[] = {{1, 15}, {39, 15}};
        site.layers = {
            test::layer("Red line", Role::study_area, {test::feature("site", test::rectangle(0, 0, 40, 30))}),
            test::layer("Houses", Role::building, {test::feature("Hall", test::rectangle(20, 17, 38, 29))}),
            test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))}),
        };
        return std::make_shared<const Site>(std::move(site));
    }

    void the_walk_names_the_spot_from_which_the_least_share_is_seen_and_goes_there() {
        SeeWindow window(way_out());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto& walk = window.walk();
        QTRY_COMPARE(walk.profile().size(), walk.stations().size());
        // The end has the fewest square metres and all of the ground before one: it is not what is meant.
        const auto& end = walk.profile().back();
        for (const auto& station : walk.profile())
            QVERIFY(station.ground.seen_m2 >= end.ground.seen_m2);
        QVERIFY(end.ground.share() > 0.99);
        const auto least = walk.leastSeen();
        QVERIFY(least.has_value());
        const auto& ground = walk.profile()[static_cast<std::size_t>(*least)].ground;
        for (const auto& station : walk.profile())
            QVERIFY(station.ground.share() >= ground.share());
        QVERIFY(ground.share() < 0.95);
        const QString words = window.findChild<QLabel*>(QStringLiteral("walk-least"))->text();
        const QString share = QString("%1\u00a0%").arg(std::lround(100 * ground.share()));
        QVERIFY2(
            words.startsWith("The smallest share of the open ground") && words.contains(share) &&
                words.contains(seen_text(ground.seen_m2, "m2") + " of " + seen_text(ground.all_m2, "m2")),
            qPrintable(words));
        window.findChild<QPushButton*>(QStringLiteral("walk-go-to-least"))->click();
        QCOMPARE(walk.station(), *least);
        QCOMPARE(window.see().ground()->share(), ground.share());
        QTRY_VERIFY(window.findChild<QLabel*>(QStringLiteral("see-ground"))->text().contains(share));
    }

    void a_path_through_something_solid_is_named() {
        Site site = *way_out();
        const Point way[] = {{1, 23}, {39, 23}};
        site.layers[2] = test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))});
        SeeWindow window(std::make_shared<const Site>(std::move(site)));
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        auto& walk = window.walk();
        QTRY_COMPARE(walk.profile().size(), walk.stations().size());
        auto* told = window.findChild<QWidget*>(QStringLiteral("walk-through"));
        QVERIFY(told->isVisible());
        const QString words = told->findChild<QLabel*>()->text();
        QVERIFY2(words.startsWith("The path leads through Hall from 19\u00a0m to 36.5\u00a0m"),
                 qPrintable(words));
        if (const auto least = walk.leastSeen()) { // no nose against its wall
            const double at = walk.stations()[static_cast<std::size_t>(*least)].chainage_m;
            QVERIFY2(at < 17 || at > 39, QByteArray::number(at));
        }
        walk.walkAlong({});
        QVERIFY(!told->isVisible());
    }

    void a_walk_on_which_nothing_is_hidden_names_no_spot() {
        Site site = *way_out();
        site.layers.erase(site.layers.begin() + 1); // the hall
        SeeWindow window(std::make_shared<const Site>(std::move(site)));
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTRY_COMPARE(window.walk().profile().size(), window.walk().stations().size());
        QVERIFY(!window.walk().leastSeen());
        QVERIFY(!window.findChild<QPushButton*>(QStringLiteral("walk-go-to-least"))->isVisible());
    }

    void chart_and_slider_of_a_walk_lie_one_over_the_other() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTest::qWait(50); // layouts
        const auto* slider = window.findChild<QSlider*>(QStringLiteral("walk-slider"));
        const auto* chart = window.findChild<ProfileChart*>(QStringLiteral("walk-chart"));
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

    // A way along a front with an alcove 4 m wide and 3 m deep, 30 m on.
    static SitePtr alcove() {
        Site site = *test::small_site();
        const Point way[] = {{0, 0}, {60, 0}};
        const std::vector<Point> hall{{-10, 1.5}, {30, 1.5}, {30, 4.5}, {34, 4.5},
                                      {34, 1.5},  {70, 1.5}, {70, 9},   {-10, 9}};
        site.layers = {
            test::layer("Red line", Role::study_area,
                        {test::feature("site", test::rectangle(-10, -10, 70, 10))}),
            test::layer("Houses", Role::building, {test::feature("Hall", Geometry::make_polygon(hall))}),
            test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))}),
            test::layer("Drawn", Role::underlay, {test::feature("Edge", Geometry::make_line(way))}),
        };
        return std::make_shared<const Site>(std::move(site));
    }

    void a_walk_off_the_site_does_not_say_that_nobody_can_hide() {
        Site site = *alcove();
        auto red = std::make_shared<Feature>();
        red->id = Uuid::from_name("red line");
        red->geometry =
            Geometry::make_polygon(std::vector<Point>{{500, 500}, {520, 500}, {520, 520}, {500, 520}});
        red->set("kind", std::string("application"), Basis::drawn);
        auto layer = std::make_shared<Layer>();
        layer->id = Uuid::from_name("red line layer");
        layer->name = "Red line";
        layer->role = Role::study_area;
        layer->features.push_back(red);
        site.layers.push_back(layer);
        SeeWindow window(std::make_shared<const Site>(std::move(site)));
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTRY_VERIFY(window.walk().hiding().along().has_value());
        const QString summary = window.findChild<QLabel*>(QStringLiteral("hiding-summary"))->text();
        QVERIFY2(summary.startsWith("Cannot tell"), qPrintable(summary));
        // Nor is there a way ahead to be long enough.
        auto* measure = window.findChild<QComboBox*>(QStringLiteral("walk-measure"));
        measure->setCurrentIndex(measure->findText(QStringLiteral("Way ahead seen")));
        Q_EMIT measure->activated(measure->currentIndex());
        const auto* chart = window.findChild<ProfileChart*>(QStringLiteral("walk-chart"));
        QVERIFY(!chart->line() && chart->accessibleName().contains("can't tell off the site"));
        QVERIFY(!window.findChild<QWidget*>(QStringLiteral("walk-ahead"))->isVisible());
    }

    void a_walk_shows_who_could_hide_beside_the_path_and_when_it_matters() {
        SeeWindow window(alcove());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        const WalkHiding& hiding = window.walk().hiding();
        QTRY_VERIFY(hiding.along().has_value());
        QCOMPARE(hiding.along()->places.size(), std::size_t(1));
        QCOMPARE(hiding.names().front(), QString("Hall"));
        const auto painted = [&] { return window.map().overlay().sight()->hiding; };
        QCOMPARE(painted().size(), std::size_t(1));
        QVERIFY(!painted().front().unseen); // 30 m away
        QCOMPARE(painted().front().number, 1);
        QCOMPARE(window.map().overlay().sight()->hider_m, 1.2);
        const QString summary = window.findChild<QLabel*>(QStringLiteral("hiding-summary"))->text();
        QVERIFY2(summary.contains("crouches (1.2") && summary.endsWith(": 1."), qPrintable(summary));
        const auto* here = window.findChild<QWidget*>(QStringLiteral("hiding-here"));
        const auto says = [&](const QString& words) {
            const auto labels = here->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel* one) { return one->text().contains(words); });
        };
        QVERIFY(says("None of these places is near"));
        auto* list = window.findChild<QListWidget*>(QStringLiteral("hiding-places"));
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QString("Hall"));
        const auto& place = hiding.along()->places.front();
        QVERIFY(place.near_m2 > 0);
        const QString row = list->item(0)->data(Qt::UserRole + 1).toString();
        QVERIFY2(row.contains(seen_text(place.near_m2, "m2") + QString(" within 3\u00a0m")), qPrintable(row));
        QTest::qWait(50); // layouts
        const QPoint before = list->mapTo(&window, QPoint());
        // A click on it goes where it begins to matter: 6.6 m before its first spot.
        list->setCurrentRow(0);
        Q_EMIT list->itemClicked(list->item(0));
        QVERIFY(painted().front().unseen && painted().front().chosen);
        QVERIFY(says("Near and not seen yet, left: 1 Hall."));
        QTest::qWait(50);
        QCOMPARE(list->mapTo(&window, QPoint()), before); // a warning moves no row
        const double along =
            window.walk().stations()[static_cast<std::size_t>(window.walk().station())].chainage_m;
        const double begins = *hiding.along()->places.front().begins_m(hiding.along()->reaction_m);
        QVERIFY(along > begins && along < begins + 1);
        auto* slider = window.findChild<QSlider*>(QStringLiteral("walk-slider"));
        slider->setValue(slider->maximum());
        QVERIFY(!painted().front().unseen && !painted().front().chosen); // passed
        QVERIFY(!list->currentItem());
        QTRY_VERIFY(says("The path ends here."));
        // Another line than a path has none, and says so.
        window.walk().walkAlong(Uuid::from_name("Edge"));
        window.answered();
        QVERIFY(!hiding.along() && painted().empty());
        QVERIFY(window.findChild<QLabel*>(QStringLiteral("hiding-summary"))->text().contains("beside paths"));
    }

    void the_walk_waits_once_the_eye_is_moved_off_the_path() {
        SeeWindow window(alcove());
        auto& walk = window.walk();
        walk.walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTRY_VERIFY(walk.hiding().along().has_value());
        auto* list = window.findChild<QListWidget*>(QStringLiteral("hiding-places"));
        list->setCurrentRow(0);
        Q_EMIT list->itemClicked(list->item(0));
        const Eye on_path = window.see().eye();
        const auto* chart = window.findChild<ProfileChart*>(QStringLiteral("walk-chart"));
        const auto* away = window.findChild<QWidget*>(QStringLiteral("walk-away"));
        const auto painted = [&] { return window.map().overlay().sight()->hiding.front(); };
        QVERIFY(painted().unseen && chart->isCurrentShown() && !away->isVisible());
        window.click({20, -8});
        QVERIFY(walk.isWalking() && walk.isAway());
        QVERIFY(!painted().unseen && !painted().chosen && walk.hiding().unseen().empty());
        QVERIFY(!chart->isCurrentShown() && away->isVisible());
        QCOMPARE(list->count(), 1);
        // New walls, as of another season, bring no place on the path back.
        window.map().timeBar().setTime({.season = Season::winter});
        window.answered();
        QTRY_VERIFY(walk.hiding().along().has_value());
        QVERIFY(walk.isAway() && !painted().unseen);
        window.findChild<QPushButton*>(QStringLiteral("walk-back"))->click();
        QVERIFY(window.see().eye() == on_path && !walk.isAway());
        QVERIFY(painted().unseen && chart->isCurrentShown() && !away->isVisible());
        // A drag given up is none.
        QTest::mousePress(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel(on_path.at));
        window.move({20, -8}, {}, Qt::LeftButton);
        QVERIFY(walk.isAway());
        window.key(Qt::Key_Escape);
        QVERIFY(!walk.isAway());
    }

    void sight_past_the_end_of_a_path_is_said_to_go_on() {
        Site site = *alcove();
        const Point on[] = {{60, 0}, {60, -9}};
        const Point way[] = {{0, 0}, {60, 0}};
        site.layers[2] = test::layer(
            "Paths", Role::path,
            {test::feature("Way", Geometry::make_line(way)), test::feature("On", Geometry::make_line(on))});
        SeeWindow window(std::make_shared<const Site>(std::move(site)));
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTRY_VERIFY(window.walk().hiding().along().has_value());
        const auto says = [&](const QString& words) {
            const auto labels =
                window.findChild<QWidget*>(QStringLiteral("hiding-here"))->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel* one) { return one->text().contains(words); });
        };
        // 60 m of this path and 9 m of the next.
        QTRY_VERIFY(says("69\u00a0m of the way ahead, past the end of this path, is seen."));
    }

    // A bend round a corner of the house: little of the way is seen ahead before it.
    void the_chart_marks_where_little_of_the_path_is_seen_ahead() {
        Site site = *test::small_site();
        const Point way[] = {{2, 0}, {4, 9.5}, {15.5, 9.5}, {15.5, 29}};
        site.layers.push_back(
            test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))}));
        SeeWindow window(std::make_shared<const Site>(std::move(site)));
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTRY_VERIFY(window.walk().hiding().along().has_value());
        const auto& marks = window.findChild<ProfileChart*>(QStringLiteral("walk-chart"))->marks();
        double below_m = 0;
        for (const auto& mark : marks)
            if (mark.kind == ProfileChart::Mark::Kind::below) below_m += mark.to_m - mark.from_m;
        double short_m = 0;
        for (const auto& sight : window.walk().hiding().along()->sights)
            short_m += sight.is_short ? 1 : 0;
        QVERIFY(short_m > 2);
        QVERIFY2(std::abs(below_m - short_m) <= 2, qPrintable(QString("%1, %2").arg(below_m).arg(short_m)));
        window.walk().walkAlong({});
        QVERIFY(window.findChild<ProfileChart*>(QStringLiteral("walk-chart"))->marks().empty());
    }

    // The same numbers as the check's rule, with its 15 m.
    void the_way_ahead_is_a_curve_with_the_line_of_the_rule() {
        Site site = *test::small_site();
        const Point way[] = {{2, 0}, {4, 9.5}, {15.5, 9.5}, {15.5, 29}};
        site.layers.push_back(
            test::layer("Paths", Role::path, {test::feature("Way", Geometry::make_line(way))}));
        SeeWindow window(std::make_shared<const Site>(std::move(site)));
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        QTRY_VERIFY(window.walk().hiding().along().has_value());
        const WalkHiding& hiding = window.walk().hiding();
        const auto* chart = window.findChild<ProfileChart*>(QStringLiteral("walk-chart"));
        QVERIFY(!chart->line());
        auto* measure = window.findChild<QComboBox*>(QStringLiteral("walk-measure"));
        measure->setCurrentIndex(measure->findText(QStringLiteral("Way ahead seen")));
        Q_EMIT measure->activated(measure->currentIndex());
        QVERIFY(chart->line() && chart->line()->value == 15);
        QCOMPARE(chart->line()->words, QString("15\u00a0m"));
        for (const auto& sight : hiding.along()->sights) {
            const auto spot =
                std::find_if(chart->profile().begin(), chart->profile().end(), [&](const auto& one) {
                    return std::abs(one.along_m - sight.chainage_m) < 1e-6;
                });
            if (spot != chart->profile().end()) QCOMPARE(spot->value.value(), sight.length_m);
        }
        const auto* block = window.findChild<QWidget*>(QStringLiteral("walk-ahead"));
        const auto words = [&] { return block->findChild<QLabel*>(QStringLiteral("status-words"))->text(); };
        QVERIFY(block->isVisible());
        QVERIFY2(words().startsWith("Less than 15\u00a0m of the way ahead is seen at "), qPrintable(words()));
        QVERIFY2(words().contains(seen_text(hiding.shortest()->length_m, "m")), qPrintable(words()));
        window.picture("walk-ahead");
        window.findChild<QPushButton*>(QStringLiteral("walk-go-to-shortest"))->click();
        const double along =
            window.walk().stations()[static_cast<std::size_t>(window.walk().station())].chainage_m;
        QVERIFY(std::abs(along - hiding.shortest()->chainage_m) <= 0.5);
        // Nothing ends the sight along a straight way over open ground.
        SeeWindow open(way_out());
        open.walk().walkAlong(Uuid::from_name("Way"));
        open.answered();
        QTRY_VERIFY(open.walk().hiding().along().has_value());
        const auto* fine = open.findChild<QWidget*>(QStringLiteral("walk-ahead"));
        QCOMPARE(fine->findChild<QLabel*>(QStringLiteral("status-words"))->text(),
                 QString("At least 15\u00a0m of the way ahead is seen all along this path, both ways."));
        QVERIFY(!open.findChild<QPushButton*>(QStringLiteral("walk-go-to-shortest"))->isVisible());
    }

    void another_stage_keeps_the_walk_for_when_one_comes_back() {
        SeeWindow window(with_path());
        window.walk().walkAlong(Uuid::from_name("Way"));
        window.answered();
        window.findChild<QSlider*>(QStringLiteral("walk-slider"))->setValue(20);
        const Eye eye = window.see().eye();
        const auto go = [&](Stage stage) { window.topBar().stageButton(stage)->click(); };
        go(Stage::check);
        QVERIFY(!window.see().isActive() && !window.shows() && !window.see().panel().isVisible());
        go(Stage::describe);
        QVERIFY(!window.see().isActive());
        // What was changed meanwhile counts.
        SiteEdit edit;
        edit.title = "Delete";
        edit.steps.push_back(RemoveFeatures{{Uuid::from_name("House")}});
        window.document().apply(edit);
        go(Stage::plan);
        QVERIFY(window.see().isActive() && window.shows() && window.see().panel().isVisible());
        QVERIFY(window.see().eye() == eye);
        QVERIFY(window.walk().isWalking());
        QCOMPARE(window.walk().station(), 20);
        window.answered();
        QTRY_COMPARE(window.see().openGround()->all_m2(), 1200.0); // with that of the house
        window.key(Qt::Key_Escape);
        QVERIFY(!window.see().isActive() && !window.see().isSuspended() && !window.walk().isWalking());
        go(Stage::check);
        go(Stage::plan);
        QVERIFY(!window.see().isActive());
    }

    void the_key_brings_a_view_back_in_another_stage() {
        SeeWindow window;
        window.lookFrom({30, 27});
        window.topBar().stageButton(Stage::review)->click();
        window.key(Qt::Key_E);
        QVERIFY(window.see().isActive());
        QCOMPARE(window.see().eye().at, (Point{30, 27}));
        // A check wants its own column.
        window.placeCheck(); // there is one
        window.topBar().stageButton(Stage::check)->click();
        QVERIFY(window.see().isSuspended());
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
