#include "app/panels/profile_chart.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

constexpr double title_px = 20;
constexpr double axis_px = 18;
constexpr double mark_px = 4;
constexpr double key_px = 18; // below the axis, where there are marks
constexpr double band_px = 5;
constexpr double tick_px = 9;
constexpr int page = 10;

// The next 1, 2 or 5 times a power of ten.
double round_up(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (value <= step * power * (1 + 1e-9)) return step * power;
    return 10 * power;
}

// Pointing down to the line.
void paint_tick(QPainter& painter, QPointF top) {
    painter.drawPolygon(QPolygonF{top + QPointF(-4.5, 0), top + QPointF(4.5, 0), top + QPointF(0, tick_px)});
}

} // namespace

ProfileChart::ProfileChart(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProfileChart::setProfile(std::vector<Spot> spots, const QString& title, const std::string& unit) {
    spots_ = std::move(spots);
    title_ = title;
    unit_ = unit;
    current_ = std::clamp(current_, 0, std::max(0, static_cast<int>(spots_.size()) - 1));
    setAccessibleName(tr("%1 along the way").arg(title));
    update();
}

void ProfileChart::setMarks(std::vector<Mark> marks, const QString& below, const QString& spot) {
    if (marks == marks_) return;
    marks_ = std::move(marks);
    below_ = below;
    spot_ = spot;
    updateGeometry();
    update();
}

void ProfileChart::setLine(std::optional<Line> line) {
    if (line == line_) return;
    line_ = std::move(line);
    update();
}

void ProfileChart::setCurrent(int spot) {
    current_ = spot;
    update();
}

void ProfileChart::setCurrentShown(bool shown) { // NOLINT: as declared
    current_shown_ = shown;
    update();
}

void ProfileChart::setInset(double pixels) {
    inset_ = pixels;
    update();
}

QRectF ProfileChart::plot() const {
    return {inset_ + 0.5, title_px, width() - 1.0 - 2 * inset_,
            height() - title_px - axis_px - (marks_.empty() ? 0 : key_px)};
}

double ProfileChart::top() const {
    double most = line_ ? line_->value : 0;
    for (const Spot& spot : spots_)
        most = std::max(most, spot.value.value_or(0));
    return round_up(most);
}

void ProfileChart::setLogarithmic(std::optional<double> least) {
    log_from_ = least;
    update();
}

double ProfileChart::heightOf(double value, const QRectF& area) const {
    if (log_from_ && top() > *log_from_)
        return area.bottom() - std::log10(std::max(value, *log_from_) / *log_from_) /
                                   std::log10(top() / *log_from_) * (area.height() - 2);
    return area.bottom() - value / top() * (area.height() - 2);
}

QPointF ProfileChart::place(const Spot& spot) const {
    const QRectF area = plot();
    const double whole = std::max(spots_.back().along_m, 1e-9);
    return {area.left() + spot.along_m / whole * area.width(), heightOf(spot.value.value_or(0), area)};
}

void ProfileChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(render::font(render::TextStyle::secondary));
    const QRectF area = plot();
    paintScale(painter, area);
    if (spots_.empty()) return;
    paintLine(painter, area);
    paintLimit(painter, area);
    paintMarks(painter, area);
    if (current_shown_) paintCurrent(painter, area);
    if (hasFocus()) {
        painter.setPen(QPen(theme_of(palette()).accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

void ProfileChart::paintScale(QPainter& painter, const QRectF& area) const {
    const auto& theme = theme_of(palette());
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(area.topLeft(), area.topRight());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(theme.secondary);
    const QRectF above(area.left(), 0, area.width(), title_px - 3);
    painter.drawText(above, Qt::AlignLeft | Qt::AlignVCenter, title_);
    if (spots_.empty()) return;
    painter.drawText(above, Qt::AlignRight | Qt::AlignVCenter, quantity_text(top(), unit_));
    if (log_from_)
        painter.drawText(QRectF(area.left(), area.bottom() - 16, area.width(), 14),
                         Qt::AlignRight | Qt::AlignVCenter, quantity_text(*log_from_, unit_));
    const QRectF below(area.left(), area.bottom() + 2, area.width(), axis_px - 2);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, tr("start"));
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, seen_text(spots_.back().along_m, "m"));
}

void ProfileChart::paintLine(QPainter& painter, const QRectF& area) const {
    const auto& theme = theme_of(palette());
    QPainterPath line;
    QPainterPath ground;
    for (std::size_t i = 0; i < spots_.size();) {
        if (!spots_[i].value) {
            ++i;
            continue;
        }
        QPolygonF run;
        for (; i < spots_.size() && spots_[i].value; ++i)
            run << place(spots_[i]);
        line.addPolygon(run);
        run << QPointF(run.last().x(), area.bottom()) << QPointF(run.first().x(), area.bottom());
        ground.addPolygon(run);
    }
    painter.fillPath(ground, render::faded(theme.accent, 0.15));
    painter.strokePath(line, QPen(theme.accent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

// Its words keep their own ground: the curve may run behind them.
void ProfileChart::paintLimit(QPainter& painter, const QRectF& area) const {
    if (!line_) return;
    const auto& theme = theme_of(palette());
    const double y = heightOf(line_->value, area);
    QPen pen(theme.look, 1.25);
    pen.setDashPattern({5, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const auto metrics = painter.fontMetrics();
    QRectF words(0, 0, metrics.horizontalAdvance(line_->words) + 6, metrics.height());
    words.moveBottomRight(QPointF(area.right() - 2, y - 2));
    if (words.top() < area.top()) words.moveTop(y + 2);
    painter.fillRect(words, render::faded(theme.panel, 0.85));
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignCenter, line_->words);
}

void ProfileChart::paintMarks(QPainter& painter, const QRectF& area) const {
    if (marks_.empty()) return;
    const auto& theme = theme_of(palette());
    const double whole = std::max(spots_.back().along_m, 1e-9);
    const auto x = [&](double along_m) {
        return area.left() + std::clamp(along_m / whole, 0.0, 1.0) * area.width();
    };
    for (const Mark& mark : marks_) {
        if (mark.kind == Mark::Kind::below)
            painter.fillRect(QRectF(x(mark.from_m), area.bottom() - band_px,
                                    std::max(2.0, x(mark.to_m) - x(mark.from_m)), band_px),
                             theme.look);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.serious);
    for (const Mark& mark : marks_)
        if (mark.kind == Mark::Kind::spot) paint_tick(painter, QPointF(x(mark.from_m), area.top()));
    paintKey(painter, area);
}

void ProfileChart::paintKey(QPainter& painter, const QRectF& area) const {
    const auto& theme = theme_of(palette());
    const auto has = [this](Mark::Kind kind) {
        return std::any_of(marks_.begin(), marks_.end(),
                           [kind](const Mark& one) { return one.kind == kind; });
    };
    double left = area.left();
    const QRectF row(0, area.bottom() + axis_px, width(), key_px - 2);
    const auto words = [&](const QString& text) {
        painter.setPen(theme.secondary);
        painter.drawText(row.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        left += painter.fontMetrics().horizontalAdvance(text) + 12;
    };
    if (has(Mark::Kind::below)) {
        painter.fillRect(QRectF(left, row.center().y() - band_px / 2, 14, band_px), theme.look);
        left += 18;
        words(below_);
    }
    if (!has(Mark::Kind::spot)) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.serious);
    paint_tick(painter, QPointF(left + 5, row.center().y() - tick_px / 2));
    left += 14;
    words(spot_);
}

void ProfileChart::paintCurrent(QPainter& painter, const QRectF& area) const {
    const auto at = static_cast<std::size_t>(current_);
    if (at >= spots_.size()) return;
    const auto& theme = theme_of(palette());
    const QPointF here = place(spots_[at]);
    painter.setPen(QPen(theme.selection, 1));
    painter.drawLine(QPointF(here.x(), area.top()), QPointF(here.x(), area.bottom()));
    if (!spots_[at].value) return;
    painter.setPen(QPen(theme.panel, 1.5));
    painter.setBrush(theme.selection);
    painter.drawEllipse(here, mark_px, mark_px);
}

void ProfileChart::chooseAt(double x) {
    if (spots_.empty()) return;
    const QRectF area = plot();
    const double along = std::clamp((x - area.left()) / area.width(), 0.0, 1.0) * spots_.back().along_m;
    const auto nearest =
        std::min_element(spots_.begin(), spots_.end(), [along](const Spot& a, const Spot& b) {
            return std::abs(a.along_m - along) < std::abs(b.along_m - along);
        });
    Q_EMIT chosen(static_cast<int>(nearest - spots_.begin()));
}

void ProfileChart::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) chooseAt(event->position().x());
}

void ProfileChart::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) chooseAt(event->position().x());
}

void ProfileChart::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(spots_.size()) - 1;
    const bool far = event->modifiers().testFlag(Qt::ShiftModifier);
    int wanted = current_;
    switch (event->key()) {
    case Qt::Key_Left:
        wanted -= far ? page : 1;
        break;
    case Qt::Key_Right:
        wanted += far ? page : 1;
        break;
    case Qt::Key_Home:
        wanted = 0;
        break;
    case Qt::Key_End:
        wanted = last;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (last >= 0) Q_EMIT chosen(std::clamp(wanted, 0, last));
}

} // namespace prospect::app
