#include "app/panels/name_dialog.h"

#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int dialog_width = 360;

} // namespace

NameDialog::NameDialog(const QString& question, const QString& proposal, const QString& accept,
                       std::function<QString(const QString&)> problem, QWidget* parent)
    : QDialog(parent), problem_of_(std::move(problem)), field_(new QLineEdit(proposal)),
      problem_(paragraph({}, Tone::quiet)), accept_(push_button(accept, Emphasis::primary)) {
    setWindowTitle(question);
    make_panel(this);
    setMinimumWidth(dialog_width);
    auto* column = column_layout(this, render::space::edge, render::space::inside);
    column->addWidget(text_label(question, render::TextStyle::panel_title));
    field_->setAccessibleName(question);
    field_->selectAll();
    column->addWidget(field_);
    column->addWidget(problem_);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = push_button(tr("Cancel"));
    row->addWidget(cancel);
    row->addWidget(accept_);
    column->addLayout(row);
    accept_->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept_, &QPushButton::clicked, this, &QDialog::accept);
    connect(field_, &QLineEdit::textChanged, this, &NameDialog::check);
    check();
}

QString NameDialog::name() const {
    return field_->text().trimmed();
}

void NameDialog::check() {
    const QString problem = problem_of_(field_->text());
    accept_->setEnabled(problem.isEmpty());
    const bool said = !problem.isEmpty() && !name().isEmpty();
    set_invalid(field_, said ? problem : QString());
    problem_->setText(said ? problem : QString());
    problem_->setVisible(said);
}

} // namespace prospect::app
