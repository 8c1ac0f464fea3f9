#include "app/window/see_commands.h"

#include "analysis/scene/scene.h"
#include "analysis/sightlines/eye.h"
#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/attribute_words.h"
#include "app/models/command_text.h"
#include "app/models/words.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/see_panel.h"
#include "app/panels/time_bar.h"
#include "app/tools/map_picker.h"

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
constexpr std::size_t most_assumptions = 6;

// What the walls depend on.
bool same_season(const TimeContext& a, const TimeContext& b) {
    return a.season == b.season && a.growth_year == b.growth_year && a.phase == b.phase;
}

QString exact(double value) {
    return QString::number(value, 'f', 3).remove(QRegularExpression(QStringLiteral("\\.?0+$")));
}

QString upper_first(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
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
        // Where the cursor is when it is on the map, else the middle.
        lookFrom(cursor_ ? *cursor_ : workspace_.map.canvas().view().center);
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
    connect(runner_, &SeeRunner::placeGiven, this, [this](Point at) {
        Q_EMIT promptChanged();
        Q_EMIT placeGiven(at);
    });
    connect(runner_, &SeeRunner::left, this, &SeeCommands::stop);
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
    // One thing at a time has the mouse.
    connect(&map.drawing().runner(), &ToolRunner::started, this, &SeeCommands::stop);
    connect(&map.picker(), &MapPicker::started, this, &SeeCommands::stop);
    for (auto* tool : map.toolActions())
        connect(tool, &QAction::triggered, this, &SeeCommands::stop);
    action_->setEnabled(!workspace_.document.site()->layers.empty());
}

QString SeeCommands::prompt() const {
    if (!isActive()) return {};
    if (runner_->isAsking()) return tr("Click a path or another line on the map. Esc gives up.");
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
        workspace_.map.picker().stop();
        workspace_.map.drawing().runner().stop();
        workspace_.map.canvas().setMode(MapCanvas::Mode::select);
        failed_.clear();
    }
    runner_->start(eye);
    action_->setChecked(true);
    for (auto* tool : workspace_.map.toolActions())
        tool->setChecked(false);
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
    const auto mode = static_cast<int>(workspace_.map.canvas().mode());
    for (auto* tool : workspace_.map.toolActions())
        tool->setChecked(tool->data().toInt() == mode);
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
    switch (view_->status) {
    case LookStatus::seen:
        return {};
    case LookStatus::outside:
        return tr(
            "The eye is beyond the edge of the plan, where nothing is known. Drag it back onto the plan.");
    case LookStatus::in_solid:
        break;
    }
    const auto* holder = looker_->walls()->holder(eye().at);
    if (!holder) return tr("The field of view lies all in the wall the eye is on. Turn it, or move the eye.");
    const FeaturePtr feature = looker_->walls()->feature(holder->feature);
    const QString kind = feature ? kind_title(holder->role, *feature) : kind_label(holder->role);
    const QString name = feature ? QString::fromStdString(feature->name) : QString();
    const QString what =
        name.isEmpty() ? kind.toLower() : QStringLiteral("%1 (%2)").arg(name, kind.toLower());
    if (holder->role == Role::tree)
        return tr(
            "The eye is inside the crown of a tree, which blocks sight at this height. Drag it into the "
            "open.");
    return tr("The eye is inside something solid: %1. Nothing is seen from there. Drag it into the open, or "
              "onto an outer wall for the view from a window.")
        .arg(what);
}

// The same beside the eye.
QString SeeCommands::shortProblem() const {
    if (!view_) return failed_.isEmpty() ? tr("Looking…") : tr("Cannot be worked out");
    if (view_->status == LookStatus::outside) return tr("Beyond the plan");
    const auto* holder = looker_->walls()->holder(eye().at);
    return holder ? tr("Inside: %1").arg(nameOf(holder->feature, holder->role)) : tr("Nothing is seen");
}

QString SeeCommands::nameOf(const Uuid& id, Role role) const {
    const FeaturePtr feature = looker_->walls()->feature(id);
    if (!feature) return kind_label(role);
    return feature->name.empty() ? kind_title(role, *feature) : QString::fromStdString(feature->name);
}

