#include "app/tools/copies.h"

#include "app/tools/drawables.h"
#include "app/tools/snapper.h"
#include "geometry/site/annotation.h"
#include "geometry/site/directions.h"
#include "geometry/site/lettering.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <unordered_set>

namespace prospect::app {

namespace {

struct CopyText {
    Q_DECLARE_TR_FUNCTIONS(CopyText)
};

// No two notes bear one number.
FeaturePtr numbered(Feature note, std::int64_t number) {
    note.set("number", number, Basis::drawn);
    return std::make_shared<const Feature>(std::move(note));
}

} // namespace

QString things_text(std::size_t count) {
    return count == 1 ? CopyText::tr("one thing")
                      : CopyText::tr("%n things", nullptr, static_cast<int>(count));
}

std::vector<Copied> copied_from(const Site& site, const std::vector<Uuid>& features) {
    const std::unordered_set<Uuid> wanted(features.begin(), features.end());
    std::vector<Copied> things;
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            if (wanted.contains(feature->id)) things.push_back({feature, layer->role, layer->id});
    return things;
}

Basis basis_of_copy(Basis basis) {
    return basis == Basis::surveyed || basis == Basis::tagged ? Basis::drawn : basis;
}

std::vector<Point> single_places(std::span<const Copied> things) {
    std::vector<Point> places;
    for (const Copied& one : things)
        if (const Geometry& shape = one.feature->geometry; shape.kind == GeometryKind::point)
            places.insert(places.end(), shape.points.begin(), shape.points.end());
    return places;
}

bool stand_free(std::span<const Copied> things) {
    return !things.empty() && std::all_of(things.begin(), things.end(), [](const Copied& one) {
        return stands_free(one.role, one.feature->geometry.kind);
    });
}

std::vector<Uuid> ids_of(std::span<const Copied> things) {
    std::vector<Uuid> ids;
    for (const Copied& one : things)
        ids.push_back(one.feature->id);
    return ids;
}

Box box_of(std::span<const Copied> things) {
    Box box;
    for (const Copied& one : things)
        box.add(one.feature->geometry.box());
    return box;
}

std::vector<Geometry> shapes_of(std::span<const Copied> things, Point offset) {
    std::vector<Geometry> shapes;
    for (const Copied& one : things)
        shapes.push_back(translated(one.feature->geometry, offset));
    return shapes;
}

FeaturePtr copy_of(const Feature& original, Geometry shape) {
    Feature copy = original;
    copy.id = Uuid::random();
    copy.geometry = std::move(shape);
    copy.source = {};
    // A text of a drawing stays one; all else that came with the original is not the copy's.
    std::erase_if(copy.extra, [](const auto& one) { return !is_lettering_value(one.first); });
    copy.basis = basis_of_copy(copy.basis);
    for (Attribute& attribute : copy.attributes)
        attribute.basis = basis_of_copy(attribute.basis);
    return std::make_shared<const Feature>(std::move(copy));
}

CopyEdit copies_at(const Site& site, std::span<const Copied> things, std::span<const Point> offsets,
                   const QString& title) {
    CopyEdit result;
    result.edit.title = title.toStdString();
    std::map<std::pair<Role, std::string>, Uuid> drawn_in;
    std::map<Uuid, std::vector<FeaturePtr>> copies;
    std::int64_t number = next_annotation_number(site);
    for (const Copied& one : things) {
        Uuid target = one.layer;
        const Layer* own = site.layer(one.layer);
        if (!own || !own->visible || own->role != one.role) {
            const auto which = std::pair{one.role, kind_of(*one.feature)};
            if (!drawn_in.contains(which)) {
                LayerToDrawIn layer =
                    layer_to_draw_in(site, one.role, which.second, one.feature->geometry.kind);
                drawn_in[which] = layer.layer;
                std::move(layer.steps.begin(), layer.steps.end(), std::back_inserter(result.edit.steps));
            }
            target = drawn_in[which];
        }
        for (const Point& offset : offsets) {
            FeaturePtr copy = copy_of(*one.feature, translated(one.feature->geometry, offset));
            if (one.role == Role::annotation) copy = numbered(*copy, number++);
            copies[target].push_back(std::move(copy));
            result.made.push_back(copies[target].back()->id);
        }
    }
    for (auto& [layer, features] : copies)
        result.edit.steps.push_back(AddFeatures{layer, std::move(features)});
    return result;
}

} // namespace prospect::app
