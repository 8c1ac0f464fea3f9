#include "app/panels/finding_filters.h"

#include "analysis/assessment/facts.h"
#include "app/models/finding_words.h"
#include "app/panels/look.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int typing_ms = 150;
constexpr int sign_height = 26;
constexpr int signs_in_row = 3;
constexpr double sign_radius = 5;

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

// Whether findings that stand so are listed, and how many; the sign is the one on the map.
class SignButton : public QAbstractButton {
public:
    explicit SignButton(Sign sign) : sign_(sign) {
        setText(word_of(sign));
        setObjectName(QStringLiteral("sign.%1").arg(static_cast<int>(sign)));
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setFont(render::font(render::TextStyle::secondary));
        setCount(0);
    }
    void setCount(std::size_t count) {
        constexpr std::size_t thousand = 1000; // there is room for three digits
        const QString whole = text_of(assessment::count_text(count));
        count_ = count < thousand ? whole : FindingFilters::tr("%1k").arg(count / thousand);
        setToolTip(FindingFilters::tr("%1: %2").arg(text(), whole));
        setAccessibleName(toolTip());
        updateGeometry();
        update();
    }
    QSize sizeHint() const override {
        return {sign_width() + fontMetrics().horizontalAdvance(text() + u' ' + count_) +
                    render::space::inside,
                sign_height};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const auto& theme = theme_of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool on = isChecked();
        QColor ground = theme.accent;
        ground.setAlphaF(on ? 0.14F : 0.0F);
        painter.setBrush(ground);
        painter.setPen(QPen(hasFocus()            ? theme.accent
                            : underMouse() || !on ? theme.line
                                                  : ground,
                            hasFocus() ? 1.5 : 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), render::space::radius,
                                render::space::radius);
        if (!on) painter.setOpacity(0.6);
        render::paint_sign(painter, QPointF(render::space::inside + sign_radius + 1, height() / 2.0),
                           sign_radius, sign_, theme);
        painter.setOpacity(1);
        const QRect words = rect().adjusted(sign_width(), 0, 0, 0);
        painter.setPen(on ? theme.text : theme.secondary);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
        painter.setPen(theme.secondary);
        painter.drawText(words.adjusted(fontMetrics().horizontalAdvance(text() + u' '), 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, count_);
    }

private:
    static int sign_width() { return render::space::inside + 2 * static_cast<int>(sign_radius) + 2 + 6; }

    Sign sign_;
    QString count_;
};

struct Choice {
    QString text;
    QVariant key;
    std::size_t count = 0;
};

// The first choice, which stands for any, stays.
void fill(QComboBox& combo, const std::vector<Choice>& choices, const QVariant& chosen) {
    const QSignalBlocker quiet(&combo);
    while (combo.count() > 1)
        combo.removeItem(combo.count() - 1);
    for (const Choice& choice : choices) {
        combo.addItem(FindingFilters::tr("%1 (%2)").arg(choice.text).arg(choice.count), choice.key);
        combo.setItemData(combo.count() - 1, choice.text, Qt::ToolTipRole);
    }
    combo.setCurrentIndex(std::max(0, combo.findData(chosen)));
    combo.setEnabled(!choices.empty());
    const int width = combo.view()->sizeHintForColumn(0) + 2 * render::space::edge;
    constexpr int widest = 320;
    combo.view()->setMinimumWidth(std::min(width, widest));
}

} // namespace

FindingFilters::FindingFilters(QWidget* parent)
    : QWidget(parent), words_(new QLineEdit), typing_(new QTimer(this)),
      strategy_(makeChoice("strategy", tr("Strategy"), tr("Problems of one strategy"))),
      place_(makeChoice("place", tr("Place"), tr("Problems of one place on the map"))),
      cause_(makeChoice("cause", tr("Cause"), tr("Problems caused by one kind of thing"))),
      count_(text_label({}, render::TextStyle::secondary, Tone::quiet)),
      clear_(push_button(tr("Clear"), Emphasis::quiet)) {
    auto* column = column_layout(this, 0, render::space::inside);
    column->setContentsMargins(render::space::edge, render::space::between, render::space::edge,
                               render::space::grid);
    words_->setObjectName(QStringLiteral("problem-words"));
    words_->setPlaceholderText(tr("Find words or a rule, such as hedge or LT-04"));
    words_->setAccessibleName(tr("Find problems"));
    words_->setClearButtonEnabled(true);
    column->addWidget(words_);
    column->addWidget(makeSigns());
    auto* choices = new QHBoxLayout;
    choices->setSpacing(render::space::inside);
    for (auto* combo : {strategy_, place_, cause_})
        choices->addWidget(combo, 1);
    column->addLayout(choices);
    auto* foot = new QHBoxLayout;
    count_->setObjectName(QStringLiteral("problem-count"));
    clear_->setObjectName(QStringLiteral("problem-clear"));
    clear_->setToolTip(
        tr("Clears the filters: lists every problem again, serious ones and those to look at"));
    foot->addWidget(count_, 1);
    foot->addWidget(clear_);
    column->addLayout(foot);
    typing_->setSingleShot(true);
    typing_->setInterval(typing_ms);
    connect(words_, &QLineEdit::textChanged, typing_, qOverload<>(&QTimer::start));
    connect(words_, &QLineEdit::returnPressed, this, &FindingFilters::tell);
    connect(typing_, &QTimer::timeout, this, &FindingFilters::tell);
    connect(clear_, &QPushButton::clicked, this, [this] {
        typing_->stop();
        Q_EMIT changed({});
    });
}

