// From a file to the three worst places: the clicks, the reason, a change tried.
#include "analysis/assessment/write_assessment.h"
#include "analysis/catalogue.h"
#include "app/panels/accept_form.h"
#include "app/panels/check_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/layer_panel.h"
#include "app/panels/map_overlay.h"
#include "app/panels/places_panel.h"
#include "app/panels/weakness_choice.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

class CheckWindow : public ShownWindow {
public:
    void waitForOutcome() {
        QTRY_VERIFY_WITH_TIMEOUT(!placeCheck().isRunning() && placeCheck().outcome(), patience_ms);
    }
    // What the first look finds stays: the complete check, which tries every remedy, is stopped.
    void waitForFirstLook() {
        QTRY_VERIFY_WITH_TIMEOUT(placeCheck().outcome(), patience_ms);
        placeCheck().cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!placeCheck().isRunning() && !jobs().isBusy(), patience_ms);
    }
    PlacesPanel& places() { return *findChild<PlacesPanel*>(); }
    CheckPanel& check() { return *findChild<CheckPanel*>(); }
};

} // namespace

class CheckTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    // By subject: no menu is higher than a small screen.
    void every_measurement_stands_once_in_the_menu() {
        CheckWindow window;
        QMenu* check = nullptr;
        for (auto* menu : window.menuBar()->findChildren<QMenu*>(Qt::FindDirectChildrenOnly))
            if (menu->title() == QLatin1String("&Check")) check = menu;
        QVERIFY(check != nullptr);
        QStringList texts;
        QList<QMenu*> menus = check->findChildren<QMenu*>();
        menus.prepend(check);
        for (const QMenu* menu : menus) {
            QVERIFY2(menu->actions().size() <= 20, qPrintable(menu->title()));
            for (const QAction* action : menu->actions())
                texts += action->text();
        }
        for (const auto& analysis : catalogue())
            QCOMPARE(texts.count(QString::fromStdString(analysis.info().title)), 1);
    }

    void two_clicks_after_a_dropped_file_the_worst_places_stand() {
        CheckWindow window;
        window.files().import({sample}); // dropped
        QTRY_VERIFY_WITH_TIMEOUT(window.files().sheet() && !window.jobs().isBusy(Lane::file), patience_ms);
        window.files().sheet()->addButton()->click(); // Add to plan
        const auto buttons = window.findChild<LayerPanel*>()->findChildren<QPushButton*>();
        const auto check = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) {
            return button->text() == QLatin1String("Check this place");
        });
        QVERIFY(check != buttons.end());
        (*check)->click(); // Check this place
        window.waitForOutcome();
        QCOMPARE(window.topBar().stage(), Stage::check);
        const auto& places = window.placeCheck().outcome()->places;
        QVERIFY(places.size() >= 3);
        bool play = false;
        for (std::size_t p = 0; p < 3; ++p)
            play = play || places[p].name.find("Play area") != std::string::npos;
        QVERIFY(play); // nobody overlooks it
        window.picture("check");
    }

    void the_reason_of_a_place_and_the_walk_from_one_to_the_next() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForFirstLook();
        window.places().step(1);
        QCOMPARE(*window.places().shownPlace(), 0U);
        window.picture("reason");
        window.places().step(-1);
        QCOMPARE(*window.places().shownPlace(), window.placeCheck().outcome()->places.size() - 1);
        window.places().showList();
        QVERIFY(!window.places().shownPlace());
    }

    void a_click_on_the_number_of_a_place_gives_its_reason_and_selects_nothing() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForFirstLook();
        auto& canvas = window.map().canvas();
        const auto& places = window.placeCheck().outcome()->places;
        const QPoint disc = canvas.view().to_pixel(places[1].at).toPoint();
        QCOMPARE(window.map().overlay().placeAt(disc), std::optional<std::size_t>(1));
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::NoModifier, disc);
        QCOMPARE(window.places().shownPlace(), std::optional<std::size_t>(1));
        QVERIFY(canvas.selection().empty());
        QVERIFY(!window.map().overlay().placeAt(QPointF(disc) + QPointF(400, 300)));
    }

    void a_tile_lists_its_rules_and_what_is_missing_leads_to_describe() {
        CheckWindow window;
        window.openFile(sample);
        // Without windows the check cannot tell what they would see.
        RemoveFeatures windows;
        for (const auto& [layer, opening] : window.document().site()->features(Role::opening))
            if (as_text(opening->find("kind")->value) == "window") windows.features.push_back(opening->id);
        window.document().apply({"No windows", {windows}});
        window.check().checkButton()->click();
        window.waitForOutcome();
        const auto tile = [&] {
            return window.findChild<QAbstractButton*>(QStringLiteral("tile.natural_surveillance"));
        };
        QVERIFY(tile());
        tile()->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.check().findChild<QScrollArea*>(QStringLiteral("rules")),
                                 patience_ms);
        window.picture("check-rules");
        auto* link = window.check().findChild<QPushButton*>(QStringLiteral("goto.window"));
        QVERIFY(link);
        link->click();
        QTRY_COMPARE_WITH_TIMEOUT(window.topBar().stage(), Stage::describe, patience_ms);
        window.picture("check-to-describe");
        tile()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!window.check().findChild<QScrollArea*>(QStringLiteral("rules")),
                                 patience_ms);
    }

    void an_edit_puts_the_outcome_out_of_date_and_undo_back() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        QVERIFY(!window.placeCheck().isOutOfDate());
        const auto hedge = window.document().base()->features(Role::barrier).front().second->id;
        window.document().apply({"Lower", {ChangeAttribute{hedge, "height_m", Value(0.4), Basis::drawn}}});
        QVERIFY(window.placeCheck().isOutOfDate());
        window.document().undoStack().undo();
        QVERIFY(!window.placeCheck().isOutOfDate());
    }

    void the_numbered_places_say_of_which_option_they_are() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        const QString note = QStringLiteral("Of the existing place, not of “Low hedges”.");
        const auto words = [&](const char* block) {
            const auto* one = window.findChild<QWidget*>(QString::fromLatin1(block));
            const auto* label = one ? one->findChild<QLabel*>(QStringLiteral("status-words")) : nullptr;
            return one && one->isVisible() && label ? label->text() : QString();
        };
        const auto* left = window.findChild<QLabel*>(QStringLiteral("check-standing"));
        QVERIFY(words("places-standing").isEmpty() && words("weakness-standing").isEmpty());
        QVERIFY(!left->isVisible());
        window.document().addOption("Low hedges"); // the same plan so far
        QCOMPARE(words("places-standing"), note);
        QCOMPARE(words("weakness-standing"), note);
        QVERIFY(left->isVisible());
        QCOMPARE(left->text(), note);
        auto* choice = window.findChild<WeaknessChoice*>();
        choice->choose(WeaknessChoice::Map::weakness);
        QCOMPARE(window.canvas().fieldStyle().note, note);
        window.picture("check-of-other-option");
        window.document().setActiveScenario({});
        QVERIFY(words("places-standing").isEmpty() && words("weakness-standing").isEmpty());
        QVERIFY(window.canvas().fieldStyle().note.isEmpty());
        // Checked as it is shown, and changed after that.
        window.document().setActiveScenario("Low hedges");
        window.findChild<QPushButton*>(QStringLiteral("places-check-shown"))->click();
        window.waitForOutcome();
        QVERIFY(words("places-standing").isEmpty());
        const auto hedge = window.document().base()->features(Role::barrier).front().second->id;
        window.document().apply({"Lower", {ChangeAttribute{hedge, "height_m", Value(0.4), Basis::drawn}}});
        QVERIFY(words("places-standing").startsWith("Out of date"));
        QVERIFY(words("weakness-standing").startsWith("Out of date"));
        window.document().setActiveScenario({});
        QCOMPARE(words("weakness-standing"), QString("Of “Low hedges”, not of the existing place."));
    }

    void a_change_that_is_tried_clears_what_it_said() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        const auto before = window.placeCheck().outcome();
        const auto found = std::find_if(before->findings.begin(), before->findings.end(),
                                        [](const auto& one) { return !one.remedies.empty(); });
        QVERIFY(found != before->findings.end());
        const auto remedy = found->remedies.front();
        QVERIFY(!remedy.clears.empty());
        Q_EMIT window.places().tryRequested(remedy.edit);
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before && !window.placeCheck().isRunning(),
                                 patience_ms);
        for (const auto& one : window.placeCheck().outcome()->findings)
            QVERIFY(std::find(remedy.clears.begin(), remedy.clears.end(), one.key) == remedy.clears.end() ||
                    one.level == assessment::Level::pass);
    }

    void a_first_look_comes_before_the_complete_check_and_stays_when_that_is_stopped() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome(), patience_ms);
        QCOMPARE(window.placeCheck().depth(), CheckDepth::first_look);
        QVERIFY(window.placeCheck().isRunning());
        QVERIFY(!window.placeCheck().outcome()->places.empty());
        window.picture("check-first-look");
        window.placeCheck().cancel();
        QVERIFY(!window.placeCheck().isRunning());
        QVERIFY(window.placeCheck().outcome());
        window.check().checkButton()->click();
        window.waitForOutcome();
        QCOMPARE(window.placeCheck().depth(), CheckDepth::complete);
    }

    void after_a_change_the_findings_near_it_come_first_then_all_then_what_mends_them() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        const auto remedies = [&] {
            const auto& findings = window.placeCheck().outcome()->findings;
            return std::any_of(findings.begin(), findings.end(),
                               [](const auto& one) { return !one.remedies.empty(); });
        };
        QVERIFY(remedies());
        const auto& hedges = window.document().site()->features(Role::barrier);
        const auto hedge = std::find_if(hedges.begin(), hedges.end(), [](const auto& one) {
            const Attribute* kind = one.second->find("kind");
            return kind && as_text(kind->value) == "hedge";
        });
        QVERIFY(hedge != hedges.end());
        window.document().apply(
            {"Raise a hedge", {ChangeAttribute{hedge->second->id, "height_m", Value(2.6), Basis::drawn}}});
        std::vector<CheckDepth> steps;
        QObject::connect(&window.placeCheck(), &CheckCommands::outcomeChanged, &window, [&] {
            if (steps.empty() || steps.back() != window.placeCheck().depth())
                steps.push_back(window.placeCheck().depth());
            if (steps.back() == CheckDepth::near_change) {
                QVERIFY(remedies()); // those of before
                window.picture("check-near-change");
            }
            if (steps.back() == CheckDepth::all_findings) QVERIFY(!remedies());
        });
        window.check().checkButton()->click();
        window.waitForOutcome();
        QCOMPARE(steps,
                 (std::vector{CheckDepth::near_change, CheckDepth::all_findings, CheckDepth::complete}));
        QVERIFY(remedies());
        QVERIFY(!window.placeCheck().isOutOfDate());
    }

    void the_window_finds_what_the_command_line_finds_for_the_police() {
        QProcess cli;
        cli.start(QStringLiteral(PROSPECT_BINARY_DIR "/app/prospect-cli"),
                  {QStringLiteral("assess"), sample, QStringLiteral("--audience"), QStringLiteral("police"),
                   QStringLiteral("--json"), QStringLiteral("--quiet")});
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        QTRY_COMPARE_WITH_TIMEOUT(cli.state(), QProcess::NotRunning, patience_ms);
        QCOMPARE(cli.exitCode(), 0);
        const QJsonDocument theirs = QJsonDocument::fromJson(cli.readAllStandardOutput());
        const QJsonDocument ours =
            QJsonDocument::fromJson(QByteArray::fromStdString(assessment::assessment_json(
                *window.placeCheck().outcome(), window.document().site()->frame, {})));
        const QJsonArray findings = theirs[QStringLiteral("findings")].toArray();
        QVERIFY(findings.size() > 100);
        QCOMPARE(ours[QStringLiteral("findings")].toArray().size(), findings.size());
        for (int i = 0; i < findings.size(); ++i)
            QCOMPARE(ours[QStringLiteral("findings")][i].toObject(), findings[i].toObject());
        for (const auto* part : {"counts", "scores", "coverage", "places", "criteria", "notes"})
            QCOMPARE(ours[QLatin1String(part)], theirs[QLatin1String(part)]);
    }

    void the_last_place_may_be_accepted_away_while_it_is_shown() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        const auto before = window.placeCheck().outcome();
        const std::size_t last = before->places.size() - 1;
        window.places().showReason(last);
        std::vector<std::string> keys;
        for (const std::size_t i : before->places[last].findings)
            keys.push_back(before->findings[i].key);
        window.placeCheck().accept(keys, {"A. Officer", "Known", "2026-01-01T12:00:00Z"});
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before, patience_ms);
        QCOMPARE(window.placeCheck().outcome()->places.size(), last);
        QVERIFY(!window.places().shownPlace() || *window.places().shownPlace() < last);
    }

    void a_problem_is_accepted_for_a_reason_and_stays_so() {
        const QTemporaryDir folder;
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForOutcome();
        const auto before = window.placeCheck().outcome();
        window.places().showReason(0);
        auto* form = window.places().findChild<AcceptForm*>();
        form->findChild<QPushButton*>()->click(); // Accept because…
        auto* accept = form->findChild<QPushButton*>(QStringLiteral("accept"));
        accept->click(); // without a reason nothing happens
        QVERIFY(window.document().acceptances().empty());
        form->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("It is mended next year"));
        form->findChild<QLineEdit*>()->setText(QStringLiteral("A. Officer"));
        window.picture("reason-accepting");
        const auto problems = before->places[0].findings.size();
        const std::string key = before->findings[before->places[0].findings[0]].key;
        accept->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before, patience_ms);
        QCOMPARE(window.placeCheck().outcome()->accepted(), problems);
        QCOMPARE(window.placeCheck().outcome()->places.size(), before->places.size() - 1);
        QVERIFY(!window.places().shownPlace());
        QVERIFY(window.document().isModified());
        auto* list = window.places().findChild<QScrollArea*>();
        if (auto* row = window.places().findChild<AcceptedRow*>()) list->ensureWidgetVisible(row);
        window.picture("check-accepted");

        // It holds in the next run, in the file, and in the window that opens it.
        const auto first = window.placeCheck().outcome();
        window.check().checkButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != first && !window.placeCheck().isRunning(),
                                 patience_ms);
        QCOMPARE(window.placeCheck().outcome()->accepted(), problems);
        const QString kept = folder.filePath("kept.gpkg");
        window.files().saveTo(kept);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(), patience_ms);
        QVERIFY(!window.document().isModified());
        CheckWindow again;
        again.files().open(kept);
        QTRY_VERIFY_WITH_TIMEOUT(!again.document().isEmpty() && !again.jobs().isBusy(), patience_ms);
        QCOMPARE(again.document().acceptances().size(), problems);
        QCOMPARE(again.document().acceptances().at(key).reason, std::string("It is mended next year"));

        // And there is a way back.
        const auto accepted = window.placeCheck().outcome();
        Q_EMIT window.places().revokeRequested(key);
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != accepted, patience_ms);
        QCOMPARE(window.placeCheck().outcome()->accepted(), problems - 1);
        window.document().undoStack().undo();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome()->accepted() == problems, patience_ms);
    }

    void the_map_of_weakness_and_of_its_cause_lie_over_the_plan() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForFirstLook();
        auto* choice = window.findChild<WeaknessChoice*>();
        QVERIFY(choice->isVisible());
        choice->choose(WeaknessChoice::Map::weakness);
        QVERIFY(choice->map().field);
        const bool dark = window.canvas().theme() == render::ThemeKind::dark;
        QCOMPARE(choice->map().style.ramp, std::string(dark ? "weakness-dark" : "weakness"));
        window.picture("check-weakness");
        choice->choose(WeaknessChoice::Map::worst_cause);
        QVERIFY(!choice->map().style.categories.empty());
        window.picture("check-cause");
        window.topBar().stageButton(Stage::review)->click();
        QVERIFY(!choice->isVisible());
        choice->choose(WeaknessChoice::Map::none);
        QVERIFY(!choice->map().field);
    }

    void stages_change_at_once() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.waitForFirstLook();
        window.findChild<WeaknessChoice*>()->choose(WeaknessChoice::Map::weakness);
        std::vector<double> milliseconds;
        for (int i = 0; i < 30; ++i) {
            QElapsedTimer timer;
            timer.start();
            window.topBar()
                .stageButton(i % 3 == 0   ? Stage::plan
                             : i % 3 == 1 ? Stage::check
                                          : Stage::review)
                ->click();
            window.grab(); // until it is painted
            milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(milliseconds.begin(), milliseconds.end());
        qInfo("a change of the stage takes %.1f ms (median), %.1f ms at most",
              milliseconds[milliseconds.size() / 2], milliseconds.back());
    }

    void a_check_can_be_stopped_and_another_plan_has_none() {
        CheckWindow window;
        window.openFile(sample);
        window.check().checkButton()->click();
        window.placeCheck().cancel();
        QVERIFY(!window.placeCheck().isRunning());
        QVERIFY(!window.placeCheck().outcome());
        window.check().checkButton()->click();
        window.waitForFirstLook();
        window.files().newPlan();
        QVERIFY(!window.placeCheck().outcome());
    }
};

PROSPECT_TEST(CheckTest);
#include "check_test.moc"
