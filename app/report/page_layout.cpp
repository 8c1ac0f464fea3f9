#include "app/report/page_layout.h"

#include "geometry/site/study_area.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::report {

namespace {

constexpr double head_height = 14;
constexpr double foot_height = 9;
constexpr double narrowest_column = 64;
constexpr double lowest_text = 58;   // beneath the map
constexpr double smallest_map = 0.4; // of what the map may have, however narrow the plan
constexpr double air = 0.96;         // the red line must not touch the frame
constexpr double worth_turning = 1.1;

enum class TextPlace { beside, beneath };

std::vector<QRectF> columns_of(const QRectF& frame, double least_width) {
    const int count =
        std::max(1, static_cast<int>((frame.width() + column_gap) / (least_width + column_gap) + 1e-9));
    const double width = (frame.width() - (count - 1) * column_gap) / count;
    std::vector<QRectF> columns;
    for (int i = 0; i < count; ++i)
        columns.emplace_back(frame.left() + i * (width + column_gap), frame.top(), width, frame.height());
    return columns;
}

PageLayout arranged(const Box& shown, QSizeF paper, TextPlace place) {
    PageLayout page;
    page.paper = paper;
    page.content = {page_margin, page_margin + head_height, paper.width() - 2 * page_margin,
                    paper.height() - 2 * page_margin - head_height - foot_height};
    const QRectF& all = page.content;
    const bool beside = place == TextPlace::beside;
    QSizeF most = all.size();
    if (beside)
        most.rwidth() -= narrowest_column + column_gap;
    else
        most.rheight() -= lowest_text + column_gap;
    if (!shown.empty()) {
        page.center = shown.center();
        page.scale = round_scale(std::max(shown.width() * 1000 / (most.width() * air),
                                          shown.height() * 1000 / (most.height() * air)));
    }
    // What the plan does not need, the text gets.
    const double mm_per_m = 1000.0 / page.scale / air;
    QRectF text = all;
    if (beside) {
        const double width = std::clamp(shown.empty() ? most.width() : shown.width() * mm_per_m,
                                        smallest_map * most.width(), most.width());
        page.map = {all.left(), all.top(), width, all.height()};
        text.setLeft(page.map.right() + column_gap);
    } else {
        const double height = std::clamp(shown.empty() ? most.height() : shown.height() * mm_per_m,
                                         smallest_map * most.height(), most.height());
        page.map = {all.left(), all.top(), all.width(), height};
        text.setTop(page.map.bottom() + column_gap);
    }
    page.columns = columns_of(text, narrowest_column);
    page.further = columns_of(all, std::max(narrowest_column, page.columns.front().width()));
    return page;
}

double text_area(const PageLayout& page) {
    double sum = 0;
    for (const QRectF& column : page.columns)
        sum += column.width() * column.height();
    return sum;
}

} // namespace

QString name_of(Paper paper) {
    return paper == Paper::a3 ? QStringLiteral("A3") : QStringLiteral("A4");
}

QSizeF size_of(Paper paper) {
    return paper == Paper::a3 ? QSizeF(297, 420) : QSizeF(210, 297);
}

int round_scale(double at_least) {
    for (int tens = 1; tens < 10'000'000; tens *= 10)
        for (const int step : {100, 125, 150, 200, 250, 300, 400, 500, 600, 750})
            if (static_cast<double>(tens) * step >= at_least) return tens * step;
    return 1'000'000'000;
}

PageLayout page_layout(const Box& shown, Paper paper) {
    const QSizeF upright = size_of(paper);
    PageLayout best = arranged(shown, upright.transposed(), TextPlace::beside);
    if (shown.empty()) return best;
    const std::array others{std::pair(upright, TextPlace::beneath),
                            std::pair(upright.transposed(), TextPlace::beneath),
                            std::pair(upright, TextPlace::beside)};
    for (const auto& [size, place] : others) {
        PageLayout page = arranged(shown, size, place);
        if (page.scale < best.scale ||
            (page.scale == best.scale && text_area(page) > worth_turning * text_area(best)))
            best = std::move(page);
    }
    return best;
}

Box shown_box(const Site& site, MapPart part, const Box& view) {
    if (part == MapPart::view && !view.empty()) return view;
    if (part == MapPart::site && !red_line(site).features.empty()) return site.study_box();
    Box box;
    for (const LayerPtr& layer : site.layers)
        if (layer->visible) box.add(layer->box());
    return box;
}

} // namespace prospect::report
