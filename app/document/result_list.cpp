#include "app/document/result_list.h"

#include "analysis/engine/thing_maps.h"
#include "analysis/engine/write.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace prospect::app {

namespace {

using nlohmann::json;

engine::Note note_from(const json& row, const Frame& frame) {
    engine::Note note;
    const std::string level = row.value("level", "info");
    note.level = level == "error"     ? engine::Note::Level::error
                 : level == "warning" ? engine::Note::Level::warning
                                      : engine::Note::Level::info;
    note.code = row.value("code", "");
    note.message = row.value("message", "");
    if (const auto place = row.find("place"); place != row.end() && place->is_array() && place->size() >= 2)
        note.place = frame.to_local({(*place)[0].get<double>(), (*place)[1].get<double>()});
    if (const auto feature = row.find("feature"); feature != row.end() && feature->is_string())
        note.feature = Uuid::parse(feature->get<std::string>()).value_or(Uuid{});
    return note;
}

// A parameter of result.json in the text the command line takes.
std::string text_of(const json& value) {
    if (value.is_null()) return "none";
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    // Words are separated by commas, points by semicolons.
    const bool points = !value.empty() && value.front().is_array();
    std::string text;
    for (const auto& item : value)
        text += (text.empty() ? "" : points ? ";" : ",") + text_of(item);
    return text.empty() ? "none" : text;
}

// Reads what result.json holds; a text that cannot be read leaves a result with its fields only.
void read_json(const std::string& text, const Frame& frame, Result& result) {
    const auto document = json::parse(text, nullptr, false);
    if (!document.is_object()) return;
    try {
        const json parameters = document.value("parameters", json::object());
        for (const auto& [name, value] : parameters.items())
            result.settings[name] = text_of(value);
        const json metrics = document.value("metrics", json::object());
        for (const auto& [name, value] : metrics.items())
            if (value.is_number()) result.metrics.emplace_back(name, value.get<double>());
        for (const auto& row : document.value("notes", json::array()))
            result.notes.push_back(note_from(row, frame));
        result.snapshot = document.value("provenance", json::object()).value("snapshot_sha256", "");
    } catch (const json::exception&) {
        result.notes.push_back({engine::Note::Level::warning,
                                "result_unreadable",
                                "parts of this stored result could not be read",
                                {},
                                {}});
    }
}

// Fields that colour things, behind those of cells.
void add_thing_maps(const engine::AnalysisInfo* info, Result& result) {
    if (info == nullptr) return;
    for (Field& map : engine::thing_maps(*info, result.tables))
        result.fields.push_back(std::make_shared<const Field>(std::move(map)));
}

Uuid id_of(const Site& base, const std::string& option) {
    const Scenario* scenario = base.scenario(option);
    return scenario ? scenario->id : Uuid{};
}

const Scenario* option_of(const Site& base, const Uuid& id) {
    const auto found = std::find_if(base.scenarios.begin(), base.scenarios.end(),
                                    [&](const auto& option) { return option->id == id; });
    return found == base.scenarios.end() ? nullptr : found->get();
}

// The base with that option alone, called as a run knows it.
Site with_option_called(const Site& base, const Scenario& option, const std::string& name) {
    auto called = std::make_shared<Scenario>(option);
    called->name = name;
    Site site = base;
    site.scenarios = {std::move(called)};
    return site;
}

} // namespace

ResultList::ResultList(SiteDocument& document, std::span<const engine::Analysis> catalogue, QObject* parent)
    : QObject(parent), document_(document), catalogue_(catalogue) {
    connect(&document_, &SiteDocument::changed, this, &ResultList::onDocumentChanged);
    readStored();
}

const Result* ResultList::find(const Uuid& id) const {
    const auto found =
        std::find_if(results_.begin(), results_.end(), [&](const Result& result) { return result.id == id; });
    return found == results_.end() ? nullptr : &*found;
}

bool ResultList::isOfShown(const Result& result) const {
    return result.option == shownOption();
}

const engine::Analysis* ResultList::analysis(const std::string& id) const {
    for (const auto& entry : catalogue_)
        if (entry.info().id == id) return &entry;
    return nullptr;
}

const engine::AnalysisInfo* ResultList::info(const std::string& id) const {
    const auto* known = analysis(id);
    return known ? &known->info() : nullptr;
}

QString ResultList::fieldLabel(const std::string& analysis, const std::string& field) const {
    std::string label;
    for (const auto& entry : catalogue_)
        for (const auto& about : entry.info().fields)
            if (about.name == field && (label.empty() || entry.info().id == analysis)) label = about.label;
    return QString::fromStdString(label);
}

