#include "app/window/aim_commands.h"

#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/spot_panel.h"
#include "app/panels/time_bar.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace prospect::app {

namespace {

constexpr int beside_pause_ms = 80;
constexpr int commit_pause_ms = 500;

} // namespace

AimCommands::AimCommands(Workspace workspace, About about, QAction* action, SpotPanel* panel, QObject* parent)
    : QObject(parent), workspace_(workspace), runner_(new SeeRunner(workspace.map.canvas(), about.handles)),
      answer_(new Answer(workspace.jobs, about.ground_title, this)),
      looking_(new Answer(workspace.jobs, about.look_title, this)), about_(std::move(about)),
      action_(action) {
    action_->setParent(this);
    action_->setCheckable(true);
    action_->setEnabled(false);
    runner_->setBeside(SeeTool::Beside::stays);
    beside_pause_.setSingleShot(true);
    beside_pause_.setInterval(beside_pause_ms);
    commit_pause_.setSingleShot(true);
    commit_pause_.setInterval(commit_pause_ms);
    connectParts(panel);
    connectPlan();
}

AimCommands::~AimCommands() = default;

void AimCommands::connectParts(SpotPanel* panel) {
    connect(action_, &QAction::triggered, this, [this](bool on) {
        if (on && selected_.size() == 1)
            aim(selected_.front());
        else
            stop();
        action_->setChecked(isActive());
    });
    connect(runner_, &SeeRunner::eyeChanged, this, [this] {
        if (!aim_) return;
        aim_->follow(runner_->tool().eye());
        showValues();
        dragged_ = isHeld();
        if (!dragged_ && !aim_->isNew() && aim_->edit()) commit_pause_.start(); // by a key
        look();
    });
    connect(runner_, &SeeRunner::dropped, this, [this] {
        // A key is followed by others: its change waits for them.
        if (std::exchange(dragged_, false)) commit();
        showBeside();
        Q_EMIT promptChanged();
    });
    connect(runner_, &SeeRunner::pointedAt, this, [this] {
        showPicture();
        Q_EMIT promptChanged();
    });
    connect(runner_, &SeeRunner::left, this, [this] {
        if (aim_->isNew())
            giveUp();
        else
            stop();
    });
    connect(&beside_pause_, &QTimer::timeout, this, [this] {
        if (isActive()) showBeside();
    });
    connect(&commit_pause_, &QTimer::timeout, this, [this] {
        if (isHeld())
            commit_pause_.start(); // with what is being dragged
        else
            commit();
    });
    connect(panel, &SpotPanel::closeRequested, runner_, &SeeRunner::left);
    connect(panel, &SpotPanel::helpRequested, this, &AimCommands::helpRequested);
    connect(panel, &SpotPanel::copyPictureRequested, this, &AimCommands::copyPictureRequested);
    connect(panel, &SpotPanel::savePictureRequested, this, &AimCommands::savePictureRequested);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        plan_changed_ = true; // asked again with the next change
        look();
    });
    connect(looking_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        forgetView();
        showPicture();
        if (isActive()) showBeside();
    });
}

void AimCommands::connectPlan() {
    auto& map = workspace_.map;
    connect(&map, &MapArea::mouseTaken, this, [this](const QObject* by) {
        if (by != this) stop();
    });
    connect(&map.canvas(), &MapCanvas::selectionSet, this, &AimCommands::onSelected);
    connect(&map.canvas(), &MapCanvas::viewChanged, this, [this] {
        if (isActive()) showPicture(); // handles keep their size on the screen
    });
    const auto point = [this](std::optional<Point> at) {
        pointer_ = at;
        showPicture();
    };
    connect(&map.canvas(), &MapCanvas::cursorMoved, this, point);
    connect(&map.canvas(), &MapCanvas::cursorLeft, this, [point] { point(std::nullopt); });
    connect(&map.timeBar(), &TimeBar::timeChanged, this, [this] { refresh(); });
    connect(&workspace_.document, &SiteDocument::changed, this, &AimCommands::onChanged);
    connect(this, &AimCommands::promptChanged, this, [this, before = map.canvas().accessibleDescription()] {
        workspace_.map.canvas().setAccessibleDescription(isActive() ? prompt() : before);
    });
}

FeaturePtr AimCommands::thingOf(const Uuid& id) const {
    for (const auto& [layer, thing] : workspace_.document.site()->features(about_.role))
        if (thing->id == id && !thing->geometry.empty()) return thing;
    return nullptr;
}

void AimCommands::onSelected(const std::vector<Uuid>& features) {
    selected_ = features;
    const bool one = features.size() == 1 && thingOf(features.front());
    action_->setEnabled(one || isActive());
    if (!isActive() || (features.size() == 1 && features.front() == aim_->drawn()->id)) return;
    if (aim_->isNew()) aim_.reset();
    if (one)
        aim(features.front());
    else
        stop();
}

