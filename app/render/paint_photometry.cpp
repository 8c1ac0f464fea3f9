#include "app/render/paint_photometry.h"

#include "app/render/field_style.h"
#include "app/render/paint_labels.h"
#include "app/render/plan_brush.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

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

// How far a number is from the curves; numbers are wider than high.
double room_at(QPointF place, const QPolygonF& curves) {
    constexpr double flat = 0.5;
    constexpr double enough_px = 2 * label_px;
    double nearest = enough_px;
    for (const QPointF& point : curves)
        nearest = std::min(nearest, std::hypot(flat * (point.x() - place.x()), point.y() - place.y()));
    return nearest;
}

// From the middle along which the numbers of the rings are farthest from the curves; of several, the one
// nearest to straight down.
QPointF freest_ray(QPointF middle, double step_px, int rings, bool whole, const QPolygonF& curves) {
    QPointF best;
    double freest = -1;
    for (const int angle : {0, 30, -30, 45, -45, 60, -60, 120, -120, 150, -150, 180}) {
        if (std::abs(angle) > 90 && !whole) continue;
        const QPointF ray(std::sin(angle * degree), std::cos(angle * degree));
        double room = 0;
        for (int ring = 1; ring <= rings; ++ring)
            room += room_at(middle + ray * ring * step_px, curves);
        if (room <= freest) continue;
        freest = room;
        best = ray;
    }
    return best;
}

// The last ring always has its number, others where no curve runs through it.
void paint_ring_numbers(QPainter& painter, QPointF middle, double step_px, const PolarRings& rings,
                        QPointF ray, const QPolygonF& curves, const Theme& theme) {
    for (int ring = 1; ring <= rings.count; ++ring) {
        const QPointF place = middle + ray * ring * step_px;
        const QString number = shown_number(ring * rings.step_cd, rings.step_cd);
        if (ring == rings.count)
            draw_text(painter, place, Words::tr("%1 cd").arg(number), theme);
        else if (room_at(place, curves) > label_px / 2)
            draw_text(painter, place, number, theme);
    }
}

} // namespace

PolarRings polar_rings(double most_cd) {
    const double power = std::pow(10.0, std::floor(std::log10(most_cd / most_rings)));
    double step = 10 * power;
    for (const double times : {5.0, 2.0, 1.0})
        if (most_cd <= most_rings * times * power) step = times * power;
    return {step, static_cast<int>(std::ceil(most_cd / step - 1e-9))};
}

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
    const PolarRings rings = polar_rings(most);
    const double room_x = box.width() / 2 - 2.5 * label_px;
    const double room_y = (whole ? box.height() / 2 : box.height() - label_px) - 1.5 * label_px;
    const double step_px = std::max(1.0, std::min(room_x, room_y) / rings.count);
    const QPointF middle(box.center().x(), whole ? box.center().y() : box.top() + 1.5 * label_px);
    paint_rings(painter, middle, step_px, rings.count, whole, theme);
    const double per_cd = step_px / rings.step_cd;
    QPen across = PlanBrush::pen(theme.text, 1.25, Qt::CustomDashLine, Qt::FlatCap);
    across.setDashPattern({4, 3});
    const QPolygonF dashes = curve_of(photometry, 90, middle, per_cd);
    const QPolygonF curve = curve_of(photometry, 0, middle, per_cd);
    painter.setPen(across);
    painter.drawPolyline(dashes);
    painter.setPen(PlanBrush::pen(theme.accent, 2));
    painter.drawPolyline(curve);
    const QPolygonF curves = curve + dashes;
    paint_ring_numbers(painter, middle, step_px, rings,
                       freest_ray(middle, step_px, rings.count, whole, curves), curves, theme);
    const double out = rings.count * step_px + 1.3 * label_px;
    draw_text(painter, middle + QPointF(out, 0), QStringLiteral("0°"), theme);
    draw_text(painter, middle - QPointF(out, 0), QStringLiteral("180°"), theme);
    painter.restore();
}

std::optional<HalfPeak> half_peak(const Photometry& photometry) {
    constexpr int horizon_deg = 90;
    const auto at = [&](int angle) { return intensity_at(photometry, 0, angle); };
    double most = 0;
    for (int angle = -horizon_deg; angle <= horizon_deg; angle += step_deg)
        most = std::max(most, at(angle));
    if (most <= 0) return std::nullopt;
    // From the horizon inwards to the first that is enough, then back to where half of the most is reached.
    const auto end = [&](int outwards) {
        int angle = outwards * horizon_deg;
        while (at(angle) < most / 2)
            angle -= outwards * step_deg;
        if (std::abs(angle) == horizon_deg) return static_cast<double>(angle);
        const double enough = at(angle);
        const double less = at(angle + outwards * step_deg);
        return angle + outwards * step_deg * (enough - most / 2) / (enough - less);
    };
    return HalfPeak{end(-1), end(1)};
}

