#include "app/panels/path_profile.h"

#include "app/models/judged_result.h"
#include "app/models/lamp_words.h"
#include "app/models/table_cells.h"
#include "app/models/words.h"
#include "app/panels/look.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace prospect::app {

PathProfile::PathProfile(QWidget* parent)
    : QWidget(parent), title_(text_label({}, render::TextStyle::panel_title)),
      purpose_(
          paragraph(tr("For protection: it shows where along the way nobody would notice, so that light, "
                       "a window, a camera or a lock comes to the right place."),
                    Tone::quiet)),
      path_(new QComboBox), quantity_(new QComboBox), chart_(new ProfileChart),
      here_(paragraph({}, Tone::quiet)) {
    auto* column = column_layout(this, 0, render::space::inside);
    title_->setObjectName(QStringLiteral("profile-title"));
    column->addWidget(title_);
    purpose_->setObjectName(QStringLiteral("profile-purpose"));
    column->addWidget(purpose_);
    path_->setObjectName(QStringLiteral("profile-path"));
    quantity_->setObjectName(QStringLiteral("profile-quantity"));
    quantity_->setAccessibleName(tr("What the curve shows"));
    for (QComboBox* one : {path_, quantity_}) {
        one->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        leave_wheel_to_panel(one);
        column->addWidget(one);
    }
    chart_->setObjectName(QStringLiteral("profile-chart"));
    column->addWidget(chart_);
    here_->setObjectName(QStringLiteral("profile-here"));
    column->addWidget(here_);
    setKind(Kind::light);
    hide();
    connect(path_, &QComboBox::activated, this, [this] {
        showTrack();
        const Track& track = tracks_[static_cast<std::size_t>(path_->currentIndex())];
        Box box;
        for (std::size_t row = track.first; row < track.end; ++row)
            box.add(table_.geometries[row].box());
        Q_EMIT wayChanged();
        Q_EMIT pathChosen(box);
    });
    connect(quantity_, &QComboBox::activated, this, &PathProfile::showTrack);
    connect(chart_, &ProfileChart::chosen, this, [this](int spot) {
        chart_->setCurrent(spot);
        chart_->setCurrentShown(true);
        showSpot();
        if (const auto at = this->spot()) Q_EMIT spotChosen(*at);
    });
}

void PathProfile::setKind(Kind kind) {
    kind_ = kind;
    const bool light = kind == Kind::light;
    title_->setText(light ? tr("Along a path") : tr("Along the least watched way"));
    purpose_->setVisible(!light);
    path_->setAccessibleName(light ? tr("Path") : tr("Way to"));
    path_->setToolTip(light ? tr("The path with most dark ground first")
                            : tr("The target that is got to most easily without being noticed first; a click "
                                 "on a target on the map shows its way, too"));
    quantity_->clear();
    if (light) {
        quantity_->addItem(tr("Light on the ground"), QStringLiteral("eh"));
        quantity_->addItem(tr("Light on faces that come towards one"), QStringLiteral("esc_forward"));
        quantity_->addItem(tr("The same, walking the other way"), QStringLiteral("esc_backward"));
        quantity_->addItem(tr("How far off a face can be read"), QStringLiteral("recognition_forward_m"));
        quantity_->addItem(tr("The same, walking the other way"), QStringLiteral("recognition_backward_m"));
    } else {
        quantity_->addItem(tr("Eyes on this spot (0 to 100)"), QStringLiteral("guardianship"));
        quantity_->addItem(tr("Not noticed up to here"), QStringLiteral("p_unseen"));
    }
}

void PathProfile::show(const Result* result) {
    tracks_.clear();
    level_lx_ = 0;
    const bool light = result && result->analysis == "lighting.routes";
    const bool approach = result && result->analysis == "access.approach";
    if (light || approach) setKind(light ? Kind::light : Kind::approach);
    const io::Table* profile = light      ? table_of(result->tables, "profile")
                               : approach ? table_of(result->tables, "exposure")
                                          : nullptr;
    table_ = profile ? *profile : io::Table{};
    if (profile) readTracks(table_);
    setVisible(!tracks_.empty());
    if (tracks_.empty()) return;
    if (const io::Table* stretches = light ? table_of(result->tables, "dark_stretches") : nullptr)
        readDark(*stretches, asked_levels_lx(*result));
    if (const io::Table* approaches = approach ? table_of(result->tables, "approaches") : nullptr)
        readApproaches(*approaches);
    std::stable_sort(tracks_.begin(), tracks_.end(), [](const Track& a, const Track& b) {
        return std::tie(a.unseen, a.dark_m) > std::tie(b.unseen, b.dark_m);
    });
    fillPaths();
    showTrack();
}

