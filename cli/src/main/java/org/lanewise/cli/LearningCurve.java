package org.lanewise.cli;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.History;

/** Draws how training went: accuracy (or loss, for a regression) over epochs, as SVG and PNG. */
final class LearningCurve {
  private LearningCurve() {}

  /** Writes both pictures. */
  static void write(Path svg, History history, String title) throws IOException {
    List<EpochResult> epochs = history.epochs();
    EpochResult first = epochs.get(0);
    boolean accuracy = !Double.isNaN(first.trainAccuracy());
    String what = accuracy ? "accuracy" : "loss";
    LineChart chart = new LineChart(title, "epoch", what);
    style(chart.getStyler(), epochs.size(), accuracy);
    if (accuracy) {
      add(chart, "training", LineChart.BLUE, epochs, EpochResult::trainAccuracy);
      add(chart, "validation", LineChart.ORANGE, epochs, EpochResult::validationAccuracy);
    } else {
      add(chart, "training", LineChart.BLUE, epochs, EpochResult::trainLoss);
      add(chart, "validation", LineChart.ORANGE, epochs, EpochResult::validationLoss);
    }
    String series = Double.isNaN(first.validationLoss()) ? "training" : "training and validation";
    chart.write(svg, what + " of " + series + " by epoch");
  }

  private static void style(XYStyler styler, int epochs, boolean accuracy) {
    styler.setLegendPosition(
        accuracy ? Styler.LegendPosition.InsideSE : Styler.LegendPosition.InsideNE);
    styler.setYAxisDecimalPattern(accuracy ? "0.000" : "0.0###");
    styler.setXAxisDecimalPattern("0");
    styler.setXAxisMin(1.0);
    styler.setXAxisMax((double) Math.max(2, epochs));
  }

  private static void add(
      LineChart chart,
      String name,
      Color color,
      List<EpochResult> epochs,
      ToDoubleFunction<EpochResult> value) {
    double[] y = epochs.stream().mapToDouble(value).toArray();
    if (Double.isNaN(y[0])) {
      return;
    }
    double[] x = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
    chart.addLine(name, color, SeriesMarkers.CIRCLE, x, y);
  }
}
