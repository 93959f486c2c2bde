package io.mscon.corpus;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drawn scenes in MEDIC's tables and folders. As there, image_id names no picture: a whole source
 * has the same.
 */
final class MedicPlan implements Painter {
  private static final List<String> LABELS =
      List.of("damage_severity", "informative", "humanitarian", "disaster_types");
  private static final String HEADER =
      "image_id\tevent_name\timage_path\t" + String.join("\t", LABELS) + "\n";
  private static final Map<String, String> FILES =
      Map.of("train", "MEDIC_train.tsv", "validation", "MEDIC_dev.tsv", "test", "MEDIC_test.tsv");
  private static final int PICTURES_PER_SCENE = 5;
  private static final int PICTURES_PER_REJECT = 500;
  private static final int CELLS = 18;
  private static final double MISSING = 0.1;

  private final long seed;
  private final boolean oddities;
  private final boolean photographs;
  private final List<Drawing> drawings = new ArrayList<>();
  private final Map<String, StringBuilder> tables = new TreeMap<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final ExpectationBuilder expectation = new ExpectationBuilder();

  private MedicPlan(long seed, boolean oddities, boolean photographs) {
    this.seed = seed;
    this.oddities = oddities;
    this.photographs = photographs;
    FILES.keySet().forEach(split -> tables.put(split, new StringBuilder(HEADER)));
  }

  static CorpusPlan of(long seed, int pictures, boolean oddities, boolean photographs) {
    MedicPlan plan = new MedicPlan(seed, oddities, photographs);
    for (int first = 0; first < pictures; first += PICTURES_PER_SCENE) {
      int end = Math.min(pictures, first + PICTURES_PER_SCENE);
      plan.addScene(first / PICTURES_PER_SCENE, first, end);
    }
    if (oddities) {
      for (int i = 0; i < pictures / PICTURES_PER_REJECT; i++) {
        plan.addRejects(i);
      }
    }
    plan.tables.forEach(
        (split, table) -> plan.texts.put("data/" + FILES.get(split), table.toString()));
    return new CorpusPlan(plan, plan.drawings, plan.texts, plan.expectation.build());
  }

  /** The shares of MEDIC: 69, 9 and 22 of 100. */
  private static String split(int scene) {
    int place = scene % 100;
    return place < 69 ? "train" : place < 78 ? "validation" : "test";
  }

  private void addScene(int scene, int first, int end) {
    MedicScene labels = MedicScene.of(seed, scene);
    List<PlannedPicture> pictures = new ArrayList<>();
    for (int i = first; i < end; i++) {
      MedicPlace place = MedicPlace.of(scene, i, labels, oddities);
      pictures.add(new PlannedPicture(place.path(), encoding(i), i - first));
      Map<String, String> cells = cells(labels, i);
      addRow(split(scene), place, cells);
      expectation.accept(split(scene), cells);
    }
    drawings.add(new Drawing(scene, pictures));
  }

  private Map<String, String> cells(MedicScene scene, int picture) {
    RandomStream random = RandomStream.of(seed, RandomUse.DEMO_CORPUS, picture, CELLS);
    List<String> values =
        List.of(scene.damage(), scene.informative(), scene.humanitarian(), scene.disaster());
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      cells.put(LABELS.get(i), random.nextDouble() < MISSING ? "" : values.get(i));
    }
    return cells;
  }

  private PictureEncoding encoding(int picture) {
    if (!oddities) {
      return PictureEncoding.JPEG;
    }
    return switch (picture % 41) {
      case 3, 23 -> PictureEncoding.PNG;
      case 9 -> PictureEncoding.ANIMATED_GIF;
      case 17 -> PictureEncoding.WEBP;
      case 29 -> PictureEncoding.GREY_JPEG;
      default -> PictureEncoding.JPEG;
    };
  }

  private void addRow(String split, MedicPlace place, Map<String, String> cells) {
    tables
        .get(split)
        .append(place.id() + "\t" + place.event() + "\t" + place.path() + "\t")
        .append(String.join("\t", cells.values()))
        .append('\n');
  }

  /** One of each kind. */
  private void addRejects(int copy) {
    List<PlannedPicture> pictures = new ArrayList<>();
    for (PictureEncoding damage : PictureEncoding.DAMAGES) {
      String path =
          "data/aidr_info/damaged/" + damage.name().toLowerCase(Locale.ROOT) + "_" + copy + ".jpg";
      pictures.add(new PlannedPicture(path, damage, 0));
      addReject(copy, path, damage.reason().orElseThrow());
    }
    drawings.add(new Drawing(copy, pictures));
    addReject(copy, "data/aidr_info/gone/" + copy + "_0.jpg", "no such file");
    addReject(copy, "../outside_" + copy + ".jpg", "the path leaves the corpus");
    addReject(copy, "/etc/outside_" + copy + ".jpg", "the path is absolute");
    String folder = "data/aidr_info/album_" + copy + ".jpg";
    texts.put(folder + "/readme.txt", "An album.\n");
    addReject(copy, folder, "is a folder");
    addReject(copy, "", "no id");
    addTwice(copy);
  }

  private void addReject(int copy, String path, String reason) {
    addRow(
        split(40 * copy),
        new MedicPlace("0", "event", path),
        cells(MedicScene.of(seed, copy), copy));
    expectation.reject(path, path, reason);
  }

  /** A picture of the validation split in the training split, and one twice in its own. */
  private void addTwice(int copy) {
    addAgain("train", 100 * copy + 70);
    addAgain("test", 100 * copy + 80);
  }

  private void addAgain(String split, int scene) {
    String path = drawings.get(scene).pictures().get(0).path();
    addRow(split, new MedicPlace("0", "event", path), cells(MedicScene.of(seed, scene), 0));
    expectation.reject(path, path, "id " + path, "id stands twice");
  }

  @Override
  public BufferedImage draw(int index) {
    return photographs ? MedicScene.photograph(seed, index) : MedicScene.picture(seed, index);
  }

  @Override
  public BufferedImage variant(BufferedImage drawing, int variant) {
    return PictureVariant.of(drawing, variant, 3 * variant);
  }
}
