#include "app/models/place_search.h"

#include "geometry/base/error.h"
#include "geometry/base/grid_reference.h"
#include "geometry/io/crs.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace prospect::app {

namespace {

constexpr const char* british_grid = "EPSG:27700";

struct PlaceWords {
    Q_DECLARE_TR_FUNCTIONS(PlaceSearch)
};

SearchItem sentence_item(const QString& text, const QString& detail) {
    return {text, detail, {}, QStringLiteral("look"), {}};
}

// The square in the plan's own system, local; absent when there is no way from the British grid to it.
std::optional<Box> local_square(const GridReference& reference, const Frame& frame) {
    const Box square = reference.square();
    std::array<Point, 4> corners{Point{square.xmin, square.ymin}, Point{square.xmax, square.ymin},
                                 Point{square.xmax, square.ymax}, Point{square.xmin, square.ymax}};
    try {
        if (frame.crs != british_grid && io::Transformation(british_grid, frame.crs).apply(corners) > 0)
            return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
    Box box;
    for (const Point corner : corners)
        box.add(frame.to_local(corner));
    return box;
}

QString size_words(double size_m) {
    return size_m >= 1000 ? PlaceWords::tr("%1 km square").arg(size_m / 1000)
                          : PlaceWords::tr("%1 m square").arg(size_m);
}

} // namespace

std::vector<SearchItem> places_of(const QString& typed, const Frame& frame,
                                  const std::function<void(const Box& square)>& go) {
    const GridReferenceReading read = read_grid_reference(typed.trimmed().toStdString());
    if (!read.problem.empty())
        return {sentence_item(QString::fromStdString(read.problem), PlaceWords::tr("Grid reference"))};
    if (!read.reference) return {};
    const QString text = QString::fromStdString(read.reference->text);
    if (!frame.set() || frame.crs == "local")
        return {sentence_item(PlaceWords::tr("This plan has no place on the map yet."),
                              PlaceWords::tr("%1 cannot be found on it").arg(text))};
    const auto box = local_square(*read.reference, frame);
    if (!box)
        return {sentence_item(PlaceWords::tr("The map grid of this plan has no way to the British grid."),
                              PlaceWords::tr("%1 cannot be found on it").arg(text))};
    return {{PlaceWords::tr("Go to %1").arg(text),
             PlaceWords::tr("British grid, %1").arg(size_words(read.reference->size_m)),
             {},
             QStringLiteral("target"),
             [go, square = *box] { go(square); }}};
}

} // namespace prospect::app
