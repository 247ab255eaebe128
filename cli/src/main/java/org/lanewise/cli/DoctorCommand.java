package org.lanewise.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendReport;
import org.lanewise.core.Backends;
import org.lanewise.core.Processor;
import org.lanewise.nn.data.OneLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what this machine offers, and whether it computes right. */
@Command(
    name = "doctor",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Shows the virtual machine, the backends, and a short test of speed and results.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private ComputeOptions compute;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    Backend backend = compute.backend();
    BackendReport report = Backends.report();
    Map<Backend, SelfTest> tests = new LinkedHashMap<>();
    SelfTest.PlainLoops plain = SelfTest.PlainLoops.measure();
    tests.put(backend, SelfTest.run(backend, plain));
    for (Backend other : Backends.available()) {
      if (!other.name().equals(backend.name()) && !other.name().equals("scalar")) {
        Backend tested = other.with(backend.parallelism());
        tests.put(tested, SelfTest.run(tested, plain));
      }
    }
    if (json) {
      new JsonLines(out).print(event(report, backend, tests));
    } else {
      print(report, backend, tests);
    }
    return tests.values().stream().allMatch(SelfTest::passed) ? 0 : Lanewise.FAILURE;
  }

  /** Returns the state of every backend, and of the one in use if it is made of several. */
  private static List<BackendReport.Status> statuses(BackendReport report, Backend backend) {
    List<BackendReport.Status> statuses = new ArrayList<>(report.backends());
    if (statuses.stream().noneMatch(status -> status.name().equals(backend.name()))) {
      statuses.add(
          0,
          new BackendReport.Status(
              backend.name(), BackendReport.State.IN_USE, "", backend.facts()));
    }
    return statuses;
  }

  /** Which backend is in use here follows from the options, not from what serves by default. */
  private static BackendReport.State state(BackendReport.Status status, Backend backend) {
    if (status.state() == BackendReport.State.NOT_AVAILABLE) {
      return status.state();
    }
    return status.name().equals(backend.name())
        ? BackendReport.State.IN_USE
        : BackendReport.State.AVAILABLE;
  }

  private void print(BackendReport report, Backend backend, Map<Backend, SelfTest> tests) {
    out.printf("lanewise %s%n", Version.text());
    out.printf(
        "JDK %s, %s, %s %s%s%n",
        report.jdk(),
        report.vm(),
        report.os(),
        report.architecture(),
        Processor.name().map(name -> ", " + OneLine.of(name)).orElse(""));
    out.printf(
        "%s, %s, %d processors, %d MB of heap at most%n",
        report.vectorBits() == 0 ? "no vectors" : report.vectorBits() + "-bit vectors",
        report.fma().map(fma -> fma ? "FMA" : "no FMA").orElse("FMA unknown"),
        report.processors(),
        Runtime.getRuntime().maxMemory() >> 20);
    for (BackendReport.Status status : statuses(report, backend)) {
      out.printf(
          "backend %s: %s%s%n",
          status.name(),
          state(status, backend),
          status.reason().isEmpty() ? "" : ": " + status.reason());
      status
          .facts()
          .forEach((name, value) -> out.printf("  %s: %s%n", name.replace('_', ' '), value));
    }
    tests.forEach((tested, test) -> print(tested, test));
  }

  private void print(Backend backend, SelfTest test) {
    String right =
        backend.isReproducible()
            ? "the bits of the scalar backend"
            : "within the error bound of any order of sums";
    out.printf("self-test of %s: %s%n", backend.name(), test.passed() ? right : "WRONG RESULTS");
    out.printf(
        Locale.ROOT,
        "speed of %s: %.1f GFLOP/s at 512 x 512 x 512 in float32 on %d thread%s, %.1f times the"
            + " plain loops%n",
        backend.name(),
        test.gigaflops(),
        backend.parallelism().threads(),
        backend.parallelism().threads() == 1 ? "" : "s",
        test.timesPlainLoops());
  }

  private static Map<String, Object> event(
      BackendReport report, Backend backend, Map<Backend, SelfTest> tests) {
    Map<String, Object> event = JsonLines.event("doctor");
    event.put("version", Version.text());
    event.put("jdk", report.jdk());
    event.put("vm", report.vm());
    event.put("os", report.os());
    event.put("architecture", report.architecture());
    event.put("processor", Processor.name().orElse(null));
    event.put("vector_bits", report.vectorBits());
    event.put("fma", report.fma().orElse(null));
    event.put("processors", report.processors());
    event.put("threads", backend.parallelism().threads());
    List<Object> backends = new ArrayList<>();
    for (BackendReport.Status status : statuses(report, backend)) {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("name", status.name());
      described.put("state", state(status, backend).toString());
      if (!status.reason().isEmpty()) {
        described.put("reason", status.reason());
      }
      for (String known : List.of("version", "core")) {
        if (status.facts().containsKey(known)) {
          described.put(known, status.facts().get(known));
        }
      }
      if (!status.facts().isEmpty()) {
        described.put("facts", status.facts());
      }
      tests.forEach(
          (tested, test) -> {
            if (tested.name().equals(status.name())) {
              described.put("self_test", test.passed());
              described.put("sgemm_gflops", test.gigaflops());
              described.put("times_plain_loops", test.timesPlainLoops());
            }
          });
      backends.add(described);
    }
    event.put("backends", backends);
    SelfTest test = tests.get(backend);
    event.put("self_test", test.passed());
    event.put("sgemm_gflops", test.gigaflops());
    event.put("times_plain_loops", test.timesPlainLoops());
    return event;
  }
}
