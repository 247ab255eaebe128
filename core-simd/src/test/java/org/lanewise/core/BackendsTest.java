package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void theBestIsSimdWhereTheVectorModuleIsLoaded() throws BackendUnavailableException {
    assertEquals("simd", Backends.best().name());
    assertTrue(Backends.best().vectorBits() >= 128);
    assertSame(Backends.best(), Backends.named(Backends.BEST));
  }

  @Test
  void withoutANativeLibraryTheBestIsTheFastest() throws BackendUnavailableException {
    assertSame(Backends.best(), Backends.named(Backends.AUTO));
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Backends.named("cuda"));
    assertEquals("there is no backend 'cuda'; known are simd, scalar", refused.getMessage());
  }

  @Test
  void theReportNamesEveryBackendWithItsState() {
    BackendReport report = Backends.report();
    assertEquals(Backends.best().vectorBits(), report.vectorBits());
    assertEquals(
        "[simd in use, scalar available]",
        report.backends().stream().map(s -> s.name() + " " + s.state()).toList().toString());
  }

  @Test
  void theReportNamesTheMachine() {
    BackendReport report = Backends.report();
    assertEquals(Runtime.version().toString(), report.jdk());
    assertEquals(System.getProperty("java.vm.name"), report.vm());
    assertEquals(System.getProperty("os.name"), report.os());
    assertEquals(System.getProperty("os.arch"), report.architecture());
    assertEquals(Runtime.getRuntime().availableProcessors(), report.processors());
    assertTrue(report.fma().isPresent());
  }

  @Test
  void theSimdEngineTellsItsCacheAndTheRoutesOfItsProducts() {
    BackendReport report = Backends.report();
    var facts = report.backends().get(0).facts();
    assertEquals(
        "[l2_bytes, l2_source,"
            + " float_gemv, float_chains, float_direct, float_b_in_place, float_a_in_place, float_turned, float_tile, float_block_depth,"
            + " float_fmas_per_part,"
            + " double_gemv, double_chains, double_direct, double_b_in_place, double_a_in_place, double_turned, double_tile,"
            + " double_block_depth, double_fmas_per_part]",
        facts.keySet().toString());
    assertTrue((int) facts.get("l2_bytes") >= 32 * 1024, facts.toString());
    assertTrue(facts.get("l2_source").toString().matches("read|assumed"), facts.toString());
    assertTrue((int) facts.get("float_block_depth") >= 16, facts.toString());
    assertEquals("{}", report.backends().get(1).facts().toString());
  }

  @Test
  void anotherParallelismIsTheSameEngine() {
    Backend three = Backends.best().with(Parallelism.of(3));
    assertEquals(3, three.parallelism().threads());
    assertEquals(Backends.best().name(), three.name());
    assertEquals(
        Runtime.getRuntime().availableProcessors(), Backends.best().parallelism().threads());
  }

  @Test
  void parallelismOutOfRangeIsRefused() {
    for (int threads : new int[] {0, -1, 1025}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> Parallelism.of(threads));
      assertTrue(refused.getMessage().contains(Integer.toString(threads)), refused.getMessage());
    }
  }

  @Test
  void aParameterOutsideItsRangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> UnaryOp.leakyRelu(1));
    assertThrows(IllegalArgumentException.class, () -> UnaryOp.leakyRelu(-0.1));
    assertThrows(IllegalArgumentException.class, () -> UnaryOp.leakyRelu(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> UnaryOp.elu(-1));
    assertThrows(IllegalArgumentException.class, () -> UnaryOp.clamp(1, 0));
    assertThrows(IllegalArgumentException.class, () -> UnaryOp.clamp(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new UnaryOp(UnaryOp.Kind.RELU, 0.5, 0));
  }
}
