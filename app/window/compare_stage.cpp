#include "app/window/compare_stage.h"

#include "analysis/assessment/profile.h"
#include "app/canvas/map_canvas.h"
#include "app/canvas/map_swipe.h"
#include "app/panels/compare_panel.h"
#include "app/panels/compare_setup.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/map_card.h"
#include "app/panels/map_overlay.h"
#include "app/panels/option_commands.h"
#include "app/render/paint_changes.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace prospect::app {

namespace {

constexpr double surroundings_m = 20;
constexpr QSize picture_size{328, 236};
constexpr std::size_t store_bytes = std::size_t{256} << 20;

} // namespace

CompareStage::CompareStage(Workspace workspace, std::span<const engine::Analysis> catalogue,
                           std::function<TimeContext()> time, QObject* parent)
    : StageController(Stage::compare, workspace, parent), time_(std::move(time)),
      engine_(std::make_shared<engine::Engine>(catalogue, store_bytes)), setup_(new CompareSetup),
      panel_(new ComparePanel),
      swipe_action_(new QAction(icon(QStringLiteral("compare")), tr("S&wipe"), this)),
      swipe_card_(new MapCard) {
    connectSwipe();
    connect(setup_, &CompareSetup::compareRequested, this, &CompareStage::run);
    connect(setup_, &CompareSetup::cancelRequested, this, &CompareStage::cancel);
    connect(setup_, &CompareSetup::newOptionRequested, this, &CompareStage::newOptionRequested);
    connect(setup_, &CompareSetup::changeChosen, this, [this](std::size_t change) {
        if (change >= changes_.size()) return;
        const PlanChange& chosen = changes_[change];
        Box box = chosen.feature().geometry.box();
        if (chosen.before) box.add(chosen.before->geometry.box());
        flyTo(box);
        if (chosen.after) Q_EMIT selectionRequested({chosen.after->id});
    });
    connect(panel_, &ComparePanel::optionChosen, this, [this](const QString& option) {
        if (option.isEmpty() || workspace_.document.base()->scenario(option.toStdString()))
            workspace_.document.setActiveScenario(option);
        else
            Q_EMIT told(MessageBar::Level::look, tr("“%1” is no longer there.").arg(option));
    });
    connect(panel_, &ComparePanel::helpRequested, this, &CompareStage::helpRequested);
    connect(panel_, &ComparePanel::placeChosen, this, [this](Point place) { flyTo(box_of({&place, 1})); });
    connect(&workspace_.document, &SiteDocument::changed, this, &CompareStage::onDocumentChanged);
    const auto pass_on = [this](const JobState& state) {
        if (state.id == job_) setup_->showProgress(state);
    };
    connect(&workspace_.jobs, &JobRunner::started, this, pass_on);
    connect(&workspace_.jobs, &JobRunner::progressed, this, pass_on);
}

QWidget* CompareStage::leftColumn() const {
    return setup_;
}

QWidget* CompareStage::rightColumn() const {
    return panel_;
}

QString CompareStage::prompt() const {
    if (isRunning()) return tr("Comparing. Esc stops; the plan can be changed meanwhile.");
    if (workspace_.map.swipe().isActive())
        return tr("Drag the line on the map, or move it with the arrow keys. Esc ends.");
    if (workspace_.document.base()->scenarios.empty())
        return tr("Next: make an option in the top bar, or add a changed drawing to the plan as one.");
    if (panel_->versions().empty()) return tr("Next: compare. The map shows already what differs.");
    return tr("Click a picture to show that version, a line to go where it is.");
}

void CompareStage::enter() {
    in_view_ = true;
    swipe_action_->setEnabled(true);
    updateMark();
    showDifference();
}

void CompareStage::leave() {
    in_view_ = false;
    workspace_.map.swipe().stop();
    swipe_action_->setEnabled(false);
    swipe_card_->hide();
    workspace_.map.overlay().setChanges(std::nullopt);
}

void CompareStage::run() {
    CompareRequest request;
    request.base = workspace_.document.base();
    request.options = setup_->chosen();
    if (request.options.size() < 2 || isRunning()) return;
    request.time = time_();
    request.rules = std::make_shared<const assessment::Profile>(assessment::profile_of(request.base->meta));
    request.acceptances = workspace_.document.acceptances();
    request.picture.size = picture_size;
    request.picture.theme = theme_of(panel_->palette()).kind;
    request.picture.device_pixel_ratio = panel_->devicePixelRatioF();
    const auto ended = [this] {
        job_ = 0;
        setup_->showIdle();
        Q_EMIT promptChanged();
    };
    auto job = compare_job(
        engine_, request,
        [this, ended, asked = request, number = workspace_.document.mark().document](Comparison comparison) {
            ended();
            if (number != workspace_.document.mark().document) return; // another plan is open by now
            compared_ = asked;
            panel_->show(std::move(comparison));
            followNames();
            showDifference();
            updateMark();
            Q_EMIT promptChanged();
        },
        [this, ended](const Error& error) {
            ended();
            Q_EMIT told(MessageBar::Level::serious, sentence(error));
        });
    job.cancelled = ended;
    const QString title = job.title;
    job_ = workspace_.jobs.replace(std::move(job));
    setup_->showProgress({job_, title, tr("starting"), 0, {}});
    Q_EMIT promptChanged();
}

void CompareStage::cancel() {
    if (job_ != 0) workspace_.jobs.cancel(job_);
}

