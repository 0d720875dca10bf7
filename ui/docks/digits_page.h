#pragma once
#include <memory>

#include "ui/views/view.h"
#include "ui/widgets/pad_history.h"

class QToolButton;

namespace convlens::ui {

class DigitBoxes;
class ElidedLabel;

/// A picture that was opened, dropped or pasted and holds several digits: each in a box with what the network
/// reads there; the chosen one is the input. Hidden unless there are at least two. Digits are found and read
/// by a worker.
class DigitsPage : public View {
  Q_OBJECT

 public:
  explicit DigitsPage(QWidget* parent = nullptr);
  QSize minimumSizeHint() const override { return QWidget::minimumSizeHint(); }
  /// Looks for digits in it, and shows itself, the first one chosen, once it has found several.
  void look_at(std::shared_ptr<const Image> picture);
  /// What the pad shows now: the picture, one of its digits, or something else, and then this page goes.
  void follow(const PadContent& content);
  /// Whether these are the pixels of one of the page's digits.
  bool holds(const NetworkPixels& pixels) const { return digit_of(pixels) >= 0; }
  /// The digit of these pixels as strokes, to be kept; nullptr: it is none of the page's.
  const Drawing* drawing_of(const NetworkPixels& pixels) const;
  DigitBoxes* boxes() const { return boxes_; }

 signals:
  /// A digit as cut out of the picture for the eye, and as the network takes it.
  void digit_chosen(const std::shared_ptr<const convlens::Image>& cutout,
                    const convlens::ui::NetworkPixels& pixels);
  /// It shows itself, or goes.
  void opened(bool open);

 protected:
  void refresh() override;
  void retranslate() override;
  void frame_seen(const Frame& frame) override;
  void show_news(int channel, const JobNews& news) override;

 private:
  struct Page;
  void ask_for_answers();
  void leave();
  int digit_of(const NetworkPixels& pixels) const;
  void say();

  ElidedLabel* title_;
  QToolButton* close_;
  DigitBoxes* boxes_;
  std::shared_ptr<const Model> model_;    ///< of the newest frame
  std::shared_ptr<const Image> picture_;  ///< null: nothing is looked at
  std::shared_ptr<const Page> page_;      ///< null: not read yet, or not several digits
};

}  // namespace convlens::ui
