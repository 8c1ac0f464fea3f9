// From any supported file to layers of a site. Sources are only read.
#pragma once

#include "geometry/base/error.h"
#include "geometry/base/progress.h"
#include "geometry/io/printed_scale.h"
#include "geometry/io/stored_file.h"
#include "geometry/raster/registration.h"
#include "geometry/site/difference.h"
#include "geometry/site/site.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

// How plan images and PDF pages come in.
struct PlanOptions {
    int page = 1; // of a PDF, from 1
    std::optional<double>
        dpi; // a page is drawn at so many dots per inch (150); an image was scanned at so many
    std::optional<double> scale; // denominator at the page's own size; absent: as printed
    std::vector<ControlPoint>
        control_points;      // picture: pixels at the resolution above, x right, y up (rows negative)
    std::string control_crs; // system of their map coordinates; "": the site's
    TransformKind transform = TransformKind::helmert;
    // Where the middle of a plan goes that is placed by nothing else, relative to the site's origin; absent:
    // its lower left corner lies on the origin.
    std::optional<Point> middle;
    bool operator==(const PlanOptions&) const = default;
};

struct ImportOptions {
    std::string crs;  // "EPSG:n" or "local" for a source without one; also the site's when it has none yet
    std::string unit; // "m", "cm", "mm", "ft", "in" of a drawing; empty: as declared, if plausible
    std::map<std::string, Role> roles;  // source layer (or file name without extension) → role
    std::filesystem::path mapping_file; // JSON in the form of resources/mappings
    // --force: replace the layers of a source already present, keeping ids; with as_option, the option.
    bool replace = false;
    std::string as_option; // what differs from the existing place becomes the edits of the option so named
    PlanOptions plan;
    bool operator==(const ImportOptions&) const = default;
};

// Counts of one source layer that became (or did not become) a layer of the site. read = imported + skipped.
// A file of photometry is a row of its own: one file read and imported, without layer and role.
struct SourceCount {
    std::string file;  // file name
    std::string layer; // source layer
    std::string role;  // role name, "" when nothing was imported or it is photometry
    std::size_t read = 0;
    std::size_t imported = 0;
    std::size_t skipped = 0;
    std::size_t repaired = 0;
    std::size_t clipped = 0;
    std::size_t defaulted = 0; // features for which at least one default counts that results depend on
};

// Why features were skipped, repaired or doubted; equal reasons are one row.
struct Reason {
    std::string reason;
    std::size_t count = 0;
    std::string example;        // layer and id of the first
    std::optional<Point> place; // full CRS coordinates of the first
};

// Light data that the site keeps from now on, or kept already.
struct PhotometryRow {
    std::string name;   // of the file, as luminaires name it
    std::string format; // "IES", "EULUMDAT"
    double flux_lm = 0; // what its intensities add up to
    std::optional<double> header_flux_lm;
    bool absolute = false;
    std::vector<std::string> notes; // doubts are also among the notes of the report
};

// Begins a note that is a doubt.
inline constexpr std::string_view doubt_mark = "warning: ";

struct ImportReport {
    std::vector<SourceCount> sources;
    std::vector<PhotometryRow> photometry;
    std::vector<Reason> reasons;
    std::vector<std::string> notes; // assumptions and advice, one sentence each

    void add_reason(const std::string& reason, const std::string& example, std::optional<Point> place);
    void append(const ImportReport& other);
};

// What reading one source gave, before it joins a site. Coordinates are full, in `crs`.
struct LayerDraft {
    std::string source_layer; // name in the source
    std::string suggested_name;
    std::optional<Role> role; // from options, mapping or the format; absent: underlay, "drawing only"
    std::vector<Feature> features;
    std::shared_ptr<Field> raster;        // grid in full coordinates
    std::shared_ptr<PlanPicture> picture; // placed in full coordinates
    bool visible = true;                  // false: frozen or off in the drawing
};

// What is known of a plan image or page, for the report and for asking the user.
struct PlanFacts {
    std::string page; // "page 2", the file's stem
    int page_count = 1;
    PlanScale scale; // size on paper and what is printed on it
    std::optional<double>
        used_scale;    // denominator at the page's own size; absent when placed by points or by the file
    std::string basis; // PlanPicture::basis
    double dpi = 0;    // of the pixels a user counts in
    Affine to_users;   // from pixels of the picture to those a user counts in (PlanOptions::control_points)
    std::optional<Registration> registration;
    bool unplaced = false; // it is put on the site's origin, or where PlanOptions::middle says
};

struct SourceDraft {
    std::filesystem::path file;
    std::string crs;  // of the coordinates below; "local", or "" when the source names none
    std::string unit; // for a drawing: the unit that was used to reach metres
    std::vector<LayerDraft> layers;
    std::vector<std::string> empty_layers; // layers it names and nothing lies on, where a source can say so
    std::vector<StoredFile> files;         // what the site keeps of it as it is: photometry
    Photometries photometries;             // the light of these files
    ImportReport report;
    std::optional<PlanFacts> plan; // of a plan image or page
};

// Reads one source completely. Throws Error(refused) with one sentence and advice when it cannot be used:
// unknown format, empty or truncated file, a drawing without (or with an implausible) unit and no option, no
// layer.
SourceDraft read_source(const std::filesystem::path& file, const ImportOptions& options,
                        const Progress& progress);

// The edit that adds drafts to the site, and the frame the site has then (unchanged when it is set).
// Reprojects, drops what cannot be placed (reported), refuses sources that are present already, have no
// system, or lie too far apart (tolerance::site_limit_m). A refused source is left out; throws AllRefused
// when all are. With options.as_option nothing joins the existing place: sources may be present already, and
// the edit is what makes the existing place what they show (difference.h). Throws Error(usage) then when the
// option's name will not do (options.h) or is taken and options.replace is not set, or the site is empty.
// Photometry joins the files the site keeps, whatever option is named; `kept` are those it has. One of a name
// that is kept with other bytes is refused unless options.replace is set.
struct ImportOutcome {
    Frame frame;
    std::vector<StoredFile> files; // to keep besides, in place of those of their names
    Photometries photometries;     // the site's then, when there are any
    std::string option;            // the edit belongs to the option so named; empty: to the existing place
    SiteEdit edit;
    DifferenceCounts difference; // of an option
    ImportReport report;
    std::vector<Error> refused;
};
// What the first was refused for, and the errors of all, in their order; their context names the files.
class AllRefused : public Error {
public:
    explicit AllRefused(std::vector<Error> refused) : Error(refused.front()), refused_(std::move(refused)) {}
    const std::vector<Error>& refused() const { return refused_; }

private:
    std::vector<Error> refused_;
};
ImportOutcome place_on_site(const Site& site, std::vector<SourceDraft> drafts, const ImportOptions& options,
                            const Progress& progress, const std::vector<StoredFile>& kept = {});
// The site with the outcome in it. An option is new, or takes the place of the one of its name.
SitePtr with_outcome(const Site& site, const ImportOutcome& outcome);
// The files to keep then: `kept` without those that are replaced, unless a note of `site` has them.
std::vector<StoredFile> files_with_outcome(const Site& site, std::vector<StoredFile> kept,
                                           const ImportOutcome& outcome);

// File formats by extension, for `list formats`, file dialogs and refusals.
struct FormatInfo {
    std::string name;       // "GeoPackage"
    std::string extensions; // "*.gpkg"
    bool reads = true;
    bool writes = false;
    std::string note;
};
const std::vector<FormatInfo>& formats();

} // namespace prospect::io
