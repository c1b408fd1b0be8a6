package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.pinproof.explore.slow.SlowCall;
import org.pinproof.explore.slow.SlowOperation;
import org.pinproof.kernel.gup.CheckVmaFlags;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.mm.HandleFault.Outcome;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.sched.MachineView;
import org.pinproof.trace.Value;

/**
 * The specification's {@code loc} of one task: what its call has learnt so far, read off the log of the operation in progress.
 *
 * <p>A log holds what every step returned to the code, so this is what the code knows; that it acts on it correctly shows in
 * the step it stands before. First to words, which are cheap to make and to compare; to a {@link Value} once per different
 * words.
 */
final class SlowLocals {
    private static final long NONE = -1;
    private static final List<String> KINDS = List.of("none", "PIN", "GET", "UNPIN", "PUT", "MUNMAP", "MMAP", "COPY");
    private static final List<String> FORMS = List.of(
            "plain", "vmas", "locked", "unlocked", "nowait", "fixed", "late", "retry", "rw", "file", "uffd", "pfnmap");
    private static final List<String> RESULTS = List.of("ok", "EFAULT", "ENOMEM", "EINTR");

    private String kind = "none";
    private String form = "plain";
    private long vpn;
    private long nr;
    private long vma = NONE;
    private long head = NONE;
    private List<Long> pages = new ArrayList<>();
    private List<Long> vmas = new ArrayList<>();
    private boolean tried;
    private boolean dropped;
    private boolean locked;
    private String result = "ok";
    private long piece;
    // of a huge page whose rest is still to be grabbed
    private long first;

    private SlowLocals() {}

    /** {@return the words of one task: the fixed ones, the pages, the areas} */
    static ImmutableLongArray encode(MachineView view, int task) {
        SlowLocals known = new SlowLocals();
        if (!view.idle(task) && view.logLength(task) > 0) {
            known.read(view, task);
        }
        return known.words();
    }

    private void read(MachineView view, int task) {
        SlowCall call = ((SlowOperation) view.operation(task)).call();
        vpn = call.vpn();
        if (call instanceof SlowCall.Take take) {
            kind = take.pin() ? "PIN" : "GET";
            form = take.form().specName();
            nr = take.nr();
            for (int entry = 0; entry < view.logLength(task); entry++) {
                learn(take, (KernelStep) view.logStep(task, entry), view.logResult(task, entry));
            }
        } else if (call instanceof SlowCall.Release release) {
            kind = release.pin() ? "UNPIN" : "PUT";
            head = view.logResult(task, 0);
            if (view.pendingStep(task) != KernelStep.RelFree) {
                pages.add((long) release.pfn());
            }
        } else if (call instanceof SlowCall.Copy) {
            kind = "COPY";
        } else if (call instanceof SlowCall.Mmap mmap) {
            kind = "MMAP";
            form = mmap.area().specName();
        } else {
            kind = "MUNMAP";
            form = "rw";
            for (int entry = 0; entry < view.logLength(task); entry++) {
                unmap((KernelStep) view.logStep(task, entry), view.logResult(task, entry));
            }
            head = view.pendingStep(task) == KernelStep.VmaFree ? NONE : head;
        }
    }

    private void unmap(KernelStep step, long returned) {
        switch (step) {
            case MunmapDetach -> vma = returned;
            case ZapClear -> head = Pte.isPresent(returned) ? Pte.pfn(returned) : NONE;
            case RelFree -> head = NONE;
            case VmaFree -> {
                vma = NONE;
                head = NONE;
            }
            default -> {
                // Where it goes shows in the step it stands before.
            }
        }
    }

