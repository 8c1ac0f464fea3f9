#include "analysis/sightlines/between.h"

#include "analysis/scene/given_places.h"
#include "analysis/scene/scene.h"
#include "analysis/scene/space.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/height_ladder.h"
#include "analysis/sightlines/sight_pairs.h"

#include <algorithm>
#include <atomic>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

constexpr std::int64_t block = 1024;
// Of the work, the part before the rows are written.
constexpr double looking_share = 0.7;
// More lines than this are of little use on a map, and take long to write.
constexpr std::size_t most_lines = 100'000;

enum class PairStatus : std::uint8_t { ok, inside_building, underground, no_terrain };

std::string status_text(PairStatus status) {
    switch (status) {
    case PairStatus::ok:
        return "ok";
    case PairStatus::inside_building:
        return "inside_building";
    case PairStatus::underground:
        return "underground";
    case PairStatus::no_terrain:
        break;
    }
    return "no_terrain";
}

const std::vector<std::string>& fixed_columns() {
    static const std::vector<std::string> columns{
        "ax", "ay", "az", "bx", "by", "bz", "visible", "share", "blocker", "blocked_at_m", "status"};
    return columns;
}

// An end where it stands: heights above the datum.
struct Stand {
    Point3 place;
    std::optional<double> ground_m;
    scene::Space::Surrounding around;
    PairStatus status = PairStatus::ok;
};

struct Answer {
    Stand eye;
    Stand target;
    bool visible = false;
    double share = 0;
    std::optional<rays::Hit> hit;

    PairStatus status() const { return eye.status != PairStatus::ok ? eye.status : target.status; }
};

Stand stand(const scene::Space& space, const SightEnd& end) {
    Stand made;
    made.ground_m = space.ground().height_at(end.place);
    if (!made.ground_m && !end.above_datum) {
        made.status = PairStatus::no_terrain;
        return made;
    }
    made.place = {end.place.x, end.place.y, end.above_datum ? end.height_m : *made.ground_m + end.height_m};
    const double clearance = space.rays().clearance_m(made.place);
    if (made.ground_m && made.place.z < *made.ground_m - clearance) {
        made.status = PairStatus::underground;
        return made;
    }
    // What lies on the ground, on a roof or on a wall is taken just off it, so that what it lies on does not
    // hide it.
    made.around = space.around(made.place, made.ground_m);
    made.place.x = made.around.clear.x;
    made.place.y = made.around.clear.y;
    if (made.around.floor_m) made.place.z = std::max(made.place.z, *made.around.floor_m + clearance);
    return made;
}

// Puts an end that is on a wall without thickness on the side from which it is looked at.
void clear_of_walls(const scene::Space& space, Point own, Point other, Stand& end) {
    if (!end.around.at_wall) return;
    const Point3 place{own.x, own.y, end.place.z};
    const Point clear = space.clear_towards(place, end.around.floor_m.value_or(place.z), other);
    end.place.x = clear.x;
    end.place.y = clear.y;
}

std::int64_t look(const scene::Space& space, const SightPair& pair, int rungs, Answer& answer) {
    answer.eye = stand(space, pair.eye);
    answer.target = stand(space, pair.target);
    if (answer.eye.status == PairStatus::ok && answer.eye.around.inside)
        answer.eye.status = PairStatus::inside_building;
    if (answer.status() != PairStatus::ok) return 0;
    clear_of_walls(space, pair.eye.place, pair.target.place, answer.eye);
    clear_of_walls(space, pair.target.place, pair.eye.place, answer.target);
    const rays::SightLine line{answer.eye.place, answer.target.place};
    answer.visible = !space.rays().blocked(line);
    answer.share = answer.visible ? 1 : 0;
    std::int64_t rays = 1;
    if (!answer.visible) {
        answer.hit = space.rays().hit_of_blocked(line);
        ++rays;
    }
    if (rungs == 0) return rays;
    const auto foot = answer.target.around.floor_m;
    if (!foot) return rays;
    const SeenShare seen = seen_share(
        space.rays(), answer.eye.place,
        {{answer.target.place.x, answer.target.place.y}, *foot, answer.target.place.z, answer.visible},
        rungs);
    answer.share = seen.share;
    return rays + seen.rays;
}

std::vector<Answer> look(const engine::Context& context, const scene::Space& space, const SightPairs& pairs,
                         int rungs, std::int64_t& rays) {
    std::vector<Answer> answers(pairs.pairs.size());
    std::atomic<std::int64_t> shot{0};
    context.workers(0, looking_share)
        .for_blocks(static_cast<std::int64_t>(answers.size()), block,
                    [&](std::int64_t begin, std::int64_t end) {
                        std::int64_t of_block = 0;
                        for (std::int64_t i = begin; i < end; ++i) {
                            const auto at = static_cast<std::size_t>(i);
                            of_block += look(space, pairs.pairs[at], rungs, answers[at]);
                        }
                        shot += of_block;
                    });
    rays = shot;
    return answers;
}

// What keeps a pair from an answer, as a clause: "the target of pair 3 at 530010,179020 is 2.5 m below the
// ground".
struct Fault {
    std::string sentence;
    std::string advice;
    Point place;
    Uuid feature;
};

