package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.report.CfgResult;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.SpecLint;
import org.pinproof.tlc.WarmTlc;

/** Every cfg of the manifest, and that the manifest has every cfg and TLC can be trusted with every module. */
final class SpecItems {
    private SpecItems() {}

    /**
     * {@return an item for the manifest, and one for each cfg}
     *
     * @param all whether those that are left to campaigns are among them
     */
    static List<VerifyItem> of(Path folder, WarmTlc warm, boolean all) {
        Manifest manifest = Manifest.read(folder);
        Campaign campaign = Campaign.read(folder);
        List<VerifyItem> items = new ArrayList<>();
        items.add(new VerifyItem(
                Part.SPECIFICATION,
                Manifest.FILE,
                Optional.empty(),
                0,
                listener -> complete(folder, manifest, campaign, all)));
        for (ManifestEntry entry : manifest.entries()) {
            if (!all && campaign.cfgs().contains(entry.cfg())) {
                continue;
            }
            CfgCheckRun run = new CfgCheckRun(
                    folder,
                    entry.cfg(),
                    Optional.of(entry),
                    warm,
                    all ? Optional.of(manifest.invariants(Manifest.base(entry.module()))) : Optional.empty());
            Part part = entry.mutant() == null ? Part.SPECIFICATION : Part.SPECIFICATION_MUTANT;
            items.add(new VerifyItem(
                    part,
                    entry.cfg(),
                    Optional.of(Manifest.base(entry.module())),
                    run.weight(),
                    listener -> finding(run.result(listener))));
        }
        return items;
    }

    private static Finding complete(Path folder, Manifest manifest, Campaign campaign, boolean all) {
        ImmutableList<String> faults = ImmutableList.<String>builder()
                .addAll(manifest.strays())
                .addAll(SpecLint.modules(folder))
                .addAll(Budgets.read(folder).faults(manifest))
                .addAll(campaign.faults(manifest))
                .build();
        return new Finding(
                ImmutableMap.of(
                        "cfgs",
                        (long) manifest.entries().size(),
                        "left to --campaign",
                        all ? 0L : campaign.cfgs().size()),
                faults.isEmpty() ? "has an entry for each cfg" : "or a module is not as it should be",
                faults,
                faults.isEmpty() ? Judgement.HELD : Judgement.ERROR);
    }

    private static Finding finding(CfgResult result) {
        return new Finding(
                ImmutableMap.of("states", result.distinct(), "steps", result.generated()),
                result.found(),
                result.differences(),
                result.judgement());
    }
}
