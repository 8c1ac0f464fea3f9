#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/engine/thing_maps.h"
#include "geometry/base/resources.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

using namespace prospect;
using namespace prospect::engine;

namespace {

// What the sample has not, for the analyses of it: records of crime, made up.
LayerPtr made_up_incidents(Point middle) {
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("made up incidents");
    layer->name = "Incidents";
    layer->role = Role::incident;
    for (int i = 0; i < 8; ++i) {
        auto incident = std::make_shared<Feature>();
        incident->id = Uuid::from_name("made up incident " + std::to_string(i));
        incident->geometry = Geometry::make_point({middle.x + 7 * i, middle.y - 3 * i});
        layer->features.push_back(incident);
    }
    return layer;
}

const SitePtr& sample() {
    static const SitePtr site = [] {
        const SitePtr drawn =
            io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        const Box box = drawn->study_box();
        return apply(*drawn, {"Incidents", {AddLayer{made_up_incidents(box.center())}}});
    }();
    return site;
}

// Every feature, layer and raster anew: digests are remembered beside what they were made from and would hide
// that it was written to.
Site copied(const Site& site) {
    Site copy = site;
    for (LayerPtr& layer : copy.layers) {
        auto own = std::make_shared<Layer>(*layer);
        for (FeaturePtr& feature : own->features)
            feature = std::make_shared<Feature>(*feature);
        if (own->raster) own->raster = std::make_shared<const Field>(*own->raster);
        layer = std::move(own);
    }
    return copy;
}

// What the site holds now, whatever was remembered.
Digest content_of(const Site& site) {
    return snapshot_hash(copied(site));
}

std::string help_page(const std::string& id) {
    std::string name = "help/"; // joined in steps: GCC 12 sees a false overlap in operator+
    name += id;
    name += ".md";
    return read_resource(name);
}

// Of an analysis that measures at the places of a file.
std::string places_file() {
    static const QTemporaryDir folder;
    const std::string file = folder.filePath("places.csv").toStdString();
    std::ofstream(file) << "x,y,z,azimuth_deg\n530207,179366,0,\n530207,179366,1.5,90\n";
    return file;
}

// Coarse, so that the walk stays quick; every map, also those that need a point in the open.
Settings quick_settings(const Analysis& analysis) {
    Settings settings;
    for (const ParameterInfo& parameter : analysis.parameters())
        for (const auto& [name, value] :
             {std::pair("cell_m", "5"), std::pair("measures", "all"), std::pair("quantities", "all"),
              std::pair("step_from", "530207,179366")})
            if (parameter.name == name) settings.emplace(name, value);
    if (analysis.info().id == "lighting.points") settings.emplace("points_file", places_file());
    return settings;
}

Request request(const Analysis& analysis, int threads) {
    Request request{.site = sample(), .threads = threads};
    if (const auto band = analysis.info().usual_band) request.time.set_time(name_of(*band));
    return request;
}

// Those that every run makes in the order declared, those of some runs between them.
bool has_the_fields(const std::vector<Field>& fields, const AnalysisInfo& info) {
    std::size_t next = 0;
    for (const FieldInfo& declared : info.fields) {
        const bool made = next < fields.size() && fields[next].name == declared.name;
        if (!made && !declared.optional) return false;
        next += made ? 1 : 0;
    }
    return next == fields.size();
}

bool same_bits(const AnalysisResult& a, const AnalysisResult& b) {
    if (a.fields.size() != b.fields.size()) return false;
    for (std::size_t i = 0; i < a.fields.size(); ++i)
        if (a.fields[i].name != b.fields[i].name || !(a.fields[i].grid == b.fields[i].grid) ||
            a.fields[i].values != b.fields[i].values)
            return false;
    return a.tables == b.tables && a.metrics == b.metrics && a.counts == b.counts && a.notes == b.notes &&
           a.partial == b.partial;
}

} // namespace

// Walks the catalogue: what every analysis owes to the program around it.
class CatalogueTest : public QObject {
    Q_OBJECT

    static void every_analysis() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < catalogue().size(); ++i)
            QTest::newRow(catalogue()[i].info().id.c_str()) << static_cast<int>(i);
    }
    static const Analysis& analysis() {
        QFETCH(int, index);
        return catalogue()[static_cast<std::size_t>(index)];
    }

