// A house and its window in the light of a lamp, and checks whose remedies are tried.
#pragma once

#include "analysis/assessment/remedies.h"
#include "light.h"

#include <algorithm>
#include <cmath>

namespace prospect::test {

using namespace assessment;

// A house whose only window, 1.5 m up, looks south at a lamp of 5 m that stands `away_m` before its wall.
inline SiteBuilder house(double away_m, const char* use = "residential") {
    SiteBuilder builder;
    red_line_of(builder, -20, -30, 40, 40);
    builder.add_photometry("even.ies", even_light(lamp_cd));
    drawn(builder, Role::building, rectangle(0, 10, 20, 20), {{"height_m", 6.0}, {"use", words(use)}}).name =
        "Block D";
    drawn(builder, Role::opening, point(10, 10),
          {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
    lamp_at(builder, 10, 10 - away_m);
    return builder;
}

// Ev = I / d² times the cosine to the wall, 5 cm before it.
inline double on_window(double away_m) {
    const double level = away_m - 0.05;
    const double rise = lamp_m - 1.5;
    return lamp_cd * level / std::pow(level * level + rise * rise, 1.5);
}

inline bool says(const Finding& finding, const char* words) {
    if (finding.message.find(words) != std::string::npos) return true;
    qWarning("%s", finding.message.c_str());
    return false;
}

inline Assessment tried(const SitePtr& site, const std::vector<std::string>& codes, int threads = 2) {
    engine::Engine engine(catalogue());
    Profile profile = assessment::profile("default");
    std::erase_if(profile.criteria, [&](const Criterion& one) {
        return std::find(codes.begin(), codes.end(), one.code) == codes.end();
    });
    const engine::Request request{.site = site, .threads = threads};
    Assessment made = assess(engine, request, profile);
    try_remedies(engine, request, profile, made);
    return made;
}

inline const Finding& of(const Assessment& made, const std::string& code) {
    for (const Finding& finding : made.findings)
        if (finding.code == code) return finding;
    throw Error(ErrorCode::internal, "no finding of " + code);
}

inline const Remedy* remedy(const Finding& finding, const char* begins) {
    for (const Remedy& one : finding.remedies)
        if (one.text.starts_with(begins)) return &one;
    for (const Remedy& one : finding.remedies)
        qWarning("%s", one.text.c_str());
    return nullptr;
}

} // namespace prospect::test
