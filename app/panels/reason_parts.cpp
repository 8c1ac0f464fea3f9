#include "app/panels/reason_parts.h"

#include "app/panels/look.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace prospect::app {

namespace {

using assessment::Evidence;
using assessment::Finding;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Reason)
};

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

// What goes without saying, in words.
std::string natural_words(const assessment::Assumed& assumed) {
    if (assumed.attribute == "base_m") return "things stand on the ground";
    if (assumed.attribute == "opacity") return "walls and hedges let nothing be seen through them";
    return "crowns in leaf hide what is behind them";
}

// Of all findings together.
struct Grounds {
    std::vector<assessment::Assumed> doubts; // about things of the plan
    std::vector<assessment::Assumed> method; // starting values, and what is not said of no single thing
    std::vector<Evidence> things;            // that are assumed, to glow
    std::set<std::string> natural;
    int guessed = 0; // findings that rest on something nobody gave
    bool unknown = false;
};

Grounds grounds_of(std::span<const Finding* const> findings) {
    Grounds all;
    for (const Finding* finding : findings) {
        const auto doubts = assessment::doubtful(finding->assumptions);
        const bool guessed =
            !doubts.empty() || finding->basis == Basis::assumed || finding->basis == Basis::unknown;
        all.guessed += guessed ? 1 : 0;
        all.unknown = all.unknown || finding->basis == Basis::unknown;
        for (const auto& one : doubts)
            if (!one.of_a_thing()) {
                all.method.push_back(one);
            } else {
                all.doubts.push_back(one);
                all.things.push_back({"assumed", one.feature, {}});
            }
        for (const auto& one : finding->assumptions)
            if (one.by == assessment::Assumed::By::nature) all.natural.insert(natural_words(one));
    }
    return all;
}

QString sure_words(const Grounds& grounds, int count) {
    QStringList parts;
    if (grounds.guessed == 0)
        parts += Words::tr("All that decides here is drawn, measured, entered or from the file.");
    else if (grounds.guessed == count)
        parts += count == 1 ? Words::tr("The reason rests on that: worth a look, not a verdict.")
                            : Words::tr("All reasons rest on something assumed or not known: worth a look, "
                                        "not a verdict.");
    else
        parts += Words::tr("%1 of %2 reasons rest on something assumed or not known.")
                     .arg(grounds.guessed)
                     .arg(count);
    if (grounds.unknown) parts += Words::tr("Where some of it comes from is not known.");
    if (!grounds.natural.empty()) {
        QStringList said_so;
        for (const std::string& one : grounds.natural)
            said_so += text_of(one);
        parts += Words::tr("Taken as a matter of course: %1.").arg(said_so.join(QStringLiteral(", ")));
    }
    parts += Words::tr("No crime data was used.");
    return parts.join(u' ');
}

} // namespace

GlowLine::GlowLine(QWidget* line, std::vector<Evidence> evidence, QWidget* parent)
    : QWidget(parent), evidence_(std::move(evidence)) {
    column_layout(this, 0, 0)->addWidget(line);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    if (const auto* words = line->findChild<QLabel*>(QStringLiteral("status-words")))
        setAccessibleName(words->text());
    else if (const auto* label = qobject_cast<QLabel*>(line))
        setAccessibleName(label->text());
}

void GlowLine::enterEvent(QEnterEvent*) {
    Q_EMIT pointed(evidence_);
}

void GlowLine::leaveEvent(QEvent*) {
    Q_EMIT pointed({});
}

void GlowLine::focusInEvent(QFocusEvent*) {
    update();
    Q_EMIT pointed(evidence_);
}

void GlowLine::focusOutEvent(QFocusEvent*) {
    update();
    Q_EMIT pointed({});
}