void AimCommands::onChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    const bool anew = change.kind == Kind::opened || change.kind == Kind::scenario;
    if (anew || std::any_of(about_.ground_roles.begin(), about_.ground_roles.end(),
                            [&](Role role) { return change.roles.contains(role); }))
        plan_changed_ = true;
    if (change.kind == Kind::opened) {
        aim_.reset();
        dropGround();
        stop();
        return;
    }
    if (!isActive() || (!anew && change.kind != Kind::edited)) return;
    if (aim_->isNew() && !committing_) {
        giveUp(); // where it was to be drawn may be gone
        return;
    }
    const FeaturePtr thing = thingOf(aim_->drawn()->id);
    if (!thing) {
        aim_.reset();
        stop();
        return;
    }
    const bool stays = committing_ && !aim_->isNew(); // what is typed meanwhile stays as it is
    if (stays)
        aim_ = makeAim(thing);
    else if (anew || thing != aim_->drawn())
        takeUp(thing);
    refresh();
}

void AimCommands::takeUp(const FeaturePtr& thing) {
    commit_pause_.stop();
    aim_ = makeAim(thing);
    runner_->setEye(aim_->eye());
    showThing();
    workspace_.map.canvas().setLeftOut({thing->id});
}

void AimCommands::aim(const Uuid& id) {
    const FeaturePtr thing = thingOf(id);
    if (!thing) return;
    if (isActive()) {
        if (aim_) commit();
        looking_->withdraw();
        forgetView();
    } else {
        workspace_.map.takeMouse(this);
        failed_.clear();
    }
    if (workspace_.map.canvas().selection() != std::vector{id})
        Q_EMIT workspace_.map.canvas().selectionRequested({id}, Qt::NoModifier);
    takeUp(thing);
    begin();
}

void AimCommands::place(std::unique_ptr<Aim> aim) {
    stop();
    workspace_.map.takeMouse(this);
    failed_.clear();
    aim_ = std::move(aim);
    showThing();
    workspace_.map.canvas().setLeftOut({aim_->drawn()->id});
    begin();
    runner_->turnWithMouse();
}

void AimCommands::begin() {
    const bool fresh = !isActive();
    runner_->start(aim_->eye());
    action_->setEnabled(true);
    action_->setChecked(true);
    refresh();
    showBeside();
    if (fresh) Q_EMIT activeChanged(true);
    Q_EMIT promptChanged();
}

void AimCommands::giveUp() {
    commit_pause_.stop();
    stop();
}

void AimCommands::finishTyping() {
    if (!isActive() || !aim_) return;
    if (auto* field = qobject_cast<QAbstractSpinBox*>(QApplication::focusWidget())) field->interpretText();
    if (!aim_->isNew() && !isHeld()) commit();
}

void AimCommands::stop() {
    if (!isActive()) return;
    if (aim_ && !aim_->isNew()) finishTyping(); // a new one may be given up
    runner_->stop();
    // A new one is given up unless something was typed.
    if (aim_ && (!aim_->isNew() || commit_pause_.isActive())) commit();
    commit_pause_.stop();
    const std::vector<Uuid> gone =
        aim_ && aim_->isNew() ? std::vector{aim_->drawn()->id} : std::vector<Uuid>();
    if (answer_->isPending()) plan_changed_ = true;
    answer_->withdraw();
    looking_->withdraw();
    forgetView();
    beside_pause_.stop();
    action_->setChecked(false);
    action_->setEnabled(selected_.size() == 1 && thingOf(selected_.front()));
    workspace_.map.giveMouseBack();
    workspace_.map.overlay().setSight(std::nullopt);
    workspace_.map.canvas().setLeftOut({});
    aim_.reset();
    ended();
    Q_EMIT valueChanged({});
    if (!gone.empty() && selected_ == gone)
        Q_EMIT workspace_.map.canvas().selectionRequested({}, Qt::NoModifier);
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

void AimCommands::typed() {
    if (!isActive()) return;
    runner_->setEye(aim_->eye());
    commit_pause_.start();
    look();
}

void AimCommands::commit() {
    commit_pause_.stop();
    const auto edit = aim_->edit();
    if (!edit) return;
    const QScopedValueRollback<bool> own(committing_, true);
    workspace_.document.apply(*edit);
}

// Neither there nor being made.
bool AimCommands::groundIsWanting() const {
    const TimeContext& now = workspace_.map.timeBar().time();
    if (plan_changed_ || asked_time_.season != now.season || asked_time_.growth_year != now.growth_year ||
        asked_time_.phase != now.phase)
        return true;
    if (answer_->isPending()) return false;
    return !hasGround();
}

void AimCommands::refresh() {
    if (!isActive()) return;
    if (groundIsWanting()) {
        plan_changed_ = false;
        is_current_ = false;
        asked_time_ = workspace_.map.timeBar().time();
        askGround();
    } else {
        refreshOthers();
    }
    look();
}

void AimCommands::groundMade() {
    is_current_ = true;
    failed_.clear();
    look();
    if (isActive()) showBeside();
}

bool AimCommands::isWaiting() const {
    return answer_->isPending() || looking_->isPending();
}

void AimCommands::showSoon() {
    if (!beside_pause_.isActive()) beside_pause_.start();
    showPicture();
}

SightPicture AimCommands::pictureOf(const QString& handle_words) const {
    SightPicture picture;
    picture.eye = runner_->tool().eye();
    picture.handles = runner_->tool().handles(runner_->metresPerPixel());
    if (!handle_words.isEmpty())
        for (const auto& handle : picture.handles)
            if (handle.part == runner_->pointed()) picture.hint = {handle.at, handle_words};
    return picture;
}

} // namespace prospect::app
