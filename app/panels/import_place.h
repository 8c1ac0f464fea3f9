// Where is it? What a file says, or where a plan without a place is laid.
#pragma once

#include "app/panels/import_section.h"

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

} // namespace prospect::app
