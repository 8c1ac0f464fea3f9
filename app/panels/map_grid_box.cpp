#include "app/panels/map_grid_box.h"

#include "app/panels/look.h"
#include "geometry/base/error.h"
#include "geometry/io/crs.h"

#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

namespace prospect::app {

namespace {

const QString another = QStringLiteral("another");
const QString code_begins = QStringLiteral("EPSG:");

bool is_known(const std::string& code) {
    try {
        io::describe_crs(code);
        return true;
    } catch (const Error&) {
        return false;
    }
}

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
    Q_EMIT problemSaid({});
    if (!typed) {
        setEditable(false);
        Q_EMIT chosen();
        return;
    }
    if (!isEditable()) makeField();
    setEditText(code_begins);
    lineEdit()->setFocus();
    lineEdit()->end(false);
}

void MapGridBox::makeField() {
    setEditable(true);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr);
    connect(lineEdit(), &QLineEdit::textEdited, this, [this] { Q_EMIT problemSaid({}); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (currentText().trimmed() == code_begins) return; // nothing typed yet
        check();
        if (!grid().empty()) Q_EMIT chosen();
    });
}

std::string MapGridBox::grid() const {
    if (!isEditable())
        return itemData(currentIndex()) == another ? "" : currentData().toString().toStdString();
    const QString typed = currentText().trimmed();
    static const QRegularExpression code(QStringLiteral("^(EPSG:\\s*)?([1-9][0-9]{3,5})$"),
                                         QRegularExpression::CaseInsensitiveOption);
    if (const auto found = code.match(typed); found.hasMatch()) {
        const std::string epsg = (code_begins + found.captured(2)).toStdString();
        return is_known(epsg) ? epsg : "";
    }
    // A listed one, by its name alone or with its code behind.
    for (int i = 0; i < count(); ++i)
        if (!typed.isEmpty() && itemData(i) != another &&
            (itemText(i) + QStringLiteral(" ("))
                .startsWith(typed + QStringLiteral(" ("), Qt::CaseInsensitive))
            return itemData(i).toString().toStdString();
    return {};
}

QString MapGridBox::problem() const {
    if (!grid().empty()) return {};
    const QString typed = isEditable() ? currentText().trimmed() : QString();
    if (typed.isEmpty() || typed == code_begins || typed == itemText(findData(another)))
        return tr("Type the EPSG code of the map grid, such as 27700.");
    return tr("“%1” is no map grid known here: type its EPSG code, such as 27700.").arg(typed);
}

void MapGridBox::check() {
    Q_EMIT problemSaid(problem());
}

void MapGridBox::setGrid(const std::string& grid, const QString& name) {
    int index = findData(QString::fromStdString(grid));
    if (index < 0) {
        index = 0;
        insertItem(index, name, QString::fromStdString(grid));
    }
    setEditable(false);
    setCurrentIndex(index);
    Q_EMIT problemSaid({});
}

QWidget* problem_below(MapGridBox& box) {
    QWidget* line = status_row(Status::look, {});
    line->hide();
    QObject::connect(&box, &MapGridBox::problemSaid, line, [line, &box](const QString& sentence) {
        line->findChild<QLabel*>()->setText(sentence);
        line->setVisible(!sentence.isEmpty());
        set_invalid(&box, sentence);
    });
    return line;
}

} // namespace prospect::app
