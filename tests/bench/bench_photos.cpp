// What 200 photos of 3 MB cost a project: seconds, bytes read and written and the greatest memory of opening
// it, of saving it after one pin was moved, and of keeping the unsaved work.
// Run: QT_QPA_PLATFORM=offscreen bench_photos [photos] [MB each]
#include "analysis/engine/memory.h"
#include "app/document/recovery.h"
#include "app/document/site_document.h"
#include "app/jobs/site_jobs.h"
#include "geometry/site/annotation.h"
#include "tests/support/small_site.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <random>

using namespace prospect;
using namespace prospect::app;

namespace {

// "rchar" or "wchar" of this process: bytes asked of the system, cached or not.
double moved_mb(const std::string& which) {
    std::ifstream in("/proc/self/io");
    std::string name;
    double bytes = 0;
    while (in >> name >> bytes)
        if (name == which + ":") return bytes / 1e6;
    return 0;
}

template <class Act>
void measure(const char* what, Act&& act) {
    const double read = moved_mb("rchar");
    const double written = moved_mb("wchar");
    QElapsedTimer timer;
    timer.start();
    act();
    std::printf("%-34s %7.3f s   read %7.1f MB   written %7.1f MB   peak memory %6.0f MB\n", what,
                static_cast<double>(timer.nsecsElapsed()) / 1e9, moved_mb("rchar") - read,
                moved_mb("wchar") - written, engine::peak_memory_mb());
    std::fflush(stdout);
}

std::string noise(std::size_t bytes, unsigned seed) {
    std::mt19937_64 random(seed);
    std::string made(bytes, '\0');
    for (std::size_t i = 0; i + 8 <= bytes; i += 8) {
        const std::uint64_t word = random();
        std::memcpy(made.data() + i, &word, 8);
    }
    return made;
}

void make_project(const std::filesystem::path& file, int photos, std::size_t bytes) {
    SitePtr site = test::small_site();
    std::vector<io::StoredFile> files;
    for (int i = 0; i < photos; ++i) {
        files.push_back(io::stored_file("photo.jpg", "image/jpeg", noise(bytes, static_cast<unsigned>(i))));
        Annotation note;
        note.id = Uuid::from_name("note " + std::to_string(i));
        note.geometry = Geometry::make_point({1.0 * i, 0});
        site = apply(*site, add_annotation(*site, note, {"A. Officer", "", "2026-11-28T09:00:00Z"}));
        site = apply(*site, set_files(*site, note.id, {{"photo.jpg", "image/jpeg", files.back().sha256}},
                                      {"A. Officer", "", "2026-11-28T09:00:00Z"}));
    }
    io::save_project(*site, {}, file, {.files = std::move(files)});
}

void move_pin(SiteDocument& document, int note, double y) {
    document.apply({"Move",
                    {ChangeGeometry{Uuid::from_name("note " + std::to_string(note)),
                                    Geometry::make_point({1.0 * note, y})}}});
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication program(argc, argv);
    const int photos = argc > 1 ? std::atoi(argv[1]) : 200;
    const int mb = argc > 2 ? std::atoi(argv[2]) : 3;
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("plan.gpkg").toStdString();
    if (argc > 3) { // of the making, which holds all photos, nothing shows in the memory measured
        make_project(argv[3], photos, static_cast<std::size_t>(mb) * 1'000'000);
        return 0;
    }
    const std::string make = "\"" + std::string(argv[0]) + "\" " + std::to_string(photos) + " " +
                             std::to_string(mb) + " \"" + file.string() + "\"";
    if (std::system(make.c_str()) != 0) return 1;
    SiteDocument document;
    measure("open", [&] { document.open(file); });
    move_pin(document, 0, 5);
    measure("save after one pin was moved", [&] { document.save(file); });
    RecoveryKeeper keeper(document, folder.filePath("recovery").toStdString(),
                          [](const RecoveryWork& work, const std::function<void()>& written) {
                              write_recovery(work, {});
                              written();
                          });
    move_pin(document, 1, 5);
    measure("keep the unsaved work", [&] { keeper.keep(); });
    move_pin(document, 2, 5);
    measure("keep it again", [&] { keeper.keep(); });
    return 0;
}
