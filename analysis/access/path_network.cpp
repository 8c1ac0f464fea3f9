#include "analysis/access/path_network.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/site/time_context.h"

#include <algorithm>

namespace prospect::access {

namespace {

using scene::Note;

bool is_for(Travellers travellers, const std::string& kind) {
    if (travellers == Travellers::all || kind.empty()) return true;
    if (travellers == Travellers::foot) return kind != "road";
    return kind == "road" || kind == "service";
}

void add_counts(std::vector<Note>& notes, const street_network::JoinCounts& counts, double snap_m) {
    const auto info = [&](const char* code, std::string text) {
        notes.push_back({Note::Level::info, code, std::move(text)});
    };
    if (counts.snapped > 0)
        info("ends_joined", std::to_string(counts.snapped) + " ends of paths meet another path only within " +
                                scene::metres_text(snap_m) + " m and are taken to be joined to it");
    if (counts.stubs > 0)
        info("ends_cut", std::to_string(counts.stubs) + " pieces of paths of at most " +
                             scene::metres_text(2 * snap_m) +
                             " m stick out past a junction or lie within it and are left out");
    if (counts.duplicates > 0)
        notes.push_back({Note::Level::warning, "paths_drawn_twice",
                         std::to_string(counts.duplicates) + " pieces of paths, " +
                             scene::metres_text(counts.duplicate_m) +
                             " m in all, lie on others and count once; take the copies away"});
}

} // namespace

std::string PathNetwork::name_of(const street_network::Link& link) const {
    std::vector<std::string> names;
    for (const std::uint32_t s : link.segments) {
        const std::string name = scene::title_of(path_of(s));
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string text = names.front();
    for (std::size_t i = 1; i < names.size(); ++i)
        text += (i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

PathNetwork path_network(const Site& site, Phase phase, Travellers travellers,
                         const street_network::JoinSettings& settings) {
    PathNetwork made;
    std::vector<street_network::Course> courses;
    std::vector<Note> no_length;
    std::size_t others = 0;
    for (const auto& [layer, path] : site.features(Role::path)) {
        if (!present(*path, phase) || path->geometry.empty()) continue;
        if (path->geometry.kind != GeometryKind::line || length(path->geometry) <= 0) {
            no_length.push_back({Note::Level::warning, "path_without_length",
                                 "the path " + scene::title_of(*path) + " has no length and is left out",
                                 path->geometry.points.front(), path->id});
            continue;
        }
        if (!is_for(travellers, scene::AttributeReader::own_text(*path, "kind"))) {
            ++others;
            continue;
        }
        for (std::size_t r = 0; r < path->geometry.ring_count(); ++r) {
            const auto line = path->geometry.ring(r);
            courses.emplace_back(line.begin(), line.end());
            made.paths.push_back(path);
        }
    }
    scene::add_merged(made.notes, no_length, "paths have no length and are left out", site.frame);
    made.network = street_network::join(courses, settings);
    if (made.network.segments.empty()) {
        if (others > 0)
            throw Error(ErrorCode::refused,
                        "no path on the plan is for these travellers: the kind of all " +
                            std::to_string(others) + " is another",
                        "measure all (--network all) or set the kinds of paths");
        throw Error(ErrorCode::refused, "there is no path on the plan, so there is no network to measure",
                    "draw paths (role path)");
    }
    add_counts(made.notes, made.network.counts, settings.snap_m);
    return made;
}

} // namespace prospect::access
