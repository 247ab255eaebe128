package org.lanewise.bench.peers;

import java.util.Map;
import org.lanewise.cli.JsonLines;

/**
 * What one peer did at one work.
 *
 * @param version its own word for what it is
 * @param note what is to be known about the figures, or why there are none
 * @param figures by their names, in the order of the table; empty if there are none
 */
record PeerResult(
    PeerWork work,
    int threads,
    String peer,
    String version,
    String note,
    Map<String, Double> figures) {
  /** Returns it as a JSON object. */
  Map<String, Object> event() {
    Map<String, Object> event = JsonLines.event("peer");
    event.put("work", work.name());
    event.put("threads", threads);
    event.put("peer", peer);
    event.put("version", version);
    event.putAll(figures);
    event.put("note", note);
    return event;
  }
}
