// The looks of widgets: Fusion's behaviour, flat surfaces, hairlines, radius 6, one accent (window.md §3).
#pragma once

#include "app/render/style.h"

#include <QPalette>
#include <QProxyStyle>

namespace prospect::app {

// Window = window, Base and Button = panel, Mid = line, PlaceholderText = secondary, Highlight = accent.
QPalette palette_of(const render::Theme& theme);

// Colours come from the widget's palette, so a theme is one setPalette(). Dynamic properties of buttons:
// "primary" (filled, one per panel), "quiet" (no frame until hovered).
class ProspectStyle : public QProxyStyle {
    Q_OBJECT
public:
    ProspectStyle();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace prospect::app