void ResultList::add(const engine::RunPtr& run, const Uuid& option) {
    Result result;
    result.id = run->id.is_nil() ? Uuid::random() : run->id;
    result.analysis = run->analysis;
    const auto* about = analysis(run->analysis);
    result.title = QString::fromStdString(about ? about->info().title : run->analysis);
    result.when = QDateTime::currentDateTime();
    result.option_id = option.is_nil() ? id_of(*document_.base(), run->scenario) : option;
    const Scenario* asked = option_of(*document_.base(), result.option_id);
    result.option = QString::fromStdString(asked ? asked->name : run->scenario);
    result.settings = run->settings;
    for (const auto& field : run->result.fields)
        result.fields.emplace_back(run, &field); // shares the run's memory
    result.tables = run->result.tables;
    add_thing_maps(about ? &about->info() : nullptr, result);
    result.metrics = run->result.metrics;
    result.notes = run->result.notes;
    result.run = run;
    result.snapshot = hex(run->snapshot);
    result.out_of_date = isOutOfDate(result);

    // The same question on the same plan replaces its earlier answer.
    const auto same = [&](const Result& other) { return other.run && other.run->key == run->key; };
    auto stored = document_.runs();
    for (const auto& other : results_)
        if (same(other) || other.id == result.id)
            std::erase_if(stored, [&](const io::StoredRun& entry) { return entry.id == other.id; });
    std::erase_if(results_, [&](const Result& other) { return same(other) || other.id == result.id; });
    if (about)
        stored.push_back({result.id, result.analysis, result.option.toStdString(),
                          engine::result_json(*run, *about, document_.base()->frame, {}),
                          result.when.toString(Qt::ISODate).toStdString(), run->result.fields,
                          run->result.tables});
    results_.insert(results_.begin(), std::move(result));
    document_.setRuns(std::move(stored));
    Q_EMIT listChanged();
}

void ResultList::remove(const Uuid& id) {
    auto stored = document_.runs();
    std::erase_if(stored, [&](const io::StoredRun& entry) { return entry.id == id; });
    std::erase_if(results_, [&](const Result& result) { return result.id == id; });
    document_.setRuns(std::move(stored));
    Q_EMIT listChanged();
}

void ResultList::onDocumentChanged(const SiteChange& change) {
    switch (change.kind) {
    case SiteChange::Kind::opened:
        readStored();
        break;
    case SiteChange::Kind::edited:
    case SiteChange::Kind::scenario:
        updateMarks();
        break;
    case SiteChange::Kind::looks:
    case SiteChange::Kind::texts:
    case SiteChange::Kind::saved:
    case SiteChange::Kind::runs:
    case SiteChange::Kind::accepted:
        break;
    }
}

void ResultList::readStored() {
    results_.clear();
    shown_option_ = shownOption();
    for (const auto& stored : document_.runs()) {
        Result result;
        result.id = stored.id;
        result.analysis = stored.analysis;
        const auto* about = info(stored.analysis);
        result.title = QString::fromStdString(about ? about->title : stored.analysis);
        result.when = QDateTime::fromString(QString::fromStdString(stored.created), Qt::ISODate);
        result.option = QString::fromStdString(stored.scenario);
        result.option_id = id_of(*document_.base(), stored.scenario);
        for (const auto& field : stored.fields)
            result.fields.push_back(std::make_shared<const Field>(field));
        result.tables = stored.tables;
        add_thing_maps(about, result);
        read_json(stored.result_json, document_.base()->frame, result);
        if (const auto* known = analysis(stored.analysis)) {
            try {
                result.settings = known->settings(known->params(result.settings));
            } catch (const Error&) {
                // Settings of another version of the method: shown as they are stored.
            }
        }
        result.out_of_date = isOutOfDate(result);
        results_.push_back(std::move(result));
    }
    std::stable_sort(results_.begin(), results_.end(),
                     [](const Result& a, const Result& b) { return a.when > b.when; });
    Q_EMIT listChanged();
}

bool ResultList::isOutOfDate(const Result& result) {
    // Compared with the option it was computed on, whichever is shown now.
    const auto base = document_.base();
    if (result.option.isEmpty()) {
        if (result.run) return engine::out_of_date(*result.run, *base);
        return result.snapshot != hex(snapshot_hash(*base));
    }
    const Scenario* option = option_of(*base, result.option_id);
    if (!option) return true;
    if (result.run)
        return engine::out_of_date(*result.run, with_option_called(*base, *option, result.run->scenario));
    const bool active = QString::fromStdString(option->name) == document_.activeScenario();
    const SitePtr now = active ? document_.site() : others_.of(base, option->name).site;
    return result.snapshot != hex(snapshot_hash(*now));
}

bool ResultList::updateNames() {
    bool any = false;
    for (auto& result : results_) {
        const Scenario* option = option_of(*document_.base(), result.option_id);
        if (!option || result.option == QString::fromStdString(option->name)) continue;
        result.option = QString::fromStdString(option->name);
        any = true;
    }
    return any;
}

void ResultList::updateMarks() {
    bool any = updateNames() || shown_option_ != shownOption();
    shown_option_ = shownOption();
    for (auto& result : results_) {
        const bool out_of_date = isOutOfDate(result);
        any = any || out_of_date != result.out_of_date;
        result.out_of_date = out_of_date;
    }
    if (any) Q_EMIT marksChanged();
}

} // namespace prospect::app