private Q_SLOTS:
    void ids_are_unique() {
        std::set<std::string> ids;
        for (const Analysis& one : catalogue())
            QVERIFY2(ids.insert(one.info().id).second, one.info().id.c_str());
        QVERIFY(!ids.empty());
    }

    void a_write_into_the_site_would_be_noticed() {
        Site site = copied(*sample());
        const Digest remembered = snapshot_hash(site);
        const Digest before = content_of(site);
        const FeaturePtr building = site.features(Role::building).at(0).second;
        const_cast<Feature&>(*building).geometry.points.at(0).x += 1; // it was made without const
        QCOMPARE(snapshot_hash(site), remembered);
        QVERIFY(content_of(site) != before);
    }

    void it_explains_itself_data() { every_analysis(); }
    void it_explains_itself() {
        const AnalysisInfo& info = analysis().info();
        QVERIFY(!info.title.empty() && !info.term.empty() && !info.summary.empty() &&
                !info.reference.empty());
        QVERIFY(!info.fields.empty() || !info.tables.empty());
        const std::string page = help_page(info.id);
        QVERIFY(page.size() > 500);
        for (const FieldInfo& field : info.fields) {
            QVERIFY(!field.label.empty() && !field.meaning.empty());
            QVERIFY2(page.find("`" + field.name + "`") != std::string::npos, field.name.c_str());
        }
        for (const TableInfo& table : info.tables) {
            QVERIFY(!table.columns.empty() && !table.meaning.empty());
            QVERIFY2(page.find("`" + table.name + "`") != std::string::npos, table.name.c_str());
            for (const FieldInfo& map : table.maps) { // "nach_*": some columns begin so
                const bool many = map.name.ends_with('*');
                const std::string name = many ? map.name.substr(0, map.name.size() - 1) : map.name;
                QVERIFY2(std::any_of(table.columns.begin(), table.columns.end(),
                                     [&](const std::string& column) {
                                         return many ? column.starts_with(name) : column == name;
                                     }),
                         map.name.c_str());
                QVERIFY2(!map.meaning.empty() && (map.label.find('*') != std::string::npos) == many,
                         map.name.c_str());
            }
        }
        for (const MetricInfo& metric : info.metrics)
            QVERIFY(!metric.meaning.empty());
        for (const std::string& need : info.needs)
            QVERIFY(Engine(catalogue()).find(need));
    }

    void its_parameters_have_unit_help_and_range_data() { every_analysis(); }
    void its_parameters_have_unit_help_and_range() {
        const std::string page = help_page(analysis().info().id);
        std::set<std::string> names;
        for (const ParameterInfo& parameter : analysis().parameters()) {
            const char* name = parameter.name.c_str();
            QVERIFY2(names.insert(parameter.name).second, name);
            QVERIFY2(!parameter.label.empty() && parameter.help.ends_with("."), name);
            QVERIFY2(page.find("`" + parameter.name + "`") != std::string::npos, name);
            if (parameter.type == ParameterType::number || parameter.type == ParameterType::integer)
                QVERIFY2(std::isfinite(parameter.min) && std::isfinite(parameter.max), name);
            const bool metres = parameter.name.ends_with("_m");
            const bool degrees = parameter.name.ends_with("_deg");
            QVERIFY2(!metres || parameter.unit == "m", name);
            QVERIFY2(!degrees || parameter.unit == "deg", name);
            if (parameter.type == ParameterType::choice || parameter.name == "measures")
                QVERIFY2(!parameter.choices.empty(), name);
            // The default is a value the parameter itself accepts.
            QCOMPARE(analysis().settings(
                         analysis().params({{parameter.name, parameter.default_text}}))[parameter.name],
                     parameter.default_text);
        }
    }

    void it_runs_on_the_sample_and_gives_what_it_says_data() { every_analysis(); }
    void it_runs_on_the_sample_and_gives_what_it_says() {
        const AnalysisInfo& info = analysis().info();
        const Digest before = content_of(*sample());
        Engine engine(catalogue());
        const RunPtr run = engine.run(info.id, quick_settings(analysis()), request(analysis(), 2));
        QVERIFY(has_the_fields(run->result.fields, info));
        for (const Field& field : run->result.fields) {
            const auto about = field_info(info, field.name);
            QVERIFY2(about, field.name.c_str());
            QCOMPARE(field.unit, about->unit);
            QVERIFY(statistics(field).value_cells > 0);
        }
        std::vector<TableInfo> usual;
        std::copy_if(info.tables.begin(), info.tables.end(), std::back_inserter(usual),
                     [](const TableInfo& table) { return !table.optional; });
        QCOMPARE(run->result.tables.size(), usual.size());
        for (std::size_t i = 0; i < usual.size(); ++i) {
            const Table& table = run->result.tables[i];
            const auto& fixed = usual[i].columns;
            QCOMPARE(table.name, usual[i].name);
            QVERIFY(table.columns.size() >= fixed.size());
            QVERIFY(std::equal(fixed.begin(), fixed.end(), table.columns.begin()));
            QVERIFY(table.geometries.empty() || table.geometries.size() == table.rows.size());
            for (const auto& row : table.rows)
                QCOMPARE(row.size(), table.columns.size());
        }
        for (const auto& [name, value] : run->result.metrics) {
            QVERIFY2(std::any_of(info.metrics.begin(), info.metrics.end(),
                                 [&, metric = name](const MetricInfo& one) {
                                     return one.name.ends_with('*')
                                                ? metric.starts_with(
                                                      one.name.substr(0, one.name.size() - 1))
                                                : one.name == metric;
                                 }),
                     name.c_str());
            QVERIFY2(std::isfinite(value), name.c_str());
        }
        QCOMPARE(content_of(*sample()), before);
    }

    void it_gives_the_same_bits_on_one_thread_and_two_data() { every_analysis(); }
    void it_gives_the_same_bits_on_one_thread_and_two() {
        const std::string& id = analysis().info().id;
        Engine first(catalogue());
        Engine second(catalogue());
        const RunPtr one = first.run(id, quick_settings(analysis()), request(analysis(), 1));
        const RunPtr two = second.run(id, quick_settings(analysis()), request(analysis(), 2));
        QVERIFY(same_bits(one->result, two->result));
        QCOMPARE(one->key, two->key);
    }

    void it_stops_when_told_to_data() { every_analysis(); }
    void it_stops_when_told_to() {
        // Stopped at its first, at a middle and at its last report of progress: it never goes on to a result.
        Engine engine(catalogue());
        const std::string& id = analysis().info().id;
        for (const double limit : {0.0, 0.5, 0.99}) {
            std::stop_source stop;
            const Progress progress(stop.get_token(), [&](double done, std::string_view) {
                if (done >= limit) stop.request_stop();
            });
            bool cancelled = false;
            try {
                (void)engine.run(id, quick_settings(analysis()), request(analysis(), 2), progress);
            } catch (const Cancelled&) {
                cancelled = true;
            }
            QVERIFY2(cancelled, id.c_str());
        }
        // The engine is whole afterwards.
        QVERIFY(engine.run(id, quick_settings(analysis()), request(analysis(), 2)));
    }
};

PROSPECT_TEST(CatalogueTest);

#include "catalogue_test.moc"
