#include "analysis/assessment/near_change.h"

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/finding_key.h"

#include <algorithm>
#include <map>

namespace prospect::assessment {

namespace {

class NearChange {
public:
    NearChange(const CheckRun& run, const Touched& touched) : run_(run), touched_(touched) {
        for (const Box& place : touched.places)
            near_.push_back(place.grown(near_change_m));
    }

    bool asks(const Criterion& criterion, const Metric* metric) const {
        return criterion.kind == Kind::measured && metric != nullptr && metric->effort == Effort::quick &&
               std::any_of(metric->reads.begin(), metric->reads.end(),
                           [&](Role role) { return touched_.roles.contains(role); });
    }

    // What is found of the rule now: near the change as it is, elsewhere as it was.
    void renew(const Metric& metric, Outcome& outcome, std::vector<Finding>& findings) const {
        const Measured measured = run_.measure(metric, outcome.criterion, near_);
        std::vector<Finding> now;
        (void)judge(outcome.criterion, metric, measured, now);
        const auto tells_one = [](const Finding& one) { return is_missed(one) || one.level == Level::info; };
        // Also one that was near and has its worst spot elsewhere now.
        std::erase_if(now, [&](const Finding& one) {
            return !tells_one(one) || !(is_near(one) || has(findings, one.key));
        });
        const auto is_other = [&](const Finding& one) {
            return tells_one(one) && ((is_near(one) && !left_out(measured, one.key)) || has(now, one.key));
        };
        outcome.missed -= std::erase_if(findings, is_other);
        outcome.missed += now.size();
        outcome.checked = std::max(outcome.checked, outcome.missed);
        outcome.met = outcome.checked - outcome.missed;
        for (Finding& one : now) {
            one.remedies.clear(); // not tried yet
            findings.push_back(std::move(one));
        }
    }

private:
    static bool has(const std::vector<Finding>& findings, const std::string& key) {
        return std::any_of(findings.begin(), findings.end(),
                           [&](const Finding& one) { return one.key == key; });
    }
    bool is_near(const Finding& finding) const {
        return finding.at && std::any_of(near_.begin(), near_.end(),
                                         [&](const Box& box) { return box.contains(*finding.at); });
    }

    const CheckRun& run_;
    const Touched& touched_;
    std::vector<Box> near_;
};

} // namespace

Assessment near_change(engine::Engine& engine, const engine::Request& request, Assessment before,
                       const Touched& touched, const Progress& progress, const Acceptances& acceptances) {
    const CheckRun run(engine, request, progress.part(0, 0.9));
    const NearChange near(run, touched);
    std::map<std::string, std::vector<Finding>> by_code;
    for (Finding& finding : before.findings) {
        finding.place.reset();
        finding.flips.reset();
        by_code[finding.code].push_back(std::move(finding));
    }
    before.findings.clear();
    for (Outcome& outcome : before.outcomes) {
        auto& findings = by_code[outcome.criterion.code];
        if (const Metric* measure = metric(outcome.criterion.metric); near.asks(outcome.criterion, measure)) {
            near.renew(*measure, outcome, findings);
            progress.checkpoint();
        }
        for (Finding& finding : findings)
            before.findings.push_back(std::move(finding));
    }
    before.scenario = request.scenario;
    before.snapshot = snapshot_hash(run.facts().site());
    return concluded(run.facts(), std::move(before), acceptances);
}

} // namespace prospect::assessment
