// The jobs of the window: each owns what it reads, so the plan can be edited while they run.
#pragma once

#include "analysis/assessment/acceptance.h"
#include "analysis/assessment/profile.h"
#include "analysis/engine/engine.h"
#include "app/document/recovery.h"
#include "app/jobs/job_runner.h"
#include "app/jobs/page_source.h"
#include "geometry/io/export.h"
#include "geometry/io/project_file.h"

#include <filesystem>
#include <vector>

namespace prospect::app {

using Failure = std::function<void(const Error&)>;

Job open_job(const std::filesystem::path& file, std::function<void(io::Opened)> opened, Failure failed);

struct SaveWork {
    SitePtr site;
    std::vector<io::StoredRun> runs;
    std::filesystem::path file;
    io::SaveOptions options;
};
// `saved` gets the mark of the file as it was written.
Job save_job(SaveWork work, std::function<void(io::FileMark)> saved, Failure failed);

// Keeps unsaved work, and reads it again.
Job keep_job(RecoveryWork work, std::function<void()> written, Failure failed);
Job recover_job(const Recoverable& work, std::function<void(io::Opened)> opened, Failure failed);

// The engine must outlive the job's thread. reference: as engine::add_reference; empty: none.
Job analysis_job(std::shared_ptr<engine::Engine> engine, const std::string& analysis,
                 engine::Settings settings, engine::Request request, std::filesystem::path reference,
                 std::function<void(engine::RunPtr)> done, Failure failed);

// Draws a small picture of the plan for the start page, on a thread that nothing waits for.
void draw_thumbnail(SitePtr site, const QString& file);

// The check of the place by a profile.
struct CheckWork {
    std::shared_ptr<engine::Engine> engine;
    std::shared_ptr<const assessment::Profile> rules;
    engine::Request request;
    assessment::Acceptances acceptances;
};
using Checked = std::function<void(std::shared_ptr<const assessment::Assessment>)>;
Job first_look_job(CheckWork work, Checked done, Failure failed);
Job findings_job(CheckWork work, Checked done, Failure failed);
Job check_job(CheckWork work, Checked done, Failure failed);
// last: the outcome of a check by the same rules at the same time, and the work it came of. Delivers null
// where too much has changed, or nothing, for the neighbourhood of the change to be worth a look of its own.
Job near_change_job(CheckWork work, const CheckWork& last,
                    std::shared_ptr<const assessment::Assessment> outcome, Checked done, Failure failed);
// The outcome of that work with the work's acceptances; nothing is measured again.
Job acceptance_job(CheckWork work, std::shared_ptr<const assessment::Assessment> outcome, Checked done,
                   Failure failed);

// The outcome of that work with Finding::flips of the finding with that key.
Job flips_job(CheckWork work, std::shared_ptr<const assessment::Assessment> outcome, std::string key,
              Checked done, Failure failed);

Job export_grid_job(std::shared_ptr<const Field> field, Frame frame, const std::filesystem::path& file,
                    std::function<void()> written, Failure failed);

// Layers or roles of the site for an audience (io::export_site).
Job export_site_job(SitePtr site, io::ExportOptions options, const std::filesystem::path& file,
                    std::function<void(io::ExportReport)> written, Failure failed);

// The page with those options as a PDF.
Job review_page_job(std::shared_ptr<const PageSource> source, report::PageOptions options,
                    const std::filesystem::path& file, std::function<void(report::PageContent)> written,
                    Failure failed);

Job export_table_job(io::Table table, const std::filesystem::path& file, std::function<void()> written,
                     Failure failed);

} // namespace prospect::app
