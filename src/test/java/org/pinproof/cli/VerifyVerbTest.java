package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.conform.Rungs;

/** The verbs verify and check, on a specification of two states. */
class VerifyVerbTest {
    private static final String ENTRY = "{\"cfg\":\"Light.cfg\",\"module\":\"Light\",\"question\":\"Is it on or off?\","
            + "\"verdict\":\"holds\",\"distinct\":%d,\"depth\":2,\"witnesses\":{\"TypeOK\":\"always\"}}";

    @TempDir
    Path folder;

    @BeforeEach
    void write_the_specification() throws IOException {
        Files.writeString(folder.resolve("Light.tla"), """
                ---- MODULE Light ----
                VARIABLE on
                Init == on = FALSE
                Press == on' = ~on
                Next == Press
                Spec == Init /\\ [][Next]_on
                TypeOK == on \\in BOOLEAN
                ====
                """);
        Files.writeString(folder.resolve("Light.cfg"), "SPECIFICATION Spec\nINVARIANT TypeOK\n");
        manifest(2);
    }

    private void manifest(int distinct) throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "[" + String.format(ENTRY, distinct) + "]");
    }

    private Run run(String... command) {
        String[] all = new String[command.length + 2];
        System.arraycopy(command, 0, all, 0, command.length);
        all[command.length] = "--spec-dir";
        all[command.length + 1] = folder.toString();
        return Run.of(all);
    }

    private static void contains(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in:\n" + text);
    }

    @Test
    void a_cfg_that_is_as_expected_holds() {
        Run run = run("check", "Light");
        assertEquals(0, run.exit(), run.out() + run.err());
        contains("1 of 1 cfgs are as expected", run.out());
    }

    @Test
    void one_state_less_than_expected_is_a_failure_until_it_is_accepted() throws IOException {
        manifest(3);
        Run run = run("check", folder.resolve("Light.cfg").toString());
        assertEquals(1, run.exit());
        contains("distinct states: expected 3, got 2; fewer states mean", run.out());
        assertEquals(0, run("check", "--update").exit());
        assertEquals(0, run("check").exit());
    }

    @Test
    void another_verdict_than_expected_is_never_accepted() throws IOException {
        Path module = folder.resolve("Light.tla");
        Files.writeString(module, Files.readString(module).replace("BOOLEAN", "{FALSE}"));
        String before = Files.readString(folder.resolve("manifest.json"));
        Run run = run("check", "--update");
        assertEquals(1, run.exit());
        contains("verdict: expected holds, got violates TypeOK; look at the counterexample", run.out());
        assertEquals(
                new ObjectMapper().readTree(before),
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile()));
    }

    @Test
    void another_property_than_expected_is_never_accepted() throws IOException {
        Path module = folder.resolve("Light.tla");
        Files.writeString(module, Files.readString(module).replace("BOOLEAN", "{FALSE}"));
        Files.writeString(
                folder.resolve("manifest.json"),
                "[{\"cfg\":\"Light.cfg\",\"module\":\"Light\",\"question\":\"?\",\"verdict\":\"violates\","
                        + "\"property\":\"NeverOn\",\"kind\":\"invariant\",\"distinct\":2,\"depth\":2}]");
        Run run = run("check", "--update");
        assertEquals(1, run.exit());
        contains("verdict: expected violates NeverOn, got violates TypeOK; look at the counterexample", run.out());
        assertEquals(1, run("check").exit());
    }

    @Test
    void a_cfg_the_manifest_does_not_know_is_no_success() throws IOException {
        Files.copy(folder.resolve("Light.cfg"), folder.resolve("LightAgain.cfg"));
        assertEquals(0, run("check", "LightAgain").exit());
        Run all = run("check");
        assertEquals(2, all.exit());
        contains("cfg LightAgain.cfg: expected an entry in manifest.json, got none", all.out());
    }

    @Test
    void a_module_that_tlc_cannot_be_trusted_with_is_no_success() throws IOException {
        Path module = folder.resolve("Light.tla");
        Files.writeString(module, Files.readString(module).replace("Init ==", "Able == ENABLED Press\nInit =="));
        String fault =
                "no module uses ENABLED, which this TLC gets wrong across INSTANCE; Light.tla line 3 has ENABLED";
        Run check = run("check");
        assertEquals(2, check.exit());
        contains(fault, check.out());
        Run verify = run("verify", "--only", "spec", "--list");
        assertEquals(2, verify.exit());
        contains(fault, verify.out());
    }

    @Test
    void a_missing_java_is_a_clear_message() {
        String home = System.getProperty("java.home");
        try {
            System.setProperty("java.home", folder.toString());
            Run run = run("check");
            assertEquals(2, run.exit());
            contains("start Pinproof from a complete JDK or JRE", run.out());
        } finally {
            System.setProperty("java.home", home);
        }
    }

    @Test
    void one_table_says_what_held() {
        Run run = run("verify", "--only", "spec");
        assertEquals(0, run.exit(), run.out() + run.err());
        contains("all as the manifest says", run.out());
        contains("HELD: 2 of 2 held, in ", run.out());
    }

    @Test
    void one_item_that_does_not_hold_is_enough() throws IOException {
        manifest(3);
        Run run = run("verify", "--only", "spec", "--list");
        assertEquals(1, run.exit());
        contains("FAILED specification: Light.cfg", run.out());
        contains("FAILED: 1 of 2 held, in ", run.out());
    }

    @Test
    void a_budget_that_is_used_up_leaves_the_rest_inconclusive_unless_it_is_lifted() throws IOException {
        Files.copy(folder.resolve("Light.cfg"), folder.resolve("LightAgain.cfg"));
        String two = String.format(ENTRY, 2) + "," + String.format(ENTRY, 2).replace("Light.cfg", "LightAgain.cfg");
        Files.writeString(folder.resolve("manifest.json"), "[" + two + "]");
        Files.writeString(folder.resolve("budgets.json"), "{\"Light\": 0.000001}");
        Run run = run("verify", "--only", "spec", "--jobs", "1");
        assertEquals(3, run.exit(), run.out());
        contains("NOT ALL: 2 of 3 as the manifest says", run.out());
        contains("the budget of Light, 0 s, was used up before this began; --budget none lifts it", run.out());
        contains("INCONCLUSIVE: 2 of 3 held", run.out());
        assertEquals(0, run("verify", "--only", "spec", "--budget", "none").exit());
        assertEquals(0, run("verify", "--only", "spec", "--budget", "1e12").exit());
    }

    @Test
    void every_specification_needs_a_budget_where_one_has_one() throws IOException {
        Files.writeString(folder.resolve("budgets.json"), "{\"Dark\": 10}");
        Run run = run("verify", "--only", "spec");
        assertEquals(2, run.exit());
        contains("specification Light: expected a budget in budgets.json, got none", run.out());
        contains("budget of Dark in budgets.json: expected a specification of the manifest", run.out());
    }

    @Test
    void a_budget_is_a_factor_or_none() {
        for (String wrong : new String[] {"0", "-1", "NaN", "Infinity", "some"}) {
            Run run = run("verify", "--only", "spec", "--budget=" + wrong);
            assertEquals(2, run.exit());
            contains("--budget must be a factor above 0, or none; found " + wrong, run.err());
        }
    }

    @Test
    void an_interrupted_verification_shows_what_it_has_and_is_inconclusive() throws IOException {
        Run run = Run.interruptedBy(() -> true, "verify", "--only", "explore", "--json");
        assertEquals(3, run.exit());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("INCONCLUSIVE", json.get("judgement").asText());
        assertEquals(
                Rungs.ALL.inOrder().stream()
                        .mapToInt(rung -> rung.scenarios().size())
                        .sum(),
                json.get("result").get("asked").asInt());
        assertEquals(0, json.get("result").get("items").size());
    }

    @Test
    void traces_are_held_to_what_their_folder_and_header_say() throws IOException {
        copy("accepted/pinned-then-cleaned.itf.json");
        copy("violating/direct-io-2018.itf.json");
        copy("rejected/one-too-many.itf.json");
        Run run = Run.of("verify", "--only", "traces", "--traces-dir", folder.toString());
        assertEquals(0, run.exit(), run.out());
        contains("all conform", run.out());
        contains("all break what they say they break", run.out());
        contains("all refused where they say", run.out());
    }

    private void copy(String trace) throws IOException {
        Path to = folder.resolve(trace);
        Files.createDirectories(to.getParent());
        Files.copy(Path.of("traces").resolve(trace), to);
    }
}
