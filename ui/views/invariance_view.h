#pragma once
#include "core/explain/invariance.h"
#include "ui/views/view.h"

class QComboBox;
class QLabel;

namespace convlens::ui {

class AboutText;
class LineChart;
class PictureRow;

struct InvarianceQuestion {
  FramePtr frame;
  Transformation transformation = Transformation::shift_x;
  std::optional<int> label = std::nullopt;
};
struct InvariancePicture {
  InvarianceQuestion question;
  InvarianceCurves curves;
  std::vector<std::size_t> shown;       ///< which amounts have a picture
  std::vector<Tensor<float>> pictures;  ///< the moved input at these
};
ViewJob invariance_job(const InvarianceQuestion& question);

/// What the network makes of the input when it is shifted, scaled or rotated (Zeiler & Fergus 2014, figure 5): some of the
/// moved pictures, the class's probability, and how far each layer's answer moves; the selected layer's curve in colour.
class InvarianceView : public View {
  Q_OBJECT

 public:
  explicit InvarianceView(QWidget* parent = nullptr);

 protected:
  Exporter exporter() const override;
  void refresh() override;
  void retranslate() override;
  void show_news(int channel, const JobNews& news) override;

 private:
  void paint();
  QString amount_text(double amount) const;
  QString axis_text() const;

  QComboBox* transformation_;
  QLabel *title_, *note_;
  PictureRow* row_;
  LineChart *probability_, *distances_;
  AboutText* about_;
  std::shared_ptr<const InvariancePicture> shown_;
};

}  // namespace convlens::ui
