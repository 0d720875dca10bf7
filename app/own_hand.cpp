#include "app/own_hand.h"

#include "app/error_text.h"
#include "core/data/ink_strokes.h"
#include "core/data/preprocess.h"

namespace convlens::app {

OwnHand::OwnHand(std::filesystem::path file, JobRunner& files, QObject* parent)
    : QObject(parent), file_(std::move(file)), files_(files) {}

void OwnHand::begin() {
  files_.run([this, file = file_](std::stop_token) -> JobRunner::Afterwards {
    return [this, own = read_own_drawings(file)] {
      for (const Error& broken : own.broken) emit failed(QString::fromStdString(error_text(broken)));
      emit changed(own.drawings);
    };
  });
}

JobRunner::Afterwards OwnHand::kept(const std::filesystem::path& file, const Drawing& drawing) {
  return [this, label = *drawing.label, own = keep_own_drawing(file, drawing)] {
    emit changed(own.drawings);
    emit told(tr("Kept as: %1. Your drawings now: %2.").arg(label).arg(own.drawings.size()));
  };
}

void OwnHand::keep(const Drawing& drawing) {
  files_.run([this, file = file_, drawing](std::stop_token) { return kept(file, drawing); });
}

void OwnHand::keep_picture(const std::shared_ptr<const Image>& picture, int label) {
  files_.run([this, file = file_, picture, label](std::stop_token) -> JobRunner::Afterwards {
    Drawing drawing = drawing_of_ink(prepare_image(*picture).ink);
    if (!drawing.has_ink()) return [this] { emit failed(tr("There is no ink in the picture to keep.")); };
    drawing.label = label;
    return kept(file, drawing);
  });
}

void OwnHand::remove(const Drawing& drawing) {
  files_.run([this, file = file_, drawing](std::stop_token) -> JobRunner::Afterwards {
    return [this, own = remove_own_drawing(file, drawing)] { emit changed(own.drawings); };
  });
}

}  // namespace convlens::app
