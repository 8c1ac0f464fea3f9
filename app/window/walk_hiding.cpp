#include "app/window/walk_hiding.h"

#include "analysis/assessment/concealment.h"
#include "analysis/assessment/profile.h"
#include "app/jobs/answer.h"
#include "app/models/thing_names.h"
#include "app/models/words.h"
#include "app/panels/hiding_panel.h"
#include "app/panels/map_area.h"

#include <algorithm>

namespace prospect::app {

using sightlines::HidingAlong;
using sightlines::HidingBeside;

namespace {

constexpr double next_to_m = 0.5; // first seen nearer than this: one is level with it
constexpr double passed_m = 1;    // beyond a place by so much: passed
constexpr std::size_t most_stretches = 3;
constexpr double path_end_m = 0.1; // sight that ends no further than this beyond the path ends with it

} // namespace

WalkHiding::WalkHiding(Workspace workspace, SeeCommands& see, HidingPanel& panel, QObject* parent)
    : QObject(parent), workspace_(workspace), see_(see), panel_(panel),
      answer_(new Answer(workspace.jobs, tr("Looking for hiding places"), this)) {
    connect(&panel_, &HidingPanel::pointedAt, this, &WalkHiding::show);
    connect(&panel_, &HidingPanel::placeChosen, this, [this](std::size_t place) {
        if (!along_ || place >= along_->places.size()) return;
        const HidingBeside& one = along_->places[place];
        Q_EMIT stationSought(std::max(0.0, one.begins_m(along_->reaction_m).value_or(one.chainage_m)));
    });
    connect(answer_, &Answer::failed, this, [this](const QString& why) { panel_.setSummary(why); });
}

void WalkHiding::ask(const Layer& layer, const FeaturePtr& line) {
    const auto walls = see_.walls();
    if (!walls) return; // asked again once there are
    if (scene_ == walls->shared_scene() && line_ == line && eye_height_m_ == see_.eye().height_m) return;
    scene_ = walls->shared_scene();
    line_ = line;
    eye_height_m_ = see_.eye().height_m;
    along_.reset();
    names_.clear();
    panel_.setPlaces({});
    panel_.setHere({}, {});
    see_.setHiding({}, 0);
    Q_EMIT changed();
    if (layer.role != Role::path) {
        answer_->withdraw();
        panel_.setSummary(tr("Hiding places are looked for beside paths; this is another line."));
        return;
    }
    panel_.setSummary(tr("Looking for hiding places…"));
    assessment::WalkRule rule = assessment::walk_rule(assessment::profile_of(scene_->site().meta));
    rule.params.eye_height_m = eye_height_m_;
    hider_m_ = rule.params.hiding_height_m;
    answer_->ask(
        [this, scene = scene_, line, rule](const Progress& progress) -> Job::Delivery {
            auto found = sightlines::hiding_along(scene, line, rule.params, progress, rule.near_m);
            return [this, found = std::move(found)] {
                along_ = found;
                nameThings();
                show();
                showHere();
                Q_EMIT changed();
            };
        },
        0);
}

void WalkHiding::end() {
    answer_->withdraw();
    scene_.reset();
    line_.reset();
    along_.reset();
    names_.clear();
    panel_.setSummary({});
    panel_.setPlaces({});
    see_.setHiding({}, 0);
}

void WalkHiding::setPlace(std::optional<double> chainage_m) {
    chainage_m_ = chainage_m;
    if (!along_) return;
    forgetPassed();
    show();
    showHere();
}

// What hides the places and what ends the sight ahead, each told from the others.
void WalkHiding::nameThings() {
    things_.clear();
    names_.clear();
    const auto thing_names = see_.names();
    if (!thing_names) return;
    const Site& site = scene_->site();
    std::vector<Uuid> ids;
    const auto add = [&](const Uuid& id) {
        if (!id.is_nil() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const HidingBeside& place : along_->places)
        if (!place.hidden_by.empty()) add(place.hidden_by.front());
    for (const auto& sight : along_->sights)
        add(sight.ended_by);
    std::vector<NamedThing> things;
    for (const Uuid& id : ids) {
        const Layer* layer = site.layer_of(id);
        NamedThing thing{layer ? layer->role : Role::barrier, {}, {}};
        if (layer)
            for (const FeaturePtr& feature : layer->features)
                if (feature->id == id) thing.feature = feature;
        things.push_back(thing);
    }
    const auto names = thing_names->told_apart(things);
    for (std::size_t i = 0; i < ids.size(); ++i)
        things_[ids[i]] = names[i];
    for (const HidingBeside& place : along_->places) {
        const auto by = place.hidden_by.empty() ? things_.end() : things_.find(place.hidden_by.front());
        names_.push_back(by == things_.end() ? tr("The ground") : by->second);
    }
}

std::vector<std::size_t> WalkHiding::unseen() const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; along_ && chainage_m_ && i < along_->places.size(); ++i)
        if (along_->places[i].unseen_from(*chainage_m_, along_->reaction_m)) found.push_back(i);
    return found;
}

