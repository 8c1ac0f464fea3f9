#include "analysis/engine/engine.h"

#include "analysis/engine/content.h"
#include "analysis/engine/near_name.h"
#include "analysis/scene/scene.h"
#include "geometry/base/store.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

namespace prospect::engine {

namespace {

// A scenario's site, and the base whose address is its key: kept so that the address is not used again.
struct Applied {
    SitePtr base;
    SitePtr site;
    std::vector<Unapplied> unapplied;
};

using SceneKey = std::tuple<const Site*, int, int, DayBand, Season, int, Phase>;

SceneKey scene_key(const Site* site, const TimeContext& time) {
    return {site, time.weekday, time.minute, time.band, time.season, time.growth_year, time.phase};
}

std::size_t bytes_of(const Run& run) {
    std::size_t bytes = sizeof(Run) + run.result.notes.size() * sizeof(Note);
    for (const Field& field : run.result.fields)
        bytes += sizeof(Field) + field.values.size() * sizeof(float);
    for (const Table& table : run.result.tables) {
        bytes += sizeof(Table) + table.rows.size() * table.columns.size() * sizeof(std::optional<Value>);
        for (const Geometry& geometry : table.geometries)
            bytes += sizeof(Geometry) + geometry.points.size() * sizeof(Point) +
                     (geometry.ring_starts.size() + geometry.part_starts.size()) * sizeof(std::uint32_t);
    }
    return bytes;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// What an analysis and all it needs depend on.
struct Dependencies {
    std::vector<std::pair<std::string, int>> methods;
    std::set<Role> roles;
    TimeUse time{.phase = false};
    std::set<DayBand> bands; // the request's time moved to these counts, whatever its own band
};

// Throws Error(internal) when analyses need each other. `path`: from the one asked for to this one's parent;
// `moved`: the band the time of the request is moved to for this one.
void collect(const Engine& engine, const Analysis& analysis, std::vector<std::string>& path,
             std::optional<DayBand> moved, Dependencies& found) {
    const AnalysisInfo& info = analysis.info();
    const bool cycle = std::find(path.begin(), path.end(), info.id) != path.end();
    path.push_back(info.id);
    if (cycle) throw Error(ErrorCode::internal, "analyses need each other: " + joined(path));
    found.methods.emplace_back(info.id, info.method_version);
    found.roles.insert(info.reads.begin(), info.reads.end());
    found.time.band |= info.time.band && !moved;
    if (info.time.band && moved) found.bands.insert(*moved);
    found.time.weekday |= info.time.band || info.time.weekday;
    found.time.season |= info.time.season;
    found.time.growth |= info.time.growth;
    found.time.phase |= info.time.phase;
    for (const std::string& need : info.needs)
        collect(engine, engine.get(need), path, info.needs_band ? info.needs_band : moved, found);
    path.pop_back();
}

Dependencies dependencies_of(const Engine& engine, const Analysis& analysis) {
    Dependencies found;
    std::vector<std::string> path;
    collect(engine, analysis, path, std::nullopt, found);
    return found;
}

void add_settings(Sha256& hash, const Analysis& analysis, const Settings& settings) {
    for (const ParameterInfo& parameter : analysis.parameters()) {
        const std::string& text = settings.at(parameter.name);
        hash.add(parameter.name).add(text);
        // A file's content counts, not only its name.
        for (const std::filesystem::path& file : files_named(parameter, text))
            add_digest(hash, sha256_of_file(file));
    }
}

} // namespace

struct Engine::Kept {
    explicit Kept(std::size_t store_bytes)
        : runs(store_bytes - store_bytes / 4, bytes_of), parts(store_bytes / 4) {}

    Store<std::string, Run> runs;
    PartStore parts;
    Store<std::pair<const Site*, std::string>, Applied> scenarios{
        4, [](const Applied&) { return std::size_t{1}; }};
    Store<SceneKey, scene::Scene> scenes{4, [](const scene::Scene&) { return std::size_t{1}; }};