void GlowLine::paintEvent(QPaintEvent*) {
    if (!hasFocus()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

std::vector<EvidenceLine> evidence_lines(const Finding& finding) {
    std::vector<EvidenceLine> lines;
    for (std::size_t i = 1; i < finding.evidence.size(); ++i) {
        const Evidence& one = finding.evidence[i];
        const QString words = text_of(one.text);
        const bool goes_on = one.feature.is_nil() && !lines.empty();
        if (words.isEmpty()) continue;
        if (!goes_on) {
            lines.push_back({words, {one}});
            continue;
        }
        if (!lines.back().words.contains(words)) lines.back().words += QStringLiteral(", ") + words;
        lines.back().things.push_back(one);
    }
    return lines;
}

QString with_fixed_units(QString text) {
    static const QRegularExpression number_and_unit(QStringLiteral("(\\d) (m2?|%|lx)\\b"));
    return text.replace(number_and_unit, QStringLiteral("\\1\u00A0\\2"));
}

QWidget* remedy_row(const QString& text, const QString& effect, const std::function<void()>& tried) {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(paragraph(text));
    words->addWidget(paragraph(effect, Tone::quiet));
    row->addLayout(words, 1);
    auto* try_it = push_button(Words::tr("Try"));
    try_it->setObjectName(QStringLiteral("try"));
    try_it->setToolTip(Words::tr("Makes this change and checks again; Undo takes it back"));
    try_it->setAccessibleName(Words::tr("Try: %1").arg(text));
    row->addWidget(try_it, 0, Qt::AlignTop);
    QObject::connect(try_it, &QPushButton::clicked, widget, tried);
    return widget;
}

void add_how_sure(QVBoxLayout& column, std::span<const Finding* const> findings, const Pointed& pointed) {
    const Grounds grounds = grounds_of(findings);
    column.addWidget(sub_heading(Words::tr("How sure?")));
    constexpr std::size_t all = 99;
    if (!grounds.doubts.empty()) {
        auto* line =
            new GlowLine(status_row(Status::cannot_tell,
                                    Words::tr("Assumed, since the plan does not say: %1.")
                                        .arg(text_of(assessment::assumed_words(grounds.doubts, all)))),
                         grounds.things);
        line->setObjectName(QStringLiteral("assumed"));
        QObject::connect(line, &GlowLine::pointed, line, pointed);
        column.addWidget(line);
    }
    const auto add = [&](const std::string& words, const QString& sentence, const char* name) {
        if (words.empty()) return;
        auto* line = status_row(Status::cannot_tell, sentence.arg(text_of(words)));
        line->setObjectName(QLatin1String(name));
        column.addWidget(line);
    };
    add(assessment::assumed_words(grounds.method),
        Words::tr("Not told by a plan; starting values stand for it: %1."), "method");
    add(assessment::unsaid_words(grounds.method), Words::tr("The plan does not say %1."), "unsaid");
    column.addWidget(paragraph(sure_words(grounds, static_cast<int>(findings.size()))));
}

void add_rule(QVBoxLayout& column, const assessment::Criterion& rule,
              const std::function<void(const QString& code)>& change) {
    const QString code = text_of(rule.code);
    auto* title = paragraph(Words::tr("%1  %2").arg(code, text_of(rule.title)));
    auto* source = paragraph(Words::tr("%1 · %2").arg(text_of(std::string(assessment::words_of(rule.status))),
                                                      text_of(rule.source)),
                             Tone::quiet);
    for (auto* label : {title, source})
        label->setTextFormat(Qt::PlainText);
    auto* button = push_button(Words::tr("Change…"), Emphasis::quiet);
    button->setObjectName(QStringLiteral("change-rule-") + code);
    button->setAccessibleName(Words::tr("Change the rule %1").arg(code));
    button->setToolTip(Words::tr("Opens %1 in Rules: its value, its source, its weight").arg(code));
    QObject::connect(button, &QPushButton::clicked, button, [change, code] { change(code); });
    auto* row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    column.addLayout(row);
    column.addWidget(source);
}

} // namespace prospect::app
