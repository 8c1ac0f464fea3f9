#include "app/window/lamp_commands.h"

#include "analysis/engine/context.h"
#include "analysis/lighting/photometries.h"
#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/command_text.h"
#include "app/models/lamp_words.h"
#include "app/models/words.h"
#include "app/panels/lamp_fields.h"
#include "app/panels/lamp_panel.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_overlay.h"
#include "app/panels/time_bar.h"
#include "app/render/light_style.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <cmath>
#include <set>

namespace prospect::app {

using lighting::LightLayers;
using lighting::LitGround;

namespace {

constexpr int rest_pause_ms = 40;
constexpr double first_cell_m = 1;
constexpr double most_cells = 400e3;
// Of layers, one for each lamp: a quarter of a gigabyte.
constexpr double most_values = 64e6;
constexpr double most_kept_values = 16e6; // of those, while no lamp is aimed

double cell_for(const Site& site) {
    const Box box = site.study_box();
    const auto lamps = static_cast<double>(site.features(Role::luminaire).size() + 2);
    double cell_m = first_cell_m;
    const auto cells = [&] { return box.width() / cell_m * (box.height() / cell_m); };
    while (!box.empty() && (cells() > most_cells || cells() * lamps > most_values))
        cell_m *= 2;
    return cell_m;
}

QAction* make_action() {
    auto* action = new QAction(icon(QStringLiteral("luminaire")), LampCommands::tr("Aim &lamp"));
    action->setObjectName(QStringLiteral("aim-lamp"));
    action->setToolTip(
        LampCommands::tr("Aim lamp: drag the selected lamp, turn it, choose its light, and see "
                         "what it lights (Shift+K)"));
    action->setShortcut(Qt::SHIFT | Qt::Key_K);
    return action;
}

QStringList circuits_of(const Site& site) {
    std::set<std::string> found;
    for (const auto& [layer, lamp] : site.features(Role::luminaire))
        if (const Attribute* circuit = lamp->find("circuit")) found.insert(as_text(circuit->value));
    QStringList circuits;
    for (const std::string& one : found)
        if (!one.empty()) circuits += QString::fromStdString(one);
    return circuits;
}

} // namespace

LampCommands::LampCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent)
    : LampCommands(workspace, catalogue, new LampPanel, parent) {}

LampCommands::LampCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, LampPanel* panel,
                           QObject* parent)
    : AimCommands(workspace,
                  {.role = Role::luminaire,
                   .ground_roles = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening,
                                    Role::study_area, Role::zone, Role::path, Role::terrain},
                   .handles = SeeTool::Handles::turn,
                   .ground_title = tr("Looking at what stands around the lamps"),
                   .look_title = tr("Lighting the plan")},
                  make_action(), panel, parent),
      catalogue_(catalogue), panel_(panel),
      layering_(new Answer(workspace.jobs, tr("Working out the light of each lamp"), this)) {
    rest_pause_.setSingleShot(true);
    rest_pause_.setInterval(rest_pause_ms);
    connect(&panel_->fields(), &LampFields::edited, this, &LampCommands::setValues);
    connect(panel_, &LampPanel::copyCommandRequested, this, &LampCommands::copyCommand);
    connect(&workspace_.map.canvas(), &MapCanvas::settled, this, [this] {
        if (field_waits_) showField();
    });
    connect(&rest_pause_, &QTimer::timeout, this, [this] {
        if (field_waits_ || looking_->isPending())
            rest_pause_.start();
        else
            putField(Lines::drawn);
    });
    connect(&workspace_.map, &MapArea::fieldHideRequested, this, [this] {
        MapCanvas& canvas = workspace_.map.canvas();
        if (!isActive() || !shown_ || canvas.field() != shown_) return;
        hidden_ = true;
        canvas.setField({}, {});
    });
    connect(layering_, &Answer::failed, this, [this](const QString& why) {
        setFailed(why);
        if (isActive()) showBeside();
    });
}

LampCommands::~LampCommands() = default;

std::unique_ptr<Aim> LampCommands::makeAim(const FeaturePtr& thing) const {
    return std::make_unique<LampAim>(thing);
}

