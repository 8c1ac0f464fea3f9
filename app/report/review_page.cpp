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
constexpr int pdf_dpi = 1200;
constexpr double number_indent = 9;

const render::Theme& paper_theme() {
    return render::theme(render::ThemeKind::light);
}

render::MapView view_of(const PageLayout& layout) {
    render::MapView view;
    view.size = (layout.map.size() * pixels_per_mm).toSize();
    view.pixels_per_m = 1000.0 / layout.scale * pixels_per_mm;
    view.center = layout.center;
    return view;
}

void paint_map(QPainter& painter, const ReviewPage& page, const PageLayout& layout) {
    const render::Theme& theme = paper_theme();
    render::MapView view = view_of(layout);
    const double dots_per_mm = std::abs(painter.deviceTransform().m11());
    view.device_pixel_ratio = std::min(dots_per_mm, print_dpi / mm_per_inch) / pixels_per_mm;
    painter.save();
    painter.setClipRect(layout.map);
    painter.translate(layout.map.topLeft());
    painter.scale(1 / pixels_per_mm, 1 / pixels_per_mm);
    render::paint_plan(painter, *page.model, view, theme);
    constexpr double radius_px = 10;
    for (std::size_t i = page.worst.size(); i-- > 0;)
        render::paint_rank(painter, view.to_pixel(page.worst[i].at), i + 1, radius_px, theme);
    render::paint_scale_and_north(painter, view, theme, render::knows_north(page.model->site()));
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.line, 0.2));
    painter.drawRect(layout.map);
}

// As many rows as the frame holds.
void paint_rows(QPainter& painter, const Rows& rows, const QRectF& frame) {
    double top = frame.top();
    for (const Row& row : rows) {
        if (top + row.height > frame.bottom() + 0.01) return;
        if (row.paint) row.paint(painter, {frame.left(), top});
        top += row.height;
    }
}

void paint_head(QPainter& painter, const ReviewPage& page, const PageLayout& layout) {
    const render::Theme& theme = paper_theme();
    const QRectF frame(page_margin, page_margin - 2, layout.content.width(),
                       layout.content.top() - page_margin + 1);
    const auto meta = [&](const char* key) {
        const auto& all = page.model->site().meta;
        const auto found = all.find(key);
        return found == all.end() ? QString() : QString::fromStdString(found->second);
    };
    QStringList parts{meta("reference"), meta("drawing")};
    if (!meta("revision").isEmpty()) parts += Words::tr("rev %1").arg(meta("revision"));
    if (!page.option.isEmpty()) parts += Words::tr("option %1").arg(page.option);
    parts += Words::tr("1:%1 on %2").arg(QString::number(layout.scale), name_of(page.options.paper));
    parts += page.date;
    QStringList by{page.options.author ? page.author : QString(), page.agency};
    by.removeAll(QString());
    parts += by.join(QStringLiteral(", "));
    parts.removeAll(QString());
    Rows rows{single_row(page.title, page_font(16, QFont::DemiBold), theme.text, frame.width())};
    append(rows,
           text_rows(parts.join(QStringLiteral("  ·  ")), page_font(9), theme.secondary, frame.width()));
    paint_rows(painter, rows, frame);
}

Rows heading(const QString& text, double width) {
    Rows rows = text_rows(text, page_font(11, QFont::DemiBold), paper_theme().text, width);
    rows.push_back({1, nullptr});
    return rows;
}

Rows place_rows(const PagePlace& place, std::size_t rank, double width) {
    const render::Theme& theme = paper_theme();
    Rows rows = text_rows(place.name, page_font(9, QFont::DemiBold), theme.text, width, number_indent);
    append(rows, text_rows(place.says, page_font(8), theme.text, width, number_indent));
    append(rows, text_rows(place.line, page_font(7.5), theme.secondary, width, number_indent));
    rows.front().paint = [first = rows.front().paint, rank, &theme](QPainter& painter, QPointF at) {
        painter.save();
        painter.translate(at);
        painter.scale(1 / pixels_per_mm, 1 / pixels_per_mm);
        render::paint_rank(painter, QPointF(3, 2.3) * pixels_per_mm, rank, 2.4 * pixels_per_mm, theme);
        painter.restore();
        first(painter, at);
    };
    rows.push_back({1.2, nullptr});
    return rows;
}

