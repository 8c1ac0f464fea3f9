#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/crs.h"
#include "geometry/io/draft_builder.h"
#include "geometry/io/ogr_geometry.h"
#include "geometry/io/page_thumbnail.h"
#include "geometry/io/pdf_page.h"
#include "geometry/io/pixels.h"
#include "geometry/io/plan_import.h"
#include "geometry/io/plan_place.h"
#include "geometry/io/srs.h"

#include <cpl_string.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

std::string rounded(double number) {
    return std::to_string(std::lround(number));
}

[[noreturn]] void refuse(const std::string& said, int page) {
    if (said.find("password") != std::string::npos)
        throw Error(ErrorCode::refused, "the PDF is locked with a password",
                    "open it in a PDF reader and save or print it without one");
    // "Invalid page number (9/3)"
    const std::size_t place = said.find("Invalid page number (");
    const std::size_t slash = said.find('/', std::min(place, said.size()));
    const std::size_t end = said.find(')', std::min(slash, said.size()));
    if (const int last = end == std::string::npos
                             ? 0
                             : whole_number_from<int>(said.substr(slash + 1, end - slash - 1)).value_or(0);
        last > 0)
        throw Error(ErrorCode::usage,
                    "the PDF has no page " + std::to_string(page) + ": it has " + std::to_string(last) +
                        (last == 1 ? " page" : " pages"),
                    "name one from 1 to " + std::to_string(last) + " with --page");
    throw Error(ErrorCode::refused, "the PDF cannot be read" + (said.empty() ? "" : " (" + said + ")"),
                "it is damaged or cut off: export or download it again");
}

Dataset open_page(const fs::path& file, int page, double dpi) {
    const MessageCollector messages;
    CPLStringList options;
    options.SetNameValue("DPI", std::to_string(dpi).c_str());
    const std::array<const char*, 2> drivers{"PDF", nullptr};
    const std::string name = "PDF:" + std::to_string(page) + ":" + file.string();
    Dataset opened(
        GDALOpenEx(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), options.List(), nullptr));
    if (!opened) refuse(messages.first_error(), page);
    return opened;
}

