package io.mscon.image;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Damages files: each number makes the same damage again. */
final class Mutator {
  private static final int HEADER = 80;
  private static final int LONGEST = 1 << 16;
  private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xfe, 0xff};

  private final List<byte[]> files;
  private final long seed;

  Mutator(List<byte[]> files, long seed) {
    this.files = files;
    this.seed = seed;
  }

  /** One to four kinds of damage; half of the PNGs and WebPs are made consistent again. */
  byte[] mutation(int number) {
    SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * number);
    byte[] bytes = files.get(number % files.size());
    int damages = 1 + random.nextInt(4);
    for (int i = 0; i < damages; i++) {
      bytes = damaged(bytes, random);
    }
    bytes = bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    return random.nextBoolean() ? consistent(bytes.clone()) : bytes;
  }

  private byte[] damaged(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return other(random);
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> Bytes.with(bytes, place(bytes, random), random.nextInt(256));
      case 2 -> {
        int place = place(bytes, random);
        yield Bytes.with(bytes, place, bytes[place] ^ 1 << random.nextInt(8));
      }
      case 3 -> Bytes.with(bytes, place(bytes, random), EDGES[random.nextInt(EDGES.length)]);
      case 4 -> Bytes.first(bytes, random.nextInt(bytes.length));
      case 5 -> without(bytes, place(bytes, random), 1 + random.nextInt(40));
      case 6 -> Bytes.inserted(bytes, place(bytes, random), part(other(random), random));
      default -> spliced(bytes, other(random), random);
    };
  }

  /** Every second time near the beginning, where a byte decides more. */
  private static int place(byte[] bytes, SplittableRandom random) {
    int bound = random.nextBoolean() ? Math.min(HEADER, bytes.length) : bytes.length;
    return random.nextInt(bound);
  }

  private byte[] other(SplittableRandom random) {
    return files.get(random.nextInt(files.size()));
  }

  private static byte[] part(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(300)));
  }

  private static byte[] without(byte[] bytes, int from, int length) {
    int to = Math.min(bytes.length, from + length);
    return Bytes.join(Bytes.first(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private static byte[] spliced(byte[] head, byte[] tail, SplittableRandom random) {
    int from = random.nextInt(tail.length + 1);
    return Bytes.join(
        Bytes.first(head, random.nextInt(head.length + 1)),
        Arrays.copyOfRange(tail, from, tail.length));
  }

  /** Right checksums and lengths, so that the damage comes further than the first check. */
  private static byte[] consistent(byte[] bytes) {
    if (ByteReader.has(bytes, 0, "\u0089PNG")) {
      repairSums(bytes);
    } else if (ByteReader.has(bytes, 0, "RIFF") && bytes.length >= 12) {
      System.arraycopy(Bytes.little32(bytes.length - 8), 0, bytes, 4, 4);
    }
    return bytes;
  }

  private static void repairSums(byte[] png) {
    long position = PngStructure.SIGNATURE_BYTES;
    while (position + 12 <= png.length) {
      int from = (int) position;
      long length = ByteReader.unsigned32(png, from);
      if (length > png.length - 12L - from) {
        return;
      }
      CRC32 sum = new CRC32();
      sum.update(png, from + 4, 4 + (int) length);
      System.arraycopy(Bytes.big32((int) sum.getValue()), 0, png, from + 8 + (int) length, 4);
      position += 12 + length;
    }
  }
}
