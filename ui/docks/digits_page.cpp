#include "ui/docks/digits_page.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/data/ink_strokes.h"
#include "core/training/read_digits.h"
#include "ui/paint/icons.h"
#include "ui/paint/map_image.h"
#include "ui/paint/numbers.h"
#include "ui/paint/theme.h"
#include "ui/widgets/digit_boxes.h"
#include "ui/widgets/elided_label.h"

namespace convlens::ui {

/// Made by the worker; the digits' pictures stay the same objects when other weights read them again.
struct DigitsPage::Page {
  std::shared_ptr<const Image> picture;
  std::shared_ptr<const Model> model;
  QImage preview;
  std::vector<ReadDigit> digits;
  std::vector<std::shared_ptr<const Image>> cutouts;
  std::vector<NetworkPixels> pixels;
  std::vector<Drawing> drawings;
};

namespace {

constexpr int kPreviewSide = 720;  // sharp at twice the dock's usual width
constexpr double kMargin = 0.15;   // of a digit's longer side, round its cut-out
constexpr int kIcon = 14;

Image cut_out(const Image& picture, const ReadDigit& digit) {
  const int margin = static_cast<int>(kMargin * std::max(digit.width, digit.height)) + 1;
  const int left = std::max(0, digit.x - margin), top = std::max(0, digit.y - margin);
  const int right = std::min(picture.width, digit.x + digit.width + margin);
  const int bottom = std::min(picture.height, digit.y + digit.height + margin);
  return cropped(picture, left, top, right - left, bottom - top);
}

QImage preview_of(const Image& picture) {
  const QImage whole = to_qimage(picture);
  if (std::max(whole.width(), whole.height()) <= kPreviewSide) return whole;
  return whole.scaled(kPreviewSide, kPreviewSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QString name_of(const Model& model, const ReadDigit& digit) {
  return digit.no_class ? QStringLiteral("?") : QString::fromStdString(class_name(model, digit.label));
}

float probability_of(const ReadDigit& digit) {
  return digit.probabilities[static_cast<std::size_t>(digit.label)];
}

}  // namespace

DigitsPage::DigitsPage(QWidget* parent)
    : View(parent), title_(new ElidedLabel), close_(new QToolButton), boxes_(new DigitBoxes) {
  close_->setIcon(line_icon(QStringLiteral("close")));
  close_->setIconSize({kIcon, kIcon});
  close_->setAutoRaise(true);
  close_->setFocusPolicy(Qt::StrongFocus);
  auto* head = new QHBoxLayout;
  head->setSpacing(kGrid / 2);
  head->addWidget(title_, 1);
  head->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  column->addLayout(head);
  column->addWidget(boxes_);
  connect(close_, &QToolButton::clicked, this, &DigitsPage::leave);
  connect(boxes_, &DigitBoxes::hovered, this, &View::hovered);
  connect(boxes_, &DigitBoxes::chosen, this, [this](int index) {
    const auto i = static_cast<std::size_t>(index);
    emit digit_chosen(page_->cutouts[i], page_->pixels[i]);
  });
  hide();
  retranslate();
}

void DigitsPage::look_at(std::shared_ptr<const Image> picture) {
  leave();
  picture_ = std::move(picture);
  ask_for_answers();
}

void DigitsPage::ask_for_answers() {
  if (!picture_ || !model_ || is_waiting()) return;
  if (!reads_digits(*model_)) return leave();
  ask({.lane = ViewJob::Lane::live,
       .compute = [picture = picture_, model = model_, known = page_](JobReport&) -> JobResult {
         auto page = known ? std::make_shared<Page>(*known) : std::make_shared<Page>();
         page->model = model;
         if (known) {
           read_again(*model, page->digits);
           return page;
         }
         page->picture = picture;
         page->digits = read_digits(*model, *picture, InkSide::automatic);
         if (page->digits.size() < 2) return page;
         page->preview = preview_of(*picture);
         for (const ReadDigit& digit : page->digits) {
           page->cutouts.push_back(std::make_shared<const Image>(cut_out(*picture, digit)));
           page->pixels.push_back(std::make_shared<const Tensor<float>>(digit.pixels));
           page->drawings.push_back(drawing_of_ink(digit.ink));
         }
         return page;
       }});
}

void DigitsPage::show_news(int, const JobNews& news) {
  if (!news.complete || !picture_) return;
  const auto page = std::static_pointer_cast<const Page>(news.result);
  if (!page || page->digits.size() < 2) return leave();
  const bool first = page_ == nullptr;
  page_ = page;
  if (first) boxes_->set_picture(page_->preview);
  say();
  if (first) {
    show();
    emit opened(true);
    boxes_->set_current(0);
    emit boxes_->chosen(0);
  }
  if (page_->model != model_ && isVisible()) ask_for_answers();
}

void DigitsPage::frame_seen(const Frame& frame) {
  if (frame.model == model_) return;
  model_ = frame.model;
  if (picture_ && (!page_ || isVisible())) ask_for_answers();
}

/// Shown again after other weights came: what it says is theirs.
void DigitsPage::refresh() {
  if (page_ && page_->model != model_) ask_for_answers();
}

int DigitsPage::digit_of(const NetworkPixels& pixels) const {
  if (!page_ || !pixels) return -1;
  const auto found = std::ranges::find(page_->pixels, pixels);
  return found == page_->pixels.end() ? -1 : static_cast<int>(found - page_->pixels.begin());
}

const Drawing* DigitsPage::drawing_of(const NetworkPixels& pixels) const {
  const int digit = digit_of(pixels);
  return digit < 0 ? nullptr : &page_->drawings[static_cast<std::size_t>(digit)];
}

void DigitsPage::follow(const PadContent& content) {
  if (!picture_) return;
  const int digit = digit_of(content.pixels);
  if (digit < 0 && content.picture != picture_) return leave();
  if (page_ && digit != boxes_->current()) boxes_->set_current(digit);
}

void DigitsPage::leave() {
  cancel();
  picture_.reset();
  hide();
  if (std::exchange(page_, nullptr)) emit opened(false);
}

void DigitsPage::say() {
  if (!page_) return;
  QStringList read;
  std::vector<DigitBox> boxes;
  const double width = page_->picture->width, height = page_->picture->height;
  for (const ReadDigit& digit : page_->digits) {
    const QString name = name_of(*page_->model, digit);
    read << name;
    boxes.push_back(
        {.place = {digit.x / width, digit.y / height, digit.width / width, digit.height / height},
         .labels = {QStringLiteral("%1 %2").arg(name, short_percent(probability_of(digit))), name},
         .description =
             tr("Digit %1 of %2: %3, %4")
                 .arg(read.size())
                 .arg(page_->digits.size())
                 .arg(digit.no_class ? tr("not a digit, I think") : name, percent(probability_of(digit))),
         .sure = !digit.no_class});
  }
  title_->setText(tr("%1 digits: %2").arg(read.size()).arg(read.join(QLatin1Char(' '))));
  boxes_->set_boxes(std::move(boxes));
}

void DigitsPage::retranslate() {
  title_->setFont(font_of(TypeSize::body, true));
  close_->setToolTip(tr("Close the picture with several digits"));
  close_->setAccessibleName(close_->toolTip());
  boxes_->setAccessibleName(tr("Picture with several digits"));
  boxes_->setToolTip(tr("Click a box: that digit becomes the input"));
  say();
}

}  // namespace convlens::ui
