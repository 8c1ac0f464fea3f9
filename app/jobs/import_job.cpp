#include "app/jobs/import_job.h"

#include "app/render/map_picture.h"
#include "geometry/io/photometry_import.h"

#include <QCoreApplication>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::app {

namespace {

struct ImportWords {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

// Shown at half the size: sharp on fine screens.
constexpr QSize sample_size{144, 88};
constexpr int sample_margin = 8;
constexpr std::size_t most_samples = 60;
constexpr double through_opacity = 0.6;
constexpr double same_shape = 0.005;        // of the ratio of two pages' sides
constexpr std::size_t most_sampled = 20000; // features of a layer that are drawn
constexpr double sample_dot = 3;
constexpr std::size_t many_dots = 40; // drawn smaller
constexpr double sample_line = 1.5;
constexpr double sample_fill = 0.2; // of the colour of the line

struct ReadFile {
    std::filesystem::path file;
    std::filesystem::file_time_type changed;
    io::ImportOptions options;
    io::SourceDraft draft;
    std::string doubt; // of its unit
};

std::optional<std::string> option_in(const Error& refusal, const QString& option, const QString& values) {
    if (refusal.code() != ErrorCode::refused && refusal.code() != ErrorCode::usage) return std::nullopt;
    const QString text = QString::fromStdString(refusal.message() + " " + refusal.advice());
    if (!text.contains(option)) return std::nullopt;
    const QRegularExpression named(option + QStringLiteral("[ =]+(%1)\\b").arg(values));
    return named.match(text).captured(1).toStdString();
}

// Placing works on grids and pictures in place: a draft that is kept needs its own.
io::SourceDraft copy_of(const io::SourceDraft& draft) {
    io::SourceDraft copy = draft;
    for (auto& layer : copy.layers) {
        if (layer.picture) layer.picture = std::make_shared<PlanPicture>(*layer.picture);
        if (layer.raster) layer.raster = std::make_shared<Field>(*layer.raster);
    }
    return copy;
}

bool alike(const PlanPicture& a, const PlanPicture& b) {
    const double shape_a = static_cast<double>(a.columns) / a.rows;
    const double shape_b = static_cast<double>(b.columns) / b.rows;
    return std::abs(shape_a / shape_b - 1) < same_shape;
}

Box content_box(const Site& site) {
    const Box box = site.study_box();
    if (!box.empty()) return box;
    Box all;
    for (const auto& layer : site.layers)
        all.add(layer->box());
    return all;
}

io::ImportOptions options_for(const ImportRequest& request, const std::filesystem::path& file) {
    io::ImportOptions options = request.options;
    options.as_option.clear();
    options.replace = false;
    const auto found = request.answers.find(file);
    if (found == request.answers.end()) return options;
    options.plan = found->second.plan;
    if (!found->second.unit.empty()) options.unit = found->second.unit;
    return options;
}

} // namespace

struct ReadFiles {
    std::vector<ReadFile> files;
};

std::vector<ControlPoint> laid_on(const io::PlanFacts& facts, const PlanPicture& plan, const PlanPicture& old,
                                  const Frame& frame) {
    std::vector<ControlPoint> corners;
    for (const auto& [right, down] : {std::pair{0, 0}, std::pair{1, 1}, std::pair{1, 0}}) {
        const Point pixel{static_cast<double>(right * plan.columns), static_cast<double>(down * plan.rows)};
        corners.push_back({facts.to_users(pixel), frame.to_full(old.corner(right, down))});
    }
    return corners;
}

std::optional<std::string> proposed_unit(const Error& refusal) {
    return option_in(refusal, QStringLiteral("--unit"), QStringLiteral("mm|cm|m|ft|in"));
}

std::optional<std::string> proposed_grid(const Error& refusal) {
    return option_in(refusal, QStringLiteral("--crs"), QStringLiteral("EPSG:[0-9]+|local"));
}

namespace {

SitePtr seen_through(const Site& site) {
    auto seen = std::make_shared<Site>(site);
    for (auto& layer : seen->layers)
        if (layer->picture) {
            auto pale = std::make_shared<Layer>(*layer);
            pale->opacity = through_opacity;
            layer = std::move(pale);
        }
    return seen;
}

// The shapes alone: at this size the symbols of the map would be nothing or a blot.
void paint_sample(QPainter& painter, const Layer& layer, const render::MapView& view,
                  const render::Theme& theme) {
    painter.fillRect(QRect({}, view.size), theme.map_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.label, sample_line));
    const double dot = layer.features.size() > many_dots ? sample_dot / 2 : sample_dot;
    std::size_t drawn = 0;
    for (const auto& feature : layer.features) {
        if (++drawn > most_sampled) return;
        const Geometry& shape = feature->geometry;
        const bool area = shape.kind == GeometryKind::polygon;
        painter.setBrush(area ? render::faded(theme.label, sample_fill) : theme.label);
        for (std::size_t ring = 0; ring < shape.ring_count(); ++ring) {
            QPolygonF line;
            for (const Point p : shape.ring(ring))
                line << view.to_pixel(p);
            if (shape.kind == GeometryKind::point)
                painter.drawEllipse(line.front(), dot, dot);
            else if (area)
                painter.drawPolygon(line);
            else
                painter.drawPolyline(line);
        }
    }
}

// Reads one request; lives for one job.
class Reader {
public:
    explicit Reader(ImportRequest request) : request_(std::move(request)) {}
    ImportPreview run(const Progress& progress);

private:
    ReadFile read(const std::filesystem::path& file, const Progress& progress) const;
    void readAll(const Progress& progress);
    void layOnMap(ReadFile& read, const Progress& progress);
    void describe(const ReadFile& read);
    void place(const Progress& progress);
    void placeOnce(const io::ImportOptions& options, const Progress& progress);
    bool isPresent(const ReadFile& read) const;
    void show();
    void addSample(const LayerPtr& layer);

