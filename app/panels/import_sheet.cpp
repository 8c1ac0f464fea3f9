#include "app/panels/import_sheet.h"

#include "app/models/words.h"
#include "app/panels/look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace prospect::app {

namespace {

constexpr QSize sheet_size{880, 560};
constexpr QSize small_size{520, 280};
constexpr QSize picture_size{280, 200};
constexpr int bar_steps = 1000;
constexpr int most_doubts = 40;

QString capitalised(const std::string& text) {
    QString shown = without_options(QString::fromStdString(text));
    if (!shown.isEmpty()) shown[0] = shown[0].toUpper();
    return shown;
}

QWidget* doubt_row(Status status, const QString& text) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(render::space::inside);
    layout->addWidget(status_mark(status), 0, Qt::AlignTop);
    layout->addWidget(paragraph(text), 1);
    return row;
}

// "126 buildings · 52 lamps · 412 drawing only".
QString things_text(const io::ImportReport& report) {
    std::map<Role, std::size_t> counts;
    for (const auto& source : report.sources)
        if (const auto role = role_of(source.role)) counts[*role] += source.imported;
    QStringList parts;
    for (const auto& [role, count] : counts) {
        const QString kind = role == Role::underlay ? ImportSheet::tr("kept as drawing only")
                             : count == 1           ? kind_label(role).toLower()
                                                    : kind_plural(role).toLower();
        if (count > 0)
            parts += QStringLiteral("%1 %2").arg(QLocale().toString(static_cast<qulonglong>(count)), kind);
    }
    return parts.isEmpty() ? ImportSheet::tr("Nothing that could be placed.")
                           : parts.join(QStringLiteral(" · "));
}

// Rows that say the same of one source layer, as one.
std::vector<io::SourceCount> rows_of(const io::ImportReport& report) {
    std::vector<io::SourceCount> rows;
    for (const auto& source : report.sources) {
        const auto same = [&](const io::SourceCount& row) {
            return row.file == source.file && row.layer == source.layer && row.role == source.role;
        };
        const auto found = std::find_if(rows.begin(), rows.end(), same);
        if (found == rows.end()) {
            rows.push_back(source);
            continue;
        }
        found->read += source.read;
        found->imported += source.imported;
        found->skipped += source.skipped;
    }
    return rows;
}

// As options name it: the layer, or for a file of one layer the file without extension.
QString layer_name(const io::SourceCount& source) {
    if (!source.layer.empty()) return QString::fromStdString(source.layer);
    return QString::fromStdString(std::filesystem::path(source.file).stem().string());
}

// The layers GDAL makes of OpenStreetMap in plain words; any other layer as its file calls it.
QString shown_name(const io::SourceCount& source) {
    const QString file = QString::fromStdString(source.file).toLower();
    const bool osm = file.contains(QLatin1String(".osm")) || file.endsWith(QLatin1String(".pbf"));
    const QString layer = layer_name(source);
    if (!osm) return layer;
    if (layer == QLatin1String("points")) return ImportSheet::tr("Map points");
    if (layer == QLatin1String("lines")) return ImportSheet::tr("Map lines");
    if (layer == QLatin1String("multilinestrings")) return ImportSheet::tr("Routes");
    if (layer == QLatin1String("multipolygons")) return ImportSheet::tr("Map areas");
    if (layer == QLatin1String("other_relations")) return ImportSheet::tr("Other map groups");
    return layer;
}

} // namespace

std::optional<ImportQuestion> question_in(const Error& refusal) {
    const QString text = QString::fromStdString(refusal.message() + " " + refusal.advice());
    static const QRegularExpression unit(QStringLiteral("--unit[ =]+(mm|cm|m|ft|in)\\b"));
    static const QRegularExpression crs(QStringLiteral("--crs[ =]+(EPSG:[0-9]+|local)"));
    if (refusal.code() != ErrorCode::refused) return {};
    QString sentence = capitalised(refusal.message()) + u'.';
    if (const auto match = unit.match(text); match.hasMatch() || text.contains(QLatin1String("--unit")))
        return ImportQuestion{ImportQuestion::Kind::unit, sentence, match.captured(1)};
    if (const auto match = crs.match(text); match.hasMatch() || text.contains(QLatin1String("--crs")))
        return ImportQuestion{ImportQuestion::Kind::crs, sentence, match.captured(1)};
    return {};
}

