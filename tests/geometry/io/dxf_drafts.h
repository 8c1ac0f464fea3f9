// Reading a drawing and looking at the outcome, for the tests of DXF.
#pragma once

#include "geometry/io/dxf_import.h"
#include "tests/geometry/io/dxf_support.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace prospect::test::dxf {

using namespace prospect::io;

inline ImportOptions unit(const std::string& name) {
    ImportOptions options;
    options.unit = name;
    return options;
}

inline SourceDraft read_case(const std::string& name, const ImportOptions& options = {}) {
    return read_dxf(dxf_case(name), options, {});
}

inline std::string refusal_text(const std::string& name, const ImportOptions& options = {}) {
    return refusal_of([&] { read_case(name, options); }).what();
}

// Features of a role on a source layer, of all drafts; every layer when it is empty.
inline std::vector<Feature> features(const SourceDraft& draft, std::optional<Role> role,
                                     const std::string& layer = {}) {
    std::vector<Feature> found;
    for (const LayerDraft& part : draft.layers)
        if (part.role == role && (layer.empty() || part.source_layer == layer))
            found.insert(found.end(), part.features.begin(), part.features.end());
    return found;
}

inline Box box_of(const SourceDraft& draft) {
    Box box;
    for (const LayerDraft& layer : draft.layers)
        for (const Feature& feature : layer.features)
            box.add(feature.geometry.box());
    return box;
}

struct Totals {
    std::size_t read = 0;
    std::size_t imported = 0;
    std::size_t skipped = 0;
    std::size_t repaired = 0;
};

inline Totals totals(const SourceDraft& draft) {
    Totals sum;
    for (const SourceCount& count : draft.report.sources) {
        sum.read += count.read;
        sum.imported += count.imported;
        sum.skipped += count.skipped;
        sum.repaired += count.repaired;
    }
    return sum;
}

inline std::size_t reasons(const SourceDraft& draft, const std::string& part) {
    std::size_t count = 0;
    for (const Reason& reason : draft.report.reasons)
        if (reason.reason.find(part) != std::string::npos) count += reason.count;
    return count;
}

inline bool notes(const SourceDraft& draft, const std::string& part) {
    return std::any_of(draft.report.notes.begin(), draft.report.notes.end(),
                       [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

inline bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline bool near(double a, double b, double tolerance = 1e-6) {
    return std::abs(a - b) <= tolerance;
}

inline bool near(Point a, Point b, double tolerance = 1e-6) {
    return distance(a, b) <= tolerance;
}

inline bool near(const Box& a, const Box& b, double tolerance = 1e-6) {
    return near(Point{a.xmin, a.ymin}, Point{b.xmin, b.ymin}, tolerance) &&
           near(Point{a.xmax, a.ymax}, Point{b.xmax, b.ymax}, tolerance);
}

inline std::string text_of(const Feature& feature, const std::string& name) {
    for (const auto& [key, value] : feature.extra)
        if (key == name) return as_text(value);
    const Attribute* attribute = feature.find(name);
    return attribute == nullptr ? std::string() : as_text(attribute->value);
}

// What must hold for every drawing: counts add up, every feature is counted once and has a shape and an own
// id.
inline void check_counts(const SourceDraft& draft) {
    const Totals sum = totals(draft);
    QCOMPARE(sum.read, sum.imported + sum.skipped);
    std::size_t features = 0;
    std::set<Uuid> ids;
    for (const LayerDraft& layer : draft.layers)
        for (const Feature& feature : layer.features) {
            ++features;
            ids.insert(feature.id);
            QVERIFY(!feature.geometry.empty());
            QVERIFY(!feature.source.id.empty());
        }
    QCOMPARE(features, sum.imported);
    QCOMPARE(ids.size(), features);
}

} // namespace prospect::test::dxf
