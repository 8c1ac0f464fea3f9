#include "app/jobs/compare_job.h"

#include "analysis/assessment/assess.h"
#include "app/render/paint_changes.h"

#include <QCoreApplication>
#include <QPainter>

namespace prospect::app {

namespace {

struct JobWords {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

constexpr int picture_margin = 6;

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

} // namespace

Job compare_job(std::shared_ptr<engine::Engine> engine, CompareRequest request,
                std::function<void(std::vector<ComparedVersion>)> done, Failure failed) {
    Job job;
    job.title = JobWords::tr("Comparing the options");
    job.lane = Lane::analysis;
    job.work = [engine = std::move(engine), request = std::move(request),
                done = std::move(done)](const Progress& progress) -> Job::Delivery {
        auto versions = std::make_shared<std::vector<ComparedVersion>>();
        const auto& rules = *request.rules;
        const double share = 1.0 / static_cast<double>(request.options.size());
        for (const QString& option : request.options) {
            const double begin = share * static_cast<double>(versions->size());
            ComparedVersion version;
            version.option = option;
            engine::Request asked;
            asked.site = request.base;
            asked.scenario = option.toStdString();
            asked.time = request.time;
            version.site =
                option.isEmpty() ? request.base : with_scenario(*request.base, option.toStdString());
            version.assessment = std::make_shared<assessment::Assessment>(
                assessment::assess(*engine, asked, rules,
                                   progress.part(begin, begin + 0.9 * share,
                                                 option.isEmpty() ? "checking the existing place"
                                                                  : "checking " + option.toStdString()),
                                   request.acceptances));
            if (!versions->empty()) {
                version.comparison = assessment::compare(*versions->front().assessment, *version.assessment);
                version.changes = plan_changes(*versions->front().site, *version.site);
            }
            version.picture = picture_of(version, request.base->study_box(), request.picture);
            versions->push_back(std::move(version));
        }
        return [versions, done] { done(std::move(*versions)); };
    };
    job.failed = std::move(failed);
    return job;
}

} // namespace prospect::app
