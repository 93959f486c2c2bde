package io.mscon.model.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mscon.model.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuChoiceTest {
  private static final String T4 = "Tesla T4, 470.57.02, 7.5";

  @TempDir Path folder;

  private final Map<String, String> variables = new HashMap<>();
  private Path program;
  private GpuChoice choice;

  @BeforeEach
  void prepare() {
    program = folder.resolve("nvidia-smi");
    choice =
        new GpuChoice(
            new NvidiaSmi(program.toString(), Duration.ofMinutes(1)), new Variables(variables));
  }

  @Test
  void theCardOfTheAddressIsTheOneThatCudaSees() throws IOException {
    says("echo '0, GPU-a, " + T4 + "'\necho '1, GPU-b, " + T4 + "'");

    choice.take(Optional.of("1"));

    assertEquals(
        Map.of("CUDA_VISIBLE_DEVICES", "GPU-b", "CUDA_DEVICE_ORDER", "PCI_BUS_ID"), variables);
  }

  @Test
  void anAddressMayBeTheCardsOwnName() throws IOException {
    says("echo '0, GPU-a, " + T4 + "'\necho '1, GPU-b, " + T4 + "'");

    choice.take(Optional.of("GPU-b"));

    assertEquals("GPU-b", variables.get("CUDA_VISIBLE_DEVICES"));
  }

  @Test
  void withoutAnAddressTheFirstCardIsTaken() throws IOException {
    says("echo '0, GPU-a, " + T4 + "'\necho '1, GPU-b, " + T4 + "'");

    choice.take(Optional.empty());

    assertEquals("GPU-a", variables.get("CUDA_VISIBLE_DEVICES"));
  }

  @Test
  void theSameCardCanBeTakenAgainAndNoOther() throws IOException {
    says("echo '0, GPU-a, " + T4 + "'\necho '1, GPU-b, " + T4 + "'");
    choice.take(Optional.of("0"));

    choice.take(Optional.of("0"));

    assertRefused(
        Optional.of("1"),
        "Cannot run on GPU 1 (Tesla T4): this process works on GPU-a already (give every executor"
            + " one GPU: spark.executor.resource.gpu.amount=1)");
    assertEquals("GPU-a", variables.get("CUDA_VISIBLE_DEVICES"));
  }

  @Test
  void whatTheAdministratorMadeVisibleStays() throws IOException {
    says("echo '0, GPU-a, " + T4 + "'");
    variables.put("CUDA_VISIBLE_DEVICES", "3");

    choice.take(Optional.of("0"));

    assertEquals(Map.of("CUDA_VISIBLE_DEVICES", "3"), variables);
  }

  @Test
  void withoutADriverTheMessageSaysSo() {
    assertRefused(
        Optional.empty(),
        "Cannot run on a GPU: there is no nvidia-smi on this machine, so no NVIDIA driver (use a"
            + " machine with a GPU, or set compute.engine=onednn to run on the CPU)");
  }

  @Test
  void aDriverThatDoesNotAnswerIsToldOf() throws IOException {
    says("echo 'NVIDIA-SMI has failed because it could not communicate'\nexit 9");

    assertRefused(
        Optional.empty(),
        "Cannot run on a GPU: nvidia-smi does not answer: NVIDIA-SMI has failed because it could"
            + " not communicate (mend the driver, or use a machine with a GPU, or set"
            + " compute.engine=onednn to run on the CPU)");
  }

  @Test
  void aDriverThatHangsIsGivenUp() throws IOException {
    says("exec tail -f /dev/null");
    choice =
        new GpuChoice(
            new NvidiaSmi(program.toString(), Duration.ofMillis(50)), new Variables(variables));

    assertRefused(
        Optional.of("0"),
        "Cannot run on a GPU: nvidia-smi does not answer: it does not end (mend the driver, or use a"
            + " machine with a GPU, or set compute.engine=onednn to run on the CPU)");
  }

  @Test
  void aMachineWithoutCardsIsRefused() throws IOException {
    says("true");

    assertRefused(
        Optional.of("0"),
        "Cannot run on a GPU: nvidia-smi lists none (use a machine with a GPU, or set"
            + " compute.engine=onednn to run on the CPU)");
  }

  @Test
  void anAddressThatIsNotThereIsRefused() throws IOException {
    says("echo '0, GPU-a, " + T4 + "'");

    assertRefused(
        Optional.of("7"),
        "Cannot run on GPU 7: nvidia-smi lists GPU 0 (Tesla T4) (look at the script of"
            + " spark.*.resource.gpu.discoveryScript)");
  }

  @Test
  void aCardWithoutKernelsIsNotTaken() throws IOException {
    says("echo '0, GPU-a, NVIDIA H100, 535.54.03, 9.0'");

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> choice.take(Optional.of("0")));

    assertTrue(
        e.getMessage().startsWith("Cannot run on GPU 0 (NVIDIA H100): it has compute capability"),
        e.getMessage());
    assertEquals(Map.of(), variables);
  }

  @Test
  void anAnswerOfOtherWordsIsShown() throws IOException {
    says("echo 'Field \"compute_cap\" is not a valid field to query.'");

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> choice.take(Optional.of("0")));

    assertTrue(e.getMessage().contains("is not a valid field to query"), e.getMessage());
  }

  @Test
  void aProcessSeesTheVariablesItSets() {
    VisibleDevices process = VisibleDevices.ofThisProcess();
    String name = "MSCON_TEST_OF_VARIABLES";

    process.set(name, "GPU-x");

    assertEquals("GPU-x", process.get(name));
    assertEquals(System.getenv("PATH"), process.get("PATH"));
  }

  @Test
  void theBuildForCpusNeverAsksForACard() {
    assertFalse(CudaBackend.present());
    assertFalse(CudaBackend.runs(Engine.AUTO));
    assertFalse(CudaBackend.runs(Engine.DL4J));
  }

  private void assertRefused(Optional<String> address, String message) {
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> choice.take(address));
    assertEquals(message, e.getMessage());
  }

  private void says(String script) throws IOException {
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Variables in memory. */
  private record Variables(Map<String, String> values) implements VisibleDevices {
    @Override
    public String get(String name) {
      return values.get(name);
    }

    @Override
    public void set(String name, String value) {
      values.put(name, value);
    }
  }
}
