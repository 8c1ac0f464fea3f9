#include "app/panels/review_panel.h"

#include "app/models/words.h"
#include "app/panels/look.h"
#include "app/panels/row_delegate.h"
#include "app/tools/note_tool.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

RowLook describe(const QModelIndex& index) {
    RowLook look;
    look.disc = index.data(AnnotationModel::number_role).toString();
    look.title = index.data(Qt::DisplayRole).toString();
    look.subtitle = index.data(AnnotationModel::detail_role).toString();
    if (look.disc.isEmpty()) look.icon = QStringLiteral("annotation");
    look.cut_at_end = true;
    const QString severity = index.data(AnnotationModel::severity_role).toString();
    if (severity == QLatin1String("serious")) look.signs.push_back({severity, Status::serious});
    if (severity == QLatin1String("moderate")) look.signs.push_back({QStringLiteral("look"), Status::look});
    const std::pair<int, const char*> signs[] = {{AnnotationModel::photos_role, "photo"},
                                                 {AnnotationModel::answers_role, "note"}};
    for (const auto& [role, name] : signs)
        if (index.data(role).toInt() > 0) look.signs.push_back({QLatin1String(name), {}});
    if (!index.data(AnnotationModel::due_role).toString().isEmpty())
        look.signs.push_back({QStringLiteral("time"), {}});
    return look;
}

QComboBox* quiet_combo(const QString& name) {
    auto* combo = new QComboBox;
    combo->setProperty("quiet", true);
    combo->setAccessibleName(name);
    return combo;
}

} // namespace

ReviewPanel::ReviewPanel(AnnotationModel& model, QWidget* parent)
    : QWidget(parent), model_(model), words_(new QLineEdit), status_(quiet_combo(tr("Status"))),
      order_(quiet_combo(tr("Order"))), list_(new QListView),
      count_(text_label({}, render::TextStyle::secondary, Tone::quiet)), empty_(paragraph({}, Tone::quiet)),
      export_(push_button(tr("Save list…"), Emphasis::plain)),
      page_(push_button(tr("Page as PDF…"), Emphasis::primary)) {
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(render::space::edge, render::space::inside, render::space::inside,
                             render::space::inside);
    head->addWidget(text_label(tr("Notes"), render::TextStyle::panel_title), 1);
    head->addWidget(count_);
    column->addLayout(head);
    column->addWidget(makeMarks());
    column->addWidget(makeFilters());

    list_->setModel(&model_);
    list_->setItemDelegate(new RowDelegate(describe, RowDelegate::Toggle::none, list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setAccessibleName(tr("Notes"));
    column->addWidget(list_, 1);
    empty_->setContentsMargins(render::space::edge, render::space::inside, render::space::edge, 0);
    empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(empty_, 1);
    column->addWidget(hairline());
    column->addWidget(makeFoot());

    connect(list_, &QListView::clicked, this, &ReviewPanel::tellCurrent);
    connect(list_, &QListView::activated, this, &ReviewPanel::tellCurrent);
    connect(&model_, &AnnotationModel::modelReset, this, &ReviewPanel::updateState);
    updateState();
}

QWidget* ReviewPanel::makeMarks() {
    auto* marks = new QWidget;
    auto* row = new QHBoxLayout(marks);
    row->setContentsMargins(render::space::edge - render::space::grid, 0, render::space::edge,
                            render::space::inside);
    row->setSpacing(render::space::grid);
    for (const Drawable& mark : note_marks()) {
        const QString key = key_of_mark(mark.kind).toString(QKeySequence::NativeText);
        const QString tip = mark.kind == "pin" ? tr("Note: click where it belongs (%1)").arg(key)
                                               : tr("%1 with a note (%2)").arg(mark.label, key);
        auto* button = tool_button(mark.icon, tip);
        button->setObjectName(QStringLiteral("mark.") + QString::fromStdString(mark.kind));
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this,
                [this, kind = QString::fromStdString(mark.kind)] { Q_EMIT markRequested(kind); });
    }
    row->addStretch(1);
    return marks;
}

QWidget* ReviewPanel::makeFilters() {
    auto* filters = new QWidget;
    auto* column = column_layout(filters, 0, render::space::grid);
    column->setContentsMargins(render::space::edge, 0, render::space::edge, render::space::inside);
    words_->setPlaceholderText(tr("Find words or a number"));
    words_->setAccessibleName(tr("Find notes"));
    words_->setClearButtonEnabled(true);
    column->addWidget(words_);
    auto* row = new QHBoxLayout;
    row->setSpacing(render::space::inside);
    status_->addItem(tr("Every status"), QString());
    for (const auto word : annotation_statuses())
        status_->addItem(annotation_word(std::string(word)), QString::fromStdString(std::string(word)));
    order_->addItem(tr("By number"), static_cast<int>(AnnotationModel::Order::number));
    order_->addItem(tr("Most serious first"), static_cast<int>(AnnotationModel::Order::severity));
    order_->addItem(tr("Latest first"), static_cast<int>(AnnotationModel::Order::changed));
    row->addWidget(status_, 1);
    row->addWidget(order_, 1);
    column->addLayout(row);
    connect(words_, &QLineEdit::textChanged, &model_, &AnnotationModel::setFilter);
    connect(status_, &QComboBox::currentIndexChanged, this,
            [this] { model_.setStatus(status_->currentData().toString()); });
    connect(order_, &QComboBox::currentIndexChanged, this,
            [this] { model_.setOrder(static_cast<AnnotationModel::Order>(order_->currentData().toInt())); });
    return filters;
}

QWidget* ReviewPanel::makeFoot() {
    auto* foot = new QWidget;
    auto* column = column_layout(foot, render::space::edge);
    page_->setToolTip(tr("The map at a true scale with the notes, ready to print"));
    export_->setToolTip(tr("As a table (CSV) or for maps (GeoJSON)"));
    column->addWidget(page_);
    column->addWidget(export_);
    connect(export_, &QPushButton::clicked, this, &ReviewPanel::exportRequested);
    connect(page_, &QPushButton::clicked, this, &ReviewPanel::pageRequested);
    return foot;
}

void ReviewPanel::updateState() {
    const bool any = model_.rowCount() > 0;
    list_->setVisible(any);
    empty_->setVisible(!any);
    empty_->setText(model_.total() == 0
                        ? tr("No notes yet. Press N over the map, drop a photo on it, or choose a mark "
                             "above and draw it.")
                        : tr("No note fits. %n are hidden by the filter.", nullptr, model_.total()));
    const bool some = model_.rowCount() < model_.total();
    count_->setText(some ? tr("%1 of %2").arg(model_.rowCount()).arg(model_.total()) : QString());
    export_->setEnabled(model_.total() > 0);
}

void ReviewPanel::choose(const Uuid& note) {
    list_->setCurrentIndex(model_.indexOf(note));
}

void ReviewPanel::step(int by) {
    const int rows = model_.rowCount();
    if (rows == 0) return;
    const int now = list_->currentIndex().isValid() ? list_->currentIndex().row() : (by > 0 ? -1 : 0);
    list_->setCurrentIndex(model_.index((now + by + rows) % rows));
    tellCurrent();
}

void ReviewPanel::tellCurrent() {
    const auto id =
        Uuid::parse(list_->currentIndex().data(AnnotationModel::note_id_role).toString().toStdString());
    if (id) Q_EMIT noteChosen(*id);
}

} // namespace prospect::app
