// The contract of an analysis: what it is called, what it reads, what it gives, and how to run it.
#pragma once

#include "analysis/engine/context.h"
#include "analysis/engine/schema.h"

#include <optional>
#include <span>

namespace prospect::engine {

// The same measure as another program writes it, one row a cell.
struct PeerColumn {
    std::string name;          // "Visual Mean Depth"; empty: none does
    std::string counts_itself; // where its mean counts the cell itself: the column with the number of cells
    std::string radius;        // the setting that follows the name as " R3"; nothing follows where it says n
};

// What is to be known of a map of light before it is put beside another's.
struct LightConvention {
    std::string plane;       // "level ground", "a face that looks north"
    double height_m = 0;     // above the ground
    std::string light;       // "direct light only"
    std::string maintenance; // "0.8", "0.7 to 0.8"
};
using LightConventions = LightConvention (*)(const std::string& field, const Settings& settings,
                                             const AnalysisResult& result);

struct FieldInfo {
    // "area": file name and column. "factor_*" stands for all that begin so, and a * in the label for what they
    // end with.
    std::string name;
    std::string unit;             // "m2"
    std::string label;            // plain words: "How much ground you can see"
    std::string meaning;          // one sentence for the legend and the report
    std::string ramp = "viridis"; // palette of resources/palettes
    PeerColumn peer = {};
    // Where its numbers stand for words: each number and what it means.
    struct Word {
        float value = 0;
        std::string text;
    };
    std::vector<Word> words = {};
    bool optional = false; // of a result's own fields: not made by every run
    Sensitivity sensitivity = Sensitivity::ordinary; // of what it rests on; as AnalysisInfo::sensitivity
};

// Where a table is written besides the GeoPackage, which takes every table that has geometries.
enum class TableFile : std::uint8_t { csv, gpkg };

struct TableInfo {
    std::string name;                 // "isovists"
    std::vector<std::string> columns; // the fixed ones; a table may carry further columns of its input
    std::string meaning;
    TableFile file = TableFile::csv;
    bool optional = false; // made only where a setting asks for it
    // Its shapes are drawn over the plan where a result is shown; false: they are on it anyway, or would hide
    // more than they tell.
    bool marks = true;
    // Columns of numbers that colour the shapes instead (thing_maps.h). "nach_*" stands for all that begin
    // so, and a * in the label for what they end with.
    std::vector<FieldInfo> maps = {};
    Sensitivity sensitivity = Sensitivity::ordinary; // of what it rests on; as AnalysisInfo::sensitivity
};

inline TableInfo colored_by(std::vector<FieldInfo> maps, TableInfo table) {
    table.maps = std::move(maps);
    return table;
}
inline TableInfo without_marks(TableInfo table) {
    table.marks = false;
    return table;
}

struct MetricInfo {
    std::string name; // unit in the name; a * at its end as in FieldInfo
    std::string meaning;
    Sensitivity sensitivity = Sensitivity::ordinary; // of what it rests on; as AnalysisInfo::sensitivity
};

// Which parts of the time context a result depends on: only these enter the cache key.
struct TimeUse {
    bool band = false;    // hour and band, and the weekday
    bool weekday = false; // alone: what is open at fixed times of that day
    bool season = false;
    bool growth = false;
    bool phase = true;
};

struct AnalysisInfo {
    std::string id;        // "sightlines.visible_area"
    std::string title;     // plain words: "What you can see from here"
    std::string term;      // the field's own: "isovist"
    std::string summary;   // one or two sentences
    std::string reference; // method, source and equation
    int method_version = 1;
    std::vector<Role> reads; // roles whose features or rasters change the result
    TimeUse time;
    std::optional<DayBand> usual_band; // where nobody says what time it is; absent: day
    std::vector<std::string> needs;    // ids of analyses it requires
    // What they are asked for is of that band: a request of another is moved to it (in_band). Absent: as it
    // is.
    std::optional<DayBand> needs_band;
    std::vector<FieldInfo> fields;
    std::vector<TableInfo> tables;
    std::vector<MetricInfo> metrics;
    Sensitivity sensitivity = Sensitivity::ordinary; // protect: written only for audience police
    LightConventions light_of = nullptr;             // where the fields are light: of one of them
};

class Analysis {
public:
    template <class Params>
    using Function = AnalysisResult (*)(const Context&, const Params&);

    template <class Params>
    static Analysis make(AnalysisInfo info, Schema<Params> schema, Function<Params> run) {
        Analysis analysis;
        analysis.info_ = std::move(info);
        analysis.bindings_ = schema.bindings();
        analysis.make_params_ = [] { return std::any(Params{}); };
        analysis.run_ = [run](const Context& context, const std::any& params) {
            return run(context, std::any_cast<const Params&>(params));
        };
        return analysis;
    }

    const AnalysisInfo& info() const { return info_; }
    std::vector<ParameterInfo> parameters() const;
    // The parameter struct as these settings make it; missing ones keep their default. Throws Error(usage)
    // for an unknown name (the nearest and all known ones are named) or a value that is not allowed.
    std::any params(const Settings& settings) const;
    // Canonical settings of a parameter struct, all parameters included.
    Settings settings(const std::any& params) const;
    AnalysisResult run(const Context& context, const std::any& params) const { return run_(context, params); }

private:
    AnalysisInfo info_;
    std::vector<Binding> bindings_;
    std::function<std::any()> make_params_;
    std::function<AnalysisResult(const Context&, const std::any&)> run_;
};

} // namespace prospect::engine
