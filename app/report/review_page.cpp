#include "app/report/review_page.h"

#include "app/render/map_picture.h"
#include "app/render/paint_notes.h"
#include "app/render/paint_rank.h"
#include "app/report/map_legend.h"
#include "app/report/page_edges.h"
#include "geometry/base/error.h"
#include "geometry/io/file_write.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace prospect::report {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReviewPage)
};

constexpr double mm_per_inch = 25.4;
constexpr double pixels_per_mm = 96 / mm_per_inch; // the painters' pixels: 1/96 inch
constexpr int pdf_dpi = 1200;
constexpr double number_px = 10; // half of a number on the map

render::MapView view_of(const PageLayout& layout) {
    render::MapView view;
    view.size = (layout.map.size() * pixels_per_mm).toSize();
    view.pixels_per_m = 1000.0 / layout.scale * pixels_per_mm;
    view.center = layout.center;
    return view;
}

// How far from its usual corner, the one at the bottom right, the scale stands: in the corner where it hides
// the fewest numbers.
QPointF scale_offset(const ReviewPage& page, const render::MapView& view, const QRectF& scale) {
    std::vector<QPointF> numbers;
    for (const auto& [layer, feature] : page.model->site().features(Role::annotation))
        if (layer->visible && !feature->geometry.empty())
            numbers.push_back(view.to_pixel(render::note_look(*feature).disc));
    for (const PagePlace& place : page.worst)
        numbers.push_back(view.to_pixel(place.at));
    const double left = view.size.width() - scale.left() - scale.right();
    const double up = view.size.height() - scale.top() - scale.bottom();
    QPointF best;
    auto fewest = std::numeric_limits<std::ptrdiff_t>::max();
    for (const QPointF off : {QPointF(0, 0), {left, 0}, {0, up}, {left, up}}) {
        const QRectF frame = scale.translated(off).adjusted(-number_px, -number_px, number_px, number_px);
        const auto hidden = std::count_if(numbers.begin(), numbers.end(),
                                          [&](const QPointF& number) { return frame.contains(number); });
        if (hidden >= fewest) continue;
        fewest = hidden;
        best = off;
    }
    return best;
}

void paint_map(QPainter& painter, const ReviewPage& page, const PageLayout& layout,
               const Progress& progress) {
    const render::Theme& theme = paper_theme();
    render::MapView view = view_of(layout);
    const double dots_per_mm = std::abs(painter.deviceTransform().m11());
    view.device_pixel_ratio = std::min(dots_per_mm, print_dpi / mm_per_inch) / pixels_per_mm;
    painter.save();
    painter.setClipRect(layout.map);
    painter.translate(layout.map.topLeft());
    painter.scale(1 / pixels_per_mm, 1 / pixels_per_mm);
    render::paint_plan(painter, *page.model, view, theme, progress.stop_token());
    progress.checkpoint();
    for (std::size_t i = page.worst.size(); i-- > 0;)
        render::paint_rank(painter, view.to_pixel(page.worst[i].at), i + 1, number_px, theme);
    const bool north = render::knows_north(page.model->site());
    painter.translate(scale_offset(page, view, render::scale_and_north_frame(view, north)));
    render::paint_scale_and_north(painter, view, theme, north);
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.line, 0.2));
    painter.drawRect(layout.map);
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
    flow.begin([](double width) { return heading(Words::tr("Worst places"), width); },
               [](double width) { return heading(Words::tr("Worst places, continued"), width); });
    for (std::size_t i = 0; i < page.worst.size(); ++i)
        flow.add([&](double width) { return place_rows(page.worst[i], i + 1, width); });
    flow.add([&](double width) {
        Rows rows;
        if (page.worst.empty())
            rows = text_rows(page.of_the_site.isEmpty()
                                 ? Words::tr("None was found by the rules that could be checked.")
                                 : Words::tr("No place by itself, but the whole site."),
                             page_font(9), theme.text, width);
        for (const QString& problem : page.of_the_site)
            append(rows, text_rows(Words::tr("Of the whole site: %1").arg(problem), page_font(8), theme.text,
                                   width));
        append(rows, text_rows(page.checked, page_font(7.5), theme.secondary, width));
        rows.push_back({3, nullptr});
        return rows;
    });
    // As many as leave room for notes; the rest is counted.
    if (page.accepted.isEmpty()) return;
    flow.begin([](double width) { return heading(Words::tr("Accepted as it is"), width); }, nullptr);
    flow.add([&](double width) {
        constexpr int most = 3;
        Rows rows;
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

// Those whose number the map shows.
std::set<Uuid> notes_on(const Site& site, const Box& map) {
    std::set<Uuid> notes;
    for (const auto& [layer, feature] : site.features(Role::annotation))
        if (layer->visible && !feature->geometry.empty() && map.contains(render::note_look(*feature).disc))
            notes.insert(feature->id);
    return notes;
}

constexpr double legend_row = 4.4;
constexpr double legend_head = 7;
constexpr double sample_width = 7;
constexpr double legend_gap = 2;
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

// The largest in which no words are cut, if there is one.
QFont legend_font(const std::vector<LegendEntry>& entries, double room) {
    for (const double points : {7.5, 7.0, 6.5, 6.0}) {
        const QFont font = page_font(points);
        const bool fits = std::all_of(entries.begin(), entries.end(), [&](const LegendEntry& entry) {
            return width_of(entry.words, font) <= room;
        });
        if (fits) return font;
    }
    return page_font(7.5);
}

// Where the plan has more kinds than the page has room for, the rest is counted.
void keep_room(std::vector<LegendEntry>& entries, std::size_t most) {
    if (entries.size() <= most || most == 0) return;
    const auto rest = static_cast<int>(entries.size() - most + 1);
    entries.resize(most - 1);
    entries.push_back({Words::tr("and %n more", nullptr, rest), nullptr});
}

void paint_legend(QPainter& painter, std::vector<LegendEntry> entries, const QRectF& frame) {
    if (entries.empty()) return;
    const render::Theme& theme = paper_theme();
    paint_rows(painter, heading(Words::tr("On the map"), frame.width()), frame.topLeft());
    const std::size_t columns = legend_columns(frame.width());
    const double lines = std::floor((frame.height() - legend_head) / legend_row + 0.01);
    keep_room(entries, columns * static_cast<std::size_t>(std::max(0.0, lines)));
    const std::size_t rows = (entries.size() + columns - 1) / columns;
    const double width = frame.width() / static_cast<double>(columns);
    const double room = width - sample_width - legend_gap;
    const QFont font = legend_font(entries, room);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const QRectF sample(frame.left() + width * static_cast<double>(i / rows),
                            frame.top() + legend_head + legend_row * static_cast<double>(i % rows),
                            sample_width, legend_row - 0.8);
        paint_sample(painter, entries[i], sample, pixels_per_mm, theme);
        const Row words = single_row(entries[i].words, font, theme.text, room);
        words.paint(painter, {sample.right() + legend_gap, sample.center().y() - words.height / 2});
    }
}

} // namespace

