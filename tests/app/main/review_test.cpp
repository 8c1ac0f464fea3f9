// The officer's way through the window: notes on the plan, their words, the list, the page.
#include "app/models/annotation_model.h"
#include "app/panels/check_commands.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/note_files.h"
#include "app/panels/note_links.h"
#include "app/panels/note_panel.h"
#include "app/panels/page_commands.h"
#include "app/panels/places_panel.h"
#include "app/panels/review_commands.h"
#include "app/panels/review_panel.h"
#include "app/panels/time_bar.h"
#include "geometry/io/crs.h"
#include "geometry/io/image_metadata.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/exif_photo.h"
#include "tests/support/registry.h"
#include "tests/support/sample_photo.h"
#include "tests/support/small_pdf.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

class ReviewWindow : public ShownWindow {
public:
    ReviewWindow() {
        files().setConsent([](const QString&) { return true; });
        openFile(sample);
        waitForMap();
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

void write_photo(const QString& file, const test::PhotoPlace& place) {
    test::write_text(file.toStdString(),
                     test::with_camera_data(test::sample_photo(), test::ByteOrder::little, place));
}

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
        Q_EMIT window.notes().replied(notes[0].id, QStringLiteral("Windows are planned here"), {});
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
        window.findChild<PageCommands*>()->write(content, {}, page);
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

    void every_kind_of_mark_is_drawn_numbered_moved_and_handed_over() {
        const QTemporaryDir folder;
        ReviewWindow window;
        auto& canvas = window.map().canvas();
        canvas.zoomToBox(Box{canvas.view().center.x - 45, canvas.view().center.y - 35,
                             canvas.view().center.x + 45, canvas.view().center.y + 35});
        window.waitForMap();
        const Point middle = canvas.view().center;
        const std::pair<const char*, std::vector<Point>> marks[] = {
            {"area", {{-40, 5}, {-22, 5}, {-22, 20}, {-38, 24}}},
            {"arrow", {{-30, -24}, {-8, -12}}},
            {"cloud", {{4, 4}, {30, 4}, {30, 20}, {4, 20}}},
            {"text", {{6, -10}}},
            {"measure", {{8, -25}, {38, -25}}}};
        for (const auto& [kind, corners] : marks) {
            window.list().findChild<QToolButton*>(QStringLiteral("mark.") + QLatin1String(kind))->click();
            QVERIFY(window.map().drawing().runner().isActive());
            for (const Point corner : corners) {
                const QPoint pixel = canvas.view().to_pixel(middle + corner).toPoint();
                QTest::mouseMove(canvas.viewport(), pixel);
                QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::ControlModifier, pixel);
            }
            if (window.map().drawing().runner().isActive()) QTest::keyClick(&canvas, Qt::Key_Return);
            QVERIFY2(!window.map().drawing().runner().isActive(), kind);
            QTRY_VERIFY(window.notes().shown());
            QTRY_VERIFY(window.notes().text()->hasFocus() || !window.isActiveWindow());
            window.notes().text()->setPlainText(QStringLiteral("The %1 says what is seen here").arg(kind));
            window.notes().commit();
        }
        const auto notes = annotations(*window.document().site());
        QCOMPARE(notes.size(), 5U);
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(notes[i].kind, std::string(marks[i].first));
            QCOMPARE(notes[i].number, static_cast<std::int64_t>(i + 1));
        }
        QVERIFY(notes[1].geometry.kind == GeometryKind::line);
        QVERIFY(notes[2].geometry.kind == GeometryKind::polygon);
        QCOMPARE(window.list().list()->model()->rowCount(), 5);
        window.waitForMap();
        // A click on its line selects the arrow.
        const auto& arrow = notes[1].geometry.points;
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::NoModifier,
                          canvas.view().to_pixel((arrow[0] + arrow[1]) * 0.5).toPoint());
        QTRY_VERIFY(window.notes().shown() && window.notes().shown()->number == 2);
        Q_EMIT canvas.selectionRequested({}, Qt::NoModifier);
        window.picture("review-marks");
        ReviewCommands(window.document()).move(notes[4].id, label_point(notes[4].geometry) + Point{0, 3});
        QVERIFY(std::abs(annotations(*window.document().site())[4].geometry.points[0].y -
                         notes[4].geometry.points[0].y - 3) < 1e-6);

        const QString csv = folder.filePath("notes.csv");
        window.files().exportSite({{"annotation"}, io::Audience::public_}, csv);
        const QString geojson = folder.filePath("notes.geojson");
        window.files().exportSite({{"annotation"}, io::Audience::public_}, geojson);
        const QString page = folder.filePath("marks.pdf");
        report::ReviewPage content;
        content.notes = annotations(*window.document().site());
        content.title = window.document().title();
        window.findChild<PageCommands*>()->write(content, {}, page);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QVERIFY(QFileInfo(page).size() > 5000);
        if (const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !shots.isEmpty())
            QFile::copy(page, shots + QStringLiteral("/marks.pdf"));
        for (const QString& name : {csv, geojson}) {
            QFile file(name);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
            const QByteArray text = file.readAll();
            for (const auto& [kind, corners] : marks)
                QVERIFY2(text.contains(kind), kind);
        }
    }

    void a_photo_dropped_on_the_map_becomes_a_note_without_its_place() {
        const QTemporaryDir folder;
        ReviewWindow window;
        window.topBar().stageButton(Stage::review)->click();
        const auto frame = window.document().base()->frame;
        // Taken in the middle of the plan, 12 m east of where it is dropped.
        const Point taken = window.map().canvas().view().center;
        Point place = frame.to_full(taken);
        io::Transformation(frame.crs, "EPSG:4326").apply({&place, 1});
        const QString photo = folder.filePath("alley.jpg");
        write_photo(photo, {std::abs(place.x), place.x < 0 ? 'W' : 'E', place.y});
        Q_EMIT window.map().canvas().filesDropped({photo}, taken - Point{12, 0});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        auto notes = annotations(*window.document().site());
        QCOMPARE(notes.size(), 1U);
        QCOMPARE(notes[0].files.size(), 1U);
        QCOMPARE(notes[0].files[0].name, std::string("alley.jpg"));
        const auto* stored = window.document().files().find(notes[0].files[0].sha256);
        QVERIFY(stored && !io::photo_facts(*io::bytes_of(*stored)).place);
        QVERIFY(io::bytes_of(*stored)->find("CAMERA 9000") == std::string::npos);
        window.notes().text()->setPlainText(QStringLiteral("The light here is out"));
        window.notes().commit();
        auto* move = window.notes().findChild<QPushButton*>(QStringLiteral("move-note"));
        QVERIFY(move->isVisible());
        window.picture("review-photo");
        move->click();
        notes = annotations(*window.document().site());
        // Exif holds a hundredth of a second of arc, and the way between the systems some metres.
        QVERIFY(distance(notes[0].geometry.points[0], taken) < 3);
        QVERIFY(!move->isVisible());

        const QString kept = folder.filePath("kept.gpkg");
        window.files().saveTo(kept);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        const auto opened = io::open_project(kept.toStdString());
        QCOMPARE(opened.files.size(), 1U);
        QVERIFY(!io::photo_facts(*io::bytes_of(opened.files[0])).place);

        const QString for_all = folder.filePath("public.gpkg");
        window.files().exportSite({{}, io::Audience::public_}, for_all);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        const auto given = io::open_project(for_all.toStdString());
        QVERIFY(given.files.empty());
        QVERIFY(annotations(*given.site)[0].files.empty());
    }

    void what_is_no_photo_is_refused_in_one_sentence_and_the_rest_is_kept() {
        const QTemporaryDir folder;
        ReviewWindow window;
        window.topBar().stageButton(Stage::review)->click();
        const QString photo = folder.filePath("good.jpg");
        write_photo(photo, {});
        const QString none = folder.filePath("letter.jpg");
        test::write_text(none.toStdString(), "Dear Sir or Madam");
        const QString large = folder.filePath("huge.jpg");
        QFile sparse(large);
        QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(200'000'000));
        sparse.close();
        Q_EMIT window.map().canvas().filesDropped({none, photo, large}, window.map().canvas().view().center);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        const auto notes = annotations(*window.document().site());
        QCOMPARE(notes.size(), 1U);
        QCOMPARE(notes[0].files.size(), 1U);
        QVERIFY(window.map().messages().isVisible());
        const QString told = window.map().messages().text();
        QVERIFY2(told.contains(QLatin1String("\"letter.jpg\" is no photo")), qPrintable(told));
        QVERIFY2(told.contains(QLatin1String("\"huge.jpg\" is 200 MB")) &&
                     told.contains(QLatin1String("50 MB")),
                 qPrintable(told));
    }

    void a_note_is_linked_with_what_is_selected_and_with_a_finding() {
        ReviewWindow window;
        window.dropPin(window.map().canvas().view().center, QStringLiteral("About this hedge"));
        window.notes().commit();
        const auto note = annotations(*window.document().site())[0].id;
        const auto hedge = window.document().base()->features(Role::barrier).front().second;
        Q_EMIT window.map().canvas().selectionRequested({hedge->id}, Qt::ControlModifier);
        QVERIFY(window.notes().shown() && window.notes().shown()->id == note);
        Q_EMIT window.notes().links().linkRequested();
        auto links = annotations(*window.document().site())[0].links;
        QCOMPARE(links.size(), 1U);
        QCOMPARE(links[0].key, hedge->id.text());

        window.placeCheck().run(window.map().timeBar().time());
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() && !window.placeCheck().isRunning(),
                                 patience_ms);
        auto& places = *window.findChild<PlacesPanel*>();
        const auto& place = window.placeCheck().outcome()->places[0];
        const std::string key = window.placeCheck().outcome()->findings[place.findings[0]].key;
        Q_EMIT places.noteRequested(place.at, QStringLiteral("See to this"), {key});
        links = annotations(*window.document().site())[1].links;
        QCOMPARE(links.size(), 1U);
        QVERIFY(links[0].to == Link::To::finding);
        window.picture("review-links");
        Q_EMIT window.notes().links().chosen(links[0]);
        QCOMPARE(window.topBar().stage(), Stage::check);
        QCOMPARE(places.shownPlace(), std::optional<std::size_t>(0));
        // The same finding after another run.
        window.placeCheck().run(window.map().timeBar().time());
        QTRY_VERIFY_WITH_TIMEOUT(!window.placeCheck().isRunning(), patience_ms);
        window.topBar().stageButton(Stage::review)->click();
        Q_EMIT window.notes().links().chosen(links[0]);
        QCOMPARE(places.shownPlace(), std::optional<std::size_t>(0));
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
