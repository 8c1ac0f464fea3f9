#include "analysis/lighting/photometries.h"

#include "geometry/base/resources.h"
#include "geometry/io/photometry.h"
#include "geometry/io/project_photometry.h"

#include <filesystem>

namespace prospect::lighting {

const Photometries& bundled_photometries() {
    static const Photometries bundled = [] {
        Photometries read;
        for (const auto& entry : std::filesystem::directory_iterator(resource_path("photometry")))
            if (const std::string name = entry.path().filename().string(); io::names_photometry(name))
                read.emplace(name,
                             std::make_shared<const Photometry>(io::read_photometry_file(entry.path())));
        return read;
    }();
    return bundled;
}

std::shared_ptr<const Photometry> photometry_of(const Site& site, std::string_view name) {
    if (auto own = photometry_named(site.photometries, name)) return own;
    return photometry_named(bundled_photometries(), name);
}

} // namespace prospect::lighting
