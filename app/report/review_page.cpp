#include "app/report/review_page.h"

#include "app/render/map_picture.h"
#include "app/render/paint_rank.h"
#include "app/report/map_legend.h"
#include "geometry/base/error.h"
#include "geometry/io/file_write.h"
#include "geometry/site/study_area.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::report {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReviewPage)
};

constexpr double mm_per_inch = 25.4;
constexpr double pixels_per_mm = 96 / mm_per_inch; // the painters' pixels: 1/96 inch
constexpr double margin = 12;
constexpr double column_width = 78;
constexpr double gap = 6;
constexpr double head_height = 16;
constexpr double foot_height = 8;
constexpr double points_per_mm = 72 / mm_per_inch;
constexpr int pdf_dpi = 1200;

QFont page_font(double points, QFont::Weight weight = QFont::Normal) {
    QFont font = render::font(render::TextStyle::body);
    // One unit of the painter is a millimetre, so a font's pixel is one too; Qt wants whole pixels, hence the
    // tenfold size, scaled down where it is drawn.
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(points / points_per_mm * 10))));
    font.setWeight(weight);
    return font;
}

// Writes text in a column of millimetres, one paragraph below the other.
class Column {
public:
    Column(QPainter& painter, const QRectF& frame) : painter_(painter), frame_(frame), top_(frame.top()) {}

    double height_of(const QString& text, const QFont& font, double indent = 0) const {
        return QFontMetricsF(font)
                   .boundingRect(QRectF(0, 0, (frame_.width() - indent) * 10, 1e6), Qt::TextWordWrap, text)
                   .height() /
               10;
    }
    double room() const { return frame_.bottom() - top_; }
    double top() const { return top_; }
    void skip(double mm) { top_ += mm; }

    // Nothing where there is no room for all of it.
    void write(const QString& text, const QFont& font, const QColor& color, double indent = 0) {
        const double height = height_of(text, font, indent);
        if (height > room()) return;
        painter_.save();
        painter_.translate(frame_.left() + indent, top_);
        painter_.scale(0.1, 0.1);
        painter_.setFont(font);
        painter_.setPen(color);
        painter_.drawText(QRectF(0, 0, (frame_.width() - indent) * 10, height * 10 + 1), Qt::TextWordWrap,
                          text);
        painter_.restore();
        top_ += height;
    }

private:
    QPainter& painter_;
    QRectF frame_;
    double top_;
};

// Without a red line also the notes, and all that is drawn where nothing else is: a scanned plan alone.
Box shown_box(const Site& site) {
    Box box = site.study_box();
    if (!red_line(site).features.empty()) return box;
    const bool drawing_only = box.empty();
    for (const LayerPtr& layer : site.layers)
        if (layer->role == Role::annotation || (drawing_only && layer->visible)) box.add(layer->box());
    return box;
}

render::MapView view_of(const ReviewPage& page, int scale) {
    const QRectF frame = map_frame_mm();
    render::MapView view;
    view.size = (frame.size() * pixels_per_mm).toSize();
    view.pixels_per_m = 1000.0 / scale * pixels_per_mm;
    const Box box = shown_box(page.model->site());
    if (!box.empty()) view.center = box.center();
    return view;
}

void paint_map(QPainter& painter, const ReviewPage& page, const render::MapView& view,
               const render::Theme& theme) {
    const QRectF frame = map_frame_mm();
    painter.save();
    painter.setClipRect(frame);
    painter.translate(frame.topLeft());
    painter.scale(1 / pixels_per_mm, 1 / pixels_per_mm);
    render::paint_plan(painter, *page.model, view, theme);
    constexpr double radius_px = 10;
    for (std::size_t i = page.worst.size(); i-- > 0;)
        render::paint_rank(painter, view.to_pixel(page.worst[i].at), i + 1, radius_px, theme);
    render::paint_scale_and_north(painter, view, theme, render::knows_north(page.model->site()));
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.line, 0.2));
    painter.drawRect(frame);
}

void paint_head(QPainter& painter, const ReviewPage& page, int scale, const render::Theme& theme) {
    Column head(painter, {margin, margin - 2, page_mm.width() - 2 * margin, head_height});
    head.write(page.title, page_font(16, QFont::DemiBold), theme.text);
    const auto meta = [&](const char* key) {
        const auto& all = page.model->site().meta;
        const auto found = all.find(key);
        return found == all.end() ? QString() : QString::fromStdString(found->second);
    };
    QStringList parts{meta("reference"), meta("drawing")};
    if (!meta("revision").isEmpty()) parts += Words::tr("rev %1").arg(meta("revision"));
    if (!page.option.isEmpty()) parts += Words::tr("option %1").arg(page.option);
    parts += Words::tr("1:%1 on A4").arg(QLocale().toString(scale));
    parts += page.date;
    parts += page.by;
    parts.removeAll(QString());
    head.write(parts.join(QStringLiteral("  ·  ")), page_font(9), theme.secondary);
}

// The number of a place or note before its text, as on the map.
constexpr double number_indent = 9;

