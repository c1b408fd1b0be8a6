package org.pinproof.cli;

import com.google.common.base.Splitter;
import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Item;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.sched.NondeterminismException;
import org.pinproof.sched.RunawayTaskException;
import org.pinproof.tlc.ProgressListener;

/**
 * One thing to verify.
 *
 * @param module the base specification that it verifies something of, if there is one
 * @param weight how much work it is, in states of TLC or so
 */
record VerifyItem(Part part, String name, Optional<String> module, long weight, Work work) {

    /** Finds out. */
    @FunctionalInterface
    interface Work {
        Finding find(ProgressListener listener);
    }

    /** What was found; see {@link Item}. */
    record Finding(
            ImmutableMap<String, Long> counts, String verdict, ImmutableList<String> details, Judgement judgement) {

        /** {@return a finding that explains itself by a verdict, if it did not hold} */
        static Finding of(ImmutableMap<String, Long> counts, VerdictReport verdict, Judgement judgement) {
            return new Finding(
                    counts,
                    verdict.summary(),
                    judgement == Judgement.HELD
                            ? ImmutableList.of()
                            : ImmutableList.copyOf(
                                    Splitter.on('\n').split(verdict.text().strip())),
                    judgement);
        }
    }

    /** Finds out; what is wrong with the input of one item does not keep the others from being looked at. */
    Item run(ProgressListener listener, Ticker ticker) {
        long began = ticker.read();
        Finding finding = find(listener);
        return item(finding, (ticker.read() - began) / 1e9);
    }

    /** {@return what is said of it without finding out} */
    Item notBegun(Finding why) {
        return item(why, 0);
    }

    private Item item(Finding finding, double seconds) {
        return new Item(
                part, name, finding.counts(), finding.verdict(), finding.details(), seconds, finding.judgement());
    }

    private Finding find(ProgressListener listener) {
        try {
            return work.find(listener);
        } catch (RunawayTaskException cut) {
            return failed("INCONCLUSIVE", cut, Judgement.INCONCLUSIVE);
        } catch (NondeterminismException e) {
            return failed("NONDETERMINISTIC", e, Judgement.FAILED);
        } catch (RuntimeException e) {
            if (!Failures.isInput(e)) {
                throw e;
            }
            return failed("ERROR", e, Judgement.ERROR);
        }
    }

    private static Finding failed(String word, RuntimeException e, Judgement judgement) {
        return new Finding(ImmutableMap.of(), word, ImmutableList.of(e.getMessage()), judgement);
    }
}
