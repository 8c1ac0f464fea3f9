#include "app/jobs/site_jobs.h"

#include "analysis/assessment/assess.h"
#include "analysis/assessment/flips.h"
#include "analysis/assessment/near_change.h"
#include "analysis/assessment/remedies.h"
#include "analysis/engine/applied.h"
#include "analysis/engine/reference.h"
#include "app/document/recent_plans.h"
#include "app/render/map_picture.h"
#include "geometry/io/import.h"

#include <QCoreApplication>
#include <QPainter>
#include <QThreadPool>

namespace prospect::app {

namespace {

struct JobWords {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

// Twice the size on the start page: sharp on fine screens.
constexpr QSize thumbnail_size{208, 136};
constexpr int thumbnail_margin = 12;

QString name(const std::filesystem::path& file) {
    return QString::fromStdString(file.filename().string());
}

} // namespace

Job open_job(const std::filesystem::path& file, std::function<void(io::Opened)> opened, Failure failed) {
    Job job;
    job.title = JobWords::tr("Opening %1").arg(name(file));
    job.lane = Lane::file;
    job.work = [file, opened = std::move(opened)](const Progress& progress) -> Job::Delivery {
        auto content = std::make_shared<io::Opened>(io::open_project(file, progress));
        // The results are compared with the plan by whoever shows them: the features are hashed here.
        if (!content->runs.empty()) snapshot_hash(*content->site);
        return [content, opened] { opened(std::move(*content)); };
    };
    job.failed = std::move(failed);
    return job;
}

Job save_job(SaveWork work, std::function<void(io::FileMark)> saved, Failure failed) {
    Job job;
    job.title = JobWords::tr("Saving %1").arg(name(work.file));
    job.lane = Lane::file;
    job.work = [work = std::move(work), saved = std::move(saved)](const Progress& progress) -> Job::Delivery {
        const io::FileMark mark = io::save_project(*work.site, work.runs, work.file, work.options, progress);
        return [saved, mark] { saved(mark); };
    };
    job.failed = std::move(failed);
    return job;
}

Job keep_job(RecoveryWork work, std::function<void()> written, Failure failed) {
    Job job;
    job.title = JobWords::tr("Keeping unsaved work");
    job.lane = Lane::file;
    job.work = [work = std::move(work),
                written = std::move(written)](const Progress& progress) -> Job::Delivery {
        write_recovery(work, progress);
        return written;
    };
    job.failed = std::move(failed);
    return job;
}

Job recover_job(const Recoverable& work, std::function<void(io::Opened)> opened, Failure failed) {
    Job job;
    job.title = JobWords::tr("Opening unsaved work");
    job.lane = Lane::file;
    job.work = [work, opened = std::move(opened)](const Progress& progress) -> Job::Delivery {
        auto content = std::make_shared<io::Opened>(read_recovery(work, progress));
        return [content, opened] { opened(std::move(*content)); };
    };
    job.failed = std::move(failed);
    return job;
}

Job analysis_job(std::shared_ptr<engine::Engine> engine, const std::string& analysis,
                 engine::Settings settings, engine::Request request, std::filesystem::path reference,
                 std::function<void(engine::RunPtr)> done, Failure failed) {
    Job job;
    const auto* known = engine->find(analysis);
    job.title = QString::fromStdString(known ? known->info().title : analysis);
    job.lane = Lane::analysis;
    job.work = [engine = std::move(engine), analysis, settings = std::move(settings),
                request = std::move(request), reference = std::move(reference),
                done = std::move(done)](const Progress& progress) -> Job::Delivery {
        auto run = engine->run(analysis, settings, request, progress);
        if (!reference.empty()) {
            // The engine may keep the run: what it is compared with is none of its business.
            auto compared = std::make_shared<engine::Run>(*run);
            engine::add_reference(reference, engine->find(analysis)->info(), compared->settings,
                                  request.site->frame, compared->result);
            run = std::move(compared);
        }
        return [run = std::move(run), done] { done(run); };
    };
    job.failed = std::move(failed);
    return job;
}

namespace {

using Outcome = std::shared_ptr<const assessment::Assessment>;

template <class Work>
Job checking_job(Work work, Checked done, Failure failed) {
    Job job;
    job.title = JobWords::tr("Checking the place");
    job.lane = Lane::analysis;
    job.work = [work = std::move(work), done = std::move(done)](const Progress& progress) -> Job::Delivery {
        return [outcome = work(progress), done] { done(outcome); };
    };
    job.failed = std::move(failed);
    return job;
}

Outcome findings_of(const CheckWork& work, const assessment::Profile& rules, const Progress& progress) {
    auto outcome = std::make_shared<assessment::Assessment>(
        assessment::assess(*work.engine, work.request, rules, progress, work.acceptances));
    for (auto& finding : outcome->findings)
        finding.remedies.clear(); // not tried yet
    return outcome;
}

} // namespace

Job first_look_job(CheckWork work, Checked done, Failure failed) {
    return checking_job(
        [work = std::move(work)](const Progress& progress) {
            return findings_of(work, assessment::first_look(*work.rules),
                               progress.part(0, 1, "taking a first look"));
        },
        std::move(done), std::move(failed));
}

Job findings_job(CheckWork work, Checked done, Failure failed) {
    return checking_job(
        [work = std::move(work)](const Progress& progress) {
            return findings_of(work, *work.rules, progress.part(0, 0.5, "checking the place"));
        },
        std::move(done), std::move(failed));
}

Job near_change_job(CheckWork work, const CheckWork& last, Outcome outcome, Checked done, Failure failed) {
    return checking_job(
        [work = std::move(work), before = last.request,
         outcome = std::move(outcome)](const Progress& progress) -> Outcome {
            constexpr std::size_t few = 40; // places: a thing that has changed has two, before and after
            const auto touched = assessment::touched_between(*engine::applied(before).site,
                                                             *engine::applied(work.request).site);
            if (touched.everywhere || touched.places.empty() || touched.places.size() > few) return nullptr;
            return std::make_shared<const assessment::Assessment>(
                assessment::near_change(*work.engine, work.request, *outcome, touched,
                                        progress.part(0, 1, "looking near the change"), work.acceptances));
        },
        std::move(done), std::move(failed));
}

Job check_job(CheckWork work, Checked done, Failure failed) {
    return checking_job(
        [work = std::move(work)](const Progress& progress) -> Outcome {
            auto outcome = std::make_shared<assessment::Assessment>(
                assessment::assess(*work.engine, work.request, *work.rules,
                                   progress.part(0, 0.5, "checking the place"), work.acceptances));
            assessment::try_remedies(*work.engine, work.request, *work.rules, *outcome,
                                     progress.part(0.5, 1, "trying what would mend it"));
            return outcome;
        },
        std::move(done), std::move(failed));
}

Job acceptance_job(CheckWork work, Outcome outcome, Checked done, Failure failed) {
    return checking_job(
        [work = std::move(work), outcome = std::move(outcome)](const Progress&) -> Outcome {
            return std::make_shared<const assessment::Assessment>(
                assessment::with_acceptances(*work.engine, work.request, *outcome, work.acceptances));
        },
        std::move(done), std::move(failed));
}

Job flips_job(CheckWork work, Outcome outcome, std::string key, Checked done, Failure failed) {
    Job job = checking_job(
        [work = std::move(work), outcome = std::move(outcome),
         key = std::move(key)](const Progress& progress) -> Outcome {
            auto told = std::make_shared<assessment::Assessment>(*outcome);
            for (assessment::Finding& finding : told->findings)
                if (finding.key == key)
                    finding.flips = assessment::flips_of(*work.engine, work.request, *work.rules, finding,
                                                         progress.part(0, 1, "trying other values"));
            return told;
        },
        std::move(done), std::move(failed));
    job.title = JobWords::tr("Trying other values");
    return job;
}

void draw_thumbnail(SitePtr site, const QString& file) {
    QThreadPool::globalInstance()->start([site = std::move(site), file] {
        try {
            const auto& theme = render::theme(render::ThemeKind::light);
            const auto model = render::PaintModel::build(site);
            const Box box = site->study_box();
            const auto view = render::MapView::fitting(box.empty() ? model->box() : box, 2 * thumbnail_size,
                                                       thumbnail_margin);
            QImage drawn(view.size, QImage::Format_ARGB32_Premultiplied);
            QPainter painter(&drawn);
            render::paint_plan(painter, *model, view, theme);
            painter.end();
            keep_picture(file, drawn.scaled(thumbnail_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        } catch (const std::exception&) {
            // a start page without this picture is all that is lost
        }
    });
}

Job export_grid_job(std::shared_ptr<const Field> field, Frame frame, const std::filesystem::path& file,
                    std::function<void()> written, Failure failed) {
    Job job;
    job.title = JobWords::tr("Writing %1").arg(name(file));
    job.lane = Lane::file;
    job.work = [field = std::move(field), frame = std::move(frame), file,
                written = std::move(written)](const Progress&) -> Job::Delivery {
        io::write_geotiff(*field, frame, file);
        return written;
    };
    job.failed = std::move(failed);
    return job;
}

Job export_site_job(SitePtr site, io::ExportOptions options, const std::filesystem::path& file,
                    std::function<void(io::ExportReport)> written, Failure failed) {
    Job job;
    job.title = JobWords::tr("Writing %1").arg(name(file));
    job.lane = Lane::file;
    job.work = [site = std::move(site), options = std::move(options), file,
                written = std::move(written)](const Progress& progress) -> Job::Delivery {
        return [written, report = io::export_site(*site, file, options, progress)] { written(report); };
    };
    job.failed = std::move(failed);
    return job;
}

Job review_page_job(std::shared_ptr<const PageSource> source, report::PageOptions options,
                    const std::filesystem::path& file, std::function<void(report::PageContent)> written,
                    Failure failed) {
    Job job;
    job.title = JobWords::tr("Writing %1").arg(name(file));
    job.lane = Lane::file;
    job.work = [source = std::move(source), options = std::move(options), file,
                written = std::move(written)](const Progress& progress) -> Job::Delivery {
        const auto page =
            source->page(options, progress.part(0, 0.4, JobWords::tr("Reading photos").toStdString()));
        const auto content = report::write_review_page(
            page, file, progress.part(0.4, 1, JobWords::tr("Drawing the page").toStdString()));
        return [written, content] { written(content); };
    };
    job.failed = std::move(failed);
    return job;
}

Job export_table_job(io::Table table, const std::filesystem::path& file, std::function<void()> written,
                     Failure failed) {
    Job job;
    job.title = JobWords::tr("Writing %1").arg(name(file));
    job.lane = Lane::file;
    job.work = [table = std::move(table), file,
                written = std::move(written)](const Progress&) -> Job::Delivery {
        io::write_csv(table, file);
        return written;
    };
    job.failed = std::move(failed);
    return job;
}

} // namespace prospect::app
