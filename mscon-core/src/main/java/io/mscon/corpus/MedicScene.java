package io.mscon.corpus;

import io.mscon.random.RandomStream;
import io.mscon.random.RandomUse;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A drawn scene of a disaster: sky and ground by what happened, houses as damaged as they are,
 * people or crates by what matters. Enough for a picture to show its labels.
 *
 * @param damage damage_severity
 * @param informative informative
 * @param humanitarian humanitarian
 * @param disaster disaster_types
 */
record MedicScene(String damage, String informative, String humanitarian, String disaster) {
  private static final List<String> DAMAGES = List.of("little_or_none", "mild", "severe");
  private static final List<String> INFORMATIVE = List.of("informative", "not_informative");
  private static final List<String> HUMANITARIAN =
      List.of(
          "affected_injured_or_dead_people",
          "infrastructure_and_utility_damage",
          "not_humanitarian",
          "rescue_volunteering_or_donation_effort");
  private static final List<String> DISASTERS =
      List.of(
          "earthquake",
          "fire",
          "flood",
          "hurricane",
          "landslide",
          "not_disaster",
          "other_disaster");
  private static final int[] SKIES = {
    0xb0a898, 0x402020, 0x8898a8, 0x505868, 0xa0b0c0, 0x90c0f0, 0xc0b0d0
  };
  private static final int[] GROUNDS = {
    0x807060, 0xd06020, 0x604830, 0x405050, 0x704820, 0x50a040, 0x806090
  };

  private static final int LABELS = 16;
  private static final int SHAPES = 17;
  private static final int LARGE_EVERY = 200;
  private static final int PHOTOGRAPH_WIDTH = 500;
  private static final int PHOTOGRAPH_HEIGHT = 375;
  private static final int GRAIN = 24;

  static MedicScene of(long seed, int index) {
    RandomStream random = stream(seed, index, LABELS);
    return new MedicScene(
        any(random, DAMAGES),
        any(random, INFORMATIVE),
        any(random, HUMANITARIAN),
        any(random, DISASTERS));
  }

  private static String any(RandomStream random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static RandomStream stream(long seed, int index, int use) {
    return RandomStream.of(seed, RandomUse.DEMO_CORPUS, index, use);
  }

  /** Draws it, in a size of its own. */
  static BufferedImage picture(long seed, int index) {
    RandomStream random = stream(seed, index, SHAPES);
    int enlarged = index % LARGE_EVERY == LARGE_EVERY - 1 ? 6 : 1;
    int width = enlarged * (72 + random.nextInt(160));
    int height = enlarged * (72 + random.nextInt(120));
    return of(seed, index).drawn(width, height, random);
  }

  /** Draws it in the size of a photograph, with the grain of one, which is what takes the bytes. */
  static BufferedImage photograph(long seed, int index) {
    RandomStream random = stream(seed, index, SHAPES);
    BufferedImage picture = of(seed, index).drawn(PHOTOGRAPH_WIDTH, PHOTOGRAPH_HEIGHT, random);
    for (int y = 0; y < PHOTOGRAPH_HEIGHT; y++) {
      for (int x = 0; x < PHOTOGRAPH_WIDTH; x++) {
        picture.setRGB(x, y, grainy(picture.getRGB(x, y), random.nextInt(GRAIN)));
      }
    }
    return picture;
  }

  /** Nearer to grey by so much, which leaves no value's range. */
  private static int grainy(int colour, int grain) {
    int grainy = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int value = colour >> shift & 0xff;
      grainy |= (value < 128 ? value + grain : value - grain) << shift;
    }
    return grainy;
  }

  private BufferedImage drawn(int width, int height, RandomStream random) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    paint(graphics, width, height, random);
    graphics.dispose();
    return picture;
  }

  private void paint(Graphics2D graphics, int width, int height, RandomStream random) {
    int kind = DISASTERS.indexOf(disaster);
    Color sky = new Color(SKIES[kind]);
    graphics.setPaint(new GradientPaint(0, 0, sky, 0, height, sky.brighter()));
    graphics.fillRect(0, 0, width, height);
    graphics.setPaint(new Color(GROUNDS[kind]));
    graphics.fillRect(0, height * 2 / 3, width, height);
    int houses = 2 + random.nextInt(3);
    for (int i = 0; i < houses; i++) {
      paintHouse(graphics, width, height, random);
    }
    paintWhoMatters(graphics, width, height, random);
    if (informative.equals("not_informative")) {
      graphics.setPaint(Color.WHITE);
      graphics.fillRect(0, 0, width, height / 8);
    }
  }

  private void paintHouse(Graphics2D graphics, int width, int height, RandomStream random) {
    int x = random.nextInt(width * 3 / 4);
    int side = width / 6 + random.nextInt(width / 6);
    int top = height * 2 / 3 - side + random.nextInt(height / 6);
    graphics.setPaint(new Color(0x404040 + random.nextInt(0x808080)));
    graphics.fillRect(x, top, side, side);
    int holes = 6 * DAMAGES.indexOf(damage);
    graphics.setPaint(Color.BLACK);
    for (int i = 0; i < holes; i++) {
      int hole = side / 8 + 1;
      graphics.fillOval(x + random.nextInt(side), top + random.nextInt(side), hole, hole);
    }
  }

  private void paintWhoMatters(Graphics2D graphics, int width, int height, RandomStream random) {
    int kind = HUMANITARIAN.indexOf(humanitarian);
    graphics.setPaint(List.of(Color.PINK, Color.DARK_GRAY, Color.GREEN, Color.RED).get(kind));
    for (int i = 0; i < 3; i++) {
      int x = random.nextInt(width * 7 / 8);
      int y = height * 2 / 3 + random.nextInt(height / 4);
      int size = height / 12;
      if (kind % 3 == 0) {
        graphics.fillOval(x, y - size, size, size);
      }
      graphics.fillRect(x, y, size, size);
    }
  }
}
