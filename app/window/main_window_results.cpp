// Running measurements and showing their results.
#include "app/canvas/map_canvas.h"
#include "app/models/command_text.h"
#include "app/models/words.h"
#include "app/panels/analysis_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/file_commands.h"
#include "app/panels/help_window.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/measurement_panel.h"
#include "app/panels/parameter_field.h"
#include "app/panels/parameter_form.h"
#include "app/panels/places_panel.h"
#include "app/panels/result_panel.h"
#include "app/panels/run_strip.h"
#include "app/panels/settings_panel.h"
#include "app/panels/status_strip.h"
#include "app/panels/time_bar.h"
#include "app/panels/top_bar.h"
#include "app/tools/map_picker.h"
#include "app/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QSaveFile>
#include <QStackedWidget>

namespace prospect::app {

namespace {

constexpr double note_margin_m = 15;

// Full coordinates to the millimetre: "530207.123,179366.5".
QString points_text(const std::vector<Point>& local, const Frame& frame) {
    QStringList parts;
    for (const Point point : local) {
        const Point full = frame.to_full(point);
        parts +=
            QStringLiteral("%1,%2").arg(QString::number(full.x, 'f', 3), QString::number(full.y, 'f', 3));
    }
    return parts.join(u';');
}

std::vector<Point> points_in(const QString& text, const Frame& frame) {
    std::vector<Point> points;
    for (const auto& part : text.split(u';')) {
        const auto numbers = part.split(u',');
        if (numbers.size() >= 2)
            points.push_back(frame.to_local({numbers[0].toDouble(), numbers[1].toDouble()}));
    }
    return points;
}

} // namespace

void MainWindow::connectChecks() {
    connect(measurement_panel_, &MeasurementPanel::measurementChosen, this, [this](const QString& analysis) {
        settings_panel_->show(analysis.toStdString());
        run_strip_->setProblem(settings_panel_->form() ? settings_panel_->form()->problem() : QString());
        check_pages_->setCurrentWidget(settings_panel_);
    });
    connect(measurement_panel_, &MeasurementPanel::resultChosen, this, &MainWindow::showResult);
    connect(measurement_panel_, &MeasurementPanel::removeRequested, &results_, &ResultList::remove);
    connect(settings_panel_, &SettingsPanel::edited, this,
            [this] { run_strip_->setProblem(settings_panel_->form()->problem()); });
    connect(settings_panel_, &SettingsPanel::pickRequested, this, &MainWindow::pickFor);
    connect(run_strip_, &RunStrip::runRequested, this, &MainWindow::runChosen);
    connect(run_strip_, &RunStrip::cancelRequested, checks_, &AnalysisCommands::cancel);
    connect(checks_, &AnalysisCommands::progressed, run_strip_, &RunStrip::showProgress);
    const auto idle = [this] {
        run_strip_->showIdle();
        cancel_action_->setEnabled(false);
    };
    connect(checks_, &AnalysisCommands::finished, this, [this, idle](const Uuid& result) {
        idle();
        showResult(result);
    });
    connect(checks_, &AnalysisCommands::cancelled, this, [this, idle] {
        idle();
        status_->setPrompt(tr("Stopped. Earlier results are kept."));
    });
    connect(checks_, &AnalysisCommands::failed, this, [this, idle](const QString& text) {
        idle();
        tell(MessageBar::Level::serious, text);
    });
    connect(result_panel_, &ResultPanel::fieldChanged, this, &MainWindow::showFieldOnMap);
    connect(result_panel_, &ResultPanel::copyPictureRequested, this, &MainWindow::copyPicture);
    connect(result_panel_, &ResultPanel::copyCommandRequested, this, &MainWindow::copyCommand);
    connect(result_panel_, &ResultPanel::savePictureRequested, this, &MainWindow::savePicture);
    connect(result_panel_, &ResultPanel::saveGridRequested, this, [this] {
        if (const auto field = result_panel_->field()) files_->exportGrid(field);
    });
    connect(result_panel_, &ResultPanel::saveTableRequested, this, [this](const QString& name) {
        if (const auto* result = result_panel_->shown())
            for (const auto& table : result->tables)
                if (table.name == name.toStdString()) files_->exportTable(table);
    });
    connect(result_panel_, &ResultPanel::placeRequested, this, [this](Point place) {
        map_->canvas().zoomToBox(box_of({&place, 1}).grown(note_margin_m));
    });
    connect(result_panel_, &ResultPanel::helpRequested, help_, &HelpWindow::showPage);
    connect(result_panel_, &ResultPanel::runAgainRequested, this, [this] {
        const auto* result = result_panel_->shown();
        if (!result) return;
        measurement_panel_->choose(result->analysis);
        settings_panel_->show(result->analysis);
        if (auto* form = settings_panel_->form()) form->setSettings(result->settings);
        runChosen();
    });
}

void MainWindow::runMeasurement(const std::string& analysis) {
    measurement_panel_->choose(analysis);
    settings_panel_->show(analysis);
    check_panel_->unfoldMeasurements();
    check_pages_->setCurrentWidget(settings_panel_);
    runChosen();
}

void MainWindow::runChosen() {
    auto* form = settings_panel_->form();
    if (!form || document_.base()->layers.empty() || checks_->isRunning()) return;
    map_->picker().stop();
    setStage(Stage::check);
    if (const auto problem = form->problem(); !problem.isEmpty()) {
        check_pages_->setCurrentWidget(settings_panel_);
        run_strip_->setProblem(problem);
        return;
    }
    map_->messages().hide();
    cancel_action_->setEnabled(true);
    checks_->run(settings_panel_->analysis(), form->settings(), map_->timeBar().time());
    updatePrompt();
}

void MainWindow::showResult(const Uuid& result) {
    result_panel_->show(result);
    measurement_panel_->chooseResult(result);
    check_pages_->setCurrentWidget(result_panel_);
    check_panel_->unfoldMeasurements();
    updatePrompt();
}

void MainWindow::showFieldOnMap() {
    if (check_pages_->currentWidget() == places_panel_ && top_->stage() == Stage::check) return;
    const auto field = result_panel_->field();
    map_->canvas().setField(field, field ? result_panel_->fieldStyle() : render::FieldStyle{});
    showShapesOnMap();
}

void MainWindow::showShapesOnMap() {
    std::vector<Geometry> shapes;
    if (const auto* result = result_panel_->shown())
        for (const auto& table : result->tables)
            shapes.insert(shapes.end(), table.geometries.begin(), table.geometries.end());
    map_->overlay().setShapes(std::move(shapes));
}

void MainWindow::pickFor(const QString& parameter) {
    auto* field = settings_panel_->form()->field(parameter.toStdString());
    if (!field) return;
    auto& picker = map_->picker();
    picker.stop();
    picker.disconnect(this);
    connect(&picker, &MapPicker::pointsChanged, this, [this, field](const std::vector<Point>& points) {
        map_->overlay().setPoints(points);
        field->setText(points_text(points, document_.base()->frame));
        run_strip_->setProblem(settings_panel_->form()->problem());
    });
    connect(&picker, &MapPicker::ended, this, [this] {
        map_->overlay().setPoints({});
        updatePrompt();
    });
    picker.start(field->text() == QLatin1String("none") ? std::vector<Point>{}
                                                        : points_in(field->text(), document_.base()->frame));
    updatePrompt();
}

void MainWindow::copyPicture() {
    QApplication::clipboard()->setImage(map_->picture());
    tell(MessageBar::Level::fine, tr("The picture is on the clipboard."));
}

void MainWindow::copyCommand() {
    const auto* result = result_panel_->shown();
    if (!result) return;
    const QString command = command_text(*result, catalogue_, document_.file());
    QApplication::clipboard()->setText(command);
    tell(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

void MainWindow::savePicture() {
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save picture"), document_.title() + QStringLiteral(".png"), tr("Picture (*.png)"));
    if (file.isEmpty()) return;
    if (!file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) file += QStringLiteral(".png");
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && map_->picture().save(&out, "PNG") && out.commit())
        tell(MessageBar::Level::fine, tr("Saved %1.").arg(file));
    else
        tell(MessageBar::Level::serious, tr("%1 could not be written. Choose another folder.").arg(file));
}

void MainWindow::showValueAt(Point plan) {
    const auto field = result_panel_->field();
    if (!field) {
        status_->setValue({});
        return;
    }
    const auto value = field->value_at(plan);
    status_->setValue(
        value ? QStringLiteral("%1: %2").arg(result_panel_->fieldStyle().title,
                                             quantity_text(static_cast<double>(*value), field->unit))
              : QString());
}

} // namespace prospect::app
