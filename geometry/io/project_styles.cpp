#include "geometry/io/project_styles.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "geometry/base/text.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_tables.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <vector>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

struct Rule {
    std::string label;
    std::string geometry;  // "point", "line" or "polygon"
    std::string attribute; // with `values`: which features; empty: what the others leave
    std::vector<std::string> values;
    std::string fill; // "#RRGGBB", empty: none
    std::string edge;
    double width_mm = 0;
    std::string dash; // "2;1.5" in millimetres, empty: solid
    std::string marker;
    double size_mm = 0;
};

using Rules = std::vector<Rule>;

Rule rule_of(const Json& json) {
    Rule rule;
    rule.label = json.at("label").get<std::string>();
    rule.geometry = json.at("geometry").get<std::string>();
    const Json where = json.value("where", Json::object());
    for (const auto& [attribute, values] : where.items()) {
        rule.attribute = attribute;
        rule.values = values.get<std::vector<std::string>>();
    }
    rule.fill = json.value("fill", "");
    rule.edge = json.at("edge").get<std::string>();
    rule.width_mm = json.at("width").get<double>();
    rule.dash = json.value("dash", "");
    rule.marker = json.value("marker", "");
    rule.size_mm = json.value("size", 0.0);
    return rule;
}

std::map<std::string, Rules> read_rules() {
    std::map<std::string, Rules> all;
    try {
        const Json styles = Json::parse(read_resource("palettes/site_styles.json"));
        for (const auto& [role, rules] : styles.items())
            if (rules.is_array())
                for (const Json& rule : rules)
                    all[role].push_back(rule_of(rule));
    } catch (const Json::exception& fault) {
        throw Error(ErrorCode::internal, std::string("palettes/site_styles.json is broken: ") + fault.what());
    }
    return all;
}

const Rules& rules_of(Role role) {
    static const std::map<std::string, Rules> all = read_rules();
    static const Rules none;
    const auto found = all.find(std::string(name_of(role)));
    return found == all.end() ? none : found->second;
}

std::string xml(std::string_view text) {
    std::string escaped;
    for (const char c : text)
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        default:
            escaped += c;
        }
    return escaped;
}

std::string decimal(double number) {
    return as_text(Value(number));
}

// Values that the other rules of this geometry take, for the rule that takes the rest.
std::vector<std::string> taken_values(const Rules& rules, const Rule& rest, std::string& attribute) {
    std::vector<std::string> taken;
    for (const Rule& other : rules)
        if (other.geometry == rest.geometry && !other.attribute.empty()) {
            attribute = other.attribute;
            taken.insert(taken.end(), other.values.begin(), other.values.end());
        }
    return taken;
}

// --- QML

// "#DADDE2" as "218,221,226,255".
std::string qml_color(const std::string& color) {
    if (color.empty()) return "0,0,0,0";
    const auto rgb = whole_number_from<unsigned long>(std::string_view(color).substr(1), 16).value_or(0);
    return std::to_string(rgb >> 16) + "," + std::to_string((rgb >> 8) & 255) + "," +
           std::to_string(rgb & 255) + ",255";
}

std::string qml_filter(const Rules& rules, const Rule& rule) {
    const std::string type = rule.geometry == "point"  ? "Point"
                             : rule.geometry == "line" ? "Line"
                                                       : "Polygon";
    std::string filter = "geometry_type($geometry) = '" + type + "'";
    std::string attribute = rule.attribute;
    const bool rest = attribute.empty();
    const std::vector<std::string> values = rest ? taken_values(rules, rule, attribute) : rule.values;
    if (values.empty()) return filter;
    std::string list;
    for (const std::string& value : values)
        list += (list.empty() ? "" : ", ") + sql_text(value);
    return filter + " AND coalesce(" + sql_name(attribute) + ", '') " + (rest ? "NOT IN (" : "IN (") + list +
           ")";
}

std::string qml_symbol(const Rule& rule, const std::string& name) {
    const bool line = rule.geometry == "line";
    const bool point = rule.geometry == "point";
    std::vector<std::pair<std::string, std::string>> properties;
    if (line) {
        properties = {{"line_color", qml_color(rule.edge)},
                      {"line_width", decimal(rule.width_mm)},
                      {"line_width_unit", "MM"},
                      {"line_style", "solid"},
                      {"capstyle", "flat"},
                      {"joinstyle", "round"}};
        if (!rule.dash.empty())
            properties.insert(
                properties.end(),
                {{"use_custom_dash", "1"}, {"customdash", rule.dash}, {"customdash_unit", "MM"}});
    } else {
        properties = {{"color", qml_color(rule.fill)},
                      {"outline_color", qml_color(rule.edge)},
                      {"outline_width", decimal(rule.width_mm)},
                      {"outline_width_unit", "MM"},
                      {"outline_style", rule.dash.empty() ? "solid" : "dash"},
                      {"joinstyle", "round"}};
        if (point)
            properties.insert(properties.end(),
                              {{"name", rule.marker}, {"size", decimal(rule.size_mm)}, {"size_unit", "MM"}});
        else
            properties.emplace_back("style", rule.fill.empty() ? "no" : "solid");
    }
    std::string text = "<symbol type=\"" +
                       std::string(line    ? "line"
                                   : point ? "marker"
                                           : "fill") +
                       "\" name=\"" + name +
                       "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"" +
                       (line    ? "SimpleLine"
                        : point ? "SimpleMarker"
                                : "SimpleFill") +
                       "\" enabled=\"1\" locked=\"0\" pass=\"0\">";
    for (const auto& [key, value] : properties)
        text += "<prop k=\"" + key + "\" v=\"" + xml(value) + "\"/>";
    return text + "</layer></symbol>";
}

