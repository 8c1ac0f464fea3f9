// Doors, gates and gaps that lead from one piece of ground to another: who can pass which one when.
#pragma once

#include "app/models/access_plan.h"
#include "geometry/site/edit.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace prospect::app {

struct Door {
    FeaturePtr thing; // null: a gap between barriers that is no thing of the plan
    Point at;
    Box box;
    QString name;
    QString from; // nearer to the public realm
    QString to;
    double width_m = 0;
    scene::Control now{};
    std::array<scene::Control, 3> by_band{}; // day, evening, night, of the same weekday
    bool known = true;                       // false: the plan does not say how it is kept
};
// In the order of names. Cost: one look at each passage.
std::vector<Door> doors_of(const AccessPlan& plan);
// As tab-separated lines with headings, for a sheet.
QString doors_text(const std::vector<Door>& doors, const TimeContext& time);

// One row each. How a door or gate is kept and its hours can be edited. Data roles beyond Qt's are those of
// AttributeModel.
class DoorsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { name, from, to, width, now, day, evening, night, kept, hours, columns };
    using QAbstractTableModel::QAbstractTableModel;

    // The order stays the one that was asked for.
    void setDoors(std::vector<Door> doors, const TimeContext& time);
    const std::vector<Door>& doors() const { return doors_; }
    const TimeContext& time() const { return time_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    // One undo step.
    void edited(const prospect::SiteEdit& edit);
    // Why what was typed is not taken.
    void rejected(const QString& why);

private:
    void arrange();

    std::vector<Door> doors_;
    TimeContext time_;
    int sorted_by_ = name;
    Qt::SortOrder order_ = Qt::AscendingOrder;
};

} // namespace prospect::app
