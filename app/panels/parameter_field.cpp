#include "app/panels/parameter_field.h"

#include "app/models/words.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/look.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWheelEvent>

#include <cmath>

namespace prospect::app {

namespace {

using engine::ParameterInfo;
using engine::ParameterType;

constexpr int narrow_field = 120;

QString none() {
    return QStringLiteral("none");
}

// A combo that leaves the wheel to the panel it stands in: scrolling must not change a value.
class CalmCombo : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

QHBoxLayout* row_layout(QWidget* widget) {
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(render::space::inside);
    return layout;
}

// A number with its unit in grey inside the frame.
class NumberField : public ParameterField {
public:
    NumberField(const ParameterInfo& info, QWidget* parent)
        : ParameterField(info, parent), edit_(new QLineEdit) {
        row_layout(this)->addWidget(edit_);
        setFixedWidth(narrow_field);
        edit_->setAlignment(Qt::AlignRight);
        edit_->setAccessibleName(label());
        const QString unit = unit_text(info.unit);
        if (!unit.isEmpty()) {
            auto* mark = text_label(unit, render::TextStyle::secondary, Tone::quiet);
            mark->setParent(edit_);
            const int width = mark->sizeHint().width();
            edit_->setTextMargins(0, 0, width + render::space::grid, 0);
            auto* inside = new QHBoxLayout(edit_);
            inside->setContentsMargins(0, 0, render::space::inside, 0);
            inside->addWidget(mark, 0, Qt::AlignRight);
            mark->setAttribute(Qt::WA_TransparentForMouseEvents);
        }
        connect(edit_, &QLineEdit::textEdited, this, &ParameterField::edited);
        connect(this, &ParameterField::edited, this, [this] { set_invalid(edit_, problem()); });
    }

