// The same points on a plan and on the open map, side by side: where the plan lies.
#pragma once

#include "app/jobs/import_job.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

class ImportMap;

class ImportPoints : public QWidget {
    Q_OBJECT
public:
    explicit ImportPoints(QWidget* parent = nullptr);

    // Begins anew with that plan beside the plan of the document.
    void show(const ImportPreview& preview, const std::filesystem::path& plan);
    // Back to the sheet; asks once where points would be lost.
    void leave();
    ImportMap& plan() const { return *plan_map_; }
    ImportMap& map() const { return *site_map_; }
    QPushButton* placeButton() const { return place_; }

Q_SIGNALS:
    // Known on both: pixels of the plan as PlanOptions counts them, full coordinates of the map.
    void placed(const std::filesystem::path& plan, const std::vector<prospect::ControlPoint>& points);
    void cancelled();

private:
    std::vector<ControlPoint> pairs() const;
    void refresh();
    void listPairs(const std::vector<double>& residuals);

    ImportMap* plan_map_;
    ImportMap* site_map_;
    QLabel* prompt_;
    QVBoxLayout* list_;
    QLabel* verdict_;
    QPushButton* back_;
    QPushButton* place_;
    std::filesystem::path file_;
    Affine to_users_; // from the plan as it is shown, metres
    Frame frame_;
};

} // namespace prospect::app