// --- SLD

std::string sld_stroke(const Rule& rule) {
    // SLD counts pixels of 0.28 mm.
    constexpr double pixel_mm = 0.28;
    std::string text = "<se:Stroke><se:SvgParameter name=\"stroke\">" + rule.edge +
                       "</se:SvgParameter><se:SvgParameter name=\"stroke-width\">" +
                       decimal(std::round(rule.width_mm / pixel_mm * 100) / 100) + "</se:SvgParameter>";
    if (!rule.dash.empty()) {
        std::string dash = rule.dash;
        std::replace(dash.begin(), dash.end(), ';', ' ');
        text += "<se:SvgParameter name=\"stroke-dasharray\">" + dash + "</se:SvgParameter>";
    }
    return text + "</se:Stroke>";
}

std::string sld_fill(const Rule& rule) {
    return rule.fill.empty()
               ? std::string()
               : "<se:Fill><se:SvgParameter name=\"fill\">" + rule.fill + "</se:SvgParameter></se:Fill>";
}

std::string sld_symbolizer(const Rule& rule) {
    constexpr double pixel_mm = 0.28;
    if (rule.geometry == "line") return "<se:LineSymbolizer>" + sld_stroke(rule) + "</se:LineSymbolizer>";
    if (rule.geometry == "polygon")
        return "<se:PolygonSymbolizer>" + sld_fill(rule) + sld_stroke(rule) + "</se:PolygonSymbolizer>";
    // The well-known marks of SLD; others of QGIS fall back to the square.
    const bool known = rule.marker == "circle" || rule.marker == "triangle" || rule.marker == "cross";
    return "<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>" + (known ? rule.marker : "square") +
           "</se:WellKnownName>" + sld_fill(rule) + sld_stroke(rule) + "</se:Mark><se:Size>" +
           decimal(std::round(rule.size_mm / pixel_mm * 100) / 100) +
           "</se:Size></se:Graphic></se:PointSymbolizer>";
}

std::string sld_filter(const Rules& rules, const Rule& rule) {
    std::string attribute = rule.attribute;
    const bool rest = attribute.empty();
    const std::vector<std::string> values = rest ? taken_values(rules, rule, attribute) : rule.values;
    if (values.empty()) return {};
    std::string tests;
    for (const std::string& value : values)
        tests += "<ogc:PropertyIsEqualTo><ogc:PropertyName>" + attribute +
                 "</ogc:PropertyName><ogc:Literal>" + xml(value) + "</ogc:Literal></ogc:PropertyIsEqualTo>";
    if (values.size() > 1) tests = "<ogc:Or>" + tests + "</ogc:Or>";
    if (rest) tests = "<ogc:Not>" + tests + "</ogc:Not>";
    return "<ogc:Filter xmlns:ogc=\"http://www.opengis.net/ogc\">" + tests + "</ogc:Filter>";
}

} // namespace

std::string qml_style(Role role) {
    const Rules& rules = rules_of(role);
    if (rules.empty()) return {};
    std::string rule_texts;
    std::string symbols;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const std::string name = std::to_string(i);
        rule_texts += "<rule key=\"r" + name + "\" symbol=\"" + name + "\" label=\"" + xml(rules[i].label) +
                      "\" filter=\"" + xml(qml_filter(rules, rules[i])) + "\"/>";
        symbols += qml_symbol(rules[i], name);
    }
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
           "<qgis version=\"3.22.0\" styleCategories=\"Symbology\">"
           "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">"
           "<rules key=\"root\">" +
           rule_texts + "</rules><symbols>" + symbols +
           "</symbols></renderer-v2><blendMode>0</blendMode><featureBlendMode>0</featureBlendMode></qgis>";
}

std::string sld_style(Role role) {
    const Rules& rules = rules_of(role);
    if (rules.empty()) return {};
    std::string texts;
    for (const Rule& rule : rules)
        texts += "<se:Rule><se:Name>" + xml(rule.label) + "</se:Name>" + sld_filter(rules, rule) +
                 sld_symbolizer(rule) + "</se:Rule>";
    const std::string name(name_of(role));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<StyledLayerDescriptor version=\"1.1.0\" xmlns=\"http://www.opengis.net/sld\" "
           "xmlns:se=\"http://www.opengis.net/se\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
           "<NamedLayer><se:Name>" +
           name + "</se:Name><UserStyle><se:Name>" + name + "</se:Name><se:FeatureTypeStyle>" + texts +
           "</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
}

void write_styles(GDALDatasetH file) {
    for (const RoleInfo& info : roles()) {
        const std::string qml = qml_style(info.role);
        const std::string table = sql_text(info.table);
        if (qml.empty() ||
            query_one(file, "SELECT count(*) FROM gpkg_geometry_columns WHERE table_name = " + table) == "0")
            continue;
        const bool users_default =
            query_one(file, "SELECT count(*) FROM layer_styles WHERE f_table_name = " + table +
                                " AND useAsDefault = 1") != "0";
        execute(file,
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                "styleName, styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', " +
                    table + ", 'geom', 'Prospect', " + sql_text(qml) + ", " + sql_text(sld_style(info.role)) +
                    ", " + (users_default ? "0" : "1") + ", " + sql_text(info.plural) + ", " +
                    sql_text(style_owner) + ")");
    }
}

} // namespace prospect::io
