#pragma once
#include <QWidget>

#include "ui/frame.h"

class QCheckBox;
class QLabel;
class QSlider;
class QToolButton;

namespace convlens::ui {

class DigitsPage;
class DrawPad;
class NetworkSees;
class SampleStrip;
class WindowActions;

/// The INPUT dock: the pad and its tools, what the network sees, and drawings to begin with; above them a picture
/// with several digits. Takes dropped files and pictures.
class InputPanel : public QWidget {
  Q_OBJECT

 public:
  explicit InputPanel(const WindowActions& actions, QWidget* parent = nullptr);
  Input input() const;
  void set_input(const Input& input);
  void set_samples(const std::vector<Drawing>& samples);
  void show_frame(const FramePtr& frame);
  /// The unit whose receptive field is drawn on the input.
  void show_unit(const std::optional<UnitPlace>& unit);
  DrawPad* pad() const { return pad_; }
  DigitsPage* page() const { return page_; }
  NetworkSees* network_sees() const { return sees_; }
  /// What the clipboard holds: a picture becomes the input, a file's address is asked to be opened.
  void paste();

 signals:
  void input_changed();
  void open_requested(const QString& path);
  void hovered(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  bool take(const class QMimeData* offered);
  void show_steps();
  void show_field();
  /// What was done to a picture that was not prepared as a digit.
  QString words_without_preprocessing() const;
  void retranslate();

  DigitsPage* page_;
  DrawPad* pad_;
  NetworkSees* sees_;
  SampleStrip* samples_;
  QToolButton *pen_, *eraser_;
  QSlider* width_;
  QCheckBox* steps_;
  QLabel *sees_title_, *sees_words_, *samples_title_;
  FramePtr frame_;
  std::optional<UnitPlace> unit_;
};

}  // namespace convlens::ui
