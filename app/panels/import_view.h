// The preview of the import sheet: what would be added, alone, to zoom into and to measure on.
#pragma once

#include "app/jobs/import_job.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace prospect::app {

class MapCanvas;
class SnappedPicker;

// A map with buttons to zoom.
class ImportMap : public QWidget {
    Q_OBJECT
public:
    explicit ImportMap(const QString& name, QWidget* parent = nullptr);

    MapCanvas& canvas() const { return *canvas_; }
    SnappedPicker& picker() const { return *picker_; }
    // Shows all of it.
    void setSite(const SitePtr& site);

private:
    MapCanvas* canvas_;
    SnappedPicker* picker_;
};

class ImportView : public QWidget {
    Q_OBJECT
public:
    explicit ImportView(QWidget* parent = nullptr);

    ImportMap& map() const { return *map_; }
    void show(const ImportPreview& preview);
    // Two clicks and the true length of what lies between them.
    void startMeasuring(const std::filesystem::path& plan, const Box& where);
    void stopMeasuring();
    bool isMeasuring() const;
    QLineEdit* lengthField() const { return length_; }
    QPushButton* useButton() const { return use_; }

Q_SIGNALS:
    // What reads `read_m` on the preview is `true_m` long.
    void measured(const std::filesystem::path& plan, double read_m, double true_m);
    void measuringChanged();

private:
    QWidget* makeStrip();
    double read() const;
    std::optional<double> typed() const;
    void refresh();
    void use();

    ImportMap* map_;
    QLabel* caption_;
    QWidget* strip_;
    QLabel* prompt_;
    QLineEdit* length_;
    QLabel* unit_;
    QPushButton* use_;
    QCheckBox* with_map_;
    std::filesystem::path plan_;
    SitePtr alone_;
    SitePtr together_; // with the open map; null when there is none
};

} // namespace prospect::app
