package org.lanewise.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.bench.prediction.PredictionWork;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Rival;
import org.lanewise.bench.product.Rivals;
import org.lanewise.bench.product.Shape;
import org.lanewise.bench.product.ShapeSet;
import org.lanewise.bench.report.LatencyChart;
import org.lanewise.bench.report.MarkdownReport;
import org.lanewise.bench.report.PeersChart;
import org.lanewise.bench.report.SpeedChart;
import org.lanewise.bench.training.TrainingWork;
import org.lanewise.cli.OutputFile;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendReport;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Processor;
import org.lanewise.core.Transpose;
import org.lanewise.nn.model.AtomicFile;
import org.lanewise.nn.tensor.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures everything on this machine and writes a page of it, with charts. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Measures everything and writes it as a page of Markdown, its charts beside it.",
      "It takes some ten minutes in which the machine should do nothing else."
    })
final class ReportCommand implements Callable<Integer> {
  private static final String LEGEND =
      "Every line is the median of short turns in which all rivals alternate in one process, turns"
          + " on a disturbed machine dropped. A ratio above 1 means that Lanewise is faster."
          + " *peak* is a loop of fused multiply-adds that never leaves the registers, *row_loop* a plain"
          + " loop along rows.\n";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--out",
      paramLabel = "FILE.md",
      defaultValue = "bench/REPORT.md",
      description = "Where the page goes (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      description = "The results that bench/peers/run wrote, to be taken in.")
  private Path peers;

  @Option(names = "--threads", hidden = true)
  private int threads = Parallelism.available().threads();

  @Mixin private BenchOptions options;

  private final StringBuilder page = new StringBuilder();

  @Override
  public Integer call() throws Exception {
    Parallelism all = options.checked(Parallelism::of, threads);
    OutputFile.requireWritable(out);
    PeersChart peersChart =
        peers == null ? null : new PeersChart(List.of("A", "B"), peers.resolve("results.jsonl"));
    String peersTable = peers == null ? null : Files.readString(peers.resolve("table.md"));
    Backend alone = Backends.best().with(Parallelism.of(1));
    Backend together = Backends.best().with(all);
    Stopwatch stopwatch = options.stopwatch();
    head();
    boolean right = speed("Speed over size", "speed.svg", alone, stopwatch, openBlasAndLoops());
    if (threads > 1) {
      right &=
          speed(
              "On " + threads + " threads",
              "threads.svg",
              together,
              stopwatch,
              List.of(Rivals.oneThread(together)));
    }
    MarkdownReport functions = new MarkdownReport();
    right &= new ElementwiseBench(alone, stopwatch, functions).measure(Size.values());
    section(
        "Elementwise functions and sums",
        "*loop* calls `Math` in a plain loop, *lanewise* the Vector API's own functions, *copy*"
            + " moves the same bytes, *read* only reads them.\n"
            + functions.text());
    MarkdownReport training = new MarkdownReport();
    right &= new TrainingBench(alone, stopwatch, training).measure(works());
    if (threads > 1) {
      right &= new TrainingBench(together, stopwatch, training).measure(works());
    }
    section(
        "Training",
        "Whole steps; *loop* is the same on the scalar backend, and *peak* counts the operations of"
            + " products only.\n"
            + training.text());
    MarkdownReport prediction = new MarkdownReport();
    PredictionBench latencies = new PredictionBench(alone, prediction);
    right &= latencies.measure(List.of(PredictionWork.values()));
    new LatencyChart(latencies.nanos())
        .write(out.resolveSibling("latency.svg"), PredictionWork.DIGITS.label());
    section(
        "Prediction",
        "Single rows on one thread, the median first; *loop* and *openblas* are passes of the same"
            + " network.\n"
            + prediction.text()
            + "\n![latency.svg](latency.svg)\n");
    if (peersTable != null) {
      peersChart.write(out.resolveSibling("peers.svg"));
      section(
          "Beside other engines",
          "From `bench/peers/run`; `bench/peers/README.md` tells how, and with which settings.\n\n"
              + "![peers.svg](peers.svg)\n\n"
              + peersTable);
    }
    AtomicFile.write(out, stream -> stream.write(page.toString().getBytes(StandardCharsets.UTF_8)));
    System.out.println("wrote " + out);
    return right ? 0 : 1;
  }

  private static List<TrainingWork> works() {
    return List.of(TrainingWork.values());
  }

  private List<Rival> openBlasAndLoops() {
    Predicate<String> chosen = List.of("openblas", "openblas_off_heap", "row_loop")::contains;
    return Rivals.all(1).stream().filter(rival -> chosen.test(rival.name())).toList();
  }

  private void head() throws IOException {
    BackendReport report = Backends.report();
    List<String> flags =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-D"))
            .toList();
    page.append("# Speed of Lanewise on one machine\n\n");
    page.append("| | |\n| --- | --- |\n");
    row(
        "machine",
        Processor.name().orElse(System.getProperty("os.arch"))
            + ", "
            + report.processors()
            + " processors available");
    row("system", report.os() + ", " + report.architecture());
    row("JDK", report.jdk() + ", " + report.vm());
    row("flags", "`" + String.join(" ", flags) + "`");
    row("vectors", report.vectorBits() + " bits");
    row("date", LocalDate.now().toString());
    String dir = peers == null ? "" : " --peers DIR";
    row("command", "`./lanewise bench report" + options.secondsGiven() + dir + "`");
    page.append('\n').append(LEGEND);
  }

  private void row(String name, String value) {
    page.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private boolean speed(
      String title, String file, Backend backend, Stopwatch stopwatch, List<Rival> rivals)
      throws IOException {
    List<Product> products = new ArrayList<>();
    for (Shape shape : ShapeSet.CROSSOVER.shapes("NN")) {
      products.add(new Product(shape, Transpose.NO, Transpose.NO, Precision.FLOAT32));
    }
    MarkdownReport table = new MarkdownReport();
    SpeedChart chart = new SpeedChart(table);
    boolean right = new GemmBench(backend, rivals, stopwatch, chart).measure("squares", products);
    chart.write(out.resolveSibling(file), "sgemm NN of squares, " + title.toLowerCase());
    section(title, table.text());
    return right;
  }

  private void section(String title, String text) {
    page.append("\n## ").append(title).append("\n\n").append(text.strip()).append('\n');
    System.err.println("measured: " + title);
  }
}
