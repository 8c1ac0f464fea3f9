#include "app/panels/doors_panel.h"

#include "app/panels/cell_delegate.h"
#include "app/panels/look.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int name_width = 168;
constexpr int word_width = 136;
constexpr int number_width = 84;

int width_of(int column) {
    if (column == DoorsModel::width) return number_width;
    return column == DoorsModel::name || column == DoorsModel::from || column == DoorsModel::to ? name_width
                                                                                                : word_width;
}

} // namespace

DoorsPanel::DoorsPanel(QWidget* parent)
    : QWidget(parent), model_(new DoorsModel(this)), title_(text_label({}, render::TextStyle::panel_title)),
      why_(text_label({}, render::TextStyle::secondary, Tone::quiet)), table_(new QTableView) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    column->addWidget(hairline());
    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::between, render::space::grid, render::space::inside,
                             render::space::grid);
    head->setSpacing(render::space::inside);
    head->addWidget(title_);
    why_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the window stays as narrow
    head->addWidget(why_, 1);
    auto* copy = push_button(tr("Copy as a table"), Emphasis::plain, QStringLiteral("copy"));
    copy->setObjectName(QStringLiteral("doors-copy"));
    head->addWidget(copy);
    auto* close = tool_button(QStringLiteral("close"), tr("Close the list"));
    close->setObjectName(QStringLiteral("doors-close"));
    head->addWidget(close);
    column->addLayout(head);
    column->addWidget(hairline());
    table_->setObjectName(QStringLiteral("doors-table"));
    table_->setModel(model_);
    table_->setItemDelegate(new CellDelegate(table_));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setCornerButtonEnabled(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setAccessibleName(tr("Doors, gates and gaps: who can pass which one when"));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(render::space::row);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionsClickable(true);
    for (int i = 0; i < DoorsModel::columns; ++i)
        table_->setColumnWidth(i, width_of(i));
    column->addWidget(table_, 1);
    connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        auto* header = table_->horizontalHeader();
        const bool again = header->isSortIndicatorShown() && header->sortIndicatorSection() == section;
        const auto order = again && header->sortIndicatorOrder() == Qt::AscendingOrder ? Qt::DescendingOrder
                                                                                       : Qt::AscendingOrder;
        header->setSortIndicatorShown(true);
        header->setSortIndicator(section, order);
        model_->sort(section, order);
    });
    connect(table_, &QTableView::clicked, this, [this](const QModelIndex& cell) {
        Q_EMIT chosen(model_->doors()[static_cast<std::size_t>(cell.row())]);
    });
    connect(model_, &DoorsModel::edited, this, &DoorsPanel::edited);
    connect(model_, &DoorsModel::rejected, why_, &QLabel::setText);
    connect(copy, &QPushButton::clicked, this,
            [this] { Q_EMIT copyRequested(doors_text(model_->doors(), model_->time())); });
    connect(close, &QToolButton::clicked, this, &DoorsPanel::closed);
    showPending();
}

void DoorsPanel::show(std::vector<Door> doors, const TimeContext& time) {
    const int row = table_->currentIndex().row();
    const std::size_t count = doors.size();
    model_->setDoors(std::move(doors), time);
    title_->setText(count == 0   ? tr("No doors, gates or gaps")
                    : count == 1 ? tr("1 door, gate or gap")
                                 : tr("%1 doors, gates and gaps").arg(count));
    why_->setText(count == 0 ? tr("None leads from one piece of ground to another. Draw openings, or import "
                                  "them.")
                             : tr("Double click how one is kept, or its hours, to change them."));
    if (row >= 0 && row < model_->rowCount()) table_->selectRow(row);
}

void DoorsPanel::showPending() {
    if (model_->rowCount() == 0) title_->setText(tr("Doors and gates are being looked up…"));
}

void DoorsPanel::showFailure(const QString& why) {
    model_->setDoors({}, model_->time());
    title_->setText(tr("Doors and gates"));
    why_->setText(why);
}

} // namespace prospect::app
