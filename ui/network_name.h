#pragma once
#include <QCoreApplication>
#include <QDateTime>
#include <QString>

namespace convlens::ui {

/// What the user calls a network. Kept apart from its wording, so that it is worded anew in another language.
struct NetworkName {
  Q_DECLARE_TR_FUNCTIONS(NetworkName)

 public:
  QString name;            ///< of the preset or the file
  QString trained_on = {};  ///< the data set's word; empty: as it ships, or as its file was read
  bool untrained = false;  ///< random weights
  bool taught = false;     ///< the user's hand, after all that
  QDateTime trained_at = {};  ///< when a training in the window ended in it

  /// "digits", "tinyvgg, not trained", "digits, trained on MNIST", each with ", taught your hand".
  QString text() const;
  /// With the time at which it was trained: "digits, trained on MNIST · 28 Nov 19:00".
  QString dated_text() const;
  /// Under which it may be saved, without an ending: "digits-mnist", "digits-taught".
  QString file_name() const;
  /// As it ships, or as its file was read.
  bool is_plain() const { return trained_on.isEmpty() && !untrained && !taught; }
  friend bool operator==(const NetworkName&, const NetworkName&) = default;
};

/// One that can be had back.
struct KeptNetwork {
  QString word;  ///< under which it is opened: the file
  NetworkName name;
};

/// A network that comes trained with the program.
struct ShippedNetwork {
  QString name;  ///< of its preset
  QString file;
  friend bool operator==(const ShippedNetwork&, const ShippedNetwork&) = default;
};

}  // namespace convlens::ui
