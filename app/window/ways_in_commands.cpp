#include "app/window/ways_in_commands.h"

#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/command_text.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/time_bar.h"
#include "app/render/paint_owners.h"
#include "app/tools/see_start.h"
#include "app/window/ways_in_picture.h"
#include "geometry/edits/drawing_check.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <algorithm>

namespace prospect::app {

using Ground = WaysInPanel::Ground;
using scene::Passage;

WaysInCommands::WaysInCommands(Workspace workspace, std::span<const engine::Analysis> catalogue,
                               QObject* parent)
    : QObject(parent), workspace_(workspace), catalogue_(catalogue),
      runner_(new SeeRunner(workspace.map.canvas(), SeeTool::Handles::none)), panel_(new WaysInPanel),
      action_(new QAction(icon(QStringLiteral("ways-in")), tr("&Ways in"), this)),
      owners_action_(new QAction(icon(QStringLiteral("zone")), tr("W&hose ground"), this)),
      walk_action_(new QAction(icon(QStringLiteral("path")), tr("Wher&e one can walk"), this)),
      answer_(new Answer(workspace.jobs, tr("Working out who can get where"), this)),
      repair_(new Answer(workspace.jobs, tr("Closing gaps in the drawing"), this)),
      time_(workspace.map.timeBar().time()) {
    action_->setObjectName(QStringLiteral("ways-in"));
    action_->setCheckable(true);
    action_->setShortcut(Qt::Key_G);
    action_->setToolTip(
        tr("Ways in: how one gets to a spot past which doors and gates, who gets in when, and "
           "which gates close it off (G)"));
    owners_action_->setObjectName(QStringLiteral("whose-ground"));
    owners_action_->setCheckable(true);
    owners_action_->setToolTip(tr("Colours the ground by whose it is, from public to restricted"));
    walk_action_->setObjectName(QStringLiteral("where-to-walk"));
    walk_action_->setCheckable(true);
    walk_action_->setToolTip(tr("Colours the ground by how many doors and gates one passes to get there"));
    workspace_.map.addLook(action_);
    panel_->showAsked(asked_);
    panel_->showTime(time_);
    connectPanel();
    connectMap();
}

WaysInCommands::~WaysInCommands() = default;

void WaysInCommands::connectPanel() {
    connect(action_, &QAction::triggered, this, [this](bool on) {
        if (!on) {
            stop();
            return;
        }
        askAbout(start_of_eye(*workspace_.document.site(), cursor_, workspace_.map.canvas().view().box()));
    });
    const auto colour = [this](Ground by) {
        return [this, by](bool on) {
            WaysInPanel::Asked asked = asked_;
            asked.ground = on ? by : Ground::plain;
            ground_by_tool_ = false;
            ask(asked);
        };
    };
    connect(owners_action_, &QAction::triggered, this, colour(Ground::owners));
    connect(walk_action_, &QAction::triggered, this, colour(Ground::walk));
    connect(panel_, &WaysInPanel::askedOtherwise, this, [this](const WaysInPanel::Asked& asked) {
        if (asked.ground != asked_.ground) ground_by_tool_ = false;
        ask(asked);
    });
    connect(panel_, &WaysInPanel::timeMoved, this, &WaysInCommands::setTime);
    connect(panel_, &WaysInPanel::pointedChanged, this, &WaysInCommands::showPicture);
    connect(panel_, &WaysInPanel::passageChosen, this, &WaysInCommands::choosePassage);
    connect(panel_, &WaysInPanel::closeGapsRequested, this, &WaysInCommands::closeGaps);
    connect(panel_, &WaysInPanel::doorsRequested, this, &WaysInCommands::doorsRequested);
    connect(panel_, &WaysInPanel::leastWatchedRequested, this, [this] {
        stop();
        Q_EMIT leastWatchedRequested();
    });
    connect(panel_, &SpotPanel::closeRequested, this, &WaysInCommands::stop);
    connect(panel_, &SpotPanel::helpRequested, this, &WaysInCommands::helpRequested);
    connect(panel_, &SpotPanel::copyPictureRequested, this, &WaysInCommands::copyPictureRequested);
    connect(panel_, &SpotPanel::savePictureRequested, this, &WaysInCommands::savePictureRequested);
    connect(panel_, &SpotPanel::copyCommandRequested, this, &WaysInCommands::copyCommand);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        plan_.reset();
        ways_.reset();
        showGround();
        showPicture();
        showBeside();
    });
    connect(repair_, &Answer::failed, this, [this](const QString& why) {
        panel_->setRepairing(false);
        Q_EMIT told(MessageBar::Level::look, why);
    });
}