// The check stands before the notes where there is one; where there is none, one sentence after them says so.
void add_check(Flow& flow, const ReviewPage& page) {
    const render::Theme& theme = paper_theme();
    for (std::size_t i = 0; i < page.worst.size(); ++i)
        flow.add([&](double width) {
            Rows rows = i == 0 ? heading(Words::tr("Worst places"), width) : Rows();
            append(rows, place_rows(page.worst[i], i + 1, width));
            return rows;
        });
    flow.add([&](double width) {
        Rows rows;
        if (page.worst.empty()) {
            rows = heading(Words::tr("Worst places"), width);
            append(rows, text_rows(Words::tr("None was found by the rules that could be checked."),
                                   page_font(9), theme.text, width));
        }
        append(rows, text_rows(page.checked, page_font(7.5), theme.secondary, width));
        rows.push_back({3, nullptr});
        return rows;
    });
    // As many as leave room for notes; the rest is counted.
    if (page.accepted.isEmpty()) return;
    flow.add([&](double width) {
        constexpr int most = 3;
        Rows rows = heading(Words::tr("Accepted as it is"), width);
        for (const QString& line : page.accepted.mid(0, most)) {
            append(rows, text_rows(line, page_font(8), theme.text, width));
            rows.push_back({0.8, nullptr});
        }
        if (const auto rest = page.accepted.size() - most; rest > 0)
            append(rows, text_rows(Words::tr("and %n more", nullptr, static_cast<int>(rest)), page_font(8),
                                   theme.secondary, width));
        rows.push_back({2.4, nullptr});
        return rows;
    });
}

bool is_on_map(const Annotation& note, const Box& map) {
    return !note.geometry.empty() && map.intersects(note.geometry.box());
}

void add_notes(Flow& flow, const ReviewPage& page, const Box& map, std::size_t photos_per_note) {
    const render::Theme& theme = paper_theme();
    flow.set_continued([](double width) { return heading(Words::tr("Notes, continued"), width); });
    if (page.notes.empty())
        flow.add([&](double width) {
            Rows rows = heading(Words::tr("Notes"), width);
            append(rows, text_rows(Words::tr("None."), page_font(9), theme.secondary, width));
            return rows;
        });
    for (const Annotation& note : page.notes) {
        const NoteWords words =
            note_words(note, {.in_charge = page.options.in_charge, .on_map = is_on_map(note, map)});
        flow.add([&](double width) {
            Rows rows = &note == &page.notes.front() ? heading(Words::tr("Notes"), width) : Rows();
            append(rows, note_rows(note, words, page.photos, photos_per_note, width, theme));
            return rows;
        });
    }
}

constexpr double legend_row = 4.4;
constexpr double legend_head = 7;
constexpr double sample_width = 7;
constexpr double legend_column = 31; // at least

std::size_t legend_columns(double width) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(width / legend_column));
}

double legend_height(std::size_t entries, double width) {
    if (entries == 0) return 0;
    const std::size_t columns = legend_columns(width);
    return legend_head + static_cast<double>((entries + columns - 1) / columns) * legend_row;
}

// At the foot of the last column, over as many columns as it needs to be no higher than they are.
QRectF legend_frame(std::size_t entries, const std::vector<QRectF>& columns) {
    const QRectF& last = columns.back();
    QRectF frame;
    for (std::size_t i = columns.size(); i-- > 0;) {
        frame.setCoords(columns[i].left(), 0, last.right(), 0);
        if (legend_height(entries, frame.width()) <= last.height()) break;
    }
    const double height = std::min(legend_height(entries, frame.width()), last.height());
    return {frame.left(), last.bottom() - height, frame.width(), height};
}

