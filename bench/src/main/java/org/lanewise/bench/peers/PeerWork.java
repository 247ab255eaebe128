package org.lanewise.bench.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What every peer does: a chain of dense layers with ReLU between them, trained from given weights
 * on given rows in their given order, or asked for single rows.
 *
 * @param name by which it is chosen
 * @param layers the widths, inputs first
 * @param batch rows of a step; the last step of an epoch may have fewer
 * @param loss {@code mse} over all elements, {@code cross-entropy} or {@code bce} of logits; mean
 * @param optimizer {@code sgd} or {@code adam}, without anything added
 * @param rate of learning
 * @param rows how many
 * @param epochs how many are measured; 0 if it is prediction that is measured
 * @param predictions how many single rows are predicted in a turn; 0 if it is training
 */
public record PeerWork(
    String name,
    List<Integer> layers,
    int batch,
    String loss,
    String optimizer,
    double rate,
    int rows,
    int epochs,
    int predictions) {
  private static final List<Integer> DIGITS = List.of(784, 512, 512, 10);

  /** Returns all of them, in the order of the table. */
  public static List<PeerWork> all() {
    return List.of(
        new PeerWork("A", List.of(784, 1000, 500, 100, 10), 1000, "mse", "sgd", 0.1, 40_000, 5, 0),
        new PeerWork("B", DIGITS, 128, "cross-entropy", "adam", 0.001, 40_000, 5, 0),
        new PeerWork("T", List.of(30, 64, 32, 1), 32, "bce", "adam", 0.001, 40_000, 30, 0),
        new PeerWork("P1", List.of(30, 64, 32, 1), 32, "mse", "sgd", 0.1, 1_000, 0, 20_000),
        new PeerWork("P2", DIGITS, 128, "mse", "sgd", 0.1, 1_000, 0, 4_000));
  }

  /** Returns the work in properties that {@link #properties} made. */
  static PeerWork of(Properties properties) {
    return new PeerWork(
        properties.getProperty("name"),
        Arrays.stream(properties.getProperty("layers").split(",")).map(Integer::valueOf).toList(),
        Integer.parseInt(properties.getProperty("batch")),
        properties.getProperty("loss"),
        properties.getProperty("optimizer"),
        Double.parseDouble(properties.getProperty("rate")),
        Integer.parseInt(properties.getProperty("rows")),
        Integer.parseInt(properties.getProperty("epochs")),
        Integer.parseInt(properties.getProperty("predictions")));
  }

  /** Returns what a peer must know. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("name", name);
    properties.setProperty(
        "layers", layers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    properties.setProperty("batch", "" + batch);
    properties.setProperty("loss", loss);
    properties.setProperty("optimizer", optimizer);
    properties.setProperty("rate", "" + rate);
    properties.setProperty("rows", "" + rows);
    properties.setProperty("epochs", "" + epochs);
    properties.setProperty("predictions", "" + predictions);
    return properties;
  }

  /** Returns the same work of so many epochs or rounds of predictions. */
  PeerWork epochs(int count) {
    return new PeerWork(
        name, layers, batch, loss, optimizer, rate, rows, isTraining() ? count : 0, predictions);
  }

  /** Returns whether training is measured, and not prediction. */
  public boolean isTraining() {
    return predictions == 0;
  }

  /** Returns how many features a row has. */
  public int inputs() {
    return layers.get(0);
  }

  /** Returns how many numbers come out for a row. */
  public int outputs() {
    return layers.get(layers.size() - 1);
  }

  /** Returns how many dense layers there are. */
  public int depth() {
    return layers.size() - 1;
  }

  /** Returns how many numbers a row's target has: the index of its class is one. */
  public int targetColumns() {
    return loss.equals("cross-entropy") ? 1 : outputs();
  }

  /** Returns what a reader of the table must know. */
  String description() {
    String widths = layers.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return isTraining()
        ? "%s, batch %d, %s %s, %s, %,d rows an epoch"
            .formatted(widths, batch, optimizer, rate, loss, rows)
        : "one row through %s, %,d times a round".formatted(widths, predictions);
  }
}
