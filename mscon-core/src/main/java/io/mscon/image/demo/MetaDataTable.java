package io.mscon.image.demo;

import io.mscon.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of UT-Zap50K's meta-data.csv. No value holds a comma or a quote. */
final class MetaDataTable {
  static final String HEADER =
      "CID,Category,SubCategory,HeelHeight,Insole,Closure,Gender,Material,ToeStyle";

  private static final List<String> INSOLES =
      List.of("Leather", "Padded", "Removable", "Padded;Removable");

  private MetaDataTable() {}

  /** The row of a shoe; some of its cells may be empty, never its id and category. */
  static String row(DemoShoe shoe, RandomStream random) {
    return shoe.cid() + "," + String.join(",", cells(shoe, random));
  }

  /** The cells after the CID. */
  static List<String> cells(DemoShoe shoe, RandomStream random) {
    List<String> cells = new ArrayList<>();
    cells.add(shoe.category().label());
    cells.add(shoe.subCategory());
    cells.add(orMissing(shoe.heel().label(), random, DemoKnobs.MISSING_HEEL));
    cells.add(orMissing(INSOLES.get(random.nextInt(INSOLES.size())), random));
    cells.add(orMissing(shoe.closure().label(), random));
    cells.add(orMissing(shoe.gender().label(), random));
    cells.add(orMissing(materials(shoe), random));
    cells.add(orMissing(toeStyle(shoe), random));
    return cells;
  }

  private static String materials(DemoShoe shoe) {
    return shoe.materials().stream().map(Material::label).collect(Collectors.joining(";"));
  }

  private static String toeStyle(DemoShoe shoe) {
    String form = shoe.gender() == Gender.WOMEN ? "Pointed Toe" : "Round Toe";
    return shoe.category() == Category.SANDALS ? "Open Toe;" + form : form;
  }

  private static String orMissing(String value, RandomStream random) {
    return orMissing(value, random, DemoKnobs.MISSING);
  }

  private static String orMissing(String value, RandomStream random, double probability) {
    return random.nextDouble() < probability ? "" : value;
  }
}
