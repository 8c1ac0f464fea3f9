#include "app/models/doors_model.h"

#include "analysis/engine/context.h"
#include "app/models/access_words.h"
#include "app/models/attribute_model.h"
#include "app/models/attribute_words.h"
#include "app/models/words.h"
#include "app/render/style.h"

#include <QApplication>
#include <QLocale>
#include <QPalette>
#include <QStringList>

#include <algorithm>

namespace prospect::app {

using scene::Control;
using scene::Passage;

namespace {

constexpr std::array bands{DayBand::day, DayBand::evening, DayBand::night};

const AttributeInfo& attribute_of(int column) {
    const std::string_view wanted = column == DoorsModel::kept ? "control" : "hours";
    const auto& all = info(Role::opening).attributes;
    return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == wanted; });
}

// What the plan itself says; empty where it says nothing.
QString own_text(const Door& door, int column) {
    const Attribute* found = door.thing ? door.thing->find(attribute_of(column).name) : nullptr;
    return found ? QString::fromStdString(as_text(found->value)) : QString();
}

QString kept_text(const Door& door) {
    if (!door.thing) return DoorsModel::tr("a gap in the plan");
    if (const Attribute* kind = door.thing->find("kind"); kind && as_text(kind->value) == "gap")
        return DoorsModel::tr("a gap in the plan");
    const QString own = own_text(door, DoorsModel::kept);
    return own.isEmpty() ? DoorsModel::tr("not said") : in_words(own.toStdString());
}

QString cell_text(const Door& door, int column) {
    switch (column) {
    case DoorsModel::name:
        return door.name;
    case DoorsModel::from:
        return door.from;
    case DoorsModel::to:
        return door.to;
    case DoorsModel::width:
        return QLocale().toString(door.width_m, 'f', 1);
    case DoorsModel::now:
        return control_word(door.now);
    case DoorsModel::day:
    case DoorsModel::evening:
    case DoorsModel::night:
        return control_word(door.by_band[static_cast<std::size_t>(column - DoorsModel::day)]);
    case DoorsModel::kept:
        return kept_text(door);
    case DoorsModel::hours:
        return own_text(door, DoorsModel::hours);
    default:
        return {};
    }
}

QString heading(int column, const TimeContext& time) {
    switch (column) {
    case DoorsModel::name:
        return DoorsModel::tr("Door or gate");
    case DoorsModel::from:
        return DoorsModel::tr("From");
    case DoorsModel::to:
        return DoorsModel::tr("To");
    case DoorsModel::width:
        return DoorsModel::tr("Width (m)");
    case DoorsModel::now:
        return moment_text(time);
    case DoorsModel::day:
        return DoorsModel::tr("By day");
    case DoorsModel::evening:
        return DoorsModel::tr("In the evening");
    case DoorsModel::night:
        return DoorsModel::tr("At night");
    case DoorsModel::kept:
        return DoorsModel::tr("Kept");
    case DoorsModel::hours:
        return DoorsModel::tr("Hours");
    default:
        return {};
    }
}

// Of two doors in the order of a column; numbers and controls by what they are.
bool is_before(const Door& a, const Door& b, int column) {
    if (column == DoorsModel::name && (a.thing == nullptr) != (b.thing == nullptr)) return a.thing != nullptr;
    if (column == DoorsModel::width) return a.width_m < b.width_m;
    if (column == DoorsModel::now) return a.now < b.now;
    if (column >= DoorsModel::day && column <= DoorsModel::night) {
        const auto band = static_cast<std::size_t>(column - DoorsModel::day);
        return a.by_band[band] < b.by_band[band];
    }
    return QString::localeAwareCompare(cell_text(a, column), cell_text(b, column)) < 0;
}

} // namespace

std::vector<Door> doors_of(const AccessPlan& plan) {
    std::vector<Door> doors;
    const TimeContext& time = plan.scene->time();
    const auto deep = [&](std::uint32_t p) { return plan.reach.depth[p].value_or(99); };
    for (const Passage& passage : plan.graph->passages()) {
        if (!is_listed(plan, passage)) continue;
        const bool is_thing = passage.kind == Passage::Kind::opening;
        const bool turned = deep(passage.to) < deep(passage.from) || plan.place(passage.to).public_realm;
        Door door{.thing = is_thing ? passage.thing : nullptr, .at = passage.at};
        door.box = scene::shape_of(passage).box();
        door.name = passage_name(passage);
        door.from = place_name(plan.place(turned ? passage.to : passage.from));
        door.to = place_name(plan.place(turned ? passage.from : passage.to));
        door.width_m = passage.width_m;
        door.now = is_thing ? passage.control.control : Control::open;
        door.known = !is_thing || passage.control.known;
        for (std::size_t i = 0; i < bands.size(); ++i)
            door.by_band[i] = is_thing
                                  ? scene::control_at(*passage.thing, engine::in_band(time, bands[i])).control
                                  : Control::open;
        doors.push_back(std::move(door));
    }
    std::stable_sort(doors.begin(), doors.end(),
                     [](const Door& a, const Door& b) { return is_before(a, b, DoorsModel::name); });
    return doors;
}

