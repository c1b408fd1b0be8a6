package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.tlc.CfgQuestions;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ManifestEntry.Expected;
import org.pinproof.tlc.PropertyKind;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecLint;
import org.pinproof.tlc.SpecSteppers;

class CampaignTest {
    private static final Path SPEC = Path.of("spec");

    @TempDir
    private Path folder;

    private Campaign campaign(String text) throws IOException {
        Files.writeString(folder.resolve(Campaign.FILE), text);
        return Campaign.read(folder);
    }

    @Test
    void names_cfgs_of_the_manifest() {
        assertEquals(ImmutableSet.of(), Campaign.read(SPEC).faults(Manifest.read(SPEC)));
    }

    @Test
    void a_name_that_the_manifest_does_not_have_is_a_fault() throws IOException {
        assertEquals(
                ImmutableSet.of(
                        "MCNone.cfg in campaign.json: expected a cfg of the manifest, got no such name; correct or remove it"),
                campaign("[\"MCNone.cfg\", \"MCPinCountWholeWord.cfg\"]").faults(Manifest.read(SPEC)));
    }

    @Test
    void a_folder_without_a_list_leaves_nothing_out() {
        assertEquals(ImmutableSet.of(), Campaign.read(folder).cfgs());
    }

    @Test
    void anything_but_a_list_is_refused() {
        assertTrue(assertThrows(SpecException.class, () -> campaign("{}"))
                .getMessage()
                .contains("campaign.json must be a JSON list of cfgs: "));
    }

    @Test
    void what_every_build_leaves_out_the_campaign_has() {
        Campaign campaign = Campaign.read(SPEC);
        List<VerifyItem> all = SpecItems.of(SPEC, null, true);
        List<VerifyItem> less = SpecItems.of(SPEC, null, false);
        assertEquals(campaign.cfgs().size(), all.size() - less.size());
        assertTrue(less.stream().noneMatch(item -> campaign.cfgs().contains(item.name())));
    }

    /** A question that only campaigns ask would be green in every build without being asked. */
    @Test
    void every_build_asks_of_each_specification_whatever_a_campaign_asks_and_plants_every_bug() {
        Campaign campaign = Campaign.read(SPEC);
        Set<String> asked = new TreeSet<>();
        Set<String> askedByBuilds = new TreeSet<>();
        for (ManifestEntry entry : Manifest.read(SPEC).entries()) {
            Set<String> questions = questions(entry);
            asked.addAll(questions);
            if (!campaign.cfgs().contains(entry.cfg())) {
                askedByBuilds.addAll(questions);
            }
        }
        assertEquals(ImmutableSet.of(), ImmutableSet.copyOf(Sets.difference(asked, askedByBuilds)));
    }

    private static Set<String> questions(ManifestEntry entry) {
        String module = Manifest.base(entry.module());
        Set<String> questions = new TreeSet<>();
        String broken = entry.property() == null ? String.valueOf(entry.kind()) : entry.property();
        if (entry.mutant() != null) {
            questions.add(module + " plants " + entry.mutant());
            questions.add(module + " kills a mutant by " + broken);
        }
        if (entry.verdict() == Expected.VIOLATES) {
            questions.add(module + " violates " + broken);
        } else {
            CfgQuestions.of(SPEC.resolve(entry.cfg())).forEach(asked -> questions.add(module + " holds " + asked));
        }
        return questions;
    }

    static ImmutableSet<String> cfgs_that_open() {
        Manifest manifest = Manifest.read(SPEC);
        return Campaign.read(SPEC).cfgs().stream()
                .filter(cfg -> manifest.entry(cfg).orElseThrow().kind() != PropertyKind.ASSUME)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** A build looks at the actions of every other cfg as it checks it. */
    @ParameterizedTest
    @MethodSource("cfgs_that_open")
    @Tag("campaign")
    void a_cfg_that_is_left_to_campaigns_has_actions_that_can_be_relied_on(String cfg) {
        ManifestEntry entry = Manifest.read(SPEC).entry(cfg).orElseThrow();
        try (CheckedSpec spec = SpecSteppers.open(SPEC, entry.module(), SPEC.resolve(cfg))) {
            assertEquals(List.of(), SpecLint.actions(spec));
        }
    }
}