void WalkHiding::forgetPassed() {
    const auto chosen = panel_.chosen();
    if (!chosen || *chosen >= along_->places.size()) return;
    const HidingBeside& place = along_->places[*chosen];
    double last_m = place.ahead ? place.chainage_m : place.chainage_m + along_->reaction_m;
    for (const auto& spot : place.spots)
        last_m = std::max(last_m, spot.foot_m);
    if (!chainage_m_ || *chainage_m_ > last_m + passed_m) panel_.clearChoice();
}

// "first seen at 2.1 m".
QString WalkHiding::placeWords(std::size_t place) const {
    const HidingBeside& one = along_->places[place];
    if (!one.ahead) return tr("hidden from who comes the other way");
    return one.first_seen_m < next_to_m ? tr("not seen before one is next to it")
                                        : tr("first seen at %1").arg(seen_text(one.first_seen_m, "m"));
}

// "5.2 m² within 3 m, 12.8 m² in all": the check counts the former.
QString WalkHiding::areaWords(const HidingBeside& place) const {
    const QString all = seen_text(place.area_m2, "m2");
    const QString near = quantity_text(along_->near_m, "m");
    if (place.near_m2 >= place.area_m2) return tr("%1 within %2").arg(all, near);
    return place.near_m2 > 0 ? tr("%1 within %2, %3 in all").arg(seen_text(place.near_m2, "m2"), near, all)
                             : tr("%1, none within %2").arg(all, near);
}

void WalkHiding::show() {
    if (!along_) return;
    const auto now = unseen();
    const auto pointed = panel_.pointed();
    std::vector<SightPicture::Hiding> hiding;
    std::vector<RowList::Row> rows;
    std::size_t ahead = 0;
    for (std::size_t i = 0; i < along_->places.size(); ++i) {
        const HidingBeside& place = along_->places[i];
        const bool is_now = std::find(now.begin(), now.end(), i) != now.end();
        ahead += place.ahead ? 1 : 0;
        hiding.push_back({place.outline, place.at,
                          std::clamp(1 - place.first_seen_m / along_->reaction_m, 0.0, 1.0), is_now,
                          pointed == i, static_cast<int>(i) + 1});
        rows.push_back({.key = QString::number(i),
                        .icon = {},
                        .title = names_[i],
                        .detail = tr("%1, %2 along · %3")
                                      .arg(place.left ? tr("left") : tr("right"),
                                           seen_text(place.chainage_m, "m"), areaWords(place)),
                        .disc = QString::number(i + 1),
                        .below = placeWords(i)});
    }
    panel_.setPlaces(std::move(rows));
    see_.setHiding(std::move(hiding), hider_m_);
    const QString height = quantity_text(hider_m_, "m");
    if (along_->places.empty() && along_->sights.empty())
        panel_.setSummary(
            tr("Cannot tell whether somebody can hide here: none of this path lies on open ground "
               "of the site."));
    else if (along_->places.empty())
        panel_.setSummary(
            tr("Nobody who crouches (%1) can hide beside this path on the site: all ground beside it is "
               "seen from %2 or further.")
                .arg(height, seen_text(along_->reaction_m, "m")));
    else
        panel_.setSummary(tr("Places where somebody who crouches (%1) is seen later than from %2: %3")
                              .arg(height, seen_text(along_->reaction_m, "m"))
                              .arg(along_->places.size()) +
                          (ahead == along_->places.size()
                               ? tr(".")
                               : tr(", %1 of them by who walks this way.").arg(ahead)));
}

const sightlines::SightAhead* WalkHiding::sightAt(double chainage_m) const {
    if (!along_) return nullptr;
    const auto& sights = along_->sights;
    const auto nearest = std::min_element(sights.begin(), sights.end(), [=](const auto& a, const auto& b) {
        return std::abs(a.chainage_m - chainage_m) < std::abs(b.chainage_m - chainage_m);
    });
    return nearest != sights.end() && std::abs(nearest->chainage_m - chainage_m) <= 1 ? &*nearest : nullptr;
}

const sightlines::SightAhead* WalkHiding::shortest() const {
    const sightlines::SightAhead* found = nullptr;
    if (along_)
        for (const auto& sight : along_->sights)
            if (sight.is_short && (!found || sight.length_m < found->length_m)) found = &sight;
    return found;
}

bool WalkHiding::isShort() const {
    return along_ && std::any_of(along_->sights.begin(), along_->sights.end(),
                                 [](const auto& one) { return one.is_short || one.back_is_short; });
}