Fault fault_of(const scene::Space& space, const SightPair& pair, const Answer& answer, std::size_t number) {
    const bool eye = answer.eye.status != PairStatus::ok;
    const SightEnd& end = eye ? pair.eye : pair.target;
    const Stand& stand = eye ? answer.eye : answer.target;
    std::string who = std::string("the ") + (eye ? "observer" : "target") + " of pair " +
                      std::to_string(number) + " at " + scene::exact_place_text(end.full);
    Fault fault{std::move(who), {}, end.place, end.feature};
    switch (answer.status()) {
    case PairStatus::inside_building:
        fault.sentence += " is inside " + space.words_for(*stand.around.inside);
        fault.advice = "choose a place in the open, or on an outer wall for the view from a window";
        break;
    case PairStatus::underground:
        fault.sentence +=
            " is " + scene::metres_text(*stand.ground_m - stand.place.z) + " m below the ground";
        fault.advice = "az and bz count from the ground upwards, az_asl and bz_asl from the terrain's datum";
        break;
    case PairStatus::no_terrain:
        fault.sentence += " lies where the terrain has no height";
        fault.advice = "give az_asl,bz_asl for places beyond the terrain, or a larger terrain";
        break;
    case PairStatus::ok:
        break;
    }
    return fault;
}

// Refuses a single pair without an answer; counts those of many by what is wrong.
void check_faults(const Frame& frame, const scene::Space& space, const SightPairs& pairs,
                  const std::vector<Answer>& answers, AnalysisResult& result) {
    struct Kind {
        PairStatus status;
        const char* code;
        const char* summary;
    };
    const Kind kinds[] = {
        {PairStatus::inside_building, "inside_building",
         "observers are inside buildings or other solid things"},
        {PairStatus::underground, "underground", "pairs have an end below the ground"},
        {PairStatus::no_terrain, "no_terrain", "pairs have an end where the terrain has no height"}};
    for (const Kind& kind : kinds) {
        std::vector<Note> notes;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (answers[i].status() != kind.status) continue;
            const Fault fault = fault_of(space, pairs.pairs[i], answers[i], i + 1);
            if (answers.size() == 1) throw Error(ErrorCode::refused, fault.sentence, fault.advice);
            notes.push_back({Note::Level::warning, kind.code, fault.sentence + " and has no answer",
                             fault.place, fault.feature});
        }
        result.partial = result.partial || !notes.empty();
        result.counts.emplace_back(kind.code, static_cast<std::int64_t>(notes.size()));
        scene::add_merged(result.notes, notes, kind.summary, frame);
    }
}

std::optional<Value> height_above_ground(const SightEnd& end, const Stand& stand) {
    if (!end.above_datum) return end.height_m;
    return stand.ground_m ? std::optional<Value>(end.height_m - *stand.ground_m) : std::nullopt;
}

std::vector<std::optional<Value>> row_of(const scene::Space& space, const SightPair& pair,
                                         const Answer& answer) {
    std::vector<std::optional<Value>> row{
        pair.eye.full.x,    pair.eye.full.y,    height_above_ground(pair.eye, answer.eye),
        pair.target.full.x, pair.target.full.y, height_above_ground(pair.target, answer.target)};
    row.resize(fixed_columns().size());
    if (answer.status() == PairStatus::ok) {
        row[6] = std::int64_t{answer.visible ? 1 : 0};
        row[7] = answer.share;
    }
    if (answer.hit) {
        row[8] = space.name_of(answer.hit->thing);
        row[9] = answer.hit->at_m;
    }
    row[10] = status_text(answer.status());
    return row;
}

bool lines_wanted(const BetweenParams& params, std::size_t pairs) {
    return params.lines == "yes" || (params.lines == "auto" && pairs <= most_lines);
}

Table rows_table(const engine::Context& context, const scene::Space& space, const SightPairs& pairs,
                 const std::vector<Answer>& answers, bool lines) {
    Table table{"pairs", scene::with_carried(fixed_columns(), pairs.carried_columns)};
    table.rows.resize(answers.size());
    if (lines) table.geometries.resize(answers.size());
    context.workers(looking_share, 1)
        .for_blocks(static_cast<std::int64_t>(answers.size()), block,
                    [&](std::int64_t begin, std::int64_t end) {
                        for (std::int64_t i = begin; i < end; ++i) {
                            const auto at = static_cast<std::size_t>(i);
                            const SightPair& pair = pairs.pairs[at];
                            auto& row = table.rows[at];
                            row = row_of(space, pair, answers[at]);
                            row.insert(row.end(), pairs.carried[at].begin(), pairs.carried[at].end());
                            if (lines)
                                table.geometries[at] =
                                    Geometry::make_line(std::vector{pair.eye.place, pair.target.place});
                        }
                    });
    return table;
}

