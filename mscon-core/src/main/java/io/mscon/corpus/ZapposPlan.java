package io.mscon.corpus;

import io.mscon.image.demo.ShoeDrawing;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drawn shoes in UT-Zap50K's folders. A shoe comes in several colours, as there: 7000012-340 and
 * 7000012-551 are the same product.
 */
final class ZapposPlan implements Painter {
  private static final String IMAGES = "ut-zap50k-images-square/";
  private static final String TABLE = "ut-zap50k-data/meta-data.csv";
  private static final String TABLE_NAME = "meta-data.csv";
  private static final String BRAND = "Brand";
  private static final int COLOURWAYS = 8;
  private static final int FIRST_PRODUCT = 7_000_000;
  private static final int FIRST_REJECT = 9_000_000;
  private static final int PICTURES_PER_REJECT = 500;
  private static final List<String> COLUMNS =
      List.of(ShoeDrawing.HEADER.split(",")).subList(1, ShoeDrawing.HEADER.split(",").length);

  private final long seed;
  private final ZapposOddities odd;
  private final List<Drawing> drawings = new ArrayList<>();
  private final StringBuilder table = new StringBuilder(ShoeDrawing.HEADER + "\n");
  private final Map<String, String> texts = new TreeMap<>();
  private final ExpectationBuilder expectation = new ExpectationBuilder();
  private int rows;

  private ZapposPlan(long seed, boolean oddities) {
    this.seed = seed;
    odd = new ZapposOddities(oddities);
  }

  static CorpusPlan of(long seed, int pictures, boolean oddities) {
    ZapposPlan plan = new ZapposPlan(seed, oddities);
    for (int first = 0; first < pictures; first += COLOURWAYS) {
      plan.addShoe(first / COLOURWAYS, first, Math.min(pictures, first + COLOURWAYS));
    }
    if (oddities) {
      for (int i = 0; i < pictures / PICTURES_PER_REJECT; i++) {
        plan.addRejects(i);
      }
      plan.addFilesOfSystems();
    }
    plan.texts.put(TABLE, plan.table.toString());
    return new CorpusPlan(plan, plan.drawings, plan.texts, plan.expectation.build());
  }

  private void addShoe(int shoe, int first, int end) {
    ShoeDrawing drawing = ShoeDrawing.of(seed, shoe);
    List<PlannedPicture> pictures = new ArrayList<>();
    for (int i = first; i < end; i++) {
      List<String> cells = odd.cells(drawing.cells(), i);
      String product = Integer.toString(FIRST_PRODUCT + shoe);
      String colour = Integer.toString(3 + 211 * (i - first) + shoe % 211);
      String path =
          folder(cells, odd.brandFolder(drawing.brand(), i)) + odd.file(product, colour, i);
      pictures.add(new PlannedPicture(path, odd.encoding(i), i - first));
      addRow(product + "-" + colour, cells);
      expectation.accept(Expectation.ANY_SPLIT, row(cells, odd.brand(drawing.brand())));
    }
    drawings.add(new Drawing(shoe, pictures));
  }

  private static String folder(List<String> cells, String brandFolder) {
    return IMAGES + cells.get(0) + "/" + cells.get(1) + "/" + brandFolder + "/";
  }

  private static Map<String, String> row(List<String> cells, String brand) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      row.put(COLUMNS.get(i), cells.get(i));
    }
    row.put(BRAND, brand);
    return row;
  }

  private void addRow(String cid, List<String> cells) {
    rows++;
    table.append(cid);
    cells.forEach(cell -> table.append(',').append(quoted(cell)));
    table.append('\n');
  }

  private static String quoted(String cell) {
    return cell.contains(",") ? '"' + cell + '"' : cell;
  }

  /** One of each kind. */
  private void addRejects(int copy) {
    ShoeDrawing drawing = ShoeDrawing.of(seed, copy);
    List<PlannedPicture> pictures = new ArrayList<>();
    for (PictureEncoding damage : PictureEncoding.DAMAGES) {
      pictures.add(damaged(copy, damage, drawing));
    }
    pictures.add(withoutRow(copy, drawing));
    pictures.add(secondPicture(copy));
    drawings.add(new Drawing(copy, pictures));
    addRowWithoutPicture(copy, drawing);
    addSecondRow(copy, drawing);
    addRowWithoutCid(drawing);
    expectation.notNumber("HeelHeight", ZapposOddities.NO_HEIGHT);
  }

  private PlannedPicture damaged(int copy, PictureEncoding damage, ShoeDrawing drawing) {
    String product = Integer.toString(FIRST_REJECT + 10_000 * damage.ordinal() + copy);
    String path = folder(drawing.cells(), drawing.brand()) + product + ".1.jpg";
    addRow(product + "-1", drawing.cells());
    expectation.reject(path, product + "-1", damage.reason().orElseThrow());
    return new PlannedPicture(path, damage, 0);
  }

  private PlannedPicture withoutRow(int copy, ShoeDrawing drawing) {
    String product = Integer.toString(FIRST_REJECT + 210_000 + copy);
    String path = folder(drawing.cells(), drawing.brand()) + product + ".2.jpg";
    expectation.reject(path, product + "-2", "no row in " + TABLE_NAME);
    return new PlannedPicture(path, PictureEncoding.JPEG, 0);
  }

  /** In a folder that comes after all others, so that the sound picture is the first. */
  private PlannedPicture secondPicture(int copy) {
    PlannedPicture first = drawings.get(copy).pictures().get(0);
    String[] names = first.path().split("/");
    String file = names[names.length - 1];
    String path = IMAGES + "Slippers/~moved/" + names[names.length - 2] + "/" + file;
    String cid = file.replace("%2E", "-").replaceFirst("\\.[A-Za-z]+$", "").replace('.', '-');
    String kind = "another picture of this CID";
    expectation.reject(path, cid, kind + " (the first is " + first.path() + ")", kind);
    return new PlannedPicture(path, PictureEncoding.JPEG, PictureVariant.COUNT - 1);
  }

  private void addRowWithoutPicture(int copy, ShoeDrawing drawing) {
    String product = Integer.toString(FIRST_REJECT + 220_000 + copy);
    addRow(product + "-3", drawing.cells());
    String images = IMAGES.substring(0, IMAGES.length() - 1);
    expectation.reject(product + ".3.jpg", product + "-3", "no picture of this row in " + images);
  }

  private void addSecondRow(int copy, ShoeDrawing other) {
    PlannedPicture picture = drawings.get(copy).pictures().get(1);
    String file = picture.path().substring(picture.path().lastIndexOf('/') + 1);
    String cid = file.replace("%2E", "-").replaceFirst("\\.[A-Za-z]+$", "").replace('.', '-');
    addRow(cid, other.cells());
    expectation.reject(picture.path(), cid, "the CID stands in " + TABLE_NAME + " before");
  }

  private void addRowWithoutCid(ShoeDrawing drawing) {
    addRow("", drawing.cells());
    String kind = " of " + TABLE_NAME + " has no CID";
    expectation.reject("", "", "row " + rows + kind, "row" + kind);
  }

  private void addFilesOfSystems() {
    texts.put(IMAGES + "Thumbs.db", "no picture");
    texts.put(IMAGES + "Shoes/.DS_Store", "no picture");
    texts.put(IMAGES + "__MACOSX/Shoes/._7000000.3.jpg", "no picture");
  }

  @Override
  public BufferedImage draw(int index) {
    return ShoeDrawing.picture(seed, index);
  }

  @Override
  public BufferedImage variant(BufferedImage drawing, int variant) {
    return PictureVariant.of(drawing, variant, 0);
  }
}
