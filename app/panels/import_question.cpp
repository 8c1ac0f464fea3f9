#include "app/panels/import_question.h"

#include "app/panels/import_section.h"
#include "app/panels/look.h"
#include "app/panels/map_grid_box.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int grid_width = 360;

} // namespace

ImportQuestion::ImportQuestion(QWidget* parent)
    : QWidget(parent), sentence_(paragraph({})), why_(paragraph({}, Tone::quiet)), unit_(new QComboBox),
      grid_(new MapGridBox) {
    auto* column = column_layout(this, 0, render::space::between);
    column->addWidget(sentence_);
    column->addWidget(why_);
    const std::pair<QString, const char*> units[] = {{tr("1 unit is a millimetre"), "mm"},
                                                     {tr("1 unit is a centimetre"), "cm"},
                                                     {tr("1 unit is a metre"), "m"},
                                                     {tr("1 unit is an inch"), "in"},
                                                     {tr("1 unit is a foot"), "ft"}};
    for (const auto& [text, word] : units)
        unit_->addItem(text, QLatin1String(word));
    unit_->setAccessibleName(tr("Length of one unit of the drawing"));
    column->addWidget(unit_, 0, Qt::AlignLeft);
    grid_->setMinimumWidth(grid_width);
    column->addWidget(grid_, 0, Qt::AlignLeft);
    column->addWidget(problem_below(*grid_));
    column->addStretch();
}

bool ImportQuestion::ask(const Error& refusal, const ImportRequest& request) {
    const auto unit = proposed_unit(refusal);
    const auto grid = proposed_grid(refusal);
    if (!unit && !grid) return false;
    request_ = request;
    unit_asked_ = unit.has_value();
    sentence_->setText(
        unit_asked_ ? tr("The drawing does not say for sure how long one of its units is.")
                    : tr("The file does not say which map grid its coordinates are in. The program that "
                         "made it, or whoever sent it, can tell."));
    why_->setText(shown_sentence(refusal.message()) + u'.');
    why_->setVisible(unit_asked_); // sizes and doubts; of a map grid there is no more to say
    unit_->setVisible(unit_asked_);
    grid_->setVisible(!unit_asked_);
    if (unit_asked_)
        unit_->setCurrentIndex(std::max(0, unit_->findData(QString::fromStdString(*unit))));
    else
        grid_->setGrid(*grid, QString::fromStdString(*grid));
    return true;
}

QString ImportQuestion::title() const {
    return unit_asked_ ? tr("How large is it?") : tr("Where is it?");
}

std::optional<ImportRequest> ImportQuestion::answer() const {
    ImportRequest request = request_;
    if (unit_asked_) {
        request.options.unit = unit_->currentData().toString().toStdString();
        return request;
    }
    grid_->check();
    request.options.crs = grid_->grid();
    return request.options.crs.empty() ? std::nullopt : std::optional(request);
}

} // namespace prospect::app
