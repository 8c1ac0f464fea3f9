// Where is it? What a file says, or where a plan without a place is laid.
#pragma once

#include "app/panels/import_section.h"

class QComboBox;

namespace prospect::app {

class ImportPlace : public ImportSection {
    Q_OBJECT
public:
    explicit ImportPlace(QWidget* parent = nullptr);

    void show(const ImportPreview& preview);

Q_SIGNALS:
    // The same points are to be clicked on the plan and on the open map.
    void pointsRequested(const std::filesystem::path& plan);

private:
    void addPlan(const PlanPreview& plan);
    void addGrid();
    // The request with another answer for that plan.
    void answer(const std::filesystem::path& plan, const std::function<void(FileAnswers&)>& change);

    ImportPreview preview_;
};

// The map grids that are asked for most, by name and as an option names them.
void add_map_grids(QComboBox& combo);
// What is chosen or typed in such a combo, as an option names it.
std::string map_grid_in(const QComboBox& combo);

} // namespace prospect::app
