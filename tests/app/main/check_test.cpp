// From a file to the three worst places: the clicks, the reason, a change tried.
#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/panels/check_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/file_commands.h"
#include "app/panels/import_sheet.h"
#include "app/panels/layer_panel.h"
#include "app/panels/map_area.h"
#include "app/panels/places_panel.h"
#include "app/panels/prospect_style.h"
#include "app/window/main_window.h"
#include "tests/app/main/own_settings.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
constexpr int patience_ms = 60000;

class CheckWindow : public MainWindow {
public:
    CheckWindow() : MainWindow(catalogue()) {
        QApplication::setStyle(new ProspectStyle);
        QApplication::setFont(render::font(render::TextStyle::body));
        const bool dark = qEnvironmentVariable("PROSPECT_THEME") == QLatin1String("dark");
        setTheme(dark ? render::ThemeKind::dark : render::ThemeKind::light);
        files().setQuestion([] { return FileCommands::Answer::discard; });
        show();
    }
    void openSample() {
        files().open(sample);
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && !jobs().isBusy(), patience_ms);
    }
    void waitForOutcome() {
        QTRY_VERIFY_WITH_TIMEOUT(!placeCheck().isRunning() && placeCheck().outcome(), patience_ms);
    }
    void picture(const QString& name) {
        const auto folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QTest::qWait(50);
        QTRY_VERIFY_WITH_TIMEOUT(!map().canvas().isPainting(), patience_ms);
        grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }
    PlacesPanel& places() { return *findChild<PlacesPanel*>(); }
    CheckPanel& check() { return *findChild<CheckPanel*>(); }
};

} // namespace

class CheckTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
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
        window.openSample();
        window.check().checkButton()->click();
        window.waitForOutcome();
        window.places().step(1);
        QCOMPARE(*window.places().shownPlace(), 0U);
        window.picture("reason");
        window.places().step(-1);
        QCOMPARE(*window.places().shownPlace(), window.placeCheck().outcome()->places.size() - 1);
        window.places().showList();
        QVERIFY(!window.places().shownPlace());
    }

    void an_edit_puts_the_outcome_out_of_date_and_undo_back() {
        CheckWindow window;
        window.openSample();
        window.check().checkButton()->click();
        window.waitForOutcome();
        QVERIFY(!window.placeCheck().isOutOfDate());
        const auto hedge = window.document().base()->features(Role::barrier).front().second->id;
        window.document().apply({"Lower", {ChangeAttribute{hedge, "height_m", Value(0.4), Basis::drawn}}});
        QVERIFY(window.placeCheck().isOutOfDate());
        window.document().undoStack().undo();
        QVERIFY(!window.placeCheck().isOutOfDate());
    }

    void a_change_that_is_tried_clears_what_it_said() {
        CheckWindow window;
        window.openSample();
        window.check().checkButton()->click();
        window.waitForOutcome();
        const auto before = window.placeCheck().outcome();
        const auto found = std::find_if(before->findings.begin(), before->findings.end(),
                                        [](const auto& one) { return !one.remedies.empty(); });
        QVERIFY(found != before->findings.end());
        const auto remedy = found->remedies.front();
        QVERIFY(!remedy.clears.empty());
        Q_EMIT window.places().tryRequested(remedy.edit);
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before, patience_ms);
        for (const auto& one : window.placeCheck().outcome()->findings)
            QVERIFY(std::find(remedy.clears.begin(), remedy.clears.end(), one.key) == remedy.clears.end() ||
                    one.level == assessment::Level::pass);
    }

    void a_check_can_be_stopped_and_another_plan_has_none() {
        CheckWindow window;
        window.openSample();
        window.check().checkButton()->click();
        window.placeCheck().cancel();
        QVERIFY(!window.placeCheck().isRunning());
        QVERIFY(!window.placeCheck().outcome());
        window.check().checkButton()->click();
        window.waitForOutcome();
        window.files().newPlan();
        QVERIFY(!window.placeCheck().outcome());
    }
};

PROSPECT_TEST(CheckTest);
#include "check_test.moc"
