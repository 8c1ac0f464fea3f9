#include "app/window/outline_commands.h"

#include "app/models/words.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/study_area_card.h"
#include "app/panels/tool_card.h"
#include "app/tools/enclose_tool.h"
#include "app/tools/red_line.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr std::size_t most_choices = 8;
constexpr int kinds_width = 208;

const EncloseTool* enclose_tool(const Tool* tool) {
    return dynamic_cast<const EncloseTool*>(tool);
}

QString choice_text(const OutlineLayer& one) {
    const QString name = QString::fromStdString(one.layer->name);
    const QString size = quantity_text(area(one.outline.area), "m2");
    if (one.outline.gap)
        return OutlineCommands::tr("%1 · %2, open by %3").arg(name, size, gap_text(one.outline.gap_m()));
    if (one.count > 1)
        return OutlineCommands::tr("%1 · the largest of %2, %3").arg(name).arg(one.count).arg(size);
    return OutlineCommands::tr("%1 · %2").arg(name, size);
}

} // namespace

OutlineCommands::OutlineCommands(Workspace workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), card_(new StudyAreaCard),
      tool_card_(new ToolCard(workspace.map.drawing().runner())),
      finding_(new Answer(workspace.jobs, tr("Looking for closed lines"), this)) {
    workspace_.map.drawing().runner().workWith(workspace_.jobs);
    connect(finding_, &Answer::failed, card_, &StudyAreaCard::setNoChoices);
    workspace_.map.addCard(tool_card_);
    auto& drawing = workspace_.map.drawing();
    tool_card_->addSwitch(drawing.snapAction(),
                          [](const Tool& tool) { return tool.pull() != Tool::Pull::none; });
    tool_card_->addSwitch(drawing.rectangleAction(), [&drawing](const Tool&) { return drawing.drawsArea(); });
    makeKindPicker();
    makeActions();
    connect(card_, &StudyAreaCard::drawRequested, this, &OutlineCommands::drawRedLine);
    connect(card_, &StudyAreaCard::choicesWanted, this, &OutlineCommands::showChoices);
    connect(card_, &StudyAreaCard::layerRequested, this, &OutlineCommands::useLayer);
    connect(card_, &StudyAreaCard::lineOnMapRequested, this, &OutlineCommands::pickLine);
    connect(card_, &StudyAreaCard::wholePlanRequested, this, &OutlineCommands::wholePlan);
    connect(&workspace_.document, &SiteDocument::changed, this, &OutlineCommands::updateCard);
    updateCard();
}

void OutlineCommands::makeActions() {
    const auto add = [this](const char* name, const char* icon_name, const QString& text, auto act) {
        auto* action = new QAction(icon(QLatin1String(icon_name)), text, this);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
        actions_ += action;
    };
    make_ = new QAction(icon(QStringLiteral("area")), tr("&Use outlines"), this);
    make_->setObjectName(QStringLiteral("outline.make"));
    make_->setShortcut(Qt::Key_I);
    make_->setCheckable(true);
    make_->setToolTip(tr("Click inside an outline of the drawing to make it a building or another kind (I)"));
    auto& drawing = workspace_.map.drawing();
    connect(make_, &QAction::triggered, this, [this, &drawing](bool on) {
        if (on)
            makeOutlines();
        else
            drawing.runner().stop();
    });
    connect(&drawing.runner(), &ToolRunner::changed, make_, [this, &drawing] {
        make_->setChecked(enclose_tool(drawing.runner().session().tool()) != nullptr);
    });
    drawing.addToMenu(make_);
    workspace_.map.addTool(make_);
    actions_ += make_;
    add("red-line.draw", "study_area", tr("&Draw the red line"), [this] { drawRedLine(); });
    add("red-line.use", "select", tr("&Use a line on the plan as the red line"), [this] { pickLine(); });
    add("red-line.none", "remove", tr("No red line: the &whole plan counts"), [this] { wholePlan(); });
}

void OutlineCommands::makeKindPicker() {
    auto* fields = new QWidget;
    auto* row = new QHBoxLayout(fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::inside);
    row->addWidget(text_label(tr("Make it a")));
    kinds_ = new QComboBox;
    kinds_->setObjectName(QStringLiteral("outline-kind"));
    kinds_->setMinimumWidth(kinds_width);
    kinds_->setAccessibleName(tr("What the outline becomes"));
    for (const Drawable& one : area_kinds())
        kinds_->addItem(icon(one.icon), one.label, QString::fromStdString(one.id));
    row->addWidget(kinds_);
    connect(kinds_, &QComboBox::activated, this, &OutlineCommands::makeOutlines);
    tool_card_->setFields(fields, [](const Tool& tool) { return enclose_tool(&tool) != nullptr; });
}

void OutlineCommands::makeOutlines() {
    auto& runner = workspace_.map.drawing().runner();
    const EncloseTool* former = enclose_tool(runner.session().tool());
    auto joined = former ? former->joined() : std::vector<EnclosedOutline>();
    const auto kinds = area_kinds();
    const auto chosen = static_cast<std::size_t>(std::max(kinds_->currentIndex(), 0));
    runner.start(std::make_unique<EncloseTool>(kinds[chosen], std::move(joined)));
}

void OutlineCommands::drawRedLine() {
    workspace_.map.drawing().runner().start(std::make_unique<RedLineDrawTool>());
}

void OutlineCommands::pickLine() {
    workspace_.map.drawing().runner().start(std::make_unique<OutlineTool>());
}

void OutlineCommands::findChoices(std::function<void()> then) {
    const SitePtr site = workspace_.document.site();
    if (found_on_ == site) {
        then();
        return;
    }
    finding_->ask([this, site, then = std::move(then)](const Progress& progress) -> Job::Delivery {
        auto found = std::make_shared<const std::vector<OutlineLayer>>(outline_layers(*site, progress));
        return [this, site, found, then] {
            if (site != workspace_.document.site()) { // edited while the menu is open
                findChoices(then);
                return;
            }
            found_on_ = site;
            found_ = found;
            then();
        };
    });
}

void OutlineCommands::showChoices() {
    card_->setNoChoices(tr("Looking for closed lines…"));
    findChoices([this] {
        std::vector<StudyAreaCard::Choice> choices;
        for (const OutlineLayer& one : *found_)
            if (choices.size() < most_choices) choices.push_back({choice_text(one), one.layer->id});
        card_->setChoices(choices);
    });
}

void OutlineCommands::useLayer(const Uuid& layer) {
    findChoices([this, layer] {
        for (const OutlineLayer& one : *found_) {
            if (one.layer->id != layer) continue;
            if (one.outline.gap)
                workspace_.map.drawing().runner().start(std::make_unique<OutlineTool>(one.outline));
            else
                workspace_.document.apply(red_line_along(*workspace_.document.site(), one.outline).edit);
            return;
        }
        Q_EMIT told(MessageBar::Level::look, tr("That line is no longer on the plan."));
    });
}

void OutlineCommands::wholePlan() {
    if (const auto edit = whole_plan_edit(*workspace_.document.site())) workspace_.document.apply(*edit);
}

void OutlineCommands::updateCard() {
    const SitePtr site = workspace_.document.site();
    const double inside_m2 = red_line_area_m2(*site);
    card_->setPlan(!site->layers.empty(), inside_m2);
    for (auto* action : actions_)
        action->setEnabled(!site->layers.empty() &&
                           (action->objectName() != QLatin1String("red-line.none") || inside_m2 > 0));
}

} // namespace prospect::app
