package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.Reduction;

/** The gradient check: every layer, activation and loss, on every backend. */
class GradcheckCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void everyGradientIsRight(String backend) {
    List<JsonObject> events =
        CommandRun.of("gradcheck", "--json", "--backend", backend).succeeded().json();

    for (JsonObject event : events) {
      assertEquals(
          List.of(
              "event",
              "layer",
              "loss",
              "passed",
              "checked",
              "skipped",
              "failed",
              "worst",
              "worst_layer",
              "worst_parameter",
              "worst_index",
              "worst_analytic",
              "worst_numeric",
              "worst_error",
              "worst_relative_error"),
          List.copyOf(event.keySet()));
      assertTrue(event.get("passed").getAsBoolean(), event.toString());
      assertTrue(event.get("checked").getAsInt() > 0, event.toString());
      assertEquals(0, event.get("failed").getAsInt(), event.toString());
      assertEquals(0, event.get("skipped").getAsInt(), event.toString());
      double analytic = event.get("worst_analytic").getAsDouble();
      double error = Math.abs(analytic - event.get("worst_numeric").getAsDouble());
      assertEquals(error, event.get("worst_error").getAsDouble());
      assertTrue(error < 1e-5, event.toString());
      assertTrue(event.get("worst_relative_error").getAsDouble() <= 2, event.toString());
      assertTrue(event.get("worst_index").getAsInt() >= 0, event.toString());
      String worst = event.get("worst").getAsString();
      assertTrue(worst.endsWith(event.get("worst_parameter").getAsString()), event.toString());
      assertEquals(
          worst.equals("input"),
          event.get("worst_layer").getAsString().equals("network"),
          event.toString());
    }
    assertEquals(events.size(), pairs(events).size(), "a pair was checked twice");
  }

  @Test
  void everyLayerMeetsThreeLossesAndOneMeetsEveryLossWithEveryReduction() {
    List<JsonObject> events = CommandRun.of("gradcheck", "--json").succeeded().json();
    Set<String> layers = values(events, "layer");
    Set<String> losses = values(events, "loss");

    assertEquals(
        Set.of(
            "dense identity",
            "dense sigmoid",
            "dense tanh",
            "dense relu",
            "dense leaky-relu",
            "dense prelu",
            "dense elu",
            "dense selu",
            "dense gelu",
            "dense gelu-tanh",
            "dense silu",
            "dense softplus",
            "dense clamp",
            "dense exp",
            "dense expm1",
            "dense without bias",
            "prelu by column",
            "maxout",
            "batch-norm",
            "layer-norm",
            "dropout",
            "softmax",
            "log-softmax",
            "every loss"),
        layers);
    Set<String> expected = new TreeSet<>();
    for (Reduction reduction : Reduction.values()) {
      Losses.all(reduction).forEach(loss -> expected.add(loss.name()));
    }
    assertEquals(33, expected.size());
    assertEquals(expected, losses);
    assertEquals((layers.size() - 1) * 3 + 33, pairs(events).size());
  }

  @Test
  void proseEndsWithTheCount() {
    CommandRun run = CommandRun.of("gradcheck", "--seed", "7").succeeded();

    List<String> lines = run.lines();
    int checks = lines.size() - 1;
    assertEquals(checks + " of " + checks + " checks passed", lines.get(checks));
    assertTrue(
        lines.subList(0, checks).stream()
            .allMatch(
                line ->
                    line.matches(
                        ".* ok +\\d+ coordinates, 0 skipped, worst \\S+\\[\\d+]( of \\S+)?: \\S+,"
                            + " numeric \\S+, error \\d\\.\\de-\\d+")),
        run.out());
  }

  @Test
  void theSeedDecidesTheFigures() {
    String first = CommandRun.of("gradcheck", "--json", "--seed=1").succeeded().out();

    assertEquals(first, CommandRun.of("gradcheck", "--json", "--seed=1").succeeded().out());
    assertTrue(!first.equals(CommandRun.of("gradcheck", "--json", "--seed=2").succeeded().out()));
  }

  private static Set<String> values(List<JsonObject> events, String field) {
    return events.stream()
        .map(event -> event.get(field).getAsString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> pairs(List<JsonObject> events) {
    return events.stream()
        .map(event -> event.get("layer") + " " + event.get("loss"))
        .collect(Collectors.toSet());
  }
}
