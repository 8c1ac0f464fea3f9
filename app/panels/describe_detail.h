// Describe, right: one kind of thing, the checks it serves, and the user's consent to assume what is lacking.
#pragma once

#include "app/models/describe_rows.h"
#include "geometry/edits/assume_ownership.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

// What the user sets before agreeing; only those of the row's offer count.
struct AssumptionSettings {
    WindowAssumption windows;
    OwnershipAssumption ownership;
    std::optional<double> height_m; // absent: the usual height of each kind
};

class DescribeDetail : public QWidget {
    Q_OBJECT
public:
    explicit DescribeDetail(QWidget* parent = nullptr);

    // `things`: how many there are to select.
    void show(const DescribeRow& row, std::size_t things);
    // No row is chosen: the list of what is assumed. `take_back`: what take_back() calls each.
    void showAssumptions(const QStringList& assumptions, const QStringList& take_back);
    AssumptionSettings settings() const;
    // What agreeing would do; nothing to do: the button is off.
    void setPreview(const QString& text, const QString& button);

Q_SIGNALS:
    void settingsChanged();
    void agreed();
    void takenBack(const QString& what);
    void selectRequested();

private:
    void addOffer(const DescribeRow& row);
    QDoubleSpinBox* addNumber(const QString& label, const QString& suffix, double value, double min,
                              double max, QVBoxLayout& column);
    void addTakeBack(const QString& text, const QString& what);

    QVBoxLayout* column_;
    QLabel* preview_ = nullptr;
    QPushButton* agree_ = nullptr;
    QDoubleSpinBox* spacing_ = nullptr;
    QDoubleSpinBox* sill_ = nullptr;
    QDoubleSpinBox* frontage_ = nullptr;
    QDoubleSpinBox* height_ = nullptr;
    AssumptionSettings settings_;
};

} // namespace prospect::app
