#include "analysis/assessment/facts.h"
#include "analysis/assessment/threats.h"
#include "analysis/threat/bollards.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::assessment {

namespace {

using scene::metres_text;
using BollardGap = threat::Gap;

threat::GapRule gap_rule(const Criterion& criterion) {
    return {criterion.setting("widest_m"), criterion.setting("narrowest_m"),
            criterion.setting("bollard_diameter_m")};
}

// Its gaps whose width is known, in the study area.
struct Row {
    std::vector<const BollardGap*> gaps;
    const BollardGap* widest = nullptr;
};

// Bollards that leave no gap for a car and still one for a wheelchair. None where there is no such number of
// them: the line has to be set out anew.
std::vector<FeaturePtr> bollards_into(const threat::GapRule& rule, const BollardGap& gap) {
    if (gap.bollard->geometry.kind != GeometryKind::point) return {};
    const double wanted =
        std::ceil((*gap.gap_m - rule.widest_m) / (rule.widest_m + rule.bollard_diameter_m) - 1e-9);
    const double left_m = (*gap.gap_m - wanted * rule.bollard_diameter_m) / (wanted + 1);
    if (wanted < 1 || (!gap.at_wall && left_m < rule.narrowest_m)) return {};
    std::vector<FeaturePtr> made;
    const Point way = gap.line.b - gap.line.a;
    for (double i = 1; i <= wanted; ++i) {
        const double along_m = i * (left_m + rule.bollard_diameter_m);
        auto bollard = std::make_shared<Feature>();
        bollard->id = Uuid::from_name("bollard " + gap.bollard->id.text() + " " + gap.other->id.text() + " " +
                                      std::to_string(static_cast<int>(i)));
        bollard->geometry = Geometry::make_point(gap.line.a + way * (along_m / length(way)));
        bollard->basis = Basis::drawn;
        bollard->set("kind", std::string("bollard"), Basis::drawn);
        if (const Attribute* height = gap.bollard->find("height_m"))
            bollard->set("height_m", height->value, Basis::drawn);
        made.push_back(std::move(bollard));
    }
    return made;
}

// All gaps of the row that are too wide; nothing where one of them cannot be closed so.
std::optional<Proposal> closed(const MetricInput& input, const Row& row, const std::string& name) {
    const Layer* layer = input.facts.site().layer_of(row.widest->bollard->id);
    if (layer == nullptr) return std::nullopt;
    AddFeatures add{.layer = layer->id, .features = {}};
    for (const BollardGap* gap : row.gaps) {
        if (input.criterion.holds(*gap->gap_m)) continue;
        const std::vector<FeaturePtr> bollards = bollards_into(gap_rule(input.criterion), *gap);
        if (bollards.empty()) return std::nullopt;
        add.features.insert(add.features.end(), bollards.begin(), bollards.end());
    }
    const std::size_t count = add.features.size();
    SiteEdit edit{"Close gaps between bollards", {}};
    edit.steps.emplace_back(std::move(add));
    return Proposal{"Add " + (count == 1 ? std::string("a bollard") : counted(count, "bollard")) + " to " +
                        name,
                    std::move(edit)};
}

void add_gap(const MetricInput& input, const BollardGap& gap, Measurement& made) {
    made.grounds.thing(Role::barrier, *gap.bollard).word(Role::barrier, *gap.bollard, "kind");
    if (gap.other->id != gap.bollard->id)
        made.grounds.thing(input.facts.site().layer_of(gap.other->id)->role, *gap.other);
    if (gap.source == threat::GapSource::given)
        made.grounds.measured(Role::barrier, gap.bollard->find("gap_m") ? *gap.bollard : *gap.other, "gap_m");
    else if (gap.bollard->geometry.kind != GeometryKind::polygon)
        made.grounds.usual(Role::barrier, *gap.bollard, "diameter",
                           input.criterion.setting("bollard_diameter_m"));
}

// Of several lines that are one feature each has its place besides: that of its first bollard.
std::vector<Uuid> subject_of(const Row& row) {
    const BollardGap& first = *row.gaps.front();
    const Geometry& shape = first.bollard->geometry;
    if (shape.kind == GeometryKind::line || shape.part_count() < 2) return {first.bollard->id};
    return {first.bollard->id, Uuid::from_name("line of bollards from " + metres_text(first.line.a.x) + " " +
                                               metres_text(first.line.a.y))};
}

Measurement row_measured(const MetricInput& input, const Row& row) {
    const BollardGap& widest = *row.widest;
    const threat::GapRule rule = gap_rule(input.criterion);
    Measurement made{.subject = subject_of(row), .at = widest.at, .value = *widest.gap_m};
    const bool doubtful = std::all_of(row.gaps.begin(), row.gaps.end(), [&](const BollardGap* gap) {
        return gap->doubtful || input.criterion.holds(*gap->gap_m);
    });
    if (doubtful) made.gravest = Level::look;
    add_gap(input, widest, made);
    const std::string own = input.facts.name_of(*widest.bollard);
    const std::string name = own.empty() ? "the line of bollards" : own;
    const auto wide = std::count_if(row.gaps.begin(), row.gaps.end(), [&](const BollardGap* gap) {
        return !input.criterion.holds(*gap->gap_m);
    });
    made.text = "The widest clear gap of " + name + " is " + metres_text(made.value) + " m";
    if (wide > 0)
        made.text += " (" + count_text(static_cast<std::size_t>(wide)) + " of " +
                     count_text(row.gaps.size()) + " gaps let a car through)";
    if (doubtful && wide > 0) made.text += "; what is given and what is drawn differ: measure it";
    const bool passed = std::any_of(row.gaps.begin(), row.gaps.end(), [&](const BollardGap* gap) {
        return *gap->gap_m >= rule.narrowest_m - 1e-6;
    });
    if (!passed)
        made.doubt = {"all gaps are narrower than " + metres_text(rule.narrowest_m) +
                          " m, so that no wheelchair gets through",
                      ""};
    for (const BollardGap* gap : row.gaps)
        if (wide == 0 || !input.criterion.holds(*gap->gap_m))
            made.evidence.push_back(
                {"gap", gap->bollard->id, Geometry::make_line(std::vector<Point>{gap->line.a, gap->line.b})});
    made.causes = {widest.bollard->id};
    if (!input.only_values && wide > 0)
        if (auto proposal = closed(input, row, name)) made.proposals.push_back(std::move(*proposal));
    return made;
}

} // namespace

