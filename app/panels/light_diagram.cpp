#include "app/panels/light_diagram.h"

#include "app/panels/look.h"
#include "app/render/paint_photometry.h"

#include <QPainter>

namespace prospect::app {

LightDiagram::LightDiagram(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setKind(Kind::polar);
}

void LightDiagram::setLight(std::shared_ptr<const Photometry> photometry, double height_m, double share) {
    photometry_ = std::move(photometry);
    height_m_ = height_m;
    share_ = share;
    update();
}

void LightDiagram::setKind(Kind kind) {
    kind_ = kind;
    const QString says =
        kind == Kind::polar
            ? tr("Luminous intensity by direction, candela: straight down is down; the line is the plane "
                 "through the 0° side, at the right, and the 180° side; dashes are the plane across it")
            : tr("Light straight below the lamp, and how wide the light of half its strength and more is, at "
                 "four distances below it, in the plane through its 0° side, at the right");
    setAccessibleName(says);
    setToolTip(says);
    update();
}

void LightDiagram::paintEvent(QPaintEvent*) {
    if (!photometry_) return;
    QPainter painter(this);
    const auto& theme = theme_of(palette());
    if (kind_ == Kind::polar)
        render::paint_polar(painter, rect(), *photometry_, theme);
    else
        render::paint_cone(painter, rect(), *photometry_, height_m_, share_, theme);
}

} // namespace prospect::app
