#include "app/jobs/page_pictures.h"

#include "geometry/base/error.h"
#include "geometry/io/page_thumbnail.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace prospect::app {

namespace {

// Null when the page cannot be drawn: choosing it says why.
QImage drawn_page(const std::filesystem::path& file, int page, const std::stop_token& stop) {
    try {
        const auto picture =
            io::read_page_thumbnail(file, page, PagePictures::longest_px, Progress(stop, {}));
        return QImage(picture.samples.data(), picture.columns, picture.rows, 3 * picture.columns,
                      QImage::Format_RGB888)
            .copy();
    } catch (const std::exception&) {
        return {};
    }
}

} // namespace

PagePictures::PagePictures(std::filesystem::path file, QObject* parent)
    : QObject(parent), file_(std::move(file)) {
    connect(&watcher_, &QFutureWatcher<QImage>::finished, this, &PagePictures::take);
}

PagePictures::~PagePictures() {
    stop_.request_stop();
}

QImage PagePictures::picture(int page) {
    if (const auto found = pictures_.find(page); found != pictures_.end()) return found->second;
    if (page == drawing_) return {};
    std::erase(waiting_, page);
    waiting_.push_back(page);
    if (waiting_.size() > most_waiting) waiting_.pop_front();
    drawNext();
    return {};
}

void PagePictures::drawNext() {
    if (drawing_ != 0 || waiting_.empty()) return;
    drawing_ = waiting_.back();
    waiting_.pop_back();
    watcher_.setFuture(QtConcurrent::run(
        [file = file_, page = drawing_, stop = stop_.get_token()] { return drawn_page(file, page, stop); }));
}

void PagePictures::take() {
    const int page = std::exchange(drawing_, 0);
    pictures_[page] = watcher_.result();
    drawNext();
    Q_EMIT ready(page);
}

} // namespace prospect::app
