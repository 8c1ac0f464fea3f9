#include "app/panels/map_area.h"

#include "app/canvas/map_canvas.h"
#include "app/canvas/map_swipe.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/look.h"
#include "app/panels/map_card.h"
#include "app/panels/map_overlay.h"
#include "app/panels/map_sheet.h"
#include "app/panels/map_shield.h"
#include "app/panels/sight_key.h"
#include "app/panels/time_bar.h"
#include "app/render/style.h"
#include "app/render/theme_style.h"
#include "app/tools/map_picker.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr double zoom_step = 1.5;
constexpr int least_list_height = 200;
constexpr int widest_message = 560;
constexpr int hide_px = 24;
constexpr int narrowest_message = 240; // else it lies over the legend after all

// The hatching of what is assumed, as the map has it.
class Hatching : public QWidget {
public:
    Hatching() { setFixedSize(18, 12); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), QBrush(theme_of(palette()).secondary, Qt::BDiagPattern));
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

} // namespace

MapArea::MapArea(QWidget* parent)
    : QWidget(parent), canvas_(new MapCanvas), swipe_(new MapSwipe(*canvas_)),
      overlay_(new MapOverlay(*canvas_)), picker_(new MapPicker(*canvas_, this)),
      drawing_(new DrawingTools(*canvas_, *overlay_, this)), time_(new TimeBar), hatched_(new MapCard),
      messages_(new MessageBar(canvas_)), tools_(new QActionGroup(this)),
      split_(new QSplitter(Qt::Vertical)) {
    auto* column = column_layout(this, 0, 0);
    split_->setChildrenCollapsible(false);
    split_->addWidget(canvas_);
    split_->setStretchFactor(0, 1);
    column->addWidget(split_, 1);
    canvas_->setFrameShape(QFrame::NoFrame);
    canvas_->setAccessibleName(tr("Map of the plan"));
    makeActions();
    cards_ = new QVBoxLayout(canvas_);
    cards_->setContentsMargins(render::space::between, render::space::between, 0, 0);
    cards_->setSpacing(render::space::inside);
    cards_->addWidget(makeBar(), 0, Qt::AlignLeft);
    cards_->addStretch();
    auto* times = new MapCard;
    looks_ = new QHBoxLayout(times);
    looks_->setContentsMargins(2, 2, 2, 2);
    looks_->addWidget(time_);
    addCard(times);
    auto* key = new QHBoxLayout(hatched_);
    key->setContentsMargins(render::space::inside, render::space::grid, render::space::inside,
                            render::space::grid);
    key->addWidget(new Hatching);
    key->addWidget(text_label(tr("Hatched: assumed"), render::TextStyle::secondary));
    hatched_->hide();
    addCard(hatched_);
    connect(messages_, &MessageBar::told, this, &MapArea::placeMessage);
    connect(messages_, &MessageBar::keyboardFreed, canvas_,
            [this] { canvas_->setFocus(Qt::OtherFocusReason); });
    canvas_->installEventFilter(this);
    legend_ = makeLegendShield();
}

bool MapArea::eventFilter(QObject* watched, QEvent* event) {
    // Once the cards have found theirs.
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &MapArea::placeMessage, Qt::QueuedConnection);
    if (event->type() == QEvent::LayoutRequest) overlay_->update(); // its keys keep clear of the cards
    if (event->type() == QEvent::Resize) fitTimes();
    return QWidget::eventFilter(watched, event);
}

