package org.lanewise.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.lanewise.bench.measure.Pace;
import org.lanewise.bench.measure.Statistics;

/**
 * One work on so many threads: peers take turns, A B C A B C, and whoever computes something else
 * than ours is not timed.
 *
 * <p>Turns beside which the machine lost its pace do not count, unless there are no others; the
 * first turn of each never does, as the compiler is at work in it.
 */
final class PeerMatch {
  /** Losses after the first epoch may differ by so much of ours: sums are in another order. */
  static final double LOSS_TOLERANCE = 0.005;

  /** Outputs of a prediction may differ by so much of the larger of ours and 1. */
  static final double OUTPUT_TOLERANCE = 1e-4;

  private static final int START_SECONDS = 120;
  private static final int TURN_SECONDS = 120;
  private static final int PREDICTION_ROUNDS = 7;

  /** Lets threads that wait for the next piece of work by spinning go to sleep. */
  private static final int REST_MILLIS = 30;

  private final PeerWork work;
  private final int threads;
  private final Pace pace;

  PeerMatch(PeerWork work, int threads, Pace pace) {
    this.work = work;
    this.threads = threads;
    this.pace = pace;
  }

  /** A peer and its turns. */
  private static final class Contestant implements AutoCloseable {
    final PeerLaunch launch;
    final List<double[]> answers = new ArrayList<>();
    final List<Boolean> steady = new ArrayList<>();
    PeerProcess process;
    String version = "";
    String failure = "";

    Contestant(PeerLaunch launch) {
      this.launch = launch;
    }

    boolean runs() {
      return failure.isEmpty();
    }

    /** Does something with the process; what fails ends this contestant's part. */
    void attempt(Runnable action) {
      if (runs()) {
        try {
          action.run();
        } catch (PeerFailedException | NumberFormatException e) {
          failure = e.getMessage();
        }
      }
    }

    @Override
    public void close() {
      if (process != null) {
        process.close();
      }
    }
  }

  /**
   * Runs the match.
   *
   * @param launches ours first
   * @param folder with the files of the work
   * @param logs takes a file for each peer
   */
  List<PeerResult> run(List<PeerLaunch> launches, Path folder, Path logs)
      throws IOException, InterruptedException {
    List<Contestant> contestants = launches.stream().map(Contestant::new).toList();
    try {
      for (Contestant contestant : contestants) {
        contestant.failure = contestant.launch.absence();
        if (contestant.runs()) {
          String name = work.name() + "-" + threads + "-" + contestant.launch.name() + ".log";
          contestant.process =
              new PeerProcess(
                  contestant.launch.command(folder, threads), threads, logs.resolve(name));
        }
      }
      for (Contestant contestant : contestants) {
        contestant.attempt(
            () ->
                contestant.version =
                    contestant.process.answer(START_SECONDS).replaceFirst("^ready ", ""));
      }
      if (!work.isTraining()) {
        compareOutputs(contestants);
      }
      rounds(contestants);
    } finally {
      contestants.forEach(Contestant::close);
    }
    return contestants.stream().map(c -> result(c, contestants.get(0))).toList();
  }

  private void compareOutputs(List<Contestant> contestants) {
    Contestant ours = contestants.get(0);
    double[][] expected = new double[1][];
    ours.attempt(() -> expected[0] = ours.process.ask("output", TURN_SECONDS));
    for (Contestant contestant : contestants) {
      contestant.attempt(
          () ->
              contestant.failure =
                  outputFlaw(expected[0], contestant.process.ask("output", TURN_SECONDS)));
    }
  }

  private void rounds(List<Contestant> contestants) throws InterruptedException {
    int planned = work.isTraining() ? work.epochs() : PREDICTION_ROUNDS;
    String command = work.isTraining() ? "epoch" : "predict " + work.predictions();
    for (int round = 0; round < planned || round < 2 * planned && starved(contestants); round++) {
      for (Contestant contestant : contestants) {
        if (!contestant.runs() || round > 1 && !contestant.launch.caveat().isEmpty()) {
          continue; // what cannot be compared closely need not be measured closely
        }
        Thread.sleep(REST_MILLIS);
        long before = pace.probe();
        contestant.attempt(
            () -> contestant.answers.add(contestant.process.ask(command, TURN_SECONDS)));
        contestant.steady.add(pace.isSteady(Math.max(before, pace.probe())));
      }
      if (round == 0 && work.isTraining()) {
        Contestant ours = contestants.get(0);
        for (Contestant contestant : contestants) {
          if (contestant.runs() && ours.runs() && contestant.launch.caveat().isEmpty()) {
            contestant.failure = lossFlaw(ours.answers.get(0)[1], contestant.answers.get(0)[1]);
          }
        }
      }
    }
  }