Measured bollard_gaps(const MetricInput& input) {
    Measured measured;
    const threat::BollardLines lines = threat::bollard_lines(input.facts.scene(), gap_rule(input.criterion));
    Gap unknown{.text = "the clear gap (gap_m) of a row of bollards drawn as a line is not given",
                .lacks = "barrier",
                .features = {},
                .at = {}};
    std::map<std::size_t, Row> rows;
    for (const BollardGap& gap : lines.gaps) {
        if (!input.facts.study().contains(gap.at)) continue;
        if (gap.gap_m && gap.other) {
            Row& row = rows[gap.row];
            row.gaps.push_back(&gap);
            if (row.widest == nullptr || *gap.gap_m > *row.widest->gap_m) row.widest = &gap;
        } else if (!gap.at_wall) { // an open end is for the run-ups
            ++unknown.subjects;
            unknown.features.push_back(gap.bollard->id);
            unknown.at = unknown.at.value_or(gap.at);
        }
    }
    for (const auto& [number, row] : rows)
        measured.subjects.push_back(row_measured(input, row));
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    if (measured.subjects.empty() && measured.gaps.empty())
        measured.gaps.push_back(
            {.text = "no line of bollards is on the plan", .lacks = "barrier", .features = {}, .at = {}});
    return measured;
}

} // namespace prospect::assessment
