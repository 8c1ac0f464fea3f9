// Random edits with every member set, odd texts and odd numbers: for round trips.
#pragma once

#include "geometry/site/edit.h"

#include <random>

namespace prospect::test {

class RandomEdit {
public:
    explicit RandomEdit(unsigned seed) : random_(seed) {}

    SiteEdit make() {
        SiteEdit edit{text(), {}};
        const int count = below(6);
        for (int i = 0; i < count; ++i)
            edit.steps.push_back(step());
        return edit;
    }

    Feature feature() {
        Feature made;
        made.id = id();
        made.geometry = geometry();
        made.name = text();
        const int attributes = below(5);
        for (int i = 0; i < attributes; ++i)
            made.set(text(), value(), basis());
        const int extra = below(4);
        for (int i = 0; i < extra; ++i)
            made.extra.emplace_back("k" + std::to_string(i) + text(), value());
        made.source = {text(), text(), text()};
        if (below(2)) made.phase_from = static_cast<Phase>(below(4));
        if (below(2)) made.phase_to = static_cast<Phase>(below(4));
        made.sensitivity = static_cast<Sensitivity>(below(3));
        made.basis = basis();
        return made;
    }

    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

private:
    Uuid id() {
        Uuid made;
        for (auto& byte : made.bytes)
            byte = static_cast<std::uint8_t>(below(256));
        return made;
    }

    std::string text() {
        static const std::vector<std::string> texts{"",
                                                    "plain",
                                                    "two words",
                                                    "quote \" and \\ slash",
                                                    "line\nbreak\ttab",
                                                    "Straße — 路 🌳",
                                                    std::string("nul\0inside", 10),
                                                    "{\"json\":1}",
                                                    "0",
                                                    "nan"};
        return texts[static_cast<std::size_t>(below(static_cast<int>(texts.size())))];
    }

    double number() {
        static const std::vector<double> numbers{0.0,
                                                 -0.0,
                                                 0.1,
                                                 1.0 / 3,
                                                 530000.123,
                                                 -1e-300,
                                                 1e300,
                                                 5e-324,
                                                 1.7976931348623157e308,
                                                 9007199254740993.0,
                                                 100000.0};
        if (below(3) == 0) return numbers[static_cast<std::size_t>(below(static_cast<int>(numbers.size())))];
        return std::uniform_real_distribution<double>(-1e6, 1e6)(random_);
    }

    Value value() {
        switch (below(4)) {
        case 0:
            return below(2) == 1;
        case 1:
            return below(2) ? static_cast<std::int64_t>(random_())
                            : -9000000000000000000LL - static_cast<std::int64_t>(random_());
        case 2:
            return number();
        default:
            return text();
        }
    }

    Basis basis() { return static_cast<Basis>(below(5)); }

    Geometry geometry() {
        Geometry made{.kind = static_cast<GeometryKind>(below(4))};
        const int parts = below(3);
        for (int p = 0; p < parts; ++p) {
            made.begin_part();
            const int rings = below(3);
            for (int r = 0; r < rings; ++r) {
                std::vector<Point> ring(static_cast<std::size_t>(below(6)));
                for (Point& point : ring)
                    point = {number(), number()};
                made.add_ring(ring);
            }
        }
        if (below(3) == 0)
            for (std::size_t i = 0; i < made.points.size(); ++i)
                made.z.push_back(number());
        return made;
    }

    std::vector<FeaturePtr> features() {
        std::vector<FeaturePtr> made;
        const int count = below(4);
        for (int i = 0; i < count; ++i)
            made.push_back(std::make_shared<const Feature>(feature()));
        return made;
    }

    Role role() { return static_cast<Role>(below(static_cast<int>(role_count))); }

    SiteChangeStep step() {
        switch (below(10)) {
        case 0: {
            auto layer = std::make_shared<Layer>();
            layer->id = id();
            layer->name = text();
            layer->role = role();
            layer->features = features();
            layer->visible = below(2) == 1;
            layer->opacity = number();
            return AddLayer{layer};
        }
        case 1:
            return RemoveLayer{id()};
        case 2:
            return ChangeLayer{id(), text(), role(), below(2) == 1, number()};
        case 3:
            return AddFeatures{id(), features()};
        case 4:
            return RemoveFeatures{{id(), id()}};
        case 5:
            return ChangeGeometry{id(), geometry()};
        case 6:
            return ChangeAttribute{id(), text(), below(3) ? std::optional(value()) : std::nullopt, basis()};
        case 7:
            return ChangeExtra{id(), text(), below(3) ? std::optional(value()) : std::nullopt};
        case 8:
            return MoveFeatures{id(), {id(), id()}};
        default:
            return ChangeName{id(), text()};
        }
    }

    std::mt19937 random_;
};

} // namespace prospect::test