void SeeCommands::showPicture() {
    if (!isActive()) return;
    SightPicture picture;
    picture.eye = eye();
    picture.handles = runner_->tool().handles(runner_->metresPerPixel());
    picture.way = way_;
    picture.field = spots_.field;
    picture.cells = seen_runs_;
    picture.waiting = looker_ && !wallsAreOfPlan();
    if (view_ && view_->status == LookStatus::seen) {
        picture.view = view_->view;
        picture.words += tr("%1 seen").arg(seen_text(view_->measures.area_m2, "m2"));
        picture.words += tr("up to %1 away").arg(seen_text(view_->measures.max_radial_m, "m"));
    } else {
        picture.words += shortProblem();
    }
    std::vector<double> shares;
    for (const Blocker& one : blockers_)
        shares.push_back(one.share);
    std::sort(shares.rbegin(), shares.rend());
    const double least = shares.size() > most_named ? std::max(named_share, shares[most_named]) : named_share;
    const auto pointed = panel_->pointed();
    for (const Blocker& one : blockers_) {
        const bool chosen = pointed == one.feature;
        if (one.share < least && !chosen) continue;
        // Buildings bear their names on the plan already.
        const FeaturePtr feature = looker_->walls()->feature(one.feature);
        const bool on_plan = one.role == Role::building && feature && !feature->name.empty();
        picture.blocking.push_back(
            {one.walls, one.nearest, chosen || !on_plan ? nameOf(one.feature, one.role) : QString(), chosen});
    }
    workspace_.map.overlay().setSight(std::move(picture));
}

void SeeCommands::seeSpots() {
    seen_runs_.clear();
    seen_spots_.reset();
    if (!spots_.field) return;
    const Field& field = *spots_.field;
    if (view_ && view_->status == LookStatus::seen)
        seen_runs_ = sightlines::seen_cells_of(field.grid, view_->view);
    SeenSpots spots{0, all_spots_};
    for (const auto& run : seen_runs_) {
        const auto row = field.values.begin() + static_cast<std::ptrdiff_t>(run.row * field.grid.columns);
        spots.seen +=
            std::count_if(row + run.first, row + run.last + 1, [](float value) { return value != nodata; });
    }
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
    for (const Blocker& one : blockers_) {
        const FeaturePtr feature = looker_->walls()->feature(one.feature);
        const QString share = one.share < 0.005 ? tr("less than 1 % of the view")
                                                : tr("%1 % of the view").arg(std::lround(100 * one.share));
        const QString away = tr("%1 away").arg(seen_text(one.nearest_m, "m"));
        const QString kind = feature && !feature->name.empty()
                                 ? kind_title(one.role, *feature) + QStringLiteral(" · ")
                                 : QString();
        rows.push_back({one.feature, kind_icon(one.role), nameOf(one.feature, one.role),
                        kind + share + QStringLiteral(" · ") + away});
    }
    panel_->setBlockers(std::move(rows));
}

void SeeCommands::showAssumptions() {
    QStringList sentences;
    const TimeContext time = workspace_.map.timeBar().time();
    sentences += tr("Eyes %1 above flat ground, looking level: what is lower, such as a low fence, does not "
                    "end the view.")
                     .arg(quantity_text(eye().height_m, "m"));
    sentences += time.season == Season::summer ? tr("Summer: trees and hedges are in leaf.")
                                               : tr("Winter: trees that lose their leaves are bare.");
    if (looker_) {
        const scene::Scene& scene = looker_->walls()->scene();
        const double heights[] = {eye().height_m};
        std::vector<engine::Note> notes = scene.notes();
        for (const auto& note :
             {sightlines::near_height_note(scene, heights), sightlines::see_through_note(scene, heights)})
            if (note) notes.push_back(*note);
        for (const auto& note : notes)
            if (static_cast<std::size_t>(sentences.size()) < most_assumptions)
                sentences += upper_first(without_options(QString::fromStdString(note.message)));
    }
    panel_->setAssumptions(sentences);
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
