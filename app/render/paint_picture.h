// Plan pictures under everything else, smooth at every zoom.
#pragma once

#include "app/render/paint_model.h"

#include <QImage>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace prospect::render {

class PlanBrush;

// A stored picture and its halvings, decoded when first painted (whoever asks first pays: about 15 ms a
// million pixels; four bytes a pixel, a third more for the halvings). Safe to ask from any thread.
class PictureLevels {
public:
    explicit PictureLevels(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {}
    const std::shared_ptr<const std::string>& bytes() const { return bytes_; }
    // Largest first, each half the one before; empty when the bytes are no picture.
    const std::vector<QImage>& images() const;

private:
    std::shared_ptr<const std::string> bytes_;
    mutable std::once_flag once_;
    mutable std::vector<QImage> images_;
};

// The pictures of all visible layers, bottom to top, with their layers' opacity.
void paint_pictures(PlanBrush& brush, const PaintModel& model);

} // namespace prospect::render
