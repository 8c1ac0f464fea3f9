#include "app/tools/shape_edits.h"

#include "app/models/words.h"
#include "geometry/kernel/shape_operations.h"

#include <QCoreApplication>

#include <algorithm>

namespace prospect::app {

namespace {

struct ShapeText {
    Q_DECLARE_TR_FUNCTIONS(ShapeText)
};

FeaturePtr piece_of(const Feature& original, Geometry shape) {
    Feature piece = original;
    piece.id = Uuid::random();
    piece.geometry = std::move(shape);
    return std::make_shared<const Feature>(std::move(piece));
}

std::vector<Geometry> pieces_of(const Geometry& shape, std::span<const Point> cut) {
    if (shape.kind == GeometryKind::polygon) return split_area(shape, cut);
    if (shape.kind == GeometryKind::line) return split_line(shape, cut);
    return {};
}

bool know_the_same(const Feature& a, const Feature& b) {
    return a.name == b.name && a.attributes == b.attributes;
}

ShapeEdit refused(const QString& why) {
    ShapeEdit result;
    result.refusal = why;
    return result;
}

} // namespace

ShapeEdit split_edit(std::span<const Copied> things, std::span<const Point> cut) {
    ShapeEdit result;
    SiteEdit edit;
    std::size_t count = 0;
    for (const Copied& one : things) {
        const Geometry& shape = one.feature->geometry;
        std::vector<Geometry> pieces = pieces_of(shape, cut);
        if (pieces.size() <= shape.part_count()) continue;
        count += pieces.size();
        edit.steps.push_back(ChangeGeometry{one.feature->id, std::move(pieces.front())});
        result.made.push_back(one.feature->id);
        std::vector<FeaturePtr> added;
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            added.push_back(piece_of(*one.feature, std::move(pieces[i])));
            result.made.push_back(added.back()->id);
        }
        edit.steps.push_back(AddFeatures{one.layer, std::move(added)});
    }
    if (edit.steps.empty())
        return refused(ShapeText::tr("The line does not lead right through anything that is selected."));
    edit.title = ShapeText::tr("Split into %1").arg(count).toStdString();
    result.edit = std::move(edit);
    return result;
}

ShapeEdit merge_edit(std::span<const Copied> things, const Progress& progress) {
    const bool areas =
        things.size() >= 2 && std::all_of(things.begin(), things.end(), [&](const Copied& one) {
            return one.feature->geometry.kind == GeometryKind::polygon && one.role == things.front().role;
        });
    if (!areas) return refused(ShapeText::tr("Select two or more areas of one kind to join them."));
    std::vector<Geometry> shapes;
    for (const Copied& one : things)
        shapes.push_back(one.feature->geometry);
    Geometry merged = merge_areas(shapes, progress);
    if (merged.part_count() != 1)
        return refused(ShapeText::tr("These areas neither overlap nor share an edge: move their corners "
                                     "together first."));
    const Feature& kept =
        *std::max_element(things.begin(), things.end(), [](const Copied& a, const Copied& b) {
             return area(a.feature->geometry) < area(b.feature->geometry);
         })->feature;
    RemoveFeatures remove;
    bool differ = false;
    for (const Copied& one : things) {
        if (one.feature->id == kept.id) continue;
        remove.features.push_back(one.feature->id);
        differ = differ || !know_the_same(*one.feature, kept);
    }
    ShapeEdit result;
    result.made = {kept.id};
    result.edit = SiteEdit{ShapeText::tr("Join %1").arg(things_text(things.size())).toStdString(),
                           {ChangeGeometry{kept.id, std::move(merged)}, std::move(remove)}};
    if (differ)
        result.note =
            ShapeText::tr("What is known of the parts differed: the joined area keeps what is known "
                          "of the largest, %1.")
                .arg(kept.name.empty() ? quantity_text(area(kept.geometry), "m2")
                                       : QString::fromStdString(kept.name));
    return result;
}

ShapeEdit parallel_edit(const Site& site, std::span<const Copied> things, double distance_m) {
    std::vector<Copied> led;
    for (const Copied& one : things) {
        if (one.feature->geometry.kind == GeometryKind::point) continue;
        auto shape = parallel(one.feature->geometry, distance_m);
        if (!shape)
            return refused(ShapeText::tr("At %1 it would run into itself: choose a smaller distance.")
                               .arg(quantity_text(std::abs(distance_m), "m")));
        auto feature = std::make_shared<Feature>(*one.feature);
        feature->geometry = std::move(*shape);
        led.push_back({std::move(feature), one.role, one.layer});
    }
    if (led.empty()) return refused(ShapeText::tr("Select a line or an area first."));
    const Point here{};
    CopyEdit copy = copies_at(site, led, std::span(&here, 1),
                              ShapeText::tr("Parallel at %1").arg(quantity_text(std::abs(distance_m), "m")));
    ShapeEdit result;
    result.edit = std::move(copy.edit);
    result.made = std::move(copy.made);
    return result;
}

} // namespace prospect::app
