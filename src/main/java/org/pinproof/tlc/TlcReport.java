package org.pinproof.tlc;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pinproof.tlc.TlcResult.ActionCount;
import org.pinproof.tlc.TlcResult.ErrorTrace;
import org.pinproof.tlc.TlcResult.TraceState;

/** Collects what TLC's JVM says, event by event. */
final class TlcReport {
    private final SortedMap<String, ActionCount> coverage = new TreeMap<>();
    private final ImmutableList.Builder<TraceState> states = ImmutableList.builder();
    private int traceLength;
    private OptionalInt loop = OptionalInt.empty();
    private long generated;
    private long distinct;
    private long queue = -1;
    private int depth;
    private boolean success;
    private Optional<JsonNode> firstError = Optional.empty();
    private Optional<JsonNode> end = Optional.empty();

    void take(JsonNode event) {
        switch (event.get("event").asText()) {
            case "message" -> message(event.get("code").asInt(), event.get("parameters"));
            case "error" -> firstError = firstError.or(() -> Optional.of(event));
            case "state" -> state(event);
            case "loop" -> loop = OptionalInt.of(event.get("to").asInt() - 1);
            case "stuttering" -> loop = OptionalInt.of(traceLength - 1);
            case "end" -> end(event);
            default -> throw new SpecException("TLC's JVM sent an event this program does not know: " + event);
        }
    }

    private void message(int code, JsonNode parameters) {
        switch (code) {
            case TlcMessages.SUCCESS -> success = true;
            case TlcMessages.DEPTH, TlcMessages.PROGRESS ->
                depth = parameters.get(0).asInt();
            case TlcMessages.STATISTICS -> {
                generated = parameters.get(0).asLong();
                distinct = parameters.get(1).asLong();
                queue = parameters.get(2).asLong();
            }
            case TlcMessages.COVERAGE_BEGINS -> coverage.clear();
            case TlcMessages.ACTION_COVERAGE ->
                coverage.merge(
                        operator(parameters.get(0).asText()),
                        new ActionCount(
                                parameters.get(1).asLong(), parameters.get(2).asLong()),
                        ActionCount::plus);
            default -> {}
        }
    }

    /** {@code <Take line 22, col 12 to ...>} and, of a newer TLC, {@code <Take(p1) line ...>}. */
    private static String operator(String location) {
        return location.replaceFirst("^<", "").split("[ (>]", 2)[0];
    }

    private void state(JsonNode event) {
        String action = event.get("action").asText();
        boolean initial = action.isEmpty() || action.equals("<Initial predicate>");
        states.add(new TraceState(initial ? "" : operator(action), ValueWire.fields(event.get("variables"))));
        traceLength++;
    }

    /** A violation in an initial state ends TLC without statistics; the end event has them in every case. */
    private void end(JsonNode event) {
        end = Optional.of(event);
        if (queue < 0) {
            generated = event.get("generated").asLong();
            distinct = event.get("distinct").asLong();
            queue = event.get("queue").asLong();
            depth = event.get("depth").asInt();
        }
    }

    boolean success() {
        return success;
    }

    long queue() {
        return queue;
    }

    Optional<JsonNode> firstError() {
        return firstError;
    }

    Optional<JsonNode> end() {
        return end;
    }

    TlcResult result(TlcVerdict verdict, double seconds) {
        ErrorTrace trace = new ErrorTrace(states.build(), loop);
        return new TlcResult(
                verdict,
                distinct,
                generated,
                Math.max(queue, 0),
                depth,
                seconds,
                ImmutableSortedMap.copyOf(coverage),
                trace);
    }
}
