#include "app/main/screenshot.h"

#include "app/canvas/map_canvas.h"
#include "app/panels/file_commands.h"
#include "app/panels/import_sheet.h"
#include "app/panels/map_area.h"
#include "app/window/main_window.h"

#include <QApplication>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace prospect::app {

namespace {

constexpr int look_ms = 25;
constexpr int quiet_looks_wanted = 4; // layouts and late paints have settled

} // namespace

Screenshot::Screenshot(MainWindow& window, CommandLine line, QObject* parent)
    : QObject(parent), window_(window), line_(std::move(line)), timer_(new QTimer(this)) {
    connect(timer_, &QTimer::timeout, this, &Screenshot::look);
    timer_->start(look_ms);
}

void Screenshot::look() {
    if (auto* sheet = window_.files().sheet();
        sheet && sheet->addButton()->isVisible() && !line_.run.isEmpty()) {
        sheet->addButton()->click(); // a file that is no project: taken as it was read
        return;
    }
    const auto canvases = window_.findChildren<MapCanvas*>(); // the sheet has some of its own
    const bool painting = std::any_of(canvases.begin(), canvases.end(), [](const MapCanvas* canvas) {
        return canvas->isVisible() && canvas->isPainting();
    });
    const bool busy = window_.jobs().isBusy() || painting;
    quiet_looks_ = busy ? 0 : quiet_looks_ + 1;
    if (quiet_looks_ < quiet_looks_wanted) return;
    if (!line_.run.isEmpty() && !run_started_) {
        run_started_ = true;
        quiet_looks_ = 0;
        window_.runMeasurement(line_.run.toStdString());
        return;
    }
    timer_->stop();
    QWidget* shown = &window_;
    if (auto* sheet = window_.files().sheet()) shown = sheet;
    const bool written = shown->grab().save(line_.screenshot, "PNG");
    if (!written) std::fprintf(stderr, "prospect: %s could not be written\n", qPrintable(line_.screenshot));
    QApplication::exit(written ? 0 : 1);
}

} // namespace prospect::app
