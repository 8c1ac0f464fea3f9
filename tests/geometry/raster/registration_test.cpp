#include "geometry/base/error.h"
#include "geometry/raster/registration.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace prospect;

namespace {

// Turned by 90° counter-clockwise, ten times as large, moved to (100, 200).
Point moved_point(Point p) {
    return {100 - 10 * p.y, 200 + 10 * p.x};
}

} // namespace

class RegistrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void two_points_give_scale_turn_and_place() {
        const ControlPoint points[] = {{{0, 0}, {100, 200}}, {{3, 4}, moved_point({3, 4})}};
        const Registration found = register_points(points, TransformKind::helmert);
        QVERIFY(std::abs(found.map.scale() - 10) < 1e-12);
        QVERIFY(std::abs(found.map.rotation_deg() - 90) < 1e-9);
        QVERIFY(distance(found.map({7, -2}), moved_point({7, -2})) < 1e-9);
        QVERIFY(found.rms_m < 1e-9);
        QVERIFY(!found.mirrored);
    }

    // A square and its image, one corner of which is 4 m off: a similarity takes a quarter of the error away
    // in the middle and as much by turning and scaling.
    void more_points_share_the_error() {
        const ControlPoint points[] = {
            {{-1, -1}, {-1, -1}}, {{1, -1}, {1, -1}}, {{1, 1}, {1, 5}}, {{-1, 1}, {-1, 1}}};
        const Registration found = register_points(points, TransformKind::helmert);
        // By hand: Σ(uX + vY) = 8 + 4, Σ(uY − vX) = 4, Σ(u² + v²) = 8: a = 1.5, b = 0.5, middle (0, 1).
        QVERIFY(std::abs(found.map.xx - 1.5) < 1e-12 && std::abs(found.map.yx - 0.5) < 1e-12);
        QVERIFY(distance(found.map({0, 0}), Point{0, 1}) < 1e-12);
        // (1, 1) goes to (1, 3): 2 m from (1, 5). (-1, 1) goes to (-2, 2): √2 from (-1, 1).
        QVERIFY(std::abs(found.residuals_m[2] - 2) < 1e-12);
        QVERIFY(std::abs(found.residuals_m[3] - std::sqrt(2.0)) < 1e-12);
        // (-1, -1) → (-1, -1): 0. (1, -1) → (2, 0): √2. Mean square (0 + 2 + 4 + 2) / 4.
        QVERIFY(std::abs(found.rms_m - std::sqrt(2.0)) < 1e-12);
    }

    void an_affine_map_follows_a_stretched_scan() {
        const Affine truth{2, 0.5, 10, -0.25, 3, 20};
        std::vector<ControlPoint> points;
        for (const Point p : {Point{0, 0}, Point{10, 0}, Point{0, 10}, Point{7, 9}})
            points.push_back({p, truth(p)});
        const Registration found = register_points(points, TransformKind::affine);
        QVERIFY(found.rms_m < 1e-9);
        QVERIFY(distance(found.map({3, 4}), truth({3, 4})) < 1e-9);
        QVERIFY(register_points(points, TransformKind::helmert).rms_m > 1);
    }

    void a_mirrored_picture_is_told() {
        std::vector<ControlPoint> points;
        for (const Point p : {Point{0, 0}, Point{10, 0}, Point{3, 8}})
            points.push_back({p, Point{-2 * p.x, 2 * p.y}});
        for (const TransformKind kind : {TransformKind::helmert, TransformKind::affine}) {
            const Registration found = register_points(points, kind);
            QVERIFY(found.mirrored);
            QVERIFY(found.rms_m < 1e-9);
        }
    }

    void too_few_points_or_points_on_one_line_are_refused() {
        const ControlPoint one[] = {{{0, 0}, {0, 0}}};
        QVERIFY_EXCEPTION_THROWN(register_points(one, TransformKind::helmert), Error);
        const ControlPoint same[] = {{{1, 1}, {0, 0}}, {{1, 1}, {5, 5}}};
        QVERIFY_EXCEPTION_THROWN(register_points(same, TransformKind::helmert), Error);
        const ControlPoint line[] = {{{0, 0}, {0, 0}}, {{1, 1}, {5, 5}}, {{2, 2}, {10, 10}}};
        QVERIFY_EXCEPTION_THROWN(register_points(line, TransformKind::affine), Error);
        QVERIFY(register_points(line, TransformKind::helmert).rms_m < 1e-9);
    }

    void an_inverse_and_a_chain_undo_each_other() {
        const Affine map{2, 0.5, 10, -0.25, 3, 20};
        QVERIFY(distance(then(map, map.inverse())({4, 5}), Point{4, 5}) < 1e-12);
        QVERIFY(distance(then(scaling(2, 3), map)({1, 1}), map({2, 3})) < 1e-12);
    }
};

PROSPECT_TEST(RegistrationTest);
#include "registration_test.moc"
