package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.nn.optim.LearningRate;

class ScheduleTextTest {
  /** Of a training of 40 steps, 4 an epoch. */
  private static LearningRate parse(String text) {
    return ScheduleText.parse(text, 4, 40);
  }

  private static void assertSame(LearningRate expected, String text) {
    LearningRate actual = parse(text);
    for (int step = 1; step < 60; step++) {
      assertEquals(expected.factor(step), actual.factor(step), text + " in step " + step);
    }
  }

  @Test
  void everyScheduleHasAName() {
    assertSame(LearningRate.constant(), "constant");
    assertSame(LearningRate.steps(8, 0.5), "step:2e,0.5");
    assertSame(LearningRate.exponential(3, 0.9), "exponential:3,0.9");
    assertSame(LearningRate.polynomial(20, 2, 0.1), "polynomial:5e,2,0.1");
    assertSame(LearningRate.inverse(10), "inverse:10");
    assertSame(LearningRate.cosine(12, 2, 0.01), "cosine:3e,2,0.01");
    assertSame(LearningRate.oneCycle(30, 0.4), "one-cycle:30,0.4");
    assertEquals(LearningRate.onPlateau(0.1, 3, 1e-3), parse("plateau:0.1,3,0.001"));
    assertSame(LearningRate.warmUp(4, LearningRate.inverse(8)), "warm-up:1e+inverse:2e");
  }

  @Test
  void aLengthLeftOutIsThatOfTheTraining() {
    assertSame(LearningRate.polynomial(40, 1, 0), "polynomial");
    assertSame(LearningRate.cosine(40, 1, 0), "cosine");
    assertSame(LearningRate.oneCycle(40, 0.3), "one-cycle");
    assertEquals(LearningRate.onPlateau(0.5, 2, 0), parse("plateau"));
    assertSame(LearningRate.warmUp(4, LearningRate.cosine(36, 1, 0)), "warm-up:1e+cosine");
    assertSame(LearningRate.warmUp(5, LearningRate.constant()), "warm-up:5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cosin|there is no schedule 'cosin'; known are constant, step,",
        "cosine:x|--schedule is 'cosine:x'; 'x' is not a whole number",
        "cosine:1,2,3,4|--schedule is 'cosine:1,2,3,4' with 4 numbers; its form is cosine:LENGTH,",
        "cosine:999999999e|'999999999e' is not a whole number",
        "cosine:0|period is 0, it must be at least 1",
        "step:5|with 1 numbers; its form is step:LENGTH,FACTOR",
        "step:5,x|'x' is not a number",
        "step:5,2|factor is 2.0, it must be in [0, 1]",
        "constant:1|with 1 numbers; its form is constant",
        "warm-up|with 0 numbers; its form is warm-up:LENGTH+SCHEDULE",
        "warm-up:5+|there is no schedule ''",
        "cosine+step:5,0.5|only a warm-up is followed by another"
      })
  void aScheduleThatIsNotOneIsRefusedWithTheWayOut(String text, String message) {
    String actual = assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage();
    assertEquals(message, actual.contains(message) ? message : actual);
  }
}