// The time bar has what the buttons beside it leave.
void MapArea::fitTimes() {
    const int room = canvas_->width() - 2 * render::space::between;
    QList<QToolButton*> looks;
    for (int i = 0; i < looks_->count(); ++i)
        if (auto* button = qobject_cast<QToolButton*>(looks_->itemAt(i)->widget())) looks += button;
    for (auto* button : looks)
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    // The times keep their words; of the buttons the last ones lose theirs.
    for (auto button = looks.rbegin(); button != looks.rend(); ++button) {
        looks_->invalidate();
        const int beside = looks_->sizeHint().width() - time_->sizeHint().width();
        if (beside + time_->minimumSizeHint().width() <= room) break;
        (*button)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    looks_->invalidate();
    const int others = looks_->sizeHint().width() - time_->sizeHint().width();
    time_->setRoom(room - others);
}

void MapArea::placeMessage() {
    if (messages_->isHidden()) return;
    cards_->activate();
    int top = render::space::between;
    for (int i = 0; i < cards_->count(); ++i)
        if (const auto* card = cards_->itemAt(i)->widget(); card && !card->isHidden())
            top = std::max(top, card->geometry().bottom() + 1 + render::space::inside);
    int left = render::space::between;
    const auto place = [&] {
        const int room = canvas_->width() - left - render::space::between;
        return QRect(QPoint(left, top), messages_->sizeWithin(std::min(widest_message, room)));
    };
    const QRect legend = canvas_->legendRect();
    const int beside = legend.right() + 1 + render::space::inside;
    if (place().intersects(legend) && canvas_->width() - beside - render::space::between >= narrowest_message)
        left = beside;
    messages_->setGeometry(place());
    messages_->raise();
}

void MapArea::makeActions() {
    const std::tuple<MapCanvas::Mode, const char*, QString, QKeySequence> tools[] = {
        {MapCanvas::Mode::select, "select", tr("&Select"), Qt::Key_V},
        {MapCanvas::Mode::pan, "pan", tr("&Pan"), Qt::Key_H},
        {MapCanvas::Mode::measure, "measure", tr("&Measure"), Qt::Key_M},
    };
    for (const auto& [mode, name, text, key] : tools) {
        auto* action = new QAction(icon(QLatin1String(name)), text, tools_);
        action->setCheckable(true);
        action->setShortcut(key);
        action->setData(static_cast<int>(mode));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(QString(text).remove(u'&'),
                                                         key.toString(QKeySequence::NativeText)));
    }
    tools_->actions().front()->setChecked(true);
    connect(tools_, &QActionGroup::triggered, this, [this](const QAction* action) {
        picker_->stop();
        drawing_->runner().stop();
        canvas_->setMode(static_cast<MapCanvas::Mode>(action->data().toInt()));
    });
    // One thing at a time has the mouse.
    connect(picker_, &MapPicker::started, &drawing_->runner(), &ToolRunner::stop);
    connect(&drawing_->runner(), &ToolRunner::started, picker_, &MapPicker::stop);
    connect(picker_, &MapPicker::started, this, [this] { Q_EMIT mouseTaken(picker_); });
    connect(&drawing_->runner(), &ToolRunner::started, this,
            [this] { Q_EMIT mouseTaken(&drawing_->runner()); });
    connect(tools_, &QActionGroup::triggered, this,
            [this](const QAction* action) { Q_EMIT mouseTaken(action); });
    connect(drawing_, &DrawingTools::selectionRequested, this, [this](const std::vector<Uuid>& made) {
        Q_EMIT canvas_->selectionRequested(made, Qt::NoModifier);
    });
    connect(drawing_, &DrawingTools::told, this,
            [this](const QString& text) { messages_->tell(MessageBar::Level::info, text); });
    connect(canvas_, &MapCanvas::modeChanged, this, &MapArea::showTool);
    connect(&drawing_->runner(), &ToolRunner::started, this, &MapArea::showTool);
    connect(&drawing_->runner(), &ToolRunner::ended, this, &MapArea::showTool);
    const auto zoom = [this](const char* name, const QString& text, const QList<QKeySequence>& keys,
                             auto act) {
        auto* action = new QAction(icon(QLatin1String(name)), text, this);
        action->setShortcuts(keys);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(QString(text).remove(u'&'),
                                                         keys.front().toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, this, act);
        zooms_ += action;
    };
    const auto by = [this](double factor) {
        canvas_->zoomBy(factor, QRectF(canvas_->viewport()->rect()).center());
    };
    zoom("zoom-in", tr("Zoom &in"),
         {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)},
         [by] { by(zoom_step); });
    zoom("zoom-out", tr("Zoom &out"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, [by] { by(1 / zoom_step); });
    zoom("zoom-all", tr("Show &everything"), {QKeySequence(Qt::CTRL | Qt::Key_0), QKeySequence(Qt::Key_Home)},
         [this] { canvas_->zoomToAll(); });
}

void MapArea::takeMouse(const QObject* by) {
    Q_EMIT mouseTaken(by);
    picker_->stop();
    drawing_->runner().stop();
    canvas_->setMode(MapCanvas::Mode::select);
    for (auto* tool : tools_->actions())
        tool->setChecked(false);
}

void MapArea::giveMouseBack() {
    for (auto* tool : tools_->actions())
        tool->setChecked(tool->data().toInt() == static_cast<int>(canvas_->mode()));
}

void MapArea::showTool() {
    const bool drawing = drawing_->runner().isActive();
    for (auto* action : tools_->actions())
        action->setChecked(!drawing && action->data().toInt() == static_cast<int>(canvas_->mode()));
}

