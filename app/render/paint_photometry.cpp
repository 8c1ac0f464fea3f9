#include "app/render/paint_photometry.h"

#include "app/render/field_style.h"
#include "app/render/paint_labels.h"
#include "app/render/plan_brush.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::render {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PaintPhotometry)
};

constexpr double degree = std::numbers::pi / 180;
constexpr int step_deg = 1;
constexpr double label_px = 14;
constexpr int most_rings = 4;

// Of a plane of the luminaire: angles from straight down, positive to the side it is named by.
double intensity_at(const Photometry& photometry, double plane_deg, double angle_deg) {
    const double side = angle_deg < 0 ? plane_deg + 180 : plane_deg;
    const double away = std::sin(std::abs(angle_deg) * degree);
    return intensity(photometry, {away * std::cos(side * degree), away * std::sin(side * degree),
                                  -std::cos(angle_deg * degree)});
}

// The distance of rings so that there are few of them: 1, 2 or 5 times a power of ten.
double ring_step(double most) {
    const double power = std::pow(10.0, std::floor(std::log10(most / most_rings)));
    for (const double step : {1.0, 2.0, 5.0})
        if (most <= most_rings * step * power) return step * power;
    return 10 * power;
}

QPolygonF curve_of(const Photometry& photometry, double plane_deg, QPointF middle, double px_per_cd) {
    QPolygonF curve;
    for (int angle = -180; angle <= 180; angle += step_deg) {
        const double r = px_per_cd * intensity_at(photometry, plane_deg, angle);
        curve << middle + QPointF(r * std::sin(angle * degree), r * std::cos(angle * degree));
    }
    return curve;
}

void draw_text(QPainter& painter, QPointF at, const QString& text, const Theme& theme) {
    draw_halo_text(painter, at, 0, text, font(TextStyle::secondary), theme.secondary, theme.panel);
}

double most_of(const Photometry& photometry) {
    double most = 0;
    for (const double plane : {0.0, 90.0})
        for (int angle = -180; angle <= 180; angle += step_deg)
            most = std::max(most, intensity_at(photometry, plane, angle));
    return most;
}

// Half of the ball or, for a lamp that gives light upwards, all of it.
bool goes_up(const Photometry& photometry, double most) {
    for (const double plane : {0.0, 90.0})
        for (int angle = 92; angle <= 180; angle += step_deg)
            if (std::max(intensity_at(photometry, plane, angle), intensity_at(photometry, plane, -angle)) >
                0.02 * most)
                return true;
    return false;
}

void paint_rings(QPainter& painter, QPointF middle, double step_px, int rings, bool whole,
                 const Theme& theme) {
    painter.setPen(PlanBrush::pen(theme.line, 1));
    painter.setBrush(Qt::NoBrush);
    for (int ring = 1; ring <= rings; ++ring) {
        const double r = ring * step_px;
        const QRectF circle(middle.x() - r, middle.y() - r, 2 * r, 2 * r);
        if (whole)
            painter.drawEllipse(circle);
        else
            painter.drawArc(circle, 180 * 16, 180 * 16);
    }
    const double out = rings * step_px;
    for (int angle = whole ? -180 : -90; angle <= (whole ? 150 : 90); angle += 30)
        painter.drawLine(middle,
                         middle + QPointF(out * std::sin(angle * degree), out * std::cos(angle * degree)));
}

} // namespace

