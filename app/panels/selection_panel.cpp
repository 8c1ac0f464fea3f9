#include "app/panels/selection_panel.h"

#include "app/panels/attribute_delegate.h"
#include "app/panels/look.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int label_width = 128;
constexpr int basis_width = 84;

} // namespace

SelectionPanel::SelectionPanel(AttributeModel& model, QWidget* parent)
    : QWidget(parent), model_(model), empty_(new QWidget), content_(new QWidget),
      title_(text_label({}, render::TextStyle::panel_title)),
      measure_(text_label({}, render::TextStyle::secondary, Tone::quiet)),
      origin_(paragraph({}, Tone::quiet)), acts_(new QVBoxLayout), layer_row_(new QWidget),
      layer_(new QComboBox), why_(paragraph({})), table_(new QTableView) {
    make_panel(this);
    auto* column = column_layout(this, render::space::edge);

    auto* hint = column_layout(empty_, 0);
    hint->addWidget(text_label(tr("Nothing selected"), render::TextStyle::panel_title));
    hint->addWidget(
        paragraph(tr("Click something on the map to see and change what is known about it. Hold Shift to "
                     "select several."),
                  Tone::quiet));
    hint->addStretch();
    column->addWidget(empty_, 1);

    auto* inner = column_layout(content_, 0, render::space::grid);
    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    auto* zoom = tool_button(QStringLiteral("zoom-all"), tr("Zoom to the selection"));
    head->addWidget(zoom);
    inner->addLayout(head);
    inner->addWidget(measure_);
    inner->addWidget(origin_);
    inner->addLayout(acts_);
    auto* layer_row = new QHBoxLayout(layer_row_);
    layer_row->setContentsMargins(0, 0, 0, 0);
    layer_row->setSpacing(render::space::inside);
    layer_row->addWidget(text_label(tr("Layer")));
    layer_->setObjectName(QStringLiteral("selection-layer"));
    layer_->setAccessibleName(tr("Layer of the selection"));
    layer_->setToolTip(tr("The layer it is in: choose another to move it there"));
    layer_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layer_->setMinimumContentsLength(12);
    layer_row->addWidget(layer_, 1);
    inner->addWidget(layer_row_);
    inner->addSpacing(render::space::inside);

    table_->setModel(&model_);
    table_->setItemDelegate(new AttributeDelegate(table_));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setCornerButtonEnabled(false);
    table_->setMouseTracking(true);
    table_->horizontalHeader()->hide();
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(render::space::row);
    table_->verticalHeader()->setMinimumSectionSize(render::space::row);
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(AttributeModel::label_column, QHeaderView::Fixed);
    table_->horizontalHeader()->setSectionResizeMode(AttributeModel::value_column, QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(AttributeModel::basis_column, QHeaderView::Fixed);
    // Long values stand in as many lines as the width takes.
    connect(table_->horizontalHeader(), &QHeaderView::sectionResized, table_->verticalHeader(),
            [this] { table_->verticalHeader()->resizeSections(QHeaderView::ResizeToContents); });
    table_->setColumnWidth(AttributeModel::label_column, label_width);
    table_->setColumnWidth(AttributeModel::basis_column, basis_width);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::SelectedClicked | QAbstractItemView::DoubleClicked |
                            QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed |
                            QAbstractItemView::CurrentChanged);
    table_->setAccessibleName(tr("What is known of the selection"));
    inner->addWidget(table_, 1);
    why_->setForegroundRole(QPalette::BrightText);
    inner->addWidget(why_);
    inner->addWidget(paragraph(tr("Values in italics are assumed: nothing is known, the usual value counts."),
                               Tone::quiet));
    column->addWidget(content_, 1);

    connect(zoom, &QToolButton::clicked, this, &SelectionPanel::zoomRequested);
    connect(&model_, &AttributeModel::rejected, this, [this](const QString& why) {
        why_->setText(why);
        why_->show();
    });
    connect(&model_, &AttributeModel::modelReset, this, &SelectionPanel::updateState);
    connect(&model_, &AttributeModel::dataChanged, this, &SelectionPanel::updateState);
    connect(layer_, &QComboBox::activated, this, [this](int index) {
        const QString id = layer_->itemData(index).toString();
        if (const auto layer = Uuid::parse(id.toStdString())) model_.moveTo(*layer);
    });
    updateState();
}

void SelectionPanel::offer(QAction* action) {
    auto* button = push_button(action->text().remove(u'&'));
    button->setIcon(action->icon());
    button->setToolTip(action->toolTip());
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    acts_->addWidget(button, 0, Qt::AlignLeft);
    const auto follow = [action, button] { button->setVisible(action->isEnabled()); };
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void SelectionPanel::showLayer() {
    const AttributeModel::LayerChoice choice = model_.layers();
    layer_row_->setVisible(!choice.names.isEmpty());
    layer_->clear();
    if (!choice.chosen) layer_->addItem(choice.names.join(QStringLiteral(", ")));
    for (const auto& [id, name] : choice.layers)
        layer_->addItem(name, QString::fromStdString(id.text()));
    layer_->setCurrentIndex(static_cast<int>(choice.chosen.value_or(0)));
    layer_->setEnabled(choice.layers.size() > (choice.chosen ? 1 : 0));
}

void SelectionPanel::updateState() {
    const bool any = model_.rowCount() > 0;
    empty_->setVisible(!any);
    content_->setVisible(any);
    why_->clear();
    why_->hide();
    title_->setText(model_.title());
    measure_->setText(model_.measure());
    measure_->setVisible(!model_.measure().isEmpty());
    origin_->setText(model_.origin());
    origin_->setVisible(!model_.origin().isEmpty());
    showLayer();
}

} // namespace prospect::app
