#include "analysis/catalogue.h"

#include "analysis/access/easi.h"
#include "analysis/access/approach.h"
#include "analysis/access/escape.h"
#include "analysis/access/boundaries.h"
#include "analysis/access/frontage.h"
#include "analysis/access/movement.h"
#include "analysis/access/seal.h"
#include "analysis/access/zones.h"
#include "analysis/crime/density.h"
#include "analysis/lighting/classes.h"
#include "analysis/lighting/crowns.h"
#include "analysis/lighting/energy.h"
#include "analysis/lighting/illuminance.h"
#include "analysis/lighting/points.h"
#include "analysis/lighting/recognition.h"
#include "analysis/lighting/routes.h"
#include "analysis/lighting/trespass.h"
#include "analysis/risk/fear.h"
#include "analysis/risk/index.h"
#include "analysis/sightlines/between.h"
#include "analysis/sightlines/cameras.h"
#include "analysis/sightlines/concealment.h"
#include "analysis/sightlines/graph.h"
#include "analysis/sightlines/isovist.h"
#include "analysis/sightlines/overlooking.h"
#include "analysis/sightlines/seen_and_lit.h"
#include "analysis/sightlines/viewshed.h"
#include "analysis/sightlines/visible_area.h"
#include "analysis/sightlines/window.h"
#include "analysis/suggest/measures.h"
#include "analysis/threat/crowd.h"
#include "analysis/threat/vehicles.h"
#include "analysis/threat/watch.h"

#include <vector>

namespace prospect {

std::span<const engine::Analysis> catalogue() {
    static const std::vector<engine::Analysis> all{
        sightlines::isovist_analysis(),
        sightlines::visible_area_analysis(),
        sightlines::graph_analysis(),
        sightlines::between_analysis(),
        sightlines::viewshed_analysis(),
        sightlines::cameras_analysis(),
        sightlines::overlooking_analysis(),
        sightlines::window_analysis(),
        lighting::illuminance_analysis(),
        lighting::points_analysis(),
        lighting::routes_analysis(),
        lighting::recognition_analysis(),
        sightlines::seen_and_lit_analysis(),
        lighting::classes_analysis(),
        lighting::trespass_analysis(),
        lighting::crowns_analysis(),
        lighting::energy_analysis(),
        access::zones_analysis(),
        access::seal_analysis(),
        access::frontage_analysis(),
        access::movement_analysis(),
        access::easi_analysis(),
        access::boundaries_analysis(),
        risk::fear_analysis(),
        risk::index_analysis(),
        crime::density_analysis(),
        sightlines::concealment_analysis(),
        threat::vehicles_analysis(),
        threat::crowd_analysis(),
        threat::watch_analysis(),
        access::approach_analysis(),
        access::escape_analysis(),
        suggest::measures_analysis(),
    };
    return all;
}

} // namespace prospect
