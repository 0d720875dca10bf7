#include "ui/views/registry.h"

#include <QCoreApplication>
#include <array>

#include "ui/views/arithmetic_view.h"
#include "ui/views/classical_view.h"
#include "ui/views/compare_view.h"
#include "ui/views/data_view.h"
#include "ui/views/embedding_view.h"
#include "ui/views/evolution_view.h"
#include "ui/views/filters_view.h"
#include "ui/views/hand_view.h"
#include "ui/views/invariance_view.h"
#include "ui/views/inversion_view.h"
#include "ui/views/lab_view.h"
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

constexpr std::array kGroups{
    ViewGroupKind{ViewGroup::look, "look", QT_TRANSLATE_NOOP("Views", "Look"),
                  QT_TRANSLATE_NOOP("Views", "What is in the network, and what it makes of the input")},
    ViewGroupKind{ViewGroup::explain, "explain", QT_TRANSLATE_NOOP("Views", "Explain"),
                  QT_TRANSLATE_NOOP("Views", "Why the network answers so")},
    ViewGroupKind{ViewGroup::study, "study", QT_TRANSLATE_NOOP("Views", "Study"),
                  QT_TRANSLATE_NOOP("Views", "What takes a training or a data set to find out")},
    ViewGroupKind{ViewGroup::data, "data", QT_TRANSLATE_NOOP("Views", "Data"),
                  QT_TRANSLATE_NOOP("Views", "What the network is taught with and asked about")},
};

using enum ViewGroup;

constexpr std::array kKinds{
    ViewKind{"maps", QT_TRANSLATE_NOOP("Views", "Maps"), make<MapsView>, look},
    ViewKind{"filters", QT_TRANSLATE_NOOP("Views", "Filters"), make<FiltersView>, look},
    ViewKind{"classical", QT_TRANSLATE_NOOP("Views", "Classical"), make<ClassicalView>, look},
    ViewKind{"arithmetic", QT_TRANSLATE_NOOP("Views", "Arithmetic"), make<ArithmeticView>, look},
    ViewKind{"compare", QT_TRANSLATE_NOOP("Views", "Compare"), make<CompareView>, look},
    ViewKind{"reconstruction", QT_TRANSLATE_NOOP("Views", "Reconstruction"), make<ReconstructionView>, explain},
    ViewKind{"occlusion", QT_TRANSLATE_NOOP("Views", "Occlusion"), make<OcclusionView>, explain},
    ViewKind{"saliency", QT_TRANSLATE_NOOP("Views", "Saliency"), make<SaliencyView>, explain},
    ViewKind{"inversion", QT_TRANSLATE_NOOP("Views", "Inversion"), make<InversionView>, explain},
    ViewKind{"invariance", QT_TRANSLATE_NOOP("Views", "Invariance"), make<InvarianceView>, explain},
    ViewKind{"strongest", QT_TRANSLATE_NOOP("Views", "Strongest"), make<StrongestView>, explain},
    ViewKind{"evolution", QT_TRANSLATE_NOOP("Views", "Evolution"), make<EvolutionView>, study},
    ViewKind{"probe", QT_TRANSLATE_NOOP("Views", "Depth"), make<ProbeView>, study},
    ViewKind{"embedding", QT_TRANSLATE_NOOP("Views", "Embedding"), make<EmbeddingView>, study},
    ViewKind{"lab", QT_TRANSLATE_NOOP("Views", "Lab"), make<LabView>, study},
    ViewKind{"data", QT_TRANSLATE_NOOP("Views", "Data"), make<DataView>, data},
    ViewKind{"hand", QT_TRANSLATE_NOOP("Views", "Your hand"), make<HandView>, data},
};

}  // namespace

std::span<const ViewGroupKind> view_groups() { return kGroups; }
std::span<const ViewKind> view_kinds() { return kKinds; }
QString view_title(const ViewKind& kind) { return QCoreApplication::translate("Views", kind.title); }

}  // namespace convlens::ui
