#include "app/panels/result_standing.h"

#include "app/panels/look.h"

#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>

namespace prospect::app {

QString not_of_shown(const QString& option, const QString& shown) {
    const auto words = [](const QString& name) {
        return name.isEmpty() ? ResultStanding::tr("the existing place") : QStringLiteral("“%1”").arg(name);
    };
    return ResultStanding::tr("Of %1, not of %2").arg(words(option), words(shown));
}

QString standing_note(const ResultList& results, const Result& result) {
    QStringList notes;
    if (!results.isOfShown(result)) notes += not_of_shown(result.option, results.shownOption());
    if (result.out_of_date) notes += ResultStanding::tr("Out of date");
    return notes.join(QStringLiteral(". "));
}

ResultStanding::ResultStanding(QWidget* parent) : QWidget(parent), rows_(column_layout(this, 0)) {
    hide();
}

void ResultStanding::show(const ResultList& results, const Result* result) {
    clear_layout(*rows_);
    const bool other = result && !results.isOfShown(*result);
    if (other) addRow(not_of_shown(result->option, results.shownOption()) + u'.', tr("Run on what is shown"));
    if (result && result->out_of_date)
        addRow(tr("Out of date: the plan has changed since."), other ? QString() : tr("Run again"));
    setVisible(rows_->count() > 0);
}

void ResultStanding::addRow(const QString& text, const QString& button) {
    auto* row = status_row(Status::look, text);
    rows_->addWidget(row);
    if (button.isEmpty()) return;
    auto* again = push_button(button);
    row->layout()->addWidget(again);
    connect(again, &QPushButton::clicked, this, &ResultStanding::runAgainRequested);
}

} // namespace prospect::app
