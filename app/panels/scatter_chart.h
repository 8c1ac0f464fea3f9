// Two measures of the same places against each other: on the diagonal they agree.
#pragma once

#include <QPixmap>
#include <QWidget>

#include <utility>
#include <vector>

namespace prospect::app {

class ScatterChart : public QWidget {
    Q_OBJECT
public:
    explicit ScatterChart(QWidget* parent = nullptr);

    // Pairs of reference (across) and own value (up). unit: as of files.
    void setPairs(std::vector<std::pair<double, double>> pairs, const std::string& unit);
    std::size_t pairCount() const { return pairs_.size(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }
    QSize sizeHint() const override { return {280, 280}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF plot() const;
    void paintPairs(QPainter& painter, const QRectF& area) const;
    void paintAxes(QPainter& painter, const QRectF& area) const;

    std::vector<std::pair<double, double>> pairs_;
    std::string unit_;
    double least_ = 0;
    double most_ = 1;
    QPixmap kept_; // painting a hundred thousand dots takes longer than a frame
};

} // namespace prospect::app
