#include "app/panels/result_panel.h"

#include "analysis/engine/thing_maps.h"
#include "analysis/engine/write.h"
#include "app/models/band_fields.h"
#include "app/models/result_moment.h"
#include "app/models/words.h"
#include "app/panels/graph_words.h"
#include "app/panels/legend_controls.h"
#include "app/panels/look.h"
#include "app/panels/path_profile.h"
#include "app/panels/result_comparison.h"
#include "app/panels/result_standing.h"
#include "app/panels/result_style.h"
#include "app/panels/risk_panel.h"
#include "app/panels/scatter_chart.h"
#include "app/panels/suggest_panel.h"
#include "app/render/theme_style.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr std::size_t first_notes = 5;
constexpr qsizetype longest_number = 16;

QWidget* number_row(const QString& label, const QString& value, const QString& meaning) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* words = text_label(label);
    words->setWordWrap(true);
    layout->addWidget(words, 1);
    auto* number = text_label(value);
    const bool words_too = value.size() > longest_number;
    if (words_too) {
        number->setWordWrap(true);
        number->setAlignment(Qt::AlignRight | Qt::AlignTop);
    }
    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(number, words_too ? 1 : 0, Qt::AlignTop);
    row->setToolTip(meaning);
    return row;
}

// The note in words of the screen: names of tables, columns and options, which files and terminals need, are
// left out.
QString note_text(const engine::Note& note) {
    static const QRegularExpression column(
        QStringLiteral("\\s\\(([a-z_]+\\.[a-z0-9_]+|--[^)]*|table [^)]*)\\)"));
    QString text = QString::fromStdString(note.message).remove(column);
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QWidget* titled_block(const QString& title, QVBoxLayout*& content) {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0);
    column->addWidget(hairline());
    column->addWidget(text_label(title, render::TextStyle::panel_title));
    content = new QVBoxLayout;
    content->setSpacing(render::space::inside);
    column->addLayout(content);
    return block;
}

} // namespace

ResultPanel::ResultPanel(ResultList& results, QWidget* parent)
    : QWidget(parent), results_(results), pages_(new QStackedWidget),
      title_(text_label({}, render::TextStyle::panel_title)), when_(paragraph({}, Tone::quiet)),
      standing_(new ResultStanding), map_hidden_(makeMapHidden()), fields_(new QWidget),
      field_choice_(new QComboBox), meaning_(paragraph({}, Tone::quiet)), legend_(new LegendControls),
      scatter_(new ScatterChart), profile_(new PathProfile), risk_(new RiskPanel), suggest_(new SuggestPanel),
      numbers_(titled_block(tr("Numbers"), numbers_layout_)),
      tables_(titled_block(tr("Tables"), tables_layout_)),
      notes_(titled_block(tr("What this assumes"), notes_layout_)) {
    make_panel(this);
    column_layout(this, 0, 0)->addWidget(pages_);

    auto* nothing = new QWidget;
    auto* hint = column_layout(nothing, render::space::edge);
    hint->addWidget(text_label(tr("No result yet"), render::TextStyle::panel_title));
    hint->addWidget(paragraph(tr("Press Run, or Ctrl+Enter. The map fills with the answer."), Tone::quiet));
    hint->addStretch();
    pages_->addWidget(nothing);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    make_panel(page);
    auto* column = column_layout(page, render::space::edge, render::space::between);
    title_->setWordWrap(true);
    auto* head = new QVBoxLayout;
    head->setSpacing(render::space::grid);
    head->addWidget(title_);
    head->addWidget(when_);
    column->addLayout(head);
    column->addWidget(standing_);
    map_hidden_->hide();
    column->addWidget(map_hidden_);
    auto* shown = column_layout(fields_, 0);
    field_choice_->setAccessibleName(tr("What the map shows"));
    leave_wheel_to_panel(field_choice_);
    field_choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    shown->addWidget(field_choice_);
    shown->addWidget(meaning_);
    shown->addWidget(legend_);
    scatter_->hide();
    shown->addWidget(scatter_);
    column->addWidget(fields_);
    column->addWidget(profile_);
    column->addWidget(risk_);
    column->addWidget(suggest_);
    column->addWidget(numbers_);
    column->addWidget(tables_);
    column->addWidget(notes_);
    column->addWidget(makeActions());
    column->addStretch(1);
    scroll->setWidget(page);
    pages_->addWidget(scroll);

    connect(field_choice_, &QComboBox::activated, this,
            [this](int index) { chooseField(field_choice_->itemData(index).toInt()); });
    connect(legend_, &LegendControls::styleEdited, this, [this] {
        if (shown_ && field_) styles_[{*shown_, field_->name}] = legend_->style();
        Q_EMIT fieldChanged();
    });
    connect(risk_, &RiskPanel::triedChanged, this, &ResultPanel::fieldChanged);
    connect(risk_, &RiskPanel::runRequested, this, &ResultPanel::runRequested);
    connect(risk_, &RiskPanel::placeRequested, this, &ResultPanel::placeRequested);
    connect(suggest_, &SuggestPanel::editsRequested, this, &ResultPanel::editsRequested);
    connect(suggest_, &SuggestPanel::placeRequested, this, &ResultPanel::placeRequested);
    connect(standing_, &ResultStanding::runAgainRequested, this, &ResultPanel::runAgainRequested);
    connect(&results_, &ResultList::marksChanged, this, [this] {
        updateMark();
        Q_EMIT legendChanged();
    });
    connect(&results_, &ResultList::listChanged, this, [this] {
        if (shown_ && !results_.find(*shown_)) rebuild();
    });
}

