#include "app/panels/layer_panel.h"

#include "app/models/layer_model.h"
#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_delegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.icon = index.data(LayerModel::kind_icon_role).toString();
    look.title = index.data(Qt::DisplayRole).toString();
    look.right = index.data(LayerModel::count_role).toString();
    look.dimmed = index.data(Qt::CheckStateRole).toInt() != Qt::Checked;
    return look;
}

} // namespace

LayerPanel::LayerPanel(SiteDocument& document, LayerModel& model, QWidget* parent)
    : QWidget(parent), document_(document), model_(model), list_(new QListView), fade_row_(new QWidget),
      fade_(new QSlider(Qt::Horizontal)),
      fade_text_(text_label({}, render::TextStyle::secondary, Tone::quiet)), empty_(new QWidget),
      check_(push_button(tr("Check this place"), Emphasis::primary)) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::edge, render::space::inside, render::space::inside,
                             render::space::inside);
    head->addWidget(text_label(tr("Layers"), render::TextStyle::panel_title), 1);
    auto* add = tool_button(QStringLiteral("add"), tr("Add a file to the plan"));
    head->addWidget(add);
    column->addLayout(head);

    list_->setModel(&model_);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::eye, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("Layers"));
    column->addWidget(list_, 1);

    auto* hint = column_layout(empty_, render::space::edge);
    hint->addWidget(
        paragraph(tr("Nothing on the plan yet. Add a site plan, a map or a table of places."), Tone::quiet));
    auto* import = push_button(tr("Add a file…"));
    hint->addWidget(import, 0, Qt::AlignLeft);
    hint->addStretch();
    column->addWidget(empty_, 1);

    auto* fade_row = new QHBoxLayout(fade_row_);
    fade_row->setContentsMargins(render::space::edge, render::space::inside, render::space::edge,
                                 render::space::inside);
    fade_row->addWidget(text_label(tr("Opacity"), render::TextStyle::secondary, Tone::quiet));
    fade_->setRange(5, 100);
    fade_->setAccessibleName(tr("Opacity of the chosen layer"));
    fade_row->addWidget(fade_, 1);
    fade_text_->setMinimumWidth(36);
    fade_text_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    fade_row->addWidget(fade_text_);
    column->addWidget(hairline());
    column->addWidget(fade_row_);

    auto* foot = new QWidget;
    column_layout(foot, render::space::edge)->addWidget(check_);
    check_->setToolTip(tr("Measure the whole place with the chosen measurement (Ctrl+Enter)"));
    column->addWidget(hairline());
    column->addWidget(foot);

    connect(add, &QToolButton::clicked, this, &LayerPanel::importRequested);
    connect(import, &QPushButton::clicked, this, &LayerPanel::importRequested);
    connect(check_, &QPushButton::clicked, this, &LayerPanel::checkRequested);
    connect(list_, &QListView::customContextMenuRequested, this, &LayerPanel::showMenu);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &LayerPanel::onCurrentChanged);
    connect(list_, &QListView::doubleClicked, this, [this] {
        if (const auto* layer = currentLayer()) Q_EMIT zoomRequested(layer->id);
    });
    connect(fade_, &QSlider::valueChanged, this, [this](int percent) {
        fade_text_->setText(tr("%1 %").arg(percent));
        if (list_->currentIndex().isValid())
            model_.setData(list_->currentIndex(), percent / 100.0, LayerModel::opacity_role);
    });
    connect(&model_, &LayerModel::modelReset, this, &LayerPanel::updateState);
    connect(&model_, &LayerModel::dataChanged, this, &LayerPanel::onCurrentChanged);
    updateState();
}

void LayerPanel::updateState() {
    const bool any = model_.rowCount() > 0;
    list_->setVisible(any);
    empty_->setVisible(!any);
    check_->setEnabled(any);
    onCurrentChanged();
}

void LayerPanel::onCurrentChanged() {
    const auto index = list_->currentIndex();
    fade_row_->setEnabled(index.isValid());
    const QSignalBlocker blocker(fade_);
    const int percent = index.isValid() ? qRound(index.data(LayerModel::opacity_role).toDouble() * 100) : 100;
    fade_->setValue(percent);
    fade_text_->setText(tr("%1 %").arg(percent));
}

const Layer* LayerPanel::currentLayer() const {
    const auto id =
        Uuid::parse(list_->currentIndex().data(LayerModel::layer_id_role).toString().toStdString());
    return id ? document_.site()->layer(*id) : nullptr;
}

void LayerPanel::showMenu(const QPoint& where) {
    const auto* layer = currentLayer();
    if (!layer || !list_->indexAt(where).isValid()) return;
    QMenu menu;
    menu.addAction(icon(QStringLiteral("zoom-all")), tr("Zoom to this layer"), this,
                   [this, id = layer->id] { Q_EMIT zoomRequested(id); });
    if (!layer->raster) {
        auto* kinds = menu.addMenu(icon(QStringLiteral("edit")), tr("These things are…"));
        for (const auto& role : roles()) {
            if (role.raster) continue;
            auto* action =
                kinds->addAction(role.role == Role::underlay ? tr("Drawing only") : kind_plural(role.role),
                                 this, [this, kind = role.role] { changeKind(kind); });
            action->setIcon(icon(kind_icon(role.role)));
            action->setEnabled(role.role != layer->role);
        }
    }
    menu.addSeparator();
    menu.addAction(icon(QStringLiteral("delete")), tr("Remove from the plan"), this,
                   &LayerPanel::removeLayer);
    menu.exec(list_->viewport()->mapToGlobal(where));
}

void LayerPanel::changeKind(Role role) {
    const auto* layer = currentLayer();
    if (!layer) return;
    SiteEdit edit;
    edit.title =
        tr("Make %1 %2").arg(QString::fromStdString(layer->name), kind_plural(role).toLower()).toStdString();
    edit.steps.push_back(ChangeLayer{layer->id, layer->name, role, layer->visible, layer->opacity});
    document_.apply(edit);
}

void LayerPanel::removeLayer() {
    const auto* layer = currentLayer();
    if (!layer) return;
    SiteEdit edit;
    edit.title = tr("Remove %1").arg(QString::fromStdString(layer->name)).toStdString();
    edit.steps.push_back(RemoveLayer{layer->id});
    document_.apply(edit);
}

} // namespace prospect::app
