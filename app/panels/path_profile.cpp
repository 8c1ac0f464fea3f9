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
#include <limits>

namespace prospect::app {

PathProfile::PathProfile(QWidget* parent)
    : QWidget(parent), path_(new QComboBox), quantity_(new QComboBox), chart_(new ProfileChart),
      here_(paragraph({}, Tone::quiet)) {
    auto* column = column_layout(this, 0, render::space::inside);
    column->addWidget(text_label(tr("Along a path"), render::TextStyle::panel_title));
    path_->setObjectName(QStringLiteral("profile-path"));
    path_->setAccessibleName(tr("Path"));
    path_->setToolTip(tr("The path with most dark ground first"));
    quantity_->setObjectName(QStringLiteral("profile-quantity"));
    quantity_->setAccessibleName(tr("What the curve shows"));
    quantity_->addItem(tr("Light on the ground"), QStringLiteral("eh"));
    quantity_->addItem(tr("Light on faces that come towards one"), QStringLiteral("esc_forward"));
    quantity_->addItem(tr("The same, walking the other way"), QStringLiteral("esc_backward"));
    quantity_->addItem(tr("How far off a face can be read"), QStringLiteral("recognition_forward_m"));
    quantity_->addItem(tr("The same, walking the other way"), QStringLiteral("recognition_backward_m"));
    for (QComboBox* one : {path_, quantity_}) {
        one->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        leave_wheel_to_panel(one);
        column->addWidget(one);
    }
    chart_->setObjectName(QStringLiteral("profile-chart"));
    column->addWidget(chart_);
    here_->setObjectName(QStringLiteral("profile-here"));
    column->addWidget(here_);
    hide();
    connect(path_, &QComboBox::activated, this, [this] {
        showTrack();
        const Track& track = tracks_[static_cast<std::size_t>(path_->currentIndex())];
        Box box;
        for (std::size_t row = track.first; row < track.end; ++row)
            box.add(table_.geometries[row].box());
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

void PathProfile::show(const Result* result) {
    tracks_.clear();
    level_lx_ = 0;
    const bool light = result && result->analysis == "lighting.routes";
    const io::Table* profile = light ? table_of(result->tables, "profile") : nullptr;
    table_ = profile ? *profile : io::Table{};
    if (profile) readTracks(table_);
    setVisible(!tracks_.empty());
    if (tracks_.empty()) return;
    if (const io::Table* stretches = table_of(result->tables, "dark_stretches"))
        readDark(*stretches, asked_levels_lx(*result));
    std::stable_sort(tracks_.begin(), tracks_.end(),
                     [](const Track& a, const Track& b) { return a.dark_m > b.dark_m; });
    path_->clear();
    for (const Track& track : tracks_)
        path_->addItem(track.dark_m > 0 ? tr("%1 · dark for %2").arg(track.name, seen_text(track.dark_m, "m"))
                                        : track.name);
    showTrack();
}

// A walk ends where the path is another one or begins anew.
void PathProfile::readTracks(const io::Table& profile) {
    const int path = column_of(profile, "path");
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

std::optional<double> PathProfile::number(std::size_t row, int column) const {
    return number_in(table_, row, column);
}

void PathProfile::showTrack() {
    const Track& track = tracks_[static_cast<std::size_t>(std::max(0, path_->currentIndex()))];
    const std::string name = quantity_->currentData().toString().toStdString();
    const bool metres = name.ends_with("_m");
    const int along = column_of(table_, "chainage_m");
    const int column = column_of(table_, name);
    std::vector<ProfileChart::Spot> spots;
    for (std::size_t row = track.first; row < track.end; ++row)
        spots.push_back({number(row, along).value_or(0), number(row, column)});
    const bool ground = name == "eh";
    constexpr double moonlight_lx = 0.1; // about: nobody tells less apart
    chart_->setLogarithmic(metres ? std::nullopt : std::optional(moonlight_lx));
    chart_->setProfile(std::move(spots), quantity_->currentText(), metres ? "m" : "lx");
    chart_->setMarks(
        track.dark,
        level_lx_ > 0 ? tr("ground darker than %1").arg(quantity_text(level_lx_, "lx")) : QString(), {});
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
        here_->setText(tr("Click in the curve, or point at the path on the map."));
        return;
    }
    const auto& one = chart_->profile()[static_cast<std::size_t>(chart_->current())];
    const bool metres = quantity_->currentData().toString().endsWith(QStringLiteral("_m"));
    const QString value = !one.value ? tr("no value")
                          : metres   ? seen_text(*one.value, "m")
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
