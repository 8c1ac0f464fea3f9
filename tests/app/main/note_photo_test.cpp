// Photos of a note: chosen by a click, seen large by a double click, walked through with the arrow keys.
#include "app/panels/note_files.h"
#include "app/panels/note_panel.h"
#include "app/panels/photo_viewer.h"
#include "geometry/site/annotation.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QApplication>
#include <QImage>
#include <QImageWriter>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

void write_photo(const QString& file, QSize size, QImageIOHandler::Transformations turned) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(90, 110, 130));
    QPainter painter(&image);
    painter.fillRect(0, size.height() / 2, size.width(), size.height() / 2, QColor(120, 120, 110));
    painter.end();
    QImageWriter writer(file, "jpeg");
    writer.setTransformation(turned);
    writer.write(image);
}

class PhotoWindow : public ShownWindow {
public:
    PhotoWindow() {
        fill(test::small_site());
        setStage(Stage::review);
        const QString first = folder_.filePath("alley.jpg");
        const QString second = folder_.filePath("upright.jpg");
        write_photo(first, {640, 480}, QImageIOHandler::TransformationNone);
        write_photo(second, {640, 481}, QImageIOHandler::TransformationRotate90);
        Q_EMIT canvas().filesDropped({first, second}, canvas().view().center);
        answered();
    }
    QToolButton* tile(const QString& name) {
        for (auto* button : findChild<NoteFiles*>()->findChildren<QToolButton*>())
            if (button->accessibleName().endsWith(name)) return button;
        return nullptr;
    }
    PhotoViewer* viewer() { return findChild<PhotoViewer*>(); }
    std::vector<AttachedFile> files() {
        const auto notes = annotations(*document().site());
        return notes.empty() ? std::vector<AttachedFile>() : notes[0].files;
    }

private:
    QTemporaryDir folder_;
};

} // namespace

class NotePhotoTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void a_double_click_shows_a_photo_large_and_upright_and_the_arrows_the_next() {
        PhotoWindow window;
        QCOMPARE(window.files().size(), 2U);
        auto* tile = window.tile(QStringLiteral("alley.jpg"));
        QVERIFY(tile && tile->isVisible());
        QTest::mouseDClick(tile, Qt::LeftButton);
        QTRY_VERIFY(window.viewer() && window.viewer()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!window.viewer()->picture().isNull(), patience_ms);
        QCOMPARE(window.viewer()->picture().size(), QSize(640, 480));
        if (const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !shots.isEmpty())
            window.viewer()->grab().save(shots + QStringLiteral("/photo-viewer.png"));
        QTest::keyClick(window.viewer(), Qt::Key_Right);
        QCOMPARE(window.viewer()->shown(), 1U);
        QTRY_VERIFY_WITH_TIMEOUT(!window.viewer()->picture().isNull(), patience_ms);
        QCOMPARE(window.viewer()->picture().size(), QSize(481, 640)); // as the camera was held
        QTest::keyClick(window.viewer(), Qt::Key_Right);              // round the end
        QTest::keyClick(window.viewer(), Qt::Key_Left);
        QCOMPARE(window.viewer()->shown(), 1U);
        QTest::keyClick(window.viewer(), Qt::Key_Escape);
        QTRY_VERIFY(!window.viewer());
        QVERIFY(window.isVisible());
    }

    void a_click_chooses_and_the_buttons_are_about_what_is_chosen() {
        PhotoWindow window;
        auto* first = window.tile(QStringLiteral("alley.jpg"));
        auto* second = window.tile(QStringLiteral("upright.jpg"));
        QVERIFY(first->isChecked() && !second->isChecked());
        QTest::mouseClick(second, Qt::LeftButton);
        QVERIFY(!first->isChecked() && second->isChecked());
        QTest::mouseClick(second, Qt::LeftButton); // stays chosen
        QVERIFY(second->isChecked());
        QTest::qWait(200); // the small pictures
        window.picture("note-photos");
        for (auto* button : window.findChild<NoteFiles*>()->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Remove")) QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(window.files().size(), 1U);
        QCOMPARE(window.files()[0].name, std::string("alley.jpg"));
        QVERIFY(window.tile(QStringLiteral("alley.jpg"))->isChecked());
    }

    void the_right_button_offers_the_same() {
        PhotoWindow window;
        auto* tile = window.tile(QStringLiteral("upright.jpg"));
        QContextMenuEvent event(QContextMenuEvent::Mouse, tile->rect().center(),
                                tile->mapToGlobal(tile->rect().center()));
        QApplication::sendEvent(tile, &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList texts;
        for (const auto* action : menu->actions())
            texts += action->text().remove(u'&');
        QCOMPARE(texts, (QStringList{"Show it large", "Open", "Save a copy…", "Remove from the note"}));
        QSignalSpy asked(window.findChild<NoteFiles*>(), &NoteFiles::removeRequested);
        QTest::keyClick(menu, Qt::Key_R);
        QTRY_COMPARE(asked.count(), 1);
        QTRY_COMPARE(window.files().size(), 1U);
    }
};

PROSPECT_TEST(NotePhotoTest);
#include "note_photo_test.moc"
