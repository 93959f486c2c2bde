package io.mscon.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuFeaturesTest {
  private static final String CPUINFO =
      """
      processor\t: 0
      vendor_id\t: GenuineIntel
      model name\t: A CPU
      flags\t\t: fpu vme %s
      vmx flags\t: vnmi

      processor\t: 1
      flags\t\t: fpu
      """;

  @ParameterizedTest
  @CsvSource({
    "avx avx2 avx512f avx512dq avx512cd avx512bw avx512vl, -onednn-avx512",
    "avx avx2 avx512f avx512cd avx512er avx512pf, -onednn-avx2",
    "avx avx2 fma, -onednn-avx2",
  })
  void choosesTheFastestBuildThatRuns(String flags, String extension) {
    CpuFeatures features = CpuFeatures.parse(CPUINFO.formatted(flags));
    assertEquals(extension, features.nativeLibraryExtension());
  }

  @Test
  void noFlagsMeansNoFeatures() {
    assertTrue(CpuFeatures.parse("processor : 0\nCPU implementer : 0x41\n").flags().isEmpty());
  }

  @Test
  void aRepeatedFlagIsNoError() {
    assertEquals(3, CpuFeatures.parse(CPUINFO.formatted("avx avx")).flags().size());
  }
}
