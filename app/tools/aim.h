// A thing of the plan that somebody aims by handles on the map: how it is to stand, and the change of the
// plan that makes it so. No widgets; what it shows or lights is worked out elsewhere.
#pragma once

#include "app/tools/see_tool.h"
#include "geometry/site/edit.h"

#include <QString>

#include <optional>
#include <vector>

namespace prospect::app {

class Aim {
public:
    virtual ~Aim() = default;

    // One that is not on the plan yet.
    bool isNew() const { return drawing_.has_value(); }
    // As the plan has it, or the drawing.
    const FeaturePtr& drawn() const { return thing_; }
    // As it is to be.
    FeaturePtr aimed() const;
    // One undo step with what differs from the plan; absent when nothing does. What nobody changed stays as
    // it is, assumed values too. Of a new one the drawing, with the thing as it is to be.
    std::optional<SiteEdit> edit() const;

    // Place, direction and what else has a handle on the map.
    virtual Eye eye() const = 0;
    // The handles were moved: to tenths of a degree and of a metre, as the fields show them, and back to what
    // was given when they are where they were.
    virtual void follow(const Eye& eye) = 0;

protected:
    explicit Aim(FeaturePtr thing) : thing_(std::move(thing)) {}
    // The one thing that the drawing adds.
    explicit Aim(SiteEdit drawing);
    Aim(const Aim&) = default;
    Aim& operator=(const Aim&) = default;

    struct Change {
        const char* attribute = "";
        std::optional<Value> value; // absent: taken away
    };
    virtual std::vector<Change> changes() const = 0;
    virtual Point offset() const = 0;
    virtual QString title() const = 0;

    static double to_tenths(double value);
    // A number that a handle gave, as it is shown; `own` where the handle is where it was.
    static double shown(double value, double given, double own);
    // What the feature says itself; absent when it says nothing.
    static std::optional<double> own_number(const Feature& feature, std::string_view attribute);
    static std::string own_text(const Feature& feature, std::string_view attribute);
    // Of a number that differs.
    static void note(std::vector<Change>& changes, const char* attribute, std::optional<double> was,
                     std::optional<double> is);
    // Of a text; "" is none.
    static void note(std::vector<Change>& changes, const char* attribute, const std::string& was,
                     const std::string& is);

private:
    FeaturePtr thing_;
    std::optional<SiteEdit> drawing_;
};

} // namespace prospect::app
