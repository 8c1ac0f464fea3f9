#include "app/canvas/composite.h"

#include <QPainter>
#include <QtConcurrentRun>

#include <utility>

namespace prospect::app {

Composite::Composite(QThreadPool* pool, QObject* parent) : QObject(parent), pool_(pool) {
    connect(&watcher_, &QFutureWatcher<QImage>::finished, this, &Composite::finish);
}

Composite::~Composite() {
    try {
        watcher_.waitForFinished();
    } catch (const std::exception&) {
        // Waiting throws what the worker threw: there is nobody left to tell.
    }
}

Composite::Key Composite::key_of(const std::vector<Sheet>& sheets) {
    Key key;
    for (const Sheet& sheet : sheets)
        key.emplace_back(sheet.image.cacheKey(), sheet.opacity);
    return key;
}

void Composite::lay(const std::vector<Sheet>& sheets, const render::MapView& view) {
    Key wanted = key_of(sheets);
    if (!running_.empty() || wanted == shown_) return;
    running_ = std::move(wanted);
    next_ = Laid{{}, view, contents_of(sheets)};
    watcher_.setFuture(QtConcurrent::run(pool_, [sheets] {
        QImage image = sheets.front().image.copy();
        QPainter painter(&image);
        for (std::size_t i = 1; i < sheets.size(); ++i) {
            painter.setOpacity(sheets[i].opacity);
            painter.drawImage(QPointF(0, 0), sheets[i].image);
        }
        return image;
    }));
}

void Composite::finish() {
    // First the state, then the result, which may throw: the next stack is laid all the same.
    Key of = std::exchange(running_, {});
    next_.image = watcher_.result();
    laid_ = std::move(next_);
    shown_ = std::move(of);
    Q_EMIT finished();
}

bool Composite::isOf(const std::vector<Sheet>& sheets) const {
    return laid_ && !sheets.empty() && key_of(sheets) == shown_;
}

Composite::Contents Composite::contents_of(const std::vector<Sheet>& sheets) {
    Contents contents;
    for (const Sheet& sheet : sheets)
        contents.emplace_back(sheet.content, sheet.opacity);
    return contents;
}

} // namespace prospect::app
