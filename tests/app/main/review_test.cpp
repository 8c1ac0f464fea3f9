// The officer's way through the window: notes on the plan, their words, the list, the page.
#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/models/annotation_model.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/message_bar.h"
#include "app/panels/note_panel.h"
#include "app/panels/prospect_style.h"
#include "app/panels/review_commands.h"
#include "app/panels/review_panel.h"
#include "app/window/main_window.h"
#include "tests/app/main/own_settings.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
constexpr int patience_ms = 60000;

class ReviewWindow : public MainWindow {
public:
    ReviewWindow() : MainWindow(catalogue()) {
        QApplication::setStyle(new ProspectStyle);
        QApplication::setFont(render::font(render::TextStyle::body));
        const bool dark = qEnvironmentVariable("PROSPECT_THEME") == QLatin1String("dark");
        setTheme(dark ? render::ThemeKind::dark : render::ThemeKind::light);
        files().setQuestion([] { return FileCommands::Answer::discard; });
        files().setConsent([](const QString&) { return true; });
        show();
        files().open(sample);
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && !jobs().isBusy(), patience_ms); }();
        waitForMap();
    }
    void waitForMap() { QTRY_VERIFY_WITH_TIMEOUT(!map().canvas().isPainting(), patience_ms); }
    void picture(const QString& name) {
        const auto folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QTest::qWait(50);
        waitForMap();
        grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }
    // Moves the cursor to the place and presses N.
    void dropPin(Point plan, const QString& words) {
        auto& canvas = map().canvas();
        const QPoint pixel = canvas.view().to_pixel(plan).toPoint();
        QTest::mouseMove(canvas.viewport(), pixel);
        QTRY_VERIFY(canvas.viewport()->rect().contains(pixel));
        Q_EMIT canvas.cursorMoved(plan);
        canvas.setFocus();
        QTest::keyClick(this, Qt::Key_N);
        QTest::keyClicks(notes().text(), words);
    }
    NotePanel& notes() { return *findChild<NotePanel*>(); }
    ReviewPanel& list() { return *findChild<ReviewPanel*>(); }
};

} // namespace

class ReviewTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void three_pins_are_written_answered_saved_and_handed_over() {
        const QTemporaryDir folder;
        ReviewWindow window;
        ReviewCommands::setSigner(QStringLiteral("A. Officer"), QStringLiteral("Police"));
        const Point middle = window.map().canvas().view().center;
        window.dropPin(middle, QStringLiteral("Nobody overlooks this play area"));
        QCOMPARE(window.topBar().stage(), Stage::review);
        window.dropPin(middle + Point{20, 10}, QStringLiteral("Hedge hides the path"));
        window.dropPin(middle + Point{-30, -20}, QStringLiteral("Good: doors on both sides"));
        window.notes().commit();
        const auto notes = annotations(*window.document().site());
        QCOMPARE(notes.size(), 3U);
        QCOMPARE(notes[0].text, std::string("Nobody overlooks this play area"));
        QCOMPARE(notes[2].text, std::string("Good: doors on both sides"));
        QCOMPARE(notes[1].number, 2);
        QCOMPARE(notes[1].author, std::string("A. Officer"));
        QCOMPARE(window.list().list()->model()->rowCount(), 3);
        window.picture("review");

        window.list().step(1); // round the end: the first
        QCOMPARE(window.notes().shown()->number, 1);
        Q_EMIT window.notes().replied(notes[0].id, QStringLiteral("Windows are planned here"));
        auto wanted = *window.notes().shown();
        wanted.status = "agreed";
        wanted.severity = "serious";
        Q_EMIT window.notes().changed(wanted);
        QCOMPARE(window.notes().shown()->replies.size(), 1U);
        QCOMPARE(window.notes().shown()->history.size(), 2U);
        window.picture("review-answered");

        const QString page = folder.filePath("page.pdf");
        report::ReviewPage content;
        content.notes = annotations(*window.document().site());
        content.title = window.document().title();
        window.files().writeReviewPage(content, page);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QVERIFY(QFileInfo(page).size() > 5000);
        if (const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !shots.isEmpty())
            QFile::copy(page, shots + QStringLiteral("/page.pdf"));

        const QString kept = folder.filePath("kept.gpkg");
        window.files().saveTo(kept);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        const auto opened = io::open_project(kept.toStdString());
        QVERIFY(annotations(*opened.site) == annotations(*window.document().site()));
    }

    void each_act_is_one_undo_step() {
        ReviewWindow window;
        const int before = window.document().undoStack().count();
        window.dropPin(window.map().canvas().view().center, QStringLiteral("One"));
        QCOMPARE(window.document().undoStack().count(), before + 1); // not yet told
        window.notes().commit();
        window.notes().commit();
        QCOMPARE(window.document().undoStack().count(), before + 2);
        window.document().undoStack().undo();
        window.document().undoStack().undo();
        QVERIFY(annotations(*window.document().site()).empty());
        QVERIFY(!window.notes().shown());
        window.document().undoStack().redo();
        QCOMPARE(annotations(*window.document().site()).size(), 1U);
    }

    void the_list_leaves_out_what_does_not_fit_and_says_so() {
        ReviewWindow window;
        const Point middle = window.map().canvas().view().center;
        window.dropPin(middle, QStringLiteral("Dark corner"));
        window.dropPin(middle + Point{5, 5}, QStringLiteral("Broken gate"));
        window.notes().commit();
        auto* model = window.list().list()->model();
        auto* words = window.list().findChild<QLineEdit*>();
        words->setText(QStringLiteral("GATE"));
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Broken gate"));
        words->setText(QStringLiteral("gate dark"));
        QCOMPARE(model->rowCount(), 0);
        words->clear();
        QCOMPARE(model->rowCount(), 2);
    }

    void typing_goes_on_while_the_plan_changes() {
        ReviewWindow window;
        window.dropPin(window.map().canvas().view().center, QStringLiteral("Half a sen"));
        const auto layer = window.document().base()->layers.front()->id;
        window.document().setLooks(layer, false, 0.5);
        SiteEdit edit{"Name", {ChangeName{window.document().base()->layers[1]->features[0]->id, "Renamed"}}};
        window.document().apply(edit);
        QTest::keyClicks(window.notes().text(), QStringLiteral("tence"));
        window.notes().commit();
        QCOMPARE(annotations(*window.document().site())[0].text, std::string("Half a sentence"));
    }
};

PROSPECT_TEST(ReviewTest);
#include "review_test.moc"
