#include "app/window/see_commands.h"

#include "analysis/scene/scene.h"
#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/command_text.h"
#include "app/models/place_words.h"
#include "app/models/thing_names.h"
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
using sightlines::OpenGround;
using sightlines::SightWalls;

namespace {

constexpr int list_pause_ms = 80;
constexpr double named_share = 0.04; // of the directions: what ends less of the view has no name on the map
constexpr std::size_t most_named = 8;

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
        if (suspended_) {
            resume();
            return;
        }
        lookFrom(start_of_eye(*workspace_.document.site(), cursor_, workspace_.map.canvas().view().box()));
    });
    connect(&map.canvas(), &MapCanvas::cursorMoved, this, [this](Point plan) { cursor_ = plan; });
    connect(&map.canvas(), &MapCanvas::cursorLeft, this, [this] { cursor_.reset(); });
    connect(&map.canvas(), &MapCanvas::viewChanged, this, [this] {
        if (!isActive()) return;
        showPicture(); // handles keep their size on the screen
        showEyeOff();
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
    connectPanel();
    connect(&list_pause_, &QTimer::timeout, this, &SeeCommands::showBeside);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        look();
    });
    connectPlan();
}

// What else happens to the plan and on the map.
void SeeCommands::connectPlan() {
    auto& map = workspace_.map;
    connect(&map.timeBar(), &TimeBar::timeChanged, this, [this] { refresh(); });
    connect(&workspace_.document, &SiteDocument::changed, this, [this](const SiteChange& change) {
        const bool empty = workspace_.document.site()->layers.empty();
        action_->setEnabled(!empty);
        if (change.kind == SiteChange::Kind::opened || empty)
            stop();
        else
            refresh();
    });
    connect(&map.canvas(), &MapCanvas::fieldSet, this, &SeeCommands::showPicture);
    // Without the map of the result there are no spots of it.
    connect(&map, &MapArea::fieldHideRequested, this, [this] {
        spots_ = {};
        panel_->showSpot({});
        refresh();
    });
    // One thing at a time has the mouse.
    connect(&map, &MapArea::mouseTaken, this, [this](const QObject* by) {
        if (by != this) suspend();
    });
    action_->setEnabled(!workspace_.document.site()->layers.empty());
}

void SeeCommands::connectPanel() {
    connect(panel_, &SeePanel::eyeEdited, this, &SeeCommands::setEye);
    connect(panel_, &SeePanel::blockerPointed, this, &SeeCommands::showPicture);
    connect(panel_, &SeePanel::closeRequested, this, &SeeCommands::stop);
    connect(panel_, &SeePanel::helpRequested, this, &SeeCommands::helpRequested);
    connect(panel_, &SeePanel::copyPictureRequested, this, &SeeCommands::copyPictureRequested);
    connect(panel_, &SeePanel::copyCommandRequested, this, &SeeCommands::copyCommand);
    connect(panel_, &SeePanel::savePictureRequested, this, &SeeCommands::savePictureRequested);
    connect(panel_, &SeePanel::eyeSought, this, [this] { runner_->keepInView(); });
    connect(panel_, &SeePanel::keysToMap, this, [this] { workspace_.map.canvas().setFocus(); });
    connect(panel_, &SeePanel::eyeFetched, this, [this] {
        Eye eye = this->eye();
        eye.at = workspace_.map.canvas().view().center;
        setEye(eye);
    });
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
    spots_ = SeeSpots(spots);
    Eye eye{centre, spots.eye_height_m, {}};
    eye.sight.reach_m = spots.reach_m;
    panel_->showTop(); // with what the map says of the spot
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
    if (fresh) begin();
    runner_->start(eye);
    action_->setChecked(true);
    if (fresh) {
        showAssumptions();
        Q_EMIT activeChanged(true);
        Q_EMIT promptChanged();
    }
}

void SeeCommands::begin() {
    if (!suspended_) panel_->showTop();
    suspended_ = false;
    workspace_.map.takeMouse(this);
    failed_.clear();
}

void SeeCommands::leaveMap() {
    runner_->stop();
    answer_->withdraw();
    list_pause_.stop();
    action_->setChecked(false);
    workspace_.map.giveMouseBack();
    workspace_.map.overlay().setSight(std::nullopt);
}

