#include "analysis/sightlines/sight_pairs.h"

#include "analysis/scene/given_places.h"
#include "analysis/scene/notes.h"
#include "geometry/base/tolerances.h"

#include <array>

namespace prospect::sightlines {

namespace {

// About 1 KB a row of results.
constexpr std::size_t most_pairs = 20'000'000;

// The names of the columns of one end.
struct EndColumns {
    const char* name; // in messages
    const char* x;
    const char* y;
    const char* z;
    const char* z_asl;
};
constexpr EndColumns eye_columns{"observer", "ax", "ay", "az", "az_asl"};
constexpr EndColumns target_columns{"target", "bx", "by", "bz", "bz_asl"};

void require_columns(const scene::RowsFile& file) {
    const std::string advice =
        "its first line must name ax,ay,az,bx,by,bz, with az_asl,bz_asl for az,bz where heights are above "
        "the datum of the terrain";
    for (const EndColumns& end : {eye_columns, target_columns}) {
        for (const char* column : {end.x, end.y})
            if (!file.has(column))
                throw Error(ErrorCode::refused, file.name() + " has no column " + column, advice);
        if (!file.has(end.z) && !file.has(end.z_asl))
            throw Error(ErrorCode::refused, file.name() + " has no column " + end.z + " or " + end.z_asl,
                        advice);
    }
}

SightEnd end_of(const scene::RowsFile& file, std::size_t row, const EndColumns& columns, const Frame& frame,
                const scene::Surroundings& surroundings) {
    SightEnd end;
    end.full = {file.coordinate(row, columns.x), file.coordinate(row, columns.y)};
    end.place = frame.to_local(end.full);
    if (!surroundings.hold(end.place))
        file.refuse(row, surroundings.fault(end.full, columns.name), surroundings.advice());
    constexpr double limit = 20000;
    const auto above_ground = file.number(row, columns.z, -limit, limit);
    const auto above_datum = file.number(row, columns.z_asl, -limit, limit);
    if (above_ground && above_datum)
        file.refuse(row, std::string(columns.z) + " and " + columns.z_asl + " are both given",
                    "leave one of the two empty");
    if (!above_ground && !above_datum)
        file.refuse(row, std::string("the height of the ") + columns.name + " is empty",
                    std::string("give ") + columns.z + " above the ground");
    end.above_datum = above_datum.has_value();
    end.height_m = above_datum ? *above_datum : *above_ground;
    return end;
}

SightPairs from_file(const Site& site, const std::filesystem::path& path) {
    const scene::RowsFile file(io::read_csv(path), path.filename().string());
    require_columns(file);
    const scene::Surroundings surroundings(site);
    const std::array<const char*, 6> known{"ax", "ay", "az", "bx", "by", "bz"};
    const std::vector<std::size_t> carried = file.others(known);
    SightPairs made;
    for (const std::size_t column : carried)
        made.carried_columns.push_back(file.table().columns[column]);
    for (std::size_t row = 0; row < file.rows(); ++row) {
        made.pairs.push_back({end_of(file, row, eye_columns, site.frame, surroundings),
                              end_of(file, row, target_columns, site.frame, surroundings)});
        made.carried.push_back(file.cells(row, carried));
    }
    if (made.pairs.empty())
        throw Error(ErrorCode::refused, file.name() + " has no rows", "give at least one pair");
    return made;
}

struct Placed {
    std::vector<SightEnd> ends;
    std::vector<std::string> names;
};

// The points of a role that are there at the time, with the note on heights that were assumed.
Placed placed(const engine::Context& context, Role role, double height_m, std::vector<engine::Note>& notes) {
    const Frame& frame = context.site().frame;
    Placed found;
    std::size_t features = 0;
    std::size_t assumed = 0;
    for (const auto& [layer, feature] : context.site().features(role)) {
        if (!present(*feature, context.time().phase)) continue;
        const Attribute* own = feature->find("height_m");
        const auto height = own ? as_number(own->value) : std::nullopt;
        ++features;
        assumed += height ? 0 : 1;
        for (const Point& place : feature->geometry.points) {
            found.ends.push_back(
                {place, frame.to_full(place), height.value_or(height_m), false, feature->id});
            found.names.push_back(feature->name.empty() ? feature->id.text() : feature->name);
        }
    }
    if (assumed > 0)
        notes.push_back({engine::Note::Level::info, "defaults_used",
                         "Height (" + std::string(name_of(role)) + ".height_m) is assumed to be " +
                             as_text(Value(height_m)) + " m for " + std::to_string(assumed) + " of " +
                             std::to_string(features) + " " + scene::plural_in_text(role)});
    return found;
}

SightPairs from_plan(const engine::Context& context, const SightHeights& heights) {
    SightPairs made;
    made.carried_columns = {"observer", "target"};
    const Placed eyes = placed(context, Role::observer, heights.eye_m, made.notes);
    const Placed targets = placed(context, Role::target, heights.target_m, made.notes);
    const std::string advice = "give --pairs_file, or place observers and targets on the plan";
    if (eyes.ends.empty())
        throw Error(ErrorCode::refused, "there is no observer on the plan to look from", advice);
    if (targets.ends.empty())
        throw Error(ErrorCode::refused, "there is no target on the plan to look at", advice);
    if (eyes.ends.size() > most_pairs / targets.ends.size())
        throw Error(ErrorCode::refused,
                    std::to_string(eyes.ends.size()) + " observers and " +
                        std::to_string(targets.ends.size()) + " targets make more than 20 million pairs",
                    "choose fewer, or give the pairs that matter with --pairs_file");
    for (std::size_t e = 0; e < eyes.ends.size(); ++e)
        for (std::size_t t = 0; t < targets.ends.size(); ++t) {
            made.pairs.push_back({eyes.ends[e], targets.ends[t]});
            made.carried.push_back({Value(eyes.names[e]), Value(targets.names[t])});
        }
    return made;
}

} // namespace

SightPairs sight_pairs_of(const engine::Context& context, const std::filesystem::path& pairs_file,
                          const SightHeights& heights) {
    return pairs_file.empty() ? from_plan(context, heights) : from_file(context.site(), pairs_file);
}

} // namespace prospect::sightlines
