#include "app/models/judged_result.h"

#include "app/models/lamp_words.h"
#include "app/models/table_cells.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace prospect::app {

namespace {

using render::Judged;
using render::Stroke;
using render::Verdict;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(JudgedResult)
};

// Of a lamp's light that crowns take, from which on it is much, unless lighting.crowns was asked otherwise.
constexpr double usual_lost_share = 0.05;

class Rows {
public:
    explicit Rows(const io::Table& table) : table_(table) {}

    std::size_t count() const { return std::min(table_.rows.size(), table_.geometries.size()); }
    std::optional<double> number(std::size_t row, const char* column) const {
        return number_in(table_, row, column);
    }
    QString text(std::size_t row, const char* column) const { return text_in(table_, row, column); }
    const Geometry& shape(std::size_t row) const { return table_.geometries[row]; }

private:
    const io::Table& table_;
};

void add(JudgedResult& judged, const Geometry& shape, Verdict verdict, Judged form, const QString& text,
         const QString& words, Stroke stroke = Stroke::solid) {
    judged.shapes.push_back({shape, verdict, stroke});
    judged.words.push_back(words);
    const auto known = std::any_of(judged.key.begin(), judged.key.end(), [&](const JudgedResult::Row& row) {
        return row.verdict == verdict && row.form == form && row.text == text;
    });
    if (!known) judged.key.push_back({verdict, form, stroke, text});
}

// Below the first level asked for it is serious; below the others it is to be looked at. What is below the
// level of a class alone stands in the table.
void add_dark_stretches(const io::Table& table, const std::vector<double>& levels, JudgedResult& judged) {
    const Rows rows(table);
    for (std::size_t i = 0; i < rows.count(); ++i) {
        const auto level = rows.number(i, "threshold_lx");
        if (!level || std::find(levels.begin(), levels.end(), *level) == levels.end()) continue;
        const bool first = *level == levels.front();
        add(judged, rows.shape(i), first ? Verdict::serious : Verdict::look, Judged::line,
            Words::tr("Darker than %1").arg(quantity_text(*level, "lx")),
            Words::tr("%1: darker than %2 for %3")
                .arg(rows.text(i, "path"), quantity_text(*level, "lx"),
                     seen_text(rows.number(i, "length_m").value_or(0), "m")),
            first ? Stroke::solid : Stroke::dashed);
    }
}

void add_windows(const io::Table& table, JudgedResult& judged) {
    const Rows rows(table);
    for (std::size_t i = 0; i < rows.count(); ++i) {
        const auto before = rows.number(i, "pass_before");
        const auto after = rows.number(i, "pass_after");
        if (!before || !after) continue;
        const QString building = rows.text(i, "building");
        QString words =
            Words::tr("%1: %2 before curfew (%3 allowed), %4 after (%5 allowed)")
                .arg(building.isEmpty() ? Words::tr("Window") : Words::tr("Window of %1").arg(building),
                     lux_text(rows.number(i, "ev_before_lx").value_or(0)),
                     quantity_text(rows.number(i, "limit_before_lx").value_or(0), "lx"),
                     lux_text(rows.number(i, "ev_after_lx").value_or(0)),
                     quantity_text(rows.number(i, "limit_after_lx").value_or(0), "lx"));
        words +=
            Words::tr(", %1 above the ground").arg(seen_text(rows.number(i, "height_m").value_or(0), "m"));
        if (*before > 0 && *after > 0)
            add(judged, rows.shape(i), Verdict::fine, Judged::place, Words::tr("Window within the limits"),
                words);
        else if (*before > 0)
            add(judged, rows.shape(i), Verdict::look, Judged::place,
                Words::tr("Window with too much light after curfew"), words);
        else
            add(judged, rows.shape(i), Verdict::serious, Judged::place,
                Words::tr("Window with too much light before curfew, too"), words);
    }
}

