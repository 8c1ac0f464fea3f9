#include "app/panels/rule_detail.h"

#include "analysis/assessment/frameworks.h"
#include "analysis/assessment/metric.h"
#include "analysis/assessment/setting_words.h"
#include "app/panels/look.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

using assessment::Criterion;
using assessment::Kind;

constexpr double largest = 1e6;
constexpr int decimals = 3;
constexpr int settings_height = 120;

QString text_of(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

// As many decimals as the number has, and no mark between thousands: some settings are years.
class PlainNumber : public QDoubleSpinBox {
public:
    QString textFromValue(double value) const override {
        QLocale plain;
        plain.setNumberOptions(QLocale::OmitGroupSeparator);
        return plain.toString(value, 'g', 9);
    }
};

QDoubleSpinBox* number_field(double least) {
    auto* field = new PlainNumber;
    field->setRange(least, largest);
    field->setDecimals(decimals);
    field->setKeyboardTracking(false);
    leave_wheel_to_panel(field);
    return field;
}

// A setting as people read it.
struct Spoken {
    QString label; // with its unit
    QString tip;
};

// The words of the metric; without any those of the name: "least_length_m" is "least length (m)".
Spoken spoken(const std::string& metric, const std::string& name) {
    static const std::map<QString, QString> units{
        {QStringLiteral("m"), QStringLiteral("m")},   {QStringLiteral("m2"), QStringLiteral("m²")},
        {QStringLiteral("lx"), QStringLiteral("lx")}, {QStringLiteral("kmh"), QStringLiteral("km/h")},
        {QStringLiteral("kg"), QStringLiteral("kg")}, {QStringLiteral("ms2"), QStringLiteral("m/s²")}};
    QStringList parts = text_of(name).split(u'_');
    QString unit;
    if (const auto found = units.find(parts.back()); parts.size() > 1 && found != units.end()) {
        unit = found->second;
        parts.removeLast();
        if (parts.size() > 1 && parts.back() == QLatin1String("per")) unit = parts.takeLast() + u' ' + unit;
        unit = QStringLiteral(" (%1)").arg(unit);
    }
    const auto* words = assessment::setting_words(metric, name);
    if (words == nullptr) return {parts.join(u' ') + unit, {}};
    return {text_of(words->label) + unit, text_of(words->tip)};
}

QString says_of(const RuleModel::Row& row) {
    const Criterion& rule = row.rule;
    QStringList parts;
    if (rule.kind == Kind::recorded) parts += text_of(rule.question);
    if (rule.kind == Kind::unmeasured)
        parts += RuleDetail::tr("Can't be told yet: %1.").arg(text_of(rule.why_not));
    if (const auto* measure = assessment::metric(rule.metric); measure && rule.kind == Kind::measured)
        parts += RuleDetail::tr("Measures: %1.").arg(text_of(measure->meaning));
    QStringList clauses;
    for (const std::string& clause : assessment::clauses_of(rule.code))
        clauses += text_of(clause);
    if (!clauses.isEmpty())
        parts +=
            RuleDetail::tr("Gives evidence for %1 of ISO 22341.").arg(clauses.join(QStringLiteral("; ")));
    return parts.join(u' ');
}

} // namespace

RuleDetail::RuleDetail(RuleModel& model, QWidget* parent)
    : QWidget(parent), model_(model), title_(paragraph({})), says_(paragraph({}, Tone::quiet)),
      fields_(new QWidget), asked_(number_field(-largest)),
      unit_(text_label({}, render::TextStyle::body, Tone::quiet)), status_(new QComboBox),
      source_(new QLineEdit), source_says_(paragraph({})), settings_(new QGridLayout),
      back_(push_button(tr("Back to what is usual"), Emphasis::quiet, QStringLiteral("undo"))),
      help_(push_button(tr("How it is measured"), Emphasis::quiet, QStringLiteral("help"))) {
    auto* column = column_layout(this, 0, render::space::grid);
    title_->setFont(render::font(render::TextStyle::panel_title));
    column->addWidget(title_);
    column->addWidget(says_);
    auto* grid = new QGridLayout(fields_);
    grid->setContentsMargins(0, render::space::grid, 0, 0);
    grid->setColumnStretch(2, 1);
    asked_->setObjectName(QStringLiteral("rule-asked"));
    asked_->setAccessibleName(tr("Asked"));
    using Says = assessment::Status;
    for (const Says one : {Says::standard, Says::guidance, Says::research, Says::our_default})
        status_->addItem(text_of(assessment::words_of(one)));
    status_->setAccessibleName(tr("Who says so"));
    leave_wheel_to_panel(status_);
    source_->setObjectName(QStringLiteral("rule-source"));
    source_->setAccessibleName(tr("Source"));
    grid->addWidget(text_label(tr("Asked")), 0, 0);
    grid->addWidget(asked_, 0, 1);
    grid->addWidget(unit_, 0, 2);
    grid->addWidget(text_label(tr("Who says so")), 0, 3);
    grid->addWidget(status_, 0, 4);
    grid->addWidget(text_label(tr("Source")), 1, 0);
    for (QWidget* source : {static_cast<QWidget*>(source_), static_cast<QWidget*>(source_says_)})
        grid->addWidget(source, 1, 1, 1, 4);
    column->addWidget(fields_);
    auto* numbers = new QWidget;
    settings_->setContentsMargins(0, 0, 0, 0);
    settings_->setAlignment(Qt::AlignTop);
    settings_->setHorizontalSpacing(render::space::edge);
    settings_->setVerticalSpacing(render::space::grid);
    for (const int labels : {0, 2})
        settings_->setColumnStretch(labels, 1);
    numbers->setLayout(settings_);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFixedHeight(settings_height); // whatever the rule: the table above keeps its place
    scroll->setWidget(numbers);
    column->addWidget(scroll);
    auto* row = new QHBoxLayout;
    row->addWidget(help_);
    row->addWidget(back_);
    row->addStretch();
    column->addLayout(row);
    connect(asked_, &QDoubleSpinBox::valueChanged, this, &RuleDetail::keep);
    connect(status_, &QComboBox::activated, this, &RuleDetail::keep);
    connect(source_, &QLineEdit::editingFinished, this, &RuleDetail::keep);
    connect(back_, &QPushButton::clicked, this, [this] { model_.setBack(row_); });
    connect(help_, &QPushButton::clicked, this, [this] {
        const Criterion& rule = model_.rows()[static_cast<std::size_t>(row_)].rule;
        const auto* measure = assessment::metric(rule.metric);
        Q_EMIT helpRequested(measure ? text_of(measure->help) : QStringLiteral("assess.recorded"));
    });
    connect(&model_, &QAbstractItemModel::dataChanged, this, &RuleDetail::refresh);
    connect(&model_, &QAbstractItemModel::modelReset, this, [this] { setRow(-1); });
    setRow(-1);
}

