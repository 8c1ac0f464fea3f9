#include "geometry/io/pdf_page.h"

#ifdef PROSPECT_HAS_POPPLER

#include <Catalog.h>
#include <Error.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Page.h>
#include <TextOutputDev.h>
#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <mutex>

namespace prospect::io {

namespace {

constexpr std::size_t most_shapes = 500000;
constexpr std::size_t most_points = 5000000;
constexpr int curve_steps = 12;

using Line = std::vector<Point>;

Point on_curve(const std::array<Point, 4>& p, double t) {
    const double s = 1 - t;
    return p[0] * (s * s * s) + p[1] * (3 * s * s * t) + p[2] * (3 * s * t * t) + p[3] * (t * t * t);
}

Point shown(GfxState& state, const GfxSubpath& path, int i) {
    Point p;
    state.transform(path.getX(i), path.getY(i), &p.x, &p.y);
    return p;
}

Line line_of(GfxState& state, const GfxSubpath& path) {
    Line line;
    const int count = path.getNumPoints();
    for (int i = 0; i < count; ++i) {
        // Two control points, then the end.
        if (i > 0 && i + 2 < count && path.getCurve(i)) {
            const std::array<Point, 4> curve{line.back(), shown(state, path, i), shown(state, path, i + 1),
                                             shown(state, path, i + 2)};
            for (int step = 1; step <= curve_steps; ++step)
                line.push_back(on_curve(curve, static_cast<double>(step) / curve_steps));
            i += 2;
        } else {
            line.push_back(shown(state, path, i));
        }
    }
    return line;
}

// Collects what the page paints; nothing is drawn.
class ShapeCollector : public OutputDev {
public:
    ShapeCollector(PdfContent& content, const Progress& progress) : content_(content), progress_(progress) {}

    bool upsideDown() override { return false; }
    bool useDrawChar() override { return true; }
    bool interpretType3Chars() override { return false; }
    // Hatches as patterns are colours, not lines.
    bool useTilingPatternFill() override { return true; }
    bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int,
                           double, double) override {
        return true;
    }
    void stroke(GfxState* state) override { take(*state, false); }
    void fill(GfxState* state) override { take(*state, true); }
    void eoFill(GfxState* state) override { take(*state, true); }

    // Called by the interpreter through C++ code that knows no exceptions.
    bool stop() {
        try {
            progress_.checkpoint();
        } catch (...) {
            thrown_ = std::current_exception();
        }
        return thrown_ != nullptr || content_.cut;
    }
    void rethrow() const {
        if (thrown_) std::rethrow_exception(thrown_);
    }

private:
    void take(GfxState& state, bool filled) {
        if (content_.cut) return;
        PdfShape shape{filled, {}, {}};
        state.getClipBBox(&shape.clip.xmin, &shape.clip.ymin, &shape.clip.xmax, &shape.clip.ymax);
        const GfxPath& path = *state.getPath();
        for (int i = 0; i < path.getNumSubpaths(); ++i) {
            Line line = line_of(state, *path.getSubpath(i));
            if (line.size() > 1) shape.lines.push_back(std::move(line));
        }
        // Filled and outlined in one: the outline of the filling is there already.
        if (!filled && !content_.shapes.empty() && content_.shapes.back().filled &&
            content_.shapes.back().lines == shape.lines)
            return;
        for (const Line& line : shape.lines)
            points_ += line.size();
        if (content_.shapes.size() >= most_shapes || points_ > most_points)
            content_.cut = true;
        else if (!shape.lines.empty())
            content_.shapes.push_back(std::move(shape));
    }

    PdfContent& content_;
    const Progress& progress_;
    std::size_t points_ = 0;
    std::exception_ptr thrown_;
};

void prepare_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (!globalParams) globalParams = std::make_unique<GlobalParams>();
        setErrorCallback([](ErrorCategory, Goffset, const char*) {});
    });
}

// A box of the page after it was turned clockwise within the media box, whose corner becomes the origin.
Box turned(const PDFRectangle& box, const PDFRectangle& media, int rotation) {
    const double w = media.x2 - media.x1;
    const double h = media.y2 - media.y1;
    Box result;
    for (const Point corner : {Point{box.x1, box.y1}, Point{box.x2, box.y2}}) {
        const Point p{corner.x - media.x1, corner.y - media.y1};
        result.add(rotation == 90    ? Point{p.y, w - p.x}
                   : rotation == 180 ? Point{w - p.x, h - p.y}
                   : rotation == 270 ? Point{h - p.y, p.x}
                                     : p);
    }
    return result;
}

double unit_of(PDFDoc& document, int page) {
    const Ref* ref = document.getCatalog()->getPageRef(page);
    if (ref == nullptr) return 1;
    const Object object = document.getXRef()->fetch(*ref);
    if (!object.isDict()) return 1;
    const Object unit = object.dictLookup("UserUnit");
    return unit.isNum() && unit.getNum() > 0 ? unit.getNum() : 1;
}

PdfPage describe(PDFDoc& document, int number) {
    PdfPage about;
    Page& page = *document.getPage(number);
    const PDFRectangle media = *page.getMediaBox();
    const Box whole = turned(media, media, page.getRotate());
    about.in_media = turned(*page.getCropBox(), media, page.getRotate());
    about.width = about.in_media.width();
    about.height = about.in_media.height();
    about.media_width = whole.width();
    about.media_height = whole.height();
    about.unit = unit_of(document, number);
    return about;
}

std::string text_of(PDFDoc& document, int page) {
    std::string text;
    TextOutputDev device(
        [](void* target, const char* bytes, int size) {
            static_cast<std::string*>(target)->append(bytes, static_cast<std::size_t>(size));
        },
        &text, false, 0, false);
    document.displayPage(&device, page, points_per_inch, points_per_inch, 0, false, true, false);
    return text;
}

} // namespace

std::optional<PdfContent> read_pdf_content(const std::filesystem::path& file, int page,
                                           const Progress& progress) {
    prepare_library();
    PDFDoc document(std::make_unique<GooString>(file.string()));
    if (!document.isOk() || page < 1 || page > document.getNumPages() || document.getPage(page) == nullptr)
        return std::nullopt;
    PdfContent content;
    content.page = describe(document, page);
    ShapeCollector collector(content, progress);
    document.displayPage(
        &collector, page, points_per_inch, points_per_inch, 0, false, true, false,
        [](void* data) { return static_cast<ShapeCollector*>(data)->stop(); }, &collector);
    collector.rethrow();
    content.page.text = text_of(document, page);
    return content;
}

} // namespace prospect::io

#else

namespace prospect::io {

std::optional<PdfContent> read_pdf_content(const std::filesystem::path&, int, const Progress&) {
    return std::nullopt;
}

} // namespace prospect::io

#endif
