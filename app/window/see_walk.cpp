#include "app/window/see_walk.h"

#include "app/canvas/map_canvas.h"
#include "app/jobs/answer.h"
#include "app/models/words.h"
#include "app/panels/map_area.h"
#include "app/panels/see_panel.h"
#include "app/panels/walk_panel.h"
#include "app/window/see_words.h"
#include "app/window/walk_hiding.h"

#include <algorithm>
#include <cmath>

namespace prospect::app {

using scene::PathStation;

namespace {

constexpr double most_stations = 600;
constexpr double least_step_m = 0.5;
constexpr double ahead_fov_deg = 120;
constexpr double pace_m_per_s = 4 * 1.4; // four times a walk
constexpr int frame_ms = 33;
constexpr double reach_px = 14;
constexpr std::size_t most_ways = 300;
constexpr double counted_share = 0.05; // of the most open ground before one along the walk

} // namespace

SeeWalk::SeeWalk(Workspace workspace, SeeCommands& see)
    : QObject(&see), workspace_(workspace), see_(see), panel_(new WalkPanel),
      hiding_(new WalkHiding(workspace, see, panel_->hiding(), this)),
      answer_(new Answer(workspace.jobs, tr("Looking along the path"), this)) {
    see_.panel().addSection(panel_);
    clock_.setInterval(frame_ms);
    connect(&clock_, &QTimer::timeout, this, &SeeWalk::step);
    connect(panel_, &WalkPanel::wayChosen, this, &SeeWalk::walkAlong);
    connect(panel_, &WalkPanel::pickRequested, this, &SeeWalk::pick);
    connect(panel_, &WalkPanel::stationChosen, this, [this](int station) {
        setPlaying(false);
        goTo(station);
    });
    connect(panel_, &WalkPanel::playToggled, this, [this] { setPlaying(!isPlaying()); });
    connect(panel_, &WalkPanel::measureChosen, this, &SeeWalk::showProfile);
    connect(panel_, &WalkPanel::leastRequested, this, [this] {
        setPlaying(false);
        if (const auto least = leastSeen()) goTo(*least);
    });
    connect(panel_, &WalkPanel::shortestRequested, this, [this] {
        const auto* shortest = hiding_->shortest();
        if (!shortest) return;
        setPlaying(false);
        goTo(stationAt(shortest->chainage_m));
    });
    connect(panel_, &WalkPanel::backRequested, this, [this] { goTo(station_); });
    connect(hiding_, &WalkHiding::stationSought, this, [this](double along_m) {
        setPlaying(false);
        goTo(stationAt(along_m) + 1); // the first beyond
    });
    connect(hiding_, &WalkHiding::changed, this, [this] {
        showAhead();
        if (panel_->measure() == WalkPanel::Measure::ahead) showProfile();
        if (!hiding_->along()) {
            panel_->chart().setMarks({}, {}, {});
            return;
        }
        const QString below = tr("less than %1 ahead seen").arg(seen_text(hiding_->along()->short_m, "m"));
        panel_->chart().setMarks(hiding_->marks(), below, tr("hiding place"));
    });
    connect(&see_, &SeeCommands::activeChanged, this, &SeeWalk::onActive);
    connect(&see_, &SeeCommands::wallsMade, this, &SeeWalk::refresh);
    connect(&see_, &SeeCommands::placeGiven, this, &SeeWalk::pickedAt);
    connect(&see_, &SeeCommands::promptChanged, this, [this] { panel_->setPicking(see_.isAsking()); });
    connect(&see_, &SeeCommands::eyeChanged, this, &SeeWalk::eyeMoved);
}

void SeeWalk::eyeMoved(const Eye& before) {
    if (going_ || !isWalking()) return;
    setPlaying(false);
    const Eye& now = see_.eye();
    if (now.sight.fov_deg != before.sight.fov_deg || now.sight.reach_m != before.sight.reach_m)
        askForProfile(Answer::typing_ms);
    if (away_ == eyeIsAtStation()) showStation();
}

bool SeeWalk::eyeIsAtStation() const {
    return see_.eye().at == stations_[static_cast<std::size_t>(station_)].place;
}

void SeeWalk::onActive(bool active) {
    if (!active) {
        if (see_.isSuspended())
            setPlaying(false);
        else
            end();
        return;
    }
    if (!isWalking()) lookAllRoundAgain();
    refresh();
}

void SeeWalk::showWays() {
    if (const SitePtr site = workspace_.document.site(); ways_of_ != site) {
        ways_of_ = site;
        ways_ = prospect::app::ways_of(*site, most_ways);
    }
    panel_->setWays(ways_, line_);
}

void SeeWalk::pick() {
    see_.askForPlace(!see_.isAsking());
}

void SeeWalk::pickedAt(Point at) {
    if (const FeaturePtr line = lineNear(at))
        walkAlong(line->id);
    else
        Q_EMIT see_.told(MessageBar::Level::info,
                         tr("There is no path or other line. Press “Pick on map” and click nearer to one."));
}

// Paths before other lines, then the nearest.
FeaturePtr SeeWalk::lineNear(Point at) const {
    const double reach = reach_px / workspace_.map.canvas().view().pixels_per_m;
    const Box near = box_of(std::vector{at}).grown(reach);
    FeaturePtr found;
    bool found_path = false;
    double nearest = reach;
    for (const LayerPtr& layer : workspace_.document.site()->layers) {
        if (!layer->visible) continue;
        const bool path = layer->role == Role::path;
        for (const FeaturePtr& feature : layer->features) {
            if (feature->geometry.kind != GeometryKind::line || !feature->geometry.box().intersects(near))
                continue;
            const double away = distance(feature->geometry, at);
            if (away > reach || (found_path && !path)) continue;
            if (found && path == found_path && away >= nearest) continue;
            found = feature;
            found_path = path;
            nearest = away;
        }
    }
    return found;
}

FeaturePtr SeeWalk::lineOf(const Uuid& id) const {
    const SitePtr site = workspace_.document.site();
    const Layer* layer = site->layer_of(id);
    if (!layer) return nullptr;
    for (const FeaturePtr& feature : layer->features)
        if (feature->id == id && feature->geometry.kind == GeometryKind::line) return feature;
    return nullptr;
}

void SeeWalk::walkAlong(const Uuid& id) {
    setPlaying(false);
    const FeaturePtr line = id.is_nil() ? nullptr : lineOf(id);
    const double whole = line ? length(line->geometry) : 0;
    if (whole <= 0) {
        end();
        return;
    }
    line_ = id;
    stations_of_ = workspace_.document.site();
    stations_ = scene::path_stations(line->geometry, std::max(least_step_m, whole / most_stations));
    profile_.clear();
    station_ = 0;
    if (!see_.isActive()) see_.lookFrom(stations_.front().place);
    Eye eye = see_.eye();
    if (eye.sight.fov_deg >= 360) {
        // Whoever walks looks ahead.
        fov_before_ = eye.sight.fov_deg;
        eye.sight.fov_deg = ahead_fov_deg;
        going_ = true;
        see_.setEye(eye);
        going_ = false;
    }
    see_.setWay(line->geometry);
    panel_->setStations(static_cast<int>(stations_.size()));
    showWays();
    goTo(0);
    askForProfile(0);
    askForHiding();
    showProfile();
}

void SeeWalk::end() {
    setPlaying(false);
    answer_->withdraw();
    line_ = {};
    stations_.clear();
    stations_of_.reset();
    profile_.clear();
    panel_->setThrough({});
    away_ = false;
    see_.setHeading({});
    panel_->setStations(0);
    panel_->chart().setMarks({}, {}, {});
    hiding_->end();
    showAhead();
    see_.setWay({});
    lookAllRoundAgain();
    showWays();
}

void SeeWalk::lookAllRoundAgain() {
    if (!fov_before_ || !see_.isActive()) return; // when one looks next
    Eye eye = see_.eye();
    eye.sight.fov_deg = *std::exchange(fov_before_, std::nullopt);
    see_.setEye(eye);
}

void SeeWalk::goTo(int station) {
    if (!isWalking()) return;
    station_ = std::clamp(station, 0, static_cast<int>(stations_.size()) - 1);
    const PathStation& at = stations_[static_cast<std::size_t>(station_)];
    Eye eye = see_.eye();
    eye.at = at.place;
    eye.sight.azimuth_deg = at.azimuth_deg;
    going_ = true;
    see_.setEye(eye);
    see_.keepInView();
    going_ = false;
    showStation();
}

void SeeWalk::setPlaying(bool playing) { // NOLINT: as declared
    if (playing == isPlaying() || (playing && !isWalking())) return;
    if (playing) {
        if (station_ + 1 >= static_cast<int>(stations_.size())) goTo(0);
        along_m_ = stations_[static_cast<std::size_t>(station_)].chainage_m;
        since_.start();
        clock_.start();
    } else {
        clock_.stop();
    }
    panel_->setPlaying(playing);
}

void SeeWalk::step() {
    along_m_ += pace_m_per_s * static_cast<double>(since_.restart()) / 1000;
    const int wanted = stationAt(along_m_);
    if (wanted != station_) goTo(wanted);
    if (wanted + 1 == static_cast<int>(stations_.size())) setPlaying(false);
}

// The last that one has come to.
int SeeWalk::stationAt(double along_m) const {
    const auto next =
        std::upper_bound(stations_.begin(), stations_.end(), along_m,
                         [](double along, const PathStation& s) { return along < s.chainage_m; });
    return static_cast<int>(next - stations_.begin()) - 1;
}

void SeeWalk::refresh() {
    if (!see_.isActive()) return;
    showWays();
    if (!isWalking()) return;
    if (stations_of_ != workspace_.document.site()) {
        const FeaturePtr line = lineOf(line_);
        const double whole = line ? length(line->geometry) : 0;
        if (whole <= 0) {
            end();
            return;
        }
        stations_of_ = workspace_.document.site();
        stations_ = scene::path_stations(line->geometry, std::max(least_step_m, whole / most_stations));
        panel_->setStations(static_cast<int>(stations_.size()));
        see_.setWay(line->geometry);
        station_ = std::min(station_, static_cast<int>(stations_.size()) - 1);
    }
    askForProfile(0);
    askForHiding();
}

void SeeWalk::askForHiding() {
    const FeaturePtr line = lineOf(line_);
    if (!line) return;
    hiding_->ask(*workspace_.document.site()->layer_of(line_), line);
    showStation();
}

void SeeWalk::askForProfile(int settle_ms) {
    const auto walls = see_.walls();
    if (!walls || !isWalking()) return; // asked again once there are walls
    answer_->ask(
        [this, walls, ground = see_.openGround(), stations = stations_,
         sight = see_.eye().sight](const Progress& progress) -> Job::Delivery {
            sightlines::Looker looker(walls);
            std::vector<Seen> all;
            for (const PathStation& station : stations) {
                progress.checkpoint();
                kernel::Sight ahead = sight;
                ahead.azimuth_deg = station.azimuth_deg;
                const sightlines::LiveView& view = looker.look(station.place, ahead);
                if (view.status != sightlines::LookStatus::seen) {
                    all.emplace_back();
                    continue;
                }
                all.push_back({view.measures, ground->seen_in(view.view, ahead), view.open.hidden_m});
            }
            return [this, all = std::move(all)] {
                if (all.size() != stations_.size()) return;
                profile_ = all;
                showProfile();
                showStation();
            };
        },
        settle_ms);
}

void SeeWalk::showProfile() {
    const auto measure = panel_->measure();
    const QString titles[] = {tr("Open ground seen"), tr("Outline along hidden edges"), tr("Farthest seen"),
                              tr("Way ahead seen")};
    const bool ahead = measure == WalkPanel::Measure::ahead;
    const bool off_site = ahead && hiding_->along() && hiding_->along()->sights.empty();
    std::vector<ProfileChart::Spot> spots;
    for (std::size_t i = 0; i < stations_.size(); ++i) {
        ProfileChart::Spot spot{stations_[i].chainage_m, {}};
        if (ahead) {
            if (const auto* sight = hiding_->sightAt(spot.along_m)) spot.value = sight->length_m;
        } else if (i < profile_.size() && profile_[i].measures) {
            const auto& m = *profile_[i].measures;
            spot.value = measure == WalkPanel::Measure::ground   ? profile_[i].ground.seen_m2
                         : measure == WalkPanel::Measure::hidden ? profile_[i].hidden_m
                                                                 : m.max_radial_m;
        }
        spots.push_back(spot);
    }
    panel_->chart().setProfile(std::move(spots),
                               off_site ? tr("Way ahead seen: can't tell off the site")
                                        : titles[static_cast<int>(measure)],
                               measure == WalkPanel::Measure::ground ? "m2" : "m");
    std::optional<ProfileChart::Line> line;
    if (ahead && hiding_->along() && !hiding_->along()->sights.empty())
        line = {hiding_->along()->short_m, seen_text(hiding_->along()->short_m, "m")};
    panel_->chart().setLine(line);
    showThrough();
    showLeast();
}

void SeeWalk::showThrough() {
    QStringList all;
    for (std::size_t i = 0; i < profile_.size() && i < stations_.size(); ++i) {
        if (profile_[i].measures) continue;
        std::size_t end = i;
        while (end + 1 < profile_.size() && end + 1 < stations_.size() && !profile_[end + 1].measures)
            ++end;
        QString what = tr("something solid");
        for (const auto& [layer, building] : stations_of_->features(Role::building))
            if (building->geometry.box().contains(stations_[i].place) && !building->name.empty() &&
                contains(building->geometry, stations_[i].place))
                what = QString::fromStdString(building->name);
        all += tr("%1 from %2 to %3")
                   .arg(what, seen_text(stations_[i].chainage_m, "m"),
                        seen_text(stations_[end].chainage_m, "m"));
        i = end;
    }
    panel_->setThrough(all.isEmpty() ? QString()
                                     : tr("The path leads through %1: nothing is seen from there. Lead it "
                                          "round, or mend the outline.")
                                           .arg(all.join(QStringLiteral(", "))));
}

// A nose against a wall tells nothing of the path.
bool SeeWalk::isNextToSolid(std::size_t station) const {
    constexpr double near_m = 2;
    const double at = stations_[station].chainage_m;
    const auto first =
        std::lower_bound(stations_.begin(), stations_.end(), at - near_m,
                         [](const PathStation& s, double along) { return s.chainage_m < along; });
    for (auto i = static_cast<std::size_t>(first - stations_.begin());
         i < profile_.size() && i < stations_.size() && stations_[i].chainage_m <= at + near_m; ++i)
        if (!profile_[i].measures) return true;
    return false;
}

void SeeWalk::showAhead() {
    panel_->setAhead({hiding_->shortWords(), hiding_->isShort(), hiding_->shortest() != nullptr});
}

std::optional<int> SeeWalk::leastSeen() const {
    double most_m2 = 0;
    for (const Seen& one : profile_)
        if (one.measures) most_m2 = std::max(most_m2, one.ground.all_m2);
    std::optional<int> least;
    for (std::size_t i = 0; i < profile_.size() && i < stations_.size(); ++i) {
        const auto& ground = profile_[i].ground;
        if (!profile_[i].measures || ground.all_m2 <= 0 || ground.all_m2 < counted_share * most_m2 ||
            isNextToSolid(i))
            continue;
        const double before = least ? profile_[static_cast<std::size_t>(*least)].ground.share() : 1;
        if (ground.share() < before) least = static_cast<int>(i);
    }
    return least;
}

void SeeWalk::showLeast() {
    const auto least = leastSeen();
    if (!least) {
        panel_->setLeast({});
        return;
    }
    const auto at = static_cast<std::size_t>(*least);
    const auto& ground = profile_[at].ground;
    const bool ahead = see_.eye().sight.fov_deg < 360;
    panel_->setLeast(
        (ahead ? tr("The smallest share of the open ground ahead is seen %1 along the path: %2\u00a0% "
                    "(%3 of %4).")
               : tr("The smallest share of the open ground is seen %1 along the path: %2\u00a0% (%3 of %4)."))
            .arg(seen_text(stations_[at].chainage_m, "m"))
            .arg(percent_seen(ground))
            .arg(seen_text(ground.seen_m2, "m2"), seen_text(ground.all_m2, "m2")));
}

// "What you can see along Back Path, at 79 m".
QString SeeWalk::heading() const {
    const FeaturePtr line = lineOf(line_);
    if (away_ || !line) return {};
    const QString at = seen_text(stations_[static_cast<std::size_t>(station_)].chainage_m, "m");
    return line->name.empty()
               ? tr("What you can see along a path, at %1").arg(at)
               : tr("What you can see along %1, at %2").arg(QString::fromStdString(line->name), at);
}

// Where one is on the path, or that the eye has left it.
void SeeWalk::showStation() {
    if (!isWalking()) return;
    away_ = !eyeIsAtStation();
    panel_->setAway(away_);
    see_.setHeading(heading());
    if (away_) {
        panel_->setStation(station_, {});
        hiding_->setPlace(std::nullopt);
        return;
    }
    const PathStation& at = stations_[static_cast<std::size_t>(station_)];
    panel_->setStation(
        station_,
        tr("%1 of %2").arg(seen_text(at.chainage_m, "m"), seen_text(stations_.back().chainage_m, "m")));
    hiding_->setPlace(at.chainage_m);
}

} // namespace prospect::app