void paint_legend(QPainter& painter, const std::vector<LegendEntry>& entries, const QRectF& frame) {
    if (entries.empty()) return;
    const render::Theme& theme = paper_theme();
    paint_rows(painter, heading(Words::tr("On the map"), frame.width()), frame);
    const std::size_t columns = legend_columns(frame.width());
    const std::size_t rows = (entries.size() + columns - 1) / columns;
    const double width = frame.width() / static_cast<double>(columns);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QRectF sample(frame.left() + width * static_cast<double>(i / rows),
                            frame.top() + legend_head + legend_row * static_cast<double>(i % rows),
                            sample_width, legend_row - 0.8);
        paint_sample(painter, entries[i], sample, pixels_per_mm, theme);
        const Row words = single_row(entries[i].words, page_font(7.5), theme.text, width - sample_width - 3);
        words.paint(painter, {sample.right() + 2, sample.center().y() - words.height / 2});
    }
}

QString sources(const Site& site) {
    std::set<QString> files;
    for (const LayerPtr& layer : site.layers) {
        if (layer->picture && !layer->picture->source.empty())
            files.insert(QString::fromStdString(layer->picture->source));
        for (const FeaturePtr& feature : layer->features)
            if (!feature->source.file.empty()) files.insert(QString::fromStdString(feature->source.file));
    }
    QStringList names(files.begin(), files.end());
    constexpr int most_names = 4;
    const auto more = names.size() - most_names;
    if (more > 0) {
        names = names.mid(0, most_names);
        names += Words::tr("%n more", nullptr, static_cast<int>(more));
    }
    return names.isEmpty() ? QString() : Words::tr("Sources: %1").arg(names.join(QStringLiteral(", ")));
}

// What is on the map and where it comes from, and what the map must not be taken for.
void paint_foot(QPainter& painter, const ReviewPage& page, const PageLayout& layout, const QString& number) {
    const render::Theme& theme = paper_theme();
    const Site& site = page.model->site();
    QStringList parts{sources(site)};
    parts += site.frame.crs == "local"
                 ? Words::tr("Not placed on a map grid; north unknown")
                 : Words::tr("Map grid: %1").arg(QString::fromStdString(site.frame.crs_name));
    if (!red_line(site).features.empty()) parts += Words::tr("What lies outside the red line is faint");
    if (page.withheld > 0)
        parts += Words::tr("%1 personal or protected things are not printed")
                     .arg(QLocale().toString(static_cast<qulonglong>(page.withheld)));
    parts += Words::tr("Made with Prospect");
    parts.removeAll(QString());
    constexpr double number_width = 24;
    const QRectF frame(layout.content.left(), layout.content.bottom() + 3,
                       layout.content.width() - (number.isEmpty() ? 0 : number_width),
                       layout.paper.height() - page_margin + 2 - layout.content.bottom() - 3);
    paint_rows(painter,
               text_rows(parts.join(QStringLiteral("  ·  ")), page_font(7.5), theme.secondary, frame.width()),
               frame);
    if (number.isEmpty()) return;
    const QFont font = page_font(7.5, QFont::DemiBold);
    const double width = QFontMetricsF(font).horizontalAdvance(number) / 10;
    single_row(number, font, theme.text, number_width)
        .paint(painter, {layout.content.right() - width, frame.top()});
}

} // namespace

