#include "analysis/assessment/measuring_keys.h"

#include "geometry/site/water.h"

#include <array>

namespace prospect::assessment {

MeasuringKeys::MeasuringKeys(const Site& site, const engine::Request& request) : content_(site, request) {
    Sha256 layers;
    for (const LayerPtr& layer : site.layers) {
        layers.add(layer->id.text()).add(layer->name).add(name_of(layer->role));
        for (const FeaturePtr& feature : layer->features)
            if (feature->geometry.kind == GeometryKind::polygon && is_water(*layer, *feature))
                layers.add(feature->id.text());
    }
    layers_ = layers.finish();
}

std::string MeasuringKeys::of(std::string_view kind, std::span<const Role> reads, const Criterion& criterion,
                              std::string_view more) const {
    static constexpr std::array always{Role::study_area, Role::building, Role::barrier,  Role::opening,
                                       Role::zone,       Role::path,     Role::tree,     Role::planting,
                                       Role::activity,   Role::target,   Role::underlay, Role::terrain,
                                       Role::surface};
    Sha256 hash;
    hash.add(kind).add(criterion.code).add(criterion.metric).add(criterion.unit).add(more);
    hash.add(static_cast<std::uint64_t>(criterion.comparison)).add(criterion.threshold);
    hash.add(static_cast<std::uint64_t>(criterion.missed));
    hash.add(static_cast<std::uint64_t>(criterion.settings.size()));
    for (const auto& [name, value] : criterion.settings)
        hash.add(name).add(value);
    engine::add_digest(hash, layers_);
    content_.add_to(hash, always);
    content_.add_to(hash, reads);
    return std::string(kind) + " " + hex(hash.finish());
}

std::size_t bytes_of(const Measured& measured) {
    std::size_t bytes = sizeof(Measured) + measured.notes.size() * sizeof(scene::Note) +
                        measured.untouched.size() * sizeof(Uuid);
    const auto text = [&](const std::string& one) { bytes += one.capacity(); };
    for (const Measurement& one : measured.subjects) {
        bytes += sizeof(Measurement) + (one.subject.size() + one.causes.size()) * sizeof(Uuid);
        text(one.text);
        for (const Evidence& seen : one.evidence) {
            bytes += sizeof(Evidence) + seen.shape.points.size() * sizeof(Point);
            text(seen.text);
        }
        for (const Proposal& proposal : one.proposals) {
            bytes += sizeof(Proposal) + proposal.edit.steps.size() * sizeof(SiteChangeStep);
            text(proposal.text);
        }
    }
    for (const Gap& gap : measured.gaps) {
        bytes += sizeof(Gap) + gap.features.size() * sizeof(Uuid);
        text(gap.text);
    }
    return bytes;
}

} // namespace prospect::assessment
