// The police officer's whole small job: a PDF plan, three pins with a photo, a page to hand out, and all of
// it there again the next day.
#include "app/panels/note_panel.h"
#include "app/panels/page_commands.h"
#include "app/panels/review_commands.h"
#include "geometry/io/image_metadata.h"
#include "geometry/site/annotation.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/exif_photo.h"
#include "tests/support/registry.h"
#include "tests/support/sample_photo.h"
#include "tests/support/small_pdf.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QImage>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

class OfficerWindow : public ShownWindow {
public:
    void rest() { QTRY_VERIFY_WITH_TIMEOUT(!jobs().isBusy() && !map().canvas().isPainting(), patience_ms); }
    NotePanel& note() { return *findChild<NotePanel*>(); }
    // The cursor goes to the place, N is pressed, words are typed.
    void pin(Point plan, const QString& words) {
        auto& canvas = map().canvas();
        QTest::mouseMove(canvas.viewport(), canvas.view().to_pixel(plan).toPoint());
        Q_EMIT canvas.cursorMoved(plan);
        activateWindow();
        QTRY_VERIFY(isActiveWindow());
        canvas.setFocus();
        QTest::keyClick(this, Qt::Key_N);
        QTest::keyClicks(note().text(), words);
        note().commit();
    }
};

void write_photo(const QString& file) {
    test::write_text(file.toStdString(), test::with_camera_data(test::sample_photo({320, 240})));
}

} // namespace

class OfficerTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void a_pdf_three_pins_a_photo_a_page_and_all_of_it_again() {
        const QTemporaryDir folder;
        const QString plan = folder.filePath("estate.pdf");
        test::write_text(plan.toStdString(), test::pdf_text(test::estate_page()));
        const QString photo = folder.filePath("passage.jpg");
        write_photo(photo);
        ReviewCommands::setSigner(QStringLiteral("A. Officer"), QStringLiteral("Police"));

        OfficerWindow window;
        window.files().import({plan}); // dropped
        QTRY_VERIFY_WITH_TIMEOUT(window.files().sheet() && !window.jobs().isBusy(Lane::file), patience_ms);
        window.files().sheet()->addButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!window.document().isEmpty() && !window.files().sheet(), patience_ms);
        window.rest();
        // A4 at 1:500 is 105 × 148.5 m.
        Box sheet;
        for (const auto& layer : window.document().base()->layers)
            if (layer->picture) sheet.add(layer->picture->box());
        QVERIFY(std::abs(sheet.width() - 105) < 0.1);

        window.topBar().stageButton(Stage::review)->click();
        const Point middle = window.map().canvas().view().center;
        window.pin(middle + Point{-15, 10}, QStringLiteral("Dark passage behind the garages"));
        window.pin(middle + Point{10, 20}, QStringLiteral("Gate is left open at night"));
        Q_EMIT window.map().canvas().filesDropped({photo}, middle + Point{5, -25});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        window.note().text()->setPlainText(QStringLiteral("Lamp is out, see the photo"));
        window.note().commit();
        window.picture("officer");
        const auto notes = annotations(*window.document().site());
        QCOMPARE(notes.size(), 3U);

        const QString page = folder.filePath("page.pdf");
        report::ReviewPage content;
        content.notes = notes;
        content.title = window.document().title();
        window.findChild<PageCommands*>()->write(content, {}, page);
        const QString kept = folder.filePath("estate.prospect.gpkg");
        window.files().saveTo(kept);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QVERIFY(QFileInfo(page).size() > 5000);
        if (const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !shots.isEmpty())
            QFile::copy(page, shots + QStringLiteral("/officer.pdf"));

        OfficerWindow next_day;
        next_day.files().open(kept);
        QTRY_VERIFY_WITH_TIMEOUT(!next_day.document().isEmpty() && !next_day.jobs().isBusy(), patience_ms);
        const auto again = annotations(*next_day.document().site());
        QVERIFY(again == notes);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(again[i].number, static_cast<std::int64_t>(i + 1));
        QCOMPARE(again[2].files.size(), 1U);
        const auto* stored = next_day.document().files().find(again[2].files[0].sha256);
        QVERIFY(stored != nullptr);
        QVERIFY(!io::photo_facts(*io::bytes_of(*stored)).place);
        QCOMPARE(QImage::fromData(QByteArray::fromStdString(*io::bytes_of(*stored))).size(), QSize(320, 240));
    }
};

PROSPECT_TEST(OfficerTest);
#include "officer_test.moc"
