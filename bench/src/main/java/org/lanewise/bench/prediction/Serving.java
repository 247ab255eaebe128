package org.lanewise.bench.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.nn.predict.Predictor;

/**
 * Predictions of one row, timed one by one: as fast as they go, or at a rate on several threads.
 */
public final class Serving {
  private final Predictor predictor;
  private final float[] row;

  /** Predicts the same row over and over. */
  public Serving(Predictor predictor, float[] row) {
    this.predictor = predictor;
    this.row = row;
  }

  /** Times so many predictions, one after the other. */
  public Latencies steady(int requests) {
    float[] out = new float[predictor.outputs()];
    long[] nanos = new long[requests];
    for (int i = 0; i < requests; i++) {
      long start = System.nanoTime();
      predictor.predict(row, out);
      nanos[i] = System.nanoTime() - start;
    }
    return Latencies.of(nanos);
  }

  /** Times taken at a rate: by the prediction itself, and since it was due. */
  public record Paced(Latencies taken, Latencies sinceDue, double perSecond) {}

  /**
   * Times predictions that are due at even distances, dealt out to threads.
   *
   * @param requests of all threads together
   * @param rate predictions a second of all threads together
   */
  public Paced paced(int requests, double rate, int threads)
      throws InterruptedException, ExecutionException {
    long[] taken = new long[requests];
    long[] sinceDue = new long[requests];
    long start = System.nanoTime() + 20_000_000;
    List<Callable<Void>> clients = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int first = thread;
      clients.add(
          () -> {
            float[] out = new float[predictor.outputs()];
            for (int i = first; i < requests; i += threads) {
              long due = start + (long) (i * 1e9 / rate);
              long begun = System.nanoTime();
              while (begun < due) {
                LockSupport.parkNanos(due - begun);
                begun = System.nanoTime();
              }
              predictor.predict(row, out);
              long end = System.nanoTime();
              taken[i] = end - begun;
              sinceDue[i] = end - due;
            }
            return null;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> client : pool.invokeAll(clients)) {
        client.get();
      }
    } finally {
      pool.shutdown();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Paced(Latencies.of(taken), Latencies.of(sinceDue), requests / seconds);
  }
}
