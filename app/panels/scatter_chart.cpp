#include "app/panels/scatter_chart.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace prospect::app {

namespace {

constexpr double left_px = 22;   // the word beside the axis
constexpr double bottom_px = 34; // numbers and the word below
constexpr double dot_px = 3;

} // namespace

ScatterChart::ScatterChart(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Here against the other program, place by place"));
    setToolTip(tr("Each dot is one place. On the diagonal both say the same."));
}

void ScatterChart::setPairs(std::vector<std::pair<double, double>> pairs, const std::string& unit) {
    pairs_ = std::move(pairs);
    unit_ = unit;
    least_ = 0;
    most_ = pairs_.empty() ? 1 : -std::numeric_limits<double>::infinity();
    for (const auto& [x, y] : pairs_) {
        least_ = std::min({least_, x, y});
        most_ = std::max({most_, x, y});
    }
    if (most_ <= least_) most_ = least_ + 1;
    kept_ = {};
    update();
}

void ScatterChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) kept_ = {};
    QWidget::changeEvent(event);
}

QRectF ScatterChart::plot() const {
    return {left_px, 4, width() - left_px - 6, height() - bottom_px - 4};
}

void ScatterChart::paintEvent(QPaintEvent*) {
    const QSize wanted = size() * devicePixelRatioF();
    if (kept_.size() != wanted) {
        kept_ = QPixmap(wanted);
        kept_.setDevicePixelRatio(devicePixelRatioF());
        kept_.fill(Qt::transparent);
        QPainter painter(&kept_);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(render::font(render::TextStyle::secondary));
        paintAxes(painter, plot());
        paintPairs(painter, plot());
    }
    QPainter(this).drawPixmap(0, 0, kept_);
}

void ScatterChart::paintAxes(QPainter& painter, const QRectF& area) const {
    const auto& theme = theme_of(palette());
    painter.setPen(QPen(theme.line, 1));
    painter.drawRect(area);
    painter.setPen(QPen(theme.secondary, 1, Qt::DashLine));
    painter.drawLine(area.bottomLeft(), area.topRight());
    painter.setPen(theme.secondary);
    const QRectF numbers(area.left(), area.bottom() + 2, area.width(), 15);
    painter.drawText(numbers, Qt::AlignLeft, number_text(least_));
    painter.drawText(numbers, Qt::AlignRight, quantity_text(most_, unit_));
    painter.drawText(numbers.translated(0, 14), Qt::AlignHCenter, tr("The other program"));
    painter.save();
    painter.translate(left_px - 8, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-100, -12, 200, 16), Qt::AlignHCenter | Qt::AlignBottom, tr("Here"));
    painter.restore();
}

void ScatterChart::paintPairs(QPainter& painter, const QRectF& area) const {
    const auto& theme = theme_of(palette());
    const double share = pairs_.size() > 2000 ? 0.25 : 0.55;
    painter.setPen(Qt::NoPen);
    painter.setBrush(render::faded(theme.accent, share));
    const auto at = [&](double value) { return (value - least_) / (most_ - least_); };
    for (const auto& [x, y] : pairs_) {
        const QPointF dot(area.left() + at(x) * area.width(), area.bottom() - at(y) * area.height());
        painter.drawEllipse(dot, dot_px / 2, dot_px / 2);
    }
}

} // namespace prospect::app
