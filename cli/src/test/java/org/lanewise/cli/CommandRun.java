package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command did that was run inside this virtual machine.
 *
 * @param code its exit code
 * @param out what it wrote on standard output
 * @param errors what it wrote on the error stream it was given
 * @param leaked what it wrote on {@code System.err} past that stream
 */
record CommandRun(int code, String out, String errors, String leaked) {
  private static final TypeAdapter<JsonObject> STRICT =
      new GsonBuilder().setStrictness(Strictness.STRICT).create().getAdapter(JsonObject.class);

  /** Runs a command line; both standard streams are put back afterwards. */
  static CommandRun of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    ByteArrayOutputStream leaked = new ByteArrayOutputStream();
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    int code;
    try {
      System.setOut(stream(out));
      System.setErr(stream(leaked));
      code = Lanewise.run(arguments, stream(errors));
    } finally {
      System.out.flush();
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
    return new CommandRun(code, text(out), text(errors), text(leaked));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Requires exit code 0 and nothing on the error streams. */
  CommandRun succeeded() {
    assertAll(
        () -> assertEquals("", errors, "error stream"),
        () -> assertEquals("", leaked, "System.err"),
        () -> assertEquals(0, code, "exit code"));
    return this;
  }

  /** Requires a wrong command line: code 2 and one line with all of these words. */
  CommandRun refused(String... words) {
    return failed(Lanewise.USAGE, words);
  }

  /** Requires an exit code, nothing on standard output and one line of error with these words. */
  CommandRun failed(int expectedCode, String... words) {
    assertAll(
        () -> assertEquals(expectedCode, code, "exit code; errors: " + errors),
        () -> assertEquals("", out, "standard output"),
        () -> assertEquals("", leaked, "System.err"),
        () -> assertOneLine(words));
    return this;
  }

  /** Requires one line of error with all of these words, written for people. */
  void assertOneLine(String... words) {
    assertEquals(1, errors.lines().count(), "not one line: " + errors);
    assertTrue(errors.startsWith("lanewise: "), errors);
    assertTrue(errors.endsWith(System.lineSeparator()), errors);
    assertTrue(errors.strip().length() > "lanewise: ".length() + 10, "says too little: " + errors);
    assertFalse(errors.contains("Exception"), "speaks of exceptions: " + errors);
    assertFalse(errors.contains("java."), "speaks of classes: " + errors);
    for (String word : words) {
      assertTrue(errors.contains(word), "'" + word + "' is missing in: " + errors);
    }
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** Returns every line of standard output as a JSON object; refuses anything else. */
  List<JsonObject> json() {
    return out.lines().map(CommandRun::parse).toList();
  }

  /** Returns the only event of a name. */
  JsonObject only(String event) {
    List<JsonObject> found =
        json().stream().filter(e -> e.get("event").getAsString().equals(event)).toList();
    assertEquals(1, found.size(), "events called " + event + " in: " + out);
    return found.get(0);
  }

  private static JsonObject parse(String line) {
    try {
      return STRICT.fromJson(line);
    } catch (IOException | RuntimeException e) {
      throw new AssertionError("not a JSON object: " + line, e);
    }
  }
}
