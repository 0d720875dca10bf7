#pragma once
#include <QImage>
#include <array>

#include "core/figures/compare_pictures.h"
#include "ui/frame.h"
#include "ui/network_opener.h"
#include "ui/views/view_job.h"

namespace convlens {
class Samples;
}

namespace convlens::ui {

/// One side of a question: whose values, of what input.
struct CompareSource {
  std::shared_ptr<const Model> model;  ///< null: that of the file
  QString file;
  FramePtr frame;                      ///< whose input; null: the sample's
  int sample = 0;
  CompareQuestion question;
};

/// What a job opened and the next one need not open again.
struct CompareOpened {
  QString file, data;
  std::shared_ptr<const Model> model;
  std::shared_ptr<const Samples> samples;
};

struct CompareAsked {
  std::array<CompareSource, 2> sides;
  QString data;       ///< where samples come from
  bool all = false;   ///< tiles of all parts are wanted
  CompareOpened opened;
  NetworkOpener open;
};

/// Why two sides cannot be compared; the view has the words.
enum class CompareTrouble { none, no_such_layer, no_convolution, no_such_unit, no_such_class, no_such_sample, input_does_not_fit, shapes_differ };

using PictureTriple = std::array<QImage, 3>;  ///< of A, of B and of A - B

struct CompareResult {
  CompareAsked asked;
  CompareTrouble trouble = CompareTrouble::none;
  int troubled_side = 0;                 ///< 0: A
  QString found, expected;               ///< shapes
  std::optional<Comparison> comparison;  ///< none where there is trouble
  std::vector<ComparePart> parts;
  CompareScales scales;
  std::vector<ComparePart> tiled;        ///< those that the tiles show, the ones that differ most first
  std::vector<PictureTriple> tiles;
  CompareOpened opened;
};
/// What the files say alone.
std::shared_ptr<const Model> open_as_it_is(const std::filesystem::path& file, const std::stop_token& stop,
                                           const ProgressCallback& progress);

/// Live where it is done within a few frames; files and data sets not yet open, long sweeps and inversions are lengthy.
ViewJob compare_job(const CompareAsked& asked);

/// A picture of one part on the scales of the whole.
PictureTriple paint_triple(const Comparison& comparison, const ComparePart& part, const CompareScales& scales);

}  // namespace convlens::ui
