#include "analysis/catalogue.h"
#include "analysis/engine/thing_maps.h"
#include "analysis/engine/write.h"
#include "app/cli/commands.h"
#include "app/cli/site_argument.h"
#include "app/render/light_style.h"
#include "app/render/map_picture.h"
#include "app/render/theme_style.h"
#include "geometry/io/file_write.h"

#include <QGuiApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>

namespace prospect::cli {

namespace {

namespace fs = std::filesystem;

// What to draw over the plan, in local coordinates, with the words and the ramp of the analysis it comes
// from.
struct ResultToDraw {
    std::optional<Field> field;
    std::string ramp = "viridis";
    std::string title;
    std::vector<std::pair<float, QString>> words; // its numbers stand for
    std::vector<Geometry> shapes;
    render::ShapeLook look = render::ShapeLook::plain;
    std::string mark; // who may see it; "" when all may
};

void describe(ResultToDraw& drawn, const std::string& analysis) {
    drawn.title = drawn.field->name;
    for (const engine::Analysis& candidate : catalogue()) {
        if (!analysis.empty() && analysis != candidate.info().id) continue;
        const auto& cells = candidate.info().fields;
        const bool of_cells = std::any_of(cells.begin(), cells.end(), [&](const engine::FieldInfo& one) {
            return one.name == drawn.field->name;
        });
        if (of_cells != drawn.field->shapes.empty()) continue;
        const auto info = engine::field_info(candidate.info(), drawn.field->name);
        if (!info) continue;
        drawn.ramp = info->ramp;
        drawn.title = info->label;
        drawn.field->unit = info->unit;
        for (const auto& word : info->words)
            drawn.words.emplace_back(word.value, QString::fromStdString(word.text));
        return;
    }
}

// Of a comparison the name of what it is made of.
std::string without_difference(std::string name) {
    constexpr std::string_view compared = "_difference";
    if (name.ends_with(compared)) name.resize(name.size() - compared.size());
    return name;
}

// Whether only analyses for the police make maps of cells of that name, or of a comparison of it.
bool is_protected(const std::string& of) {
    const std::string name = without_difference(of);
    bool any = false;
    for (const engine::Analysis& one : catalogue())
        for (const engine::FieldInfo& field : one.info().fields) {
            if (field.name != name) continue;
            if (one.info().sensitivity == Sensitivity::ordinary && field.sensitivity == Sensitivity::ordinary)
                return false;
            any = true;
        }
    return any;
}

void refuse_map(const std::string& name, io::Audience audience) {
    if (audience == io::Audience::police) return;
    throw Error(ErrorCode::refused, "\"" + name + "\" is a map that must not reach this audience",
                "add --audience police where it stays with the police");
}

ResultToDraw result_of_file(const fs::path& file, const Frame& frame, io::Audience audience) {
    ResultToDraw drawn;
    std::string crs;
    drawn.field = io::read_raster(file, &crs);
    if (!crs.empty() && crs != frame.crs)
        throw Error(ErrorCode::refused, "the field is in " + crs + ", the site in " + frame.crs,
                    "compute the field on this site");
    drawn.field->name = file.stem().string();
    if (is_protected(drawn.field->name)) {
        refuse_map(file.filename().string(), audience);
        drawn.mark = engine::mark_of(Sensitivity::protect);
    }
    drawn.field->grid.xmin -= frame.origin.x;
    drawn.field->grid.ymax -= frame.origin.y;
    describe(drawn, "");
    return drawn;
}

const engine::AnalysisInfo* info_of(const std::string& analysis) {
    for (const engine::Analysis& one : catalogue())
        if (one.info().id == analysis) return &one.info();
    return nullptr;
}

std::vector<Geometry> shapes_of(const io::StoredRun& run) {
    const engine::AnalysisInfo* info = info_of(run.analysis);
    std::vector<Geometry> shapes;
    for (const io::Table& table : run.tables)
        if (info == nullptr || engine::shows_marks(*info, table.name))
            shapes.insert(shapes.end(), table.geometries.begin(), table.geometries.end());
    return shapes;
}

// Those of cells first, then those of things.
std::vector<Field> maps_of(const io::StoredRun& run) {
    std::vector<Field> maps = run.fields;
    if (const engine::AnalysisInfo* info = info_of(run.analysis))
        for (Field& map : engine::thing_maps(*info, run.tables))
            maps.push_back(std::move(map));
    return maps;
}

// "sightlines.visible_area", "sightlines.visible_area/area", or a run's id: the newest stored run that fits.
// Throws Error(refused) where the audience may not have its results.
ResultToDraw result_of_run(const std::string& name, const std::vector<io::StoredRun>& runs,
                           io::Audience audience) {
    const std::size_t slash = name.find('/');
    const std::string run_name = name.substr(0, slash);
    bool without_map = false;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->analysis != run_name && run->id.text() != run_name) continue;
        refuse_sensitive(run->analysis, audience);
        ResultToDraw drawn;
        drawn.shapes = shapes_of(*run);
        if (is_sensitive(run->analysis)) drawn.mark = engine::mark_of(Sensitivity::protect);
        const std::vector<Field> maps = maps_of(*run);
        const auto field = std::find_if(maps.begin(), maps.end(), [&](const Field& one) {
            return slash == std::string::npos || one.name == name.substr(slash + 1);
        });
        if (field != maps.end()) {
            const engine::AnalysisInfo* analysis = info_of(run->analysis);
            const auto info = analysis != nullptr
                                  ? engine::field_info(*analysis, without_difference(field->name))
                                  : std::nullopt;
            if (info && info->sensitivity != Sensitivity::ordinary) {
                refuse_map(field->name, audience);
                drawn.mark = engine::mark_of(info->sensitivity);
            }
            drawn.field = *field;
            drawn.look = render::shape_look(run->analysis);
            describe(drawn, run->analysis);
            return drawn;
        }
        if (slash == std::string::npos && !drawn.shapes.empty()) return drawn;
        without_map = without_map || maps.empty();
    }
    std::string known;
    for (const io::StoredRun& run : runs)
        known += (known.empty() ? "" : ", ") + run.analysis;
    if (without_map)
        throw Error(ErrorCode::usage, "the run \"" + run_name + "\" has no map to draw",
                    "it holds figures only; analyse with --out DIR writes them as tables");
    throw Error(ErrorCode::usage, "\"" + name + "\" is neither a file nor a run kept in this site",
                known.empty() ? "the site keeps no runs; analyse with --save keeps one"
                              : "it keeps " + known);
}