QWidget* MapArea::makeBar() {
    auto* card = new MapCard;
    auto* row = bar_ = new QHBoxLayout(card);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(2);
    for (auto* action : tools_->actions()) {
        auto* button = tool_button(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        row->addWidget(button);
    }
    row->addWidget(drawing_->makeDrawButton());
    row->addWidget(drawing_->makeEditButton());
    row->addWidget(hairline(Qt::Vertical));
    for (auto* action : zooms_)
        row->addWidget(tool_button(action));
    return card;
}

void MapArea::addTool(QAction* action) {
    auto* button = tool_button(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    // Before the line and the buttons for zooming.
    bar_->insertWidget(bar_->count() - static_cast<int>(zooms_.size()) - 1, button);
}

void MapArea::addLook(QAction* action) {
    auto* button = tool_button(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    looks_->insertWidget(0, button);
    looks_->insertWidget(1, hairline(Qt::Vertical));
    fitTimes();
}

void MapArea::addCard(QWidget* card) {
    cards_->insertWidget(cards_->count() - 1, card, 0, Qt::AlignLeft);
}

void MapArea::setHatched(bool hatched) { // NOLINT: as declared
    hatched_->setVisible(hatched);
}

void MapArea::addBelow(QWidget* list) {
    list->hide();
    list->setMinimumHeight(least_list_height);
    split_->addWidget(list);
    split_->setStretchFactor(split_->count() - 1, 0);
}

void MapArea::showBelow(const QWidget* list) {
    for (int i = 1; i < split_->count(); ++i)
        split_->widget(i)->setVisible(split_->widget(i) == list);
}

QList<QAction*> MapArea::toolActions() const {
    return tools_->actions();
}

QImage MapArea::picture() const {
    QImage image = canvas_->picture();
    QPainter painter(&image);
    swipe_->paintOn(painter, canvas_->view());
    overlay_->paintOn(painter, canvas_->view());
    return image;
}

MapSheet MapArea::sheet(const QString& title, const QStringList& lines) const {
    // Of a map under a slider the two sides are pictures of the screen.
    const bool swiping = swipe_->isVisible();
    const render::MapView view = swiping ? canvas_->view() : sheet_view(canvas_->view());
    const auto theme = swiping ? canvas_->theme() : render::ThemeKind::light;
    MapSheet sheet{title, lines, view, theme, canvas_->picturePainter(view, render::Legend::none, theme)};
    if (canvas_->field()) sheet.legend = canvas_->fieldStyle();
    if (sheet.legend && !swiping) sheet.legend = render::on_paper(*sheet.legend);
    if (overlay_->sight() && !sight_key_rect({}, *overlay_->sight()).isEmpty()) {
        sheet.sight = *overlay_->sight();
        sheet.things = thingsShown(view.box());
    }
    sheet.over =
        QImage((QSizeF(view.size) * view.device_pixel_ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    sheet.over.setDevicePixelRatio(view.device_pixel_ratio);
    sheet.over.fill(Qt::transparent);
    QPainter painter(&sheet.over);
    if (swiping) swipe_->paintOn(painter, view);
    overlay_->paintOn(painter, view, MapOverlay::Use::paper, render::theme(theme));
    return sheet;
}

std::vector<Role> MapArea::thingsShown(const Box& box) const {
    std::vector<Role> shown;
    for (const Role role : keyed_things)
        if (canvas_->site() &&
            std::any_of(canvas_->site()->layers.begin(), canvas_->site()->layers.end(),
                        [&](const LayerPtr& layer) {
                            return layer->role == role && layer->visible &&
                                   std::any_of(layer->features.begin(), layer->features.end(),
                                               [&](const FeaturePtr& one) {
                                                   return one->geometry.box().intersects(box);
                                               });
                        }))
            shown.push_back(role);
    return shown;
}

// Over the legend: a click there is none on the map beneath, and a button takes the map of the result away.
QWidget* MapArea::makeLegendShield() {
    auto* shield = new MapShield(canvas_->viewport());
    auto* hide = tool_button(QStringLiteral("close"), tr("Hide this map"));
    hide->setParent(shield);
    hide->setObjectName(QStringLiteral("legend-hide"));
    hide->setFixedSize(hide_px, hide_px);
    connect(hide, &QToolButton::clicked, this, &MapArea::fieldHideRequested);
    shield->hide();
    connect(canvas_, &MapCanvas::fieldSet, this, &MapArea::placeLegendShield);
    connect(canvas_, &MapCanvas::viewChanged, this, &MapArea::placeLegendShield);
    return shield;
}

void MapArea::placeLegendShield() {
    const QRect legend = canvas_->legendRect();
    legend_->setVisible(!legend.isEmpty());
    if (legend.isEmpty()) return;
    legend_->setGeometry(legend);
    legend_->raise();
    auto* hide = legend_->findChild<QToolButton*>();
    hide->move(legend.width() - hide->width() - render::space::grid, render::space::grid);
}

} // namespace prospect::app