    std::shared_ptr<const Applied> applied(const Request& request) {
        if (!request.site) throw Error(ErrorCode::internal, "an analysis was asked for without a site");
        return scenarios.get({request.site.get(), request.scenario}, {}, [&] {
            auto made = std::make_shared<Applied>();
            made->base = request.site;
            made->site = request.scenario.empty()
                             ? request.site
                             : with_scenario(*request.site, request.scenario, &made->unapplied);
            return made;
        });
    }
};

Engine::Engine(std::span<const Analysis> catalogue, std::size_t store_bytes)
    : catalogue_(catalogue), kept_(std::make_unique<Kept>(store_bytes)) {}
Engine::~Engine() = default;

PartStore& Engine::parts() {
    return kept_->parts;
}

const Analysis* Engine::find(std::string_view id) const {
    const auto found = std::find_if(catalogue_.begin(), catalogue_.end(),
                                    [&](const Analysis& analysis) { return analysis.info().id == id; });
    return found == catalogue_.end() ? nullptr : &*found;
}

const Analysis& Engine::get(std::string_view id) const {
    if (const Analysis* found = find(id)) return *found;
    std::vector<std::string> known;
    for (const Analysis& analysis : catalogue_)
        known.push_back(analysis.info().id);
    const auto near = near_name(id, known);
    throw Error(ErrorCode::usage, "there is no analysis " + std::string(id),
                (near ? "did you mean " + *near + "? " : std::string{}) + "there are " + joined(known));
}

std::string Engine::key(const Analysis& analysis, const Settings& settings, const Request& request) const {
    const auto applied = kept_->applied(request);
    const Dependencies dependencies = dependencies_of(*this, analysis);
    Sha256 hash;
    for (const auto& [id, version] : dependencies.methods)
        hash.add(id).add(static_cast<std::uint64_t>(version));
    add_settings(hash, analysis, analysis.settings(analysis.params(settings)));
    add_extent(hash, request.extent);
    hash.add(request.seed);
    for (const Role role : dependencies.roles) {
        hash.add(name_of(role));
        add_digest(hash, role_hash(*applied->site, role));
    }
    add_time(hash, request.time, dependencies.time);
    for (const DayBand band : dependencies.bands)
        add_time(hash, in_band(request.time, band), {.band = true});
    add_digest(hash, defaults_hash());
    add_digest(hash, extent_hash(*applied->site));
    // Edits that no longer fit become notes of the result.
    for (const Unapplied& edit : applied->unapplied)
        hash.add(edit.edit).add(edit.reason);
    return hex(hash.finish());
}

namespace {

// Everything of the run but its result.
Run labelled(const Engine& engine, const Analysis& analysis, const Settings& settings, const Request& request,
             const Site& site, const std::string& key) {
    Run run;
    run.id = Uuid::random();
    run.analysis = analysis.info().id;
    run.method_version = analysis.info().method_version;
    run.settings = settings;
    run.scenario = request.scenario;
    run.time = request.time;
    run.extent = request.extent;
    run.seed = request.seed;
    run.key = key;
    for (const ParameterInfo& parameter : analysis.parameters())
        for (const std::filesystem::path& file : files_named(parameter, settings.at(parameter.name)))
            run.files.emplace_back(file.filename().string(), hex(sha256_of_file(file)));
    for (const Role role : dependencies_of(engine, analysis).roles)
        run.role_hashes[role] = role_hash(site, role);
    run.extent_hash = extent_hash(site);
    run.snapshot = snapshot_hash(site);
    run.sensitivity = analysis.info().sensitivity;
    return run;
}

void add_scenario_notes(const std::vector<Unapplied>& unapplied, AnalysisResult& result) {
    for (const Unapplied& edit : unapplied)
        result.notes.push_back(
            {Note::Level::warning, "scenario_edit_unapplied",
             "\"" + edit.edit + "\" of this option no longer fits the plan: " + edit.reason});
}

} // namespace

RunPtr Engine::run(const std::string& id, const Settings& settings, const Request& request,
                   const Progress& progress) {
    const Analysis& analysis = get(id);
    const std::any params = analysis.params(settings);
    const Settings canonical = analysis.settings(params);
    const auto applied = kept_->applied(request);
    const std::string address = key(analysis, canonical, request);
    const RunPtr run = kept_->runs.get(address, progress.stop_token(), [&] {
        const auto begin = std::chrono::steady_clock::now();
        const auto scene =
            kept_->scenes.get(scene_key(applied->site.get(), request.time), progress.stop_token(), [&] {
                return std::make_shared<const scene::Scene>(applied->site, request.time);
            });
        const double scene_seconds = seconds_since(begin);
        Run made = labelled(*this, analysis, canonical, request, *applied->site, address);
        const Context context(*this, request, analysis.info(), scene, progress);
        const auto method_begin = std::chrono::steady_clock::now();
        made.result = analysis.run(context, params);
        made.seconds.scene = scene_seconds + context.scene_seconds();
        made.seconds.run = std::max(0.0, seconds_since(method_begin) - context.scene_seconds());
        made.seconds.total = made.seconds.scene + made.seconds.run;
        add_scenario_notes(applied->unapplied, made.result);
        return std::make_shared<const Run>(std::move(made));
    });
    if (run->scenario == request.scenario && run->time == request.time &&
        run->snapshot == snapshot_hash(*applied->site))
        return run;
    Run copy = labelled(*this, analysis, canonical, request, *applied->site, address);
    copy.result = run->result;
    copy.seconds = run->seconds;
    auto relabelled = std::make_shared<const Run>(std::move(copy));
    kept_->runs.put(address, relabelled);
    return relabelled;
}

bool out_of_date(const Run& run, const Site& site) {
    SitePtr applied;
    if (!run.scenario.empty()) {
        if (!site.scenario(run.scenario)) return true;
        applied = with_scenario(site, run.scenario);
    }
    const Site& now = applied ? *applied : site;
    return std::any_of(run.role_hashes.begin(), run.role_hashes.end(),
                       [&](const auto& entry) { return role_hash(now, entry.first) != entry.second; }) ||
           run.extent_hash != extent_hash(now);
}

} // namespace prospect::engine
