// How the style paints the pieces of widgets. Colours come from the option's palette.
#pragma once

#include <QColor>
#include <QRect>

class QBrush;
class QPainter;
class QStyleOption;
class QStyleOptionSlider;
class QWidget;

namespace prospect::app::paint {

inline constexpr int scroll_bar_width = 10;
inline constexpr int check_size = 16;
inline constexpr int slider_handle = 14;

bool has(const QWidget* widget, const char* property);
QColor mixed(const QColor& a, const QColor& b, double share_of_b);
QColor line(const QStyleOption& option);
QColor accent(const QStyleOption& option);
QColor panel(const QStyleOption& option);
QColor secondary(const QStyleOption& option);

void rounded(QPainter& painter, const QRect& rect, const QBrush& fill, const QColor& edge, double corner);
void rounded(QPainter& painter, const QRect& rect, const QBrush& fill, const QColor& edge);
void chevron(QPainter& painter, const QRect& rect, const QColor& color, Qt::ArrowType direction);
void draw_button(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void draw_tool_button(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void draw_field(const QStyleOption& option, QPainter& painter, const QWidget* widget);
enum class Indicator { check, radio };
void draw_check(const QStyleOption& option, QPainter& painter, Indicator kind);
void draw_slider(const QStyleOptionSlider& option, QPainter& painter, const QRect& groove,
                 const QRect& handle);
void draw_scroll_bar(const QStyleOptionSlider& option, QPainter& painter, const QRect& handle);

} // namespace prospect::app::paint