namespace {

constexpr int cone_rows = 4;
constexpr double widest_deg = 80; // of a half-peak angle: beyond that its width has no meaning

// The middles of the columns beside the cone: how far below, lux there, how wide.
struct ConeColumns {
    double below;
    double lux;
    double width;
};

struct Cone {
    HalfPeak half;
    double left = 0; // tangents of the half-peak angles
    double right = 0;
    bool wider = false; // than is told
};

Cone cone_of(const HalfPeak& half) {
    const auto tangent = [](double angle_deg) {
        return std::tan(std::clamp(angle_deg, -widest_deg, widest_deg) * degree);
    };
    return {half, tangent(half.left_deg), tangent(half.right_deg),
            half.left_deg < -widest_deg || half.right_deg > widest_deg};
}

// The light within its frame, the level lines, and the angles where it ends.
void paint_light(QPainter& painter, const QRectF& frame, const Cone& cone, const Theme& theme) {
    painter.setPen(PlanBrush::pen(theme.line, 1));
    for (int row = 1; row <= cone_rows; ++row) {
        const double y = frame.top() + frame.height() * row / cone_rows;
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y));
    }
    const double leftmost = std::min(cone.left, 0.0);
    const double reach = std::max(std::max(cone.right, 0.0) - leftmost, 0.05);
    const double per_tangent = std::min(frame.height(), frame.width() / reach);
    const double spare = frame.width() - reach * per_tangent;
    const QPointF lamp(frame.left() + spare / 2 - leftmost * per_tangent, frame.top());
    const QPointF left(lamp.x() + cone.left * per_tangent, frame.bottom());
    const QPointF right(lamp.x() + cone.right * per_tangent, frame.bottom());
    painter.setPen(PlanBrush::pen(theme.accent, 1.5));
    painter.setBrush(faded(theme.accent, 0.15));
    painter.drawPolygon(QPolygonF{lamp, right, left});
    constexpr double half_word_px = 14;
    const double middle = std::clamp((left.x() + right.x()) / 2, frame.left() + 2 * half_word_px,
                                     frame.right() - 2 * half_word_px);
    const double below = frame.bottom() + 0.8 * label_px;
    const auto words = [](double angle_deg) {
        return QStringLiteral("%1°").arg(QLocale().toString(angle_deg, 'f', 0));
    };
    draw_text(painter, {std::clamp(left.x(), frame.left() + half_word_px, middle - half_word_px), below},
              words(cone.half.left_deg), theme);
    draw_text(painter, {std::clamp(right.x(), middle + half_word_px, frame.right() - half_word_px), below},
              words(cone.half.right_deg), theme);
}

void paint_cone_words(QPainter& painter, const ConeColumns& at, double top, const Theme& theme) {
    draw_text(painter, {at.below, top}, Words::tr("below"), theme);
    draw_text(painter, {at.lux, top}, Words::tr("lx"), theme);
    draw_text(painter, {at.width, top}, Words::tr("width"), theme);
}

} // namespace

void paint_cone(QPainter& painter, const QRectF& box, const Photometry& photometry, double height_m,
                double share, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto half = half_peak(photometry);
    if (!half || height_m <= 0) {
        draw_text(painter, box.center(), Words::tr("It gives no light downwards"), theme);
        painter.restore();
        return;
    }
    const Cone cone = cone_of(*half);
    const ConeColumns columns{box.left() + 24, box.right() - 74, box.right() - 28};
    const QRectF frame(QPointF(columns.below + 24, box.top() + 1.8 * label_px),
                       QPointF(columns.lux - 22, box.bottom() - 1.8 * label_px));
    paint_light(painter, frame, cone, theme);
    paint_cone_words(painter, columns, box.top() + 0.7 * label_px, theme);
    const double down = intensity_at(photometry, 0, 0) * share;
    const auto number = [](double value, int digits) { return QLocale().toString(value, 'f', digits); };
    for (int row = 1; row <= cone_rows; ++row) {
        const double d = height_m * row / cone_rows;
        const double y = frame.top() + frame.height() * row / cone_rows;
        const double lux = down / (d * d);
        draw_text(painter, {columns.below, y}, Words::tr("%1 m").arg(number(d, 1)), theme);
        draw_text(painter, {columns.lux, y}, number(lux, lux < 9.95 ? 1 : 0), theme);
        const double width = (cone.right - cone.left) * d;
        const QString text = Words::tr("%1 m").arg(number(width, width < 99.95 ? 1 : 0));
        draw_text(painter, {columns.width, y}, cone.wider ? Words::tr("> %1").arg(text) : text, theme);
    }
    painter.restore();
}

} // namespace prospect::render