int page_count(const fs::path& file) {
    const MessageCollector messages;
    const std::array<const char*, 2> drivers{"PDF", nullptr};
    const Dataset first(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
    char** names = first ? GDALGetMetadata(first.get(), "SUBDATASETS") : nullptr;
    return std::max(1, CSLCount(names) / 2);
}

// The page as points of 1/72 inch when its content cannot be read.
PdfPage page_of(GDALDatasetH at_72) {
    PdfPage page;
    page.width = page.media_width = GDALGetRasterXSize(at_72);
    page.height = page.media_height = GDALGetRasterYSize(at_72);
    page.in_media = {0, 0, page.width, page.height};
    return page;
}

OgrGeometry rings_as_areas(const PdfShape& shape) {
    std::vector<OGRGeometry*> polygons;
    for (const std::vector<Point>& line : shape.lines) {
        if (line.size() < 3) continue;
        auto* ring = new OGRLinearRing;
        for (const Point p : line)
            ring->addPoint(p.x, p.y);
        ring->closeRings();
        auto* polygon = new OGRPolygon;
        polygon->addRingDirectly(ring);
        polygons.push_back(polygon);
    }
    if (polygons.empty()) return nullptr;
    int valid = 0;
    return OgrGeometry(OGRGeometry::ToHandle(
        OGRGeometryFactory::organizePolygons(polygons.data(), static_cast<int>(polygons.size()), &valid)));
}

Geometry lines_of(const PdfShape& shape) {
    Geometry lines;
    lines.kind = GeometryKind::line;
    for (const std::vector<Point>& line : shape.lines) {
        lines.begin_part();
        lines.add_ring(line);
    }
    return lines;
}

Box common(const Box& a, const Box& b) {
    return {std::max(a.xmin, b.xmin), std::max(a.ymin, b.ymin), std::min(a.xmax, b.xmax),
            std::min(a.ymax, b.ymax)};
}

class PageReader {
public:
    PageReader(const fs::path& file, const ImportOptions& options)
        : file_(file), options_(options), page_number_(options.plan.page), builder_(file),
          name_("page " + std::to_string(options.plan.page)) {}

    SourceDraft read(const Progress& progress);

private:
    void read_picture(const Progress& progress);
    void read_lines(const PdfContent& content, const Affine& ground, const Progress& progress);
    void add_shape(const PdfShape& shape, std::size_t number, const Affine& ground);
    LayerDraft picture_layer(const Affine& ground);
    std::string layer_name() const { return file_.stem().string() + (page_number_ > 1 ? " " + name_ : ""); }
    // From points of the shown page to the pixels a user counts in.
    Affine to_pixels() const {
        const double k = pixels_per_point_;
        return {k, 0, page_.in_media.xmin * k, 0, k, (page_.in_media.ymin - page_.media_height) * k};
    }

    const fs::path& file_;
    const ImportOptions& options_;
    int page_number_;
    DraftBuilder builder_;
    std::string name_;
    PdfPage page_;
    double pixels_per_point_ = 1;
    Pixels pixels_;
    PixelWindow window_; // of the rendering that is shown
    Affine to_users_;    // from pixels of the rendering to the user's
    std::optional<Affine> own_;
    std::string own_crs_;
};

void PageReader::read_picture(const Progress& progress) {
    const double dpi = options_.plan.dpi.value_or(usual_dpi);
    pixels_per_point_ = dpi * page_.unit / points_per_inch;
    const double reduction =
        bounded(page_.media_width * pixels_per_point_, page_.media_height * pixels_per_point_);
    const Dataset drawn = open_page(file_, page_number_, dpi * page_.unit * reduction);
    const int columns = GDALGetRasterXSize(drawn.get());
    const int rows = GDALGetRasterYSize(drawn.get());
    const double right = columns / page_.media_width;
    const double down = rows / page_.media_height;
    window_.column = std::clamp(static_cast<int>(std::lround(page_.in_media.xmin * right)), 0, columns - 1);
    window_.row = std::clamp(static_cast<int>(std::lround((page_.media_height - page_.in_media.ymax) * down)),
                             0, rows - 1);
    window_.columns =
        std::clamp(static_cast<int>(std::lround(page_.width * right)), 1, columns - window_.column);
    window_.rows = std::clamp(static_cast<int>(std::lround(page_.height * down)), 1, rows - window_.row);
    to_users_ = scaling(page_.media_width * pixels_per_point_ / columns,
                        -page_.media_height * pixels_per_point_ / rows);
    pixels_ = without_needless_bands(read_pixels(drawn.get(), window_, progress));
    if (reduction < 1)
        builder_.note("the page is drawn at " + rounded(dpi * reduction) + " dots per inch instead of " +
                      rounded(dpi) + ": a picture of " +
                      memory_text(page_.width * pixels_per_point_, page_.height * pixels_per_point_) +
                      " would be too large");
    std::array<double, 6> t{};
    if (GDALGetGeoTransform(drawn.get(), t.data()) != CE_None) return;
    own_ = then(to_users_.inverse(), Affine{t[1], t[2], t[0], t[4], t[5], t[3]});
    own_crs_ = describe_srs(GDALGetSpatialRef(drawn.get())).text;
    if (!own_->usable()) own_.reset();
}

LayerDraft PageReader::picture_layer(const Affine& ground) {
    auto picture = std::make_shared<PlanPicture>();
    picture->source = file_.filename().string();
    picture->page = name_;
    picture->media_type = "image/png";
    picture->columns = pixels_.columns;
    picture->rows = pixels_.rows;
    picture->basis = builder_.draft().plan->basis;
    picture->placement = then(builder_.draft().plan->to_users, ground);
    picture->bytes = packed(pixels_, picture->media_type);
    LayerDraft layer;
    layer.source_layer = name_;
    layer.suggested_name = layer_name();
    layer.role = Role::underlay;
    layer.picture = std::move(picture);
    return layer;
}

void PageReader::add_shape(const PdfShape& shape, std::size_t number, const Affine& ground) {
    const std::string id = std::to_string(number);
    Geometry geometry;
    bool repaired = false;
    if (shape.filled) {
        ReadShape read = read_shape(rings_as_areas(shape).get());
        geometry = std::move(read.geometry);
        repaired = !read.repaired.empty();
    } else {
        geometry = lines_of(shape);
    }
    const Box paper{0, 0, page_.width, page_.height};
    const Box shown = common(paper, shape.clip);
    const Box own = geometry.box();
    if (!geometry.empty() && !(shown.contains({own.xmin, own.ymin}) && shown.contains({own.xmax, own.ymax})))
        geometry = shown.empty() ? Geometry{} : clipped_to(geometry, shown);
    if (geometry.empty()) {
        builder_.skip(own.empty() ? "it has no extent" : "it lies outside the page", id);
        return;
    }
    const Affine map = then(to_pixels(), ground);
    for (Point& p : geometry.points)
        p = map(p);
    normalise(geometry);
    DraftBuilder::Entry entry;
    entry.repaired = repaired;
    entry.feature.geometry = std::move(geometry);
    entry.feature.source.id = id;
    entry.feature.basis = Basis::drawn;
    builder_.add(std::move(entry));
}

void PageReader::read_lines(const PdfContent& content, const Affine& ground, const Progress& progress) {
    if (content.shapes.empty()) return;
    builder_.begin_layer(name_ + " lines");
    for (std::size_t i = 0; i < content.shapes.size(); ++i) {
        add_shape(content.shapes[i], i + 1, ground);
        if (i % 256 == 0)
            progress.report(static_cast<double>(i) / static_cast<double>(content.shapes.size()));
    }
    if (content.cut)
        builder_.note("the page holds more lines than can be used; those beyond the first " +
                      std::to_string(content.shapes.size()) + " are on its picture only");
}

SourceDraft PageReader::read(const Progress& progress) {
    // Opened first: it refuses what cannot be read, with a reason.
    const Dataset small = open_page(file_, page_number_, points_per_inch);
    const auto content = read_pdf_content(file_, page_number_, progress.part(0, 0.2));
    page_ = content ? content->page : page_of(small.get());
    if (!content)
        builder_.note(
            "this program was built without what reads a page's lines and texts: it comes in as a picture, "
            "its printed scale unread");
    read_picture(progress.part(0.2, 0.6));
    builder_.draft().plan.emplace();
    PlanFacts& facts = *builder_.draft().plan;
    facts.page = name_;
    facts.page_count = page_count(file_);
    facts.dpi = options_.plan.dpi.value_or(usual_dpi);
    facts.scale = plan_scale(page_.paper(), page_.text);
    const Affine to_rendering =
        moved(scaling(static_cast<double>(window_.columns) / pixels_.columns,
                      static_cast<double>(window_.rows) / pixels_.rows),
              Point{static_cast<double>(window_.column), static_cast<double>(window_.row)});
    facts.to_users = then(to_rendering, to_users_);
    if (facts.page_count > 1)
        builder_.note(name_ + " of " + std::to_string(facts.page_count) + " was read; --page names another");
    PlanSheet sheet;
    const Affine pixels = to_pixels();
    sheet.shown.add(pixels({0, 0}));
    sheet.shown.add(pixels({page_.width, page_.height}));
    sheet.own = own_;
    builder_.draft().crs = own_ ? own_crs_ : "";
    const Affine ground = settle_place(builder_.draft(), sheet, options_);
    if (content) read_lines(*content, ground, progress.part(0.6, 0.8));
    LayerDraft picture = picture_layer(ground);
    SourceDraft draft = builder_.finish();
    for (LayerDraft& layer : draft.layers)
        layer.suggested_name = layer_name() + " lines";
    draft.layers.insert(draft.layers.begin(), std::move(picture));
    draft.report.sources.insert(draft.report.sources.begin(),
                                {file_.filename().string(), name_, "underlay", 1, 1});
    return draft;
}

} // namespace

