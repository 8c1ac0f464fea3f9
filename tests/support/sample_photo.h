// A photo as a camera would give it: sky, ground and something that stands there.
#pragma once

#include <QBuffer>
#include <QColor>
#include <QImage>
#include <QPainter>

#include <string>

namespace prospect::test {

// The bytes of a JPEG.
inline std::string sample_photo(QSize size = {640, 480}, QColor sky = {150, 175, 200}) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(sky);
    QPainter painter(&image);
    painter.scale(size.width() / 640.0, size.height() / 480.0);
    painter.fillRect(0, 300, 640, 180, QColor(120, 120, 110));
    painter.fillRect(420, 90, 26, 260, QColor(50, 50, 50));
    painter.end();
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return jpeg.toStdString();
}

} // namespace prospect::test