QWidget* FindingFilters::makeSigns() {
    auto* signs = new QWidget;
    auto* rows = column_layout(signs, 0, render::space::grid);
    QHBoxLayout* row = nullptr;
    for (std::size_t i = 0; i < signs_.size(); ++i) {
        if (i % signs_in_row == 0) {
            row = new QHBoxLayout;
            row->setSpacing(render::space::grid);
            rows->addLayout(row);
        }
        signs_[i] = new SignButton(static_cast<Sign>(i));
        row->addWidget(signs_[i]);
        if (i % signs_in_row == signs_in_row - 1) row->addStretch();
        connect(signs_[i], &QAbstractButton::clicked, this, &FindingFilters::tell);
    }
    return signs;
}

QComboBox* FindingFilters::makeChoice(const char* id, const QString& name, const QString& tip) {
    auto* combo = new QComboBox;
    combo->setObjectName(QStringLiteral("problem-") + QLatin1String(id));
    combo->setAccessibleName(name);
    combo->setToolTip(tip);
    combo->addItem(name);
    combo->setMinimumContentsLength(4);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    leave_wheel_to_panel(combo);
    connect(combo, &QComboBox::currentIndexChanged, this, &FindingFilters::tell);
    return combo;
}

void FindingFilters::focusWords() {
    words_->setFocus();
    words_->selectAll();
}

void FindingFilters::show(const assessment::Assessment& outcome, const FindingFilter& filter,
                          const FilterCounts& counts) {
    filter_ = filter;
    if (words_->text() != filter.words && !typing_->isActive()) {
        const QSignalBlocker quiet(words_);
        words_->setText(filter.words);
    }
    for (std::size_t i = 0; i < signs_.size(); ++i) {
        signs_[i]->setChecked(filter.signs.contains(static_cast<Sign>(i)));
        static_cast<SignButton*>(signs_[i])->setCount(counts.signs[i]);
    }
    std::vector<Choice> choices;
    for (const auto& strategy : assessment::strategies())
        if (const auto found = counts.strategies.find(strategy.id); found != counts.strategies.end())
            choices.push_back({text_of(strategy.title), text_of(strategy.id), found->second});
    fill(*strategy_, choices, text_of(filter.strategy));
    choices.clear();
    for (const auto& [place, count] : counts.places)
        choices.push_back({place_title(outcome, place), static_cast<qulonglong>(place), count});
    fill(*place_, choices, filter.place ? QVariant(static_cast<qulonglong>(*filter.place)) : QVariant());
    choices.clear();
    for (const auto& [cause, count] : counts.causes)
        choices.push_back({text_of(assessment::sentence(cause)), text_of(cause), count});
    fill(*cause_, choices, text_of(filter.cause));
    count_->setText(counts_text(counts));
    count_->setToolTip(count_->text());
    clear_->setVisible(filter != FindingFilter());
}

void FindingFilters::tell() {
    typing_->stop();
    FindingFilter filter;
    filter.words = words_->text();
    filter.signs.clear();
    for (std::size_t i = 0; i < signs_.size(); ++i)
        if (signs_[i]->isChecked()) filter.signs.insert(static_cast<Sign>(i));
    filter.strategy = strategy_->currentData().toString().toStdString();
    if (const QVariant place = place_->currentData(); place.isValid()) filter.place = place.toULongLong();
    filter.cause = cause_->currentData().toString().toStdString();
    if (filter != filter_) Q_EMIT changed(filter);
}

} // namespace prospect::app
