#pragma once
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/study/film.h"
#include "core/training/trainer.h"

namespace convlens::ui {

/// What the TRAINING dock asks for.
struct TrainingRequest {
  QString data = "mnist";     ///< the data set's word (CLI.md)
  QString model = "digits";   ///< preset name, or empty: go on from the weights now shown
  TrainingOptions options;
};

enum class TrainingPhase { idle, loading, running, paused, stopping, finished };

struct EpochRecord {
  int epoch = 0;  ///< 1-based, as printed
  double loss = 0, train_accuracy = 0;
  std::optional<double> test_accuracy;
  double images_per_second = 0;
};

/// What arrived since the last status, about every 50 ms.
struct TrainingStatus {
  TrainingPhase phase = TrainingPhase::idle;
  QString data, model;
  std::vector<StepRecord> steps;    ///< new ones only
  std::vector<EpochRecord> epochs;  ///< new ones only
  std::int64_t step = 0, total_steps = 0;
  int epochs_total = 0;
  double images_per_second = 0;
  double seconds_left = 0;
  FilmPtr film = nullptr;  ///< the snapshots so far; null: those told last
};

}  // namespace convlens::ui
