package io.mscon.eval.describe;

import io.mscon.config.AugmentationConfiguration;
import io.mscon.eval.page.Html;
import io.mscon.eval.page.PlainText;
import java.util.Base64;
import java.util.Optional;

/**
 * The page's contact sheet: pictures with their labels, and views of them as training sees them.
 */
final class SheetSection {
  private static final String DATA = "data:image/jpeg;base64,";

  private final DatasetDescription description;
  private final Html html;

  SheetSection(DatasetDescription description, Html html) {
    this.description = description;
    this.html = html;
  }

  void write() {
    html.open("section", "id", "samples")
        .element("h2", "Some pictures, and how training sees them");
    if (description.samples().isEmpty()) {
      html.element("p", "There is no picture.");
    } else {
      html.element("p", explanation(), "class", "remark");
      html.open("div", "class", "sheet").newLine();
      description.samples().forEach(this::card);
      html.close();
    }
    html.close().newLine();
  }

  private String explanation() {
    CardPainter.Settings settings = description.views();
    AugmentationConfiguration augmentation = settings.augmentation();
    return ("Chosen by the hash of their ids. Beside each picture the %d views of %d × %d pixels that"
            + " the first epoch with seed %d shows: crops of %s to %s of the area; flipped with"
            + " probability %s; with probability %s brightness ±%s, contrast ±%s, saturation ±%s,"
            + " hue ±%s; grey with probability %s.")
        .formatted(
            CardPainter.VIEWS,
            settings.size(),
            settings.size(),
            settings.seed(),
            augmentation.cropScaleMinimum(),
            augmentation.cropScaleMaximum(),
            augmentation.flipProbability(),
            augmentation.jitterProbability(),
            augmentation.brightness(),
            augmentation.contrast(),
            augmentation.saturation(),
            augmentation.hue(),
            augmentation.greyProbability());
  }

  private void card(SampleCard card) {
    html.open("figure", "class", "card").open("div", "class", "pictures");
    CardPictures pictures = card.pictures();
    if (pictures.readable()) {
      picture(pictures.picture(), "picture", "picture " + PlainText.line(card.id()));
      pictures.views().forEach(view -> picture(view, "view", "augmented view"));
    } else {
      html.open("p", "class", "unreadable").text("Cannot be decoded: ");
      html.foreign(pictures.problem()).close();
    }
    html.close().open("figcaption").open("p", "class", "id").foreign(card.id());
    html.text(" ").element("span", card.split().label(), "class", "split").close();
    labels(card);
    html.close().close().newLine();
  }

  private void picture(byte[] jpeg, String kind, String name) {
    String address = DATA + Base64.getEncoder().encodeToString(jpeg);
    html.single("img", "class", kind, "alt", name, "src", address);
  }

  private void labels(SampleCard card) {
    html.open("dl");
    for (int i = 0; i < card.labels().size(); i++) {
      Optional<String> value = card.labels().get(i);
      html.open("div").open("dt").foreign(description.labels().get(i).name()).close();
      if (value.isPresent()) {
        html.open("dd").foreign(value.get()).close();
      } else {
        html.element("dd", "missing", "class", "none");
      }
      html.close();
    }
    html.close();
  }
}
