#include "app/panels/risk_panel.h"

#include "analysis/risk/combine.h"
#include "analysis/risk/factors.h"
#include "app/models/table_cells.h"
#include "app/panels/bar_charts.h"
#include "app/panels/look.h"
#include "geometry/base/text.h"
#include "geometry/site/value.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prospect::app {

namespace {

constexpr int finest = 100;          // steps of a slider
constexpr std::size_t most_rows = 8; // of the tornado and of the places

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

QString factor_title(const std::string& name) {
    const auto* known = risk::risk_factors().factor(name);
    return known ? text_of(known->title) : text_of(name);
}

QWidget* block(const QString& title, QVBoxLayout*& content) {
    auto* made = new QWidget;
    auto* column = column_layout(made, 0);
    column->addWidget(hairline());
    column->addWidget(text_label(title, render::TextStyle::panel_title));
    content = new QVBoxLayout;
    content->setSpacing(render::space::inside);
    column->addLayout(content);
    return made;
}

DayBand band_of(const Result& result) {
    return result.run ? result.run->time.band : DayBand::day;
}

// Shares of 1 as whole percents that add up to what the shares add up to: those cut off by most go up.
std::vector<int> whole_percents(const std::vector<double>& shares) {
    std::vector<int> percents;
    std::vector<std::size_t> order(shares.size());
    double left = 0;
    for (const double share : shares) {
        percents.push_back(static_cast<int>(std::floor(100 * share)));
        left += 100 * share - percents.back();
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return 100 * shares[a] - percents[a] > 100 * shares[b] - percents[b];
    });
    for (std::size_t i = 0; i < order.size() && i < static_cast<std::size_t>(std::lround(left)); ++i)
        ++percents[order[i]];
    return percents;
}

} // namespace

RiskPanel::RiskPanel(QWidget* parent)
    : QWidget(parent), weights_block_(block(tr("What counts how much"), weights_layout_)),
      says_(paragraph({}, Tone::quiet)),
      back_(push_button(tr("As it was"), Emphasis::quiet, QStringLiteral("undo"))),
      run_(push_button(tr("Measure with these"))), histogram_(new HistogramChart),
      tornado_(new TornadoChart) {
    auto* column = column_layout(this, 0, render::space::between);
    column->addWidget(weights_block_);
    QVBoxLayout* charts = nullptr;
    auto* histogram = block(tr("How much ground has which value"), charts);
    charts->addWidget(histogram_);
    column->addWidget(histogram);
    tornado_block_ = block(tr("Which input matters most"), charts);
    charts->addWidget(
        paragraph(tr("Share of the ground over the threshold, with each input at the low end (grey) and "
                     "the high end (coloured) of its range. The line is the share as it is."),
                  Tone::quiet));
    charts->addWidget(tornado_);
    column->addWidget(tornado_block_);
    places_block_ = block(tr("The worst places"), places_layout_);
    column->addWidget(places_block_);
    back_->setObjectName(QStringLiteral("risk-weights-back"));
    run_->setObjectName(QStringLiteral("risk-weights-run"));
    run_->setToolTip(tr("Works out uncertainty and places with these weights, too"));
    connect(back_, &QPushButton::clicked, this, [this] {
        std::vector<double> own;
        for (const Factor& factor : factors_)
            own.push_back(factor.weight);
        take(own);
    });
    connect(run_, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(settings()); });
    hide();
}

void RiskPanel::show(const Result* result) {
    const bool of_risk = result != nullptr && result->analysis == "risk.index";
    if (of_risk && result->id == shown_) return; // what is being tried stays
    factors_.clear();
    risk_.reset();
    tried_.reset();
    shown_ = of_risk ? result->id : Uuid();
    setVisible(of_risk);
    if (!of_risk) return;
    settings_ = result->settings;
    band_ = band_of(*result);
    for (const auto& field : result->fields) {
        if (field->name == "risk") risk_ = field;
        if (!field->name.starts_with("factor_") || field->name.ends_with("_difference"))
            continue; // the latter compares
        Factor factor{.name = field->name.substr(7), .field = field};
        for (const auto& [metric, value] : result->metrics)
            if (metric == "weight_" + factor.name) factor.weight = value;
        factors_.push_back(std::move(factor));
    }
    const auto threshold = settings_.find("threshold");
    threshold_ = threshold == settings_.end() ? 0.5 : number_from(threshold->second).value_or(0.5);
    const auto how = settings_.find("combine");
    weights_block_->setVisible(factors_.size() > 1 && (how == settings_.end() || how->second == "sum"));
    fillWeights();
    if (risk_) histogram_->setField(*risk_, threshold_);
    fillCharts(*result);
    fillPlaces(*result);
}

