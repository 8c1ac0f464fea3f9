#include "analysis/crime/density.h"
#include "analysis/risk/factors.h"
#include "analysis/risk/heights.h"
#include "analysis/risk/index.h"
#include "analysis/sightlines/eye.h"

namespace prospect::risk {

namespace {

using engine::FieldInfo;
using engine::MetricInfo;
using engine::ParameterInfo;
using engine::TableInfo;

std::vector<FieldInfo> fields() {
    std::vector<FieldInfo> made{
        {"risk", "", "How weak the design is",
         "From 0, nothing against it, to 1, the worst in every factor. Design weakness: crimes are not in it",
         "weakness"},
        {"risk_worst", "", "The worst of the factors",
         "The greatest factor of each place by itself, so that nothing is averaged away", "weakness"},
        {"worst_factor", "", "Which factor is worst",
         "The factor that is greatest there, of equal ones that of most "
         "weight"},
        {"risk_uncertainty", "", "How much that may be off",
         "Standard deviation of the weakness while weights, ends of value functions and the light of the "
         "lamps vary within "
         "their spread"},
        {"risk_below", "", "How likely it is below the threshold",
         "Share of these draws in which the place stays below the threshold, from 0 to 1", "cividis"},
        {"likelihood", "", "How likely crime is here",
         "From 0 to 1, made of the design weakness and of recorded crimes", "weakness"},
        {"risk_level", "", "Risk: likelihood times consequence",
         "From 0 to 1; only where recorded crimes and a consequence are given", "weakness"},
    };
    for (std::size_t i = 5; i < made.size(); ++i) {
        made[i].optional = true;
        made[i].sensitivity = Sensitivity::personal;
    }
    float number = 0;
    for (const FactorInfo& factor : risk_factors().factors) {
        made[2].words.push_back({++number, factor.title});
        FieldInfo info{"factor_" + factor.name, "", factor.title,
                       factor.why + " From 0, fine, to 1, the worst", "weakness"};
        info.optional = true;
        made.push_back(std::move(info));
    }
    FieldInfo given{"factor_*", "", "Given: *", "Values of a file, from 0, fine, to 1, the worst",
                    "weakness"};
    given.optional = true;
    made.push_back(std::move(given));
    return made;
}

std::vector<TableInfo> tables() {
    TableInfo matrix{
        "matrix",
        {"likelihood", "consequence", "cells", "area_m2", "mean_likelihood", "mean_consequence", "mean_risk"},
        "The boxes of likelihood and consequence, 1 to 5 each, that have ground, with the numbers behind "
        "them: sort by mean_risk, not by the boxes"};
    matrix.optional = true;
    matrix.sensitivity = Sensitivity::personal;
    return {
        {"factors",
         {"number", "factor", "title", "weight", "fine", "worst", "unit", "cells", "status", "source", "why"},
         "What was put together: weight, the measure that counts as fine (0) and as the worst (1), and where "
         "that "
         "is from"},
        {"places",
         {"rank", "place", "x", "y", "score", "worst_factor", "risk_below", "flipped_by", "flip_value"},
         "The worst places where people walk or stay, by the mean within 6.6 m, what each factor adds "
         "(part_…), and "
         "the one input that, changed within its range, takes the place below the threshold"},
        {"tornado",
         {"input", "kind", "unit", "low", "high", "share_low", "share_high", "span"},
         "Which input matters most: the share of ground over the threshold with each at its low and its high "
         "value"},
        std::move(matrix)};
}

std::vector<MetricInfo> metrics() {
    std::vector<MetricInfo> made{
        {"ahp_lambda", "Principal eigenvalue of the judgements two by two"},
        {"ahp_consistency_ratio", "How much the judgements contradict each other: at most 0.10 is accepted"}};
    for (const FactorInfo& factor : risk_factors().factors)
        made.push_back({"weight_" + factor.name, "Weight of \"" + factor.title + "\", all together 1"});
    made.push_back({"weight_*", "Weight of a factor given as a file, all together 1"});
    return made;
}

std::vector<std::string> balance_choices() {
    std::vector<std::string> made{"by_time"};
    for (const Balance& balance : risk_factors().balances)
        made.push_back(balance.name);
    return made;
}

ParameterInfo spread(const char* name, const char* label, const char* help, double max) {
    return {.name = name, .label = label, .help = help, .min = 0, .max = max, .advanced = true};
}

void add_judgement(engine::Schema<IndexParams>& schema) {
    schema
        .add(&IndexParams::balance, {.name = "balance",
                                     .label = "What matters",
                                     .help = "How much each factor counts: use by day, use by night or "
                                             "burglary; by_time takes the one for the "
                                             "time of the day.",
                                     .type = engine::ParameterType::choice,
                                     .choices = balance_choices()})
        .add(&IndexParams::factors, {.name = "factors",
                                     .label = "Factors",
                                     .help = "Which factors count, in this order; name=FILE.tif takes the "
                                             "values of a map, 0 to 1, 1 the worst; "
                                             "none takes those of the balance.",
                                     .advanced = true,
                                     .items_name_files = true})
        .add(&IndexParams::weights,
             {.name = "weights",
              .label = "Weights",
              .help = "A number for each factor, in their order and any scale, in place of the "
                      "balance.",
              .advanced = true})
        .add(&IndexParams::ahp, {.name = "ahp",
                                 .label = "Judgements two by two",
                                 .help = "How many times as much each factor matters as each other, such as "
                                         "1,3,5;1/3,1,2;1/5,1/2,1, in "
                                         "place of weights.",
                                 .advanced = true})
        .add(&IndexParams::combine, {.name = "combine",
                                     .label = "How factors are put together",
                                     .help = "sum weighs them, owa counts the worse ones more, gamma is "
                                             "between product and sum, worst takes the "
                                             "greatest alone.",
                                     .choices = {"sum", "owa", "gamma", "worst"},
                                     .advanced = true})
        .add(&IndexParams::gamma, {.name = "gamma",
                                   .label = "Gamma",
                                   .help = "Of the gamma operator: 0 the product, 1 the algebraic sum.",
                                   .min = 0,
                                   .max = 1,
                                   .advanced = true})
        .add(&IndexParams::owa, {.name = "owa",
                                 .label = "Order weights",
                                 .help = "How much the worst factor, the next and so on count, or one number "
                                         "from 0.5, the sum, to 1, the "
                                         "worst alone.",
                                 .advanced = true});
}

void add_doubt(engine::Schema<IndexParams>& schema) {
    schema.add(&IndexParams::assume_windows, sightlines::assume_windows_parameter())
        .add(&IndexParams::threshold, {.name = "threshold",
                                       .label = "Too weak from",
                                       .help = "From this value on a place is told as too weak.",
                                       .min = 0,
                                       .max = 1})
        .add(&IndexParams::draws,
             {.name = "draws",
              .label = "Draws",
              .help = "How often the map is made with slightly other weights, ends and light.",
              .min = 10,
              .max = 10000,
              .advanced = true})
        .add(&IndexParams::weight_spread,
             spread("weight_spread", "How much weights vary",
                    "A weight w varies by the standard deviation spread times the root of w (1 - w).", 0.9))
        .add(&IndexParams::threshold_spread,
             spread("threshold_spread", "How much fine and worst vary",
                    "As a share of the way between them, for each end by itself.", 0.45))
        .add(&IndexParams::maintenance_spread,
             spread("maintenance_spread", "How much the light varies",
                    "The light on faces varies by up to this share, as lamps age and are cleaned.", 0.9))
        .add(&IndexParams::height_spread_m,
             {.name = "height_spread_m",
              .label = "How much heights may be off",
              .unit = "m",
              .help = "Of walls, fences, hedges and planting, in the runs with other heights.",
              .min = 0,
              .max = 5,
              .advanced = true})
        .add(&IndexParams::height_runs,
             {.name = "height_runs",
              .label = "Runs with other heights",
              .help = "How often all analyses are run again with heights a little off: as "
                      "many times longer.",
              .min = 0,
              .max = static_cast<double>(most_height_runs),
              .advanced = true});
}

void add_crime(engine::Schema<IndexParams>& schema) {
    schema
        .add(&IndexParams::consequence, {.name = "consequence",
                                         .label = "How bad it would be",
                                         .help = "From 1, hardly, to 5, the worst, for the whole plan; with "
                                                 "recorded crimes it makes a map of risk.",
                                         .min = 1,
                                         .max = 5})
        .add(&IndexParams::consequence_file,
             {.name = "consequence_file",
              .label = "How bad it would be, by place",
              .help = "A map of consequence from 0 to 1, in place of one number.",
              .advanced = true})
        .add(&IndexParams::bandwidth_m,
             [] {
                 ParameterInfo info = crime::bandwidth_parameter();
                 info.advanced = true;
                 return info;
             }())
        .add(&IndexParams::crime_per_ha, {.name = "crime_per_ha",
                                          .label = "Recorded crimes that count in full",
                                          .unit = "1/ha",
                                          .help = "So many records to the hectare, or more, count as 1.",
                                          .min = 0.001,
                                          .max = 1e6,
                                          .advanced = true})
        .add(&IndexParams::crime_weight,
             {.name = "crime_weight",
              .label = "Weight of recorded crimes",
              .help = "Their share in the likelihood; the design weakness has the rest.",
              .min = 0,
              .max = 1,
              .advanced = true});
}

} // namespace

engine::AnalysisInfo index_info() {
    return {
        .id = "risk.index",
        .title = "Where the design is weak",
        .term = "composite index, risk heatmap",
        .summary = "Puts what other analyses found into one map: nobody looks, somebody can hide, no way "
                   "out, no light "
                   "on faces. With recorded crimes and a consequence it becomes a map of risk.",
        .reference =
            "Declared value functions; weights by Saaty (1980); combination by weighted sum, Yager (1988, "
            "1996) "
            "and Zimmermann & Zysno (1980); uncertainty by Monte Carlo; risk as likelihood times consequence "
            "after ISO 31000, matrix kept with its numbers after Cox (2008)",
        .reads = {Role::study_area, Role::zone, Role::path, Role::activity, Role::building, Role::barrier,
                  Role::planting, Role::incident},
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .needs = {"sightlines.overlooking", "sightlines.concealment", "access.escape",
                  "sightlines.visible_area", "lighting.illuminance", "crime.density"},
        .fields = fields(),
        .tables = tables(),
        .metrics = metrics(),
    };
}

engine::Schema<IndexParams> index_schema() {
    engine::Schema<IndexParams> schema;
    schema.add(&IndexParams::cell_m, engine::cell_parameter());
    add_judgement(schema);
    add_doubt(schema);
    add_crime(schema);
    return schema;
}

} // namespace prospect::risk