    private void learn(SlowCall.Take take, KernelStep step, long returned) {
        switch (step) {
            case SlowLockMmap -> locked = true;
            case SlowRetryWake -> {
                locked = true;
                tried = true;
            }
            case SlowFindVma -> {
                vma = returned;
                stopIf(returned == NONE, "EFAULT");
            }
            case SlowCheckVma -> stopIf(CheckVmaFlags.check((int) returned, FollFlag.FOLL_WRITE) != 0, "EFAULT");
            case SlowSignal -> stopIf(Sleepers.isKilled((int) returned), "EINTR");
            case SlowFollow -> follow(take, returned);
            case SlowGrabRest -> rest(take, returned != 0);
            case SlowPutFirst -> stop("EFAULT");
            case SlowFault -> fault(returned);
            case FltDropMmap -> {
                vma = NONE;
                locked = false;
                dropped = true;
            }
            case SlowUseVma -> vmas.clear();
            case IoCoalesce -> piece = returned;
            case SlowUnlockMmap -> locked = false;
            default -> {
                // Where it goes shows in the step it stands before.
            }
        }
    }

    private void follow(SlowCall.Take take, long found) {
        if (found == Errno.ENOMEM.negative()) {
            stop("ENOMEM");
        } else if (found >= 0 && FollowPage.isHuge(found) && nr - pages.size() > 1) {
            head = FollowPage.head(found);
            first = FollowPage.page(found);
        } else if (found >= 0) {
            took(take, LongStream.of(FollowPage.page(found)));
        }
    }

    private void rest(SlowCall.Take take, boolean grabbed) {
        if (grabbed) {
            took(take, LongStream.range(first, first + nr - pages.size()));
        }
    }

    private void took(SlowCall.Take take, LongStream more) {
        more.forEach(pages::add);
        if (take.form().handsOut()) {
            vmas.add(vma);
        }
        vma = NONE;
        head = NONE;
        tried = false;
    }

    private void fault(long found) {
        stopIf(found == Outcome.RETRY.ordinal(), "ok");
        stopIf(found == Outcome.SIGBUS.ordinal(), "EFAULT");
        stopIf(found == Outcome.OOM.ordinal(), "ENOMEM");
    }

    private void stopIf(boolean wrong, String error) {
        if (wrong) {
            stop(error);
        }
    }

    private void stop(String error) {
        vma = NONE;
        head = NONE;
        result = pages.isEmpty() ? error : "ok";
    }

    private ImmutableLongArray words() {
        ImmutableLongArray.Builder words = ImmutableLongArray.builder();
        words.add(KINDS.indexOf(kind))
                .add(FORMS.indexOf(form))
                .add(vpn)
                .add(nr)
                .add(vma)
                .add(head)
                .add(tried ? 1 : 0)
                .add(dropped ? 1 : 0)
                .add(locked ? 1 : 0)
                .add(RESULTS.indexOf(result))
                .add(piece)
                .add(pages.size());
        pages.forEach(words::add);
        vmas.forEach(words::add);
        return words.build();
    }

    /** {@return the record of one task's words} */
    static Value value(ImmutableLongArray words) {
        int at = 12;
        int vmasAt = at + (int) words.get(11);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("k", Value.of(KINDS.get((int) words.get(0))));
        fields.put("f", Value.of(FORMS.get((int) words.get(1))));
        fields.put("v", Value.of(words.get(2)));
        fields.put("n", Value.of(words.get(3)));
        fields.put("m", Value.of(words.get(4)));
        fields.put("h", Value.of(words.get(5)));
        fields.put("tried", Value.of(words.get(6) != 0));
        fields.put("drop", Value.of(words.get(7) != 0));
        fields.put("lk", Value.of(words.get(8) != 0));
        fields.put("r", Value.of(RESULTS.get((int) words.get(9))));
        fields.put("seg", Value.of(words.get(10)));
        fields.put("pages", tuple(words.subArray(at, vmasAt)));
        fields.put("vms", tuple(words.subArray(vmasAt, words.length())));
        return Value.record(fields);
    }

    private static Value tuple(ImmutableLongArray words) {
        return Value.tuple(words.stream().mapToObj(Value::of).toList());
    }
}