  /** Returns whether someone had too few turns that count. */
  private static boolean starved(List<Contestant> contestants) {
    return contestants.stream()
        .anyMatch(c -> c.runs() && counted(c).length < (c.answers.size() - 1) / 2);
  }

  /**
   * Returns the turns in which the machine kept its pace, the first left out; all if it did not.
   */
  private static int[] counted(Contestant contestant) {
    return IntStream.range(1, contestant.answers.size()).filter(contestant.steady::get).toArray();
  }

  /** Returns what is wrong with a loss; empty if nothing is. */
  static String lossFlaw(double ours, double theirs) {
    return Math.abs(theirs - ours) <= LOSS_TOLERANCE * Math.abs(ours)
        ? ""
        : String.format(
            Locale.ROOT, "not timed: its loss in the first epoch is %.5f, ours %.5f", theirs, ours);
  }

  /** Returns what is wrong with the outputs for a row; empty if nothing is. */
  static String outputFlaw(double[] ours, double[] theirs) {
    if (ours == null) {
      return "not timed: there is none of ours to compare its output with";
    }
    if (theirs.length != ours.length) {
      return "not timed: it has " + theirs.length + " outputs, ours " + ours.length;
    }
    for (int i = 0; i < ours.length; i++) {
      if (!(Math.abs(theirs[i] - ours[i]) <= OUTPUT_TOLERANCE * Math.max(1, Math.abs(ours[i])))) {
        return "not timed: its output %d is %s, ours %s".formatted(i, theirs[i], ours[i]);
      }
    }
    return "";
  }

  private PeerResult result(Contestant contestant, Contestant ours) {
    Map<String, Double> figures = new LinkedHashMap<>();
    String note = contestant.runs() ? contestant.launch.caveat() : contestant.failure;
    if (contestant.runs() && contestant.answers.size() > 1) {
      int[] turns = counted(contestant);
      if (turns.length == 0) {
        turns = IntStream.range(1, contestant.answers.size()).toArray();
        note += (note.isEmpty() ? "" : "; ") + "the machine was disturbed";
      }
      int last = Math.min(work.epochs(), contestant.answers.size()) - 1;
      if (work.isTraining()) {
        figures.put("first_loss", contestant.answers.get(0)[1]);
        figures.put("last_loss", contestant.answers.get(last)[1]);
        figures.put("first_seconds", contestant.answers.get(0)[0]);
        figures.put("last_seconds", contestant.answers.get(last)[0]);
        double seconds = median(contestant, turns, 0, 1);
        figures.put("seconds", seconds);
        figures.put("rows_per_second", work.rows() / seconds);
      } else {
        figures.put("p50_us", median(contestant, turns, 0, 1e-3));
        figures.put("p99_us", median(contestant, turns, 1, 1e-3));
        figures.put("p99.9_us", median(contestant, turns, 2, 1e-3));
      }
      if (ours.runs()) {
        if (work.isTraining() && last < ours.answers.size()) {
          figures.put("first_ratio", ratio(contestant, ours, 0));
          figures.put("last_ratio", ratio(contestant, ours, last));
        }
        double[] ratios =
            IntStream.of(turns)
                .filter(i -> i < ours.answers.size())
                .mapToDouble(i -> ratio(contestant, ours, i))
                .toArray();
        figures.put("ratio", Statistics.median(ratios));
      }
    }
    return new PeerResult(
        work, threads, contestant.launch.name(), contestant.version, note, figures);
  }

  private static double ratio(Contestant contestant, Contestant ours, int round) {
    return contestant.answers.get(round)[0] / ours.answers.get(round)[0];
  }

  private static double median(Contestant contestant, int[] turns, int column, double factor) {
    return Statistics.median(
        IntStream.of(turns).mapToDouble(i -> factor * contestant.answers.get(i)[column]).toArray());
  }
}
