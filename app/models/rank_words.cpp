#include "app/models/rank_words.h"

#include "app/models/words.h"

#include <QCoreApplication>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RankWords)
};

QString draws_text(const risk::OptionRanks& ranks) {
    return number_text(static_cast<double>(ranks.draws));
}

QString text_of(const std::string& text) {
    return QString::fromStdString(text);
}

// "Use by day" within a sentence.
QString within(QString title) {
    if (!title.isEmpty()) title[0] = title[0].toLower();
    return title;
}

} // namespace

QString best_title(std::size_t versions) {
    if (versions == 2) return Words::tr("Better of the two");
    if (versions == 3) return Words::tr("Best of the three");
    return Words::tr("Best of all %1").arg(versions);
}

QString best_share(double share) {
    return score_text(share) + QStringLiteral("\u00a0%");
}

QString best_sentence(const QString& name, double share, const risk::OptionRanks& ranks) {
    return Words::tr("“%1” is the %2 in %3 of %4 draws of weights and thresholds.")
        .arg(name, within(best_title(ranks.shares.size())), best_share(share), draws_text(ranks));
}

QString ranks_line(const risk::OptionRanks& ranks) {
    if (!ranks.told())
        return Words::tr("How often each is the best cannot be told: %1.").arg(text_of(ranks.missing));
    return Words::tr(
               "in %1 draws of weights and thresholds, by design weakness for %2; at another time of day the "
               "order may be another, and the number of problems need not agree")
        .arg(draws_text(ranks), within(text_of(ranks.balance)));
}

QString ranks_method(const risk::OptionRanks& ranks, const QStringList& names) {
    QStringList parts;
    if (ranks.told()) {
        const double area = static_cast<double>(ranks.cells) * ranks.cell_m * ranks.cell_m;
        parts +=
            Words::tr("Each draw weighs the causes of design weakness a little otherwise and moves what "
                      "counts as fine and as the worst, the same for all versions. The best has the lowest "
                      "mean over the %1 that all have in common. Recorded crimes are not in it. The number "
                      "of problems need not agree: it counts rules that are missed, this weighs the ground.")
                .arg(quantity_text(area, "m2"));
    }
    for (const auto& one : ranks.left_out)
        parts += Words::tr("Without “%1”, which cannot be told in “%2”: %3.")
                     .arg(text_of(one.title), names.value(static_cast<int>(one.option)),
                          without_options(text_of(one.why)));
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace prospect::app
