package org.lanewise.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a peer is started, or why it is not there.
 *
 * @param name by which it is chosen
 * @param command its process; folder, threads and settings that depend on threads are to be added
 * @param absence why it cannot be started; empty if it can
 * @param caveat in what its work differs from the others', so that losses cannot be compared; empty
 *     if it does not
 * @param works what it can do; empty for everything
 */
record PeerLaunch(
    String name, List<String> command, String absence, String caveat, List<String> works) {
  static final String OURS = "lanewise";

  /** Stands in a command for the number of threads. */
  static final String THREADS = "{threads}";

  /** Stands in a command for the folder of the work. */
  static final String FOLDER = "{folder}";

  /**
   * For a library of OpenMP that calls an OpenBLAS with threads of its own: either's threads would
   * spin while the other's work, on the same processors.
   */
  private static final List<String> TWO_POOLS = List.of("env", "OMP_WAIT_POLICY=PASSIVE");

  /** Returns all of them, ours first. */
  static List<PeerLaunch> all(Path home) {
    return List.of(
        java(home, OURS, "LanewisePeer", List.of(), List.of("simd")),
        java(home, "lanewise-auto", "LanewisePeer", List.of(), List.of("auto")),
        python(home, "torch").with(TWO_POOLS),
        java(
            home,
            "djl",
            "Djl",
            List.of(
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + home.resolve("target/djl-cache"),
                "-Dai.djl.pytorch.num_threads=" + THREADS,
                "-Dai.djl.pytorch.num_interop_threads=1"),
            List.of()),
        java(
                home,
                "dl4j",
                "Dl4j",
                // ND4J frees memory itself; without the collector a prediction takes half the time.
                List.of("-Dorg.bytedeco.javacpp.nopointergc=true"),
                List.of())
            .with(TWO_POOLS)
            .with(openBlasCore()),
        python(home, "sklearn"),
        java(home, "onnxruntime", "OnnxRuntime", List.of(), List.of()).doing("P1", "P2"),
        java(home, "smile", "Smile", List.of(), List.of())
            .differing("double, row by row, targets 0.9 and 0.1; 1,000 rows, scaled up")
            .doing("A"),
        java(home, "spark", "Spark", sparkOptions(), List.of())
            // Its own threads call the native library, each by itself.
            .with(List.of("env", "OPENBLAS_NUM_THREADS=1"))
            .differing("double, sigmoid, cross entropy, one step an epoch; 4,000 rows, scaled up")
            .doing("A"));
  }

  private static List<String> sparkOptions() {
    List<String> options = new ArrayList<>(List.of("--add-modules=jdk.incubator.vector"));
    for (String opened :
        List.of(
            "lang", "lang.invoke", "lang.reflect", "io", "net", "nio", "util", "util.concurrent")) {
      options.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    for (String opened :
        List.of("sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar")) {
      options.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return options;
  }

  private static PeerLaunch java(
      Path home, String name, String main, List<String> options, List<String> arguments) {
    boolean ours = main.equals("LanewisePeer");
    Path jars = home.resolve("target").resolve(name);
    String java25 = System.getenv("JAVA25_HOME");
    boolean needs25 = name.equals("smile");
    String absence = "";
    if (!ours && !Files.isDirectory(jars)) {
      absence = "its artifacts were not fetched to " + jars;
    } else if (needs25 && (java25 == null || java25.isEmpty())) {
      absence = "it needs Java 25; set JAVA25_HOME";
    }
    String runtime = needs25 ? java25 : System.getProperty("java.home");
    List<String> command = new ArrayList<>();
    command.add(runtime + "/bin/java");
    command.addAll(options);
    String path = System.getProperty("java.class.path");
    if (ours) {
      command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp", path));
      command.add("org.lanewise.bench.peers." + main);
    } else {
      // The protocol comes from our classes; our libraries stay out, as theirs have other versions.
      String classes = path.split(java.io.File.pathSeparator)[0];
      command.addAll(
          List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes + ":" + jars + "/*"));
      command.add(home.resolve(main + ".java").toString());
    }
    command.addAll(List.of(FOLDER, THREADS));
    command.addAll(arguments);
    return new PeerLaunch(name, command, absence, "", List.of());
  }

  /**
   * Returns the setting by which an OpenBLAS of 2021 uses all lanes of a newer processor; it takes
   * one that it does not know for one of 2008.
   */
  private static List<String> openBlasCore() {
    try {
      boolean wide = Files.readString(Path.of("/proc/cpuinfo")).contains("avx512f");
      return List.of("env", "OPENBLAS_CORETYPE=" + (wide ? "SkylakeX" : "Haswell"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private PeerLaunch with(List<String> prefix) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return new PeerLaunch(name, whole, absence, caveat, works);
  }

  private static PeerLaunch python(Path home, String name) {
    String python = System.getenv().getOrDefault("PYTHON", "/usr/bin/python3");
    String absence = Files.isExecutable(Path.of(python)) ? "" : "there is no " + python;
    String script = home.resolve(name + "_peer.py").toString();
    return new PeerLaunch(name, List.of(python, script, FOLDER, THREADS), absence, "", List.of());
  }

  private PeerLaunch differing(String how) {
    return new PeerLaunch(name, command, absence, how, works);
  }

  private PeerLaunch doing(String... names) {
    return new PeerLaunch(name, command, absence, caveat, List.of(names));
  }

  /** Returns whether it can do a work. */
  boolean does(PeerWork work) {
    return works.isEmpty() || works.contains(work.name());
  }

  /** Returns the command for a folder and a number of threads. */
  List<String> command(Path folder, int threads) {
    return command.stream()
        .map(word -> word.replace(THREADS, "" + threads).replace(FOLDER, folder.toString()))
        .toList();
  }
}