void LampCommands::showThing() {
    const QString name = QString::fromStdString(aim_->drawn()->name);
    panel_->showLamp(name.isEmpty() ? tr("Lamp without a name") : name);
    const Site& site = *workspace_.document.site();
    panel_->fields().setChoices(names_of(site.photometries), names_of(lighting::bundled_photometries()),
                                circuits_of(site));
    showValues();
}

void LampCommands::showValues() {
    panel_->fields().show(lamp().values());
}

void LampCommands::setValues(const LampAim::Values& values) {
    if (!isActive()) return;
    LampAim::Values now = values;
    now.at = lamp().values().at;
    lamp().set(now);
    showValues();
    typed();
}

// By day lamps are off: the light is that of the night.
TimeContext LampCommands::time() const {
    const TimeContext& now = workspace_.map.timeBar().time();
    return now.band == DayBand::day ? engine::in_band(now, DayBand::night) : now;
}

bool LampCommands::hasGround() const {
    return ground_ && ground_->scene().site().study_box() == workspace_.document.site()->study_box();
}

void LampCommands::dropGround() {
    ground_.reset();
    layers_.reset();
    others_.reset();
    others_ground_.reset();
    others_in_.reset();
}

void LampCommands::askGround() {
    answer_->ask(
        [this, site = workspace_.document.site(), time = time()](const Progress& progress) -> Job::Delivery {
            auto ground = std::make_shared<const LitGround>(std::make_shared<const scene::Scene>(site, time),
                                                            cell_for(*site), progress);
            return [this, ground] {
                ground_ = ground;
                others_in_.reset();
                groundMade();
                refreshOthers();
            };
        });
}

void LampCommands::refreshOthers() {
    if (!isActive() || !ground_) return;
    const SitePtr site = workspace_.document.site();
    const Uuid id = aim_->drawn()->id;
    if (others_in_ == site && others_of_ == id && others_at_ == time()) return;
    others_in_ = site;
    if (others_of_ != id || !(others_at_ == time())) others_.reset();
    others_of_ = id;
    others_at_ = time();
    layering_->ask([this, site, id, ground = ground_, known = layers_,
                    time = others_at_](const Progress& progress) -> Job::Delivery {
        std::vector<FeaturePtr> lamps;
        for (const auto& [layer, lamp] : site->features(Role::luminaire))
            lamps.push_back(lamp);
        auto found =
            lighting::luminaires_among(ground->scene(), ground->space(), *site, lamps, std::nullopt, time);
        auto layers =
            std::make_shared<const LightLayers>(ground, std::move(found.lit), known.get(), progress);
        auto others = std::make_shared<const std::vector<float>>(layers->without(id));
        return [this, layers, others, id, ground] {
            layers_ = layers;
            if (others_of_ != id) return;
            others_ = others;
            others_ground_ = ground;
            setFailed({});
            look();
        };
    });
}

bool LampCommands::isWaiting() const {
    return AimCommands::isWaiting() || layering_->isPending() || field_waits_;
}

const lighting::LightView* LampCommands::view() const {
    return isActive() && view_ ? &*view_ : nullptr;
}

void LampCommands::forgetView() {
    view_.reset();
    view_ground_.reset();
}

void LampCommands::look() {
    if (!isActive()) return;
    if (others_)
        looking_->follow([this, ground = others_ground_, others = others_, site = workspace_.document.site(),
                          lamp = aim_->aimed(), time = time()](const Progress&) -> Job::Delivery {
            auto view =
                std::make_shared<lighting::LightView>(lighting::look_at(*ground, *others, *site, lamp, time));
            return [this, view, ground] {
                setFailed({});
                view_ground_ = ground;
                field_ = std::make_shared<const Field>(std::move(view->field));
                view_ = std::move(*view);
                showField();
                showSoon();
                Q_EMIT looked();
            };
        });
    showSoon();
}

void LampCommands::showField() {
    field_waits_ = workspace_.map.canvas().isPainting();
    rest_pause_.start();
    if (!field_waits_) putField(Lines::none);
}

