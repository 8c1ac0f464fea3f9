// Reading files for the import sheet: what would be added, what was guessed and why. Nothing on the plan
// changes.
#pragma once

#include "app/jobs/job_runner.h"
#include "app/render/style.h"
#include "geometry/io/import.h"

#include <QImage>

#include <filesystem>
#include <map>
#include <vector>

namespace prospect::app {

// One file that could not be read, beside others that could.
struct RefusedSource {
    std::filesystem::path file;
    Error error;
};

// What was answered for one file; the rest is as in ImportRequest::options.
struct FileAnswers {
    io::PlanOptions plan;
    std::string unit;         // of a drawing; "": as declared, or as proposed where that is doubtful
    bool laid_on_map = false; // a plan without a place is laid on the middle of the open map
    bool left_unplaced = false;
    std::string laid_as; // name of the plan of the open map on whose place it is laid
    bool operator==(const FileAnswers&) const = default;
};

// Drafts of an earlier reading, by file; used again where the answers that concern them are the same.
struct ReadFiles;

struct ImportRequest {
    SitePtr base;
    std::vector<io::StoredFile> kept; // files of the plan
    std::vector<std::filesystem::path> files;
    io::ImportOptions options;
    std::map<std::filesystem::path, FileAnswers> answers;
    std::shared_ptr<const ReadFiles> known;
    render::ThemeKind theme = render::ThemeKind::light;
};

// A plan image or page among the files.
struct PlanPreview {
    std::filesystem::path file;
    io::PlanFacts facts;
    LayerPtr picture;            // as it would be added
    std::vector<LayerPtr> alike; // plans of the open map with pages of the same shape
};
// A drawing, whose size hangs on its unit.
struct DrawingPreview {
    std::filesystem::path file;
    std::string unit;
    double width_m = 0;
    double height_m = 0;
    std::string doubt; // why the unit is a guess; "" when it is declared and plausible, or was answered
};
// Corners of the plan on those of a plan of the site with the same page: where its next revision lies.
std::vector<ControlPoint> laid_on(const io::PlanFacts& facts, const PlanPicture& plan, const PlanPicture& old,
                                  const Frame& frame);

// What a layer of a file looks like.
struct LayerSample {
    std::string file, layer, role; // as in SourceCount
    QImage picture;
};

// What an import would do.
struct ImportPreview {
    ImportRequest request; // made again when the plan has changed meanwhile
    io::ImportOutcome outcome;
    std::vector<RefusedSource> refused;
    Box added;        // local, of what would be added
    SitePtr alone;    // what would be added, without the rest
    SitePtr together; // with the rest; plan pictures let it show through. Null when nothing else is there
    std::vector<PlanPreview> plans;
    std::vector<DrawingPreview> drawings;
    std::vector<LayerSample> samples;
    std::string grid_doubt;            // why the map grid is a guess; "" when no file lacks one, or answered
    std::vector<std::string> replaced; // files that are on the plan already
};

// Whether light data is all that would come in: it has no size and no place.
bool only_light_data(const ImportPreview& preview);

// Fails when not a single file could be read, with the first refusal.
Job import_job(ImportRequest request, std::function<void(ImportPreview)> read,
               std::function<void(const Error&)> failed);

// The question in a refusal: an answer in the words of an option, "" when none is proposed. Absent when it
// was refused for another reason.
std::optional<std::string> proposed_unit(const Error& refusal);
std::optional<std::string> proposed_grid(const Error& refusal);

} // namespace prospect::app
