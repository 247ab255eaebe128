package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Processor;

/** The doctor: what this machine offers. */
class DoctorCommandTest {
  private static Map<String, JsonObject> backends(JsonObject doctor) {
    Map<String, JsonObject> byName = new HashMap<>();
    for (JsonElement backend : doctor.getAsJsonArray("backends")) {
      JsonObject status = backend.getAsJsonObject();
      byName.put(status.get("name").getAsString(), status);
    }
    return byName;
  }

  @Test
  void jsonTellsTheMachineFromTheVirtualMachineItself() {
    JsonObject doctor = CommandRun.of("doctor", "--json").succeeded().only("doctor");

    assertTrue(
        doctor
            .keySet()
            .containsAll(List.of("event", "jdk", "vector_bits", "fma", "processors", "backends")));
    assertEquals(Runtime.version().toString(), doctor.get("jdk").getAsString());
    assertEquals(Runtime.getRuntime().availableProcessors(), doctor.get("processors").getAsInt());
    assertTrue(List.of(0, 64, 128, 256, 512).contains(doctor.get("vector_bits").getAsInt()));
    assertTrue(doctor.getAsJsonPrimitive("fma").isBoolean());
    assertEquals(System.getProperty("os.name"), doctor.get("os").getAsString());
    assertEquals(System.getProperty("os.arch"), doctor.get("architecture").getAsString());
    assertEquals(
        Processor.name(),
        Optional.of(doctor.get("processor"))
            .filter(e -> !e.isJsonNull())
            .map(e -> e.getAsString()));
    assertTrue(doctor.get("self_test").getAsBoolean());
    assertTrue(doctor.get("sgemm_gflops").getAsDouble() > 0);
    assertTrue(doctor.get("times_plain_loops").getAsDouble() > 0);
  }

  @Test
  void everyBackendHasAStateAndOneThatIsMissingAReason() {
    Map<String, JsonObject> backends =
        backends(CommandRun.of("doctor", "--json").succeeded().only("doctor"));

    assertTrue(backends.keySet().containsAll(List.of("scalar", "simd", "openblas")));
    int inUse = 0;
    for (JsonObject backend : backends.values()) {
      String state = backend.get("state").getAsString();
      assertTrue(List.of("in use", "available", "not available").contains(state), state);
      assertEquals(state.equals("not available"), backend.has("reason"), backend.toString());
      inUse += state.equals("in use") ? 1 : 0;
    }
    assertEquals(1, inUse);
    assertEquals("in use", backends.get("simd").get("state").getAsString());
    JsonObject facts = backends.get("simd").getAsJsonObject("facts");
    assertTrue(facts.get("l2_bytes").getAsInt() >= 256 * 1024);
    assertTrue(facts.get("float_b_in_place").getAsString().endsWith(" rows, B plain"));
    assertEquals("available", backends.get("scalar").get("state").getAsString());
    assertTrue(backends.get("simd").get("sgemm_gflops").getAsDouble() > 0);
  }

  @Test
  void everySpeedIsDividedByOneMeasurementOfThePlainLoops() {
    JsonObject doctor =
        CommandRun.of("doctor", "--json", "--backend=scalar").succeeded().only("doctor");
    double plain =
        doctor.get("sgemm_gflops").getAsDouble() / doctor.get("times_plain_loops").getAsDouble();
    JsonObject simd = backends(doctor).get("simd");
    double same =
        simd.get("sgemm_gflops").getAsDouble() / simd.get("times_plain_loops").getAsDouble();
    assertEquals(plain, same, 1e-9 * plain);
  }

  @Test
  void proseNamesEveryBackendAndTheResultOfTheSelfTest() {
    String out = CommandRun.of("doctor", "--threads=1").succeeded().out();

    List<String> expected =
        List.of(
            "lanewise ",
            "JDK " + Runtime.version(),
            "processors",
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "backend simd: in use",
            "  l2 bytes: ",
            "  double block depth: ",
            "backend scalar: available",
            "backend openblas: ",
            "self-test of simd: the bits of the scalar backend",
            "GFLOP/s",
            "on 1 thread,");
    for (String words : expected) {
      assertTrue(out.contains(words), "'" + words + "' is missing in: " + out);
    }
  }
}
