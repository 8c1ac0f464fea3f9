#include "app/panels/bar_charts.h"

#include "app/panels/look.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

constexpr int axis_height = 18;
constexpr int tornado_row = 36;
constexpr int bar_height = 8;
constexpr int share_height = 6;

QString percent(double share) {
    return QLocale().toString(100 * share, 'f', share < 0.1 && share > 0 ? 1 : 0) + QStringLiteral(" %");
}

} // namespace

ShareBar::ShareBar(double share, QWidget* parent) : QWidget(parent), share_(std::clamp(share, 0.0, 1.0)) {
    setFixedHeight(share_height);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const auto& theme = theme_of(palette());
    const double radius = share_height / 2.0;
    painter.setBrush(theme.line);
    painter.drawRoundedRect(rect(), radius, radius);
    if (share_ <= 0) return;
    QRectF filled = rect();
    filled.setWidth(std::max<double>(share_height, share_ * width()));
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(filled, radius, radius);
}

HistogramChart::HistogramChart(QWidget* parent) : QWidget(parent), steps_(step_count, 0) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(render::font(render::TextStyle::secondary));
    setAccessibleName(tr("How much ground has which value"));
}

void HistogramChart::setField(const Field& field, double threshold) {
    steps_.assign(step_count, 0);
    for (const float value : field.values) {
        if (value == nodata) continue;
        const int step =
            std::clamp(static_cast<int>(static_cast<double>(value) * step_count), 0, step_count - 1);
        ++steps_[static_cast<std::size_t>(step)];
    }
    threshold_ = threshold;
    std::int64_t all = 0;
    std::int64_t over = 0;
    for (int i = 0; i < step_count; ++i) {
        all += steps_[static_cast<std::size_t>(i)];
        if (i >= std::lround(threshold * step_count)) over += steps_[static_cast<std::size_t>(i)];
    }
    setAccessibleDescription(
        tr("%1 of the ground is at %2 or more")
            .arg(percent(all > 0 ? static_cast<double>(over) / static_cast<double>(all) : 0),
                 QLocale().toString(threshold, 'g', 2)));
    setToolTip(accessibleDescription());
    update();
}

void HistogramChart::follow(std::optional<double> value) {
    std::optional<int> step;
    if (value) step = std::clamp(static_cast<int>(*value * step_count), 0, step_count - 1);
    if (step == followed_) return;
    followed_ = step;
    update();
}

void HistogramChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& theme = theme_of(palette());
    const QRectF plot = QRectF(rect()).adjusted(0.5, 4, -0.5, -axis_height);
    const auto most =
        static_cast<double>(std::max<std::int64_t>(1, *std::max_element(steps_.begin(), steps_.end())));
    const double width = plot.width() / step_count;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < step_count; ++i) {
        const double height = plot.height() * static_cast<double>(steps_[static_cast<std::size_t>(i)]) / most;
        const bool over = i >= std::lround(threshold_ * step_count);
        painter.setBrush(followed_ == i ? theme.text : over ? theme.accent : theme.secondary);
        painter.drawRect(QRectF(plot.left() + i * width + 1, plot.bottom() - height, width - 2, height));
    }
    painter.setPen(theme.line);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setPen(QPen(theme.text, 1, Qt::DashLine));
    const double at = plot.left() + threshold_ * plot.width();
    painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
    painter.setPen(theme.secondary);
    const QRectF axis(plot.left(), plot.bottom() + 2, plot.width(), axis_height - 2);
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, tr("0 fine"));
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, tr("1 worst"));
    painter.drawText(QRectF(at - 60, axis.top(), 120, axis.height()), Qt::AlignCenter,
                     QLocale().toString(threshold_, 'g', 2));
}

TornadoChart::TornadoChart(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(render::font(render::TextStyle::secondary));
    setAccessibleName(tr("Which input matters most"));
}

void TornadoChart::setRows(std::vector<Row> rows, double now) {
    rows_ = std::move(rows);
    now_ = now;
    QStringList words;
    for (const Row& row : rows_)
        words += tr("%1: %2 to %3").arg(row.title, percent(row.share_low), percent(row.share_high));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize TornadoChart::sizeHint() const {
    return {280, static_cast<int>(rows_.size()) * tornado_row + axis_height};
}

void TornadoChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = theme_of(palette());
    double least = now_;
    double most = now_;
    for (const Row& row : rows_) {
        least = std::min({least, row.share_low, row.share_high});
        most = std::max({most, row.share_low, row.share_high});
    }
    if (most - least < 1e-9) most = least + 1e-9;
    const auto x_of = [&](double share) { return 1 + (width() - 2) * (share - least) / (most - least); };
    const double x_now = x_of(now_);
    const QFontMetrics metrics = fontMetrics();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const Row& row = rows_[i];
        const int top = static_cast<int>(i) * tornado_row;
        painter.setPen(theme.text);
        painter.drawText(QRect(0, top, width(), tornado_row - bar_height - 6),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.title, Qt::ElideRight, width()));
        const double y = top + tornado_row - bar_height - 4;
        painter.setPen(Qt::NoPen);
        const auto bar = [&](double share, const QColor& color) {
            const double x = x_of(share);
            painter.setBrush(color);
            painter.drawRect(QRectF(std::min(x, x_now), y, std::max(std::abs(x - x_now), 1.0), bar_height));
        };
        bar(row.share_low, theme.secondary);
        bar(row.share_high, theme.accent);
        painter.setPen(QPen(theme.text, 1)); // beside the bars alone: the titles stay free of it
        painter.drawLine(QPointF(x_now, y - 3), QPointF(x_now, y + bar_height + 3));
    }
    const int bottom = static_cast<int>(rows_.size()) * tornado_row;
    painter.setPen(theme.secondary);
    const QRect axis(0, bottom, width(), axis_height);
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, percent(least));
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, percent(most));
}

bool TornadoChart::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto& help = *static_cast<QHelpEvent*>(event);
    const auto row = static_cast<std::size_t>(std::max(0, help.pos().y() / tornado_row));
    if (row < rows_.size())
        QToolTip::showText(help.globalPos(),
                           tr("%1\nat %2: %3 of the ground over the threshold\nat %4: %5")
                               .arg(rows_[row].title, rows_[row].low, percent(rows_[row].share_low),
                                    rows_[row].high, percent(rows_[row].share_high)));
    return true;
}

} // namespace prospect::app