ImportSheet::ImportSheet(QWidget* parent)
    : QDialog(parent), pages_(new QStackedWidget), title_(text_label({}, render::TextStyle::start_page)),
      add_(push_button(tr("Add to plan"), Emphasis::primary)),
      again_(push_button(tr("Continue"), Emphasis::primary)), cancel_(push_button(tr("Cancel"))) {
    setWindowTitle(tr("Add to plan"));
    make_panel(this);
    auto* column = column_layout(this, 24, render::space::edge);
    title_->setTextFormat(Qt::PlainText);
    column->addWidget(title_);
    pages_->addWidget(makeReading());
    pages_->addWidget(makePreview());
    pages_->addWidget(makeQuestion());
    column->addWidget(pages_, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(again_);
    buttons->addWidget(add_);
    column->addLayout(buttons);
    add_->setDefault(true);
    resize(small_size);
    connect(add_, &QPushButton::clicked, this, &ImportSheet::addRequested);
    connect(again_, &QPushButton::clicked, this, &ImportSheet::answer);
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
}

QWidget* ImportSheet::makeReading() {
    auto* page = new QWidget;
    auto* column = column_layout(page, 0);
    stage_ = text_label({}, render::TextStyle::body, Tone::quiet);
    bar_ = new QProgressBar;
    bar_->setRange(0, bar_steps);
    bar_->setTextVisible(false);
    bar_->setFixedHeight(4);
    bar_->setAccessibleName(tr("How far reading is"));
    column->addStretch();
    column->addWidget(stage_);
    column->addWidget(bar_);
    column->addStretch();
    return page;
}

QWidget* ImportSheet::makePreview() {
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    auto* left = new QVBoxLayout;
    picture_ = new QLabel;
    picture_->setFixedSize(picture_size);
    picture_->setAccessibleName(tr("Preview of the plan with what would be added"));
    left->addWidget(picture_);
    size_ = paragraph({}, Tone::quiet);
    size_->setFixedWidth(picture_size.width());
    left->addWidget(size_);
    left->addStretch();
    row->addLayout(left);

    auto* right = new QVBoxLayout;
    right->setSpacing(render::space::between);
    summary_ = paragraph({});
    right->addWidget(summary_);
    sources_ = new QTreeWidget;
    sources_->setHeaderLabels({tr("In the file"), tr("Added"), tr("These things are")});
    sources_->setRootIsDecorated(false);
    sources_->setFrameShape(QFrame::NoFrame);
    sources_->setSelectionMode(QAbstractItemView::NoSelection);
    sources_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    sources_->header()->setStretchLastSection(false);
    sources_->setAccessibleName(tr("What is in the file and what it becomes"));
    right->addWidget(sources_, 5);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* doubts = new QWidget;
    make_panel(doubts);
    doubts_ = column_layout(doubts, 0);
    scroll->setWidget(doubts);
    right->addWidget(scroll, 3);
    row->addLayout(right, 1);
    return page;
}

QWidget* ImportSheet::makeQuestion() {
    auto* page = new QWidget;
    auto* column = column_layout(page, 0, render::space::between);
    sentence_ = paragraph({});
    column->addWidget(sentence_);
    why_ = paragraph({}, Tone::quiet);
    column->addWidget(why_);
    unit_ = new QComboBox;
    const std::pair<QString, const char*> units[] = {{tr("1 unit is a millimetre"), "mm"},
                                                     {tr("1 unit is a centimetre"), "cm"},
                                                     {tr("1 unit is a metre"), "m"},
                                                     {tr("1 unit is an inch"), "in"},
                                                     {tr("1 unit is a foot"), "ft"}};
    for (const auto& [text, word] : units)
        unit_->addItem(text, QLatin1String(word));
    unit_->setAccessibleName(tr("Length of one unit of the drawing"));
    column->addWidget(unit_, 0, Qt::AlignLeft);
    crs_ = new QComboBox;
    crs_->setEditable(true);
    crs_->setMinimumWidth(360);
    const std::pair<QString, const char*> grids[] = {
        {tr("Nowhere on Earth: plain metres"), "local"}, {tr("British National Grid"), "EPSG:27700"},
        {tr("Irish Transverse Mercator"), "EPSG:2157"},  {tr("Netherlands, RD New"), "EPSG:28992"},
        {tr("Germany, UTM 32"), "EPSG:25832"},           {tr("Germany, UTM 33"), "EPSG:25833"},
        {tr("France, Lambert-93"), "EPSG:2154"},         {tr("Switzerland, LV95"), "EPSG:2056"},
        {tr("Longitude and latitude"), "EPSG:4326"}};
    for (const auto& [text, word] : grids)
        crs_->addItem(QStringLiteral("%1 (%2)").arg(text, QLatin1String(word)), QLatin1String(word));
    crs_->setAccessibleName(tr("Map grid of the file"));
    column->addWidget(crs_, 0, Qt::AlignLeft);
    column->addStretch();
    return page;
}

void ImportSheet::showReading(const QString& title) {
    title_->setText(title);
    stage_->clear();
    bar_->setValue(0);
    pages_->setCurrentIndex(0);
    add_->hide();
    again_->hide();
}

void ImportSheet::showProgress(const JobState& state) {
    QString stage = capitalised(state.stage.toStdString());
    if (state.seconds_left) stage += QStringLiteral(", ") + time_left_text(*state.seconds_left);
    stage_->setText(stage);
    bar_->setValue(static_cast<int>(state.done * bar_steps));
}

void ImportSheet::showPreview(const ImportPreview& preview) {
    const auto& files = preview.request.files;
    title_->setText(files.size() == 1 ? QString::fromStdString(files.front().filename().string())
                                      : tr("%n files", nullptr, static_cast<int>(files.size())));
    options_ = preview.request.options;
    picture_->setPixmap(
        QPixmap::fromImage(preview.picture)
            .scaled(picture_size * devicePixelRatioF(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
    summary_->setText(things_text(preview.outcome.report));
    const auto& frame = preview.outcome.frame;
    const QString grid = frame.crs == "local" ? tr("plain metres, not placed on a map")
                                              : QString::fromStdString(frame.crs_name);
    size_->setText(preview.added.empty() ? tr("On %1.").arg(grid)
                                         : tr("%1 × %2, on %3.")
                                               .arg(quantity_text(preview.added.width(), "m"),
                                                    quantity_text(preview.added.height(), "m"), grid));
    fillSources(preview);
    fillDoubts(preview);
    resize(sheet_size);
    pages_->setCurrentIndex(1);
    again_->hide();
    add_->show();
    add_->setEnabled(!preview.outcome.edit.steps.empty());
    add_->setFocus();
}

void ImportSheet::fillSources(const ImportPreview& preview) {
    sources_->clear();
    const auto rows = rows_of(preview.outcome.report);
    std::map<std::string, int> times; // a source layer that became several kinds cannot be given one
    for (const auto& source : rows)
        ++times[source.file + '\n' + source.layer];
    for (const auto& source : rows) {
        const QString layer = layer_name(source);
        auto* item = new QTreeWidgetItem(sources_);
        item->setText(0, shown_name(source));
        item->setToolTip(0, QStringLiteral("%1: %2").arg(QString::fromStdString(source.file), layer));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setText(1, source.imported == source.read
                             ? QLocale().toString(static_cast<qulonglong>(source.read))
                             : tr("%1 of %2").arg(source.imported).arg(source.read));
        const auto role = role_of(source.role);
        if (times[source.file + '\n' + source.layer] > 1 || (role && info(*role).raster)) {
            item->setText(2, role ? kind_plural(*role) : tr("Nothing"));
            continue;
        }
        auto* kinds = new QComboBox;
        kinds->setProperty("quiet", true);
        for (const auto& kind : roles())
            if (!kind.raster)
                kinds->addItem(icon(kind_icon(kind.role)),
                               kind.role == Role::underlay ? tr("Drawing only") : kind_plural(kind.role),
                               static_cast<int>(kind.role));
        kinds->setCurrentIndex(kinds->findData(static_cast<int>(role.value_or(Role::underlay))));
        kinds->setAccessibleName(tr("Kind of %1").arg(item->text(0)));
        sources_->setItemWidget(item, 2, kinds);
        connect(kinds, &QComboBox::activated, this, [this, kinds, layer] {
            options_.roles[layer.toStdString()] = static_cast<Role>(kinds->currentData().toInt());
            Q_EMIT readAgainRequested(options_);
        });
    }
    sources_->resizeColumnToContents(1);
    sources_->setColumnWidth(2, 240);
}

void ImportSheet::fillDoubts(const ImportPreview& preview) {
    clear_layout(*doubts_);
    const auto& report = preview.outcome.report;
    for (const auto& refused : preview.refused)
        doubts_->addWidget(
            doubt_row(Status::serious, tr("%1 was left out. %2")
                                           .arg(QString::fromStdString(refused.file.filename().string()),
                                                sentence(refused.error))));
    for (const auto& refused : preview.outcome.refused)
        doubts_->addWidget(
            doubt_row(Status::serious, tr("One file was left out. %1").arg(sentence(refused))));
    int shown = 0;
    for (const auto& reason : report.reasons) {
        if (++shown > most_doubts) break;
        QString text = tr("%1: %2").arg(QLocale().toString(static_cast<qulonglong>(reason.count)),
                                        capitalised(reason.reason));
        if (!reason.example.empty())
            text += tr(" (for example %1)").arg(QString::fromStdString(reason.example));
        doubts_->addWidget(doubt_row(Status::look, text));
    }
    if (static_cast<int>(report.reasons.size()) > most_doubts)
        doubts_->addWidget(
            paragraph(tr("Further reasons: %1").arg(static_cast<int>(report.reasons.size()) - most_doubts),
                      Tone::quiet));
    for (const auto& note : report.notes)
        doubts_->addWidget(doubt_row(Status::info, capitalised(note)));
    if (report.reasons.empty() && report.notes.empty() && preview.refused.empty() &&
        preview.outcome.refused.empty())
        doubts_->addWidget(
            doubt_row(Status::fine, tr("Everything in the file was read, nothing had to be mended.")));
    doubts_->addStretch();
}

void ImportSheet::ask(const ImportQuestion& question, const io::ImportOptions& options) {
    question_ = question;
    options_ = options;
    const bool unit = question.kind == ImportQuestion::Kind::unit;
    title_->setText(unit ? tr("How large is it?") : tr("Where is it?"));
    sentence_->setText(
        unit ? tr("The drawing does not say for sure how long one of its units is.")
             : tr("The file does not say which map grid its coordinates are in. The program that "
                  "made it, or whoever sent it, can tell."));
    why_->setText(question.sentence);
    why_->setVisible(unit); // sizes and doubts; of a map grid there is no more to say
    resize(small_size);
    unit_->setVisible(unit);
    crs_->setVisible(!unit);
    if (unit) {
        unit_->setCurrentIndex(std::max(0, unit_->findData(question.proposal)));
    } else if (const int listed = crs_->findData(question.proposal); listed >= 0) {
        crs_->setCurrentIndex(listed);
    } else {
        crs_->setEditText(question.proposal);
    }
    pages_->setCurrentIndex(2);
    add_->hide();
    again_->show();
    again_->setDefault(true);
    again_->setFocus();
}

void ImportSheet::answer() {
    if (question_.kind == ImportQuestion::Kind::unit) {
        options_.unit = unit_->currentData().toString().toStdString();
    } else {
        const int listed = crs_->findText(crs_->currentText());
        options_.crs =
            (listed >= 0 ? crs_->itemData(listed).toString() : crs_->currentText().trimmed()).toStdString();
    }
    Q_EMIT readAgainRequested(options_);
}

} // namespace prospect::app
