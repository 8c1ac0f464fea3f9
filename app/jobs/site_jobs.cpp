#include "app/jobs/site_jobs.h"

#include <QCoreApplication>

namespace prospect::app {

namespace {

struct JobWords {
    Q_DECLARE_TR_FUNCTIONS(Jobs)
};

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
        return [content, opened] { opened(std::move(*content)); };
    };
    job.failed = std::move(failed);
    return job;
}

Job save_job(SaveWork work, std::function<void()> saved, Failure failed) {
    Job job;
    job.title = JobWords::tr("Saving %1").arg(name(work.file));
    job.lane = Lane::file;
    job.work = [work = std::move(work), saved = std::move(saved)](const Progress& progress) -> Job::Delivery {
        io::save_project(*work.site, work.runs, work.file, work.options, progress);
        return saved;
    };
    job.failed = std::move(failed);
    return job;
}

Job import_job(SitePtr base, std::vector<std::filesystem::path> files, io::ImportOptions options,
               std::function<void(ImportPreview)> read, Failure failed) {
    Job job;
    job.title = files.size() == 1 ? JobWords::tr("Reading %1").arg(name(files.front()))
                                  : JobWords::tr("Reading %n files", nullptr, static_cast<int>(files.size()));
    job.lane = Lane::file;
    job.work = [base = std::move(base), files = std::move(files), options = std::move(options),
                read = std::move(read)](const Progress& progress) -> Job::Delivery {
        auto preview = std::make_shared<ImportPreview>();
        std::vector<io::SourceDraft> drafts;
        const double share = 0.8 / static_cast<double>(files.size());
        for (std::size_t i = 0; i < files.size(); ++i) {
            const double begin = share * static_cast<double>(i);
            try {
                drafts.push_back(io::read_source(
                    files[i], options,
                    progress.part(begin, begin + share, "reading " + files[i].filename().string())));
            } catch (const Error& error) {
                if (error.code() != ErrorCode::refused) throw;
                preview->refused.push_back({files[i], error});
            }
        }
        if (drafts.empty()) throw preview->refused.front().error;
        preview->outcome =
            io::place_on_site(*base, std::move(drafts), options, progress.part(0.8, 1, "placing on the map"));
        preview->base = base;
        preview->files = files;
        preview->options = options;
        return [preview, read] { read(std::move(*preview)); };
    };
    job.failed = std::move(failed);
    return job;
}

Job analysis_job(std::shared_ptr<engine::Engine> engine, const std::string& analysis,
                 engine::Settings settings, engine::Request request, std::function<void(engine::RunPtr)> done,
                 Failure failed) {
    Job job;
    const auto* known = engine->find(analysis);
    job.title = QString::fromStdString(known ? known->info().title : analysis);
    job.lane = Lane::analysis;
    job.work = [engine = std::move(engine), analysis, settings = std::move(settings),
                request = std::move(request),
                done = std::move(done)](const Progress& progress) -> Job::Delivery {
        auto run = engine->run(analysis, settings, request, progress);
        return [run = std::move(run), done] { done(run); };
    };
    job.failed = std::move(failed);
    return job;
}

} // namespace prospect::app
