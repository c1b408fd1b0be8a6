package org.pinproof.tlc.embedded;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import tlc2.TLCGlobals;
import tlc2.tool.ModelChecker;
import tlc2.tool.impl.FastTool;

/** The last event: how the run ended, and what only the loaded specification can tell about it. */
final class EndOfRun {
    private EndOfRun() {}

    /** {@return the exit status, which it was given} */
    static int tell(EventWriter events, ToolOutput output, TlcRecorder recorder, String cfg, int exit) {
        Optional<ModelChecker> checker =
                TLCGlobals.mainChecker instanceof ModelChecker found ? Optional.of(found) : Optional.empty();
        Optional<FastTool> tool = checker.map(c -> (FastTool) c.tool);
        Optional<ViolatedPart> part = recorder.violation().flatMap(v -> tool.map(t -> new ViolatedPart(t, v)));
        part.flatMap(ViolatedPart::initialState).ifPresent(state -> TlcRecorder.state(events, "", state));
        String refused = tool.map(t -> refusal(t, cfg)).orElse("");
        String property = part.map(ViolatedPart::property).orElse("");
        String explanation = LoadFailure.explain(output.firstError().orElse("no reason given"), output.chatter());
        events.event("end", out -> {
            out.writeNumberField("exit", exit);
            out.writeStringField("property", property);
            out.writeStringField("explanation", explanation);
            out.writeStringField("refused", refused);
            counts(out, checker);
        });
        return exit;
    }

    private static String refusal(FastTool tool, String cfg) {
        Set<String> unknown =
                CfgSettings.unknownNames(tool, tool.getSpecProcessor().getRootModule());
        return unknown.isEmpty() ? "" : CfgSettings.unknownNamesMessage(cfg, tool.getRootName(), unknown);
    }

    private static void counts(JsonGenerator out, Optional<ModelChecker> checker) throws IOException {
        out.writeNumberField(
                "generated", checker.map(ModelChecker::getStatesGenerated).orElse(0L));
        out.writeNumberField(
                "distinct",
                checker.map(ModelChecker::getDistinctStatesGenerated).orElse(0L));
        out.writeNumberField(
                "queue", checker.map(ModelChecker::getStateQueueSize).orElse(0L));
        out.writeNumberField("depth", checker.map(ModelChecker::getProgress).orElse(0));
    }
}