QWidget* ResultPanel::makeMapHidden() {
    auto* strip = status_row(Status::info, tr("The map of this result is hidden."));
    auto* show = push_button(tr("Show it"));
    show->setObjectName(QStringLiteral("result-show-map"));
    strip->layout()->addWidget(show);
    connect(show, &QPushButton::clicked, this, &ResultPanel::mapRequested);
    return strip;
}

void ResultPanel::setMapHidden(bool hidden) { // NOLINT: as declared
    map_hidden_->setVisible(hidden);
}

QWidget* ResultPanel::makeActions() {
    auto* block = new QWidget;
    auto* column = column_layout(block, 0, render::space::inside);
    column->addWidget(hairline());
    auto* grid = new QGridLayout;
    grid->setSpacing(render::space::inside);
    auto* copy_picture = push_button(tr("Copy picture"), Emphasis::plain, QStringLiteral("copy"));
    auto* save_picture = push_button(tr("Save picture…"), Emphasis::plain, QStringLiteral("picture"));
    auto* copy_command = push_button(tr("Copy as command"), Emphasis::plain, QStringLiteral("copy"));
    copy_command->setToolTip(tr("The line that gives the same result in a terminal"));
    save_grid_ = push_button(tr("Save grid…"), Emphasis::plain, QStringLiteral("export"));
    save_grid_->setToolTip(tr("GeoTIFF with the values, for other map programs"));
    grid->addWidget(copy_picture, 0, 0);
    grid->addWidget(save_picture, 0, 1);
    grid->addWidget(copy_command, 1, 0);
    grid->addWidget(save_grid_, 1, 1);
    column->addLayout(grid);
    auto* help = push_button(tr("How is this worked out?"), Emphasis::quiet, QStringLiteral("help"));
    column->addWidget(help, 0, Qt::AlignLeft);
    connect(help, &QPushButton::clicked, this, [this] {
        if (const auto* result = shown()) Q_EMIT helpRequested(QString::fromStdString(result->analysis));
    });
    connect(copy_picture, &QPushButton::clicked, this, &ResultPanel::copyPictureRequested);
    connect(save_picture, &QPushButton::clicked, this, &ResultPanel::savePictureRequested);
    connect(copy_command, &QPushButton::clicked, this, &ResultPanel::copyCommandRequested);
    connect(save_grid_, &QPushButton::clicked, this, &ResultPanel::saveGridRequested);
    return block;
}

