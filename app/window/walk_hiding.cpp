#include "app/window/walk_hiding.h"

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
    panel_.setHere({}, {}, false);
    see_.setHiding({});
    Q_EMIT changed();
    if (layer.role != Role::path) {
        answer_->withdraw();
        panel_.setSummary(tr("Hiding places are looked for beside paths; this is another line."));
        return;
    }
    panel_.setSummary(tr("Looking for hiding places…"));
    sightlines::ConcealmentParams params;
    params.eye_height_m = eye_height_m_;
    answer_->ask(
        [this, scene = scene_, line, params](const Progress& progress) -> Job::Delivery {
            auto found = sightlines::hiding_along(scene, line, params, progress);
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
    see_.setHiding({});
}

void WalkHiding::setPlace(double chainage_m) {
    chainage_m_ = chainage_m;
    if (!along_) return;
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
    for (std::size_t i = 0; along_ && i < along_->places.size(); ++i)
        if (along_->places[i].unseen_from(chainage_m_, along_->reaction_m)) found.push_back(i);
    return found;
}

// "first seen at 2.1 m".
QString WalkHiding::placeWords(std::size_t place) const {
    const HidingBeside& one = along_->places[place];
    if (!one.ahead) return tr("hidden from who comes the other way");
    return one.first_seen_m < next_to_m ? tr("not seen before one is next to it")
                                        : tr("first seen at %1").arg(seen_text(one.first_seen_m, "m"));
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
                          pointed == i, tr("%1, %2").arg(names_[i], placeWords(i))});
        rows.push_back({QString::number(i), QStringLiteral("hidden"), names_[i],
                        tr("%1, %2 along · %3 · %4")
                            .arg(place.left ? tr("left") : tr("right"), seen_text(place.chainage_m, "m"),
                                 placeWords(i), seen_text(place.area_m2, "m2"))});
    }
    panel_.setPlaces(std::move(rows));
    see_.setHiding(std::move(hiding));
    if (along_->places.empty())
        panel_.setSummary(
            tr("Nobody can hide beside this path unseen: all ground beside it is seen from %1 or "
               "further.")
                .arg(seen_text(along_->reaction_m, "m")));
    else
        panel_.setSummary(tr("Places where somebody is seen later than from %1: %2")
                              .arg(seen_text(along_->reaction_m, "m"))
                              .arg(along_->places.size()) +
                          (ahead == along_->places.size()
                               ? tr(".")
                               : tr(", %1 of them by who walks this way.").arg(ahead)));
}

QString WalkHiding::aheadWords(bool* is_short) const {
    *is_short = false;
    const auto& sights = along_->sights;
    const auto nearest = std::min_element(sights.begin(), sights.end(), [this](const auto& a, const auto& b) {
        return std::abs(a.chainage_m - chainage_m_) < std::abs(b.chainage_m - chainage_m_);
    });
    if (nearest == sights.end() || std::abs(nearest->chainage_m - chainage_m_) > 1) return {};
    *is_short = nearest->is_short;
    const QString length = seen_text(nearest->length_m, "m");
    const auto by = things_.find(nearest->ended_by);
    if (by == things_.end()) return tr("The path is seen for %1 ahead.").arg(length);
    return *is_short ? tr("Only %1 of the path ahead is seen, then: %2.").arg(length, by->second)
                     : tr("%1 of the path ahead is seen, then: %2.").arg(length, by->second);
}

void WalkHiding::showHere() {
    QStringList sentences;
    for (const std::size_t place : unseen())
        sentences +=
            tr("Near and not seen yet, %1: %2, %3.")
                .arg(along_->places[place].left ? tr("left") : tr("right"), names_[place], placeWords(place));
    bool is_short = false;
    const QString ahead = aheadWords(&is_short);
    panel_.setHere(sentences, ahead, is_short);
}

std::vector<ProfileChart::Mark> WalkHiding::marks() const {
    std::vector<ProfileChart::Mark> marks;
    if (!along_) return marks;
    const auto& sights = along_->sights;
    for (std::size_t i = 0; i < sights.size(); ++i) {
        if (!sights[i].is_short) continue;
        // A station stands for half of the way to each neighbour.
        const double from =
            i > 0 ? (sights[i - 1].chainage_m + sights[i].chainage_m) / 2 : sights[i].chainage_m;
        const double to = i + 1 < sights.size() ? (sights[i].chainage_m + sights[i + 1].chainage_m) / 2
                                                : sights[i].chainage_m;
        if (!marks.empty() && marks.back().to_m >= from - 1e-6)
            marks.back().to_m = to;
        else
            marks.push_back({ProfileChart::Mark::Kind::below, from, to});
    }
    for (const HidingBeside& place : along_->places)
        if (place.ahead)
            marks.push_back({ProfileChart::Mark::Kind::spot, place.chainage_m, place.chainage_m});
    return marks;
}

} // namespace prospect::app
