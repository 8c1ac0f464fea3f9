#include "app/panels/drawing_tools.h"

#include "app/canvas/map_canvas.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/map_overlay.h"
#include "app/tools/displace_tool.h"
#include "app/tools/draw_tool.h"
#include "app/tools/rectangle_tool.h"
#include "app/tools/shape_tools.h"
#include "app/tools/turn_tools.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>

namespace prospect::app {

DrawingTools::DrawingTools(MapCanvas& canvas, MapOverlay& overlay, QWidget* parent)
    : QObject(parent), canvas_(canvas), overlay_(overlay), runner_(new ToolRunner(canvas)),
      grips_(new GripRunner(canvas, runner_->session())), menu_(new QMenu(parent)),
      again_(new QAction(parent)), rectangle_(new QAction(parent)), snap_(new QAction(parent)) {
    makeSwitches();
    fillMenu();
    makeEdits();
    connect(&canvas_, &MapCanvas::selectionSet, this, &DrawingTools::enableEdits);
    connect(runner_, &ToolRunner::changed, this, &DrawingTools::followRectangle);
    connect(runner_, &ToolRunner::changed, this, &DrawingTools::showPreview);
    connect(grips_, &GripRunner::changed, this, &DrawingTools::showPreview);
    connect(grips_, &GripRunner::edited, this, &DrawingTools::edited);
    connect(runner_, &ToolRunner::edited, this, [this](const SiteEdit& edit) {
        if (drawsCamera())
            Q_EMIT cameraDrawn(edit);
        else
            Q_EMIT edited(edit);
    });
    connect(runner_, &ToolRunner::made, this, &DrawingTools::selectionRequested);
    connect(runner_, &ToolRunner::besideFailed, this, &DrawingTools::told);
}

void DrawingTools::makeSwitches() {
    rectangle_->setObjectName(QStringLiteral("draw.rectangle"));
    rectangle_->setIcon(icon(QStringLiteral("area")));
    rectangle_->setText(tr("Areas as &rectangles"));
    rectangle_->setIconText(tr("Rectangle"));
    rectangle_->setToolTip(tr("Draw areas by their first edge and their depth (R)"));
    rectangle_->setShortcut(Qt::Key_R);
    rectangle_->setCheckable(true);
    connect(rectangle_, &QAction::toggled, this, [this] {
        followRectangle();
        showPreview();
    });
    snap_->setObjectName(QStringLiteral("draw.snap"));
    snap_->setIcon(icon(QStringLiteral("target")));
    snap_->setText(tr("&Snap to what is drawn"));
    snap_->setIconText(tr("Snap"));
    snap_->setToolTip(tr("The pointer is pulled to ends, middles, crossings and right angles (F3, S); hold "
                         "Ctrl for the other way round"));
    snap_->setShortcut(Qt::Key_F3);
    snap_->setCheckable(true);
    snap_->setChecked(runner_->session().snaps());
    connect(snap_, &QAction::triggered, runner_, &ToolRunner::toggleSnapping);
    connect(runner_, &ToolRunner::changed, snap_, [this] { snap_->setChecked(runner_->session().snaps()); });
    for (auto* action : {rectangle_, snap_})
        menu_->parentWidget()->addAction(action); // the key must work without a menu
}

bool DrawingTools::drawsArea() const {
    const auto* tool = dynamic_cast<const DrawTool*>(runner_->session().tool());
    return tool && tool->draws_areas();
}

bool DrawingTools::drawsCamera() const {
    const auto* tool = dynamic_cast<const DrawTool*>(runner_->session().tool());
    return tool && tool->drawable().role == Role::camera;
}

bool DrawingTools::awaitsRectangle() const {
    const bool rectangles = dynamic_cast<const RectangleTool*>(runner_->session().tool()) != nullptr;
    return drawsArea() && rectangles != rectangle_->isChecked();
}

void DrawingTools::followRectangle() {
    const auto* tool = dynamic_cast<const DrawTool*>(runner_->session().tool());
    if (awaitsRectangle() && !tool->has_begun()) draw(Drawable(tool->drawable()));
}

void DrawingTools::showPreview() {
    overlay_.setPreview(runner_->isActive() ? runner_->session().preview() : grips_->grips().preview());
    Q_EMIT promptChanged();
}

QString DrawingTools::prompt() const {
    if (!runner_->isActive()) return grips_->grips().prompt();
    const QString prompt = runner_->session().prompt();
    if (!awaitsRectangle()) return prompt;
    return rectangle_->isChecked() ? tr("Rectangle from the next area on · %1").arg(prompt)
                                   : tr("Corner by corner from the next area on · %1").arg(prompt);
}

void DrawingTools::fillMenu() {
    const std::vector<Drawable> all = drawables();
    last_ = all.front();
    QMenu* group = nullptr;
    for (const Drawable& one : all) {
        if (!one.group.isEmpty() && (!group || group->title() != one.group))
            group = menu_->addMenu(icon(kind_icon(one.role)), one.group);
        QMenu* menu = one.group.isEmpty() ? menu_ : group;
        auto* action = menu->addAction(icon(one.icon), one.label);
        action->setObjectName(QStringLiteral("draw.") + QString::fromStdString(one.id));
        connect(action, &QAction::triggered, this, [this, one] { draw(one); });
    }
    menu_->addSeparator();
    menu_->addAction(rectangle_);
    menu_->addAction(snap_);
    again_->setText(tr("Draw the same again: %1").arg(last_.label));
    again_->setShortcut(Qt::Key_D);
    connect(again_, &QAction::triggered, this, [this] { draw(last_); });
    menu_->addAction(again_);
    // The menu is only built into a button: the key must work without it.
    menu_->parentWidget()->addAction(again_);
}

void DrawingTools::addToMenu(QAction* action) {
    QAction* first = menu_->actions().front();
    menu_->insertAction(first, action);
    menu_->insertSeparator(first);
}

void DrawingTools::draw(const Drawable& drawable) {
    last_ = drawable;
    again_->setText(tr("Draw the same again: %1").arg(last_.label));
    if (rectangle_->isChecked() && drawable.shape == GeometryKind::polygon)
        runner_->start(std::make_unique<RectangleTool>(drawable));
    else
        runner_->start(std::make_unique<DrawTool>(drawable));
}

std::vector<Copied> DrawingTools::selected() const {
    return canvas_.site() ? copied_from(*canvas_.site(), canvas_.selection()) : std::vector<Copied>();
}

template <class Start>
void DrawingTools::startWithSelection(Start make) {
    std::vector<Copied> things = selected();
    if (!things.empty()) runner_->start(make(std::move(things)));
}

void DrawingTools::makeEdits() {
    const auto add = [this](const char* name, const QString& text, const QKeySequence& key, auto act) {
        auto* action = new QAction(icon(QLatin1String(name)), text, menu_->parentWidget());
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, act);
        menu_->parentWidget()->addAction(action); // the key must work without a menu
        edits_ += action;
        return action;
    };
    add("pan", tr("&Move from point to point"), Qt::CTRL | Qt::Key_M, [this] {
        runner_->start(std::make_unique<DisplaceTool>(Displace::move, selected()));
    })->setObjectName(QStringLiteral("edit.move"));
    add("refresh", tr("Ro&tate"), Qt::CTRL | Qt::Key_R, [this] {
        startWithSelection([](auto things) { return std::make_unique<RotateTool>(std::move(things)); });
    })->setObjectName(QStringLiteral("edit.rotate"));
    add("compare", tr("M&irror"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, [this] {
        startWithSelection([](auto things) { return std::make_unique<MirrorTool>(std::move(things)); });
    })->setObjectName(QStringLiteral("edit.mirror"));
    add("copy", tr("&Copy"), QKeySequence::Copy, [this] {
        clipboard_ = selected();
        enableEdits();
    })->setObjectName(QStringLiteral("edit.copy"));
    paste_ = add("copy", tr("&Paste"), QKeySequence::Paste,
                 [this] { runner_->start(std::make_unique<PasteTool>(clipboard_)); });
    add("copy", tr("&Duplicate"), Qt::CTRL | Qt::Key_D, [this] {
        startWithSelection([](auto things) { return std::make_unique<PasteTool>(std::move(things)); });
    })->setObjectName(QStringLiteral("edit.duplicate"));
    add("copy", tr("Copy from point to p&oint"), Qt::CTRL | Qt::SHIFT | Qt::Key_D,
        [this] { runner_->start(std::make_unique<DisplaceTool>(Displace::copy, selected())); });
    add("more", tr("&Row of copies"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, [this] {
        startWithSelection([](auto things) { return std::make_unique<ArrayTool>(std::move(things)); });
    });
    add("remove", tr("&Split along a line"), Qt::CTRL | Qt::SHIFT | Qt::Key_X, [this] {
        startWithSelection([](auto things) { return std::make_unique<SplitTool>(std::move(things)); });
    });
    add("add", tr("&Join areas"), Qt::CTRL | Qt::Key_J, [this] { join(); });
    add("link", tr("P&arallel"), Qt::CTRL | Qt::SHIFT | Qt::Key_P, [this] {
        startWithSelection([](auto things) { return std::make_unique<ParallelTool>(std::move(things)); });
    })->setObjectName(QStringLiteral("edit.parallel"));
    enableEdits();
}

void DrawingTools::join() {
    runner_->stop();
    runner_->beside([this, site = canvas_.site(), things = selected()](const Progress& progress) {
        return [this, site, joined = merge_edit(things, progress)] {
            if (!joined.edit) {
                Q_EMIT told(joined.refusal);
            } else if (site != canvas_.site()) {
                Q_EMIT told(tr("The plan has changed meanwhile, so nothing was joined. Join it again."));
            } else {
                Q_EMIT edited(*joined.edit);
                Q_EMIT selectionRequested(joined.made);
                if (!joined.note.isEmpty()) Q_EMIT told(joined.note);
            }
        };
    });
}

void DrawingTools::enableEdits() {
    const bool any = !canvas_.selection().empty();
    for (auto* action : edits_)
        action->setEnabled(action == paste_ ? !clipboard_.empty() : any);
}

QToolButton* DrawingTools::makeEditButton() {
    auto* button = tool_button(QStringLiteral("copy"), tr("Change what is selected"));
    button->setText(tr("Edit"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    menu->addActions(edits_);
    button->setMenu(menu);
    return button;
}

QToolButton* DrawingTools::makeDrawButton() {
    auto* button = tool_button(QStringLiteral("edit"), tr("Draw on the plan (D: the same again)"));
    button->setText(tr("Draw"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu_);
    button->setCheckable(true);
    connect(runner_, &ToolRunner::started, button, [this, button] {
        button->setChecked(dynamic_cast<const DrawTool*>(runner_->session().tool()) != nullptr);
    });
    connect(runner_, &ToolRunner::ended, button, [button] { button->setChecked(false); });
    return button;
}

} // namespace prospect::app
