package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.util.List;

/**
 * What one picture shows.
 *
 * @param product number of the product, unique in the corpus
 * @param colourway number of the product's colour
 * @param brand who makes it
 * @param category what kind it is
 * @param closure how it is closed
 * @param gender whom it is for
 * @param heel how high its heel is
 * @param materials one or two, the upper's first
 * @param shaft length of a boot's shaft, from 0 to 1
 */
record DemoShoe(
    int product,
    int colourway,
    Brand brand,
    Category category,
    Closure closure,
    Gender gender,
    HeelHeight heel,
    List<Material> materials,
    double shaft) {
  private static final int FIRST_PRODUCT = 7_000_000;
  private static final int PRODUCT_STEP = 41;

  /** Draws the shoe of a place in the corpus. */
  static DemoShoe draw(RandomStream random, int index) {
    int product = FIRST_PRODUCT + index * PRODUCT_STEP + random.nextInt(PRODUCT_STEP);
    int colourway = 1 + random.nextInt(9999);
    Brand brand = any(random, Brand.values());
    Category category = favoured(random, brand.favouriteCategory(), Category.values());
    Closure closure = favoured(random, brand.favouriteClosure(), Closure.values());
    Gender gender = favoured(random, brand.favouriteGender(), Gender.values());
    HeelHeight heel = heel(random, gender);
    List<Material> materials = materials(random);
    double shaft = random.nextDouble();
    return new DemoShoe(
        product, colourway, brand, category, closure, gender, heel, materials, shaft);
  }

  private static <T> T any(RandomStream random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static <T> T favoured(RandomStream random, T favourite, T[] values) {
    boolean loyal = random.nextDouble() < DemoKnobs.BRAND_AFFINITY;
    T other = any(random, values);
    return loyal ? favourite : other;
  }

  /** Women's heels may have any height, others only the three lowest. */
  private static HeelHeight heel(RandomStream random, Gender gender) {
    int choices = gender == Gender.WOMEN ? HeelHeight.values().length : 3;
    return HeelHeight.values()[random.nextInt(choices)];
  }

  private static List<Material> materials(RandomStream random) {
    int[] order = random.permutation(Material.values().length);
    Material first = Material.values()[order[0]];
    boolean two = random.nextDouble() < DemoKnobs.SECOND_MATERIAL;
    return two ? List.of(first, Material.values()[order[1]]) : List.of(first);
  }

  /** The id in the table, for example 7965196-307. */
  String cid() {
    return product + "-" + colourway;
  }

  /** The name of the picture's file, for example 7965196.307.jpg. */
  String fileName() {
    return product + "." + colourway + ".jpg";
  }

  String subCategory() {
    return category.subCategory(closure, heel, shaft);
  }
}