SourceDraft read_plan_page(const fs::path& file, const ImportOptions& options, const Progress& progress) {
    start_gdal();
    return PageReader(file, options).read(progress);
}

PageThumbnail read_page_thumbnail(const fs::path& file, int page, int longest_px, const Progress& progress) {
    start_gdal();
    double longest_points = 0;
    {
        const Dataset small = open_page(file, page, points_per_inch);
        longest_points = std::max(GDALGetRasterXSize(small.get()), GDALGetRasterYSize(small.get()));
    }
    const Dataset drawn = open_page(file, page, points_per_inch * longest_px / longest_points);
    const Pixels pixels = read_pixels(
        drawn.get(), {0, 0, GDALGetRasterXSize(drawn.get()), GDALGetRasterYSize(drawn.get())}, progress);
    PageThumbnail picture{pixels.columns, pixels.rows, {}};
    const auto count = static_cast<std::size_t>(pixels.columns) * static_cast<std::size_t>(pixels.rows);
    const auto bands = static_cast<std::size_t>(pixels.bands);
    picture.samples.reserve(count * 3);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* sample = pixels.samples.data() + i * bands;
        for (std::size_t band = 0; band < 3; ++band) {
            const int colour = sample[bands >= 3 ? band : 0];
            const int opacity = bands == 4 ? sample[3] : bands == 2 ? sample[1] : 255;
            picture.samples.push_back(
                static_cast<std::uint8_t>((colour * opacity + 255 * (255 - opacity)) / 255)); // on white
        }
    }
    return picture;
}

} // namespace prospect::io
