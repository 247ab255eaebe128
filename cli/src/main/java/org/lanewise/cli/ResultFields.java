package org.lanewise.cli;

import java.util.Map;
import org.lanewise.nn.train.Evaluation;

/** The figures of an evaluation, as JSON fields. */
final class ResultFields {
  private ResultFields() {}

  static void put(Map<String, Object> event, Evaluation test) {
    event.put("test_loss", test.loss());
    if (test.confusion() == null) {
      event.put("test_rmse", test.error().rmse());
      event.put("test_mae", test.error().mae());
      event.put("test_r2", test.error().r2());
      return;
    }
    event.put("test_accuracy", test.accuracy());
    event.put("test_balanced_accuracy", test.confusion().balancedAccuracy());
    event.put("test_macro_f1", test.confusion().macro(test.confusion()::f1));
    if (test.probabilities() != null) {
      event.put("test_log_loss", test.probabilities().logLoss());
    }
    if (test.roc() != null) {
      event.put("test_auc", test.auc());
      event.put("test_average_precision", test.roc().averagePrecision());
    }
  }
}
