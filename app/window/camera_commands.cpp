#include "app/window/camera_commands.h"

#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/command_text.h"
#include "app/models/words.h"
#include "app/panels/camera_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/time_bar.h"
#include "app/window/camera_prompts.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace prospect::app {

using sightlines::CameraGround;

namespace {

constexpr int beside_pause_ms = 80;
constexpr int commit_pause_ms = 500;
constexpr double target_height_m = 1.5; // as the analysis: a face
constexpr double first_cell_m = 1;
// More are slow to follow a hand.
constexpr double most_cells = 600e3;

// What the ground and what stands on it hang on; cameras do not.
constexpr std::array read_roles{Role::building, Role::barrier,    Role::planting, Role::tree,
                                Role::opening,  Role::study_area, Role::zone,     Role::terrain};

double cell_for(const Site& site) {
    const Box box = site.study_box();
    double cell_m = first_cell_m;
    while (!box.empty() && box.width() / cell_m * (box.height() / cell_m) > most_cells)
        cell_m *= 2;
    return cell_m;
}

bool same_season(const TimeContext& a, const TimeContext& b) {
    return a.season == b.season && a.growth_year == b.growth_year && a.phase == b.phase;
}

} // namespace

CameraCommands::CameraCommands(Workspace workspace, std::span<const engine::Analysis> catalogue,
                               QObject* parent)
    : QObject(parent), workspace_(workspace), catalogue_(catalogue),
      runner_(new SeeRunner(workspace.map.canvas())), panel_(new CameraPanel),
      action_(new QAction(icon(QStringLiteral("camera")), tr("&Aim camera"), this)),
      answer_(new Answer(workspace.jobs, tr("Looking at what stands before the cameras"), this)),
      looking_(new Answer(workspace.jobs, tr("Looking through a camera"), this)) {
    action_->setObjectName(QStringLiteral("aim-camera"));
    action_->setCheckable(true);
    action_->setShortcut(Qt::Key_K);
    action_->setEnabled(false);
    action_->setToolTip(tr("Aim camera: drag the selected camera, turn it, choose its lens, and see what it "
                           "shows (K)"));
    runner_->setBeside(SeeTool::Beside::stays);
    beside_pause_.setSingleShot(true);
    beside_pause_.setInterval(beside_pause_ms);
    commit_pause_.setSingleShot(true);
    commit_pause_.setInterval(commit_pause_ms);
    connectParts();
    connectPlan();
}

CameraCommands::~CameraCommands() = default;

void CameraCommands::connectParts() {
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
        panel_->showValues(aim_->values());
        dragged_ = runner_->tool().held() != SeeTool::Part::nothing;
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
    connect(&beside_pause_, &QTimer::timeout, this, &CameraCommands::showBeside);
    connect(&commit_pause_, &QTimer::timeout, this, [this] {
        if (runner_->tool().held() == SeeTool::Part::nothing)
            commit();
        else
            commit_pause_.start(); // with what is being dragged
    });
    connect(panel_, &CameraPanel::edited, this, &CameraCommands::setValues);
    connect(panel_, &CameraPanel::editionChosen, this, [this] {
        forgetView(); // its levels are those of the other edition
        look();
    });
    connect(panel_, &CameraPanel::closeRequested, runner_, &SeeRunner::left);
    connect(panel_, &CameraPanel::helpRequested, this, &CameraCommands::helpRequested);
    connect(panel_, &CameraPanel::copyPictureRequested, this, &CameraCommands::copyPictureRequested);
    connect(panel_, &CameraPanel::savePictureRequested, this, &CameraCommands::savePictureRequested);
    connect(panel_, &CameraPanel::copyCommandRequested, this, &CameraCommands::copyCommand);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        plan_changed_ = true; // asked again with the next change
        look();
    });
    connect(looking_, &Answer::failed, this, [this](const QString& why) {
        failed_ = why;
        forgetView();
        showPicture();
        showBeside();
    });
}

void CameraCommands::connectPlan() {
    auto& map = workspace_.map;
    connect(&map, &MapArea::mouseTaken, this, [this](const QObject* by) {
        if (by != this) stop();
    });
    connect(&map.canvas(), &MapCanvas::selectionSet, this, &CameraCommands::onSelected);
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
    connect(&workspace_.document, &SiteDocument::changed, this, &CameraCommands::onChanged);
    connect(this, &CameraCommands::promptChanged, this,
            [this, before = map.canvas().accessibleDescription()] {
                workspace_.map.canvas().setAccessibleDescription(isActive() ? prompt() : before);
            });
}