    ImportRequest request_;
    std::vector<ReadFile> read_;
    ImportPreview preview_;
};

// Where a unit is missing or cannot be right, the likeliest one is taken and doubted.
ReadFile Reader::read(const std::filesystem::path& file, const Progress& progress) const {
    ReadFile read;
    read.file = file;
    read.options = options_for(request_, file);
    std::error_code unreadable;
    read.changed = std::filesystem::last_write_time(file, unreadable);
    if (request_.known)
        for (const auto& known : request_.known->files)
            if (known.file == file && known.options == read.options && known.changed == read.changed)
                return known;
    try {
        read.draft = io::read_source(file, read.options, progress);
    } catch (const Error& error) {
        const auto unit = proposed_unit(error);
        if (!unit || unit->empty() || !read.options.unit.empty()) throw;
        auto guessed = read.options;
        guessed.unit = *unit;
        read.draft = io::read_source(file, guessed, progress);
        read.doubt = error.message();
    }
    return read;
}

void Reader::readAll(const Progress& progress) {
    const double share = 1.0 / static_cast<double>(request_.files.size());
    for (std::size_t i = 0; i < request_.files.size(); ++i) {
        const auto& file = request_.files[i];
        const double begin = share * static_cast<double>(i);
        const auto part = progress.part(begin, begin + share, "reading " + file.filename().string());
        try {
            read_.push_back(read(file, part));
            layOnMap(read_.back(), part);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::refused && error.code() != ErrorCode::usage) throw;
            preview_.refused.push_back({file, error});
        }
    }
    if (read_.empty()) throw preview_.refused.front().error;
}

// A plan without a place: where the same page lay before, else on the middle of the open map, which is nearer
// than the grid's origin.
void Reader::layOnMap(ReadFile& read, const Progress& progress) {
    auto& answers = request_.answers[read.file];
    const auto& facts = read.draft.plan;
    if (!facts || !facts->unplaced || answers.left_unplaced) return;
    if (!answers.laid_on_map)
        for (const auto& layer : request_.base->layers) {
            const auto& old = layer->picture;
            if (!old || old->source != read.file.filename().string() || old->page != facts->page) continue;
            answers.plan.control_points =
                laid_on(*facts, *read.draft.layers.front().picture, *old, request_.base->frame);
            answers.plan.control_crs = request_.base->frame.crs;
            answers.laid_as = layer->name;
            read = this->read(read.file, progress);
            return;
        }
    const Box map = content_box(*request_.base);
    if (map.empty() || answers.plan.middle == map.center()) return;
    answers.plan.middle = map.center();
    answers.laid_on_map = true;
    read = this->read(read.file, progress);
}

void Reader::describe(const ReadFile& read) {
    if (read.draft.plan) {
        PlanPreview plan{read.file, *read.draft.plan, nullptr, {}};
        for (const auto& layer : request_.base->layers)
            if (layer->picture && alike(*read.draft.layers.front().picture, *layer->picture))
                plan.alike.push_back(layer);
        preview_.plans.push_back(std::move(plan));
    }
    if (read.draft.unit.empty()) return;
    Box box;
    for (const auto& layer : read.draft.layers)
        for (const auto& feature : layer.features)
            box.add(feature.geometry.box());
    preview_.drawings.push_back({read.file, read.draft.unit, box.empty() ? 0 : box.width(),
                                 box.empty() ? 0 : box.height(), read.doubt});
}

// A page of a PDF counts by itself.
bool Reader::isPresent(const ReadFile& read) const {
    const std::string name = read.file.filename().string();
    const auto& plan = read.draft.plan;
    if (io::is_photometry_source(read.draft)) return io::would_replace(read.draft, request_.kept);
    return std::any_of(request_.base->layers.begin(), request_.base->layers.end(), [&](const auto& layer) {
        if (plan)
            return layer->picture && layer->picture->source == name && layer->picture->page == plan->page;
        return std::any_of(layer->features.begin(), layer->features.end(),
                           [&](const auto& feature) { return feature->source.file == name; });
    });
}

