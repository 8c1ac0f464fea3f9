// Checking several versions of a place in one go.
#pragma once

#include "analysis/assessment/compare.h"
#include "analysis/risk/option_ranks.h"
#include "app/jobs/site_jobs.h"
#include "app/render/map_picture.h"
#include "geometry/site/plan_changes.h"

#include <memory>
#include <vector>

namespace prospect::app {

// One version as it was checked. The first of a comparison is what the others are compared with.
struct ComparedVersion {
    QString option; // "" = the existing place
    SitePtr site;
    std::shared_ptr<const assessment::Assessment> assessment;
    assessment::VersionComparison comparison; // with the first; empty for the first
    std::vector<PlanChange> changes;          // from the first
    QImage picture;                           // the plan with what differs from the first
};

struct Comparison {
    std::vector<ComparedVersion> versions;
    risk::OptionRanks ranks; // of the versions, in their order
};

struct CompareRequest {
    SitePtr base;
    QStringList options; // at least two, "" for the existing place
    TimeContext time;
    std::shared_ptr<const assessment::Profile> rules;
    assessment::Acceptances acceptances;
    render::Picture picture; // size, theme and pixel ratio
};

Job compare_job(std::shared_ptr<engine::Engine> engine, CompareRequest request,
                std::function<void(Comparison)> done, Failure failed);

} // namespace prospect::app
