#include "app/panels/plan_size.h"

#include "app/panels/import_section.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanSize)
};

constexpr double noticeable = 0.02; // of a scale: more contradicts what is printed
constexpr double likely = 0.45;     // a printed text that is surer counts as the page's scale

QString scale_words(double denominator) {
    return QStringLiteral("1:%1").arg(std::lround(denominator));
}

QString size_at(const io::PlanFacts& facts, double denominator) {
    return size_text(io::ground_metres(facts.scale.page.width_mm, denominator),
                     io::ground_metres(facts.scale.page.height_mm, denominator));
}

QString printed_words(const io::PrintedScale& printed) {
    const QString scale = scale_words(printed.denominator);
    return printed.paper.empty() ? scale
                                 : Words::tr("%1 at %2").arg(scale, QString::fromStdString(printed.paper));
}

// The scales the page prints, each once, the surest first.
std::vector<ScaleChoice> printed_choices(const io::PlanFacts& facts) {
    auto found = facts.scale.found;
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.printed.confidence > b.printed.confidence;
    });
    std::vector<ScaleChoice> choices;
    for (const auto& known : found) {
        if (!known.on_page || known.printed.confidence < likely) continue;
        const double scale = *known.on_page;
        const bool there = std::any_of(choices.begin(), choices.end(), [&](const auto& other) {
            return std::abs(other.denominator / scale - 1) <= noticeable;
        });
        if (!there) choices.push_back({scale, printed_words(known.printed), size_at(facts, scale)});
    }
    return choices;
}

bool agrees(const ScaleChoice& choice, double scale) {
    return std::abs(choice.denominator / scale - 1) <= noticeable;
}

PlanSize placed_size(const io::PlanFacts& facts, const std::vector<ScaleChoice>& printed) {
    PlanSize size;
    size.measurable = false;
    if (!facts.registration) {
        size.sentence = Words::tr("The file itself says how large the plan is and where it lies.");
        return size;
    }
    const double scale = facts.registration->map.scale() * facts.dpi / 0.0254;
    size.sentence = Words::tr("By the points known on both, the plan is %1 (%2).")
                        .arg(size_at(facts, scale), scale_words(scale));
    if (printed.empty() || agrees(printed.front(), scale)) return size;
    size.doubtful = true;
    size.sentence += u' ' + Words::tr("The page says %1, which would make it %2: check the points.")
                                .arg(printed.front().printed, printed.front().size);
    return size;
}

PlanSize measured_size(const io::PlanFacts& facts, double measured, bool settled,
                       const std::vector<ScaleChoice>& printed) {
    PlanSize size;
    const QString own = size_at(facts, measured);
    if (printed.empty()) {
        size.sentence =
            Words::tr("By your measurement, the plan is %1 (%2).").arg(own, scale_words(measured));
    } else if (agrees(printed.front(), measured)) {
        size.sentence = Words::tr("Your measurement agrees with the page, %1: the plan is %2.")
                            .arg(printed.front().printed, own);
    } else {
        size.sentence =
            Words::tr("The page says %1, so the plan would be %2. Your measurement says %3, so it "
                      "would be %4.")
                .arg(printed.front().printed, printed.front().size, scale_words(measured), own);
        if (!settled) size.sentence += u' ' + Words::tr("Which counts?");
        size.doubtful = !settled;
        size.choices = printed;
        size.choices.push_back({measured, {}, own});
    }
    return size;
}

} // namespace

PlanSize plan_size(const io::PlanFacts& facts, std::optional<double> measured, bool settled) {
    const auto printed = printed_choices(facts);
    if (!facts.used_scale) return placed_size(facts, printed);
    if (measured) return measured_size(facts, *measured, settled, printed);
    const double used = *facts.used_scale;
    PlanSize size;
    if (printed.empty()) {
        const bool chosen = facts.basis.find("assumed") == std::string::npos;
        size.sentence =
            chosen ? Words::tr("At %1 the plan is %2.").arg(scale_words(used), size_at(facts, used))
                   : Words::tr("No scale is written on it. At %1, a usual one, it would be %2: measure "
                               "something you know.")
                         .arg(scale_words(used), size_at(facts, used));
        size.doubtful = !chosen && !settled;
    } else if (printed.size() > 1 && !settled) {
        QStringList all;
        for (const auto& choice : printed)
            all += choice.printed;
        size.sentence = Words::tr("The page prints scales that do not agree: %1. Which counts?")
                            .arg(all.join(QStringLiteral(", ")));
        size.doubtful = true;
        size.choices = printed;
    } else {
        const auto found = std::find_if(printed.begin(), printed.end(),
                                        [&](const auto& choice) { return agrees(choice, used); });
        const auto& says = found == printed.end() ? printed.front() : *found;
        size.sentence = Words::tr("The page says %1, so the plan is %2.").arg(says.printed, says.size);
    }
    if (facts.scale.not_to_scale && !settled) {
        size.doubtful = true;
        size.sentence +=
            u' ' + Words::tr("It also says that it is not to scale: measure something you know.");
    }
    return size;
}

} // namespace prospect::app
