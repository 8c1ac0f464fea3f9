// Running measurements and showing their results.
#include "analysis/engine/thing_maps.h"
#include "analysis/engine/write.h"
#include "analysis/suggest/suggest.h"
#include "app/canvas/map_canvas.h"
#include "app/canvas/map_swipe.h"
#include "app/models/command_text.h"
#include "app/models/result_moment.h"
#include "app/models/words.h"
#include "app/panels/analysis_commands.h"
#include "app/panels/check_panel.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/measurement_panel.h"
#include "app/panels/parameter_field.h"
#include "app/panels/parameter_form.h"
#include "app/panels/path_profile.h"
#include "app/panels/picture_commands.h"
#include "app/panels/result_panel.h"
#include "app/panels/result_standing.h"
#include "app/panels/risk_panel.h"
#include "app/panels/run_strip.h"
#include "app/panels/settings_panel.h"
#include "app/panels/time_bar.h"
#include "app/panels/weakness_choice.h"
#include "app/tools/map_picker.h"
#include "app/window/check_stage.h"
#include "app/window/spot_clicks.h"
#include "geometry/base/text.h"

#include <QApplication>
#include <QClipboard>
#include <QStackedWidget>

namespace prospect::app {

namespace {

constexpr double note_margin_m = 15;
constexpr double judged_px = 7;  // from the mouse to a shape that is named
constexpr double follow_px = 16; // from the mouse to a path whose curve is shown

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

void CheckStage::connectMeasurements() {
    connect(measurement_panel_, &MeasurementPanel::measurementChosen, this, [this](const QString& analysis) {
        settings_->show(analysis.toStdString());
        strip_->setProblem(settings_->problem());
        pages_->setCurrentWidget(settings_);
    });
    connect(measurement_panel_, &MeasurementPanel::resultChosen, this, &CheckStage::showResult);
    connect(measurement_panel_, &MeasurementPanel::removeRequested, &results_, &ResultList::remove);
    connect(settings_, &SettingsPanel::edited, this, [this] { strip_->setProblem(settings_->problem()); });
    connect(settings_, &SettingsPanel::pickRequested, this, &CheckStage::pickFor);
    connect(strip_, &RunStrip::runRequested, this, &CheckStage::runChosen);
    connect(strip_, &RunStrip::cancelRequested, measurements_, &AnalysisCommands::cancel);
    connect(measurements_, &AnalysisCommands::progressed, strip_, &RunStrip::showProgress);
    connect(measurements_, &AnalysisCommands::finished, this, [this](const Uuid& result) {
        idle();
        showResult(result);
    });
    connect(measurements_, &AnalysisCommands::cancelled, this, [this] {
        idle();
        Q_EMIT ended(tr("Stopped. Earlier results are kept."));
    });
    connect(measurements_, &AnalysisCommands::failed, this, [this](const QString& text) {
        idle();
        Q_EMIT told(MessageBar::Level::serious, text);
    });
}

void CheckStage::connectResults() {
    connect(result_, &ResultPanel::fieldChanged, this, [this] { setMapHidden(false); });
    connect(result_, &ResultPanel::legendChanged, this, &CheckStage::updateLegend);
    // Once the map is back that was put away for it.
    connect(&workspace_.map.swipe(), &MapSwipe::stopped, this, &CheckStage::updateLegend,
            Qt::QueuedConnection);
    connect(result_, &ResultPanel::mapRequested, this, [this] { setMapHidden(false); });
    connect(&workspace_.map, &MapArea::fieldHideRequested, this, [this] {
        if (showsCheck())
            weakness_->choose(WeaknessChoice::Map::none);
        else if (workspace_.map.canvas().field() == result_->field()) // else it is somebody else's
            setMapHidden(true);
    });
    connect(result_, &ResultPanel::copyPictureRequested, &pictures_, &PictureCommands::copy);
    connect(result_, &ResultPanel::copyCommandRequested, this, &CheckStage::copyCommand);
    connect(result_, &ResultPanel::savePictureRequested, &pictures_, &PictureCommands::save);
    connect(result_, &ResultPanel::saveGridRequested, this, [this] {
        if (const auto field = result_->field()) files_.exportGrid(field);
    });
    connect(result_, &ResultPanel::saveTableRequested, this, [this](const QString& name) {
        if (const auto* result = result_->shown())
            for (const auto& table : result->tables)
                if (table.name == name.toStdString()) files_.exportTable(table);
    });
    connect(result_, &ResultPanel::placeRequested, this, [this](Point place) {
        workspace_.map.canvas().zoomToBox(box_of({&place, 1}).grown(note_margin_m));
    });
    connect(result_, &ResultPanel::helpRequested, this, &CheckStage::helpRequested);
    const auto run_with = [this](const engine::Settings& settings) {
        const auto* result = result_->shown();
        if (!result) return;
        measurement_panel_->choose(result->analysis);
        settings_->show(result->analysis);
        if (auto* form = settings_->form()) form->setSettings(settings);
        runChosen();
    };
    connect(result_, &ResultPanel::runRequested, this, run_with);
    connect(result_, &ResultPanel::editsRequested, this, [this](const std::vector<SiteEdit>& edits) {
        std::size_t made = 0;
        for (const SiteEdit& edit : edits) {
            const SiteEdit fits = suggest::fitted(edit, *workspace_.document.site());
            std::vector<Unapplied> unapplied;
            (void)prospect::apply(*workspace_.document.site(), fits, &unapplied);
            if (!unapplied.empty()) continue; // it is made already, or what it changes is gone
            workspace_.document.apply(fits);
            ++made;
        }
        Q_EMIT told(made == edits.size() ? MessageBar::Level::info : MessageBar::Level::look,
                    made == edits.size()
                        ? tr("Made: %1. Undo takes it back.").arg(made)
                        : tr("%1 of %2 could be made: the others are there already, or what they "
                             "change is gone.")
                              .arg(made)
                              .arg(edits.size()));
    });
    connect(result_, &ResultPanel::runAgainRequested, this, [this, run_with] {
        if (const auto* result = result_->shown()) run_with(engine::Settings(result->settings));
    });
    const auto& canvas = workspace_.map.canvas();
    connectProfile();
    connect(&canvas, &MapCanvas::cursorMoved, this, &CheckStage::showValueAt);
    connect(&canvas, &MapCanvas::cursorLeft, this, [this] { Q_EMIT valueChanged({}); });
}

// The curve of a path and the map show one spot.
void CheckStage::connectProfile() {
    PathProfile& profile = result_->profile();
    connect(&profile, &PathProfile::spotFollowed, this, &CheckStage::showSpotOfPath);
    connect(&profile, &PathProfile::spotChosen, this, [this](Point at) {
        showSpotOfPath(at);
        auto& canvas = workspace_.map.canvas();
        if (!canvas.view().box().contains(at)) canvas.zoomToBox(box_of({&at, 1}).grown(note_margin_m));
    });
    connect(&profile, &PathProfile::pathChosen, this, [this](const Box& around) {
        showSpotOfPath(std::nullopt);
        workspace_.map.canvas().zoomToBox(around.grown(note_margin_m));
    });
    connect(&profile, &PathProfile::wayChanged, this, [this] {
        if (in_view_ && !showsCheck()) showShapesOnMap();
    });
    connect(&workspace_.map.canvas(), &MapCanvas::selectionSet, &profile, &PathProfile::chooseWayTo);
    connect(&workspace_.map.canvas(), &MapCanvas::cursorMoved, this, [this](Point at) {
        if (in_view_ && !showsCheck() && !map_hidden_)
            result_->profile().follow(at, follow_px / workspace_.map.canvas().view().pixels_per_m);
    });
}

void CheckStage::showSpotOfPath(std::optional<Point> at) {
    if (!at && !shows_spot_) return; // places that somebody picks stay
    shows_spot_ = at.has_value();
    workspace_.map.overlay().setPoints(at ? std::vector{*at} : std::vector<Point>{});
}

void CheckStage::runMeasurement(const std::string& analysis) {
    measurement_panel_->choose(analysis);
    settings_->show(analysis);
    left_->unfoldMeasurements();
    pages_->setCurrentWidget(settings_);
    runChosen();
}

void CheckStage::runChosen() {
    auto* form = settings_->form();
    if (measurements_->isRunning()) return; // how far it is stands in the place of Run
    if (workspace_.document.base()->layers.empty() || !form) {
        Q_EMIT told(MessageBar::Level::info,
                    form ? tr("There is nothing to measure yet: add a file to the plan first.")
                         : tr("Choose a measurement at the left first, then run."));
        return;
    }
    workspace_.map.picker().stop();
    Q_EMIT stageRequested(Stage::check);
    if (const auto problem = settings_->problem(); !problem.isEmpty()) {
        pages_->setCurrentWidget(settings_);
        strip_->setProblem(problem);
        return;
    }
    workspace_.map.messages().hide();
    turnToUsualTime(settings_->analysis());
    measurements_->run(settings_->analysis(), form->settings(), workspace_.map.timeBar().time(),
                       settings_->reference());
    Q_EMIT promptChanged();
}

// By day no lamp is lit: what is measured at another time turns the time of the map to it, and says so.
void CheckStage::turnToUsualTime(const std::string& analysis) {
    const auto* info = results_.info(analysis);
    TimeContext time = workspace_.map.timeBar().time();
    if (!info || !info->usual_band || time.band != TimeContext{}.band) return;
    time.set_time(name_of(*info->usual_band));
    workspace_.map.timeBar().setTime(time);
    Q_EMIT told(
        MessageBar::Level::info,
        tr("By day the lamps are off: the time of the map is now the night. Choose the evening beside it to "
           "see which lamps are lit then."));
}

void CheckStage::showResult(const Uuid& result) {
    result_->show(result);
    measurement_panel_->chooseResult(result);
    pages_->setCurrentWidget(result_);
    left_->unfoldMeasurements();
    Q_EMIT promptChanged();
}

void CheckStage::setMapHidden(bool hidden) { // NOLINT: as declared
    map_hidden_ = hidden;
    result_->setMapHidden(hidden);
    showFieldOnMap();
}

void CheckStage::showFieldOnMap() {
    const auto* shown = result_->shown();
    const bool of_sight = in_view_ && !showsCheck() && !map_hidden_ && shown &&
                          (shown->analysis.starts_with("sightlines.") || shown->analysis == "risk.index");
    spots_->setField(of_sight ? result_->field() : nullptr);
    if (showsCheck()) return;
    const auto field = map_hidden_ ? nullptr : result_->field();
    workspace_.map.canvas().setField(field, field ? result_->fieldStyle() : render::FieldStyle{});
    showShapesOnMap();
}

void CheckStage::updateLegend() {
    auto& canvas = workspace_.map.canvas();
    if (const auto field = result_->field(); field && field == canvas.field())
        canvas.setField(field, result_->fieldStyle());
    if (!showsCheck()) showShapesOnMap();
}

// Of what lies on the map: the analysis, or one map of it.
Sensitivity CheckStage::sensitivityOfMap() const {
    const auto* result = map_hidden_ ? nullptr : result_->shown();
    const auto* info = result ? results_.info(result->analysis) : nullptr;
    if (info == nullptr) return Sensitivity::ordinary;
    const auto field = result_->field();
    const auto about = field ? engine::field_info(*info, field->name) : std::nullopt;
    return info->sensitivity != Sensitivity::ordinary || !about ? info->sensitivity : about->sensitivity;
}

void CheckStage::showShapesOnMap() {
    std::vector<Geometry> shapes;
    const auto* result = map_hidden_ ? nullptr : result_->shown();
    const auto* info = result ? results_.info(result->analysis) : nullptr;
    workspace_.map.overlay().setAbout({QString::fromStdString(engine::mark_of(sensitivityOfMap())),
                                       result && info ? moment_of(*result, *info) : QString(),
                                       result ? result_->field() : nullptr});
    const auto judged = result ? judged_result(*result) : std::nullopt;
    JudgedResult shown = judged.value_or(JudgedResult{});
    if (const Geometry least = result ? result_->profile().leastWatched() : Geometry{}; !least.empty()) {
        shown.shapes.push_back({least, render::Verdict::look, render::Stroke::solid});
        shown.words.push_back(tr("Here the way is least watched"));
        shown.key.push_back({render::Verdict::look, render::Judged::line, render::Stroke::solid,
                             tr("Least watched stretch of the way")});
    }
    if (result) shown.note = standing_note(results_, *result);
    workspace_.map.overlay().setJudged(std::move(shown));
    showSpotOfPath(std::nullopt);
    if (const Geometry way = result ? result_->profile().way() : Geometry{}; !way.empty())
        shapes.push_back(way); // one of many, and not all spots along them
    else if (result && !judged)
        for (const auto& table : result->tables)
            if (!result->analysis.starts_with("lighting.") && // are drawn anyway
                (info == nullptr || engine::shows_marks(*info, table.name)))
                shapes.insert(shapes.end(), table.geometries.begin(), table.geometries.end());
    const bool beside_map = workspace_.map.canvas().field() != nullptr && result_->shown();
    workspace_.map.overlay().setShapes(std::move(shapes), beside_map
                                                              ? render::shape_look(result_->shown()->analysis)
                                                              : render::ShapeLook::plain);
}

bool CheckStage::showsWatchers() const {
    const auto* result = result_->shown();
    return result &&
           (result->analysis == "sightlines.overlooking" || result->analysis == "sightlines.cameras");
}

// As the result was asked for.
void CheckStage::askWhoSees(Point centre) {
    const Result& result = *result_->shown();
    WatchCommands::FromMap map{.field = result_->field(), .title = result_->fieldStyle().title};
    const auto setting = [&](const char* name) {
        const auto found = result.settings.find(name);
        return found == result.settings.end() ? std::string() : found->second;
    };
    map.height_m = number_from(setting("target_height_m"));
    if (result.analysis == "sightlines.overlooking") map.assume_windows = setting("assume_windows") == "yes";
    if (const std::string file = setting("esc_file"); file != "none") map.esc_file = file;
    map.edition = sightlines::edition_named(setting("edition"));
    Q_EMIT watchersRequested(centre, map);
}

// With the eye that the result had.
void CheckStage::chooseSpot(Point centre) {
    if (showsCheck() || (result_->shown() && result_->shown()->analysis == "risk.index")) {
        showWhy(centre);
        return;
    }
    const auto* result = result_->shown();
    const auto field = result_->field();
    if (!result || !field) return;
    if (showsWatchers()) {
        askWhoSees(centre);
        return;
    }
    const auto setting = [&](const char* name, double otherwise) {
        const auto found = result->settings.find(name);
        return found == result->settings.end() ? otherwise : number_from(found->second).value_or(otherwise);
    };
    const Spots usual;
    Q_EMIT spotChosen(centre, {field, result_->fieldStyle().title,
                               setting("eye_height_m", usual.eye_height_m), setting("reach_m", 0)});
}

void CheckStage::pickFor(const QString& parameter) {
    auto* field = settings_->form()->field(parameter.toStdString());
    if (!field) return;
    auto& picker = workspace_.map.picker();
    picker.stop();
    picker.disconnect(this);
    connect(&picker, &MapPicker::pointsChanged, this, [this, field](const std::vector<Point>& points) {
        workspace_.map.overlay().setPoints(points);
        field->setText(points_text(points, workspace_.document.base()->frame));
        strip_->setProblem(settings_->problem());
    });
    connect(&picker, &MapPicker::ended, this, [this] {
        workspace_.map.overlay().setPoints({});
        Q_EMIT promptChanged();
    });
    picker.start(field->text() == QLatin1String("none")
                     ? std::vector<Point>{}
                     : points_in(field->text(), workspace_.document.base()->frame));
    Q_EMIT promptChanged();
}

void CheckStage::copyCommand() {
    const auto* result = result_->shown();
    if (!result) return;
    const QString command = command_text(*result, catalogue_, workspace_.document.file());
    QApplication::clipboard()->setText(command);
    Q_EMIT told(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

// Of the shape with a verdict that is nearest to the pointer.
QString CheckStage::judgedWordsAt(Point plan) const {
    const JudgedResult& judged = workspace_.map.overlay().judged();
    double nearest = judged_px / workspace_.map.canvas().view().pixels_per_m;
    QString words;
    for (std::size_t i = 0; i < judged.shapes.size(); ++i)
        if (const double away = distance(judged.shapes[i].shape, plan); away < nearest) {
            nearest = away;
            words = judged.words[i];
        }
    return words;
}

// Of the thing nearest to the pointer, the one on top of several.
std::optional<float> CheckStage::valueOfThingAt(const Field& map, Point plan) const {
    const double reach = judged_px / workspace_.map.canvas().view().pixels_per_m;
    std::optional<float> value;
    double nearest = reach;
    for (std::size_t i = 0; i < map.shapes.size(); ++i) {
        if (!map.shapes[i].box().grown(reach).contains(plan)) continue;
        const double away = distance(map.shapes[i], plan);
        if (away > nearest || (away == nearest && value && map.values[i] < *value)) continue;
        nearest = away;
        value = map.values[i];
    }
    return value;
}

void CheckStage::showValueAt(Point plan) {
    if (const QString words = in_view_ && !map_hidden_ ? judgedWordsAt(plan) : QString(); !words.isEmpty()) {
        Q_EMIT valueChanged(words);
        return;
    }
    const auto field = map_hidden_ ? nullptr : result_->field();
    if (!field) {
        Q_EMIT valueChanged({});
        return;
    }
    const auto value = field->shapes.empty() ? field->value_at(plan) : valueOfThingAt(*field, plan);
    result_->risk().follow(value && field->name == "risk" ? std::optional(static_cast<double>(*value))
                                                          : std::nullopt);
    const render::FieldStyle style = result_->fieldStyle();
    if (value && !style.steps)
        for (const render::Category& word : style.categories)
            if (word.value == *value) {
                Q_EMIT valueChanged(QStringLiteral("%1: %2").arg(style.title, word.title));
                return;
            }
    Q_EMIT valueChanged(value ? QStringLiteral("%1: %2").arg(
                                    result_->fieldStyle().title,
                                    result_text(static_cast<double>(*value), field->name, field->unit))
                              : QString());
}

} // namespace prospect::app
