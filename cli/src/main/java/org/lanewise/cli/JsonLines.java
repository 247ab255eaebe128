package org.lanewise.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object a line on standard output. A number that is not finite becomes null. */
public final class JsonLines {
  private final PrintStream out;

  /** Writes to a stream. */
  public JsonLines(PrintStream out) {
    this.out = out;
  }

  /** Starts an event's fields, in the order they are put. */
  public static Map<String, Object> event(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", name);
    return fields;
  }

  /** Writes one event and flushes it, so that a reader sees it at once. */
  public void print(Map<String, Object> event) {
    out.println(element(event));
    out.flush();
  }

  private static JsonElement element(Object value) {
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, field) -> object.add(String.valueOf(key), element(field)));
      return object;
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(element(item)));
      return array;
    }
    if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    }
    if (value instanceof Number number) {
      return Double.isFinite(number.doubleValue()) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }
    return value == null ? JsonNull.INSTANCE : new JsonPrimitive(value.toString());
  }
}
