// The map grids a plan may be drawn in, to choose from; any other by its code.
#pragma once

#include <QComboBox>

#include <string>

namespace prospect::app {

// A list that opens wherever it is clicked. Its last entry makes it a field for the code of a grid that is
// not listed; the name of one that is listed will do as well.
class MapGridBox : public QComboBox {
    Q_OBJECT
public:
    explicit MapGridBox(QWidget* parent = nullptr);

    // As `import --crs` takes it: "EPSG:27700" or "local". Empty while there is a problem.
    std::string grid() const;
    // Why what is typed is no map grid, in one sentence; empty when it is one.
    QString problem() const;
    // Says that sentence, or takes it back.
    void check();
    // Chooses it; one that is not listed comes first, under that name.
    void setGrid(const std::string& grid, const QString& name);

Q_SIGNALS:
    // Another one is chosen, or its code typed and left.
    void chosen();
    // The problem as it is to be shown; empty: none, or still being typed.
    void problemSaid(const QString& sentence);

private:
    void take(int index);
    void makeField();
};

// A line that says the problem of the box, for below it; hidden while there is none.
QWidget* problem_below(MapGridBox& box);

} // namespace prospect::app
