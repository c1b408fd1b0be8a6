package org.pinproof.tlc;

import com.fasterxml.jackson.databind.JsonNode;
import org.pinproof.tlc.TlcVerdict.Failed;
import org.pinproof.tlc.TlcVerdict.Holds;
import org.pinproof.tlc.TlcVerdict.Inconclusive;
import org.pinproof.tlc.TlcVerdict.Violates;

/**
 * When "holds" may be said: TLC ended by itself with exit status 0, said that it found no error, reported nothing of the
 * error class, and left no state unexpanded. Each of these alone is known to be there in runs that proved nothing.
 */
final class VerdictRule {
    private static final int KILLED = 128 + 9;
    private static final int OUT_OF_MEMORY = 3;

    private VerdictRule() {}

    static TlcVerdict of(TlcReport report, int exit, TlcRequest request, String complaints) {
        if (report.end().isEmpty()) {
            return new Failed(died(exit, request, complaints));
        }
        JsonNode end = report.end().get();
        if (!end.get("refused").asText().isEmpty()) {
            return new Failed(end.get("refused").asText());
        }
        if (report.firstError().isPresent()) {
            PropertyKind kind = TlcMessages.VIOLATIONS.get(
                    report.firstError().get().get("code").asInt());
            return kind == null
                    ? new Failed(end.get("explanation").asText())
                    : new Violates(kind, end.get("property").asText());
        }
        if (exit != 0) {
            return new Failed("TLC ended with status " + exit + ": "
                    + end.get("explanation").asText());
        }
        if (!report.success() || report.queue() != 0) {
            return new Inconclusive("TLC ended without error but left " + report.queue()
                    + " states unexpanded; look for something that stops it early");
        }
        return new Holds();
    }

    private static String died(int exit, TlcRequest request, String complaints) {
        if (exit == OUT_OF_MEMORY || complaints.contains("OutOfMemoryError")) {
            return "TLC ran out of memory with a heap of " + request.heapMegabytes()
                    + " MB; give it more or make the bounds smaller";
        }
        if (exit == KILLED) {
            return "TLC's JVM was killed (signal 9), by a user or by the system for lack of memory; run it again";
        }
        String last = complaints.isBlank() ? "it printed nothing" : "it printed: " + complaints.strip();
        return "TLC's JVM ended with status " + exit + " before TLC did; " + last;
    }
}