QSize size_of(const std::string& text) {
    const std::size_t cross = text.find_first_of("xX");
    if (cross == std::string::npos)
        throw Error(ErrorCode::usage, "--size \"" + text + "\" is not WIDTHxHEIGHT, for example 1600x1000");
    return {static_cast<int>(whole_number("size", text.substr(0, cross), 16, 20000)),
            static_cast<int>(whole_number("size", text.substr(cross + 1), 16, 20000))};
}

render::Picture picture_of(const Arguments& arguments, const Frame& frame) {
    render::Picture picture;
    if (const auto size = arguments.value("size")) picture.size = size_of(*size);
    if (const auto theme = arguments.value("theme")) {
        if (*theme != "light" && *theme != "dark")
            throw Error(ErrorCode::usage, "--theme \"" + *theme + "\" is unknown", "it is light or dark");
        picture.theme = *theme == "dark" ? render::ThemeKind::dark : render::ThemeKind::light;
    }
    if (const auto extent = arguments.value("extent")) picture.extent = local_extent(*extent, frame);
    return picture;
}

// Qt looks for a folder of the session, which a script or a server has not, and complains on standard error.
// Until the end of the command there is a private one.
class SessionFolder {
public:
    SessionFolder() {
        if (!qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR") || !folder_.isValid()) return;
        qputenv("XDG_RUNTIME_DIR", folder_.path().toLocal8Bit());
    }

private:
    QTemporaryDir folder_; // only its owner may enter
};

} // namespace

ExitCode run_render(const Arguments& arguments, const Console& console) {
    const std::string site_file = positional(arguments, 0, "the site file SITE.gpkg");
    const fs::path out = positional(arguments, 1, "the picture OUT.png");
    no_more_than(arguments, 2);
    if (out.extension() != ".png")
        throw Error(ErrorCode::usage, "\"" + out.filename().string() + "\" is no .png file",
                    "render writes PNG pictures");
    refuse_existing(out, arguments);
    time_of(arguments);
    const io::Audience audience = audience_of(arguments);
    const io::Opened opened = open_site(site_file, console);
    const Frame& frame = opened.site->frame;
    const render::Picture picture = picture_of(arguments, frame);

    ResultToDraw drawn;
    if (const auto name = arguments.value("field"))
        drawn = fs::exists(*name) || fs::path(*name).extension() == ".tif"
                    ? result_of_file(*name, frame, audience)
                    : result_of_run(*name, opened.runs, audience);
    SitePtr site = opened.site;
    if (const auto scenario = scenario_of(arguments); !scenario.empty())
        site = with_scenario(*site, scenario);

    // Pictures need fonts, not a display.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    const SessionFolder session;
    int argc = 1;
    char name[] = "prospect-cli";
    char* argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    const auto model = render::PaintModel::build(site);
    std::optional<render::FieldStyle> style;
    if (drawn.field) {
        const QString title = QString::fromStdString(drawn.title);
        style = !drawn.words.empty() ? render::FieldStyle::for_words(drawn.words, drawn.ramp, title)
                : render::is_light(*drawn.field)
                    ? render::light_style(*drawn.field, title)
                    : render::FieldStyle::for_field(*drawn.field, drawn.ramp, title);
        style->has_nodata = style->has_nodata && drawn.field->shapes.empty();
        style = render::for_theme(std::move(*style), picture.theme);
    }
    console.progress().part(0.1, 1, "drawing").report(0);
    const render::ResultToPaint result{drawn.field ? &*drawn.field : nullptr, style ? &*style : nullptr,
                                       drawn.shapes, drawn.look, QString::fromStdString(drawn.mark)};
    const QImage image = render::render_picture(*model, result, picture);
    io::write_atomically(out, io::Previous::discard, [&](const fs::path& temporary) {
        if (!image.save(QString::fromStdString(temporary.string()), "PNG"))
            throw Error(ErrorCode::internal, "the picture could not be written",
                        "check the folder and the disk");
    });
    say_notes(opened, console);
    console.say(out.string());
    if (console.json())
        console.result("{\"file\": \"" + out.string() + "\", \"width\": " + std::to_string(image.width()) +
                       ", \"height\": " + std::to_string(image.height()) + "}");
    return done;
}

} // namespace prospect::cli
