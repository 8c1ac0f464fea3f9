#include "app/window/see_commands.h"

#include "analysis/scene/scene.h"
#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/command_text.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/see_panel.h"
#include "app/panels/time_bar.h"
#include "app/tools/see_start.h"
#include "app/window/see_words.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace prospect::app {

using sightlines::Blocker;
using sightlines::LookStatus;
using sightlines::SightWalls;

namespace {

constexpr int list_pause_ms = 80;
constexpr double named_share = 0.04; // of the directions: what ends less of the view has no name on the map
constexpr std::size_t most_named = 8;
constexpr std::size_t most_rays = 180; // one every 2 degrees

// What the walls depend on.
bool same_season(const TimeContext& a, const TimeContext& b) {
    return a.season == b.season && a.growth_year == b.growth_year && a.phase == b.phase;
}

QString exact(double value) {
    return QString::number(value, 'f', 3).remove(QRegularExpression(QStringLiteral("\\.?0+$")));
}

} // namespace

SeeCommands::SeeCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent)
    : QObject(parent), workspace_(workspace), catalogue_(catalogue),
      runner_(new SeeRunner(workspace.map.canvas())), panel_(new SeePanel),
      action_(new QAction(icon(QStringLiteral("see-from-here")), tr("See from &here"), this)),
      answer_(new Answer(workspace.jobs, tr("Looking at what blocks sight"), this)) {
    action_->setObjectName(QStringLiteral("see-from-here"));
    action_->setCheckable(true);
    action_->setShortcut(Qt::Key_E);
    action_->setToolTip(tr("See from here: drag an eye about and see what it sees (E)"));
    workspace_.map.addLook(action_);
    list_pause_.setSingleShot(true);
    list_pause_.setInterval(list_pause_ms);
    connectParts();
}

SeeCommands::~SeeCommands() = default;

void SeeCommands::connectParts() {
    auto& map = workspace_.map;
    connect(action_, &QAction::triggered, this, [this](bool on) {
        if (!on) {
            stop();
            return;
        }
        lookFrom(start_of_eye(*workspace_.document.site(), cursor_, workspace_.map.canvas().view().box()));
    });
    connect(&map.canvas(), &MapCanvas::cursorMoved, this, [this](Point plan) { cursor_ = plan; });
    connect(&map.canvas(), &MapCanvas::cursorLeft, this, [this] { cursor_.reset(); });
    connect(&map.canvas(), &MapCanvas::viewChanged, this, [this] {
        if (isActive()) showPicture(); // handles keep their size on the screen
    });
    connect(runner_, &SeeRunner::eyeChanged, this, [this] {
        panel_->showEye(eye());
        refresh(Answer::typing_ms);
    });
    connect(runner_, &SeeRunner::dropped, this, [this] {
        showBeside();
        Q_EMIT promptChanged();
    });
    connect(runner_, &SeeRunner::pointedAt, this, [this] {
        showPicture();
        Q_EMIT promptChanged();
    });
    connect(runner_, &SeeRunner::placeGiven, this, [this](Point at) {
        Q_EMIT promptChanged();
        Q_EMIT placeGiven(at);
    });
    connect(runner_, &SeeRunner::left, this, &SeeCommands::stop);
    connect(this, &SeeCommands::promptChanged, this, [this, before = map.canvas().accessibleDescription()] {
        workspace_.map.canvas().setAccessibleDescription(isActive() ? prompt() : before);
    });
    connect(panel_, &SeePanel::eyeEdited, this, &SeeCommands::setEye);
    connect(panel_, &SeePanel::blockerPointed, this, &SeeCommands::showPicture);
    connect(panel_, &SeePanel::closeRequested, this, &SeeCommands::stop);
    connect(panel_, &SeePanel::helpRequested, this, &SeeCommands::helpRequested);
    connect(panel_, &SeePanel::copyPictureRequested, this, &SeeCommands::copyPictureRequested);
    connect(panel_, &SeePanel::copyCommandRequested, this, &SeeCommands::copyCommand);
    connect(&list_pause_, &QTimer::timeout, this, &SeeCommands::showBeside);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        look();
    });
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

QString SeeCommands::prompt() const {
    if (!isActive()) return {};
    if (runner_->isAsking()) return tr("Click a path or another line on the map. Esc gives up.");
    if (const QString does = handle_words(runner_->pointed(), eye()); !does.isEmpty())
        return runner_->pointed() == SeeTool::Part::reach
                   ? tr("%1. It can be typed at the right, too.").arg(does)
                   : tr("%1. Shift holds it to steps of 15°; it can be typed at the right, too.").arg(does);
    return tr("Drag the eye, or click where to look from. Arrow keys move it, with Ctrl they turn it. Esc "
              "leaves.");
}

void SeeCommands::lookFrom(Point place) {
    Eye eye = this->eye(); // height, field of view and reach as they were
    eye.at = place;
    start(eye);
}