void RiskPanel::fillWeights() {
    for (QWidget* kept :
         {static_cast<QWidget*>(says_), static_cast<QWidget*>(back_), static_cast<QWidget*>(run_)})
        kept->setParent(this);
    clear_layout(*weights_layout_);
    auto* balances = new QWidget;
    auto* row = new QHBoxLayout(balances);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(render::space::grid);
    for (const auto& balance : risk::risk_factors().balances) {
        auto* button = push_button(text_of(balance.title));
        button->setToolTip(text_of(balance.about));
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, &balance] {
            std::vector<double> weights;
            for (const Factor& factor : factors_)
                weights.push_back(balance.weight(factor.name, band_));
            if (std::any_of(weights.begin(), weights.end(), [](double one) { return one > 0; }))
                take(weights);
        });
    }
    row->addStretch();
    weights_layout_->addWidget(balances);
    auto* sliders = new QWidget;
    auto* grid = new QGridLayout(sliders);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(render::space::grid);
    grid->setColumnStretch(0, 1);
    for (std::size_t i = 0; i < factors_.size(); ++i) {
        Factor& factor = factors_[i];
        const QString title = factor_title(factor.name);
        factor.slider = new QSlider(Qt::Horizontal);
        factor.slider->setRange(0, finest);
        factor.slider->setObjectName(QStringLiteral("risk-weight.") + text_of(factor.name));
        factor.slider->setAccessibleName(tr("Weight of: %1").arg(title));
        leave_wheel_to_panel(factor.slider);
        factor.share = text_label({}, render::TextStyle::secondary, Tone::quiet);
        factor.share->setObjectName(QStringLiteral("risk-share.") + text_of(factor.name));
        factor.share->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        const int line = static_cast<int>(2 * i);
        grid->addWidget(text_label(title), line, 0);
        grid->addWidget(factor.share, line, 1);
        grid->addWidget(factor.slider, line + 1, 0, 1, 2);
        connect(factor.slider, &QSlider::valueChanged, this, &RiskPanel::slide);
    }
    weights_layout_->addWidget(sliders);
    weights_layout_->addWidget(says_);
    auto* acts = new QHBoxLayout;
    acts->addWidget(run_);
    acts->addWidget(back_);
    acts->addStretch();
    auto* bar = new QWidget;
    acts->setContentsMargins(0, 0, 0, 0);
    bar->setLayout(acts);
    weights_layout_->addWidget(bar);
    std::vector<double> own;
    for (const Factor& factor : factors_)
        own.push_back(factor.weight);
    take(own);
}

void RiskPanel::take(const std::vector<double>& weights) {
    const double most = std::max(1e-12, *std::max_element(weights.begin(), weights.end()));
    for (std::size_t i = 0; i < factors_.size(); ++i) {
        const QSignalBlocker quiet(factors_[i].slider);
        factors_[i].slider->setValue(static_cast<int>(std::lround(finest * weights[i] / most)));
    }
    slide();
}

// All together 1; as the result has them while nobody moved a slider.
std::vector<double> RiskPanel::weights() const {
    double most = 0;
    for (const Factor& factor : factors_)
        most = std::max(most, factor.weight);
    const bool own = std::all_of(factors_.begin(), factors_.end(), [&](const Factor& factor) {
        return factor.slider->value() == std::lround(finest * factor.weight / std::max(1e-12, most));
    });
    std::vector<double> all;
    double sum = 0;
    for (const Factor& factor : factors_) {
        all.push_back(own ? factor.weight : factor.slider->value());
        sum += all.back();
    }
    for (double& one : all)
        one = sum > 0 ? one / sum : 0;
    return all;
}

void RiskPanel::slide() {
    const std::vector<double> now = weights();
    bool changed = false;
    double sum = 0;
    for (std::size_t i = 0; i < factors_.size(); ++i) {
        changed = changed || std::abs(now[i] - factors_[i].weight) > 1e-9;
        sum += now[i];
    }
    const std::vector<int> percents = whole_percents(now);
    for (std::size_t i = 0; i < factors_.size(); ++i)
        factors_[i].share->setText(QLocale().toString(percents[i]) + QStringLiteral(" %"));
    back_->setEnabled(changed);
    run_->setEnabled(changed && sum > 0);
    says_->setText(
        sum <= 0  ? tr("At least one factor must count.")
        : changed ? tr("The map shows these weights. How sure it is and the places below are still of the "
                       "weights before.")
                  : tr("Move a slider: the map follows at once."));
    const auto before = tried_;
    tried_.reset();
    if (changed && sum > 0 && risk_) {
        auto field = std::make_shared<Field>("risk", risk_->unit, risk_->grid);
        std::vector<risk::Layer> layers;
        for (std::size_t i = 0; i < factors_.size(); ++i)
            layers.push_back({factors_[i].field->values, now[i]});
        risk::combine(layers, {}, field->values, engine::Workers());
        // Where the result has none, there is none.
        for (std::size_t i = 0; i < field->values.size(); ++i)
            if (risk_->values[i] == nodata) field->values[i] = nodata;
        tried_ = std::move(field);
    }
    if (risk_) histogram_->setField(tried_ ? *tried_ : *risk_, threshold_);
    if (before != tried_) Q_EMIT triedChanged();
}

