// Owning handles and calls around GDAL. Included only by .cpp files of geometry/io.
#pragma once

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <memory>
#include <string>
#include <vector>

namespace prospect::io {

// Once per process and thread-safe: drivers registered, traditional axis order, a callback that denies every network
// access, errors silent unless collected. Called by every entry point of geometry/io.
void start_gdal();

struct DatasetCloser {
    void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, DatasetCloser>;

struct FeatureDestroyer {
    void operator()(void* feature) const { OGR_F_Destroy(static_cast<OGRFeatureH>(feature)); }
};
using OgrFeature = std::unique_ptr<std::remove_pointer_t<OGRFeatureH>, FeatureDestroyer>;

struct GeometryDestroyer {
    void operator()(void* geometry) const { OGR_G_DestroyGeometry(static_cast<OGRGeometryH>(geometry)); }
};
using OgrGeometry = std::unique_ptr<std::remove_pointer_t<OGRGeometryH>, GeometryDestroyer>;

struct SrsDestroyer {
    void operator()(void* srs) const { OSRRelease(static_cast<OGRSpatialReferenceH>(srs)); }
};
using Srs = std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, SrsDestroyer>;

// Collects GDAL's messages of this thread while it lives; equal messages count once.
class MessageCollector {
public:
    MessageCollector();
    ~MessageCollector();
    MessageCollector(const MessageCollector&) = delete;
    MessageCollector& operator=(const MessageCollector&) = delete;

    struct Message {
        std::string text;
        bool error = false;
        std::size_t count = 1;
    };
    const std::vector<Message>& messages() const { return messages_; }
    // The first error's text, or "".
    std::string first_error() const;
    // Called by GDAL through a C callback; never throws.
    void add(bool error, const char* text) noexcept;

private:
    std::vector<Message> messages_;
};

} // namespace prospect::io
