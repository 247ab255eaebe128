package org.lanewise.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class GradientClippingTest {
  private static final TensorOps OPS = new TensorOps(TestBackends.tested());

  private static Tensor clipped(GradientClipping clipping, double... gradients) {
    Tensor tensor = Tensor.of(Precision.FLOAT64, 1, gradients);
    clipping.apply(OPS, tensor);
    return tensor;
  }

  /** The documents' bound of 0.2, which as they write it would hold on one side only. */
  @Test
  @DisplayName("acceptance point 12: clipping by value")
  void clippingByValueBoundsOnBothSides() {
    Tensor g = clipped(GradientClipping.NONE.byValue(0.2), 5, 0.2, 0.1, -0.1, -0.2, -5, -1e300);
    double[] expected = {0.2, 0.2, 0.1, -0.1, -0.2, -0.2, -0.2};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], g.get(i));
    }
    assertTrue(Double.isNaN(clipped(GradientClipping.NONE.byValue(0.2), Double.NaN).get(0)));
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  @DisplayName("acceptance point 12: clipping by norm")
  void clippingByNormKeepsTheDirectionAndBoundsTheLength(Backend backend) {
    TensorOps ops = new TensorOps(backend);
    for (Precision precision : Precision.values()) {
      Tensor before = TestData.gaussian(precision, 1, 1003, 1);
      Tensor after = before.copy(precision);
      GradientClipping.NONE.byNorm(2.5).apply(ops, after);
      double norm = ops.norm(after);
      assertEquals(2.5, norm, precision == Precision.FLOAT64 ? 1e-14 : 1e-6);
      double share = 2.5 / ops.norm(before);
      for (int i = 0; i < before.size(); i++) {
        assertEquals(before.get(i) * share, after.get(i), 1e-6);
      }
    }
  }

  @Test
  void gradientsWithinTheBoundStayAsTheyAre() {
    Tensor g = clipped(GradientClipping.NONE.byNorm(5), 3, -4);
    assertEquals(3, g.get(0));
    assertEquals(-4, g.get(1));
    assertEquals(3, clipped(GradientClipping.NONE, 3).get(0));
  }

  @Test
  void hugeGradientsHaveAFiniteNorm() {
    Tensor g = clipped(GradientClipping.NONE.byNorm(5), 3e200, -4e200);
    assertEquals(3, g.get(0), 1e-14);
    assertEquals(-4, g.get(1), 1e-14);
  }

  @Test
  void oneClippingFollowsTheOther() {
    Tensor g = clipped(GradientClipping.NONE.byNorm(1).byValue(4), 3, -100);
    assertEquals(0.6, g.get(0), 1e-15);
    assertEquals(-0.8, g.get(1), 1e-15);
  }

  @Test
  void boundsThatAreNotPositiveAreRefused() {
    assertEquals(
        "clip value is 0.0, it must be positive",
        assertThrows(IllegalArgumentException.class, () -> GradientClipping.NONE.byValue(0))
            .getMessage());
    assertEquals(
        "clip norm is NaN, it must be positive",
        assertThrows(IllegalArgumentException.class, () -> GradientClipping.NONE.byNorm(Double.NaN))
            .getMessage());
  }
}