const Result* ResultPanel::shown() const {
    return shown_ ? results_.find(*shown_) : nullptr;
}

std::shared_ptr<const Field> ResultPanel::field() const {
    // With weights that are being tried.
    return field_ && field_->name == "risk" && risk_->tried() ? risk_->tried() : field_;
}

render::FieldStyle ResultPanel::fieldStyle() const {
    render::FieldStyle style = legend_->style();
    if (field() != field_) style.note = tr("Weights on trial, not those of the result");
    const auto* result = shown();
    if (const QString note = result ? standing_note(results_, *result) : QString(); !note.isEmpty())
        style.note = style.note.isEmpty() ? note : note + QStringLiteral(". ") + style.note;
    return style;
}

void ResultPanel::show(const Uuid& result) {
    shown_ = result;
    rebuild();
}

void ResultPanel::rebuild() {
    const auto* result = shown();
    pages_->setCurrentIndex(result ? 1 : 0);
    if (!result) {
        shown_.reset();
        field_.reset();
        Q_EMIT fieldChanged();
        return;
    }
    title_->setText(result->title);
    updateMark();
    profile_->show(result);
    risk_->show(result);
    suggest_->show(result);
    showMetrics(*result);
    showTables(*result);
    showNotes(*result);
    showFields(*result);
}

void ResultPanel::updateMark() {
    const auto* result = shown();
    standing_->show(results_, result);
    if (!result) return;
    QString when = QLocale().toString(result->when, QLocale::ShortFormat);
    if (!result->option.isEmpty()) when += QStringLiteral(" · ") + tr("option %1").arg(result->option);
    if (const auto* info = results_.info(result->analysis)) {
        if (const QString moment = moment_of(*result, *info); !moment.isEmpty())
            when = moment + QStringLiteral("\n") + tr("Worked out %1").arg(when);
        if (info->sensitivity != Sensitivity::ordinary)
            when.prepend(QString::fromStdString(engine::mark_of(info->sensitivity)) + u'\n');
    }
    when_->setText(when);
}

QString ResultPanel::labelOf(const Result& result, const std::string& field) const {
    if (const auto* info = results_.info(result.analysis))
        if (const auto about = engine::field_info(*info, field)) return QString::fromStdString(about->label);
    const QString label = results_.fieldLabel(result.analysis, field);
    return label.isEmpty() ? in_words(field) : label;
}

QString ResultPanel::fieldLabel(const Result& result, const Field& field) const {
    if (is_difference(field)) return tr("Difference: %1").arg(labelOf(result, compared_field(field)));
    return labelOf(result, field.name);
}

void ResultPanel::addFieldChoice(const Result& result, std::size_t field) {
    field_choice_->addItem(fieldLabel(result, *result.fields[field]), static_cast<int>(field));
}

void ResultPanel::showBand(DayBand band) {
    const auto* result = shown();
    if (!result || !field_ || !is_of_band(*field_)) return;
    if (const auto field = field_of_band(*result, band)) chooseField(static_cast<int>(*field));
}

// Of many maps the first one and the comparisons stand above the others.
void ResultPanel::showFields(const Result& result) {
    const QString before = field_choice_->currentText();
    field_choice_->clear();
    const bool graph = is_graph(result);
    std::vector<std::size_t> more;
    for (std::size_t i = 0; i < result.fields.size(); ++i) {
        if (graph && i > 0 && !is_difference(*result.fields[i]))
            more.push_back(i);
        else
            addFieldChoice(result, i);
    }
    if (!more.empty()) {
        field_choice_->insertSeparator(field_choice_->count());
        field_choice_->addItem(tr("More"));
        if (auto* items = qobject_cast<QStandardItemModel*>(field_choice_->model()))
            items->item(field_choice_->count() - 1)->setEnabled(false);
        for (const std::size_t i : more)
            addFieldChoice(result, i);
    }
    field_choice_->setVisible(result.fields.size() > 1);
    fields_->setVisible(!result.fields.empty());
    save_grid_->setEnabled(!result.fields.empty());
    int kept = field_choice_->findText(before);
    if (const auto of_band =
            kept < 0 && result.run ? field_of_band(result, result.run->time.band) : std::nullopt)
        kept = field_choice_->findData(static_cast<int>(*of_band));
    kept = std::max(0, kept);
    field_choice_->setCurrentIndex(kept);
    chooseField(result.fields.empty() ? -1 : field_choice_->itemData(kept).toInt());
}