void LampCommands::putField(Lines lines) {
    if (!view() || hidden_) return;
    MapCanvas& canvas = workspace_.map.canvas();
    if (canvas.field() != shown_) {
        former_ = canvas.field();
        former_style_ = canvas.fieldStyle();
    }
    shown_ = field_;
    render::FieldStyle style = render::light_style(*shown_, tr("Light on the ground"));
    style.contour_lines = lines == Lines::drawn;
    canvas.setField(shown_, style);
}

void LampCommands::ended() {
    rest_pause_.stop();
    field_waits_ = false;
    layering_->withdraw();
    others_in_.reset();
    if (layers_ && ground_ && static_cast<double>(layers_->lamps() * ground_->places()) > most_kept_values)
        layers_.reset();
    MapCanvas& canvas = workspace_.map.canvas();
    if (shown_ && canvas.field() == shown_)
        canvas.setField(former_, former_style_);
    else if (hidden_)
        canvas.setField(former_, former_style_);
    hidden_ = false;
    shown_.reset();
    field_.reset();
    former_.reset();
}

void LampCommands::showBeside() {
    const QString warning = !failure().isEmpty() ? failure() : view_ ? lamp_warning(*view_) : QString();
    panel_->showHint(view_ ? tr("The plan changes when you let go of a handle. Ctrl+Z takes it back.")
                           : tr("Working out the light of each lamp…"));
    panel_->showWarning(warning);
    panel_->showView(view(), view_ground_.get());
    panel_->setAssumptions(
        assumed_of_lamp(*aim_->aimed(), view_.value_or(lighting::LightView{}), view_ground_.get()));
}

QString LampCommands::prompt() const {
    if (!isActive()) return {};
    return runner_->pointed() == SeeTool::Part::turn
               ? tr("Drag to turn the 0° side of its light. Shift holds it to steps of 15°; it can be typed "
                    "at "
                    "the right, too.")
               : tr("Drag the lamp or its handle. Arrow keys move it, with Ctrl they turn it. Esc gives up a "
                    "drag, else leaves.");
}

QString LampCommands::pointedWords() const {
    if (!pointer_ || !view()) return {};
    const auto lux = field_->value_at(*pointer_);
    return lux ? lux_text(static_cast<double>(*lux)) : QString();
}

void LampCommands::showPicture() {
    if (!isActive()) return;
    SightPicture picture =
        pictureOf(runner_->pointed() == SeeTool::Part::turn
                      ? tr("0° side to %1").arg(quantity_text(lamp().values().azimuth_deg, "deg"))
                      : QString());
    picture.looker = SightPicture::Looker::lamp;
    picture.heading =
        tr("Light of all lamps, %1 hanging %2 high")
            .arg(aim_->drawn()->name.empty() ? tr("one") : QString::fromStdString(aim_->drawn()->name),
                 quantity_text(lamp().values().height_m, "m"));
    picture.waiting = ground_ && !isGroundCurrent();
    if (view() && view_->lamp) picture.lean_deg = lean_azimuth(*view_->lamp);
    picture.words =
        view() ? light_label(*view_, *view_ground_)
               : QStringList{failure().isEmpty() ? tr("Working out the light…") : tr("Cannot be worked out")};
    const QString words = pointedWords();
    if (!words.isEmpty() && !picture.hint && runner_->pointed() == SeeTool::Part::nothing)
        picture.hint = {*pointer_, words};
    Q_EMIT valueChanged(words.isEmpty() ? words : tr("Light: %1").arg(words));
    workspace_.map.overlay().setSight(std::move(picture));
}

void LampCommands::copyCommand() {
    commit();
    Result as_run;
    as_run.analysis = "lighting.illuminance";
    as_run.option = workspace_.document.activeScenario();
    as_run.settings = {{"cell_m", as_text(Value(ground_ ? ground_->cell_m() : first_cell_m))},
                       {"quantities", std::string("eh")}};
    auto run = std::make_shared<engine::Run>();
    run->time = time();
    as_run.run = run;
    const QString command = command_text(as_run, catalogue_, workspace_.document.file());
    QApplication::clipboard()->setText(command);
    Q_EMIT told(MessageBar::Level::fine, tr("On the clipboard: %1").arg(command));
}

} // namespace prospect::app