FeaturePtr CameraCommands::cameraOf(const Uuid& id) const {
    for (const auto& [layer, camera] : workspace_.document.site()->features(Role::camera))
        if (camera->id == id && !camera->geometry.empty()) return camera;
    return nullptr;
}

void CameraCommands::onSelected(const std::vector<Uuid>& features) {
    selected_ = features;
    const bool one = features.size() == 1 && cameraOf(features.front());
    action_->setEnabled(one || isActive());
    if (!isActive() || (features.size() == 1 && features.front() == aim_->drawn()->id)) return;
    if (aim_->isNew()) aim_.reset();
    if (one)
        aim(features.front());
    else
        stop();
}

void CameraCommands::onChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    const bool anew = change.kind == Kind::opened || change.kind == Kind::scenario;
    if (anew || std::any_of(read_roles.begin(), read_roles.end(),
                            [&](Role role) { return change.roles.contains(role); }))
        plan_changed_ = true;
    if (change.kind == Kind::opened) {
        aim_.reset();
        ground_.reset();
        stop();
        return;
    }
    if (!isActive() || (!anew && change.kind != Kind::edited)) return;
    if (aim_->isNew() && !committing_) {
        giveUp(); // where it was to be drawn may be gone
        return;
    }
    const FeaturePtr camera = cameraOf(aim_->drawn()->id);
    if (!camera) {
        aim_.reset();
        stop();
        return;
    }
    if (camera != aim_->drawn()) takeUp(camera);
    refresh();
}

void CameraCommands::takeUp(const FeaturePtr& camera) {
    commit_pause_.stop();
    aim_.emplace(camera);
    runner_->setEye(aim_->eye());
    showCamera();
}

void CameraCommands::showCamera() {
    const QString name = QString::fromStdString(aim_->drawn()->name);
    panel_->showCamera(aim_->isNew()    ? tr("New camera")
                       : name.isEmpty() ? tr("Camera without a name")
                                        : name);
    panel_->showValues(aim_->values());
    workspace_.map.canvas().setLeftOut({aim_->drawn()->id});
}

void CameraCommands::aim(const Uuid& id) {
    const FeaturePtr camera = cameraOf(id);
    if (!camera) return;
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
    takeUp(camera);
    begin();
}

void CameraCommands::place(const SiteEdit& drawing) {
    stop();
    workspace_.map.takeMouse(this);
    failed_.clear();
    aim_.emplace(drawing);
    showCamera();
    begin();
    runner_->turnWithMouse();
}

void CameraCommands::begin() {
    const bool fresh = !isActive();
    runner_->start(aim_->eye());
    action_->setEnabled(true);
    action_->setChecked(true);
    refresh();
    showBeside();
    if (fresh) Q_EMIT activeChanged(true);
    Q_EMIT promptChanged();
}

void CameraCommands::giveUp() {
    commit_pause_.stop();
    stop();
}

void CameraCommands::stop() {
    if (!isActive()) return;
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
    action_->setEnabled(selected_.size() == 1 && cameraOf(selected_.front()));
    workspace_.map.giveMouseBack();
    workspace_.map.overlay().setSight(std::nullopt);
    workspace_.map.canvas().setLeftOut({});
    aim_.reset();
    Q_EMIT valueChanged({});
    if (!gone.empty() && selected_ == gone)
        Q_EMIT workspace_.map.canvas().selectionRequested({}, Qt::NoModifier);
    Q_EMIT activeChanged(false);
    Q_EMIT promptChanged();
}

void CameraCommands::setValues(const CameraAim::Values& values) {
    if (!isActive()) return;
    aim_->set(values);
    runner_->setEye(aim_->eye());
    commit_pause_.start();
    look();
}

void CameraCommands::commit() {
    commit_pause_.stop();
    const auto edit = aim_->edit();
    if (!edit) return;
    const QScopedValueRollback<bool> own(committing_, true);
    workspace_.document.apply(*edit);
}

// Neither there nor being made.
bool CameraCommands::groundIsWanting() const {
    if (plan_changed_ || !same_season(asked_time_, workspace_.map.timeBar().time())) return true;
    if (answer_->isPending()) return false;
    // Without a red line the ground reaches as far as things do, the camera among them.
    return !ground_ || !(ground_->scene().site().study_box() == workspace_.document.site()->study_box());
}

void CameraCommands::refresh() {
    if (!isActive()) return;
    if (groundIsWanting()) {
        plan_changed_ = false;
        is_current_ = false;
        asked_time_ = workspace_.map.timeBar().time();
        answer_->ask([this, site = workspace_.document.site(),
                      time = asked_time_](const Progress& progress) -> Job::Delivery {
            auto ground = std::make_shared<const CameraGround>(
                std::make_shared<const scene::Scene>(site, time), cell_for(*site), target_height_m, progress);
            return [this, ground] {
                ground_ = ground;
                is_current_ = true;
                failed_.clear();
                look();
                showBeside();
            };
        });
    }
    look();
}

