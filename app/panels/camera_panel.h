// Beside the map while a camera is aimed: how it stands, what it shows with how much detail, whose ground and
// whose windows that is, and what hides the rest.
#pragma once

#include "analysis/sightlines/live_camera.h"
#include "app/models/camera_words.h"
#include "app/panels/spot_panel.h"
#include "app/panels/thing_list.h"
#include "app/tools/camera_aim.h"

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLayout;
class QPushButton;

namespace prospect::app {

class AimSays;
class LensFields;

class CameraPanel : public SpotPanel {
    Q_OBJECT
public:
    explicit CameraPanel(QWidget* parent = nullptr);

    // Which camera.
    void showCamera(const QString& name);
    // The fields as the camera is aimed; tells nobody.
    void showValues(const CameraAim::Values& values);
    sightlines::Edition edition() const;
    double sensorWidth() const;
    // What is wrong with it, in one sentence, in the place of the hint; empty: nothing.
    void showWarning(const QString& sentence);
    // What comes of what one does.
    void showHint(const QString& sentence);
    // Null: nothing is known yet, or it cannot look.
    void showView(const sightlines::CameraView* view, const KnownOfPlan& known);

Q_SIGNALS:
    void edited(const prospect::app::CameraAim::Values& values);
    void editionChosen();

private:
    QWidget* makeNumbers();
    QWidget* makeDetail();
    QLayout* makeAsked();
    QWidget* makeLensChoice();
    QWidget* makePrivacy();
    void fillLevels();
    void fillAsked();
    void showNumbers(const sightlines::CameraView* view, const KnownOfPlan& known);
    void showLevels(const sightlines::CameraView& view);
    void showAsked(const sightlines::CameraView& view);
    // Of the widest lens that shows the needed detail as far as is wanted; 0: there is none.
    double widestFocal() const;
    void showLensChoice();
    void showPrivacy(const sightlines::CameraView& view, const KnownOfPlan& known);
    void showHiders(const sightlines::CameraView& view);

    struct LevelRow {
        QLabel* reach;
        QLabel* area;
    };
    CameraAim::Values values_;
    QLabel* name_;
    AimSays* says_;
    QLabel* all_ = nullptr;
    QLabel* private_ = nullptr;
    QLabel* shared_ = nullptr;
    QLabel* homes_ = nullptr;
    QLabel* under_ = nullptr;
    LensFields* fields_;
    QWidget* seen_; // all that is told of what it shows beyond the numbers
    QComboBox* edition_;
    QGridLayout* levels_ = nullptr;
    std::vector<LevelRow> rows_;
    QComboBox* asked_;
    QLabel* asked_text_;
    QLabel* unseen_;                 // why some levels are nowhere
    QWidget* lens_choice_ = nullptr; // which lens shows the needed detail at a distance
    QDoubleSpinBox* wanted_m_ = nullptr;
    QPushButton* use_lens_ = nullptr;
    double asked_pixels_per_m_ = 0; // 0: nothing is asked
    QVBoxLayout* privacy_ = nullptr;
    QStringList told_; // of privacy_
    ThingList* grounds_;
    ThingList* windows_;
    ThingList* hiders_;
};

} // namespace prospect::app
