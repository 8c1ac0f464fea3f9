// Check, right: one result; what it measured, how it is coloured, its numbers and what it assumed.
#pragma once

#include "app/document/result_list.h"
#include "app/render/field_style.h"

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace prospect::app {

class LegendControls;
class PathProfile;
class RiskPanel;
class ResultStanding;
class ScatterChart;
class SuggestPanel;
struct ComparedMetric;

class ResultPanel : public QWidget {
    Q_OBJECT
public:
    explicit ResultPanel(ResultList& results, QWidget* parent = nullptr);

    void show(const Uuid& result);
    const Result* shown() const;
    // What lies on the map, unless that is hidden; null when the result has no grid.
    std::shared_ptr<const Field> field() const;
    // Of a result with a map for each band of the day that of this one; of others nothing changes.
    void showBand(DayBand band);
    // Says so, with a button that brings it back.
    void setMapHidden(bool hidden); // NOLINT: a state of the widget
    // Its legend says, too, how far the result holds (result_standing.h).
    render::FieldStyle fieldStyle() const;
    // Of a result along paths; hidden otherwise.
    PathProfile& profile() const { return *profile_; }
    // Of a result of weighted factors; hidden otherwise.
    RiskPanel& risk() const { return *risk_; }

Q_SIGNALS:
    // Another field, or it is coloured otherwise.
    void fieldChanged();
    // The same field, but its legend says otherwise how far it holds.
    void legendChanged();
    // The hidden map is to be shown again.
    void mapRequested();
    void runAgainRequested();
    // With other settings than the result has.
    void runRequested(const prospect::engine::Settings& settings);
    // Changes that it suggests are to be made.
    void editsRequested(const std::vector<prospect::SiteEdit>& edits);
    void helpRequested(const QString& page);
    void placeRequested(prospect::Point local);
    void copyPictureRequested();
    void copyCommandRequested();
    void savePictureRequested();
    void saveGridRequested();
    void saveTableRequested(const QString& table);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeMapHidden();
    QWidget* makeActions();
    void rebuild();
    void showFields(const Result& result);
    // `field`: its place among the result's fields; -1: none.
    void chooseField(int field);
    void showStyle();
    void addFieldChoice(const Result& result, std::size_t field);
    void showMetrics(const Result& result);
    void addComparison(const Result& result, const ComparedMetric& metric, double value);
    QString metricLabel(const Result& result, const std::string& name) const;
    void showTables(const Result& result);
    void showNotes(const Result& result);
    QWidget* noteRow(const engine::Note& note);
    void updateMark();
    QString fieldLabel(const Result& result, const Field& field) const;
    // Of a field of its analysis.
    QString labelOf(const Result& result, const std::string& field) const;

    ResultList& results_;
    std::optional<Uuid> shown_;
    std::map<std::pair<Uuid, std::string>, render::FieldStyle> styles_; // as the person left them
    std::shared_ptr<const Field> field_;
    QStackedWidget* pages_;
    QLabel* title_;
    QLabel* when_;
    ResultStanding* standing_;
    QWidget* map_hidden_;
    QWidget* fields_;
    QComboBox* field_choice_;
    QLabel* meaning_;
    LegendControls* legend_;
    ScatterChart* scatter_;
    PathProfile* profile_;
    RiskPanel* risk_;
    SuggestPanel* suggest_;
    QWidget* numbers_;
    QVBoxLayout* numbers_layout_;
    QWidget* tables_;
    QVBoxLayout* tables_layout_;
    QWidget* notes_;
    QVBoxLayout* notes_layout_;
    QPushButton* save_grid_ = nullptr;
};

} // namespace prospect::app
