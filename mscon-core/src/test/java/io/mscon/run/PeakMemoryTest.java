package io.mscon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
  @Test
  void itIsTheHighWaterMark() {
    List<String> status = List.of("Name:\tjava", "VmPeak:\t 9000 kB", "VmHWM:\t    2000 kB");

    assertEquals(OptionalLong.of(2_048_000), PeakMemory.of(status));
    assertEquals(OptionalLong.empty(), PeakMemory.of(List.of("Name:\tjava", "VmHWM: much")));
  }

  @Test
  void thisProcessHasHeldSome() throws IOException {
    PeakMemory.bytes().ifPresent(bytes -> assertTrue(bytes > 10_000_000, bytes + " bytes"));
  }
}