void CompareStage::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::saved || change.kind == Kind::runs || change.kind == Kind::looks) return;
    if (change.kind == Kind::opened) {
        cancel();
        panel_->show({});
    }
    followNames();
    QStringList options;
    for (const auto& option : workspace_.document.base()->scenarios)
        options += QString::fromStdString(option->name);
    setup_->setOptions(options);
    updateMark();
    showDifference();
}

// What was compared keeps its option when that gets another name.
void CompareStage::followNames() {
    const auto& versions = panel_->versions();
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const Scenario* then =
            compared_.base->scenario(compared_.options.value(static_cast<int>(i)).toStdString());
        if (!then) continue;
        for (const auto& now : workspace_.document.base()->scenarios)
            if (now->id == then->id) panel_->setOption(i, QString::fromStdString(now->name));
    }
}

SitePtr CompareStage::version(const QString& option) {
    return shown_.of(workspace_.document.base(), option.toStdString()).site;
}

// The first of what was compared or is ticked, else the existing place.
QString CompareStage::reference() const {
    const auto base = workspace_.document.base();
    if (!panel_->versions().empty()) {
        const QString first = panel_->versions().front().option;
        if (first.isEmpty() || base->scenario(first.toStdString())) return first;
    }
    const QStringList chosen = setup_->chosen();
    return chosen.isEmpty() ? QString() : chosen.front();
}

// The active version, or, when that is the reference itself, the last one that is to stand beside it.
QString CompareStage::compared() const {
    const QString active = workspace_.document.activeScenario();
    if (active != reference()) return active;
    const QStringList chosen = setup_->chosen();
    return chosen.isEmpty() ? active : chosen.back();
}

void CompareStage::showDifference() {
    if (!in_view_) return;
    const auto base = workspace_.document.base();
    const QString from = reference();
    const QString to = compared();
    changes_ = from == to ? std::vector<PlanChange>{} : plan_changes(*version(from), *version(to));
    setup_->showChanges(from, to, changes_);
    updateSwipe();
    if (!workspace_.map.swipe().isActive())
        workspace_.map.overlay().setChanges(MapOverlay::Changes{
            render::changed_shapes(changes_), tr("Gone, as in “%1”").arg(option_words(from)),
            tr("New or changed in “%1”").arg(option_words(to))});
    const auto& versions = panel_->versions();
    for (std::size_t i = 1; i < versions.size(); ++i)
        if (versions[i].option == to) panel_->showVersion(i);
}

void CompareStage::connectSwipe() {
    swipe_action_->setCheckable(true);
    swipe_action_->setShortcut(Qt::Key_B);
    swipe_action_->setEnabled(false);
    swipe_action_->setToolTip(tr("Draw one version over the other (B). Esc ends."));
    auto* row = new QHBoxLayout(swipe_card_);
    row->setContentsMargins(2, 2, 2, 2);
    auto* button = tool_button(swipe_action_);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(button);
    swipe_card_->hide();
    workspace_.map.addCard(swipe_card_);
    connect(swipe_action_, &QAction::triggered, this, &CompareStage::setSwiping);
    connect(&workspace_.map.swipe(), &MapSwipe::stopped, this, &CompareStage::endSwipe);
}

void CompareStage::setSwiping(bool swiping) {
    auto& swipe = workspace_.map.swipe();
    if (!swiping) {
        swipe.stop();
        return;
    }
    const QString to = compared();
    if (!in_view_ || to == reference()) {
        swipe_action_->setChecked(false);
        return;
    }
    auto& canvas = workspace_.map.canvas();
    put_away_ = canvas.field();
    put_away_style_ = canvas.fieldStyle();
    canvas.setField({}, {});
    workspace_.map.overlay().setChanges(std::nullopt);
    swipe.start(version(reference()), {option_words(reference()), option_words(to)});
    workspace_.document.setActiveScenario(to); // what is right of the line
    Q_EMIT promptChanged();
}

void CompareStage::updateSwipe() {
    const bool two = compared() != reference();
    swipe_card_->setVisible(in_view_ && two);
    auto& swipe = workspace_.map.swipe();
    if (!swipe.isActive()) return;
    if (two && compared() == workspace_.document.activeScenario())
        swipe.start(version(reference()), {option_words(reference()), option_words(compared())});
    else
        swipe.stop(); // the shown version is the first itself: nothing to see it against
}

void CompareStage::endSwipe() {
    swipe_action_->setChecked(false);
    auto& canvas = workspace_.map.canvas();
    if (const auto field = std::exchange(put_away_, {}); field && !canvas.field())
        canvas.setField(field, put_away_style_);
    if (in_view_) showDifference();
    Q_EMIT promptChanged();
}

void CompareStage::updateMark() {
    if (!in_view_) return; // replays the options: enter() does it then
    const auto base = workspace_.document.base();
    const bool judged_otherwise = !engine::same_day_and_night(compared_.time, time_()) || !compared_.rules ||
                                  *compared_.rules != assessment::profile_of(base->meta) ||
                                  compared_.base->answers != base->answers ||
                                  compared_.acceptances != workspace_.document.acceptances();
    const auto is_old = [&](const ComparedVersion& version) {
        if (version.option.isEmpty()) return snapshot_hash(*version.site) != snapshot_hash(*base);
        const std::string name = version.option.toStdString();
        return !base->scenario(name) ||
               snapshot_hash(*version.site) != snapshot_hash(*this->version(version.option));
    };
    const auto& versions = panel_->versions();
    panel_->setOutOfDate(!versions.empty() &&
                         (judged_otherwise || std::any_of(versions.begin(), versions.end(), is_old)));
}

void CompareStage::flyTo(const Box& box) {
    workspace_.map.canvas().zoomToBox(box.grown(surroundings_m));
}

} // namespace prospect::app
