#include "ui/docks/input_panel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/digits_page.h"
#include "ui/paint/icons.h"
#include "ui/paint/map_image.h"
#include "ui/paint/receptive_field.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/draw_pad.h"
#include "ui/widgets/network_sees.h"
#include "ui/widgets/sample_strip.h"
#include "ui/window_actions.h"

namespace convlens::ui {
namespace {

constexpr int kIcon = 18;
constexpr int kSeesSide = 116;

QToolButton* tool(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setIconSize({kIcon, kIcon});
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

QToolButton* mode_button(const char* icon, QButtonGroup* group) {
  auto* button = new QToolButton;
  button->setIcon(line_icon(QString::fromLatin1(icon)));
  button->setIconSize({kIcon, kIcon});
  button->setCheckable(true);
  button->setFocusPolicy(Qt::StrongFocus);
  group->addButton(button);
  return button;
}

}  // namespace

InputPanel::InputPanel(const WindowActions& actions, QWidget* parent)
    : QWidget(parent),
      page_(new DigitsPage),
      pad_(new DrawPad),
      sees_(new NetworkSees),
      samples_(new SampleStrip),
      width_(new QSlider(Qt::Horizontal)),
      steps_(new QCheckBox),
      sees_title_(new QLabel),
      sees_words_(new QLabel),
      samples_title_(new QLabel) {
  auto* modes = new QButtonGroup(this);
  pen_ = mode_button("pen", modes);
  eraser_ = mode_button("eraser", modes);
  pen_->setChecked(true);
  width_->setRange(static_cast<int>(kThinnestPen), static_cast<int>(kThickestPen));
  width_->setValue(static_cast<int>(kDefaultPen));
  steps_->setChecked(true);

  auto* tools = new QHBoxLayout;
  tools->setSpacing(0);
  tools->addWidget(pen_);
  tools->addWidget(eraser_);
  tools->addSpacing(kGrid / 2);
  tools->addWidget(width_, 1);
  tools->addSpacing(kGrid / 2);
  for (QAction* action : {actions.undo, actions.redo, actions.clear}) tools->addWidget(tool(action));

  auto* files = new QHBoxLayout;
  files->setSpacing(0);
  files->addWidget(samples_title_, 1);
  for (QAction* action : {actions.open, actions.paste, actions.save_drawing}) files->addWidget(tool(action));

  auto* words = new QVBoxLayout;
  words->setSpacing(kGrid / 2);
  words->addWidget(sees_title_);
  words->addWidget(sees_words_, 1);
  words->addWidget(steps_);
  sees_->setFixedSize(kSeesSide, kSeesSide);
  sees_title_->setWordWrap(true);
  sees_words_->setWordWrap(true);
  sees_words_->setAlignment(Qt::AlignTop);
  auto* sees_row = new QHBoxLayout;
  sees_row->setSpacing(kGrid);
  sees_row->addWidget(sees_, 0, Qt::AlignTop);
  sees_row->addLayout(words, 1);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addWidget(page_);
  column->addWidget(pad_, 1);
  column->addLayout(tools);
  column->addSpacing(kGrid / 2);
  column->addLayout(sees_row);
  column->addLayout(files);
  column->addWidget(samples_);

  setAcceptDrops(true);
  connect(eraser_, &QToolButton::toggled, pad_, &DrawPad::set_erasing);
  connect(width_, &QSlider::valueChanged, pad_, &DrawPad::set_pen_width);
  connect(pad_, &DrawPad::drawing_changed, this, [this] {
    page_->follow(pad_->content());
    emit input_changed();
  });
  connect(page_, &DigitsPage::digit_chosen, this,
          [this](const std::shared_ptr<const Image>& cutout, const NetworkPixels& pixels) {
            pad_->set_picture(cutout, std::nullopt, pixels);
          });
  QSizePolicy room = samples_title_->sizePolicy();
  room.setRetainSizeWhenHidden(true);  // the buttons beside it stay where they are
  samples_title_->setSizePolicy(room);
  // Its room: two rows of things to choose from are one too many.
  for (QWidget* beside : {static_cast<QWidget*>(samples_title_), static_cast<QWidget*>(samples_)})
    connect(page_, &DigitsPage::opened, beside, &QWidget::setHidden);
  connect(page_, &View::hovered, this, &InputPanel::hovered);
  connect(steps_, &QCheckBox::toggled, this, &InputPanel::show_steps);
  connect(sees_, &NetworkSees::hovered, this, &InputPanel::hovered);
  connect(samples_, &SampleStrip::sample_chosen, pad_, &DrawPad::set_drawing);
  retranslate();
}

void InputPanel::retranslate() {
  pen_->setToolTip(tr("Pen"));
  pen_->setAccessibleName(tr("Pen"));
  eraser_->setToolTip(tr("Eraser (or the right mouse button)"));
  eraser_->setAccessibleName(tr("Eraser"));
  width_->setToolTip(tr("Width of the pen"));
  width_->setAccessibleName(tr("Width of the pen"));
  sees_title_->setText(tr("What the network sees"));
  samples_title_->setText(tr("To begin with"));
  steps_->setText(tr("Show steps"));
  steps_->setToolTip(
      tr("The ink's box on the pad; on the right its longer side scaled to 20 pixels, and the centre "
         "of mass, which is moved to the middle"));
  steps_->setAccessibleName(tr("Show the steps of the preprocessing"));
  for (QLabel* label : {sees_title_, samples_title_}) label->setFont(font_of(TypeSize::body, true));
  sees_words_->setFont(font_of(TypeSize::small));
  show_steps();
}

Input InputPanel::input() const {
  const PadContent& content = pad_->content();
  if (content.pixels) return {content.pixels, content.picture_label};
  if (content.picture) return {*content.picture, content.picture_label};
  return {content.drawing, content.drawing.label};
}

void InputPanel::set_input(const Input& input) {
  if (const auto* drawing = std::get_if<Drawing>(&input.content)) {
    Drawing labelled = *drawing;
    if (input.true_label) labelled.label = input.true_label;
    pad_->set_drawing(labelled);
  } else if (const auto* pixels = std::get_if<NetworkPixels>(&input.content)) {
    pad_->set_picture(std::make_shared<const Image>(to_image(**pixels)), input.true_label, *pixels);
  } else {
    const auto picture = std::make_shared<const Image>(std::get<Image>(input.content));
    pad_->set_picture(picture, input.true_label);
    page_->look_at(picture);
  }
}

void InputPanel::set_samples(const std::vector<Drawing>& samples) { samples_->set_samples(samples); }

void InputPanel::show_frame(const FramePtr& frame) {
  frame_ = frame;
  page_->show_frame(frame);
  sees_->set_frame(frame);
  show_steps();
  show_field();
}

void InputPanel::show_unit(const std::optional<UnitPlace>& unit) {
  unit_ = unit;
  show_field();
}

void InputPanel::show_field() {
  const auto part = frame_ && unit_ ? seen_part(*frame_->model->graph, *unit_) : std::nullopt;
  sees_->set_field(part ? std::optional(part->field) : std::nullopt);
}

void InputPanel::show_steps() {
  const PreparedDigit* digit = frame_ ? frame_->prepared.get() : nullptr;
  sees_->set_steps_shown(steps_->isChecked());
  steps_->setEnabled(!frame_ || digit);
  if (!digit || !digit->has_ink) {
    pad_->set_ink_box({});
    const bool nothing = digit != nullptr;
    sees_words_->setText(nothing  ? tr("No ink yet.")
                         : frame_ ? words_without_preprocessing()
                                  : QString());
    return;
  }
  const double scale = digit->scale;
  pad_->set_ink_box(steps_->isChecked() ? QRectF(digit->box_x / scale + digit->origin_x,
                                                 digit->box_y / scale + digit->origin_y,
                                                 digit->box_width / scale, digit->box_height / scale)
                                        : QRectF());
  sees_words_->setText(tr("Ink scaled to %1×%2, centre of mass at %3, %4")
                           .arg(digit->scaled.width)
                           .arg(digit->scaled.height)
                           .arg(digit->offset_x + digit->centre_x, 0, 'f', 1)
                           .arg(digit->offset_y + digit->centre_y, 0, 'f', 1));
}

QString InputPanel::words_without_preprocessing() const {
  if (page_->holds(pad_->content().pixels))
    return tr("Cut out of the picture, then scaled and centred as a drawing is.");
  if (frame_->as_is) return tr("The data set's own pixels: nothing was done to them.");
  if (const auto& pixels = pad_->content().pixels)
    return tr("A picture of %1, resized to the %2 that this network takes.")
        .arg(shape_text(pixels->shape()), shape_text(frame_->model->graph->input_shape()));
  return tr("The picture, fitted to the network.");
}

void InputPanel::paste() { take(QGuiApplication::clipboard()->mimeData()); }

/// A file's address goes before its picture: file managers offer both, and the picture is only the icon.
bool InputPanel::take(const QMimeData* offered) {
  if (!offered) return false;
  for (const QUrl& url : offered->urls())
    if (url.isLocalFile()) {
      emit open_requested(url.toLocalFile());
      return true;
    }
  const QImage picture = qvariant_cast<QImage>(offered->imageData());
  if (picture.isNull()) return false;
  set_input({to_image(picture), std::nullopt});
  return true;
}

void InputPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() || event->mimeData()->hasImage()) event->acceptProposedAction();
}

void InputPanel::dropEvent(QDropEvent* event) {
  if (take(event->mimeData())) event->acceptProposedAction();
}

void InputPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace convlens::ui
