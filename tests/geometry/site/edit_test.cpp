#include "geometry/base/error.h"
#include "geometry/site/edit.h"
#include "tests/geometry/site/random_edit.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;

namespace {

bool same(const std::vector<FeaturePtr>& a, const std::vector<FeaturePtr>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return *x == *y; });
}

bool same(const AddLayer& a, const AddLayer& b) {
    return a.layer->id == b.layer->id && a.layer->name == b.layer->name && a.layer->role == b.layer->role &&
           a.layer->visible == b.layer->visible && a.layer->opacity == b.layer->opacity &&
           same(a.layer->features, b.layer->features);
}
bool same(const RemoveLayer& a, const RemoveLayer& b) {
    return a.layer == b.layer;
}
bool same(const ChangeLayer& a, const ChangeLayer& b) {
    return a.layer == b.layer && a.name == b.name && a.role == b.role && a.visible == b.visible &&
           a.opacity == b.opacity;
}
bool same(const AddFeatures& a, const AddFeatures& b) {
    return a.layer == b.layer && same(a.features, b.features);
}
bool same(const RemoveFeatures& a, const RemoveFeatures& b) {
    return a.features == b.features;
}
bool same(const MoveFeatures& a, const MoveFeatures& b) {
    return a.layer == b.layer && a.features == b.features;
}
bool same(const ChangeGeometry& a, const ChangeGeometry& b) {
    return a.feature == b.feature && a.geometry == b.geometry;
}
bool same(const ChangeAttribute& a, const ChangeAttribute& b) {
    return a.feature == b.feature && a.attribute == b.attribute && a.value == b.value && a.basis == b.basis;
}
bool same(const ChangeName& a, const ChangeName& b) {
    return a.feature == b.feature && a.name == b.name;
}

bool same(const ChangeExtra& a, const ChangeExtra& b) {
    return a.feature == b.feature && a.name == b.name && a.value == b.value;
}

bool same(const SiteEdit& a, const SiteEdit& b) {
    if (a.title != b.title || a.steps.size() != b.steps.size()) return false;
    for (std::size_t i = 0; i < a.steps.size(); ++i) {
        const bool equal = std::visit(
            [](const auto& x, const auto& y) {
                if constexpr (std::is_same_v<decltype(x), decltype(y)>)
                    return same(x, y);
                else
                    return false;
            },
            a.steps[i], b.steps[i]);
        if (!equal) return false;
    }
    return true;
}

SiteEdit geometry_edit(Geometry geometry) {
    return {"", {ChangeGeometry{Uuid::from_name("x"), std::move(geometry)}}};
}

} // namespace

class EditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void random_edits_come_back_the_same() {
        for (unsigned seed = 0; seed < 2000; ++seed) {
            const SiteEdit edit = test::RandomEdit(seed).make();
            const std::string json = to_json(edit);
            const SiteEdit back = edit_from_json(json);
            QVERIFY2(same(edit, back), json.c_str());
            QCOMPARE(to_json(back), json);
        }
    }

    void sign_of_zero_survives() {
        const auto back = edit_from_json(to_json(geometry_edit(Geometry::make_point({-0.0, 0.0}))));
        const Point p = std::get<ChangeGeometry>(back.steps[0]).geometry.points[0];
        QVERIFY(std::signbit(p.x));
        QVERIFY(!std::signbit(p.y));
    }

    void numbers_that_are_none_survive() {
        Geometry odd = Geometry::make_point({std::nan(""), HUGE_VAL});
        odd.z = {-HUGE_VAL};
        const auto back = edit_from_json(to_json(geometry_edit(odd)));
        const Geometry& geometry = std::get<ChangeGeometry>(back.steps[0]).geometry;
        QVERIFY(std::isnan(geometry.points[0].x));
        QCOMPARE(geometry.points[0].y, HUGE_VAL);
        QCOMPARE(geometry.z[0], -HUGE_VAL);
    }

    void grid_cannot_be_part_of_an_option() {
        auto layer = test::make_layer("DTM", Role::terrain);
        layer->raster = std::make_shared<const Field>("terrain", "m", Grid{0, 1, 1, 1, 1, 1});
        try {
            to_json(SiteEdit{"", {AddLayer{layer}}});
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::usage);
            QVERIFY(error.message().find("DTM") != std::string::npos);
        }
    }

    void text_that_is_not_utf8_is_refused() {
        QVERIFY_EXCEPTION_THROWN(to_json(SiteEdit{"\xff", {}}), Error);
    }

    void broken_json_is_refused_by_name_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("named");
        const QByteArray id = "\"6f4d3c6e-2f7b-4e0a-9d0c-5b1c7a9e8f21\"";
        const auto step = [](const QByteArray& members) {
            return QByteArray("{\"title\":\"\",\"steps\":[{" + members + "}]}");
        };
        QTest::newRow("empty") << QByteArray() << QByteArray("JSON");
        QTest::newRow("cut off") << QByteArray("{\"title\":\"a\",\"ste") << QByteArray("JSON");
        QTest::newRow("number") << QByteArray("3") << QByteArray("title");
        QTest::newRow("no title") << QByteArray("{\"steps\":[]}") << QByteArray("title");
        QTest::newRow("no steps") << QByteArray("{\"title\":\"\"}") << QByteArray("steps");
        QTest::newRow("steps not a list") << QByteArray("{\"title\":\"\",\"steps\":3}") << QByteArray("list");
        QTest::newRow("step not an object")
            << QByteArray("{\"title\":\"\",\"steps\":[3]}") << QByteArray("do");
        QTest::newRow("unknown step") << step("\"do\":\"dance\"") << QByteArray("dance");
        QTest::newRow("no layer") << step("\"do\":\"remove_layer\"") << QByteArray("layer");
        QTest::newRow("bad id") << step("\"do\":\"remove_layer\",\"layer\":\"12\"") << QByteArray("12");
        QTest::newRow("bad role") << step("\"do\":\"change_layer\",\"layer\":" + id +
                                          ",\"name\":\"\",\"role\":\"castle\"")
                                  << QByteArray("castle");
        QTest::newRow("odd ring") << step("\"do\":\"change_geometry\",\"feature\":" + id +
                                          ",\"geometry\":{\"kind\":\"line\",\"parts\":[[[1,2,3]]]}")
                                  << QByteArray("ring");
        QTest::newRow("too few heights") << step("\"do\":\"change_geometry\",\"feature\":" + id +
                                                 ",\"geometry\":{\"kind\":\"line\",\"parts\":[[[1,2,3,4]]],"
                                                 "\"z\":[1]}")
                                         << QByteArray("height");
        QTest::newRow("bad kind") << step("\"do\":\"change_geometry\",\"feature\":" + id +
                                          ",\"geometry\":{\"kind\":\"blob\",\"parts\":[]}")
                                  << QByteArray("blob");
        QTest::newRow("bad value")
            << step("\"do\":\"change_attribute\",\"feature\":" + id +
                    ",\"attribute\":\"a\",\"basis\":\"drawn\",\"value\":{\"whole\":1.5}")
            << QByteArray("value");
        QTest::newRow("bad basis") << step("\"do\":\"change_attribute\",\"feature\":" + id +
                                           ",\"attribute\":\"a\",\"basis\":\"hearsay\"")
                                   << QByteArray("hearsay");
    }

    void broken_json_is_refused_by_name() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, named);
        try {
            edit_from_json(json.toStdString());
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::refused);
            QVERIFY2(error.message().find(named.toStdString()) != std::string::npos, error.what());
        }
    }

    void json_cut_or_changed_anywhere_never_crashes() {
        for (unsigned seed = 0; seed < 60; ++seed) {
            const std::string json = to_json(test::RandomEdit(seed + 5000).make());
            std::mt19937 random(seed);
            for (int i = 0; i < 40; ++i) {
                std::string broken = json;
                const auto place = std::uniform_int_distribution<std::size_t>(0, json.size() - 1)(random);
                if (i % 2 == 0)
                    broken.resize(place);
                else
                    broken[place] = static_cast<char>(random() % 128);
                try {
                    const SiteEdit edit = edit_from_json(broken);
                    QVERIFY(!to_json(edit).empty());
                } catch (const Error& error) {
                    QVERIFY(error.code() == ErrorCode::refused);
                }
            }
        }
    }
};

PROSPECT_TEST(EditTest);
#include "edit_test.moc"