void SeeCommands::lookFromSpot(Point centre, const Spots& spots) {
    spots_ = spots;
    const auto& values = spots_.field->values;
    all_spots_ = std::count_if(values.begin(), values.end(), [](float value) { return value != nodata; });
    Eye eye{centre, spots.eye_height_m, {}};
    eye.sight.reach_m = spots.reach_m;
    start(eye);
}

void SeeCommands::setEye(const Eye& eye) {
    if (!isActive()) return;
    runner_->setEye(eye);
    panel_->showEye(runner_->tool().eye());
    refresh(Answer::typing_ms);
}

void SeeCommands::start(const Eye& eye) {
    if (workspace_.document.site()->layers.empty()) return;
    const bool fresh = !isActive();
    if (fresh) {
        workspace_.map.takeMouse(this);
        failed_.clear();
    }
    runner_->start(eye);
    action_->setChecked(true);
    if (fresh) {
        showAssumptions();
        Q_EMIT activeChanged(true);
        Q_EMIT promptChanged();
    }
}

void SeeCommands::stop() {
    if (!isActive()) return;
    runner_->stop();
    answer_->withdraw();
    list_pause_.stop();
    action_->setChecked(false);
    workspace_.map.giveMouseBack();
    workspace_.map.overlay().setSight(std::nullopt);
    spots_ = {};
    seeSpots();
    panel_->showSpot({});
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

bool SeeCommands::isWaiting() const {
    return answer_->isPending();
}

const sightlines::LiveView* SeeCommands::view() const {
    return view_;
}

bool SeeCommands::wallsAreOfPlan() const {
    if (!looker_) return false;
    const SightWalls& walls = *looker_->walls();
    return &walls.scene().site() == workspace_.document.site().get() &&
           same_season(walls.scene().time(), workspace_.map.timeBar().time()) &&
           walls.eye_height_m() == eye().height_m;
}

bool SeeCommands::wallsAreCurrent() const {
    return wallsAreOfPlan() && looker_->walls()->serves(eye().sight.reach_m);
}

void SeeCommands::refresh(int settle_ms) {
    if (!isActive()) return;
    if (!wallsAreCurrent()) askForWalls(looker_ ? settle_ms : 0);
    look();
}

void SeeCommands::askForWalls(int settle_ms) {
    std::shared_ptr<const scene::Scene> scene;
    const TimeContext time = workspace_.map.timeBar().time();
    const SitePtr site = workspace_.document.site();
    if (looker_ && &looker_->walls()->scene().site() == site.get() &&
        same_season(looker_->walls()->scene().time(), time))
        scene = looker_->walls()->shared_scene();
    const Eye eye = this->eye();
    answer_->ask(
        [this, scene, site, time, height = eye.height_m,
         reach = eye.sight.reach_m](const Progress& progress) -> Job::Delivery {
            auto of_plan = scene ? scene : std::make_shared<const scene::Scene>(site, time);
            auto walls = std::make_shared<const SightWalls>(std::move(of_plan), height, reach, progress);
            return [this, walls] {
                view_ = nullptr;
                looker_ = std::make_unique<sightlines::Looker>(walls);
                failed_.clear();
                showAssumptions();
                refresh();
                showBeside();
                Q_EMIT wallsMade();
            };
        },
        settle_ms);
}

void SeeCommands::look() {
    view_ = nullptr;
    blockers_.clear();
    if (looker_) {
        view_ = &looker_->look(eye().at, eye().sight);
        if (view_->status == LookStatus::seen)
            blockers_ = looker_->walls()->blockers(view_->view, eye().sight);
    }
    if (const QString why = problem(); !why.isEmpty())
        panel_->showProblem(why);
    else if (!panel_->showsView())
        panel_->showView(*view_);
    if (!list_pause_.isActive()) list_pause_.start();
    seeSpots();
    showPicture();
    if (const Eye before = std::exchange(told_, eye()); !(before == told_)) Q_EMIT eyeChanged(before);
}

std::shared_ptr<const SightWalls> SeeCommands::walls() const {
    return looker_ ? looker_->walls() : nullptr;
}

void SeeCommands::setWay(Geometry way) {
    way_ = std::move(way);
    showPicture();
}

void SeeCommands::askForPlace(bool asked) { // NOLINT: as declared
    runner_->askForPlace(asked);
    Q_EMIT promptChanged();
}

QString SeeCommands::problem() const {
    if (!failed_.isEmpty()) return failed_;
    if (!view_) return tr("Looking at what blocks sight on this plan…");
    return why_nothing_is_seen(*looker_->walls(), *view_, eye().at);
}

// The same beside the eye.
QString SeeCommands::shortProblem() const {
    if (!view_) return failed_.isEmpty() ? tr("Looking…") : tr("Cannot be worked out");
    return why_in_short(*looker_->walls(), *view_, eye().at);
}

// Buildings bear their names on the plan already, where it is not faint, and nobody needs to be told what one
// without a name is.
bool SeeCommands::isNamedOnMap(const Blocker& blocker) const {
    if (blocker.role != Role::building) return true;
    const FeaturePtr feature = looker_->walls()->feature(blocker.feature);
    return spots_.field && feature && !feature->name.empty();
}

void SeeCommands::showPicture() {
    if (!isActive()) return;
    SightPicture picture;
    picture.eye = eye();
    picture.handles = runner_->tool().handles(runner_->metresPerPixel());
    picture.way = way_;
    picture.field = spots_.field;
    picture.cells = seen_runs_;
    picture.rays = rays_;
    if (const QString does = handle_words(runner_->pointed(), eye()); !does.isEmpty())
        for (const auto& handle : picture.handles)
            if (handle.part == runner_->pointed()) picture.hint = {handle.at, does};
    picture.waiting = looker_ && !wallsAreOfPlan();
    if (view_ && view_->status == LookStatus::seen) {
        picture.view = view_->view;
        picture.words += tr("%1 seen").arg(seen_text(view_->measures.area_m2, "m2"));
        picture.words += tr("up to %1 away").arg(seen_text(view_->measures.max_radial_m, "m"));
    } else {
        picture.words += shortProblem();
    }
    // What ends most of the view comes first.
    const double least =
        blockers_.size() > most_named ? std::max(named_share, blockers_[most_named].share) : named_share;
    const auto pointed = panel_->pointed();
    for (const Blocker& one : blockers_) {
        const bool chosen = pointed == one.feature;
        if (one.share < least && !chosen) continue;
        picture.blocking.push_back(
            {one.walls, one.nearest,
             chosen || isNamedOnMap(one) ? name_of(*looker_->walls(), one.feature, one.role) : QString(),
             chosen});
    }
    workspace_.map.overlay().setSight(std::move(picture));
}

void SeeCommands::seeSpots() {
    seen_runs_.clear();
    rays_.clear();
    seen_spots_.reset();
    if (!spots_.field) return;
    const Field& field = *spots_.field;
    if (view_ && view_->status == LookStatus::seen) {
        seen_runs_ = sightlines::seen_cells_of(field, view_->view);
        rays_ = sightlines::farthest_by_direction(field.grid, seen_runs_, eye().at, most_rays);
    }
    SeenSpots spots{0, all_spots_};
    for (const auto& run : seen_runs_)
        spots.seen += run.last - run.first + 1;
    const bool on_spot = field.value_at(eye().at).has_value(); // which does not count itself
    if (on_spot) --spots.all;
    if (on_spot && spots.seen > 0) --spots.seen;
    seen_spots_ = spots;
}

QString SeeCommands::spotSentence() const {
    if (!spots_.field || !seen_spots_) return {};
    const auto value = spots_.field->value_at(eye().at);
    const QString here =
        value ? tr("%1 here: %2.")
                    .arg(spots_.title, quantity_text(static_cast<double>(*value), spots_.field->unit))
              : tr("No value here.");
    return here + u' ' +
           tr("Seen from here: %1 of the %2 other spots of the map; the rest is faint.")
               .arg(number_text(static_cast<double>(seen_spots_->seen)),
                    number_text(static_cast<double>(seen_spots_->all)));
}

void SeeCommands::showBeside() {
    if (!isActive()) return;
    if (view_ && view_->status == LookStatus::seen) panel_->showView(*view_);
    panel_->showSpot(spotSentence());
    std::vector<SeePanel::BlockerRow> rows;
    if (view_ && view_->status == LookStatus::seen)
        rows = ends_of_view(*looker_->walls(), blockers_, view_->open, eye().sight.reach_m);
    panel_->setBlockers(std::move(rows));
}

void SeeCommands::showAssumptions() {
    panel_->setAssumptions(assumptions_of_sight(*workspace_.document.site(), workspace_.map.timeBar().time(),
                                                eye().height_m,
                                                looker_ ? &looker_->walls()->scene() : nullptr));
}

void SeeCommands::copyCommand() {
    const Eye eye = this->eye();
    const Point full = workspace_.document.base()->frame.to_full(eye.at);
    Result as_run;
    as_run.analysis = "sightlines.isovist";
    as_run.option = workspace_.document.activeScenario();
    as_run.settings = {{"points", (exact(full.x) + u',' + exact(full.y)).toStdString()},
                       {"eye_height_m", exact(eye.height_m).toStdString()},
                       {"reach_m", exact(eye.sight.reach_m).toStdString()},
                       {"azimuth_deg", exact(eye.sight.azimuth_deg).toStdString()},
                       {"fov_deg", exact(eye.sight.fov_deg).toStdString()}};
    const QString command = command_text(as_run, catalogue_, workspace_.document.file());
    QApplication::clipboard()->setText(command);
    Q_EMIT told(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

} // namespace prospect::app