void ResultPanel::chooseField(int field) {
    const auto* result = shown();
    field_.reset();
    if (result && field >= 0 && static_cast<std::size_t>(field) < result->fields.size()) {
        field_choice_->setCurrentIndex(field_choice_->findData(field));
        field_ = result->fields[static_cast<std::size_t>(field)];
        QString meaning;
        if (is_difference(*field_))
            meaning = tr("What is measured here less what the other program says; white where both agree");
        else if (const auto* info = results_.info(result->analysis))
            if (const auto about = engine::field_info(*info, field_->name))
                meaning = QString::fromStdString(about->meaning);
        save_grid_->setEnabled(field_->shapes.empty());
        showStyle();
        meaning_->setText(meaning);
        meaning_->setVisible(!meaning.isEmpty());
        auto pairs = compared_pairs(*result, *field_);
        scatter_->setVisible(!pairs.empty());
        const render::ShownAs shown = render::shown_as(field_->name, field_->unit);
        for (auto& [there, here] : pairs) {
            there *= shown.factor;
            here *= shown.factor;
        }
        scatter_->setPairs(std::move(pairs), shown.unit);
    }
    Q_EMIT fieldChanged();
}

void ResultPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !field_) return;
    showStyle();
    Q_EMIT legendChanged(); // a map that is hidden stays so
}

// The colours as the person left them, else those it has at first, both as the theme wants them.
void ResultPanel::showStyle() {
    const auto* result = shown();
    if (!result || !field_) return;
    const auto kind = theme_of(palette()).kind;
    const auto original =
        render::for_theme(result_style(results_, *result, *field_, fieldLabel(*result, *field_)), kind);
    const auto kept = styles_.find({result->id, field_->name});
    legend_->setStyle(kept == styles_.end() ? original : render::for_theme(kept->second, kind), original);
}

void ResultPanel::showMetrics(const Result& result) {
    clear_layout(*numbers_layout_);
    numbers_->setVisible(!result.metrics.empty());
    const auto* info = results_.info(result.analysis);
    for (const auto& [name, value] : result.metrics) {
        QString meaning;
        if (info)
            for (const auto& about : info->metrics)
                if (about.name == name) meaning = QString::fromStdString(about.meaning);
        // A place is shown by its note, which takes the map there.
        if (name.ends_with("_x") || name.ends_with("_y")) continue;
        if (const auto compared = compared_metric(name)) {
            addComparison(result, *compared, value);
            continue;
        }
        numbers_layout_->addWidget(number_row(metricLabel(result, name), result_text(value, name), meaning));
    }
    if (const QString note = graph_numbers_note(result); !note.isEmpty())
        numbers_layout_->addWidget(paragraph(note, Tone::quiet));
}

void ResultPanel::addComparison(const Result& result, const ComparedMetric& metric, double value) {
    std::string unit;
    for (const auto& field : result.fields)
        if (field->name == metric.field) unit = field->unit;
    const QString text = metric.is_share ? quantity_text(100 * value, "percent")
                                         : result_text(value, metric.field + "_difference", unit);
    numbers_layout_->addWidget(
        number_row(metric.label.arg(labelOf(result, metric.field)), text, metric.meaning));
}

