// A number along a way: a line over the distance walked, with a mark where one is. Click or drag goes there.
#pragma once

#include <QWidget>

#include <optional>
#include <vector>

namespace prospect::app {

class ProfileChart : public QWidget {
    Q_OBJECT
public:
    explicit ProfileChart(QWidget* parent = nullptr);

    struct Spot {
        double along_m = 0;
        std::optional<double> value; // absent: nothing can be said there
    };
    // unit: as of files ("m2").
    void setProfile(std::vector<Spot> spots, const QString& title, const std::string& unit);
    const std::vector<Spot>& profile() const { return spots_; }
    // Along the bottom: stretches that stand out, and single places; below them what they mean.
    struct Mark {
        enum class Kind { below, spot } kind = Kind::below;
        double from_m = 0;
        double to_m = 0;
        bool operator==(const Mark&) const = default;
    };
    void setMarks(std::vector<Mark> marks, const QString& below, const QString& spot);
    const std::vector<Mark>& marks() const { return marks_; }
    // A value that counts, across the whole chart, with its words; it is always within the scale.
    struct Line {
        double value = 0;
        QString words;
        bool operator==(const Line&) const = default;
    };
    void setLine(std::optional<Line> line);
    const std::optional<Line>& line() const { return line_; }
    void setCurrent(int spot);
    // Values span several powers of ten: light. Less than `least` counts as that.
    void setLogarithmic(std::optional<double> least);
    // Whether the mark stands where one is; there may be nobody on the way.
    void setCurrentShown(bool shown); // NOLINT: a state of the widget
    bool isCurrentShown() const { return current_shown_; }
    // Between the plot and both edges, so that it lies over something beside it.
    void setInset(double pixels);
    // Where the line is drawn, in the widget.
    QRectF plot() const;
    int current() const { return current_; }
    QSize sizeHint() const override { return {200, heightWithKey()}; }
    QSize minimumSizeHint() const override { return {160, heightWithKey()}; }

Q_SIGNALS:
    void chosen(int spot);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int heightWithKey() const { return marks_.empty() ? 132 : 150; }
    void paintMarks(QPainter& painter, const QRectF& area) const;
    void paintKey(QPainter& painter, const QRectF& area) const;
    double top() const;
    double heightOf(double value, const QRectF& area) const;
    QPointF place(const Spot& spot) const;
    void chooseAt(double x);
    void paintScale(QPainter& painter, const QRectF& area) const;
    void paintLine(QPainter& painter, const QRectF& area) const;
    void paintLimit(QPainter& painter, const QRectF& area) const;
    void paintCurrent(QPainter& painter, const QRectF& area) const;

    std::vector<Spot> spots_;
    std::vector<Mark> marks_;
    std::optional<Line> line_;
    QString below_;
    QString spot_;
    QString title_;
    std::string unit_;
    std::optional<double> log_from_;
    int current_ = 0;
    bool current_shown_ = true;
    double inset_ = 0;
};

} // namespace prospect::app
