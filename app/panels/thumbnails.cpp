#include "app/panels/thumbnails.h"

#include "app/jobs/job_runner.h"
#include "app/render/style.h"
#include "geometry/base/error.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPointer>

#include <exception>

namespace prospect::app {

namespace {

constexpr int most_workers = 2;
constexpr int bytes_per_kb = 1024;

QImage read_small(const std::string& bytes, QSize room) {
    QByteArray data = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&data);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    // Read no larger than needed: JPEG decodes an eighth of the size in a fraction of the time.
    if (const QSize size = reader.size(); size.isValid())
        reader.setScaledSize(size.scaled(2 * room, Qt::KeepAspectRatioByExpanding));
    return reader.read();
}

QImage rounded(const QImage& photo, QSize room, double ratio) {
    const QSize pixels = room * ratio;
    const QImage image = photo.scaled(pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QImage made(pixels, QImage::Format_ARGB32_Premultiplied);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    painter.setRenderHint(QPainter::Antialiasing);
    QBrush brush(image.copy(QRect((image.width() - pixels.width()) / 2,
                                  (image.height() - pixels.height()) / 2, pixels.width(), pixels.height())));
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    painter.drawRoundedRect(QRectF(QPointF(0, 0), room), render::space::grid, render::space::grid);
    return made;
}

struct Made {
    QImage picture; // null: there is none
    QString why;
};

Made made_of(const io::StoredFile& photo, QSize room, double ratio) {
    try {
        const QImage image = read_small(*io::bytes_of(photo), room * ratio);
        if (image.isNull()) return {{}, Thumbnails::tr("This picture cannot be shown.")};
        return {rounded(image, room, ratio), {}};
    } catch (const Error& error) {
        return {{}, sentence(error)};
    } catch (const std::exception&) { // no memory for it
        return {{}, Thumbnails::tr("This picture cannot be shown.")};
    }
}

} // namespace

Thumbnails::Thumbnails(QObject* parent) : QObject(parent), kept_(most_kept_kb) {
    workers_.setMaxThreadCount(most_workers);
}

Thumbnails::~Thumbnails() {
    workers_.clear();
    workers_.waitForDone();
}

void Thumbnails::make(const io::StoredFile& photo, QSize room, double ratio, QObject* context, Done done) {
    const QString key = QString::fromStdString(photo.sha256) + u' ' + QString::number(room.width()) + u' ' +
                        QString::number(ratio);
    if (const auto* found = kept_.object(key)) {
        done(*found, {});
        return;
    }
    workers_.start(
        [this, key, photo, room, ratio, context = QPointer<QObject>(context), done = std::move(done)] {
            const Made made = made_of(photo, room, ratio);
            QMetaObject::invokeMethod(
                this,
                [this, key, made, context, done] {
                    const QPixmap picture = QPixmap::fromImage(made.picture);
                    if (!picture.isNull())
                        kept_.insert(key, new QPixmap(picture),
                                     static_cast<int>(made.picture.sizeInBytes() / bytes_per_kb) + 1);
                    if (context) done(picture, made.why);
                },
                Qt::QueuedConnection);
        });
}

} // namespace prospect::app
