#include "ui/main_window_parts.h"
#include "ui/widgets/draw_pad.h"

namespace convlens::ui {

void MainWindow::Parts::connect_hand() {
  QObject::connect(input, &InputPanel::input_changed, &context, [this] {
    answer->show_kept({});
    fit_labels();
  });
  QObject::connect(answer, &AnswerPanel::labelled, &context, [this](int label) {
    Drawing drawing = input->pad()->drawing();
    drawing.label = label;
    answer->show_kept(label);
    emit window.keep_drawing_requested(drawing);
  });
  QObject::connect(hand, &HandView::remove_requested, &window, &MainWindow::remove_drawing_requested);
  QObject::connect(hand, &HandView::taught, &window, &MainWindow::taught);
  QObject::connect(hand, &HandView::undo_requested, &window, &MainWindow::undo_teaching_requested);
}

void MainWindow::Parts::fit_labels() {
  const PadContent& content = input->pad()->content();
  if (content.picture || content.pixels)
    answer->offer_labels(
        MainWindow::tr("Only strokes can be kept to teach with: this input is a picture. Draw the digit on the pad."));
  else if (!content.drawing.has_ink())
    answer->offer_labels(MainWindow::tr("Nothing is drawn yet."));
  else
    answer->offer_labels({});
}

}  // namespace convlens::ui
