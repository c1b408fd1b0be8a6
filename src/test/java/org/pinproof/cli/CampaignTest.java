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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.tlc.CfgQuestions;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ManifestEntry.Expected;
import org.pinproof.tlc.SpecException;

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
        String module = Budgets.base(entry.module());
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
}
