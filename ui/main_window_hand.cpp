#include "ui/docks/digits_page.h"
#include "ui/main_window_parts.h"
#include "ui/widgets/draw_pad.h"

namespace convlens::ui {

void MainWindow::Parts::connect_hand() {
  QObject::connect(input, &InputPanel::input_changed, &context, [this] {
    answer->show_kept({});
    fit_labels();
  });
  QObject::connect(answer, &AnswerPanel::labelled, &context, [this](int label) { keep_input(label); });
  QObject::connect(hand, &HandView::remove_requested, &window, &MainWindow::remove_drawing_requested);
  QObject::connect(hand, &HandView::taught, &window, &MainWindow::taught);
  QObject::connect(hand, &HandView::undo_requested, &window, &MainWindow::undo_teaching_requested);
}

void MainWindow::Parts::keep_input(int label) {
  const PadContent& content = input->pad()->content();
  answer->show_kept(label);
  if (content.picture && !content.pixels) {
    emit window.keep_picture_requested(content.picture, label);
    return;
  }
  const Drawing* found = input->page()->drawing_of(content.pixels);
  Drawing drawing = found ? *found : content.drawing;
  drawing.label = label;
  emit window.keep_drawing_requested(drawing);
}

void MainWindow::Parts::fit_labels() {
  const PadContent& content = input->pad()->content();
  if (content.pixels && !input->page()->holds(content.pixels))
    answer->offer_labels(
        MainWindow::tr("Pictures of a data set are not kept: networks are measured by them. Draw the digit, "
                       "or open a picture of it."));
  else if (!content.picture && !content.drawing.has_ink())
    answer->offer_labels(MainWindow::tr("Nothing is drawn yet."));
  else
    answer->offer_labels({});
}

}  // namespace convlens::ui
