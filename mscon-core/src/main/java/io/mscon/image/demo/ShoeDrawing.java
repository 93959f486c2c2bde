package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A drawn shoe and what UT-Zap50K's table says of it, for corpora of other shapes than the demo's.
 *
 * @param brand who makes it
 * @param cells of the table after the CID: Category, SubCategory, HeelHeight, Insole, Closure,
 *     Gender, Material, ToeStyle; an unknown one is empty
 */
public record ShoeDrawing(String brand, List<String> cells) {
  /** The table's first line, CID included. */
  public static final String HEADER = MetaDataTable.HEADER;

  private static final int CELLS = 8;

  /** Copies the cells. */
  public ShoeDrawing {
    cells = List.copyOf(cells);
  }

  /**
   * What there is to know of a shoe; takes no time.
   *
   * @param seed which corpus
   * @param index which shoe
   */
  public static ShoeDrawing of(long seed, int index) {
    DemoShoe shoe = shoe(seed, index);
    RandomStream random = RandomStream.of(seed, RandomUse.DEMO_CORPUS, index, CELLS);
    return new ShoeDrawing(shoe.brand().label(), MetaDataTable.cells(shoe, random));
  }

  /**
   * Draws it, 136 pixels wide and high.
   *
   * @param seed which corpus
   * @param index which shoe
   */
  public static BufferedImage picture(long seed, int index) {
    return new Photographer(seed).picture(shoe(seed, index), index);
  }

  private static DemoShoe shoe(long seed, int index) {
    return DemoShoe.draw(DemoCorpus.labelStream(seed, index), index);
  }
}
