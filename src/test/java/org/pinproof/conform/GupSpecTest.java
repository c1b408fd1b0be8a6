package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.tlc.SpecException;

class GupSpecTest {
    private static final Path SPEC = Path.of("spec");

    @TempDir
    private Path folder;

    private String refusal(String name, String instead) throws IOException {
        for (String module : List.of("RefcountWord.tla", "PinCount.tla")) {
            Files.copy(SPEC.resolve(module), folder.resolve(module));
        }
        String text = Files.readString(SPEC.resolve("GupFast.tla"));
        Files.writeString(folder.resolve("GupFast.tla"), text.replaceAll("\\b" + name + "\\b", instead));
        GupScript script = GupScript.parse("order0/2/1/pin(0,1)|clean(0)");
        return assertThrows(
                        SpecException.class,
                        () -> GupRung.RUNG
                                .open(folder, GupSpec.constants(script))
                                .close())
                .getMessage();
    }

    @Test
    void refuses_a_specification_with_other_actions_than_the_code() throws IOException {
        assertEquals(
                "the specification and the code are of different versions: GupFast of " + folder
                        + " lacks the action AllocPage, has the action AllocFrame, which the code does not; take both"
                        + " from the same commit, or name another specification folder",
                refusal("AllocPage", "AllocFrame"));
    }

    @Test
    void refuses_a_specification_without_a_variable_that_the_code_shows() throws IOException {
        assertEquals(
                "the specification and the code are of different versions: GupFast of " + folder
                        + " lacks the variable ptl; take both from the same commit, or name another specification"
                        + " folder",
                refusal("ptl", "lock"));
    }
}
