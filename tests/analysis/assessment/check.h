// Checks of small sites, shared by the tests of this folder.
#pragma once

#include "analysis/assessment/assess.h"
#include "analysis/assessment/check_run.h"
#include "analysis/catalogue.h"
#include "tests/support/site_builder.h"

#include <string>

namespace prospect::test {

inline Value words(const char* text) {
    return Value(std::string(text));
}

// A feature whose shape and values are drawn.
inline Feature& drawn(SiteBuilder& builder, Role role, Geometry geometry, SiteBuilder::Values values = {}) {
    Feature& feature = builder.add(role, std::move(geometry), values);
    feature.basis = Basis::drawn;
    return feature;
}

inline void red_line_of(SiteBuilder& builder, double xmin, double ymin, double xmax, double ymax) {
    drawn(builder, Role::study_area, rectangle(xmin, ymin, xmax, ymax), {{"kind", words("application")}});
}

inline assessment::Profile profile_of(const std::string& code) {
    assessment::Profile profile = assessment::profile("default");
    std::erase_if(profile.criteria, [&](const auto& one) { return one.code != code; });
    return profile;
}

// Checks the site by one criterion of the default profile.
inline assessment::Assessment check(const SiteBuilder& builder, const std::string& code, int threads = 2,
                                    const TimeContext& time = {}) {
    engine::Engine engine(catalogue());
    return assessment::assess(engine, {.site = builder.site(), .time = time, .threads = threads},
                              profile_of(code));
}

// What a criterion's metric gives for a site.
inline assessment::Measured measure(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const assessment::Criterion criterion = profile_of(code).criteria.at(0);
    const assessment::CheckRun run(engine, {.site = builder.site(), .threads = 2}, {});
    return run.measure(*assessment::metric(criterion.metric), criterion);
}

// The only finding; throws when there is another number of them.
inline assessment::Finding only(const assessment::Assessment& made) {
    if (made.findings.size() != 1)
        throw Error(ErrorCode::internal, std::to_string(made.findings.size()) + " findings");
    return made.findings.front();
}

} // namespace prospect::test