void add_lamps_in_crowns(const io::Table& table, double much, JudgedResult& judged) {
    const Rows rows(table);
    for (std::size_t i = 0; i < rows.count(); ++i) {
        const double now = rows.number(i, "lost_now").value_or(0);
        const double later = rows.number(i, "lost_10").value_or(0);
        const QString words = Words::tr("Trees take %1 of the light of this lamp now, %2 in ten years")
                                  .arg(quantity_text(std::round(1000 * now) / 10, "percent"),
                                       quantity_text(std::round(1000 * later) / 10, "percent"));
        if (now >= much)
            add(judged, rows.shape(i), Verdict::serious, Judged::place,
                Words::tr("Lamp that loses %1 of its light or more to trees")
                    .arg(quantity_text(100 * much, "percent")),
                words);
        else if (later >= much)
            add(judged, rows.shape(i), Verdict::look, Judged::place,
                Words::tr("The same within ten years of growth"), words);
        else
            add(judged, rows.shape(i), Verdict::fine, Judged::place,
                Words::tr("Lamp that loses less, or nothing"), words);
    }
}

// Paths and areas by their class; those without one are not judged.
void add_classes(const io::Table& table, JudgedResult& judged) {
    const Rows rows(table);
    for (std::size_t i = 0; i < rows.count(); ++i) {
        const auto pass = rows.number(i, "pass");
        if (!pass) continue;
        const bool bright = rows.number(i, "too_bright").value_or(0) > 0;
        QString words = Words::tr("%1: %2 on average, %3 where it is darkest")
                            .arg(rows.text(i, "path_or_area"), lux_text(rows.number(i, "e_avg").value_or(0)),
                                 lux_text(rows.number(i, "e_min").value_or(0)));
        words += *pass > 0 ? Words::tr("; class %1 is met").arg(rows.text(i, "class"))
                           : Words::tr("; class %1 is not met").arg(rows.text(i, "class"));
        if (bright) words += Words::tr(", brighter than it allows");
        if (*pass <= 0)
            add(judged, rows.shape(i), Verdict::serious, Judged::line, Words::tr("Its class is not met"),
                words);
        else if (bright)
            add(judged, rows.shape(i), Verdict::look, Judged::line,
                Words::tr("Brighter than its class allows"), words, Stroke::dashed);
        else
            add(judged, rows.shape(i), Verdict::fine, Judged::line, Words::tr("Its class is met"), words);
    }
}

} // namespace

std::vector<double> asked_levels_lx(const Result& result) {
    std::vector<double> levels;
    if (const auto asked = result.settings.find("thresholds_lx"); asked != result.settings.end())
        for (const QString& one : QString::fromStdString(asked->second).split(u','))
            levels.push_back(one.toDouble());
    return levels;
}

std::optional<JudgedResult> judged_result(const Result& result) {
    JudgedResult judged;
    if (result.analysis == "lighting.routes") {
        if (const auto* table = table_of(result.tables, "dark_stretches"))
            add_dark_stretches(*table, asked_levels_lx(result), judged);
    } else if (result.analysis == "lighting.trespass") {
        if (const auto* table = table_of(result.tables, "windows")) add_windows(*table, judged);
    } else if (result.analysis == "lighting.crowns") {
        if (const auto* table = table_of(result.tables, "lamps")) {
            const auto asked = result.settings.find("least_share");
            const double much = asked == result.settings.end()
                                    ? usual_lost_share
                                    : QString::fromStdString(asked->second).toDouble();
            add_lamps_in_crowns(*table, much, judged);
        }
    } else if (result.analysis == "lighting.classes") {
        if (const auto* table = table_of(result.tables, "classes")) add_classes(*table, judged);
    } else {
        return std::nullopt;
    }
    const bool assumed = std::any_of(result.notes.begin(), result.notes.end(), [](const engine::Note& note) {
        return note.code == "photometry_assumed";
    });
    if (assumed) {
        const auto soften = [](Verdict& verdict) {
            if (verdict == Verdict::serious) verdict = Verdict::look;
        };
        for (auto& shape : judged.shapes)
            soften(shape.verdict);
        for (auto& row : judged.key)
            soften(row.verdict);
    }
    std::stable_sort(judged.key.begin(), judged.key.end(), [](const auto& a, const auto& b) {
        return std::pair(a.verdict, a.stroke) < std::pair(b.verdict, b.stroke);
    });
    return judged;
}

} // namespace prospect::app
