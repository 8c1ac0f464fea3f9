#include "app/window/watch_commands.h"

#include "analysis/scene/scene.h"
#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/command_text.h"
#include "app/models/detail_words.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/ring_choice.h"
#include "app/panels/time_bar.h"
#include "app/tools/see_start.h"
#include "app/window/watch_picture.h"
#include "app/window/watch_reasons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

namespace prospect::app {

using sightlines::SpotStatus;
using sightlines::SpotWatchers;

namespace {

constexpr int list_pause_ms = 80;
constexpr double cell_m = 1; // of the command, whose one cell is the spot

} // namespace

WatchCommands::WatchCommands(Workspace workspace, std::span<const engine::Analysis> catalogue,
                             QObject* parent)
    : QObject(parent), workspace_(workspace), catalogue_(catalogue),
      runner_(new SeeRunner(workspace.map.canvas(), SeeTool::Handles::none)), panel_(new WatchPanel),
      action_(new QAction(icon(QStringLiteral("who-sees")), tr("Wh&o sees this spot?"), this)),
      answer_(new Answer(workspace.jobs, tr("Working out who can see this plan"), this)) {
    action_->setObjectName(QStringLiteral("who-sees"));
    action_->setIconText(tr("Who sees?"));
    action_->setCheckable(true);
    action_->setShortcut(Qt::Key_O);
    action_->setToolTip(
        tr("Who sees this spot?: drag a spot about and see from which windows, doors, places and "
           "cameras it is seen (O)"));
    workspace_.map.addLook(action_);
    list_pause_.setSingleShot(true);
    list_pause_.setInterval(list_pause_ms);
    panel_->showAsked(asked_);
    connectParts();
    connectMap();
}

WatchCommands::~WatchCommands() = default;

void WatchCommands::connectParts() {
    connect(action_, &QAction::triggered, this, [this](bool on) {
        if (!on) {
            stop();
            return;
        }
        askAbout(start_of_eye(*workspace_.document.site(), cursor_, workspace_.map.canvas().view().box()));
    });
    connect(runner_, &SeeRunner::eyeChanged, this, [this] { refresh(Answer::typing_ms); });
    connect(runner_, &SeeRunner::dropped, this, [this] {
        showBeside();
        Q_EMIT promptChanged();
    });
    connect(runner_, &SeeRunner::left, this, &WatchCommands::stop);
    connect(this, &WatchCommands::promptChanged, this,
            [this, before = workspace_.map.canvas().accessibleDescription()] {
                workspace_.map.canvas().setAccessibleDescription(isActive() ? prompt() : before);
            });
    connect(panel_, &WatchPanel::askedOtherwise, this, [this](const WatchPanel::Asked& asked) {
        asked_ = asked;
        refresh(Answer::typing_ms);
    });
    connect(panel_, &WatchPanel::pointedChanged, this, [this] {
        showPicture();
        showReason();
    });
    connect(panel_, &WatchPanel::thingChosen, this, &WatchCommands::thingChosen);
    connect(&panel_->rings(), &RingChoice::changed, this, &WatchCommands::showPicture);
    connect(panel_, &SpotPanel::closeRequested, this, &WatchCommands::stop);
    connect(panel_, &SpotPanel::helpRequested, this, &WatchCommands::helpRequested);
    connect(panel_, &SpotPanel::copyPictureRequested, this, &WatchCommands::copyPictureRequested);
    connect(panel_, &SpotPanel::savePictureRequested, this, &WatchCommands::savePictureRequested);
    connect(panel_, &SpotPanel::copyCommandRequested, this, &WatchCommands::copyCommand);
    connect(&list_pause_, &QTimer::timeout, this, &WatchCommands::showBeside);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        look();
    });
}

void WatchCommands::connectMap() {
    auto& map = workspace_.map;
    connect(&map.canvas(), &MapCanvas::cursorMoved, this, [this](Point plan) { cursor_ = plan; });
    connect(&map.canvas(), &MapCanvas::cursorLeft, this, [this] { cursor_.reset(); });
    connect(&map.timeBar(), &TimeBar::timeChanged, this, [this] { refresh(); });
    connect(&workspace_.document, &SiteDocument::changed, this, [this](const SiteChange& change) {
        const bool empty = workspace_.document.site()->layers.empty();
        action_->setEnabled(!empty);
        if (change.kind == SiteChange::Kind::opened || empty)
            stop();
        else
            refresh();
    });
    connect(&map, &MapArea::mouseTaken, this, [this](const QObject* by) {
        if (by != this) stop();
    });
    action_->setEnabled(!workspace_.document.site()->layers.empty());
}

