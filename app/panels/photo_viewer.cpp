#include "app/panels/photo_viewer.h"

#include "app/render/style.h"
#include "geometry/base/error.h"

#include <QBuffer>
#include <QImageReader>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QtConcurrentRun>

namespace prospect::app {

namespace {

constexpr int foot_height = 32;
constexpr double share_of_screen = 0.85;
constexpr QSize most_pixels{3840, 2160};

QImage read_upright(const io::StoredFile& photo) {
    try {
        const auto bytes = io::bytes_of(photo);
        QByteArray data = QByteArray::fromRawData(bytes->data(), static_cast<qsizetype>(bytes->size()));
        QBuffer buffer(&data);
        buffer.open(QIODevice::ReadOnly);
        QImageReader reader(&buffer);
        reader.setAutoTransform(true);
        const QSize size = reader.size();
        if (size.isValid() && (size.width() > most_pixels.width() || size.height() > most_pixels.height()))
            reader.setScaledSize(size.scaled(most_pixels, Qt::KeepAspectRatio));
        return reader.read();
    } catch (const std::exception&) { // gone, damaged, or no memory for it: said where it would stand
        return {};
    }
}

} // namespace

PhotoViewer::PhotoViewer(std::vector<io::StoredFile> photos, std::size_t first, QWidget* parent)
    : QDialog(parent), photos_(std::move(photos)), shown_(first) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setMinimumSize(320, 240);
    if (const auto* screen = parent ? parent->screen() : nullptr)
        resize((QSizeF(screen->availableSize()) * share_of_screen).toSize());
    connect(&reader_, &QFutureWatcher<QImage>::finished, this, &PhotoViewer::take);
    read();
}

PhotoViewer::~PhotoViewer() {
    reader_.waitForFinished();
}

void PhotoViewer::step(int by) {
    const auto count = static_cast<int>(photos_.size());
    shown_ = static_cast<std::size_t>((static_cast<int>(shown_) + by + count) % count);
    picture_ = {};
    if (!reader_.isRunning()) read();
    update();
}

void PhotoViewer::read() {
    reading_ = shown_;
    const QString name = QString::fromStdString(photos_[shown_].name);
    setWindowTitle(name);
    setAccessibleName(tr("Photo %1").arg(name));
    reader_.setFuture(QtConcurrent::run([photo = photos_[shown_]] { return read_upright(photo); }));
}

void PhotoViewer::take() {
    if (reading_ != shown_) { // the next was asked for meanwhile
        read();
        return;
    }
    picture_ = reader_.result();
    update();
}

void PhotoViewer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    const QRect room = rect().adjusted(render::space::between, render::space::between,
                                       -render::space::between, -foot_height);
    painter.setFont(render::font(render::TextStyle::body));
    painter.setPen(palette().color(QPalette::Text));
    if (picture_.isNull()) {
        const bool reading = reader_.isRunning() || reading_ != shown_;
        painter.drawText(room, Qt::AlignCenter,
                         reading ? tr("Opening the photo…") : tr("This picture cannot be shown."));
    } else {
        QSize size = picture_.size();
        if (size.width() > room.width() || size.height() > room.height())
            size.scale(room.size(), Qt::KeepAspectRatio);
        QRect where(QPoint(), size);
        where.moveCenter(room.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(where, picture_);
    }
    const QString name = QString::fromStdString(photos_[shown_].name);
    const QString keys =
        photos_.size() > 1
            ? tr("%1 of %2 · arrow keys show the others · Esc closes").arg(shown_ + 1).arg(photos_.size())
            : tr("Esc closes");
    const QRect foot(render::space::edge, height() - foot_height, width() - 2 * render::space::edge,
                     foot_height);
    painter.setFont(render::font(render::TextStyle::secondary));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, keys);
    const int left = foot.width() - painter.fontMetrics().horizontalAdvance(keys) - render::space::edge;
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, left));
}

void PhotoViewer::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_Space:
    case Qt::Key_PageDown:
        step(1);
        break;
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_PageUp:
        step(-1);
        break;
    default:
        QDialog::keyPressEvent(event); // Esc
    }
}

// The right half goes on, the left half back.
void PhotoViewer::mousePressEvent(QMouseEvent* event) {
    step(event->position().x() < width() / 2.0 ? -1 : 1);
}

} // namespace prospect::app