void SeeCommands::stop() {
    if (!isActive() && !suspended_) return;
    const bool shown = isActive();
    suspended_ = false;
    if (shown) leaveMap();
    spots_ = {};
    panel_->showSpot({});
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

void SeeCommands::suspend() {
    if (!isActive()) return;
    suspended_ = true;
    leaveMap();
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

void SeeCommands::resume() {
    if (suspended_) start(eye());
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
    std::shared_ptr<const OpenGround> ground;
    const Eye eye = this->eye();
    if (looker_ && &looker_->walls()->scene().site() == site.get() &&
        same_season(looker_->walls()->scene().time(), time)) {
        scene = looker_->walls()->shared_scene();
        if (looker_->walls()->eye_height_m() == eye.height_m) ground = ground_;
    }
    answer_->ask(
        [this, scene, ground, site, time, height = eye.height_m,
         reach = eye.sight.reach_m](const Progress& progress) -> Job::Delivery {
            auto of_plan = scene ? scene : std::make_shared<const scene::Scene>(site, time);
            auto walls = std::make_shared<const SightWalls>(of_plan, height, reach, progress);
            auto open = ground ? ground : std::make_shared<const OpenGround>(*of_plan, height, progress);
            auto names = std::make_shared<const ThingNames>(of_plan->site());
            return [this, walls, open, names] {
                view_ = nullptr;
                ground_ = open;
                names_ = names;
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
    ground_seen_.reset();
    if (looker_) view_ = &looker_->look(eye().at, eye().sight);
    const bool seen = view_ && view_->status == LookStatus::seen;
    if (seen) {
        blockers_ = looker_->walls()->blockers(view_->view, eye().sight);
        blocker_names_ = names_of(*names_, *looker_->walls(), blockers_, eye().at);
        ground_seen_ = ground_->seen_in(view_->view, eye().sight);
    }
    if (const QString why = problem(); !why.isEmpty())
        panel_->showProblem(why);
    else if (!panel_->showsView())
        showNumbers();
    if (!list_pause_.isActive()) list_pause_.start();
    spots_.look(seen ? &view_->view : nullptr, eye().at);
    showPicture();
    showEyeOff();
    if (const Eye before = std::exchange(told_, eye()); !(before == told_)) Q_EMIT eyeChanged(before);
}

std::shared_ptr<const SightWalls> SeeCommands::walls() const {
    return looker_ ? looker_->walls() : nullptr;
}

void SeeCommands::setWay(Geometry way) {
    way_ = std::move(way);
    showPicture();
}

void SeeCommands::setHeading(const QString& heading) {
    if (heading == heading_) return;
    heading_ = heading;
    showPicture();
}

void SeeCommands::setHiding(std::vector<SightPicture::Hiding> hiding, double hider_m) {
    hiding_ = std::move(hiding);
    hider_m_ = hider_m;
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
    return spots_.field() && feature && !feature->name.empty();
}

void SeeCommands::showPicture() {
    if (!isActive()) return;
    SightPicture picture;
    picture.eye = eye();
    picture.handles = runner_->tool().handles(runner_->metresPerPixel());
    picture.way = way_;
    picture.heading = heading_.isEmpty() ? tr("What you can see from here") : heading_;
    picture.over_result = workspace_.map.canvas().field() != nullptr;
    picture.hiding = hiding_;
    picture.hider_m = hider_m_;
    picture.field = spots_.field();
    picture.cells = spots_.cells();
    picture.rays = spots_.rays();
    if (const QString does = handle_words(runner_->pointed(), eye()); !does.isEmpty())
        for (const auto& handle : picture.handles)
            if (handle.part == runner_->pointed()) picture.hint = {handle.at, does};
    picture.waiting = looker_ && !wallsAreOfPlan();
    if (view_ && view_->status == LookStatus::seen) {
        picture.view = view_->view;
        picture.says = ground_words(*ground_seen_, eye().sight, ground_->has_red_line()).seen;
        picture.words += tr("%1 of open ground seen").arg(seen_text(ground_seen_->seen_m2, "m2"));
        picture.words += tr("up to %1 away").arg(seen_text(view_->measures.max_radial_m, "m"));
    } else {
        picture.words += shortProblem();
    }
    // What ends most of the view comes first.
    const double least =
        blockers_.size() > most_named ? std::max(named_share, blockers_[most_named].share) : named_share;
    const auto pointed = panel_->pointed();
    for (std::size_t i = 0; i < blockers_.size(); ++i) {
        const Blocker& one = blockers_[i];
        const bool chosen = pointed == one.feature;
        if (one.share < least && !chosen) continue;
        picture.blocking.push_back(
            {one.walls, one.nearest, chosen || isNamedOnMap(one) ? blocker_names_[i] : QString(), chosen});
    }
    workspace_.map.overlay().setSight(std::move(picture));
}

void SeeCommands::showNumbers() {
    panel_->showView(*view_, ground_words(*ground_seen_, eye().sight, ground_->has_red_line()));
}

void SeeCommands::showEyeOff() {
    const auto& view = workspace_.map.canvas().view();
    panel_->setEyeOff(isActive() && !view.box().contains(eye().at));
}

void SeeCommands::showBeside() {
    if (!isActive()) return;
    if (ground_seen_) showNumbers();
    const Frame& frame = workspace_.document.base()->frame;
    panel_->showPlace(coordinates_text(frame, eye().at), grid_name(frame));
    panel_->showSpot(spots_.sentence(eye().at));
    std::vector<ThingList::Row> rows;
    if (view_ && view_->status == LookStatus::seen)
        rows = ends_of_view(*looker_->walls(), blockers_, blocker_names_, view_->open, eye().sight.reach_m);
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