QString WatchCommands::prompt() const {
    if (!isActive()) return {};
    return tr(
        "Click the spot you want to know about, or drag the mark there. Arrow keys move it too. Esc leaves.");
}

void WatchCommands::askAbout(Point spot) {
    start(spot);
}

void WatchCommands::askAboutSpot(Point spot, const FromMap& map) {
    map_ = map;
    asked_.height_m = map.height_m.value_or(asked_.height_m);
    asked_.assume_windows = map.assume_windows.value_or(asked_.assume_windows);
    asked_.edition = map.edition.value_or(asked_.edition);
    panel_->showAsked(asked_);
    start(spot);
}

void WatchCommands::ask(const WatchPanel::Asked& asked) {
    asked_ = asked;
    panel_->showAsked(asked_);
    refresh();
}

void WatchCommands::start(Point spot) {
    if (workspace_.document.site()->layers.empty()) return;
    const bool fresh = !isActive();
    if (fresh) {
        workspace_.map.takeMouse(this);
        failed_.clear();
    }
    runner_->start({.at = spot, .height_m = asked_.height_m});
    action_->setChecked(true);
    if (fresh) {
        Q_EMIT activeChanged(true);
        Q_EMIT promptChanged();
    }
}

void WatchCommands::stop() {
    if (!isActive()) return;
    runner_->stop();
    answer_->withdraw();
    list_pause_.stop();
    action_->setChecked(false);
    workspace_.map.giveMouseBack();
    workspace_.map.overlay().setWatch(std::nullopt);
    map_ = {};
    panel_->showSpot({});
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

bool WatchCommands::isWaiting() const {
    return answer_->isPending();
}

const sightlines::SpotWatch* WatchCommands::watch() const {
    return watchers_ && watch_.status == SpotStatus::open ? &watch_ : nullptr;
}

bool WatchCommands::isOfPlan() const {
    if (!watchers_) return false;
    const auto missing =
        asked_.assume_windows ? scene::MissingWindows::assume : scene::MissingWindows::leave_out;
    return &watchers_->scene()->site() == workspace_.document.site().get() &&
           engine::same_day_and_night(watchers_->scene()->time(), workspace_.map.timeBar().time()) &&
           watchers_->missing() == missing && watchers_->esc_file() == map_.esc_file;
}

void WatchCommands::refresh(int settle_ms) {
    if (!isActive()) return;
    if (!isOfPlan()) prepare(watchers_ ? settle_ms : 0);
    look();
}

void WatchCommands::prepare(int settle_ms) {
    const TimeContext time = workspace_.map.timeBar().time();
    const SitePtr site = workspace_.document.site();
    std::shared_ptr<const scene::Scene> scene;
    std::shared_ptr<const ThingNames> names;
    if (watchers_ && &watchers_->scene()->site() == site.get()) {
        names = names_;
        if (engine::same_day_and_night(watchers_->scene()->time(), time)) scene = watchers_->scene();
    }
    const auto missing =
        asked_.assume_windows ? scene::MissingWindows::assume : scene::MissingWindows::leave_out;
    answer_->ask(
        [this, site, time, scene, names, missing,
         esc_file = map_.esc_file](const Progress& progress) -> Job::Delivery {
            auto of_plan = scene ? scene : std::make_shared<const scene::Scene>(site, time);
            auto watchers =
                std::make_shared<const SpotWatchers>(std::move(of_plan), missing, progress, esc_file);
            auto named = names ? names : std::make_shared<const ThingNames>(*site);
            return [this, watchers, named] {
                watchers_ = watchers;
                names_ = named;
                failed_.clear();
                look();
                showBeside();
            };
        },
        settle_ms);
}

std::optional<SpotAnswer> WatchCommands::answer() const {
    if (!watch()) return std::nullopt;
    return SpotAnswer{*watchers_,    *names_, watch_, blockers_, workspace_.map.timeBar().time().band,
                      asked_.edition};
}

void WatchCommands::look() {
    blockers_.clear();
    QString why = failed_;
    if (why.isEmpty() && !watchers_)
        why = tr("Click the spot you want to know about. Who can see the plan is being worked out…");
    if (watchers_) {
        watch_ = watchers_->at(spot(), asked_.height_m);
        if (watch()) blockers_ = watchers_->blockers(watch_);
        if (why.isEmpty()) why = why_no_watch(*watchers_, watch_);
    }
    if (!why.isEmpty())
        panel_->showProblem(why);
    else if (panel_->showsProblem())
        showBeside();
    if (!list_pause_.isActive()) list_pause_.start();
    showPicture();
}

void WatchCommands::showPicture() {
    if (!isActive()) return;
    WatchPicture picture;
    if (const auto found = answer(); found && failed_.isEmpty())
        picture = picture_of(*found, panel_->pointed());
    else
        picture.words += watchers_ ? tr("Nothing can be said here") : tr("Working it out…");
    picture.spot = spot();
    picture.handle = true;
    picture.rings = rings_of(panel_->rings().chosen());
    picture.waiting = watchers_ && !isOfPlan();
    workspace_.map.overlay().setWatch(std::move(picture));
}

void WatchCommands::showBeside() {
    if (!isActive()) return;
    panel_->showSpot(spotSentence());
    if (watchers_) panel_->setAssumptions(assumptions_of_watch(*watchers_, asked_.height_m));
    const auto found = answer();
    if (!found || !failed_.isEmpty()) return;
    WatchPanel::Shown shown;
    shown.sentence = watch_sentence(*found);
    const auto& guardians = watchers_->guardians();
    if (windows_known(*found)) {
        shown.by_day = guardianship_words(watch_.watch.guardianship(DayBand::day));
        shown.in_evening = guardianship_words(watch_.watch.guardianship(DayBand::evening));
    }
    shown.why_evening = why_more_in_evening(*found);
    shown.near_openings = QString::number(watch_.watch.near_openings);
    shown.openings = QString::number(watch_.watch.openings);
    shown.cameras = QString::number(std::count_if(watch_.cameras.begin(), watch_.cameras.end(),
                                                  [](const auto& camera) { return camera.clear; }));
    if (guardians.assumed_windows > 0)
        shown.assumed = tr("%1 of the plan's %2 windows are assumed")
                            .arg(number_text(static_cast<double>(guardians.assumed_windows)),
                                 number_text(static_cast<double>(guardians.windows)));
    if (windows_known(*found) && watch_.watch.night_known)
        shown.by_night = guardianship_words(watch_.watch.guardianship(DayBand::night));
    if (watch_.light) shown.face_light = face_light_words(*watch_.light);
    shown.at_night = why_no_night(*found);
    shown.blocked = blocked_sentence(*found);
    shown.edition = edition_text(asked_.edition);
    shown.seeing = seeing_rows(*found);
    shown.showing = camera_rows(*found);
    shown.blockers = blocker_rows(*found);
    shown.would_see = blocked_rows(*found);
    panel_->show(shown);
    showReason();
}

void WatchCommands::showReason() {
    const auto found = answer();
    const auto chosen = panel_->chosen();
    panel_->showCounted(found && chosen ? why_it_counts(*found, *chosen) : std::nullopt);
}

QString WatchCommands::spotSentence() const {
    if (!map_.field) return {};
    const auto value = map_.field->value_at(spot());
    if (!value) return tr("The map has no value here.");
    return tr("%1 in the map's cell here: %2.")
        .arg(map_.title, result_text(static_cast<double>(*value), map_.field->name, map_.field->unit));
}

// The one cell of the overlooking of which the spot is the middle.
void WatchCommands::copyCommand() {
    const Point full = workspace_.document.base()->frame.to_full(spot());
    auto run = std::make_shared<engine::Run>();
    run->time = workspace_.map.timeBar().time();
    Result as_run;
    as_run.analysis = "sightlines.overlooking";
    as_run.option = workspace_.document.activeScenario();
    as_run.settings = {{"cell_m", "1"},
                       {"target_height_m", QString::number(asked_.height_m).toStdString()},
                       {"assume_windows", asked_.assume_windows ? "yes" : "no"},
                       {"esc_file", map_.esc_file.empty() ? "none" : map_.esc_file.string()}};
    as_run.run = run;
    const auto exact = [](double metres) { return QString::number(metres, 'f', 3); };
    const QString command = command_text(as_run, catalogue_, workspace_.document.file()) +
                            QStringLiteral(" --extent %1,%2,%3,%4")
                                .arg(exact(full.x - cell_m / 2), exact(full.y - cell_m / 2),
                                     exact(full.x + cell_m / 2), exact(full.y + cell_m / 2));
    QApplication::clipboard()->setText(command);
    Q_EMIT told(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

} // namespace prospect::app
