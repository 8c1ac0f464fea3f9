#include "app/report/page_edges.h"

#include "geometry/site/study_area.h"

#include <QCoreApplication>
#include <QLocale>

#include <set>

namespace prospect::report {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReviewPage)
};

constexpr std::size_t most_lines = 2;
constexpr double number_width = 24;
const QString between = QStringLiteral("  ·  ");

QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(between);
}

// Its beginning and its end: files and drawings differ there.
QString cut(const QString& text, int most) {
    if (text.size() <= most) return text;
    const int end = most / 3;
    return text.left(most - end - 1).trimmed() + QChar(0x2026) + text.right(end).trimmed();
}

Rows head_line(const QString& text, double width) {
    return text_rows(text, page_font(9), paper_theme().secondary, width);
}

Rows foot_line(const QString& text, double width) {
    return text_rows(text, page_font(7.5), paper_theme().secondary, width);
}

// Which page it is and who hands it over, no word of somebody else's longer than `most` characters.
QString about(const ReviewPage& page, int scale, int most) {
    const auto meta = [&](const char* key) {
        const auto& all = page.model->site().meta;
        const auto found = all.find(key);
        return found == all.end() ? QString() : cut(QString::fromStdString(found->second).simplified(), most);
    };
    QStringList parts{meta("reference"), meta("drawing")};
    if (const QString revision = meta("revision"); !revision.isEmpty())
        parts += Words::tr("rev %1").arg(revision);
    if (!page.option.isEmpty()) parts += Words::tr("option %1").arg(cut(page.option, most));
    parts += Words::tr("1:%1 on %2").arg(QString::number(scale), name_of(page.options.paper));
    parts += page.date;
    QStringList by{page.options.author ? cut(page.author, most) : QString(), cut(page.agency, most)};
    by.removeAll(QString());
    parts += by.join(QStringLiteral(", "));
    return joined(parts);
}

QStringList files_of(const Site& site) {
    std::set<QString> files;
    for (const LayerPtr& layer : site.layers) {
        if (layer->picture && !layer->picture->source.empty())
            files.insert(QString::fromStdString(layer->picture->source));
        for (const FeaturePtr& feature : layer->features)
            if (!feature->source.file.empty()) files.insert(QString::fromStdString(feature->source.file));
    }
    return {files.begin(), files.end()};
}

QString statements(const ReviewPage& page) {
    constexpr int longest_grid = 48;
    const Site& site = page.model->site();
    QStringList parts;
    parts +=
        site.frame.crs == "local"
            ? Words::tr("Not placed on a map grid; north unknown")
            : Words::tr("Map grid: %1").arg(cut(QString::fromStdString(site.frame.crs_name), longest_grid));
    if (!red_line(site).features.empty()) parts += Words::tr("What lies outside the red line is faint");
    if (page.withheld > 0)
        parts += Words::tr("%1 personal or protected things are not printed")
                     .arg(QLocale().toString(static_cast<qulonglong>(page.withheld)));
    parts += Words::tr("Made with Prospect");
    return joined(parts);
}

// The first of the files, the rest counted.
QString sources(const QStringList& files, qsizetype named) {
    constexpr int longest_name = 40;
    QStringList names;
    for (const QString& file : files.mid(0, named))
        names += cut(file, longest_name);
    const QString first = names.join(QStringLiteral(", "));
    const auto rest = static_cast<int>(files.size() - named);
    if (rest == 0) return Words::tr("Sources: %1").arg(first);
    if (named == 0) return Words::tr("Sources: %1 files").arg(rest);
    return Words::tr("Sources: %1 and %2 more").arg(first).arg(rest);
}

} // namespace

Rows head_rows(const ReviewPage& page, int scale, double width) {
    Rows rows{single_row(page.title, page_font(16, QFont::DemiBold), paper_theme().text, width)};
    Rows lines;
    for (const int most : {200, 60, 40, 28, 20, 14}) {
        lines = head_line(about(page, scale, most), width);
        if (lines.size() <= most_lines) break;
    }
    append(rows, std::move(lines));
    return rows;
}

Rows foot_rows(const ReviewPage& page, double width) {
    constexpr qsizetype most_named = 16;
    const QString must = statements(page);
    const QStringList files = files_of(page.model->site());
    if (files.isEmpty()) return foot_line(must, width);
    Rows rows;
    for (qsizetype named = std::min(files.size(), most_named); named >= 0; --named) {
        rows = foot_line(joined({must, sources(files, named)}), width);
        if (rows.size() <= most_lines) break;
    }
    return rows;
}

void paint_head(QPainter& painter, const ReviewPage& page, const PageLayout& layout) {
    paint_rows(painter, head_rows(page, layout.scale, layout.content.width()),
               {layout.content.left(), page_margin - 2});
}

void paint_foot(QPainter& painter, const ReviewPage& page, const PageLayout& layout, const QString& number) {
    const QPointF corner(layout.content.left(), layout.content.bottom() + 3);
    const double width = layout.content.width() - (number.isEmpty() ? 0 : number_width);
    paint_rows(painter, foot_rows(page, width), corner);
    if (number.isEmpty()) return;
    const QFont font = page_font(7.5, QFont::DemiBold);
    single_row(number, font, paper_theme().text, number_width)
        .paint(painter, {layout.content.right() - width_of(number, font), corner.y()});
}

} // namespace prospect::report