bool CameraCommands::isWaiting() const {
    return answer_->isPending() || looking_->isPending();
}

const sightlines::CameraView* CameraCommands::view() const {
    return isActive() && ground_ && view_.camera ? &view_ : nullptr;
}

void CameraCommands::forgetView() {
    view_ = {};
    cover_.reset();
}

void CameraCommands::look() {
    if (!isActive()) return;
    if (ground_)
        looking_->follow([this, ground = ground_, camera = aim_->camera(),
                          edition = panel_->edition()](const Progress&) -> Job::Delivery {
            auto view = std::make_shared<sightlines::CameraView>(ground->look(camera, edition));
            auto cover = std::make_shared<const CoverPicture>(cover_of(*view, ground->grid(), edition));
            return [this, view, cover] {
                view_ = std::move(*view);
                cover_ = view_.camera ? cover : nullptr;
                showSoon();
                Q_EMIT looked();
            };
        });
    showSoon();
}

// The handles at once, numbers and lists at their own pace.
void CameraCommands::showSoon() {
    if (!beside_pause_.isActive()) beside_pause_.start();
    showPicture();
}

QString CameraCommands::warning() const {
    if (!failed_.isEmpty()) return failed_;
    if (!view_.left_out.empty())
        return tr("Nothing can be said of it: %1. Move it in front of the wall it hangs on.")
            .arg(QString::fromStdString(view_.left_out));
    return moved_sentence(view_);
}

QString CameraCommands::hint() const {
    if (aim_->isNew()) return tr("It comes onto the plan when you click where it looks. Esc gives it up.");
    if (!ground_) return tr("Looking at what stands on this plan…");
    return tr("The plan changes when you let go of a handle. Ctrl+Z takes it back.");
}

KnownOfPlan CameraCommands::known() const {
    return {ground_ && ground_->owners_known(), ground_ && ground_->windows() > 0};
}

void CameraCommands::showBeside() {
    if (!isActive()) return;
    panel_->showHint(hint());
    panel_->showWarning(warning());
    panel_->showView(view(), known());
    panel_->setAssumptions(assumed_words(*aim_->camera(), view_, ground_.get()));
}

QString CameraCommands::prompt() const {
    return isActive() ? aim_prompt(runner_->pointed(), *aim_, panel_->sensorWidth()) : QString();
}

void CameraCommands::showPicture() {
    if (!isActive()) return;
    SightPicture picture;
    picture.eye = runner_->tool().eye();
    picture.handles = runner_->tool().handles(runner_->metresPerPixel());
    if (const QString does = handle_words(runner_->pointed(), *aim_, panel_->sensorWidth()); !does.isEmpty())
        for (const auto& handle : picture.handles)
            if (handle.part == runner_->pointed()) picture.hint = {handle.at, does};
    picture.looker = aim_->values().azimuth_deg ? SightPicture::Looker::camera : SightPicture::Looker::dome;
    picture.camera = QString::fromStdString(aim_->drawn()->name);
    picture.waiting = ground_ && !is_current_;
    if (const auto* view = this->view()) {
        picture.cover = cover_;
        picture.words = cover_label(*view, panel_->edition(), known());
    } else {
        picture.words += !failed_.isEmpty()        ? tr("Cannot be worked out")
                         : !view_.left_out.empty() ? tr("Cannot look from here")
                                                   : tr("Looking…");
    }
    showPointed(picture);
    workspace_.map.overlay().setSight(std::move(picture));
}

void CameraCommands::showPointed(SightPicture& picture) {
    const QString words =
        pointer_ && view() ? pointed_words(*ground_, view_, *pointer_, panel_->edition()) : QString();
    if (!words.isEmpty() && !picture.hint) picture.hint = {*pointer_, words};
    Q_EMIT valueChanged(words.isEmpty() ? words : tr("Camera: %1").arg(words));
}

void CameraCommands::copyCommand() {
    commit();
    Result as_run;
    as_run.analysis = "sightlines.cameras";
    as_run.option = workspace_.document.activeScenario();
    as_run.settings = {{"cell_m", as_text(Value(ground_ ? ground_->cell_m() : first_cell_m))},
                       {"target_height_m", as_text(Value(target_height_m))},
                       {"edition", std::string(sightlines::name_of(panel_->edition()))}};
    const QString command = command_text(as_run, catalogue_, workspace_.document.file());
    QApplication::clipboard()->setText(command);
    Q_EMIT told(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

} // namespace prospect::app