    QString text() const override {
        return typed().isEmpty() ? QString::fromStdString(info().default_text) : typed();
    }
    void setText(const QString& text) override {
        edit_->setText(text);
        set_invalid(edit_, problem());
    }
    QString problem() const override {
        if (text() == none()) return {};
        bool number = false;
        const double value = text().toDouble(&number);
        const bool whole = info().type != ParameterType::integer || value == std::floor(value);
        if (number && whole && value >= info().min && value <= info().max) return {};
        return tr("%1 must be %2.").arg(label(), range());
    }

private:
    QString typed() const { return edit_->text().trimmed().replace(u',', u'.'); }
    QString range() const {
        const bool below = std::isfinite(info().min);
        const bool above = std::isfinite(info().max);
        if (below && above)
            return tr("between %1 and %2")
                .arg(number_text(info().min), quantity_text(info().max, info().unit));
        if (below) return tr("at least %1").arg(quantity_text(info().min, info().unit));
        if (above) return tr("at most %1").arg(quantity_text(info().max, info().unit));
        return info().type == ParameterType::integer ? tr("a whole number") : tr("a number");
    }
    QLineEdit* edit_;
};

class TextField : public ParameterField {
public:
    TextField(const ParameterInfo& info, QWidget* parent)
        : ParameterField(info, parent), edit_(new QLineEdit) {
        row_layout(this)->addWidget(edit_);
        edit_->setAccessibleName(label());
        connect(edit_, &QLineEdit::textEdited, this, &ParameterField::edited);
    }
    QString text() const override {
        return edit_->text().trimmed().isEmpty() ? none() : edit_->text().trimmed();
    }
    void setText(const QString& text) override { edit_->setText(text == none() ? QString() : text); }
    bool isWide() const override { return true; }

private:
    QLineEdit* edit_;
};

class SwitchField : public ParameterField {
public:
    SwitchField(const ParameterInfo& info, QWidget* parent)
        : ParameterField(info, parent), box_(new QCheckBox) {
        row_layout(this)->addWidget(box_);
        box_->setAccessibleName(label());
        connect(box_, &QCheckBox::clicked, this, &ParameterField::edited);
    }
    QString text() const override { return QLatin1String(box_->isChecked() ? "yes" : "no"); }
    void setText(const QString& text) override { box_->setChecked(text == QLatin1String("yes")); }

private:
    QCheckBox* box_;
};

class ChoiceField : public ParameterField {
public:
    ChoiceField(const ParameterInfo& info, QWidget* parent)
        : ParameterField(info, parent), combo_(new CalmCombo) {
        row_layout(this)->addWidget(combo_);
        for (const auto& choice : info.choices)
            combo_->addItem(in_words(choice), QString::fromStdString(choice));
        combo_->setAccessibleName(label());
        connect(combo_, &QComboBox::activated, this, &ParameterField::edited);
    }
    QString text() const override { return combo_->currentData().toString(); }
    void setText(const QString& text) override {
        combo_->setCurrentIndex(std::max(0, combo_->findData(text)));
    }

private:
    QComboBox* combo_;
};

// Several of a few: checkboxes in two columns.
class ListField : public ParameterField {
public:
    ListField(const ParameterInfo& info, QWidget* parent) : ParameterField(info, parent) {
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(render::space::grid);
        int place = 0;
        for (const auto& choice : info.choices) {
            auto* box = new QCheckBox(in_words(choice));
            box->setProperty("word", QString::fromStdString(choice));
            grid->addWidget(box, place / 2, place % 2);
            connect(box, &QCheckBox::clicked, this, &ParameterField::edited);
            boxes_.push_back(box);
            ++place;
        }
    }
    QString text() const override {
        QStringList words;
        for (const auto* box : boxes_)
            if (box->isChecked()) words += box->property("word").toString();
        return words.isEmpty() ? none() : words.join(u',');
    }
    void setText(const QString& text) override {
        const auto words = text.split(u',');
        for (auto* box : boxes_)
            box->setChecked(words.contains(box->property("word").toString()) || text == QLatin1String("all"));
    }
    QString problem() const override {
        const bool may_be_empty = info().default_text == none().toStdString();
        return text() == none() && !may_be_empty ? tr("Choose at least one under “%1”.").arg(label())
                                                 : QString();
    }
    bool isWide() const override { return true; }

private:
    std::vector<QCheckBox*> boxes_;
};

// Places, typed or pointed at on the map.
class PointsField : public ParameterField {
public:
    PointsField(const ParameterInfo& info, QWidget* parent)
        : ParameterField(info, parent), edit_(new QLineEdit),
          pick_(push_button(tr("Pick on the map"), Emphasis::plain, QStringLiteral("see-from-here"))),
          count_(text_label({}, render::TextStyle::secondary, Tone::quiet)) {
        auto* column = column_layout(this, 0);
        edit_->setPlaceholderText(tr("x, y; x, y"));
        edit_->setAccessibleName(label());
        column->addWidget(edit_);
        auto* buttons = new QHBoxLayout;
        buttons->setSpacing(render::space::inside);
        auto* clear = push_button(tr("Clear"), Emphasis::quiet);
        buttons->addWidget(pick_);
        buttons->addWidget(clear);
        buttons->addStretch();
        buttons->addWidget(count_);
        column->addLayout(buttons);
        connect(pick_, &QPushButton::clicked, this, &ParameterField::pickRequested);
        connect(clear, &QPushButton::clicked, this, [this] {
            setText({});
            Q_EMIT edited();
        });
        connect(edit_, &QLineEdit::textEdited, this, [this] {
            updateCount();
            Q_EMIT edited();
        });
    }
    QString text() const override {
        QString plain = edit_->text();
        plain.remove(u' ');
        while (plain.endsWith(u';'))
            plain.chop(1);
        return plain.isEmpty() ? none() : plain;
    }
    void setText(const QString& text) override {
        edit_->setText(text == none() ? QString() : text);
        edit_->setCursorPosition(0);
        updateCount();
    }
    QString problem() const override {
        if (text() == none()) return {};
        for (const auto& point : text().split(u';')) {
            const auto numbers = point.split(u',');
            bool right = numbers.size() == 2 || numbers.size() == 3;
            for (const auto& number : numbers) {
                bool ok = false;
                number.toDouble(&ok);
                right = right && ok;
            }
            if (!right) return tr("%1: write each place as x, y and put ; between places.").arg(label());
        }
        return {};
    }
    bool isWide() const override { return true; }

private:
    void updateCount() {
        const int count = text() == none() ? 0 : static_cast<int>(text().count(u';')) + 1;
        count_->setText(count == 0 ? QString() : tr("Places: %1").arg(count));
        set_invalid(edit_, problem());
    }
    QLineEdit* edit_;
    QPushButton* pick_;
    QLabel* count_;
};

class FileField : public ParameterField {
public:
    FileField(const ParameterInfo& info, QWidget* parent)
        : ParameterField(info, parent), edit_(new QLineEdit) {
        auto* row = row_layout(this);
        edit_->setPlaceholderText(tr("No file"));
        edit_->setAccessibleName(label());
        auto* choose = push_button(tr("Choose…"));
        row->addWidget(edit_, 1);
        row->addWidget(choose);
        connect(edit_, &QLineEdit::textEdited, this, &ParameterField::edited);
        connect(choose, &QPushButton::clicked, this, [this] {
            const QString file = ask_file(window(), label());
            if (file.isEmpty()) return;
            setText(file);
            Q_EMIT edited();
        });
    }
    QString text() const override {
        return edit_->text().trimmed().isEmpty() ? none() : edit_->text().trimmed();
    }
    void setText(const QString& text) override { edit_->setText(text == none() ? QString() : text); }
    QString problem() const override {
        if (text() == none() || QFile::exists(text())) return {};
        return tr("%1: there is no file %2.").arg(label(), text());
    }
    bool isWide() const override { return true; }

private:
    QLineEdit* edit_;
};

} // namespace

ParameterField::ParameterField(const ParameterInfo& info, QWidget* parent) : QWidget(parent), info_(info) {
    setToolTip(QString::fromStdString(info.help));
}

QString ParameterField::label() const {
    return QString::fromStdString(info_.label);
}

ParameterField* ParameterField::create(const ParameterInfo& info, QWidget* parent) {
    const auto make = [&]() -> ParameterField* {
        switch (info.type) {
        case ParameterType::number:
        case ParameterType::integer:
            return new NumberField(info, parent);
        case ParameterType::boolean:
            return new SwitchField(info, parent);
        case ParameterType::choice:
            return new ChoiceField(info, parent);
        case ParameterType::list:
            if (!info.choices.empty()) return new ListField(info, parent);
            return new TextField(info, parent);
        case ParameterType::points:
            return new PointsField(info, parent);
        case ParameterType::file:
            return new FileField(info, parent);
        case ParameterType::text:
            return new TextField(info, parent);
        }
        return new TextField(info, parent);
    };
    auto* field = make();
    field->setText(QString::fromStdString(info.default_text));
    return field;
}

} // namespace prospect::app