void write_worst(QPainter& painter, Column& column, const QRectF& frame, const ReviewPage& page,
                 const render::Theme& theme) {
    column.write(Words::tr("Worst places"), page_font(11, QFont::DemiBold), theme.text);
    column.skip(1);
    if (page.has_check && page.worst.empty())
        column.write(Words::tr("None was found by the rules that could be checked."), page_font(9),
                     theme.text);
    std::size_t rank = 0;
    for (const PagePlace& place : page.worst) {
        painter.save();
        painter.translate(frame.left(), column.top());
        painter.scale(1 / pixels_per_mm, 1 / pixels_per_mm);
        render::paint_rank(painter, QPointF(3, 2.3) * pixels_per_mm, ++rank, 2.4 * pixels_per_mm, theme);
        painter.restore();
        column.write(place.name, page_font(9, QFont::DemiBold), theme.text, number_indent);
        column.write(place.says, page_font(8), theme.text, number_indent);
        column.write(place.line, page_font(7.5), theme.secondary, number_indent);
        column.skip(1.2);
    }
    column.write(page.checked.isEmpty() ? Words::tr("Not checked yet.") : page.checked, page_font(7.5),
                 theme.secondary);
    column.skip(3);
}

// As many as leave room for notes; the rest is counted.
void write_accepted(Column& column, const ReviewPage& page, const render::Theme& theme) {
    if (page.accepted.isEmpty()) return;
    constexpr int most = 3;
    column.write(Words::tr("Accepted as it is"), page_font(11, QFont::DemiBold), theme.text);
    column.skip(1);
    for (const QString& line : page.accepted.mid(0, most)) {
        column.write(line, page_font(8), theme.text);
        column.skip(0.8);
    }
    if (const auto rest = page.accepted.size() - most; rest > 0)
        column.write(Words::tr("and %n more", nullptr, static_cast<int>(rest)), page_font(8),
                     theme.secondary);
    column.skip(2.4);
}

QString note_line(const Annotation& note) {
    QStringList parts;
    for (const std::string* word : {&note.severity, &note.strategy, &note.status}) {
        QString text = QString::fromStdString(*word).replace(u'_', u' ');
        if (!text.isEmpty()) parts += text;
    }
    // Who wrote it is a person: the agency is enough.
    if (!note.agency.empty()) parts += QString::fromStdString(note.agency);
    return parts.join(QStringLiteral(" · "));
}

// The numbers stand as on the map. Returns how many notes found room.
int write_notes(QPainter& painter, Column& column, const QRectF& frame, const ReviewPage& page,
                const render::Theme& theme) {
    column.write(Words::tr("Notes"), page_font(11, QFont::DemiBold), theme.text);
    column.skip(1);
    if (page.notes.empty()) column.write(Words::tr("None."), page_font(9), theme.secondary);
    constexpr double indent = number_indent;
    constexpr double rest_line = 5;
    const QFont words = page_font(9);
    const QFont small = page_font(7.5);
    int shown = 0;
    for (const Annotation& note : page.notes) {
        const QString text = QString::fromStdString(note.text.empty() ? note.title : note.text);
        const double height = column.height_of(text, words, indent) + 3.6;
        const bool last = &note == &page.notes.back();
        if (height + (last ? 0 : rest_line) > column.room()) break;
        const double top = column.top();
        if (note.number > 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accent);
            painter.drawRoundedRect(QRectF(frame.left(), top, 6.4, 4.4), 1, 1);
            painter.save();
            painter.translate(frame.left(), top);
            painter.scale(0.1, 0.1);
            painter.setFont(page_font(7.5, QFont::DemiBold));
            painter.setPen(theme.on_accent);
            painter.drawText(QRectF(0, 0, 64, 44), Qt::AlignCenter, QString::number(note.number));
            painter.restore();
        }
        column.write(text, words, theme.text, indent);
        if (const QString line = note_line(note); !line.isEmpty())
            column.write(line, small, theme.secondary, indent);
        column.skip(1.6);
        ++shown;
    }
    if (const int rest = static_cast<int>(page.notes.size()) - shown; rest > 0)
        column.write(Words::tr("and %n more in the list", nullptr, rest), words, theme.secondary);
    return shown;
}

constexpr double legend_row = 4.4;
constexpr double sample_width = 7;
constexpr int legend_columns = 2;

double legend_height(std::size_t entries) {
    if (entries == 0) return 0;
    const auto rows = (entries + legend_columns - 1) / legend_columns;
    return 7 + static_cast<double>(rows) * legend_row;
}

void paint_legend(QPainter& painter, const std::vector<LegendEntry>& entries, const QRectF& frame,
                  const render::Theme& theme) {
    if (entries.empty()) return;
    Column(painter, frame).write(Words::tr("On the map"), page_font(11, QFont::DemiBold), theme.text);
    const std::size_t rows = (entries.size() + legend_columns - 1) / legend_columns;
    const double width = frame.width() / legend_columns;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QRectF sample(frame.left() + width * static_cast<double>(i / rows),
                            frame.top() + 7 + legend_row * static_cast<double>(i % rows), sample_width,
                            legend_row - 0.8);
        paint_sample(painter, entries[i], sample, pixels_per_mm, theme);
        Column words(painter,
                     {sample.right() + 2, sample.top() + 0.3, width - sample_width - 3, 2 * legend_row});
        words.write(entries[i].words, page_font(7.5), theme.text);
    }
}

