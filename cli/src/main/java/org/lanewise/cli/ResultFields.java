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
      event.put("test_r2", test.error().r2());
      return;
    }
    event.put("test_accuracy", test.accuracy());
    if (test.confusion().classes() == 2) {
      event.put("test_auc", test.auc());
    }
  }
}
