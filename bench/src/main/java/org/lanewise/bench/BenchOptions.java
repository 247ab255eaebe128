package org.lanewise.bench;

import java.util.List;
import java.util.function.Function;
import org.lanewise.bench.product.Rival;
import org.lanewise.bench.product.Rivals;
import org.lanewise.bench.report.JsonReport;
import org.lanewise.bench.report.Report;
import org.lanewise.bench.report.TableReport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that every part of the benchmark has. */
final class BenchOptions {
  private static final double MAX_SECONDS = 3600;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "About how long each line is measured, warm-up apart (default: 1, in the short table 0.2).")
  private Double given;

  @Option(names = "--json", description = "Prints one JSON object a measurement.")
  private boolean json;

  private Report report;

  /** Returns the way to show measurements. */
  Report report() {
    if (report == null) {
      report = json ? new JsonReport(System.out) : new TableReport(System.out);
    }
    return report;
  }

  /** Returns a stopwatch, if this virtual machine can measure at all. */
  Stopwatch stopwatch() {
    return stopwatch(1);
  }

  /** Returns how the time of a line was chosen, as on the command line; empty if it was not. */
  String secondsGiven() {
    return given == null ? "" : " --seconds " + given;
  }

  /** Returns a stopwatch that takes so long for a line unless told otherwise. */
  Stopwatch stopwatch(double usual) {
    double seconds = given == null ? usual : given;
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw usage(
          "--seconds is " + seconds + ", it must be above 0 and at most " + (int) MAX_SECONDS);
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new IllegalStateException(
          "benchmarks need the Vector API for their ceilings; start Java with"
              + " --add-modules jdk.incubator.vector");
    }
    return new Stopwatch(seconds);
  }

  /** Returns the rivals of a short table, on one thread. */
  List<Rival> usualRivals() {
    return Rivals.all(1).stream().filter(r -> Rivals.USUAL.contains(r.name())).toList();
  }

  /** Makes the complaint about a wrong command line. */
  CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }

  /** Turns what a value says against itself into a complaint about the command line. */
  <T, R> R checked(Function<T, R> reader, T value) {
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }
}