void Reader::placeOnce(const io::ImportOptions& options, const Progress& progress) {
    std::vector<io::SourceDraft> drafts;
    for (const auto& read : read_)
        drafts.push_back(copy_of(read.draft));
    preview_.outcome = io::place_on_site(*request_.base, std::move(drafts), options, progress, request_.kept);
}

// Where a file does not say its map grid, the likeliest one is taken and doubted.
void Reader::place(const Progress& progress) {
    auto options = request_.options;
    if (options.as_option.empty())
        for (const auto& read : read_)
            if (isPresent(read)) {
                options.replace = true;
                preview_.replaced.push_back(read.file.filename().string());
            }
    const auto grid_in = [](const std::vector<Error>& refused) {
        for (const auto& error : refused)
            if (const auto grid = proposed_grid(error); grid && !grid->empty())
                return std::pair(*grid, error.message());
        return std::pair(std::string(), std::string());
    };
    std::pair<std::string, std::string> guess;
    try {
        placeOnce(options, progress);
        if (options.crs.empty()) guess = grid_in(preview_.outcome.refused);
    } catch (const io::AllRefused& all) {
        guess = grid_in(all.refused());
        if (!options.crs.empty() || guess.first.empty()) throw;
    }
    if (guess.first.empty()) return;
    options.crs = guess.first;
    placeOnce(options, progress);
    preview_.grid_doubt = guess.second;
}

void Reader::addSample(const LayerPtr& layer) {
    if (preview_.samples.size() >= most_samples || layer->raster) return;
    LayerSample sample;
    sample.role = std::string(name_of(layer->role));
    if (layer->picture) {
        sample.file = layer->picture->source;
        sample.layer = layer->picture->page;
    } else if (!layer->features.empty()) {
        sample.file = layer->features.front()->source.file;
        sample.layer = layer->features.front()->source.layer;
    }
    const auto view = render::MapView::fitting(layer->box(), sample_size, sample_margin);
    sample.picture = QImage(view.size, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&sample.picture);
    const auto& theme = render::theme(request_.theme);
    if (layer->picture) {
        auto shown = std::make_shared<Layer>(*layer);
        shown->visible = true;
        Site site;
        site.frame = preview_.outcome.frame;
        site.layers = {std::move(shown)};
        const auto model = render::PaintModel::build(std::make_shared<const Site>(std::move(site)));
        render::paint_plan(painter, *model, view, theme);
    } else {
        paint_sample(painter, *layer, view, theme);
    }
    painter.end();
    preview_.samples.push_back(std::move(sample));
}

void Reader::show() {
    SitePtr after = io::with_outcome(*request_.base, preview_.outcome);
    if (const auto& option = preview_.outcome.option; !option.empty()) after = with_scenario(*after, option);
    auto alone = std::make_shared<Site>();
    alone->frame = preview_.outcome.frame;
    for (const auto& layer : after->layers) {
        if (request_.base->layer(layer->id) == layer.get()) continue;
        alone->layers.push_back(layer);
        preview_.added.add(layer->box());
        addSample(layer);
        for (auto& plan : preview_.plans)
            if (layer->picture && layer->picture->source == plan.file.filename().string() &&
                layer->picture->page == plan.facts.page)
                plan.picture = layer;
    }
    preview_.alone = std::move(alone);
    if (!content_box(*request_.base).empty()) preview_.together = seen_through(*after);
}

ImportPreview Reader::run(const Progress& progress) {
    readAll(progress.part(0, 0.75));
    for (const auto& read : read_)
        describe(read);
    place(progress.part(0.75, 0.9, "placing on the map"));
    show();
    auto known = std::make_shared<ReadFiles>();
    known->files = std::move(read_);
    request_.known = std::move(known);
    preview_.request = std::move(request_);
    return std::move(preview_);
}

} // namespace

bool only_light_data(const ImportPreview& preview) {
    return !preview.outcome.report.photometry.empty() && preview.alone->layers.empty();
}

Job import_job(ImportRequest request, std::function<void(ImportPreview)> read,
               std::function<void(const Error&)> failed) {
    Job job;
    const auto& files = request.files;
    job.title =
        files.size() == 1
            ? ImportWords::tr("Reading %1").arg(QString::fromStdString(files.front().filename().string()))
            : ImportWords::tr("Reading %n files", nullptr, static_cast<int>(files.size()));
    job.lane = Lane::file;
    job.work = [request = std::move(request),
                read = std::move(read)](const Progress& progress) -> Job::Delivery {
        auto preview = std::make_shared<ImportPreview>(Reader(request).run(progress));
        return [preview, read] { read(std::move(*preview)); };
    };
    job.failed = std::move(failed);
    return job;
}

} // namespace prospect::app