void WaysInCommands::connectMap() {
    auto& map = workspace_.map;
    connect(&map.canvas(), &MapCanvas::cursorMoved, this, [this](Point plan) { cursor_ = plan; });
    connect(&map.canvas(), &MapCanvas::cursorLeft, this, [this] { cursor_.reset(); });
    connect(runner_, &SeeRunner::eyeChanged, this, &WaysInCommands::refresh);
    connect(runner_, &SeeRunner::dropped, this, &WaysInCommands::promptChanged);
    connect(runner_, &SeeRunner::left, this, &WaysInCommands::stop);
    connect(this, &WaysInCommands::promptChanged, this,
            [this, before = map.canvas().accessibleDescription()] {
                workspace_.map.canvas().setAccessibleDescription(isActive() ? prompt() : before);
            });
    connect(&map.timeBar(), &TimeBar::timeChanged, this, [this](const TimeContext& time) {
        time_ = time;
        panel_->showTime(time_);
        Q_EMIT timeChanged(time_);
        refresh();
    });
    connect(&workspace_.document, &SiteDocument::changed, this, [this](const SiteChange& change) {
        const bool empty = workspace_.document.site()->layers.empty();
        for (auto* action : {action_, owners_action_, walk_action_})
            action->setEnabled(!empty);
        if (change.kind == SiteChange::Kind::opened || empty) {
            stop();
            plan_.reset();
            ways_.reset();
        }
        failed_.clear();
        refresh();
    });
    connect(&map, &MapArea::mouseTaken, this, [this](const QObject* by) {
        if (by != this) stop();
    });
    for (auto* action : {action_, owners_action_, walk_action_})
        action->setEnabled(!workspace_.document.site()->layers.empty());
}

QString WaysInCommands::prompt() const {
    if (!isActive()) return {};
    return tr(
        "Click the ground or building you want to know about, or drag the mark there. Arrow keys move it "
        "too. Esc leaves.");
}

void WaysInCommands::askAbout(Point spot) {
    if (workspace_.document.site()->layers.empty()) return;
    const bool fresh = !isActive();
    if (fresh) {
        workspace_.map.takeMouse(this);
        failed_.clear();
    }
    runner_->start({.at = spot});
    action_->setChecked(true);
    if (!fresh) return;
    if (asked_.ground == Ground::plain) {
        ground_by_tool_ = true;
        asked_.ground = Ground::owners;
        panel_->showAsked(asked_);
    }
    Q_EMIT activeChanged(true);
    Q_EMIT promptChanged();
    showBeside();
    refresh();
}

void WaysInCommands::stop() {
    if (!isActive()) return;
    runner_->stop();
    action_->setChecked(false);
    workspace_.map.giveMouseBack();
    ways_.reset();
    if (std::exchange(ground_by_tool_, false)) {
        asked_.ground = Ground::plain;
        panel_->showAsked(asked_);
    }
    if (time_ != workspace_.map.timeBar().time()) { // the hour was the panel's
        time_ = workspace_.map.timeBar().time();
        panel_->showTime(time_);
        Q_EMIT timeChanged(time_);
    }
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
    refresh();
}

void WaysInCommands::ask(WaysInPanel::Asked asked) {
    asked_ = asked;
    panel_->showAsked(asked_);
    refresh();
}

void WaysInCommands::setTime(int weekday, int minute) {
    TimeContext time = workspace_.map.timeBar().time();
    time.set_time(QStringLiteral("%1:%2")
                      .arg(minute / 60, 2, 10, QLatin1Char('0'))
                      .arg(minute % 60, 2, 10, QLatin1Char('0'))
                      .toStdString());
    time.weekday = weekday;
    if (time == time_) return;
    time_ = time;
    Q_EMIT timeChanged(time_);
    refresh();
}

bool WaysInCommands::isWanted() const {
    return isActive() || asked_.ground == Ground::walk;
}

bool WaysInCommands::isOfPlan() const {
    return plan_ && &plan_->scene->site() == workspace_.document.site().get() &&
           plan_->scene->time() == time_ && plan_->mover == asked_.mover;
}

void WaysInCommands::refresh() {
    owners_action_->setChecked(asked_.ground == Ground::owners);
    walk_action_->setChecked(asked_.ground == Ground::walk);
    if (!isWanted() || workspace_.document.site()->layers.empty()) {
        answer_->withdraw();
        showGround();
        showPicture();
        return;
    }
    std::shared_ptr<const AccessPlan> known = isOfPlan() ? plan_ : nullptr;
    std::optional<Point> spot;
    if (isActive()) spot = this->spot();
    if (!known || spot)
        answer_->follow([this, known, spot, site = workspace_.document.site(), time = time_,
                         mover = asked_.mover](const Progress& progress) -> Job::Delivery {
            auto plan = known ? known : access_plan(site, time, mover, progress);
            std::optional<WaysIn> ways;
            if (spot) ways = ways_in(*plan, *spot);
            return [this, plan = std::move(plan), ways = std::move(ways)] { take(plan, ways); };
        });
    showGround();
    showPicture();
}

