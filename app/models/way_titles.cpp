#include "app/models/way_titles.h"

#include "app/models/attribute_words.h"
#include "app/models/landmarks.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace prospect::app {

namespace {

struct WayWords {
    Q_DECLARE_TR_FUNCTIONS(Ways)
};

struct Way {
    FeaturePtr line;
    QString name;
    QString near; // a thing beside it
    double length_m = 0;
};

QString name_of_way(const Feature& way, Role role) {
    return way.name.empty() ? kind_title(role, way) : QString::fromStdString(way.name);
}

QString titled(const QString& name, double length_m) {
    return QStringLiteral("%1 · %2").arg(name, seen_text(length_m, "m"));
}

Point middle_of(const Geometry& line) {
    const double half = length(line) / 2;
    double walked = 0;
    const auto ring = line.ring(0);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double step = distance(ring[i], ring[i + 1]);
        if (step > 0 && walked + step >= half)
            return ring[i] + (ring[i + 1] - ring[i]) * ((half - walked) / step);
        walked += step;
    }
    return ring.back();
}

} // namespace

std::vector<NamedWay> ways_of(const Site& site, std::size_t most) {
    std::vector<Way> ways;
    std::map<QString, std::size_t> of_name;
    for (const auto& [layer, path] : site.features(Role::path)) {
        if (path->geometry.kind != GeometryKind::line || ways.size() >= most) continue;
        ways.push_back({path, name_of_way(*path, Role::path), {}, length(path->geometry)});
        ++of_name[ways.back().name];
    }
    const bool alike = of_name.size() < ways.size();
    if (alike) {
        constexpr std::array kinds{Role::building, Role::opening};
        const Landmarks landmarks(site, kinds);
        for (Way& way : ways)
            if (of_name[way.name] > 1) way.near = landmarks.nearest(middle_of(way.line->geometry));
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) {
        if (const int order = a.name.localeAwareCompare(b.name); order != 0) return order < 0;
        return a.length_m > b.length_m;
    });
    std::map<QString, int> count;
    std::vector<NamedWay> named;
    for (const Way& way : ways) {
        const QString name =
            way.near.isEmpty() ? way.name : WayWords::tr("%1 near %2").arg(way.name, way.near);
        named.push_back({way.line->id, titled(name, way.length_m)});
        ++count[named.back().title];
    }
    std::map<QString, int> number;
    for (NamedWay& way : named)
        if (count[way.title] > 1) way.title += QStringLiteral(" (%1)").arg(++number[QString(way.title)]);
    return named;
}

} // namespace prospect::app
