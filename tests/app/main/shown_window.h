// The main window as tests use it: shown, in the theme the run asks for, without questions about unsaved
// work.
#pragma once

#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/panels/file_commands.h"
#include "app/panels/import_sheet.h"
#include "app/panels/map_area.h"
#include "app/panels/message_bar.h"
#include "app/panels/prospect_style.h"
#include "app/window/main_window.h"
#include "tests/support/patience.h"

#include <QApplication>
#include <QMouseEvent>

namespace prospect::test {

class ShownWindow : public app::MainWindow {
public:
    ShownWindow() : MainWindow(catalogue()) {
        QApplication::setStyle(new app::ProspectStyle);
        QApplication::setFont(render::font(render::TextStyle::body));
        const bool dark = qEnvironmentVariable("PROSPECT_THEME") == QLatin1String("dark");
        setTheme(dark ? render::ThemeKind::dark : render::ThemeKind::light);
        files().setQuestion([] { return app::FileCommands::Answer::discard; });
        show();
    }
    void openFile(const QString& file) {
        files().open(file);
        QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && !jobs().isBusy(), patience_ms);
    }
    // A plan that is in no file.
    void fill(SitePtr site) { document().adopt({}, {.site = std::move(site)}); }

    app::MapCanvas& canvas() { return map().canvas(); }
    void waitForMap() { QTRY_VERIFY_WITH_TIMEOUT(!canvas().isPainting(), patience_ms); }
    // The import sheet once the files are read; null when it does not come.
    app::ImportSheet* waitForSheet() {
        [this] {
            QTest::qWait(0); // answers are taken up later than they are given
            QTRY_VERIFY_WITH_TIMEOUT(files().sheet() && !jobs().isBusy(app::Lane::file), patience_ms);
        }();
        return files().sheet();
    }
    // What is worked out beside the window has arrived.
    void answered() {
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!jobs().isBusy(), patience_ms); }();
    }
    QString message() { return map().messages().isVisible() ? map().messages().text() : QString(); }

    // The mouse at a place of the plan, and keys pressed there.
    QPoint pixel(Point at) { return canvas().view().to_pixel(at).toPoint(); }
    void move(Point at, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButtons held = {}) {
        QMouseEvent event(QEvent::MouseMove, QPointF(pixel(at)), QPointF(), Qt::NoButton, held, modifiers);
        QCoreApplication::sendEvent(canvas().viewport(), &event);
    }
    void click(Point at, Qt::KeyboardModifiers modifiers = {}) {
        move(at, modifiers);
        QTest::mouseClick(canvas().viewport(), Qt::LeftButton, modifiers, pixel(at));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(&canvas(), key, modifiers);
    }

    // With PROSPECT_SCREENSHOTS set to a folder: a picture of the window, or of the sheet above it.
    void picture(const QString& name) {
        const auto folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QWidget* shown = files().sheet() ? static_cast<QWidget*>(files().sheet()) : this;
        QTest::qWait(100); // layouts
        for (const auto* canvas : shown->findChildren<app::MapCanvas*>())
            QTRY_VERIFY_WITH_TIMEOUT(!canvas->isVisible() || !canvas->isPainting(), patience_ms);
        shown->grab().save(folder + u'/' + name + QStringLiteral(".png"));
    }
};

} // namespace prospect::test
