#include "app/tools/tool_runner.h"

#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/tools/pointer_input.h"
#include "app/tools/typed_place.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <utility>

namespace prospect::app {

namespace {

std::optional<Tool::Key> meaning_of(const QKeyEvent& key) {
    if (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier)) return std::nullopt;
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Tool::Key::enter;
    case Qt::Key_Escape:
        return Tool::Key::escape;
    case Qt::Key_Backspace:
        return Tool::Key::backspace;
    default:
        return std::nullopt;
    }
}

QChar typed_character(const QKeyEvent& key) {
    const bool plain = !(key.modifiers() & (Qt::ControlModifier | Qt::MetaModifier));
    return plain && key.text().size() == 1 ? key.text().front() : QChar();
}

} // namespace

ToolRunner::ToolRunner(MapCanvas& canvas) : QObject(&canvas), canvas_(canvas) {
    canvas_.installEventFilter(this);
    canvas_.viewport()->installEventFilter(this);
    session_.set_site(canvas_.site());
    connect(&canvas_, &MapCanvas::siteSet, this, [this](const SitePtr& site) {
        session_.set_site(site);
        beginWork();
    });
}

void ToolRunner::workWith(JobRunner& jobs) {
    delete std::exchange(answer_, new Answer(jobs, tr("Looking at the lines of the plan"), this));
    delete std::exchange(beside_, new Answer(jobs, tr("Working on what is selected"), this));
    connect(beside_, &Answer::failed, this, &ToolRunner::besideFailed);
    connect(answer_, &Answer::failed, this, [this](const QString& why) {
        session_.fail_work(why);
        Q_EMIT changed();
    });
}

void ToolRunner::beside(ToolWork work) {
    if (beside_)
        beside_->ask(std::move(work));
    else
        work(Progress())();
}

void ToolRunner::beginWork() {
    if (!answer_) {
        while (const auto work = session_.take_work())
            (*work)(Progress())();
    } else if (auto work = session_.take_work()) {
        answer_->ask([this, work = std::move(*work)](const Progress& progress) -> Job::Delivery {
            return [this, answer = work(progress)] {
                if (!isActive()) return;
                answer();
                afterInput();
            };
        });
    }
}

void ToolRunner::start(std::unique_ptr<Tool> tool) {
    canvas_.setMode(MapCanvas::Mode::select);
    if (answer_) answer_->withdraw();
    session_.start(std::move(tool));
    canvas_.setToolCursor(Qt::CrossCursor);
    canvas_.setFocus();
    beginWork();
    Q_EMIT started();
    Q_EMIT changed();
}

void ToolRunner::stop() {
    if (!isActive()) return;
    if (answer_) answer_->withdraw();
    session_.stop();
    canvas_.setToolCursor(std::nullopt);
    Q_EMIT ended();
    Q_EMIT changed();
}

void ToolRunner::press(Tool::Key key) {
    if (!isActive()) return;
    session_.press(key);
    canvas_.setFocus();
    afterInput();
}

void ToolRunner::toggleSnapping() {
    session_.toggle_snapping();
    Q_EMIT changed();
}

bool ToolRunner::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave && watched == &canvas_) {
        session_.leave();
        if (isActive()) Q_EMIT changed();
    }
    if (!isActive()) {
        // A tool begins where the pointer is, not where the last one was used.
        if (event->type() == QEvent::MouseMove && watched == canvas_.viewport())
            session_.move(pointer_input(*static_cast<QMouseEvent*>(event), canvas_));
        return false;
    }
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
        return handleMouse(event);
    case QEvent::ContextMenu:
        return true;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return handleKey(event);
    default:
        return false;
    }
}

bool ToolRunner::handleMouse(QEvent* event) {
    const auto& mouse = *static_cast<QMouseEvent*>(event);
    if (canvas_.isPanning()) return false;
    if (event->type() == QEvent::MouseMove) {
        session_.move(pointer_input(mouse, canvas_));
        afterInput();
        return false; // the map tells the place under the pointer
    }
    if (mouse.button() != Qt::LeftButton && mouse.button() != Qt::RightButton) return false;
    const bool left = mouse.button() == Qt::LeftButton;
    if (event->type() == QEvent::MouseButtonPress && left)
        session_.click(pointer_input(mouse, canvas_));
    else if (event->type() == QEvent::MouseButtonPress)
        session_.press(Tool::Key::enter);
    else if (event->type() == QEvent::MouseButtonDblClick && left)
        session_.double_click();
    afterInput();
    return true;
}

bool ToolRunner::handleKey(QEvent* event) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    const auto meaning = meaning_of(key);
    const QChar typed = typed_character(key);
    const bool snap_key = key.key() == Qt::Key_S && key.modifiers() == Qt::NoModifier;
    if (event->type() == QEvent::ShortcutOverride) {
        // The key is the tool's, not a shortcut's.
        const bool ours = meaning || snap_key || is_typed_character(typed);
        if (ours) event->accept();
        return ours;
    }
    if (meaning)
        session_.press(*meaning);
    else if (snap_key)
        toggleSnapping();
    else if (!session_.type(typed))
        return false;
    afterInput();
    return true;
}

void ToolRunner::afterInput() {
    beginWork();
    const auto edit = session_.take_edit();
    const auto features = edit ? session_.tool()->made() : std::vector<Uuid>();
    const bool over = session_.tool()->state() == Tool::State::ended;
    if (over) {
        if (answer_) answer_->withdraw();
        session_.stop();
    }
    // The tool may be replaced by whoever hears of it: nothing of it is touched from here on.
    if (edit) {
        Q_EMIT edited(*edit);
        Q_EMIT made(features);
    }
    if (over) {
        canvas_.setToolCursor(std::nullopt);
        Q_EMIT ended();
    }
    Q_EMIT changed();
}

} // namespace prospect::app
