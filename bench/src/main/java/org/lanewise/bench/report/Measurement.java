package org.lanewise.bench.report;

import java.util.Map;

/**
 * One line of a benchmark.
 *
 * @param work what was done, such as {@code "sgemm"}
 * @param label what else a reader must know, in a word or two
 * @param fields the same, one by one, for programs
 * @param value the speed; NaN for a line that has ratios only
 * @param unit its unit
 * @param ratios how many times our speed is that of each rival or ceiling, by name
 */
public record Measurement(
    String work,
    String label,
    Map<String, Object> fields,
    double value,
    String unit,
    Map<String, Double> ratios) {}
