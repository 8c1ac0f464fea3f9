#include "app/jobs/compare_job.h"

#include "analysis/assessment/assess.h"
#include "analysis/assessment/check_grid.h"
#include "app/render/paint_changes.h"

#include <QCoreApplication>
#include <QPainter>

namespace prospect::app {

namespace {

struct JobWords {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

constexpr int picture_margin = 6;
constexpr double checked_share = 0.75; // of the work

QImage picture_of(const ComparedVersion& version, const Box& extent, const render::Picture& picture) {
    const auto& theme = render::theme(picture.theme);
    const auto model = render::PaintModel::build(version.site);
    auto view =
        render::MapView::fitting(extent.empty() ? model->box() : extent, picture.size, picture_margin);
    view.device_pixel_ratio = picture.device_pixel_ratio;
    QImage image(picture.size * picture.device_pixel_ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(picture.device_pixel_ratio);
    QPainter painter(&image);
    render::paint_plan(painter, *model, view, theme);
    render::paint_changes(painter, render::changed_shapes(version.changes), view, theme);
    return image;
}

engine::Request asked_of(const CompareRequest& request) {
    engine::Request asked;
    asked.site = request.base;
    asked.time = request.time;
    return asked;
}

ComparedVersion checked(engine::Engine& engine, const CompareRequest& request, const QString& option,
                        const Progress& progress) {
    ComparedVersion version;
    version.option = option;
    engine::Request asked = asked_of(request);
    asked.scenario = option.toStdString();
    version.site = option.isEmpty() ? request.base : with_scenario(*request.base, asked.scenario);
    const Progress part = progress.part(
        0, 0.9, option.isEmpty() ? "checking the existing place" : "checking " + asked.scenario);
    version.assessment = std::make_shared<assessment::Assessment>(
        assessment::assess(engine, asked, *request.rules, part, request.acceptances));
    return version;
}

risk::OptionRanks ranked(engine::Engine& engine, const CompareRequest& request, const Progress& progress) {
    std::vector<std::string> scenarios;
    for (const QString& option : request.options)
        scenarios.push_back(option.toStdString());
    risk::RankSettings settings;
    settings.cell_m = assessment::bounded_cell_m(request.base->study_box(), settings.cell_m);
    return risk::rank_options(engine, asked_of(request), scenarios, settings, progress);
}

} // namespace

Job compare_job(std::shared_ptr<engine::Engine> engine, CompareRequest request,
                std::function<void(Comparison)> done, Failure failed) {
    Job job;
    job.title = JobWords::tr("Comparing the options");
    job.lane = Lane::analysis;
    job.work = [engine = std::move(engine), request = std::move(request),
                done = std::move(done)](const Progress& progress) -> Job::Delivery {
        auto made = std::make_shared<Comparison>();
        auto& versions = made->versions;
        const double share = checked_share / static_cast<double>(request.options.size());
        for (const QString& option : request.options) {
            const double begin = share * static_cast<double>(versions.size());
            ComparedVersion version = checked(*engine, request, option, progress.part(begin, begin + share));
            if (!versions.empty()) {
                version.comparison = assessment::compare(*versions.front().assessment, *version.assessment);
                version.changes = plan_changes(*versions.front().site, *version.site);
            }
            version.picture = picture_of(version, request.base->study_box(), request.picture);
            versions.push_back(std::move(version));
        }
        made->ranks = ranked(*engine, request, progress.part(checked_share, 1));
        return [made, done] { done(std::move(*made)); };
    };
    job.failed = std::move(failed);
    return job;
}

} // namespace prospect::app
