// The images of the map laid over each other once, so that a frame of a pan or a zoom is one opaque blit
// instead of three blends.
#pragma once

#include "app/render/map_view.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>

#include <optional>
#include <utility>
#include <vector>

class QThreadPool;

namespace prospect::app {

class Composite : public QObject {
    Q_OBJECT
public:
    struct Sheet {
        QImage image;
        double opacity = 1;
        int content = 0; // what it shows; the same content elsewhere is another image
    };
    // What a stack of sheets shows, wherever.
    using Contents = std::vector<std::pair<int, double>>;
    struct Laid {
        QImage image;
        render::MapView view;
        Contents contents;
    };

    Composite(QThreadPool* pool, QObject* parent = nullptr);
    ~Composite() override;

    // Lays the sheets, bottom first and the bottom one opaque, over each other in a worker; all are
    // of this view. Does nothing when that is done or another stack is being laid.
    void lay(const std::vector<Sheet>& sheets, const render::MapView& view);
    // The last finished picture.
    const std::optional<Laid>& laid() const { return laid_; }
    // Whether it is the picture of exactly these sheets.
    bool isOf(const std::vector<Sheet>& sheets) const;
    static Contents contents_of(const std::vector<Sheet>& sheets);

Q_SIGNALS:
    void finished();

private:
    // Which images with which opacity: enough to tell two stacks apart.
    using Key = std::vector<std::pair<qint64, double>>;
    static Key key_of(const std::vector<Sheet>& sheets);
    void finish();

    QThreadPool* pool_;
    QFutureWatcher<QImage> watcher_;
    Key running_;
    Key shown_;
    Laid next_;
    std::optional<Laid> laid_;
};

} // namespace prospect::app