void add_figures(const std::vector<Answer>& answers, AnalysisResult& result) {
    std::int64_t answered = 0;
    std::int64_t visible = 0;
    double share = 0;
    for (const Answer& answer : answers) {
        if (answer.status() != PairStatus::ok) continue;
        ++answered;
        visible += answer.visible ? 1 : 0;
        share += answer.share;
    }
    result.counts.emplace_back("visible", visible);
    result.counts.emplace_back("hidden", answered - visible);
    if (answered == 0) return;
    result.metrics = {{"visible_share", static_cast<double>(visible) / static_cast<double>(answered)},
                      {"mean_share", share / static_cast<double>(answered)}};
}

std::vector<Note> sight_notes(const engine::Context& context, const scene::Space& space) {
    std::vector<Note> notes;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") notes.push_back(note); // sight over the ground as it is
    notes.insert(notes.end(), space.notes().begin(), space.notes().end());
    if (space.ground().flat())
        notes.push_back(
            {Note::Level::info, "flat_ground", "there is no terrain: the ground is taken as flat"});
    const auto& obstacles = context.scene().obstacles();
    const auto see_through = std::count_if(obstacles.begin(), obstacles.end(), [](const auto& obstacle) {
        return obstacle.opacity < scene::blocking_opacity;
    });
    if (see_through > 0)
        notes.push_back({Note::Level::info, "see_through",
                         std::to_string(see_through) +
                             " fences, railings and the like are seen through (opacity below " +
                             as_text(Value(scene::blocking_opacity)) + ") and block nothing here"});
    return notes;
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.between",
        .title = "Who can see what",
        .term = "intervisibility",
        .summary =
            "Whether one place can be seen from another, over sloping ground and past buildings, walls "
            "and crowns; how much of a tall target is seen, and what is in the way.",
        .reference = "Straight lines of sight against the terrain as triangles, prisms and ellipsoids: Wald, "
                     "I. et al. (2014): Embree: a kernel framework for efficient CPU ray tracing. ACM "
                     "Transactions on Graphics 33(4), 143",
        .reads = {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening, Role::zone,
                  Role::observer, Role::target, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .tables = {{"pairs", fixed_columns(),
                    "One row for each pair, in input order: whether it is seen, how much of it, and what is "
                    "first in the way; columns of the input follow"}},
        .metrics = {{"visible_share", "Share of the pairs that see each other"},
                    {"mean_share", "Mean share of the targets' height that is seen"}},
    };
}

engine::Schema<BetweenParams> schema() {
    engine::Schema<BetweenParams> schema;
    schema
        .add(
            &BetweenParams::pairs_file,
            {.name = "pairs_file",
             .label = "Pairs from a file",
             .help =
                 "A CSV file with columns ax,ay,az,bx,by,bz: from a to b, heights above the ground "
                 "(az_asl,bz_asl: above the terrain's datum). Without it, from every observer on the plan to "
                 "every target."})
        .add(&BetweenParams::eye_height_m,
             {.name = "eye_height_m",
              .label = "Eye height",
              .unit = "m",
              .help = "Height of the eyes above the ground, for observers without one of their own.",
              .min = 0,
              .max = max_eye_height_m})
        .add(&BetweenParams::target_height_m,
             {.name = "target_height_m",
              .label = "Height of what is looked at",
              .unit = "m",
              .help = "Height of a target's top above the ground, for targets without one of their own.",
              .min = 0,
              .max = max_eye_height_m})
        .add(&BetweenParams::rungs,
             {.name = "rungs",
              .label = "Steps up a tall target",
              .help =
                  "How many heights of a target are looked at to find the share that is seen; 0 asks for its "
                  "top alone.",
              .min = 0,
              .max = 256,
              .advanced = true})
        .add(
            &BetweenParams::lines,
            {.name = "lines",
             .label = "Keep the lines for the map",
             .help =
                 "Whether the lines of sight are kept as shapes besides the table; auto keeps up to 100 000.",
             .choices = {"auto", "yes", "none"},
             .advanced = true});
    return schema;
}

} // namespace

AnalysisResult between(const engine::Context& context, const BetweenParams& params) {
    const SightPairs pairs =
        sight_pairs_of(context, params.pairs_file, {params.eye_height_m, params.target_height_m});
    const auto space = context.space();
    std::int64_t rays = 0;
    const std::vector<Answer> answers = look(context, *space, pairs, static_cast<int>(params.rungs), rays);
    AnalysisResult result;
    result.notes = sight_notes(context, *space);
    result.notes.insert(result.notes.end(), pairs.notes.begin(), pairs.notes.end());
    result.counts = {{"pairs", static_cast<std::int64_t>(answers.size())}, {"rays", rays}};
    check_faults(context.site().frame, *space, pairs, answers, result);
    add_figures(answers, result);
    const bool lines = lines_wanted(params, answers.size());
    if (!lines && params.lines == "auto")
        result.notes.push_back(
            {Note::Level::info, "lines_left_out",
             "there are more than 100 000 pairs: their lines are left out of the map, --lines yes "
             "keeps them"});
    result.tables.push_back(rows_table(context, *space, pairs, answers, lines));
    return result;
}

engine::Analysis between_analysis() {
    return engine::Analysis::make<BetweenParams>(info(), schema(), between);
}

} // namespace prospect::sightlines