PaintedPage::PaintedPage(ReviewPage page) : page_(std::move(page)) {
    const Site& site = page_.model->site();
    layout_ = page_layout(shown_box(site, page_.options.map, page_.options.view), page_.options.paper);
    columns_ = layout_.columns;
    legend_ = legend_frame(map_legend(site).size(), columns_);
    for (QRectF& column : columns_)
        if (legend_.height() > 0 && column.right() > legend_.left() + 0.01)
            column.setBottom(legend_.top() - column_gap);
    // Pictures where there is room: they never make a page more.
    constexpr std::size_t most_photos = 4;
    Flow flow = flowed(0);
    const std::size_t pages = flow.pages();
    for (std::size_t most = page_.options.photos ? most_photos : 0; most > 0 && !page_.photos.empty();
         most /= 2)
        if (Flow with = flowed(most); with.pages() == pages) {
            flow = std::move(with);
            photos_per_note_ = most;
            break;
        }
    rows_ = flow.rows();
    // Nothing stands above it: it stands where the map's reader looks first.
    const auto is_beside = [&](const PlacedRow& one) {
        return one.page == 0 && one.at.x() > legend_.left() - 0.01;
    };
    if (std::none_of(rows_.begin(), rows_.end(), is_beside) && layout_.columns.size() > 1)
        legend_.moveTop(layout_.columns.back().top());
    content_.scale = layout_.scale;
    content_.pages = static_cast<int>(pages);
    content_.notes = static_cast<int>(page_.notes.size());
    content_.withheld = page_.withheld;
    const Box map = view_of(layout_).box();
    for (const Annotation& note : page_.notes) {
        content_.notes_on_map += is_on_map(note, map) ? 1 : 0;
        std::size_t photos = 0;
        for (const AttachedFile& file : photos_of(note))
            photos += page_.photos.contains(file.sha256) ? 1 : 0;
        const std::size_t shown = std::min(photos, photos_per_note_);
        content_.photos += static_cast<int>(shown);
        content_.photos_in_words += static_cast<int>(photos_of(note).size() - shown);
    }
}

Flow PaintedPage::flowed(std::size_t photos_per_note) const {
    const render::Theme& theme = paper_theme();
    Flow flow(columns_, layout_.further);
    if (page_.has_check) add_check(flow, page_);
    add_notes(flow, page_, view_of(layout_).box(), photos_per_note);
    if (!page_.has_check)
        flow.add([&](double width) {
            Rows rows{{1.5, nullptr}};
            append(rows, text_rows(page_.checked.isEmpty() ? Words::tr("No check by rules was run.")
                                                           : page_.checked,
                                   page_font(7.5), theme.secondary, width));
            return rows;
        });
    return flow;
}

void PaintedPage::paint(QPainter& painter, int number) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({0, 0}, layout_.paper), Qt::white);
    paint_head(painter, page_, layout_);
    if (number == 0) {
        paint_map(painter, page_, layout_);
        paint_legend(painter, map_legend(page_.model->site()), legend_);
    }
    for (const PlacedRow& one : rows_)
        if (one.page == static_cast<std::size_t>(number) && one.row.paint) one.row.paint(painter, one.at);
    paint_foot(painter, page_, layout_,
               content_.pages > 1 ? Words::tr("Page %1 of %2").arg(number + 1).arg(content_.pages)
                                  : QString());
}

PageContent write_review_page(const ReviewPage& page, const std::filesystem::path& file) {
    const PaintedPage painted(page);
    const auto fail = [] {
        throw Error(ErrorCode::internal, "the page could not be written", "check the folder and the disk");
    };
    io::write_atomically(file, io::Previous::discard, [&](const std::filesystem::path& temporary) {
        QPdfWriter writer(QString::fromStdString(temporary.string()));
        const QSizeF paper = painted.layout().paper;
        const bool lies = paper.width() > paper.height();
        writer.setPageSize(QPageSize(page.options.paper == Paper::a3 ? QPageSize::A3 : QPageSize::A4));
        writer.setPageOrientation(lies ? QPageLayout::Landscape : QPageLayout::Portrait);
        writer.setPageMargins({});
        writer.setResolution(pdf_dpi);
        writer.setTitle(page.title);
        writer.setCreator(QStringLiteral("Prospect"));
        QPainter painter;
        if (!painter.begin(&writer)) fail();
        painter.scale(pdf_dpi / mm_per_inch, pdf_dpi / mm_per_inch);
        for (int i = 0; i < painted.content().pages; ++i) {
            if (i > 0 && !writer.newPage()) fail();
            painted.paint(painter, i);
        }
        if (!painter.end()) fail();
    });
    return painted.content();
}

} // namespace prospect::report
