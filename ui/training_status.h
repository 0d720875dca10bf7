#pragma once
#include <QString>
#include <cstdint>
#include <vector>

#include "core/model/transfer.h"
#include "core/study/film.h"
#include "core/training/history.h"
#include "core/training/trainer.h"

namespace convlens::ui {

/// What the TRAINING dock asks for.
struct TrainingRequest {
  QString data = "mnist";     ///< the data set's word (CLI.md)
  QString model = "digits";   ///< preset name, or empty: go on from the weights now shown
  /// Of the weights now shown only: a new last layer for the data set's classes, and the last layer that shall not move
  /// (empty: all move).
  bool new_head = false;
  QString freeze = {};
  TrainingOptions options;
};

enum class TrainingPhase { idle, loading, running, paused, stopping, finished };

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
  std::vector<LayerMove> moves = {};  ///< at the end, where it began with the weights shown: how far from these
  FilmPtr film = nullptr;  ///< the snapshots so far; null: those told last
};

}  // namespace convlens::ui
