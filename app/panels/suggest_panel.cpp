#include "app/panels/suggest_panel.h"

#include "app/models/table_cells.h"
#include "app/panels/bar_charts.h"
#include "app/panels/look.h"
#include "app/panels/place_card.h"
#include "geometry/base/error.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

QString percent(double share) {
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

QString gain_text(const io::Table& table, std::size_t row) {
    if (const auto metres = number_in(table, row, "gain_m"))
        return SuggestPanel::tr("gains %1 m of path").arg(QLocale().toString(*metres, 'f', 0));
    if (const auto area = number_in(table, row, "gain_m2"))
        return SuggestPanel::tr("gains %1 m² of ground").arg(QLocale().toString(*area, 'f', 0));
    return {};
}

QString measure_title(const QString& measure) {
    if (measure == QLatin1String("trim")) return SuggestPanel::tr("Trimmed plants");
    if (measure == QLatin1String("window")) return SuggestPanel::tr("Windows");
    if (measure == QLatin1String("lamp")) return SuggestPanel::tr("Lamps");
    return SuggestPanel::tr("Cameras");
}

} // namespace

SuggestPanel::SuggestPanel(QWidget* parent) : QWidget(parent), list_(column_layout(this, 0)) {
    hide();
}

void SuggestPanel::show(const Result* result) {
    const io::Table* table = result != nullptr && result->analysis == "suggest.measures"
                                 ? table_of(result->tables, "steps")
                                 : nullptr;
    setVisible(table != nullptr);
    clear_layout(*list_);
    edits_.clear();
    if (table == nullptr) return;
    list_->addWidget(hairline());
    addAlternatives(*result);
    list_->addWidget(text_label(tr("What to do, one after the other"), render::TextStyle::panel_title));
    if (table->rows.empty()) {
        list_->addWidget(paragraph(tr("No change of this kind gains anything here."), Tone::quiet));
        return;
    }
    double most = 0;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        most = std::max(most, number_in(*table, row, "gain_share").value_or(0));
        try {
            edits_.push_back(edit_from_json(text_in(*table, row, "edit").toStdString()));
        } catch (const Error&) {
            edits_.emplace_back(); // of another version of the program: shown, not made
        }
    }
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        addStep(*table, row, most);
    auto* all = push_button(tr("Make all of them"));
    all->setObjectName(QStringLiteral("suggest-all"));
    all->setToolTip(tr("Changes the plan, or the option that is shown; Undo takes it back"));
    list_->addWidget(all, 0, Qt::AlignLeft);
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT editsRequested(edits_); });
}

void SuggestPanel::addStep(const io::Table& table, std::size_t row, double most) {
    auto* widget = new QWidget;
    auto* line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(render::space::inside);
    line->addWidget(new PlaceDisc(row + 1), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(render::space::grid);
    words->addWidget(paragraph(text_in(table, row, "text")));
    const double gain = number_in(table, row, "gain_share").value_or(0);
    words->addWidget(new ShareBar(most > 0 ? gain / most : 0));
    QStringList detail{gain_text(table, row)};
    if (const auto after = number_in(table, row, "share_after")) detail += tr("%1 then").arg(percent(*after));
    if (const auto open = number_in(table, row, "private_share"); open && *open > 0)
        detail += tr("%1 of what it shows is private").arg(percent(*open));
    words->addWidget(paragraph(detail.join(QStringLiteral(" · ")), Tone::quiet));
    line->addLayout(words, 1);
    auto* acts = new QVBoxLayout;
    auto* make = push_button(tr("Make it"));
    make->setObjectName(QStringLiteral("suggest-step.%1").arg(row + 1));
    make->setAccessibleName(tr("Make it: %1").arg(text_in(table, row, "text")));
    make->setEnabled(!edits_[row].steps.empty());
    acts->addWidget(make);
    if (row < table.geometries.size() && !table.geometries[row].empty()) {
        auto* go = push_button(tr("Show"), Emphasis::quiet);
        acts->addWidget(go);
        connect(go, &QPushButton::clicked, this,
                [this, at = label_point(table.geometries[row])] { Q_EMIT placeRequested(at); });
    }
    acts->addStretch();
    line->addLayout(acts);
    connect(make, &QPushButton::clicked, this, [this, row] { Q_EMIT editsRequested({edits_[row]}); });
    list_->addWidget(widget);
}

// Cameras come last (PV-1): first what the other measures reach of the same.
void SuggestPanel::addAlternatives(const Result& result) {
    const io::Table* table = table_of(result.tables, "alternatives");
    if (table == nullptr || table->rows.empty()) return;
    list_->addWidget(sub_heading(tr("Before cameras: what else reaches the same ground")));
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        constexpr double nearly_all = 0.995;
        if (number_in(*table, row, "already_share").value_or(0) >= nearly_all) {
            list_->addWidget(paragraph(tr("%1: all of it is reached as it is, without a camera")
                                           .arg(measure_title(text_in(*table, row, "measure")))));
            continue;
        }
        list_->addWidget(paragraph(tr("%1 bring it to %2, from %3 as it is")
                                       .arg(measure_title(text_in(*table, row, "measure")),
                                            percent(number_in(*table, row, "reached_share").value_or(0)),
                                            percent(number_in(*table, row, "already_share").value_or(0)))));
    }
}

} // namespace prospect::app
