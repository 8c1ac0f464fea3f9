// Small pictures of the pages of a PDF, drawn one after another beside the window, and only those that are
// asked for.
#pragma once

#include <QFutureWatcher>
#include <QImage>
#include <QObject>

#include <deque>
#include <filesystem>
#include <map>
#include <stop_token>

namespace prospect::app {

class PagePictures : public QObject {
    Q_OBJECT
public:
    static constexpr int longest_px = 192; // for 96 on a screen of double density
    // Who asks for more has scrolled on: the oldest are forgotten.
    static constexpr std::size_t most_waiting = 12;

    explicit PagePictures(std::filesystem::path file, QObject* parent = nullptr);
    // Does not wait: what is being drawn is dropped.
    ~PagePictures() override;

    // Null until the page (from 1) is drawn, which this asks for; the last asked for comes first.
    QImage picture(int page);
    // Pages drawn so far, those included that could not be.
    int drawn() const { return static_cast<int>(pictures_.size()); }

Q_SIGNALS:
    void ready(int page);

private:
    void drawNext();
    void take();

    std::filesystem::path file_;
    std::map<int, QImage> pictures_;
    std::deque<int> waiting_; // the next one is the last
    int drawing_ = 0;         // 0: none
    std::stop_source stop_;
    QFutureWatcher<QImage> watcher_;
};

} // namespace prospect::app
