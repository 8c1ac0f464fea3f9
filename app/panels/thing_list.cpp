#include "app/panels/thing_list.h"

#include "app/panels/look.h"
#include "app/panels/row_list.h"

#include <QLabel>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int first_rows = 6;

QString key_of(const Uuid& feature) {
    return QString::fromStdString(feature.text());
}

std::optional<Uuid> feature_of(const QString& key) {
    return Uuid::parse(key.toStdString());
}

} // namespace

ThingList::ThingList(const QString& title, const QString& name, const QString& meaning, QWidget* parent)
    : QWidget(parent), title_(text_label(title, render::TextStyle::panel_title)),
      list_(new RowList(name, meaning, first_rows)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* column = column_layout(this, 0, render::space::inside);
    title_->setToolTip(meaning);
    title_->setVisible(!title.isEmpty());
    column->addWidget(title_);
    column->addWidget(list_);
    connect(list_, &RowList::pointedAt, this, &ThingList::pointedChanged);
    connect(list_, &RowList::taken, this, [this](const QString& key) {
        if (const auto feature = feature_of(key)) Q_EMIT clicked(*feature);
    });
}

void ThingList::setTitle(const QString& title) {
    title_->setText(title);
    title_->setVisible(!title.isEmpty());
}

void ThingList::setRows(std::vector<Row> rows) {
    std::vector<RowList::Row> shown;
    shown.reserve(rows.size());
    for (Row& row : rows)
        shown.push_back({key_of(row.feature), std::move(row.icon), std::move(row.title),
                         std::move(row.detail), std::move(row.right)});
    list_->setRows(std::move(shown));
}

std::optional<Uuid> ThingList::pointed() const {
    const auto key = list_->pointed();
    return key ? feature_of(*key) : std::nullopt;
}

std::optional<Uuid> ThingList::chosen() const {
    const auto key = list_->chosen();
    return key ? feature_of(*key) : std::nullopt;
}

void ThingList::clearChoice() {
    list_->clearChoice();
}

} // namespace prospect::app
