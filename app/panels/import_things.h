// What is in it? Layers of the files and the kinds they become, and what had to be mended or left out.
#pragma once

#include "app/panels/import_section.h"

class QComboBox;
class QGridLayout;

namespace prospect::app {

class ImportThings : public ImportSection {
    Q_OBJECT
public:
    explicit ImportThings(QWidget* parent = nullptr);

    void show(const ImportPreview& preview);
    // The kind chosen for a source layer; null where it cannot be chosen.
    QComboBox* kindOf(const QString& layer) const;

private:
    void addTable();
    void addRow(QGridLayout& grid, const io::SourceCount& source, bool several);
    void addDoubts();
    // A button that sets `unfolded` and shows everything anew.
    void addFold(const QString& text, bool& unfolded);
    QComboBox* makeKinds(const io::SourceCount& source);

    ImportPreview preview_;
    std::map<QString, QComboBox*> kinds_;
    bool all_rows_ = false;
    bool all_doubts_ = false;
};

// "14 buildings · 6 lamps · 412 lines kept as drawing only".
QString things_text(const io::ImportReport& report);

} // namespace prospect::app
