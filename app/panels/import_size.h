// How large is it? The scale of a plan, the page of a PDF, the unit of a drawing.
#pragma once

#include "app/panels/import_section.h"

#include <map>
#include <memory>
#include <optional>

namespace prospect::app {

class PagePictures;

class ImportSize : public ImportSection {
    Q_OBJECT
public:
    explicit ImportSize(QWidget* parent = nullptr);
    ~ImportSize() override;

    void show(const ImportPreview& preview);
    // A length of that plan that reads `read_m` at the scale it is shown at is `true_m` long.
    void setMeasured(const std::filesystem::path& plan, double read_m, double true_m);
    // How many pages of a file have been drawn as small pictures.
    int drawnPages(const std::filesystem::path& file) const;

Q_SIGNALS:
    // Two ends of something known are to be clicked on the plan.
    void measureRequested(const std::filesystem::path& plan);

private:
    struct Said {
        std::optional<double> measured;
        bool settled = false; // "looks right", or one of several was chosen
    };
    void rebuild();
    void addPlan(const PlanPreview& plan);
    void addPage(const PlanPreview& plan);
    // Another page has a scale and a place of its own.
    void choosePage(const std::filesystem::path& file, int page);
    void addDrawing(const DrawingPreview& drawing);
    void settle(const std::filesystem::path& file);
    void setScale(const std::filesystem::path& file, std::optional<double> scale);

    ImportPreview preview_;
    std::map<std::filesystem::path, std::unique_ptr<PagePictures>> pictures_;
    QString focused_; // the file whose row of pages has the focus
    std::map<std::filesystem::path, Said> said_;
};

} // namespace prospect::app
