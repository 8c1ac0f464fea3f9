// Who sees a spot, in numbers and words, beside the map: how well it is watched, by whom, what stands in the
// way.
#pragma once

#include "analysis/sightlines/lens.h"
#include "app/panels/spot_panel.h"
#include "app/panels/thing_list.h"

#include <array>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace prospect::app {

class CountedBlock;
class RingChoice;
struct Counted;

class WatchPanel : public SpotPanel {
    Q_OBJECT
public:
    explicit WatchPanel(QWidget* parent = nullptr);

    // What is asked for; tells nobody.
    struct Asked {
        double height_m = 1.5; // of what is looked at
        bool assume_windows = false;
        sightlines::Edition edition = sightlines::Edition::y2025;
    };
    void showAsked(const Asked& asked);
    struct Shown {
        QString sentence;
        // Absent: not known without windows.
        std::optional<QString> by_day;
        std::optional<QString> in_evening;
        std::optional<QString> by_night; // nor without lamps
        QString face_light;              // from where a face is read by night; empty: not known
        QString why_evening;             // why the evening has more than the day; empty: it has not
        QString near_openings;
        QString openings;
        QString cameras;
        QString assumed;  // "12 of 40 windows are assumed"; empty: none
        QString at_night; // why the night is not told of; empty: it is not asked about
        QString blocked;  // "3 windows are blocked, …"; empty: none is
        QString edition;  // "EN 62676-4:2025"
        std::vector<ThingList::Row> seeing;
        std::vector<ThingList::Row> showing; // cameras
        std::vector<ThingList::Row> blockers;
        std::vector<ThingList::Row> would_see;
    };
    void show(const Shown& shown);
    // In the place of all that: why nothing can be said.
    void showProblem(const QString& sentence);
    RingChoice& rings() const { return *rings_; }
    // The thing pointed at or chosen in one of the lists.
    std::optional<Uuid> pointed() const;
    // The one chosen in them.
    std::optional<Uuid> chosen() const;
    // Under the list with the chosen thing; absent: it counts for nothing.
    void showCounted(const std::optional<Counted>& counted);

Q_SIGNALS:
    void askedOtherwise(const prospect::app::WatchPanel::Asked& asked);
    void pointedChanged();
    // A thing was clicked in a list.
    void thingChosen(const prospect::Uuid& feature);

private:
    QWidget* makeNumbers();
    QWidget* makeFields();
    ThingList* addList(const QString& title, const QString& name, const QString& meaning);

    Asked asked_;
    QLabel* sentence_;
    QWidget* no_windows_;
    QWidget* night_;
    QWidget* numbers_ = nullptr;
    QLabel* day_ = nullptr;
    QLabel* evening_ = nullptr;
    QLabel* why_evening_ = nullptr;
    QLabel* by_night_ = nullptr;
    QLabel* face_light_ = nullptr;
    QLabel* near_ = nullptr;
    QLabel* openings_ = nullptr;
    QLabel* cameras_ = nullptr;
    QLabel* assumed_ = nullptr;
    QWidget* lists_; // what there is to say
    QWidget* way_ = nullptr;
    QLabel* blocked_ = nullptr;
    std::array<ThingList*, 4> all_lists_{};
    CountedBlock* counted_;
    RingChoice* rings_;
    QDoubleSpinBox* height_ = nullptr;
    QCheckBox* assume_ = nullptr;
    QComboBox* edition_ = nullptr;
};

} // namespace prospect::app
