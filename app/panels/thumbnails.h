// Small pictures of stored photos, read and made in the background.
#pragma once

#include "geometry/io/stored_file.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSize>
#include <QThreadPool>

#include <functional>

namespace prospect::app {

// Keeps the last ones up to a bound in memory. Lives on the GUI thread.
class Thumbnails : public QObject {
    Q_OBJECT
public:
    static constexpr int most_kept_kb = 32 * 1024;

    explicit Thumbnails(QObject* parent = nullptr);
    // Waits for those being made.
    ~Thumbnails() override;

    // Calls `done` with the photo filling the room, cut at the edges, with round corners: at once when it is
    // kept, else later on this thread, and never when `context` is gone by then. A null picture when the
    // photo is gone, damaged or none; `why` says it in one sentence then.
    using Done = std::function<void(const QPixmap& picture, const QString& why)>;
    void make(const io::StoredFile& photo, QSize room, double ratio, QObject* context, Done done);
    int keptKb() const { return static_cast<int>(kept_.totalCost()); }

private:
    QThreadPool workers_;
    QCache<QString, QPixmap> kept_; // cost: kB
};

} // namespace prospect::app
