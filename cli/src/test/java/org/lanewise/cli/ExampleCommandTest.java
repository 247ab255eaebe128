package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.cli.examples.Example;
import org.lanewise.cli.examples.Examples;

class ExampleCommandTest {
  @Test
  @DisplayName("acceptance point 16: examples on the command line")
  void theListNamesEveryExampleAndRunsNone() {
    List<String> lines = CommandRun.of("example", "--list").succeeded().lines();
    assertEquals(Examples.ALL.size(), lines.size());
    assertEquals(lines.size(), new HashSet<>(lines).size());
    for (int i = 0; i < lines.size(); i++) {
      assertTrue(lines.get(i).startsWith(Examples.ALL.get(i).name() + " "), lines.get(i));
    }
  }

  @Test
  void namedExamplesRunInTheOrderGiven() {
    String out = CommandRun.of("example", "numeric-update", "square-descent").succeeded().out();
    assertTrue(out.startsWith("== numeric-update: "), out);
    assertTrue(out.contains("0.30 - 0.1 *  0.20 = 0.28"), out);
    assertTrue(out.contains("== square-descent: "), out);
    assertTrue(out.contains("rate 0.01: 264 updates"), out);
  }

  @Test
  void numbersComeAsJson() {
    JsonObject event = CommandRun.of("example", "misclassified-point", "--json").only("example");
    assertEquals("misclassified-point", event.get("name").getAsString());
    JsonObject result = event.getAsJsonObject("result");
    assertEquals(6, result.getAsJsonArray("updates").size());
    assertEquals(-10.6, result.getAsJsonObject("end").get("bias").getAsDouble(), 1e-12);
  }

  @Test
  void anUnknownExampleIsRefusedWithTheKnownOnes() {
    CommandRun.of("example", "square").refused("'square'", "square-descent", "digit-autoencoder");
  }

  @Test
  void withoutANameEveryExampleRunsAndPrints() {
    String out = CommandRun.of("example").succeeded().out();
    for (Example<?> example : Examples.ALL) {
      assertTrue(out.contains("== " + example.name() + ": " + example.about()), example.name());
    }
  }

  @Test
  void eachExampleIsAProgramThatPrintsWhatTheCommandPrints() throws Exception {
    for (String name : List.of("SquareDescent", "FourPointLikelihood")) {
      Class<?> program = Class.forName("org.lanewise.cli.examples." + name);
      Example<?> example = (Example<?>) program.getConstructor().newInstance();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      PrintStream before = System.out;
      try {
        System.setOut(new PrintStream(bytes, true));
        program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
      } finally {
        System.setOut(before);
      }
      String command = CommandRun.of("example", example.name()).succeeded().out();
      assertTrue(command.contains(bytes.toString()), command);
    }
  }
}
