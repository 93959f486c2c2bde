package io.mscon.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is odd about sound pictures of UT-Zap50K and their rows. Each oddity comes every so many
 * pictures; the steps are different primes, so that oddities meet.
 *
 * @param any whether there is any
 */
record ZapposOddities(boolean any) {
  /** A heel's height that is none. */
  static final String NO_HEIGHT = "High heel";

  private static final int HEEL_HEIGHT = 2;
  private static final int CLOSURE = 4;
  private static final int GENDER = 5;
  private static final int MATERIAL = 6;

  /** How the folders spell a brand, and what it is called. */
  private static final Map<String, Spelling> SPELLINGS =
      Map.of(
          "Alder & Daughters",
          new Spelling(
              "Alder & Daughters",
              List.of("Alder & Daughters", "Alder %26 Daughters", "Alder &amp; Daughters")),
          "Corvane",
          new Spelling(
              "Dr. Corvane K", List.of("Dr. Corvane K.", "Dr. Corvane K", "Dr. Corvane K%2E")),
          "Emberly",
          new Spelling(
              "Emberly's Kids",
              List.of("Emberly's&#174; Kids", "Emberly's Kids", "Emberly%27s%20Kids")),
          "Fjorden",
          new Spelling("Fjørden", List.of("Fj%C3%B8rden", "Fjørden", "Fj%F8rden")),
          "Galehouse",
          new Spelling("Galehouse [W] {1}", List.of("Galehouse [W] {1}", "Galehouse %5BW%5D {1}")),
          "Harroway",
          new Spelling("Harroway 100%", List.of("Harroway 100%", "Harroway 100%25")));

  private record Spelling(String name, List<String> folders) {}

  String brand(String brand) {
    return any && SPELLINGS.containsKey(brand) ? SPELLINGS.get(brand).name() : brand;
  }

  String brandFolder(String brand, int picture) {
    if (!any || !SPELLINGS.containsKey(brand)) {
      return brand;
    }
    List<String> folders = SPELLINGS.get(brand).folders();
    return folders.get(picture % folders.size());
  }

  String file(String product, String colour, int picture) {
    String dot = every(79, picture) ? "%2E" : ".";
    String ending = every(71, picture) ? ".JPG" : every(73, picture) ? ".jpeg" : ".jpg";
    return product + dot + colour + ending;
  }

  List<String> cells(List<String> cells, int picture) {
    List<String> odd = new ArrayList<>(cells);
    if (every(97, picture)) {
      odd.set(HEEL_HEIGHT, NO_HEIGHT);
    }
    if (every(53, picture)) {
      odd.set(CLOSURE, "Elastic Gore;Slip-On");
    }
    if (every(61, picture)) {
      odd.set(GENDER, "Boys;Girls");
    }
    if (every(89, picture)) {
      odd.set(MATERIAL, "Leather, full-grain;Suede");
    }
    return odd;
  }

  PictureEncoding encoding(int picture) {
    if (every(41, picture)) {
      return PictureEncoding.PNG;
    }
    if (every(43, picture)) {
      return PictureEncoding.GREY_JPEG;
    }
    if (every(101, picture)) {
      return PictureEncoding.ANIMATED_GIF;
    }
    return every(103, picture) ? PictureEncoding.WEBP : PictureEncoding.JPEG;
  }

  private boolean every(int step, int picture) {
    return any && picture % step == step - 1;
  }
}
