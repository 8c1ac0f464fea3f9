// The map grids a plan may be drawn in, to choose from; any other by its code.
#pragma once

#include <QComboBox>

#include <string>

namespace prospect::app {

// A list that opens wherever it is clicked. Its last entry makes it a field for the code of a grid that is
// not listed.
class MapGridBox : public QComboBox {
    Q_OBJECT
public:
    explicit MapGridBox(QWidget* parent = nullptr);

    // As `import --crs` takes it: "EPSG:27700", "local", or what was typed. Empty while a code is waited for.
    std::string grid() const;
    // Chooses it; one that is not listed comes first, under that name.
    void setGrid(const std::string& grid, const QString& name);

Q_SIGNALS:
    // Another one is chosen, or its code typed and left.
    void chosen();

private:
    void take(int index);
};

} // namespace prospect::app
