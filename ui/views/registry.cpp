#include "ui/views/registry.h"

#include <QCoreApplication>
#include <array>

#include "ui/views/arithmetic_view.h"
#include "ui/views/classical_view.h"
#include "ui/views/data_view.h"
#include "ui/views/embedding_view.h"
#include "ui/views/evolution_view.h"
#include "ui/views/filters_view.h"
#include "ui/views/invariance_view.h"
#include "ui/views/inversion_view.h"
#include "ui/views/maps_view.h"
#include "ui/views/occlusion_view.h"
#include "ui/views/probe_view.h"
#include "ui/views/reconstruction_view.h"
#include "ui/views/saliency_view.h"
#include "ui/views/strongest_view.h"

namespace convlens::ui {
namespace {

template <typename T>
View* make() {
  return new T;
}

constexpr std::array kKinds{
    ViewKind{"maps", QT_TRANSLATE_NOOP("Views", "Maps"), make<MapsView>},
    ViewKind{"filters", QT_TRANSLATE_NOOP("Views", "Filters"), make<FiltersView>},
    ViewKind{"classical", QT_TRANSLATE_NOOP("Views", "Classical"), make<ClassicalView>},
    ViewKind{"arithmetic", QT_TRANSLATE_NOOP("Views", "Arithmetic"), make<ArithmeticView>},
    ViewKind{"reconstruction", QT_TRANSLATE_NOOP("Views", "Reconstruction"), make<ReconstructionView>},
    ViewKind{"occlusion", QT_TRANSLATE_NOOP("Views", "Occlusion"), make<OcclusionView>},
    ViewKind{"saliency", QT_TRANSLATE_NOOP("Views", "Saliency"), make<SaliencyView>},
    ViewKind{"inversion", QT_TRANSLATE_NOOP("Views", "Inversion"), make<InversionView>},
    ViewKind{"invariance", QT_TRANSLATE_NOOP("Views", "Invariance"), make<InvarianceView>},
    ViewKind{"strongest", QT_TRANSLATE_NOOP("Views", "Strongest"), make<StrongestView>},
    ViewKind{"evolution", QT_TRANSLATE_NOOP("Views", "Evolution"), make<EvolutionView>},
    ViewKind{"probe", QT_TRANSLATE_NOOP("Views", "Depth"), make<ProbeView>},
    ViewKind{"embedding", QT_TRANSLATE_NOOP("Views", "Embedding"), make<EmbeddingView>},
    ViewKind{"data", QT_TRANSLATE_NOOP("Views", "Data"), make<DataView>},
};

}  // namespace

std::span<const ViewKind> view_kinds() { return kKinds; }
QString view_title(const ViewKind& kind) { return QCoreApplication::translate("Views", kind.title); }

}  // namespace convlens::ui
