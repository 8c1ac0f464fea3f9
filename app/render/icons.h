// Our own icons: resources/icons/<name>.svg, 20 px grid, 1.5 px round stroke in currentColor.
#pragma once

#include <QColor>
#include <QImage>
#include <QString>

#include <string>
#include <vector>

class QPainter;
class QRectF;

namespace prospect::render {

// Names of all icons, sorted.
std::vector<std::string> icon_names();
// The icon in one colour, `size` device-independent pixels square. Throws Error(internal) when there is none
// so called.
QImage icon_image(const std::string& name, const QColor& color, int size, double device_pixel_ratio = 1);
// The same as vectors, for widgets and reports. A dotted square stands for an icon that is not there.
void paint_icon(QPainter& painter, const std::string& name, const QColor& color, const QRectF& where);

} // namespace prospect::render
