#include "tests/geometry/io/import_support.h"

#include "geometry/base/error.h"

#include <cstdlib>

namespace prospect::test {

namespace fs = std::filesystem;

Imported import_files(const std::vector<fs::path>& files, const io::ImportOptions& options,
                      const Site* base) {
    std::vector<io::SourceDraft> drafts;
    for (const fs::path& file : files)
        drafts.push_back(io::read_source(file, options, {}));
    Site framed = base != nullptr ? *base : Site{};
    io::ImportOutcome outcome = io::place_on_site(framed, std::move(drafts), options, {});
    if (!outcome.refused.empty()) throw outcome.refused.front();
    framed.frame = outcome.frame;
    if (!outcome.files.empty()) framed.photometries = outcome.photometries;
    return {apply(framed, outcome.edit), std::move(outcome.report)};
}

fs::path own_case(const std::string& relative) {
    return fs::path(PROSPECT_SOURCE_DIR "/tests/cases/import") / relative;
}

fs::path real_file(const std::string& relative) {
    const char* folder = std::getenv("PROSPECT_TEST_DATA");
    if (folder == nullptr || !fs::exists(fs::path(folder) / relative)) return {};
    return fs::path(folder) / relative;
}

std::map<std::string, std::size_t> kinds(const Site& site) {
    std::map<std::string, std::size_t> found;
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features) {
            const Attribute* kind = feature->find("kind");
            ++found[std::string(name_of(layer->role)) + ":" + (kind != nullptr ? as_text(kind->value) : "-")];
        }
    return found;
}

std::size_t kind_count(const Site& site, const std::string& role_and_kind) {
    return kinds(site)[role_and_kind];
}

std::size_t read_of(const io::ImportReport& report, const std::string& source_layer) {
    std::size_t sum = 0;
    for (const io::SourceCount& row : report.sources)
        sum += row.layer == source_layer ? row.read : 0;
    return sum;
}

std::size_t total(const io::ImportReport& report, std::size_t io::SourceCount::*column) {
    std::size_t sum = 0;
    for (const io::SourceCount& row : report.sources)
        sum += row.*column;
    return sum;
}

std::size_t reason_count(const io::ImportReport& report, const std::string& words) {
    for (const io::Reason& reason : report.reasons)
        if (reason.reason.find(words) != std::string::npos) return reason.count;
    return 0;
}

bool has_note(const io::ImportReport& report, const std::string& words) {
    for (const std::string& note : report.notes)
        if (note.find(words) != std::string::npos) return true;
    return false;
}

QString miscount(const Imported& imported) {
    std::map<std::string, std::size_t> reported;
    for (const io::SourceCount& row : imported.report.sources) {
        if (row.read != row.imported + row.skipped)
            return QString::fromStdString(row.layer + ": read is not imported and skipped");
        if (row.repaired > row.read || row.clipped > row.imported || row.defaulted > row.imported)
            return QString::fromStdString(row.layer + ": more repaired, clipped or defaulted than there are");
        if (row.imported > 0) reported[row.role] += row.imported;
    }
    // Photometry is no layer: its rows have no role.
    if (reported[""] != imported.report.photometry.size()) return QString("not a row for each light");
    reported.erase("");
    std::map<std::string, std::size_t> held;
    for (const auto& [role, count] : imported.site->counts())
        if (count > 0) held[std::string(name_of(role))] = count;
    return reported == held ? QString() : QString("the report and the site differ");
}

FeaturePtr feature_with(const Site& site, const std::string& source_id) {
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            if (feature->source.id == source_id) return feature;
    return nullptr;
}

std::string text_of(const Feature& feature, const std::string& attribute) {
    const Attribute* found = feature.find(attribute);
    return found != nullptr ? as_text(found->value) : "";
}

QString refusal(const fs::path& file, const io::ImportOptions& options) {
    try {
        import_files({file}, options);
    } catch (const Error& error) {
        const char* code = error.code() == ErrorCode::usage     ? "usage"
                           : error.code() == ErrorCode::refused ? "refused"
                                                                : "internal";
        return QString("%1: %2").arg(code, error.what());
    }
    return {};
}

} // namespace prospect::test
