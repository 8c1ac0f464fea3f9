#include "app/panels/describe_detail.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

// 0 stands for "the usual one of each kind".
constexpr double usual_height = 0;

QString offer_title(DescribeRow::Offer offer) {
    switch (offer) {
    case DescribeRow::Offer::windows:
        return DescribeDetail::tr("Assume windows");
    case DescribeRow::Offer::ownership:
        return DescribeDetail::tr("Suggest who owns the ground");
    case DescribeRow::Offer::heights:
        return DescribeDetail::tr("Assume the heights that are missing");
    case DescribeRow::Offer::none:
        break;
    }
    return {};
}

QString offer_rule(DescribeRow::Offer offer) {
    switch (offer) {
    case DescribeRow::Offer::windows:
        return DescribeDetail::tr(
            "In walls that face open ground, on every storey, for buildings without any. "
            "Garages, sheds and party walls get none.");
    case DescribeRow::Offer::ownership:
        return DescribeDetail::tr(
            "Areas by their use and the map's access marks. Ground in no area: roads and paths and "
            "2 m beside them public; beside a house semi-private, beside a shop or hall "
            "semi-public; up to 15 m from a house and not across a path private. The rest stays "
            "not known: without parcels nobody can tell.");
    case DescribeRow::Offer::heights:
        return DescribeDetail::tr(
            "Writes the usual height of each kind, or one of yours, into the things that "
            "have none.");
    case DescribeRow::Offer::none:
        break;
    }
    return {};
}

} // namespace

DescribeDetail::DescribeDetail(QWidget* parent) : QWidget(parent) {
    make_panel(this);
    column_ = column_layout(this, render::space::edge);
}

QDoubleSpinBox* DescribeDetail::addNumber(const QString& label, const QString& suffix, double value,
                                          double min, double max, QVBoxLayout& column) {
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    auto* words = text_label(label);
    words->setWordWrap(true);
    across->addWidget(words, 1);
    auto* number = new QDoubleSpinBox;
    number->setRange(min, max);
    number->setDecimals(1);
    number->setSingleStep(0.5);
    number->setSuffix(suffix);
    number->setValue(value);
    number->setAccessibleName(label);
    number->setFixedWidth(104);
    words->setBuddy(number);
    across->addWidget(number);
    column.addWidget(row);
    connect(number, &QDoubleSpinBox::valueChanged, this, [this] {
        settings_ = settings();
        Q_EMIT settingsChanged();
    });
    return number;
}

void DescribeDetail::addOffer(const DescribeRow& row) {
    if (row.offer == DescribeRow::Offer::none) return;
    column_->addSpacing(render::space::inside);
    column_->addWidget(hairline());
    column_->addSpacing(render::space::inside);
    column_->addWidget(text_label(offer_title(row.offer), render::TextStyle::panel_title));
    column_->addWidget(paragraph(offer_rule(row.offer), Tone::quiet));
    const QString metres = tr(" m");
    switch (row.offer) {
    case DescribeRow::Offer::windows:
        spacing_ =
            addNumber(tr("One window for each"), metres, settings_.windows.spacing_m, 0.5, 100, *column_);
        sill_ = addNumber(tr("Sill above the floor"), metres, settings_.windows.sill_m, 0, 10, *column_);
        break;
    case DescribeRow::Offer::ownership:
        frontage_ = addNumber(tr("Ground that goes with a building"), metres, settings_.ownership.frontage_m,
                              0, 50, *column_);
        break;
    case DescribeRow::Offer::heights:
        height_ =
            addNumber(tr("Height"), metres, settings_.height_m.value_or(usual_height), 0, 200, *column_);
        height_->setSpecialValueText(tr("usual"));
        break;
    case DescribeRow::Offer::none:
        break;
    }
    preview_ = paragraph({});
    column_->addWidget(preview_);
    agree_ = push_button({}, Emphasis::primary);
    agree_->setObjectName(QStringLiteral("describe.agree"));
    column_->addWidget(agree_);
    column_->addWidget(
        paragraph(tr("Hatched on the map, named in every result that rests on it, and never the "
                     "ground for \"serious\". Can be taken back."),
                  Tone::quiet));
    connect(agree_, &QPushButton::clicked, this, &DescribeDetail::agreed);
}

void DescribeDetail::addTakeBack(const QString& text, const QString& what) {
    auto* back = push_button(text, Emphasis::plain, QStringLiteral("undo"));
    back->setObjectName(QStringLiteral("describe.take_back.") + what);
    column_->addWidget(back, 0, Qt::AlignLeft);
    connect(back, &QPushButton::clicked, this, [this, what] { Q_EMIT takenBack(what); });
}

void DescribeDetail::show(const DescribeRow& row, std::size_t things) {
    clear_layout(*column_);
    spacing_ = sill_ = frontage_ = height_ = nullptr;
    preview_ = nullptr;
    agree_ = nullptr;
    column_->addWidget(text_label(row.title, render::TextStyle::panel_title));
    column_->addWidget(paragraph(row.says));
    for (const QString& fact : row.facts)
        column_->addWidget(paragraph(fact, Tone::quiet));
    if (things > 0) {
        auto* select = push_button(
            things == 1 ? tr("Show it on the map")
                        : tr("Show all %1 on the map").arg(number_text(static_cast<double>(things))),
            Emphasis::quiet, QStringLiteral("zoom-all"));
        column_->addWidget(select, 0, Qt::AlignLeft);
        connect(select, &QPushButton::clicked, this, &DescribeDetail::selectRequested);
    }
    if (!row.rules.isEmpty()) {
        column_->addSpacing(render::space::inside);
        column_->addWidget(text_label(row.checks, render::TextStyle::secondary, Tone::plain));
        for (const QString& rule : row.rules)
            column_->addWidget(paragraph(rule, Tone::quiet));
    }
    addOffer(row);
    if (!row.take_back.isEmpty()) addTakeBack(tr("Take back what is assumed"), row.take_back);
    column_->addStretch(1);
}

void DescribeDetail::showAssumptions(const QStringList& assumptions, const QStringList& take_back) {
    clear_layout(*column_);
    spacing_ = sill_ = frontage_ = height_ = nullptr;
    preview_ = nullptr;
    agree_ = nullptr;
    column_->addWidget(text_label(tr("What is assumed"), render::TextStyle::panel_title));
    if (assumptions.isEmpty())
        column_->addWidget(
            paragraph(tr("Nothing yet. Choose a row on the left: what is lacking can be drawn, "
                         "imported, or assumed with your consent."),
                      Tone::quiet));
    for (qsizetype i = 0; i < assumptions.size(); ++i) {
        column_->addWidget(paragraph(assumptions[i]));
        if (!take_back[i].isEmpty()) addTakeBack(tr("Take back"), take_back[i]);
        column_->addSpacing(render::space::inside);
    }
    column_->addStretch(1);
}

AssumptionSettings DescribeDetail::settings() const {
    AssumptionSettings settings = settings_;
    if (spacing_) settings.windows = {spacing_->value(), sill_->value()};
    if (frontage_) settings.ownership = {frontage_->value()};
    if (height_)
        settings.height_m = height_->value() > usual_height ? std::optional(height_->value()) : std::nullopt;
    return settings;
}

void DescribeDetail::setPreview(const QString& text, const QString& button) {
    if (!preview_) return;
    preview_->setText(text);
    agree_->setVisible(!button.isEmpty());
    agree_->setText(button);
}

} // namespace prospect::app