QString doors_text(const std::vector<Door>& doors, const TimeContext& time) {
    QStringList lines;
    const auto line = [&](const auto& text) {
        QStringList cells;
        for (int column = 0; column < DoorsModel::columns; ++column)
            cells += text(column);
        lines += cells.join(u'\t');
    };
    line([&](int column) { return heading(column, time); });
    for (const Door& door : doors)
        line([&](int column) { return cell_text(door, column); });
    return lines.join(u'\n') + u'\n';
}

void DoorsModel::setDoors(std::vector<Door> doors, const TimeContext& time) {
    beginResetModel();
    doors_ = std::move(doors);
    time_ = time;
    arrange();
    endResetModel();
}

void DoorsModel::arrange() {
    std::stable_sort(doors_.begin(), doors_.end(), [this](const Door& a, const Door& b) {
        return order_ == Qt::AscendingOrder ? is_before(a, b, sorted_by_) : is_before(b, a, sorted_by_);
    });
}

void DoorsModel::sort(int column, Qt::SortOrder order) {
    beginResetModel();
    sorted_by_ = column;
    order_ = order;
    arrange();
    endResetModel();
}

int DoorsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(doors_.size());
}

int DoorsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns);
}

QVariant DoorsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Door& door = doors_[static_cast<std::size_t>(index.row())];
    const bool editable = flags(index).testFlag(Qt::ItemIsEditable);
    switch (role) {
    case Qt::DisplayRole:
        return cell_text(door, index.column());
    case Qt::EditRole:
        return editable ? own_text(door, index.column()) : cell_text(door, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == width ? Qt::AlignRight | Qt::AlignVCenter
                                                           : Qt::AlignLeft | Qt::AlignVCenter);
    case AttributeModel::assumed_role:
        return !door.known && index.column() >= now && index.column() <= kept;
    case Qt::ToolTipRole:
        if (index.column() == hours)
            return tr("When people pass, such as Mo-Fr 07:00-19:00; outside it is locked");
        if (!door.known && index.column() >= now && index.column() <= kept)
            return tr("The plan does not say: it counts as shut, but not locked");
        return index.column() >= now && index.column() <= night
                   ? who_text(index.column() == now
                                  ? door.now
                                  : door.by_band[static_cast<std::size_t>(index.column() - day)])
                   : QVariant();
    case AttributeModel::choices_role:
        if (!editable || index.column() != kept) return QStringList();
        {
            QStringList choices;
            for (const std::string_view choice : attribute_of(kept).choices)
                choices += QString::fromUtf8(choice.data(), static_cast<qsizetype>(choice.size()));
            return choices;
        }
    default:
        return {};
    }
}

QVariant DoorsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) return heading(section, time_);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section == width ? Qt::AlignRight | Qt::AlignVCenter
                                                    : Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags DoorsModel::flags(const QModelIndex& index) const {
    auto found = QAbstractTableModel::flags(index);
    if (index.isValid() && (index.column() == kept || index.column() == hours) &&
        doors_[static_cast<std::size_t>(index.row())].thing)
        found |= Qt::ItemIsEditable;
    return found;
}

bool DoorsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const Door& door = doors_[static_cast<std::size_t>(index.row())];
    const QString typed = value.toString().trimmed();
    if (!flags(index).testFlag(Qt::ItemIsEditable) || typed == own_text(door, index.column())) return true;
    if (index.column() == hours && !typed.isEmpty() && !open_at(typed.toStdString(), TimeContext{})) {
        Q_EMIT rejected(
            tr("The hours \"%1\" are not understood: write them like 24/7 or Mo-Fr 07:00-19:00; Sa off.")
                .arg(typed));
        return false;
    }
    const AttributeInfo& attribute = attribute_of(index.column());
    std::optional<Value> wanted;
    if (!typed.isEmpty()) {
        ParsedValue parsed = parse_value(attribute, typed);
        if (!parsed.value) {
            Q_EMIT rejected(parsed.why);
            return false;
        }
        wanted = std::move(parsed.value);
    }
    SiteEdit edit;
    edit.title =
        (index.column() == hours ? tr("Hours of %1") : tr("How %1 is kept")).arg(door.name).toStdString();
    edit.steps.emplace_back(
        ChangeAttribute{door.thing->id, std::string(attribute.name), std::move(wanted), Basis::drawn});
    Q_EMIT edited(edit);
    return true;
}

} // namespace prospect::app
