// Results of analyses in the open project: computed now or read from its file, each known to be current or
// out of date.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/document/shown_sites.h"
#include "app/document/site_document.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace prospect::app {

struct Result {
    Uuid id;
    std::string analysis;
    QString title; // the analysis' title in plain words
    QDateTime when;
    Uuid option_id; // of the option it was computed on; nil: the base, or an option that was gone before
    QString option; // as that option is called now, or was when it went; "" = base
    engine::Settings settings;
    std::vector<std::shared_ptr<const Field>> fields; // maps of things (engine/thing_maps.h) come last
    std::vector<io::Table> tables;
    std::vector<std::pair<std::string, double>> metrics;
    std::vector<engine::Note> notes;
    bool out_of_date = false; // the plan has changed since
    engine::RunPtr run;       // null when read from the file
    std::string snapshot;     // of the plan it was computed on, hexadecimal
};

// Newest first. Keeps the document's stored runs in step.
class ResultList : public QObject {
    Q_OBJECT
public:
    ResultList(SiteDocument& document, std::span<const engine::Analysis> catalogue,
               QObject* parent = nullptr);

    const std::vector<Result>& results() const { return results_; }
    const Result* find(const Uuid& id) const;
    // Whether it is of what the plan shows: of the active option, or of the base while none is active.
    bool isOfShown(const Result& result) const;
    // The active option; "" = base.
    QString shownOption() const { return document_.activeScenario(); }
    // What the analysis says of itself; null when this program does not know it.
    const engine::Analysis* analysis(const std::string& id) const;
    const engine::AnalysisInfo* info(const std::string& id) const;

    // What a field is called in plain words, in this analysis or else in another one; empty when nowhere.
    QString fieldLabel(const std::string& analysis, const std::string& field) const;

    // `option`: of the run's option, which may be called otherwise by now; nil: it is found by its name.
    void add(const engine::RunPtr& run, const Uuid& option = {});
    void remove(const Uuid& id);

Q_SIGNALS:
    // Something was added, removed or read from a file.
    void listChanged();
    // Marks changed, or another option is active; entries did not change.
    void marksChanged();

private:
    void onDocumentChanged(const SiteChange& change);
    void readStored();
    void updateMarks();
    bool isOutOfDate(const Result& result);
    // The options may have other names now.
    bool updateNames();

    SiteDocument& document_;
    ShownSites others_; // options beside the active one
    std::span<const engine::Analysis> catalogue_;
    std::vector<Result> results_;
    QString shown_option_; // when marks were last told
};

} // namespace prospect::app