// "mean_occlusivity_m" → "Hidden edges, mean", in the words of the field it sums up; else what it means.
QString ResultPanel::metricLabel(const Result& result, const std::string& name) const {
    const std::pair<std::string, QString> sums[] = {
        {"mean_", tr("%1, mean")}, {"min_", tr("%1, least")}, {"max_", tr("%1, most")}};
    const auto bare = bare_name(name);
    for (const auto& [prefix, words] : sums)
        if (bare.starts_with(prefix))
            if (const auto label = results_.fieldLabel(result.analysis, bare.substr(prefix.size()));
                !label.isEmpty())
                return words.arg(label);
    if (const auto label = results_.fieldLabel(result.analysis, bare); !label.isEmpty()) return label;
    if (const auto* info = results_.info(result.analysis))
        for (const auto& about : info->metrics)
            if (about.name == name) return QString::fromStdString(about.meaning);
    return split_name(name).words;
}

void ResultPanel::showTables(const Result& result) {
    clear_layout(*tables_layout_);
    for (const auto& table : result.tables) {
        if (table.rows.empty() || table.columns.empty()) continue;
        auto* head = new QWidget;
        auto* row = new QHBoxLayout(head);
        row->setContentsMargins(0, 0, 0, 0);
        auto* words = text_label(in_words(table.name));
        words->setWordWrap(true);
        if (const auto* info = results_.info(result.analysis))
            for (const auto& about : info->tables)
                if (about.name == table.name) head->setToolTip(QString::fromStdString(about.meaning));
        row->addWidget(words, 1);
        row->addWidget(
            text_label(tr("rows: %1").arg(table.rows.size()), render::TextStyle::secondary, Tone::quiet));
        auto* save = push_button(tr("Save…"), Emphasis::quiet);
        save->setAccessibleName(tr("Save the table %1").arg(in_words(table.name)));
        connect(save, &QPushButton::clicked, this,
                [this, name = QString::fromStdString(table.name)] { Q_EMIT saveTableRequested(name); });
        row->addWidget(save);
        tables_layout_->addWidget(head);
        if (table.rows.size() > 1) continue;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const auto& value = table.rows.front()[column];
            if (!value) continue;
            const auto number = as_number(*value);
            const bool place = table.columns[column] == "x" || table.columns[column] == "y";
            const QString text = number && !place ? result_text(*number, table.columns[column])
                                                  : QString::fromStdString(as_text(*value));
            tables_layout_->addWidget(number_row(metricLabel(result, table.columns[column]), text, {}));
        }
    }
    tables_->setVisible(tables_layout_->count() > 0);
}

void ResultPanel::showNotes(const Result& result) {
    clear_layout(*notes_layout_);
    notes_->setVisible(!result.notes.empty());
    auto notes = result.notes;
    std::stable_sort(notes.begin(), notes.end(),
                     [](const auto& a, const auto& b) { return a.level > b.level; });
    auto* rest = new QWidget;
    auto* rest_layout = column_layout(rest, 0);
    for (std::size_t i = 0; i < notes.size(); ++i)
        (i < first_notes ? notes_layout_ : rest_layout)->addWidget(noteRow(notes[i]));
    if (notes.size() > first_notes) {
        auto* all = push_button(tr("Show all %1").arg(notes.size()), Emphasis::quiet);
        notes_layout_->addWidget(all, 0, Qt::AlignLeft);
        connect(all, &QPushButton::clicked, rest, [rest, all] {
            rest->show();
            all->hide();
        });
    }
    rest->hide();
    notes_layout_->addWidget(rest);
}

QWidget* ResultPanel::noteRow(const engine::Note& note) {
    const bool error = note.level == engine::Note::Level::error;
    const bool warning = note.level == engine::Note::Level::warning;
    const Status status = error ? Status::serious : warning ? Status::look : Status::info;
    auto* row = status_row(status, note_text(note));
    if (note.place) {
        auto* go = push_button(tr("Show"), Emphasis::quiet);
        connect(go, &QPushButton::clicked, this,
                [this, place = *note.place] { Q_EMIT placeRequested(place); });
        row->layout()->addWidget(go);
        row->layout()->setAlignment(go, Qt::AlignTop);
    }
    return row;
}

} // namespace prospect::app
