package io.mscon.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.image.DecodedImage;
import io.mscon.image.ImageDecoder;
import io.mscon.image.ImageRejectedException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureEncoderTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  @ParameterizedTest
  @EnumSource
  void isDecodedOrRejectedAsItSays(PictureEncoding encoding) throws Exception {
    byte[] bytes = encode(encoding);
    try (ImageDecoder decoder = new ImageDecoder()) {
      if (encoding.reason().isEmpty()) {
        DecodedImage decoded = decoder.decode(bytes);
        assertEquals(WIDTH, decoded.width());
        assertEquals(HEIGHT, decoded.height());
      } else if (encoding == PictureEncoding.EMPTY) {
        // Rejected by the size of the file, before anything is decoded.
        assertEquals(0, bytes.length);
      } else {
        ImageRejectedException rejected =
            assertThrows(ImageRejectedException.class, () -> decoder.decode(bytes));
        assertTrue(
            rejected.getMessage().startsWith(encoding.reason().orElseThrow()),
            rejected.getMessage());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSamePictureGivesTheSameBytes(PictureEncoding encoding) throws IOException {
    assertArrayEquals(encode(encoding), encode(encoding));
  }

  private static byte[] encode(PictureEncoding encoding) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, i * 7919);
    }
    try (PictureEncoder encoder = new PictureEncoder()) {
      return encoder.encode(image, encoding);
    }
  }
}
