// Of a result of risk.index: its weights to try on the map at once, how much ground has which value, which
// input matters most, and the worst places.
#pragma once

#include "app/document/result_list.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSlider;
class QVBoxLayout;

namespace prospect::app {

class HistogramChart;
class TornadoChart;

class RiskPanel : public QWidget {
    Q_OBJECT
public:
    explicit RiskPanel(QWidget* parent = nullptr);

    // Hides itself unless it is of risk.index with factors.
    void show(const Result* result);
    // The map with the weights of the sliders; null while they are those of the result.
    std::shared_ptr<const Field> tried() const { return tried_; }
    // A value of the map is pointed at; absent: none.
    void follow(std::optional<double> value);

Q_SIGNALS:
    // tried() is another one.
    void triedChanged();
    // The measurement is to be run with these settings.
    void runRequested(const prospect::engine::Settings& settings);
    // A place is to be shown on the map.
    void placeRequested(prospect::Point local);

private:
    struct Factor {
        std::string name;
        std::shared_ptr<const Field> field;
        double weight = 0; // of the result, all together 1
        QSlider* slider = nullptr;
        QLabel* share = nullptr;
    };
    void fillWeights();
    void fillCharts(const Result& result);
    void fillPlaces(const Result& result);
    void take(const std::vector<double>& weights);
    void slide();
    engine::Settings settings() const;
    std::vector<double> weights() const;

    Uuid shown_;
    engine::Settings settings_;
    DayBand band_ = DayBand::day; // of the result
    std::vector<Factor> factors_;
    std::shared_ptr<const Field> risk_;
    std::shared_ptr<const Field> tried_;
    double threshold_ = 0.5;
    QWidget* weights_block_;
    QVBoxLayout* weights_layout_;
    QLabel* says_;
    QPushButton* back_;
    QPushButton* run_;
    HistogramChart* histogram_;
    QWidget* tornado_block_;
    TornadoChart* tornado_;
    QWidget* places_block_;
    QVBoxLayout* places_layout_;
};

} // namespace prospect::app
