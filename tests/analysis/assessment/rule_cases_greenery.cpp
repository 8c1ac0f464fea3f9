// Rules of natural surveillance about what grows and stands in the way.
#include "rule_cases.h"

namespace prospect::test {

using assessment::Level;

namespace {

// A wall between a main entrance and the street.
SiteBuilder front_wall(double height_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::barrier, line({{0, -4}, {10, -4}}),
          {{"kind", words("wall")}, {"height_m", height_m}});
    return builder;
}

SiteBuilder shrubs(double mature_m) {
    SiteBuilder builder;
    drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}, {"mature_m", mature_m}});
    return builder;
}

SiteBuilder tree(double clear_stem_m) {
    SiteBuilder builder;
    drawn(builder, Role::tree, point(2, 2), {{"clear_stem_m", clear_stem_m}});
    return builder;
}

SiteBuilder tree_over_shrubs(double clear_stem_m) {
    SiteBuilder builder = shrubs(1.2);
    drawn(builder, Role::tree, point(2, 2), {{"clear_stem_m", clear_stem_m}});
    return builder;
}

SiteBuilder lamp_and_tree(double apart_m) {
    SiteBuilder builder;
    drawn(builder, Role::luminaire, point(0, 0));
    drawn(builder, Role::tree, point(0, apart_m));
    return builder;
}

} // namespace

RuleCases greenery_cases() {
    return {
        {"NS-06", "a front wall of 1.00 m", [] { return front_wall(1); }, Level::pass, 1},
        {"NS-06", "a front wall of 1.01 m", [] { return front_wall(1.01); }, Level::fail, 1.01},
        {"NS-07", "shrubs that grow to 1.00 m", [] { return shrubs(1); }, Level::pass, 1},
        {"NS-07", "shrubs that grow to 1.01 m", [] { return shrubs(1.01); }, Level::fail, 1.01},
        {"NS-08", "branches from 2.00 m on", [] { return tree(2); }, Level::pass, 2},
        {"NS-08", "branches from 1.99 m on", [] { return tree(1.99); }, Level::fail, 1.99},
        // 2.2 - 1.2 m.
        {"NS-09", "branches 1.00 m over shrubs", [] { return tree_over_shrubs(2.2); }, Level::pass, 1},
        // 2.19 - 1.2 m.
        {"NS-09", "branches 0.99 m over shrubs", [] { return tree_over_shrubs(2.19); }, Level::look, 0.99},
        {"NS-17", "a tree 5.00 m from a lamp", [] { return lamp_and_tree(5); }, Level::pass, 5},
        {"NS-17", "a tree 4.99 m from a lamp", [] { return lamp_and_tree(4.99); }, Level::look, 4.99},
    };
}

} // namespace prospect::test
