#include "app/canvas/map_swipe.h"

#include "app/canvas/map_canvas.h"
#include "app/render/map_picture.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QtConcurrentRun>

#include <utility>

namespace prospect::app {

namespace {

constexpr int handle_width = 22;

} // namespace

MapSwipe::MapSwipe(MapCanvas& canvas)
    : QWidget(canvas.viewport()), canvas_(canvas), handle_(new QWidget(canvas.viewport())),
      image_(std::make_unique<WorkerImage>(&pool_, QImage::Format_RGB32)) {
    pool_.setMaxThreadCount(1);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
    handle_->hide();
    handle_->setCursor(Qt::SplitHCursor);
    handle_->setFocusPolicy(Qt::StrongFocus);
    handle_->setToolTip(tr("Drag to compare, or use the arrow keys. Esc ends."));
    handle_->installEventFilter(this);
    canvas_.viewport()->installEventFilter(this);
    canvas_.installEventFilter(this);
    connect(&canvas_, &MapCanvas::viewChanged, this, [this](const render::MapView& view) {
        if (!isActive()) return;
        image_->setView(view);
        update();
    });
    connect(&watcher_, &QFutureWatcher<ModelPtr>::finished, this, &MapSwipe::takeModel);
    connect(image_.get(), &WorkerImage::painted, this, [this] {
        update();
        if (!isPainting()) Q_EMIT settled();
    });
}

MapSwipe::~MapSwipe() {
    watcher_.disconnect(this);
    image_.reset();
    pool_.waitForDone();
}

void MapSwipe::start(SitePtr left, const render::SwipeNames& names) {
    const bool before = isActive();
    names_ = names;
    handle_->setAccessibleName(tr("Line between “%1” and “%2”").arg(names.left, names.right));
    if (left != site_) {
        site_ = std::move(left);
        buildModel();
    }
    place();
    show();
    handle_->show();
    handle_->raise();
    update();
    if (!before) handle_->setFocus(Qt::OtherFocusReason);
}

void MapSwipe::stop() {
    if (!isActive()) return;
    const bool focused = handle_->hasFocus();
    site_.reset();
    model_.reset();
    image_->clear();
    hide();
    handle_->hide();
    if (focused) canvas_.setFocus(Qt::OtherFocusReason);
    Q_EMIT stopped();
}

bool MapSwipe::isPainting() const {
    return building_ || image_->isPainting();
}

double MapSwipe::lineX() const {
    return line_.x(canvas_.viewport()->width());
}

void MapSwipe::buildModel() {
    if (building_) return;
    building_ = site_;
    watcher_.setFuture(QtConcurrent::run(&pool_, [wanted = site_, previous = model_]() -> ModelPtr {
        return render::PaintModel::build(wanted, previous);
    }));
}

void MapSwipe::takeModel() {
    const SitePtr built = std::exchange(building_, {});
    if (!isActive()) return;
    if (built != site_) {
        buildModel(); // set meanwhile
        return;
    }
    model_ = watcher_.result();
    showModel();
}

void MapSwipe::showModel() {
    if (!model_) return;
    painted_theme_ = canvas_.theme();
    const render::Theme& theme = render::theme(painted_theme_);
    image_->setContent([model = model_, &theme](QPainter& painter, const render::MapView& view,
                                                const std::stop_token& stop) {
        return paint_plan(painter, *model, view, theme, stop);
    });
    image_->setView(canvas_.view());
}

void MapSwipe::place() {
    resize(canvas_.viewport()->size());
    const int x = static_cast<int>(lineX());
    handle_->setGeometry(x - handle_width / 2, 0, handle_width, height());
    update();
}

bool MapSwipe::takesKey(int key, Qt::KeyboardModifiers modifiers) {
    using Line = render::SwipeLine;
    const double step = modifiers & Qt::ShiftModifier ? Line::long_step_px : Line::step_px;
    switch (key) {
    case Qt::Key_Left:
        line_.moveBy(-step, width());
        break;
    case Qt::Key_Right:
        line_.moveBy(step, width());
        break;
    case Qt::Key_Home:
        line_.moveTo(0, width());
        break;
    case Qt::Key_End:
        line_.moveTo(width(), width());
        break;
    case Qt::Key_Escape:
        stop();
        return true;
    default:
        return false;
    }
    place();
    return true;
}

bool MapSwipe::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == canvas_.viewport()) place();
    if (!isActive()) return false;
    const auto* key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride
                          ? static_cast<const QKeyEvent*>(event)
                          : nullptr;
    if (watched == &canvas_ && key != nullptr && key->key() == Qt::Key_Escape && !canvas_.hasTool() &&
        canvas_.mode() == MapCanvas::Mode::select) {
        if (event->type() == QEvent::KeyPress) stop();
        event->accept();
        return true;
    }
    if (watched != handle_) return false;
    switch (event->type()) {
    case QEvent::ShortcutOverride: // Home and others belong to the map otherwise
    case QEvent::KeyPress: {
        const bool moves = key->key() == Qt::Key_Left || key->key() == Qt::Key_Right ||
                           key->key() == Qt::Key_Home || key->key() == Qt::Key_End ||
                           key->key() == Qt::Key_Escape;
        if (!moves) return false;
        if (event->type() == QEvent::KeyPress) takesKey(key->key(), key->modifiers());
        event->accept();
        return true;
    }
    case QEvent::MouseButtonPress:
        grabbed_ = static_cast<const QMouseEvent*>(event)->position().x() - handle_width / 2.0;
        handle_->setFocus(Qt::MouseFocusReason);
        return true;
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<const QMouseEvent*>(event);
        if (!(mouse->buttons() & Qt::LeftButton)) return true;
        line_.moveTo(handle_->mapToParent(mouse->position().toPoint()).x() - grabbed_, width());
        place();
        return true;
    }
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        update();
        return false;
    default:
        return false;
    }
}

void MapSwipe::paintEvent(QPaintEvent*) {
    if (!isActive()) return;
    if (painted_theme_ != canvas_.theme()) showModel();
    const render::MapView& view = canvas_.view();
    const render::Theme& theme = render::theme(canvas_.theme());
    QPainter painter(this);
    if (!image_->image().isNull()) {
        painter.setClipRect(QRectF(0, 0, lineX(), height()));
        painter.fillRect(rect(), theme.map_ground);
        image_->draw(painter, view);
        render::paint_scale_and_north(painter, view, theme, render::knows_north(*site_));
        painter.setClipping(false);
    }
    render::paint_swipe_line(painter, size(), lineX(), names_, theme,
                             handle_->hasFocus() ? render::SwipeState::focused : render::SwipeState::resting);
}

void MapSwipe::paintOn(QPainter& painter, const render::MapView& view) const {
    if (!isActive() || !model_) return;
    const render::Theme& theme = render::theme(canvas_.theme());
    const double x = line_.x(view.size.width());
    render::paint_swipe_side(painter, *model_, view, x, theme);
    render::paint_swipe_line(painter, view.size, x, names_, theme);
}

} // namespace prospect::app