void paint_polar(QPainter& painter, const QRectF& box, const Photometry& photometry, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double most = most_of(photometry);
    if (most <= 0) {
        draw_text(painter, box.center(), Words::tr("It gives no light"), theme);
        painter.restore();
        return;
    }
    const bool whole = goes_up(photometry, most);
    const double step = ring_step(most);
    const int rings = std::max(1, static_cast<int>(std::ceil(most / step - 1e-9)));
    const double room_x = box.width() / 2 - 2.5 * label_px;
    const double room_y = (whole ? box.height() / 2 : box.height() - label_px) - 1.5 * label_px;
    const double step_px = std::max(1.0, std::min(room_x, room_y) / rings);
    const QPointF middle(box.center().x(), whole ? box.center().y() : box.top() + 1.5 * label_px);
    paint_rings(painter, middle, step_px, rings, whole, theme);
    const double per_cd = step_px / step;
    QPen across = PlanBrush::pen(theme.text, 1.25, Qt::CustomDashLine, Qt::FlatCap);
    across.setDashPattern({4, 3});
    painter.setPen(across);
    painter.drawPolyline(curve_of(photometry, 90, middle, per_cd));
    painter.setPen(PlanBrush::pen(theme.accent, 2));
    painter.drawPolyline(curve_of(photometry, 0, middle, per_cd));
    for (int ring = 1; ring <= rings; ++ring)
        draw_text(painter, middle + QPointF(0, ring * step_px),
                  ring == rings ? Words::tr("%1 cd").arg(shown_number(ring * step, step))
                                : shown_number(ring * step, step),
                  theme);
    const double out = rings * step_px + 1.3 * label_px;
    draw_text(painter, middle + QPointF(out, 0), QStringLiteral("0°"), theme);
    draw_text(painter, middle - QPointF(out, 0), QStringLiteral("180°"), theme);
    painter.restore();
}

std::optional<HalfPeak> half_peak(const Photometry& photometry) {
    double most = 0;
    for (int angle = -90; angle <= 90; angle += step_deg)
        most = std::max(most, intensity_at(photometry, 0, angle));
    if (most <= 0) return std::nullopt;
    HalfPeak found{90, -90};
    for (int angle = -90; angle <= 90; angle += step_deg)
        if (intensity_at(photometry, 0, angle) >= most / 2) {
            found.left_deg = std::min<double>(found.left_deg, angle);
            found.right_deg = std::max<double>(found.right_deg, angle);
        }
    return found;
}

void paint_cone(QPainter& painter, const QRectF& box, const Photometry& photometry, double height_m,
                double share, const Theme& theme) {
    constexpr int rows = 4;
    constexpr double widest_deg = 80; // beyond that it has no end on a page
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto half = half_peak(photometry);
    if (!half || height_m <= 0) {
        draw_text(painter, box.center(), Words::tr("It gives no light downwards"), theme);
        painter.restore();
        return;
    }
    const double left = std::tan(std::clamp(half->left_deg, -widest_deg, widest_deg) * degree);
    const double right = std::tan(std::clamp(half->right_deg, -widest_deg, widest_deg) * degree);
    constexpr double words_px = 62; // of the columns beside the cone
    const QRectF cone = box.adjusted(words_px, 1.5 * label_px, -words_px, -label_px);
    const double reach = std::max({-std::min(left, 0.0), std::max(right, 0.0), 0.05});
    const double px_per_m = std::min(cone.height() / height_m, cone.width() / 2 / (reach * height_m));
    const QPointF lamp(cone.center().x(), cone.top());
    const double deep = px_per_m * height_m;
    const QPolygonF light{lamp, lamp + QPointF(right * deep, deep), lamp + QPointF(left * deep, deep)};
    painter.setPen(PlanBrush::pen(theme.accent, 1.5));
    painter.setBrush(faded(theme.accent, 0.15));
    painter.drawPolygon(light);
    draw_text(painter, {box.left() + words_px / 2, box.top() + label_px / 2}, Words::tr("lx below"), theme);
    draw_text(painter, {box.right() - words_px / 2, box.top() + label_px / 2}, Words::tr("width"), theme);
    const double down = intensity_at(photometry, 0, 0) * share;
    for (int row = 1; row <= rows; ++row) {
        const double d = height_m * row / rows;
        const double y = lamp.y() + d * px_per_m;
        painter.setPen(PlanBrush::pen(theme.line, 1));
        painter.drawLine(QPointF(box.left() + words_px, y), QPointF(box.right() - words_px, y));
        draw_text(painter, {box.left() + words_px / 2, y},
                  QLocale().toString(down / (d * d), 'f', down / (d * d) < 9.95 ? 1 : 0), theme);
        draw_text(painter, {box.right() - words_px / 2, y},
                  Words::tr("%1 m").arg(QLocale().toString((right - left) * d, 'f', 1)), theme);
        draw_text(painter, {lamp.x(), y - label_px / 2}, Words::tr("%1 m").arg(QLocale().toString(d, 'f', 1)),
                  theme);
    }
    painter.restore();
}

} // namespace prospect::render