PaintedPage::PaintedPage(ReviewPage page, const Progress& progress) : page_(std::move(page)) {
    const Site& site = page_.model->site();
    layout_ = page_layout(shown_box(site, page_.options.map, page_.options.view), page_.options.paper);
    on_map_ = notes_on(site, view_of(layout_).box());
    columns_ = layout_.columns;
    legend_ = legend_frame(map_legend(site).size(), columns_);
    for (QRectF& column : columns_)
        if (legend_.height() > 0 && column.right() > legend_.left() + 0.01)
            column.setBottom(legend_.top() - column_gap);
    // Pictures where there is room: they never make a page more.
    constexpr std::size_t most_photos = 4;
    Flow flow = flowed(0, progress);
    const std::size_t pages = flow.pages();
    for (std::size_t most = page_.options.photos ? most_photos : 0; most > 0 && !page_.photos.empty();
         most /= 2)
        if (Flow with = flowed(most, progress); with.pages() == pages) {
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
    count(static_cast<int>(pages));
}

void PaintedPage::count(int pages) {
    content_.scale = layout_.scale;
    content_.pages = pages;
    content_.notes = static_cast<int>(page_.notes.size());
    content_.withheld = page_.withheld;
    for (const Annotation& note : page_.notes) {
        content_.notes_on_map += on_map_.contains(note.id) ? 1 : 0;
        const auto attached = photos_of(note);
        const auto there = std::count_if(attached.begin(), attached.end(), [&](const AttachedFile& file) {
            return page_.photos.contains(file.sha256);
        });
        const std::size_t shown = std::min(static_cast<std::size_t>(there), photos_per_note_);
        content_.photos += static_cast<int>(shown);
        content_.photos_in_words += static_cast<int>(attached.size() - shown);
    }
}

void PaintedPage::add_notes(Flow& flow, std::size_t photos_per_note, const Progress& progress) const {
    const render::Theme& theme = paper_theme();
    flow.begin([](double width) { return heading(Words::tr("Notes"), width); },
               [](double width) { return heading(Words::tr("Notes, continued"), width); });
    if (page_.notes.empty())
        flow.add([&](double width) {
            return text_rows(Words::tr("None."), page_font(9), theme.secondary, width);
        });
    for (const Annotation& note : page_.notes) {
        progress.checkpoint();
        const NoteWords words = note_words(note, {.in_charge = page_.options.in_charge,
                                                  .answers = page_.options.answers,
                                                  .on_map = on_map_.contains(note.id)});
        flow.add(
            [&](double width) { return note_rows(note, words, page_.photos, photos_per_note, width, theme); },
            number_again(note, theme));
    }
}

Flow PaintedPage::flowed(std::size_t photos_per_note, const Progress& progress) const {
    const render::Theme& theme = paper_theme();
    Flow flow(columns_, layout_.further);
    if (page_.has_check) add_check(flow, page_);
    add_notes(flow, photos_per_note, progress);
    if (page_.has_check) return flow;
    flow.begin(nullptr, nullptr);
    flow.add([&](double width) {
        Rows rows{{1.5, nullptr}};
        append(rows,
               text_rows(page_.checked.isEmpty() ? Words::tr("No check by rules was run.") : page_.checked,
                         page_font(7.5), theme.secondary, width));
        return rows;
    });
    return flow;
}

void PaintedPage::paint(QPainter& painter, int number, const Progress& progress) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({0, 0}, layout_.paper), Qt::white);
    paint_head(painter, page_, layout_);
    if (number == 0) {
        paint_map(painter, page_, layout_, progress);
        paint_legend(painter, map_legend(page_.model->site()), legend_);
    }
    for (const PlacedRow& one : rows_) {
        if (one.page != static_cast<std::size_t>(number) || !one.row.paint) continue;
        progress.checkpoint();
        one.row.paint(painter, one.at);
    }
    paint_foot(painter, page_, layout_,
               content_.pages > 1 ? Words::tr("Page %1 of %2").arg(number + 1).arg(content_.pages)
                                  : QString());
}

PageContent write_review_page(const ReviewPage& page, const std::filesystem::path& file,
                              const Progress& progress) {
    const PaintedPage painted(page, progress);
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
            progress.report(static_cast<double>(i) / painted.content().pages);
            if (i > 0 && !writer.newPage()) fail();
            painted.paint(painter, i, progress);
        }
        if (!painter.end()) fail();
    });
    return painted.content();
}

} // namespace prospect::report
