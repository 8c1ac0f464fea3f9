#include "app/panels/import_things.h"

#include "app/models/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::app {

namespace {

constexpr int first_rows = 4; // until all are asked for
constexpr int first_doubts = 2;
constexpr int most_doubts = 60;
constexpr QSize sample_shown{72, 44};
constexpr int name_width = 136;
constexpr int kinds_width = 164;

// What the sections on size and place say in words of their own.
constexpr std::array told_above{"no scale is known",
                                "the page prints",
                                "the plan is not placed",
                                "the plan is laid",
                                "as asked for",
                                "the page itself prints",
                                "placed by ",
                                "; --page names",
                                "not to scale",
                                "how densely it was scanned"};

bool is_told_above(const std::string& note) {
    return std::any_of(told_above.begin(), told_above.end(),
                       [&](const char* part) { return note.find(part) != std::string::npos; });
}

// A combo that leaves the wheel to the sheet it stands in.
class CalmCombo : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

QString count_text(std::size_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

bool is_light(const io::ImportReport& report, const std::string& file) {
    return std::any_of(report.photometry.begin(), report.photometry.end(),
                       [&](const auto& light) { return light.name == file; });
}

// "Light data: street.ies, 4 310 lm."
QString light_text(const io::PhotometryRow& light) {
    return ImportThings::tr("Light data: %1, %2.")
        .arg(QString::fromStdString(light.name), quantity_text(std::round(light.flux_lm), "lm"));
}

// Rows that say the same of one source layer, as one.
std::vector<io::SourceCount> rows_of(const io::ImportReport& report) {
    std::vector<io::SourceCount> rows;
    for (const auto& source : report.sources) {
        if (is_light(report, source.file)) continue; // told in a sentence
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
    static const QRegularExpression page(QStringLiteral("^page (\\d+)( lines)?$"));
    if (const auto match = page.match(layer); match.hasMatch())
        return match.captured(2).isEmpty() ? ImportThings::tr("Picture of page %1").arg(match.captured(1))
                                           : ImportThings::tr("Lines of page %1").arg(match.captured(1));
    if (!osm) return layer;
    if (layer == QLatin1String("points")) return ImportThings::tr("Map points");
    if (layer == QLatin1String("lines")) return ImportThings::tr("Map lines");
    if (layer == QLatin1String("multilinestrings")) return ImportThings::tr("Routes");
    if (layer == QLatin1String("multipolygons")) return ImportThings::tr("Map areas");
    if (layer == QLatin1String("other_relations")) return ImportThings::tr("Other map groups");
    return layer;
}

QLabel* elided_label(const QString& text, const QString& tip, Tone tone) {
    auto* label =
        text_label({}, tone == Tone::quiet ? render::TextStyle::secondary : render::TextStyle::body, tone);
    label->setTextFormat(Qt::PlainText);
    label->setText(label->fontMetrics().elidedText(text, Qt::ElideMiddle, name_width));
    label->setToolTip(tip);
    return label;
}

QLabel* sample_label(const QImage& sample) {
    auto* picture = new QLabel;
    picture->setFixedSize(sample_shown);
    if (sample.isNull()) return picture;
    auto shown = QPixmap::fromImage(sample);
    shown.setDevicePixelRatio(static_cast<double>(shown.width()) / sample_shown.width());
    picture->setPixmap(shown);
    return picture;
}

} // namespace

QString things_text(const io::ImportReport& report) {
    std::map<Role, std::size_t> counts;
    for (const auto& source : report.sources)
        if (const auto role = role_of(source.role)) counts[*role] += source.imported;
    QStringList parts;
    for (const auto& [role, count] : counts) {
        const QString kind = role == Role::underlay ? ImportThings::tr("kept as drawing only")
                             : count == 1           ? kind_label(role).toLower()
                                                    : kind_plural(role).toLower();
        if (count > 0) parts += QStringLiteral("%1 %2").arg(count_text(count), kind);
    }
    return parts.isEmpty() ? ImportThings::tr("Nothing that could be placed.")
                           : parts.join(QStringLiteral(" · "));
}

ImportThings::ImportThings(QWidget* parent) : ImportSection(3, tr("Things"), parent) {}

void ImportThings::show(const ImportPreview& preview) {
    preview_ = preview;
    kinds_.clear();
    clearContent();
    const auto& report = preview_.outcome.report;
    const bool doubtful = !report.reasons.empty() || !preview_.refused.empty() ||
                          !preview_.outcome.refused.empty() || !preview_.replaced.empty() ||
                          std::any_of(report.notes.begin(), report.notes.end(), [](const std::string& note) {
                              return note.starts_with(io::doubt_mark);
                          });
    setDoubtful(doubtful);
    if (!only_light_data(preview_)) addSentence(things_text(report), Status::fine);
    for (const auto& light : report.photometry)
        addSentence(light_text(light), Status::fine);
    addTable();
    addDoubts();
}

QComboBox* ImportThings::kindOf(const QString& layer) const {
    const auto found = kinds_.find(layer);
    return found == kinds_.end() ? nullptr : found->second;
}

QComboBox* ImportThings::makeKinds(const io::SourceCount& source) {
    auto* kinds = new CalmCombo;
    kinds->setFixedWidth(kinds_width);
    const auto role = role_of(source.role);
    for (const auto& kind : roles())
        if (!kind.raster)
            kinds->addItem(icon(kind_icon(kind.role)),
                           kind.role == Role::underlay ? tr("Drawing only") : kind_plural(kind.role),
                           static_cast<int>(kind.role));
    kinds->setCurrentIndex(kinds->findData(static_cast<int>(role.value_or(Role::underlay))));
    const QString layer = layer_name(source);
    kinds->setAccessibleName(tr("What the things of %1 are").arg(layer));
    kinds_[layer] = kinds;
    connect(kinds, &QComboBox::activated, this, [this, kinds, layer = layer.toStdString()] {
        auto request = preview_.request;
        request.options.roles[layer] = static_cast<Role>(kinds->currentData().toInt());
        Q_EMIT answered(request);
    });
    return kinds;
}

void ImportThings::addRow(QGridLayout& grid, const io::SourceCount& source, bool several) {
    const int line = grid.rowCount();
    const auto role = role_of(source.role);
    const auto sample =
        std::find_if(preview_.samples.begin(), preview_.samples.end(), [&](const LayerSample& one) {
            return one.file == source.file && one.layer == source.layer && one.role == source.role;
        });
    grid.addWidget(sample_label(sample == preview_.samples.end() ? QImage() : sample->picture), line, 0);
    auto* words = new QWidget;
    auto* column = column_layout(words, 0, 0);
    const QString name = shown_name(source);
    column->addWidget(
        elided_label(name, tr("%1: %2").arg(QString::fromStdString(source.file), name), Tone::plain));
    column->addWidget(
        elided_label(source.imported == source.read
                         ? count_text(source.read)
                         : tr("%1 of %2").arg(count_text(source.imported), count_text(source.read)),
                     {}, Tone::quiet));
    grid.addWidget(words, line, 1);
    const bool page = source.layer.rfind("page ", 0) == 0;
    if (!several && role && !info(*role).raster && !page) {
        grid.addWidget(makeKinds(source), line, 2);
        return;
    }
    const QString kind = !role                     ? tr("Nothing")
                         : *role == Role::underlay ? tr("Drawing only")
                                                   : kind_plural(*role);
    grid.addWidget(elided_label(kind, {}, Tone::quiet), line, 2);
}

void ImportThings::addTable() {
    auto* table = new QWidget;
    auto* grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(render::space::inside);
    grid->setVerticalSpacing(render::space::inside);
    grid->setColumnStretch(1, 1);
    const auto rows = rows_of(preview_.outcome.report);
    std::map<std::string, int> times; // a source layer that became several kinds cannot be given one
    for (const auto& source : rows)
        ++times[source.file + '\n' + source.layer];
    // One row more is shown rather than a button that shows it.
    const bool whole = all_rows_ || rows.size() <= static_cast<std::size_t>(first_rows) + 1;
    const auto shown = whole ? rows.size() : static_cast<std::size_t>(first_rows);
    for (std::size_t i = 0; i < shown; ++i)
        addRow(*grid, rows[i], times[rows[i].file + '\n' + rows[i].layer] > 1);
    content().addWidget(table);
    if (!whole) addFold(tr("Show all %n layers", nullptr, static_cast<int>(rows.size())), all_rows_);
}

void ImportThings::addFold(const QString& text, bool& unfolded) {
    auto* row = addButtons();
    auto* button = push_button(text, Emphasis::quiet, QStringLiteral("chevron-down"));
    button->setAutoDefault(false);
    connect(
        button, &QPushButton::clicked, this,
        [this, &unfolded] {
            unfolded = true;
            show(ImportPreview(preview_));
        },
        Qt::QueuedConnection); // the button goes
    row->addWidget(button);
    row->addStretch();
}

void ImportThings::addDoubts() {
    const auto& report = preview_.outcome.report;
    std::vector<std::pair<Status, QString>> told;
    for (const auto& name : preview_.replaced)
        told.emplace_back(
            Status::look,
            (is_light(report, name)
                 ? tr("%1 is kept with the plan already: its light data is replaced.")
                 : tr("%1 is on the plan already: what came from it is replaced, what you drew stays."))
                .arg(QString::fromStdString(name)));
    for (const auto& refused : preview_.refused)
        told.emplace_back(Status::serious, tr("%1 is left out. %2")
                                               .arg(QString::fromStdString(refused.file.filename().string()),
                                                    sentence(refused.error)));
    for (const auto& refused : preview_.outcome.refused)
        told.emplace_back(Status::serious, tr("One file is left out. %1").arg(sentence(refused)));
    const auto first = told.size() + first_doubts; // a file that is left out is never folded away
    for (const auto& reason : report.reasons) {
        QString text = tr("%1: %2").arg(count_text(reason.count), shown_sentence(reason.reason));
        if (!reason.example.empty())
            text += tr(" (for example %1)").arg(QString::fromStdString(reason.example));
        told.emplace_back(Status::look, text);
    }
    for (const auto& note : report.notes) {
        const bool doubt = note.starts_with(io::doubt_mark);
        // It begins with the name of a file.
        const QString words =
            doubt ? QString::fromStdString(note.substr(io::doubt_mark.size())) : shown_sentence(note);
        if (!words.isEmpty() && !is_told_above(note))
            told.emplace_back(doubt ? Status::look : Status::info,
                              words.endsWith(u'.') ? words : words + u'.');
    }
    const bool whole = all_doubts_ || told.size() <= first + 1;
    const auto shown = whole ? std::min<std::size_t>(told.size(), most_doubts) : first;
    for (std::size_t i = 0; i < shown; ++i)
        content().addWidget(status_row(told[i].first, told[i].second));
    if (!whole) addFold(tr("Show all %n remarks", nullptr, static_cast<int>(told.size())), all_doubts_);
    if (whole && told.size() > shown)
        content().addWidget(paragraph(tr("Further remarks: %1").arg(told.size() - shown), Tone::quiet));
}

} // namespace prospect::app
