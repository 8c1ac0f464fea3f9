#include "app/panels/measurement_panel.h"

#include "app/panels/look.h"
#include "app/panels/row_delegate.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr int id_role = Qt::UserRole;
constexpr int term_role = Qt::UserRole + 1;
constexpr int measurement_row = 44;
constexpr int least_rows = 4;

RowLook describe_measurement(const QModelIndex& index) {
    RowLook look;
    look.icon = QStringLiteral("see-from-here");
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(term_role).toString();
    look.wraps = true;
    return look;
}

RowLook describe_result(const QModelIndex& index) {
    RowLook look;
    look.icon = QStringLiteral("heatmap");
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(ResultModel::when_role).toString();
    if (const auto option = index.data(ResultModel::option_role).toString(); !option.isEmpty())
        look.subtitle += QStringLiteral(" · ") + option;
    if (index.data(ResultModel::out_of_date_role).toBool()) look.tag = MeasurementPanel::tr("Out of date");
    return look;
}

QHBoxLayout* heading(const QString& text) {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::edge, render::space::between, render::space::inside,
                             render::space::inside);
    head->addWidget(text_label(text, render::TextStyle::panel_title), 1);
    return head;
}

} // namespace

MeasurementPanel::MeasurementPanel(std::span<const engine::Analysis> catalogue, ResultModel& results,
                                   QWidget* parent)
    : QWidget(parent), catalogue_(catalogue), results_(results), measurements_(new QListWidget),
      list_(new QListView),
      empty_(paragraph(tr("No results yet. Choose a measurement and press Run."), Tone::quiet)) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    column->addLayout(heading(tr("Measurements")));
    measurements_->setItemDelegate(
        new RowDelegate(describe_measurement, RowDelegate::Toggle::none, measurements_));
    measurements_->setFrameShape(QFrame::NoFrame);
    measurements_->setMouseTracking(true);
    measurements_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    measurements_->setAccessibleName(tr("Measurements"));
    for (const auto& analysis : catalogue_) {
        auto* item = new QListWidgetItem(QString::fromStdString(analysis.info().title), measurements_);
        item->setData(id_role, QString::fromStdString(analysis.info().id));
        item->setData(term_role, QString::fromStdString(analysis.info().term));
        item->setToolTip(QString::fromStdString(analysis.info().summary));
    }
    measurements_->setResizeMode(QListView::Adjust); // titles wrap
    measurements_->viewport()->installEventFilter(this);
    // Beside the tiles of a check it keeps some rows.
    measurements_->setMinimumHeight(least_rows * measurement_row);
    column->addWidget(measurements_, 2);
    column->addSpacing(render::space::inside);
    column->addWidget(hairline());
    column->addLayout(heading(tr("Results")));
    list_->setModel(&results_);
    list_->setItemDelegate(new RowDelegate(describe_result, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->setAccessibleName(tr("Results"));
    column->addWidget(list_, 1);
    empty_->setContentsMargins(render::space::edge, 0, render::space::edge, render::space::edge);
    column->addWidget(empty_);
    column->addStretch(1);

    connect(measurements_, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item) Q_EMIT measurementChosen(item->data(id_role).toString());
    });
    connect(measurements_, &QListWidget::itemClicked, this, [this](const QListWidgetItem* item) {
        Q_EMIT measurementChosen(item->data(id_role).toString());
    });
    const auto result_at = [](const QModelIndex& index) {
        return Uuid::parse(index.data(ResultModel::result_id_role).toString().toStdString());
    };
    connect(list_, &QListView::clicked, this, [this, result_at](const QModelIndex& index) {
        if (const auto id = result_at(index)) Q_EMIT resultChosen(*id);
    });
    connect(list_, &QListView::activated, this, [this, result_at](const QModelIndex& index) {
        if (const auto id = result_at(index)) Q_EMIT resultChosen(*id);
    });
    connect(list_, &QListView::customContextMenuRequested, this, &MeasurementPanel::showMenu);
    connect(&results_, &ResultModel::modelReset, this, &MeasurementPanel::updateState);
    updateState();
}

bool MeasurementPanel::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        int all = 0;
        for (int row = 0; row < measurements_->count(); ++row)
            all += measurements_->sizeHintForRow(row);
        measurements_->setMaximumHeight(std::max(measurement_row, all) + 4);
    }
    return false;
}

void MeasurementPanel::choose(const std::string& analysis) {
    for (int row = 0; row < measurements_->count(); ++row)
        if (measurements_->item(row)->data(id_role).toString().toStdString() == analysis)
            measurements_->setCurrentRow(row);
}

std::string MeasurementPanel::chosen() const {
    const auto* item = measurements_->currentItem();
    return item ? item->data(id_role).toString().toStdString() : std::string();
}

void MeasurementPanel::chooseResult(const Uuid& result) {
    list_->setCurrentIndex(results_.indexOf(result));
}

void MeasurementPanel::updateState() {
    const bool any = results_.rowCount() > 0;
    list_->setVisible(any);
    empty_->setVisible(!any);
}

void MeasurementPanel::showMenu(const QPoint& where) {
    const auto id =
        Uuid::parse(list_->indexAt(where).data(ResultModel::result_id_role).toString().toStdString());
    if (!id) return;
    QMenu menu;
    menu.addAction(icon(QStringLiteral("delete")), tr("Remove this result"), this,
                   [this, result = *id] { Q_EMIT removeRequested(result); });
    menu.exec(list_->viewport()->mapToGlobal(where));
}

} // namespace prospect::app