void PathProfile::fillPaths() {
    path_->clear();
    for (const Track& track : tracks_)
        path_->addItem(
            kind_ == Kind::approach ? tr("%1 · not noticed %2 %").arg(track.name, score_text(track.unseen))
            : track.dark_m > 0      ? tr("%1 · dark for %2").arg(track.name, seen_text(track.dark_m, "m"))
                                    : track.name);
}

// Rows of targets that nobody gets to have no way; the others come in the order of the ways.
void PathProfile::readApproaches(const io::Table& approaches) {
    std::size_t track = 0;
    for (std::size_t row = 0; row < approaches.rows.size() && track < tracks_.size(); ++row) {
        const auto unseen = number_in(approaches, row, "p_unseen");
        if (!unseen) continue;
        Track& own = tracks_[track++];
        own.target = text_in(approaches, row, "id").toStdString();
        own.unseen = *unseen;
        own.line = approaches.geometries[row];
        const auto from = number_in(approaches, row, "least_from_m");
        const auto to = number_in(approaches, row, "least_to_m");
        if (from && to) own.dark.push_back({ProfileChart::Mark::Kind::below, *from, *to});
    }
}

void PathProfile::chooseWayTo(const std::vector<Uuid>& things) {
    if (kind_ != Kind::approach || things.size() != 1) return;
    for (std::size_t i = 0; i < tracks_.size(); ++i)
        if (tracks_[i].target == things.front().text()) {
            path_->setCurrentIndex(static_cast<int>(i));
            showTrack();
            Q_EMIT wayChanged();
            return;
        }
}

Geometry PathProfile::way() const {
    if (tracks_.empty()) return {};
    return tracks_[static_cast<std::size_t>(std::max(0, path_->currentIndex()))].line;
}

Geometry PathProfile::leastWatched() const {
    if (tracks_.empty() || kind_ != Kind::approach) return {};
    const Track& track = tracks_[static_cast<std::size_t>(std::max(0, path_->currentIndex()))];
    const int along = column_of(table_, "chainage_m");
    std::vector<Point> points;
    for (const ProfileChart::Mark& stretch : track.dark)
        for (std::size_t row = track.first; row < track.end; ++row)
            if (const auto at = number(row, along); at && *at >= stretch.from_m && *at <= stretch.to_m)
                points.push_back(table_.geometries[row].points.front());
    return points.size() < 2 ? Geometry{} : Geometry::make_line(std::move(points));
}

// A walk ends where the path is another one or begins anew.
void PathProfile::readTracks(const io::Table& profile) {
    const int path = column_of(profile, kind_ == Kind::light ? "path" : "target");
    const int along = column_of(profile, "chainage_m");
    if (path < 0 || along < 0 || profile.geometries.size() != profile.rows.size()) return;
    double last = std::numeric_limits<double>::infinity();
    for (std::size_t row = 0; row < profile.rows.size(); ++row) {
        const double chainage = number_in(profile, row, along).value_or(0);
        const QString name = text_in(profile, row, path);
        if (tracks_.empty() || chainage <= last || tracks_.back().name != name)
            tracks_.push_back({.name = name, .first = row, .dark = {}});
        tracks_.back().end = row + 1;
        last = chainage;
    }
}

// Those below the first level asked for; each belongs to the walk on whose spots it begins.
void PathProfile::readDark(const io::Table& stretches, const std::vector<double>& levels) {
    if (levels.empty()) return;
    const int level = column_of(stretches, "threshold_lx");
    const int from = column_of(stretches, "start_m");
    const int to = column_of(stretches, "end_m");
    level_lx_ = levels.front();
    for (std::size_t row = 0; row < stretches.rows.size(); ++row) {
        if (number_in(stretches, row, level) != level_lx_ || stretches.geometries[row].points.empty())
            continue;
        const QString path = text_in(stretches, row, "path");
        const double begins_m = number_in(stretches, row, from).value_or(0);
        const Point begins = stretches.geometries[row].points.front();
        for (Track& track : tracks_) {
            if (track.name != path || !has_spot(track, begins_m, begins)) continue;
            const double end_m = number_in(stretches, row, to).value_or(0);
            track.dark.push_back({ProfileChart::Mark::Kind::below, begins_m, end_m});
            track.dark_m += end_m - begins_m;
            break;
        }
    }
}

