package org.pinproof.tlc.embedded;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecBackend;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecSource;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import util.ToolIO;

/** Opens specifications with the TLC of this class loader. */
public final class EmbeddedBackend implements SpecBackend {
    static {
        FP64.Init(0);
        silence();
    }

    @Override
    public CheckedSpec open(SpecSource source) {
        SpecSnapshot snapshot = SpecSnapshot.of(source);
        LoadedSpec first = load(snapshot);
        requireKnownNames(snapshot, first);
        EmbeddedSpec spec = new EmbeddedSpec(snapshot, first);
        spec.checkAssumptions();
        return spec;
    }

    private static void requireKnownNames(SpecSnapshot snapshot, LoadedSpec spec) {
        Set<String> unknown = CfgSettings.unknownNames(spec.tool(), spec.root());
        if (!unknown.isEmpty()) {
            throw new SpecException(CfgSettings.unknownNamesMessage(snapshot.cfgName(), snapshot.module(), unknown));
        }
    }

    /** Loads one more copy of a specification. Not while another copy evaluates: loading resets static tables. */
    static LoadedSpec load(SpecSnapshot snapshot) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ToolIO.out = new PrintStream(said, true, StandardCharsets.UTF_8);
        ToolIO.err = ToolIO.out;
        try {
            return snapshot.unpacked(folder -> new LoadedSpec(tool(snapshot, folder), snapshot));
        } catch (SpecException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SpecException(
                    "specification " + snapshot.module() + " with " + snapshot.cfgName() + " cannot be opened: "
                            + LoadFailure.explain(TlcErrors.text(e), said.toString(StandardCharsets.UTF_8)),
                    e);
        } finally {
            silence();
        }
    }

    private static FastTool tool(SpecSnapshot snapshot, Path folder) {
        return new FastTool(folder.toString(), snapshot.module(), SpecSnapshot.CFG, new ModuleResolver(folder));
    }

    private static void silence() {
        ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ToolIO.err = ToolIO.out;
    }
}
