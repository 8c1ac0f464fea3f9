// Rules that people answer: yes passes, no asks for a look, "does not apply" is for information.
#include "rule_cases.h"

namespace prospect::test {

using assessment::Level;

namespace {

SiteBuilder bare_plan() {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 20, 20);
    return builder;
}

} // namespace

RuleCases recorded_cases() {
    RuleCases cases;
    for (const char* code : {"SO-01", "SO-02", "SO-03", "SO-04", "PR-01", "PR-02", "PR-03", "PR-04"}) {
        const auto add = [&](const char* name, const char* answer, Level level, const char* says) {
            cases.push_back({code, name, bare_plan, level, {}, 0, answer, says});
        };
        add("people say yes", "yes", Level::pass, "? Yes");
        add("people say no", "no", Level::look, "? No");
        add("people say that it does not apply", "na", Level::info, "Does not apply here");
        add("nobody has answered", nullptr, Level::not_run, "Can't tell yet: nobody has answered");
    }
    return cases;
}

} // namespace prospect::test
