package org.lanewise.openblas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which products go to OpenBLAS, and why.
 *
 * @param floats those in single precision
 * @param doubles those in double precision
 * @param facts what is told of it
 */
record Routing(Route floats, Route doubles, Map<String, Object> facts) {
  /**
   * Sends every product from a size on.
   *
   * @param reason where the size comes from
   */
  static Routing from(long threshold, String reason) {
    Route route = Route.from(threshold);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fmas_from_which_it_serves", threshold);
    facts.put("calibration", reason);
    return new Routing(route, route, facts);
  }

  /** Sends the products near which OpenBLAS was faster. */
  static Routing faster(Calibration calibration, String reason) {
    List<Calibration.Sample> wins = calibration.wins();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "faster_near",
        wins.isEmpty()
            ? "no product that was measured"
            : wins.stream().map(win -> win.shape().toString()).collect(Collectors.joining(", ")));
    facts.put("calibration", reason);
    return new Routing(calibration.route(false), calibration.route(true), facts);
  }
}