engine::Settings RiskPanel::settings() const {
    engine::Settings settings = settings_;
    std::string names;
    std::string numbers;
    const std::vector<double> now = weights();
    // A factor that is given keeps its file.
    const auto item_of = [&](const std::string& name) {
        const auto chosen = settings_.find("factors");
        if (chosen == settings_.end()) return name;
        for (const QString& item : text_of(chosen->second).split(u','))
            if (item.trimmed().startsWith(text_of(name) + u'=')) return item.trimmed().toStdString();
        return name;
    };
    for (std::size_t i = 0; i < factors_.size(); ++i) {
        if (now[i] <= 0) continue;
        names += (names.empty() ? "" : ",") + item_of(factors_[i].name);
        numbers += (numbers.empty() ? "" : ",") + as_text(Value(now[i]));
    }
    settings["factors"] = names;
    settings["weights"] = numbers;
    settings["ahp"] = {};
    return settings;
}

void RiskPanel::fillCharts(const Result& result) {
    std::vector<TornadoChart::Row> rows;
    const io::Table* table = table_of(result.tables, "tornado");
    for (std::size_t r = 0; table != nullptr && r < table->rows.size(); ++r) {
        const auto low = number_in(*table, r, "share_low");
        const auto high = number_in(*table, r, "share_high");
        if (!low || !high || rows.size() == most_rows) continue;
        const QString unit = text_in(*table, r, "unit");
        const auto end = [&](const char* column) {
            const auto value = number_in(*table, r, column);
            return value ? QLocale().toString(*value, 'g', 3) + (unit.isEmpty() ? QString() : u' ' + unit)
                         : QString();
        };
        const std::string input = text_in(*table, r, "input").toStdString();
        const QString kind = text_in(*table, r, "kind");
        QString title = factor_title(input);
        if (kind == QLatin1String("weight")) title = tr("Weight: %1").arg(title);
        rows.push_back({title, end("low"), end("high"), *low, *high});
    }
    double now = 0;
    if (risk_) {
        double all = 0;
        for (const float value : risk_->values) {
            if (value == nodata) continue;
            all += 1;
            now += static_cast<double>(value) >= threshold_ ? 1 : 0;
        }
        now = all > 0 ? now / all : 0;
    }
    tornado_block_->setVisible(!rows.empty());
    tornado_->setRows(std::move(rows), now);
}

void RiskPanel::fillPlaces(const Result& result) {
    clear_layout(*places_layout_);
    const io::Table* table = table_of(result.tables, "places");
    std::size_t shown = 0;
    for (std::size_t r = 0; table != nullptr && r < table->rows.size() && shown < most_rows; ++r, ++shown) {
        const auto score = number_in(*table, r, "score");
        auto* widget = new QWidget;
        auto* line = new QHBoxLayout(widget);
        line->setContentsMargins(0, 0, 0, 0);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(paragraph(text_in(*table, r, "place")));
        QStringList detail;
        if (score) detail += tr("%1 of 1").arg(QLocale().toString(*score, 'f', 2));
        if (const QString worst = text_in(*table, r, "worst_factor"); !worst.isEmpty())
            detail += tr("worst: %1").arg(factor_title(worst.toStdString()));
        if (const QString flip = text_in(*table, r, "flipped_by"); !flip.isEmpty())
            detail += tr("would not count as bad with another %1").arg(factor_title(flip.toStdString()));
        words->addWidget(paragraph(detail.join(QStringLiteral(" · ")), Tone::quiet));
        line->addLayout(words, 1);
        if (r < table->geometries.size() && !table->geometries[r].empty()) {
            auto* go = push_button(tr("Show"));
            go->setAccessibleName(tr("Show %1").arg(text_in(*table, r, "place")));
            line->addWidget(go, 0, Qt::AlignTop);
            connect(go, &QPushButton::clicked, this,
                    [this, at = label_point(table->geometries[r])] { Q_EMIT placeRequested(at); });
        }
        places_layout_->addWidget(widget);
    }
    places_block_->setVisible(shown > 0);
}

void RiskPanel::follow(std::optional<double> value) {
    if (isVisible()) histogram_->follow(value);
}

} // namespace prospect::app
