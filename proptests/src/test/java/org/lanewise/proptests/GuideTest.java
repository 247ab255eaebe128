package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.nn.data.SyntheticDigits;

/** Every Java snippet of the guide and of the README compiles, and runs without an exception. */
class GuideTest {
  private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  private static final List<String> IMPORTS =
      List.of(
          "java.nio.file.*",
          "java.util.*",
          "org.junit.jupiter.api.Test",
          "org.lanewise.core.*",
          "org.lanewise.nn.*",
          "org.lanewise.nn.check.*",
          "org.lanewise.nn.classic.*",
          "org.lanewise.nn.data.*",
          "org.lanewise.nn.loss.*",
          "org.lanewise.nn.metric.*",
          "org.lanewise.nn.model.*",
          "org.lanewise.nn.optim.*",
          "org.lanewise.nn.predict.*",
          "org.lanewise.nn.random.*",
          "org.lanewise.nn.selection.*",
          "org.lanewise.nn.tensor.*",
          "org.lanewise.nn.train.*");

  /** What the README's snippets take as given: data, and the operands of a product. */
  private static final String GIVEN =
      """
      Tensor features = Tensor.zeros(Precision.FLOAT32, 20, 784);
      Tensor targets = Tensor.zeros(Precision.FLOAT32, 20, 1);
      int[] rows = java.util.stream.IntStream.range(0, 20).toArray();
      Tensor sample = features.rows(0, 1);
      int m = 2, n = 3, k = 4, lda = 4, ldb = 4, ldc = 3;
      float[] a = new float[8], b = new float[12], c = new float[6], bias = new float[3];
      """;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> guide() throws IOException {
    Path mnist = Files.createDirectory(folder.resolve("mnist"));
    SyntheticDigits digits = SyntheticDigits.draw(250, 1);
    writeImages(mnist, "train", digits, 0, 200);
    writeImages(mnist, "t10k", digits, 200, 50);
    String path = mnist.toString().replace("\\", "\\\\");
    return tests(Path.of("../docs/guide.md"), "Path mnist = Path.of(\"" + path + "\");\n");
  }

  private static void writeImages(
      Path folder, String part, SyntheticDigits digits, int first, int count) throws IOException {
    int pixels = SyntheticDigits.ROWS * SyntheticDigits.COLUMNS;
    ByteBuffer images = ByteBuffer.allocate(16 + count * pixels);
    images.putInt(0x803).putInt(count);
    images.putInt(SyntheticDigits.ROWS).putInt(SyntheticDigits.COLUMNS);
    images.put(digits.pixels(), first * pixels, count * pixels);
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count).put(digits.labels(), first, count);
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }

  @TestFactory
  Stream<DynamicTest> readme() throws IOException {
    return tests(Path.of("../README.md"), GIVEN);
  }

  private Stream<DynamicTest> tests(Path document, String given) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher matcher = SNIPPET.matcher(Files.readString(document));
    while (matcher.find()) {
      String snippet = matcher.group(1);
      String name = document.getFileName() + " " + (tests.size() + 1);
      tests.add(DynamicTest.dynamicTest(name, () -> run(given + snippet)));
    }
    assertFalse(tests.isEmpty(), document + " has no snippets");
    return tests.stream();
  }

  private void run(String snippet) throws Exception {
    StringBuilder source = new StringBuilder();
    IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
    source.append("public class Snippet { public static void run() throws Exception {\n");
    source.append(snippet).append("}}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-d",
                      folder.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  List.of(inMemory(source.toString())))
              .call();
      assertEquals("", compiled ? "" : messages.toString());
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass("Snippet").getMethod("run").invoke(null);
    }
  }

  private static JavaFileObject inMemory(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