// Paths of one name are told apart by where they lie.
bool PathProfile::has_spot(const Track& track, double along_m, Point at) const {
    const int along = column_of(table_, "chainage_m");
    for (std::size_t row = track.first; row < track.end; ++row)
        if (number(row, along) == along_m) return table_.geometries[row].points.front() == at;
    return false;
}

bool PathProfile::isMetres(const QString& quantity) const {
    return kind_ == Kind::light && quantity.endsWith(QStringLiteral("_m"));
}

std::optional<double> PathProfile::shownValue(std::size_t row, int column) const {
    auto value = number(row, column);
    if (value && kind_ == Kind::approach) *value *= 100; // of shares
    return value;
}

std::optional<double> PathProfile::number(std::size_t row, int column) const {
    return number_in(table_, row, column);
}

void PathProfile::showTrack() {
    const Track& track = tracks_[static_cast<std::size_t>(std::max(0, path_->currentIndex()))];
    const std::string name = quantity_->currentData().toString().toStdString();
    const bool metres = isMetres(quantity_->currentData().toString());
    const bool light = kind_ == Kind::light;
    const int along = column_of(table_, "chainage_m");
    const int column = column_of(table_, name);
    std::vector<ProfileChart::Spot> spots;
    for (std::size_t row = track.first; row < track.end; ++row)
        spots.push_back({number(row, along).value_or(0), shownValue(row, column)});
    const bool ground = name == "eh";
    constexpr double moonlight_lx = 0.1; // about: nobody tells less apart
    chart_->setLogarithmic(metres || !light ? std::nullopt : std::optional(moonlight_lx));
    chart_->setProfile(std::move(spots), quantity_->currentText(),
                       metres               ? "m"
                       : light              ? "lx"
                       : name == "p_unseen" ? "%"
                                            : "");
    chart_->setMarks(track.dark,
                     !light          ? tr("least watched stretch")
                     : level_lx_ > 0 ? tr("ground darker than %1").arg(quantity_text(level_lx_, "lx"))
                                     : QString(),
                     {});
    chart_->setLine(ground && level_lx_ > 0
                        ? std::optional(ProfileChart::Line{level_lx_, quantity_text(level_lx_, "lx")})
                        : std::nullopt);
    chart_->setCurrent(0);
    chart_->setCurrentShown(false);
    showSpot();
}

std::optional<Point> PathProfile::spot() const {
    if (tracks_.empty() || !chart_->isCurrentShown()) return std::nullopt;
    const Track& track = tracks_[static_cast<std::size_t>(std::max(0, path_->currentIndex()))];
    const std::size_t row = track.first + static_cast<std::size_t>(chart_->current());
    return row < track.end ? std::optional(table_.geometries[row].points.front()) : std::nullopt;
}

void PathProfile::showSpot() {
    if (!spot()) {
        here_->setText(kind_ == Kind::light ? tr("Click in the curve, or point at the path on the map.")
                                            : tr("Click in the curve, or point at the way on the map."));
        return;
    }
    const auto& one = chart_->profile()[static_cast<std::size_t>(chart_->current())];
    const QString quantity = quantity_->currentData().toString();
    const QString value = !one.value           ? tr("no value")
                          : isMetres(quantity) ? seen_text(*one.value, "m")
                          : quantity == QLatin1String("guardianship")
                              ? tr("%1 of 100").arg(number_text(std::round(*one.value)))
                          : quantity == QLatin1String("p_unseen")
                              ? tr("not noticed so far: %1 %").arg(number_text(std::round(*one.value)))
                              : lux_text(*one.value);
    here_->setText(tr("After %1: %2").arg(seen_text(one.along_m, "m"), value));
}

void PathProfile::follow(Point plan, double reach_m) {
    if (tracks_.empty() || !isVisible()) return;
    const Track& track = tracks_[static_cast<std::size_t>(std::max(0, path_->currentIndex()))];
    double nearest = reach_m;
    std::optional<std::size_t> found;
    for (std::size_t row = track.first; row < track.end; ++row)
        if (const double away = distance(plan, table_.geometries[row].points.front()); away <= nearest) {
            nearest = away;
            found = row;
        }
    if (!found) return;
    chart_->setCurrent(static_cast<int>(*found - track.first));
    chart_->setCurrentShown(true);
    showSpot();
    Q_EMIT spotFollowed(table_.geometries[*found].points.front());
}

} // namespace prospect::app
