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

#include <array>
#include <cmath>

namespace prospect::app {

using sightlines::CameraGround;

namespace {

constexpr double target_height_m = 1.5; // as the analysis: a face
constexpr double first_cell_m = 1;
// More are slow to follow a hand.
constexpr double most_cells = 600e3;

double cell_for(const Site& site) {
    const Box box = site.study_box();
    double cell_m = first_cell_m;
    while (!box.empty() && box.width() / cell_m * (box.height() / cell_m) > most_cells)
        cell_m *= 2;
    return cell_m;
}

QAction* make_action() {
    auto* action = new QAction(icon(QStringLiteral("camera")), CameraCommands::tr("&Aim camera"));
    action->setObjectName(QStringLiteral("aim-camera"));
    action->setShortcut(Qt::Key_K);
    action->setToolTip(CameraCommands::tr(
        "Aim camera: drag the selected camera, turn it, choose its lens, and see what it shows (K)"));
    return action;
}

} // namespace

CameraCommands::CameraCommands(Workspace workspace, std::span<const engine::Analysis> catalogue,
                               QObject* parent)
    : CameraCommands(workspace, catalogue, new CameraPanel, parent) {}

CameraCommands::CameraCommands(Workspace workspace, std::span<const engine::Analysis> catalogue,
                               CameraPanel* panel, QObject* parent)
    : AimCommands(workspace,
                  {.role = Role::camera,
                   .ground_roles = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening,
                                    Role::study_area, Role::zone, Role::terrain},
                   .ground_title = tr("Looking at what stands before the cameras"),
                   .look_title = tr("Looking through a camera")},
                  make_action(), panel, parent),
      catalogue_(catalogue), panel_(panel) {
    connect(panel_, &CameraPanel::edited, this, &CameraCommands::setValues);
    connect(panel_, &CameraPanel::editionChosen, this, [this] {
        forgetView(); // its levels are those of the other edition
        look();
    });
    connect(panel_, &CameraPanel::copyCommandRequested, this, &CameraCommands::copyCommand);
}

CameraCommands::~CameraCommands() = default;

std::unique_ptr<Aim> CameraCommands::makeAim(const FeaturePtr& thing) const {
    return std::make_unique<CameraAim>(thing);
}

void CameraCommands::placeNew(const SiteEdit& drawing) {
    place(std::make_unique<CameraAim>(drawing));
}

void CameraCommands::showThing() {
    const QString name = QString::fromStdString(aim_->drawn()->name);
    panel_->showCamera(aim_->isNew()    ? tr("New camera")
                       : name.isEmpty() ? tr("Camera without a name")
                                        : name);
    showValues();
}

void CameraCommands::showValues() {
    panel_->showValues(camera().values());
}

void CameraCommands::setValues(const CameraAim::Values& values) {
    if (!isActive()) return;
    camera().set(values);
    typed();
}

// Without a red line the ground reaches as far as things do, the camera among them.
bool CameraCommands::hasGround() const {
    return ground_ && ground_->scene().site().study_box() == workspace_.document.site()->study_box();
}

void CameraCommands::askGround() {
    answer_->ask([this, site = workspace_.document.site(),
                  time = askedTime()](const Progress& progress) -> Job::Delivery {
        auto ground = std::make_shared<const CameraGround>(std::make_shared<const scene::Scene>(site, time),
                                                           cell_for(*site), target_height_m, progress);
        return [this, ground] {
            ground_ = ground;
            groundMade();
        };
    });
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
        looking_->follow([this, ground = ground_, camera = aim_->aimed(),
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

QString CameraCommands::warning() const {
    if (!failure().isEmpty()) return failure();
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
    panel_->showHint(hint());
    panel_->showWarning(warning());
    panel_->showView(view(), known());
    panel_->setAssumptions(assumed_words(*aim_->aimed(), view_, ground_.get()));
}

QString CameraCommands::prompt() const {
    return isActive() ? aim_prompt(runner_->pointed(), camera(), panel_->sensorWidth()) : QString();
}

void CameraCommands::showPicture() {
    if (!isActive()) return;
    SightPicture picture = pictureOf(handle_words(runner_->pointed(), camera(), panel_->sensorWidth()));
    picture.looker =
        camera().values().azimuth_deg ? SightPicture::Looker::camera : SightPicture::Looker::dome;
    picture.camera = QString::fromStdString(aim_->drawn()->name);
    picture.waiting = ground_ && !isGroundCurrent();
    if (const auto* view = this->view()) {
        picture.cover = cover_;
        picture.words = cover_label(*view, panel_->edition(), known());
    } else {
        picture.words += !failure().isEmpty()      ? tr("Cannot be worked out")
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
