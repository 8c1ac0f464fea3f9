#include "geometry/site/layer.h"

namespace prospect {

namespace {

Digest raster_digest(const Field& raster) {
    const Grid& grid = raster.grid;
    Sha256 sum;
    sum.add(raster.unit).add(grid.xmin).add(grid.ymax).add(grid.cell_x).add(grid.cell_y);
    sum.add(static_cast<std::uint64_t>(grid.columns)).add(static_cast<std::uint64_t>(grid.rows));
    std::vector<float> row(static_cast<std::size_t>(grid.columns));
    for (std::int64_t r = 0; r < grid.rows; ++r) {
        for (std::int64_t c = 0; c < grid.columns; ++c)
            row[static_cast<std::size_t>(c)] = raster.at(c, r) + 0.0F; // -0.0 becomes 0.0
        sum.add_bytes(row.data(), row.size() * sizeof(float));
    }
    return sum.finish();
}

} // namespace

std::optional<std::size_t> Layer::index_of(const Uuid& feature) const {
    for (std::size_t i = 0; i < features.size(); ++i)
        if (features[i]->id == feature) return i;
    return std::nullopt;
}

Box Layer::box() const {
    Box box;
    for (const FeaturePtr& feature : features)
        for (const Point p : feature->geometry.points)
            if (is_finite(p)) box.add(p);
    if (raster) box.add(raster->grid.box());
    if (picture) box.add(picture->box());
    return box;
}

Digest sum_of(const Digest& a, const Digest& b) {
    Digest sum{};
    unsigned carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        carry += static_cast<unsigned>(a[i]) + b[i];
        sum[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return sum;
}

LayerContent layer_content(const Layer& layer) {
    return layer.content.get([&] {
        LayerContent made;
        for (const FeaturePtr& feature : layer.features)
            made.sum = sum_of(made.sum, content_digest(*feature));
        if (layer.raster) made.raster = raster_digest(*layer.raster);
        return made;
    });
}

} // namespace prospect