// What is on the map and where it comes from, and what the map must not be taken for.
void paint_foot(QPainter& painter, const ReviewPage& page, const render::Theme& theme) {
    const Site& site = page.model->site();
    std::set<QString> files;
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            if (!feature->source.file.empty()) files.insert(QString::fromStdString(feature->source.file));
    QStringList names(files.begin(), files.end());
    constexpr int most_names = 4;
    const auto more = names.size() - most_names;
    if (more > 0) {
        names = names.mid(0, most_names);
        names += Words::tr("%n more", nullptr, static_cast<int>(more));
    }
    QStringList parts;
    if (!names.isEmpty()) parts += Words::tr("Sources: %1").arg(names.join(QStringLiteral(", ")));
    parts += Words::tr("Map grid: %1")
                 .arg(site.frame.crs == "local" ? Words::tr("plan metres")
                                                : QString::fromStdString(site.frame.crs_name));
    if (!red_line(site).features.empty()) parts += Words::tr("What lies outside the red line is faint");
    if (page.withheld > 0)
        parts += Words::tr("%1 personal or protected things are not printed")
                     .arg(QLocale().toString(static_cast<qulonglong>(page.withheld)));
    parts += Words::tr("Made with Prospect");
    Column foot(painter, {margin, page_mm.height() - margin - foot_height + 3, page_mm.width() - 2 * margin,
                          foot_height});
    foot.write(parts.join(QStringLiteral("  ·  ")), page_font(7.5), theme.secondary);
}

} // namespace

QRectF map_frame_mm() {
    return {margin, margin + head_height, page_mm.width() - 2 * margin - column_width - gap,
            page_mm.height() - 2 * margin - head_height - foot_height};
}

int page_scale(const Site& site) {
    const Box box = shown_box(site);
    if (box.empty()) return 500;
    const QRectF frame = map_frame_mm();
    constexpr double air = 0.94; // the red line must not touch the frame
    const double needed =
        std::max(box.width() * 1000 / (frame.width() * air), box.height() * 1000 / (frame.height() * air));
    for (int tens = 100; tens < 1'000'000'000; tens *= 10)
        for (const int step : {100, 200, 250, 500})
            if (const double scale = static_cast<double>(tens) * step / 100; scale >= needed)
                return static_cast<int>(scale);
    return 1'000'000'000;
}

PageContent paint_review_page(QPainter& painter, const ReviewPage& page) {
    const render::Theme& theme = render::theme(render::ThemeKind::light);
    PageContent content;
    content.scale = page_scale(page.model->site());
    content.withheld = page.withheld;
    const render::MapView view = view_of(page, content.scale);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({0, 0}, page_mm), Qt::white);
    paint_head(painter, page, content.scale, theme);
    paint_map(painter, page, view, theme);
    const QRectF map = map_frame_mm();
    const std::vector<LegendEntry> legend = map_legend(page.model->site());
    const double legend_mm = legend_height(legend.size());
    const QRectF side(map.right() + gap, map.top(), column_width, map.height() - legend_mm - gap);
    paint_legend(painter, legend, {side.left(), map.bottom() - legend_mm, column_width, legend_mm}, theme);
    Column column(painter, side);
    write_worst(painter, column, side, page, theme);
    write_accepted(column, page, theme);
    content.notes_shown = write_notes(painter, column, side, page, theme);
    paint_foot(painter, page, theme);
    content.notes_on_map =
        static_cast<int>(std::count_if(page.notes.begin(), page.notes.end(), [&](const Annotation& note) {
            return !note.geometry.empty() && view.box().intersects(note.geometry.box());
        }));
    return content;
}

PageContent write_review_page(const ReviewPage& page, const std::filesystem::path& file) {
    PageContent content;
    io::write_atomically(file, io::Previous::discard, [&](const std::filesystem::path& temporary) {
        QPdfWriter writer(QString::fromStdString(temporary.string()));
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageOrientation(QPageLayout::Landscape);
        writer.setPageMargins({});
        writer.setResolution(pdf_dpi);
        writer.setTitle(page.title);
        writer.setCreator(QStringLiteral("Prospect"));
        QPainter painter;
        if (!painter.begin(&writer))
            throw Error(ErrorCode::internal, "the page could not be written",
                        "check the folder and the disk");
        painter.scale(pdf_dpi / mm_per_inch, pdf_dpi / mm_per_inch);
        content = paint_review_page(painter, page);
        if (!painter.end())
            throw Error(ErrorCode::internal, "the page could not be written",
                        "check the folder and the disk");
    });
    return content;
}

} // namespace prospect::report