void RuleDetail::setRow(int row) {
    row_ = row < model_.rowCount() ? row : -1;
    refresh();
}

void RuleDetail::refresh() {
    const bool any = row_ >= 0;
    for (QWidget* part :
         {static_cast<QWidget*>(says_), fields_, static_cast<QWidget*>(back_), static_cast<QWidget*>(help_)})
        part->setVisible(any);
    if (!any) {
        title_->setText(tr("Choose a rule to read what it asks and who says so."));
        fillSettings({}, false);
        return;
    }
    const RuleModel::Row& row = model_.rows()[static_cast<std::size_t>(row_)];
    const bool editable = model_.profile().own;
    filling_ = true;
    title_->setText(text_of(row.rule.code) + QStringLiteral("  ") + text_of(row.rule.title));
    says_->setText(says_of(row));
    const bool measured = row.rule.kind == Kind::measured;
    asked_->setVisible(measured);
    asked_->setValue(row.rule.threshold);
    asked_->setEnabled(editable);
    unit_->setText(measured ? text_of(row.rule.unit) +
                                  (row.rule != row.usual && !row.added
                                       ? QStringLiteral("   ") + tr("usually %1").arg(asked_text(row.usual))
                                       : QString())
                            : asked_text(row.rule));
    status_->setCurrentIndex(static_cast<int>(row.rule.status));
    status_->setEnabled(editable);
    source_->setText(text_of(row.rule.source));
    source_->setToolTip(source_->text());
    source_->setCursorPosition(0);
    source_->setVisible(editable);
    source_says_->setText(source_->text());
    source_says_->setVisible(!editable);
    back_->setEnabled(editable && row.rule != row.usual);
    fillSettings(row.rule, editable);
    filling_ = false;
}

void RuleDetail::fillSettings(const Criterion& rule, bool editable) { // NOLINT: own call
    const bool same = metric_ == rule.metric && numbers_.size() == rule.settings.size() &&
                      std::all_of(rule.settings.begin(), rule.settings.end(),
                                  [&](const auto& one) { return numbers_.contains(one.first); });
    if (!same) {
        while (QLayoutItem* item = settings_->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        numbers_.clear();
        metric_ = rule.metric;
        int at = 0;
        for (const auto& [name, value] : rule.settings) {
            const Spoken words = spoken(rule.metric, name);
            auto* label = text_label(words.label, render::TextStyle::body, Tone::quiet);
            auto* field = number_field(-largest);
            label->setWordWrap(true);
            if (!words.tip.isEmpty()) // as rich text it wraps
                for (QWidget* widget : {static_cast<QWidget*>(label), static_cast<QWidget*>(field)})
                    widget->setToolTip(QStringLiteral("<p>%1</p>").arg(words.tip.toHtmlEscaped()));
            field->setAccessibleName(words.label);
            field->setAccessibleDescription(words.tip);
            settings_->addWidget(label, at / 2, 2 * (at % 2));
            settings_->addWidget(field, at / 2, 2 * (at % 2) + 1);
            connect(field, &QDoubleSpinBox::valueChanged, this, &RuleDetail::keep);
            numbers_[name] = field;
            ++at;
        }
    }
    for (const auto& [name, value] : rule.settings) {
        numbers_[name]->setValue(value);
        numbers_[name]->setEnabled(editable);
    }
}

void RuleDetail::keep() {
    if (filling_ || row_ < 0) return;
    const RuleModel::Row& row = model_.rows()[static_cast<std::size_t>(row_)];
    Criterion rule = with_threshold(row.rule, row.usual, asked_->value());
    if (rule.threshold == row.rule.threshold) {
        rule.status = static_cast<assessment::Status>(status_->currentIndex());
        if (const auto text = source_->text().trimmed().toStdString(); !text.empty()) rule.source = text;
    }
    for (const auto& [name, field] : numbers_)
        rule.settings[name] = field->value();
    model_.setRule(row_, rule);
}

} // namespace prospect::app
