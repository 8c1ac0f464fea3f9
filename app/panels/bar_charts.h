// Bars: how much of a whole something is, how much ground has which value, what each input does to a share.
#pragma once

#include "geometry/raster/field.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace prospect::app {

// A thin bar, filled to a share from 0 to 1.
class ShareBar : public QWidget {
    Q_OBJECT
public:
    explicit ShareBar(double share, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double share_;
};

// Values from 0 to 1 in twenty steps; the step of the value under the pointer of the map stands out.
class HistogramChart : public QWidget {
    Q_OBJECT
public:
    explicit HistogramChart(QWidget* parent = nullptr);

    // threshold: a line is drawn there.
    void setField(const Field& field, double threshold);
    void follow(std::optional<double> value);
    // Cells by step.
    const std::vector<std::int64_t>& steps() const { return steps_; }
    QSize sizeHint() const override { return {280, 132}; }
    static constexpr int step_count = 20;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<std::int64_t> steps_;
    double threshold_ = 0;
    std::optional<int> followed_;
};

// One row an input, the widest first: from the share at its low value to that at its high one.
class TornadoChart : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString title;
        QString low; // value of the input at the low end, with its unit
        QString high;
        double share_low = 0; // 0 to 1
        double share_high = 0;
    };
    explicit TornadoChart(QWidget* parent = nullptr);

    // now: the share as it is.
    void setRows(std::vector<Row> rows, double now);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override; // tips

private:
    std::vector<Row> rows_;
    double now_ = 0;
};

} // namespace prospect::app
