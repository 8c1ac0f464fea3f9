// The access graph, and what it answers, of the sample and of a district of Berlin: seconds each, the best of
// three. The district needs PROSPECT_TEST_DATA; its zones are assumed.
#include "analysis/access/reach.h"
#include "analysis/access/sealing.h"
#include "geometry/edits/assume_ownership.h"
#include "geometry/io/import.h"
#include "geometry/io/project_file.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace prospect;

namespace {

template <class Act>
double best_of_three(const Act& act) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        act();
        best =
            std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

void measure(const char* plan, const SitePtr& site) {
    const scene::Scene scene(site, {});
    const double graph_s = best_of_three([&] { (void)scene::AccessGraph(scene, {}); });
    const scene::AccessGraph graph(scene, {});
    const double reach_s =
        best_of_three([&] { (void)access::reach_of(graph, access::Buildings::lead_nowhere); });
    std::size_t zones = 0;
    const double cuts_s = best_of_three([&] {
        zones = 0;
        for (const auto& [layer, zone] : site->features(Role::zone)) {
            if (scene::ownership_of(*zone) < scene::Ownership::semi_public) continue;
            ++zones;
            (void)access::sealing_of(graph, graph.places_of(*zone), access::ControlCost::given,
                                     access::Buildings::lead_nowhere);
        }
    });
    std::printf(
        "%-8s graph %.3f s (%zu places, %zu passages)  depths %.5f s  least cuts of %zu zones %.3f s, "
        "%.5f s each\n",
        plan, graph_s, graph.places().size(), graph.passages().size(), reach_s, zones, cuts_s,
        zones > 0 ? cuts_s / static_cast<double>(zones) : 0);
}

SitePtr district(const std::filesystem::path& file) {
    std::vector<io::SourceDraft> drafts;
    drafts.push_back(io::read_source(file, {}, {}));
    Site framed;
    io::ImportOutcome outcome = io::place_on_site(framed, std::move(drafts), {}, {});
    framed.frame = outcome.frame;
    const SitePtr plain = apply(framed, outcome.edit);
    return apply(*plain, assume_ownership(*plain).edit);
}

} // namespace

int main() {
    measure("sample", io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site);
    const char* data = std::getenv("PROSPECT_TEST_DATA");
    if (!data) {
        std::printf("Berlin: PROSPECT_TEST_DATA is not set\n");
        return 0;
    }
    measure("Berlin", district(std::filesystem::path(data) / "osm/berlin-neukoelln.osm"));
    return 0;
}
