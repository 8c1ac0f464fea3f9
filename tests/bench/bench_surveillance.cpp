// Natural surveillance on the sample, and on a district of Berlin with windows assumed: seconds of the method
// alone, and of each target and spot. Run: bench_surveillance [threads]; the district needs
// PROSPECT_TEST_DATA.
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/io/import.h"
#include "geometry/io/project_file.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace prospect;

namespace {

void measure(const char* plan, const SitePtr& site, const char* analysis, const engine::Settings& settings,
             int threads) {
    engine::Engine engine(catalogue());
    const engine::RunPtr run = engine.run(analysis, settings, {.site = site, .threads = threads});
    std::printf("%-10s %-26s %7.2f s ", plan, analysis, run->seconds.run);
    for (const auto& [name, count] : run->result.counts)
        std::printf(" %s %lld", name.c_str(), static_cast<long long>(count));
    std::printf("\n");
}

SitePtr district(const std::filesystem::path& file) {
    std::vector<io::SourceDraft> drafts;
    drafts.push_back(io::read_source(file, {}, {}));
    Site framed;
    io::ImportOutcome outcome = io::place_on_site(framed, std::move(drafts), {}, {});
    framed.frame = outcome.frame;
    return apply(framed, outcome.edit);
}

} // namespace

int main(int argc, char** argv) {
    const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
    const SitePtr sample = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    std::printf("%d threads\n", threads);
    measure("sample", sample, "sightlines.overlooking", {{"cell_m", "1"}}, threads);
    measure("sample", sample, "sightlines.concealment", {}, threads);
    measure("sample", sample, "sightlines.window", {}, threads);
    measure("sample", sample, "access.frontage", {}, threads);
    measure("sample", sample, "risk.fear", {}, threads);
    const char* data = std::getenv("PROSPECT_TEST_DATA");
    if (!data) {
        std::printf("Berlin: PROSPECT_TEST_DATA is not set\n");
        return 0;
    }
    const SitePtr berlin = district(std::filesystem::path(data) / "osm/berlin-neukoelln.osm");
    measure("Berlin", berlin, "sightlines.overlooking", {{"cell_m", "2"}, {"assume_windows", "yes"}},
            threads);
    return 0;
}