// What was asked about another plan meanwhile is on its way.
void WaysInCommands::take(std::shared_ptr<const AccessPlan> plan, std::optional<WaysIn> ways) {
    if (!isWanted() || &plan->scene->site() != workspace_.document.site().get()) return;
    plan_ = std::move(plan);
    ways_ = isActive() ? std::move(ways) : std::nullopt;
    failed_.clear();
    if (ways_) words_ = words_of(*plan_, *ways_);
    showGround();
    showPicture();
    showBeside();
}

void WaysInCommands::showGround() {
    auto& canvas = workspace_.map.canvas();
    canvas.setOwnersShown(asked_.ground == Ground::owners);
    const bool walk = asked_.ground == Ground::walk && plan_ && isWanted();
    canvas.setWalkGround(walk ? plan_->ground : nullptr);
}

void WaysInCommands::showPicture() {
    if (!isActive() && asked_.ground == Ground::plain) {
        workspace_.map.overlay().setAccess(std::nullopt);
        return;
    }
    AccessPicture picture;
    if (asked_.ground == Ground::owners) picture.owners = render::owners_of(*workspace_.document.site());
    if (plan_ && isWanted()) {
        if (asked_.ground == Ground::walk) add_walk(picture, *plan_);
        add_controls(picture, *plan_);
        picture.waiting = !isOfPlan();
    }
    if (isActive()) {
        picture.spot = spot();
        picture.handle = true;
        if (plan_ && ways_)
            add_ways(picture, *plan_, *ways_, words_, panel_->pointed());
        else
            picture.words += failed_.isEmpty() ? tr("Working it out…") : tr("Nothing can be said here");
    }
    workspace_.map.overlay().setAccess(std::move(picture));
}

void WaysInCommands::showBeside() {
    if (!isActive()) return;
    if (!failed_.isEmpty()) {
        panel_->showProblem(failed_);
        return;
    }
    if (!plan_ || !ways_) {
        panel_->showProblem(tr("Who can get where is being worked out…"));
        return;
    }
    panel_->show(words_);
    panel_->setAssumptions(assumptions_of(*plan_));
    panel_->showDrawnShort(drawn_short_text(*plan_));
}

void WaysInCommands::choosePassage(std::uint32_t passage) {
    if (!plan_ || passage >= plan_->graph->passages().size()) return;
    const Passage& one = plan_->passage(passage);
    auto& canvas = workspace_.map.canvas();
    render::MapView view = canvas.view();
    if (!view.box().contains(one.at)) {
        view.center = one.at;
        canvas.setView(view);
    }
    if (one.kind == Passage::Kind::opening) Q_EMIT thingChosen(one.thing->id);
    showPicture();
}

void WaysInCommands::closeGaps() {
    panel_->setRepairing(true);
    repair_->ask([this, site = workspace_.document.site()](const Progress& progress) -> Job::Delivery {
        auto problems = check_drawing(*site, progress);
        std::erase_if(problems, [](const auto& one) { return one.fault != DrawingFault::drawn_short; });
        auto edit = std::make_shared<SiteEdit>(repair(*site, problems, progress));
        return [this, site, edit] {
            panel_->setRepairing(false);
            if (site != workspace_.document.site())
                Q_EMIT told(MessageBar::Level::look,
                            tr("The plan has changed meanwhile, so no gap was closed. Close them again."));
            else if (edit->steps.empty())
                Q_EMIT told(MessageBar::Level::look, tr("None of these gaps can be closed here: mend them by "
                                                        "hand (Plan, Check the drawing)."));
            else
                workspace_.document.apply(*edit);
        };
    });
}

void WaysInCommands::copyCommand() {
    auto run = std::make_shared<engine::Run>();
    run->time = time_;
    Result as_run;
    as_run.option = workspace_.document.activeScenario();
    as_run.run = run;
    const FeaturePtr zone = plan_ && ways_ ? plan_->place(ways_->place).zone : nullptr;
    if (zone) {
        as_run.analysis = "access.seal";
        const auto zones = workspace_.document.site()->features(Role::zone);
        const auto alike = std::count_if(zones.begin(), zones.end(),
                                         [&](const auto& one) { return one.second->name == zone->name; });
        as_run.settings = {{"zone", zone->name.empty() || alike > 1 ? zone->id.text() : zone->name}};
    } else {
        as_run.analysis = "access.zones";
        as_run.settings = {{"mover", asked_.mover == scene::Mover::vehicle ? "vehicle" : "foot"}};
    }
    const QString command = command_text(as_run, catalogue_, workspace_.document.file());
    QApplication::clipboard()->setText(command);
    Q_EMIT told(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

} // namespace prospect::app