std::vector<WalkHiding::Stretch>
WalkHiding::stretches(const std::function<bool(const sightlines::SightAhead&)>& is) const {
    std::vector<Stretch> found;
    const auto& sights = along_->sights;
    for (std::size_t i = 0; i < sights.size(); ++i) {
        if (!is(sights[i])) continue;
        // A station stands for half of the way to each neighbour.
        const double from =
            i > 0 ? (sights[i - 1].chainage_m + sights[i].chainage_m) / 2 : sights[i].chainage_m;
        const double to = i + 1 < sights.size() ? (sights[i].chainage_m + sights[i + 1].chainage_m) / 2
                                                : sights[i].chainage_m;
        if (!found.empty() && found.back().to_m >= from - 1e-6)
            found.back().to_m = to;
        else
            found.push_back({from, to});
    }
    return found;
}

// "12 to 17 m, 40 to 44 m and on 2 more".
QString WalkHiding::stretchWords(const std::vector<Stretch>& stretches) {
    QStringList parts;
    for (std::size_t i = 0; i < std::min(most_stretches, stretches.size()); ++i)
        parts += tr("%1 to %2")
                     .arg(number_text(std::round(stretches[i].from_m)),
                          quantity_text(std::round(stretches[i].to_m), "m"));
    const QString words = parts.join(QStringLiteral(", "));
    if (stretches.size() <= most_stretches) return words;
    return tr("%1 and on %2 more").arg(words).arg(stretches.size() - most_stretches);
}

QString WalkHiding::shortWords() const {
    if (!along_ || along_->sights.empty()) return {};
    const QString least = seen_text(along_->short_m, "m");
    if (!isShort())
        return tr("At least %1 of the way ahead is seen all along this path, both ways.").arg(least);
    const auto ahead = stretches([](const auto& sight) { return sight.is_short; });
    const auto back = stretches([](const auto& sight) { return sight.back_is_short; });
    if (ahead.empty())
        return tr("At least %1 of the way ahead is seen all along. Who comes the other way sees less at %2 "
                  "along the path.")
            .arg(least, stretchWords(back));
    QString words =
        tr("Less than %1 of the way ahead is seen at %2 along the path.").arg(least, stretchWords(ahead));
    const auto* worst = shortest();
    words += u' ' +
             tr("Least: %1, at %2.").arg(seen_text(worst->length_m, "m"), seen_text(worst->chainage_m, "m"));
    if (!back.empty()) words += u' ' + tr("Who comes the other way: at %1.").arg(stretchWords(back));
    return words;
}

QString WalkHiding::aheadWords(bool* is_short) const {
    *is_short = false;
    if (!chainage_m_) return {};
    const auto* nearest = sightAt(*chainage_m_);
    if (!nearest) return {};
    *is_short = nearest->is_short;
    // Where the path ends the way runs on into the next one.
    const bool beyond = nearest->chainage_m + nearest->length_m > length(line_->geometry) + path_end_m;
    if (!beyond && length(line_->geometry) - *chainage_m_ < path_end_m) return tr("The path ends here.");
    const QString way = beyond ? tr("way ahead, past the end of this path,") : tr("path ahead");
    const QString seen = seen_text(nearest->length_m, "m");
    const auto by = things_.find(nearest->ended_by);
    if (by == things_.end()) return tr("%1 of the %2 is seen.").arg(seen, way);
    return *is_short ? tr("Only %1 of the %2 is seen, then: %3.").arg(seen, way, by->second)
                     : tr("%1 of the %2 is seen, then: %3.").arg(seen, way, by->second);
}

QString WalkHiding::nearWords(const std::vector<std::size_t>& near) const {
    const auto side = [this](std::size_t place) {
        return along_->places[place].left ? tr("left") : tr("right");
    };
    if (near.size() == 1)
        return tr("Near and not seen yet, %1: %2 %3.")
            .arg(side(near.front()), QString::number(near.front() + 1), names_[near.front()]);
    QStringList each;
    for (const std::size_t place : near)
        each += tr("%1 (%2)").arg(place + 1).arg(side(place));
    return tr("Near and not seen yet: %1.").arg(each.join(QStringLiteral(", ")));
}

void WalkHiding::showHere() {
    const auto near = unseen();
    QString words;
    if (!near.empty())
        words = nearWords(near);
    else if (chainage_m_ && !along_->places.empty())
        words = tr("None of these places is near and not seen yet.");
    bool is_short = false;
    const QString ahead = aheadWords(&is_short);
    panel_.setHere({words, !near.empty()}, {ahead, is_short});
}

std::vector<ProfileChart::Mark> WalkHiding::marks() const {
    std::vector<ProfileChart::Mark> marks;
    if (!along_) return marks;
    for (const Stretch& one : stretches([](const auto& sight) { return sight.is_short; }))
        marks.push_back({ProfileChart::Mark::Kind::below, one.from_m, one.to_m});
    for (const HidingBeside& place : along_->places)
        if (place.ahead)
            marks.push_back({ProfileChart::Mark::Kind::spot, place.chainage_m, place.chainage_m});
    return marks;
}

} // namespace prospect::app
