#include "app/panels/import_things.h"

#include "app/models/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr int most_doubts = 40;
constexpr QSize sample_shown{72, 44};

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
    if (layer == QLatin1String("points")) return ImportThings::tr("Map points");
    if (layer == QLatin1String("lines")) return ImportThings::tr("Map lines");
    if (layer == QLatin1String("multilinestrings")) return ImportThings::tr("Routes");
    if (layer == QLatin1String("multipolygons")) return ImportThings::tr("Map areas");
    if (layer == QLatin1String("other_relations")) return ImportThings::tr("Other map groups");
    return layer;
}

QLabel* elided_label(const QString& text, const QString& tip, Tone tone) {
    auto* label =
        text_label(text, tone == Tone::quiet ? render::TextStyle::secondary : render::TextStyle::body, tone);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setToolTip(tip);
    return label;
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
                          !preview_.outcome.refused.empty() || !preview_.replaced.empty();
    setDoubtful(doubtful);
    addSentence(things_text(report), Status::fine);
    addTable();
    addDoubts();
}

QComboBox* ImportThings::kindOf(const QString& layer) const {
    const auto found = kinds_.find(layer);
    return found == kinds_.end() ? nullptr : found->second;
}

QComboBox* ImportThings::makeKinds(const io::SourceCount& source) {
    auto* kinds = new CalmCombo;
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
    int line = 0;
    for (const auto& source : rows) {
        const auto role = role_of(source.role);
        const auto sample =
            std::find_if(preview_.samples.begin(), preview_.samples.end(), [&](const LayerSample& one) {
                return one.file == source.file && one.layer == source.layer && one.role == source.role;
            });
        auto* picture = new QLabel;
        picture->setFixedSize(sample_shown);
        picture->setAlignment(Qt::AlignCenter);
        if (sample != preview_.samples.end()) {
            auto shown = QPixmap::fromImage(sample->picture);
            shown.setDevicePixelRatio(static_cast<double>(shown.width()) / sample_shown.width());
            picture->setPixmap(shown);
        }
        grid->addWidget(picture, line, 0);
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
        grid->addWidget(words, line, 1);
        const bool several = times[source.file + '\n' + source.layer] > 1;
        if (several || !role || info(*role).raster || source.layer.rfind("page ", 0) == 0)
            grid->addWidget(text_label(!role                     ? tr("Nothing")
                                       : *role == Role::underlay ? tr("Drawing only")
                                                                 : kind_plural(*role)),
                            line, 2);
        else
            grid->addWidget(makeKinds(source), line, 2);
        ++line;
    }
    content().addWidget(table);
}

void ImportThings::addDoubts() {
    const auto& report = preview_.outcome.report;
    for (const auto& name : preview_.replaced)
        content().addWidget(status_row(
            Status::look, tr("%1 is on the plan already: what came from it is replaced, what you drew stays.")
                              .arg(QString::fromStdString(name))));
    for (const auto& refused : preview_.refused)
        content().addWidget(
            status_row(Status::serious, tr("%1 is left out. %2")
                                            .arg(QString::fromStdString(refused.file.filename().string()),
                                                 sentence(refused.error))));
    for (const auto& refused : preview_.outcome.refused)
        content().addWidget(
            status_row(Status::serious, tr("One file is left out. %1").arg(sentence(refused))));
    int shown = 0;
    for (const auto& reason : report.reasons) {
        if (++shown > most_doubts) break;
        QString text = tr("%1: %2").arg(count_text(reason.count), shown_sentence(reason.reason));
        if (!reason.example.empty())
            text += tr(" (for example %1)").arg(QString::fromStdString(reason.example));
        content().addWidget(status_row(Status::look, text));
    }
    if (static_cast<int>(report.reasons.size()) > most_doubts)
        content().addWidget(
            paragraph(tr("Further reasons: %1").arg(static_cast<int>(report.reasons.size()) - most_doubts),
                      Tone::quiet));
    for (const auto& note : report.notes)
        if (const QString words = shown_sentence(note); !words.isEmpty())
            content().addWidget(status_row(Status::info, words + u'.'));
}

} // namespace prospect::app
