#include "app/panels/table_panel.h"

#include "app/models/feature_table_model.h"
#include "app/models/words.h"
#include "app/panels/cell_delegate.h"
#include "app/panels/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int typing_ms = 150;
constexpr int column_width = 112;
constexpr int name_width = 168;

} // namespace

TablePanel::TablePanel(SiteDocument& document, QWidget* parent)
    : QWidget(parent), document_(document), model_(new FeatureTableModel(document, this)),
      kinds_(new QComboBox), filter_(new QLineEdit),
      count_(text_label({}, render::TextStyle::secondary, Tone::quiet)), why_(text_label({})),
      table_(new QTableView), typing_(new QTimer(this)) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    column->addWidget(hairline());
    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::between, render::space::grid, render::space::inside,
                             render::space::grid);
    head->setSpacing(render::space::inside);
    kinds_->setAccessibleName(tr("Kind of things in the table"));
    head->addWidget(kinds_);
    filter_->setPlaceholderText(tr("Filter by any word or value"));
    filter_->setClearButtonEnabled(true);
    filter_->setAccessibleName(tr("Filter"));
    filter_->setFixedWidth(240);
    head->addWidget(filter_);
    head->addWidget(count_);
    why_->setForegroundRole(QPalette::BrightText);
    head->addWidget(why_, 1);
    auto* close = tool_button(QStringLiteral("close"), tr("Close the table (F6)"));
    head->addWidget(close);
    column->addLayout(head);
    column->addWidget(hairline());

    table_->setModel(model_);
    table_->setItemDelegate(new CellDelegate(table_));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setCornerButtonEnabled(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    table_->setSortingEnabled(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(render::space::row);
    table_->horizontalHeader()->setSectionsClickable(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setDefaultSectionSize(column_width);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setAccessibleName(tr("Table of all things of a kind"));
    column->addWidget(table_, 1);

    typing_->setSingleShot(true);
    typing_->setInterval(typing_ms);
    connect(filter_, &QLineEdit::textChanged, typing_, qOverload<>(&QTimer::start));
    connect(typing_, &QTimer::timeout, this, [this] { model_->setFilter(filter_->text()); });
    connect(close, &QToolButton::clicked, this, &TablePanel::closed);
    connect(kinds_, &QComboBox::activated, this,
            [this] { setKind(static_cast<Role>(kinds_->currentData().toInt())); });
    connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        auto* header = table_->horizontalHeader();
        const bool again = header->isSortIndicatorShown() && header->sortIndicatorSection() == section;
        const auto order = again && header->sortIndicatorOrder() == Qt::AscendingOrder ? Qt::DescendingOrder
                                                                                       : Qt::AscendingOrder;
        header->setSortIndicatorShown(true);
        header->setSortIndicator(section, order);
        model_->sort(section, order);
    });
    connect(model_, &FeatureTableModel::modelReset, this, [this] {
        why_->clear();
        showCount();
        showSelection();
    });
    connect(model_, &FeatureTableModel::rejected, why_, &QLabel::setText);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TablePanel::onTableSelection);
    connect(table_, &QTableView::clicked, this,
            [this](const QModelIndex& cell) { Q_EMIT showRequested({model_->featureAt(cell.row())}); });
    connect(table_, &QTableView::activated, this, [this] { Q_EMIT zoomRequested(selection_); });
    connect(&document_, &SiteDocument::changed, this, [this](const SiteChange& change) {
        if (change.kind != SiteChange::Kind::saved && change.kind != SiteChange::Kind::runs &&
            change.kind != SiteChange::Kind::looks)
            fillKinds();
    });
    fillKinds();
    setKind(Role::building);
}

void TablePanel::fillKinds() {
    const auto counts = document_.site()->counts();
    kinds_->clear();
    for (const RoleInfo& role : roles()) {
        if (role.raster || role.role == Role::annotation) continue;
        const auto found = counts.find(role.role);
        const std::size_t count = found == counts.end() ? 0 : found->second;
        if (count == 0 && role.role != model_->kind()) continue;
        kinds_->addItem(icon(kind_icon(role.role)), tr("%1 (%2)").arg(kind_plural(role.role)).arg(count),
                        static_cast<int>(role.role));
    }
    kinds_->setCurrentIndex(kinds_->findData(static_cast<int>(model_->kind())));
}

void TablePanel::setKind(Role role) {
    table_->horizontalHeader()->setSortIndicatorShown(false);
    model_->setKind(role);
    fillKinds();
    table_->setColumnWidth(0, name_width);
    const int last = model_->columnCount() - 1;
    for (int section = 1; section < last; ++section)
        table_->setColumnWidth(section,
                               std::max(column_width, table_->horizontalHeader()->sectionSizeHint(section) +
                                                          2 * render::space::between));
    table_->setColumnWidth(last, name_width);
}

void TablePanel::setSelection(const std::vector<Uuid>& features) {
    selection_ = features;
    model_->setChosen(selection_);
    if (!selecting_) showSelection();
}

void TablePanel::showSelection() {
    selecting_ = true;
    std::vector<int> rows;
    for (const Uuid& one : selection_)
        if (const auto row = model_->rowOf(one)) rows.push_back(*row);
    std::sort(rows.begin(), rows.end());
    QItemSelection selected;
    const int last = model_->columnCount() - 1;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i;
        while (end + 1 < rows.size() && rows[end + 1] == rows[end] + 1)
            ++end;
        selected.append({model_->index(rows[i], 0), model_->index(rows[end], last)});
        i = end + 1;
    }
    table_->selectionModel()->select(selected, QItemSelectionModel::ClearAndSelect);
    if (!rows.empty() && isVisible()) table_->scrollTo(model_->index(rows.front(), 0));
    selecting_ = false;
}

void TablePanel::onTableSelection() {
    if (selecting_) return;
    selection_.clear();
    for (const QItemSelectionRange& range : table_->selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            selection_.push_back(model_->featureAt(row));
    model_->setChosen(selection_);
    selecting_ = true; // the map answers with the same selection
    Q_EMIT selectionRequested(selection_);
    selecting_ = false;
}

void TablePanel::showCount() {
    const auto shown = static_cast<std::size_t>(model_->rowCount());
    count_->setText(shown == model_->total() ? QString() : tr("%1 of %2").arg(shown).arg(model_->total()));
}

} // namespace prospect::app
