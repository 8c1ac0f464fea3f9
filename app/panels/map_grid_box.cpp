#include "app/panels/map_grid_box.h"

#include <QLineEdit>

namespace prospect::app {

namespace {

const QString another = QStringLiteral("another");
const QString code_begins = QStringLiteral("EPSG:");

} // namespace

MapGridBox::MapGridBox(QWidget* parent) : QComboBox(parent) {
    const std::pair<QString, const char*> grids[] = {
        {tr("British National Grid"), "EPSG:27700"}, {tr("Irish Transverse Mercator"), "EPSG:2157"},
        {tr("Netherlands, RD New"), "EPSG:28992"},   {tr("Germany, UTM 32"), "EPSG:25832"},
        {tr("Germany, UTM 33"), "EPSG:25833"},       {tr("France, Lambert-93"), "EPSG:2154"},
        {tr("Switzerland, LV95"), "EPSG:2056"},      {tr("Longitude and latitude"), "EPSG:4326"}};
    addItem(tr("Nowhere on Earth: plain metres"), QStringLiteral("local"));
    for (const auto& [text, code] : grids)
        addItem(QStringLiteral("%1 (%2)").arg(text, QLatin1String(code)), QLatin1String(code));
    addItem(tr("Another one, by its EPSG code…"), another);
    setAccessibleName(tr("Map grid of the file"));
    connect(this, &QComboBox::activated, this, &MapGridBox::take);
}

void MapGridBox::take(int index) {
    const bool typed = itemData(index) == another;
    if (!typed) {
        setEditable(false);
        Q_EMIT chosen();
        return;
    }
    if (!isEditable()) {
        setEditable(true);
        setInsertPolicy(NoInsert);
        setCompleter(nullptr);
        connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
            if (!grid().empty()) Q_EMIT chosen();
        });
    }
    setEditText(code_begins);
    lineEdit()->setFocus();
    lineEdit()->end(false);
}

std::string MapGridBox::grid() const {
    if (!isEditable())
        return itemData(currentIndex()) == another ? "" : currentData().toString().toStdString();
    const QString code = currentText().trimmed();
    return code == code_begins || code == itemText(findData(another)) ? "" : code.toStdString();
}

void MapGridBox::setGrid(const std::string& grid, const QString& name) {
    int index = findData(QString::fromStdString(grid));
    if (index < 0) {
        index = 0;
        insertItem(index, name, QString::fromStdString(grid));
    }
    setEditable(false);
    setCurrentIndex(index);
}

} // namespace prospect::app
