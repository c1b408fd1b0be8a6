package org.pinproof.kernel;

import java.util.List;
import java.util.function.Function;
import org.pinproof.kernel.gup.DirtyRelease;
import org.pinproof.kernel.gup.FileFastGup;
import org.pinproof.kernel.gup.FileSlowGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.gup.LongtermRule;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.DmaMappings;
import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.FileZap;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Tlb;
import org.pinproof.kernel.reclaim.ShrinkPage;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.Truncate;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.kernel.writeback.Writepage;

/** One page of a file, two CPUs that are owners of devices too, and the kernel code over them, on memory of the test's choice. */
final class FileMachine<M extends Memory> {
    static final long CLEAN_ENTRY = Pte.clean(Pte.page(0));
    static final long DIRTY_ENTRY = Pte.makeDirty(Pte.page(0));
    static final int OWNERS = 2;

    /** How a page looks at first, and what is asked of the kernel. */
    record Start(int count, long pte, int mapping, boolean marked, int buffer, WbPolicy policy, boolean notifier) {
        /** Mapped for writing, and dirty. */
        static Start dirty() {
            return new Start(2, DIRTY_ENTRY, FilePage.FILE, true, FilePage.DIRTY, WbPolicy.NONE, false);
        }

        /** Mapped, and written back. */
        static Start clean() {
            return new Start(2, CLEAN_ENTRY, FilePage.FILE, false, FilePage.CLEAN, WbPolicy.NONE, false);
        }

        /** In the cache only. */
        static Start cached() {
            return new Start(1, Pte.NONE, FilePage.FILE, false, FilePage.NO_BUFFER, WbPolicy.NONE, false);
        }

        /** Anonymous, after MADV_FREE. */
        static Start lazyfree() {
            return new Start(1, Pte.page(0), FilePage.ANON, false, FilePage.NO_BUFFER, WbPolicy.NONE, false);
        }

        /** Truncated, and held by somebody. */
        static Start truncated() {
            return new Start(1, Pte.NONE, FilePage.NO_MAPPING, false, FilePage.NO_BUFFER, WbPolicy.NONE, false);
        }

        Start under(WbPolicy other) {
            return new Start(count, pte, mapping, marked, buffer, other, notifier);
        }

        Start withEntry(long entry) {
            return new Start(count, entry, mapping, marked, buffer, policy, notifier);
        }

        Start withBuffers(int state) {
            return new Start(count, pte, mapping, marked, state, policy, notifier);
        }

        Start heldBy(int more) {
            return new Start(count + more, pte, mapping, marked, buffer, policy, notifier);
        }

        Start notified() {
            return new Start(count, pte, mapping, marked, buffer, policy, true);
        }
    }

    final M memory;
    final MappedFile file;
    final FilePage page;
    final FileFault fault;
    final FileZap zap;
    final FileFastGup fast;
    final FileSlowGup slow;
    final Gup gup;
    final Release release;
    final DirtyRelease mark;
    final Writepage writepage;
    final PageIo io;
    final Truncate truncate;
    final ShrinkPage shrink;

    private FileMachine(Function<MemoryLayout, M> kind, Start start) {
        MemoryLayout layout = new MemoryLayout();
        FrameTable frames = new FrameTable(layout, new FrameTable.Initial(start.count(), 0, false));
        AddressSpace mm = new AddressSpace(layout, Pte.TABLE, start.pte());
        page = new FilePage(layout, start.mapping(), start.marked(), start.buffer());
        Tlb tlb = new Tlb(layout, mm, page, OWNERS);
        DmaMappings device = new DmaMappings(layout, page, OWNERS);
        MmuNotifier notifier = new MmuNotifier(layout, device, start.notifier());
        file = new MappedFile(frames, mm, page, tlb, device, notifier, new FileLease(layout));
        memory = kind.apply(layout);
        LongtermRule rule = new LongtermRule(start.policy() == WbPolicy.DENY);
        fault = new FileFault(memory, file, true);
        zap = new FileZap(memory, file);
        fast = new FileFastGup(memory, file, rule);
        slow = new FileSlowGup(memory, file, fault, rule);
        gup = new Gup(mm, fast, slow);
        release = new Release(memory, frames, file.allocator(memory));
        mark = new DirtyRelease(memory, file);
        writepage = new Writepage(memory, file, start.policy(), true);
        io = new PageIo(memory, file, true);
        truncate = new Truncate(memory, file, zap);
        shrink = new ShrinkPage(memory, file, start.policy().asks());
    }

    static FileMachine<HardwareMemory> of(Start start) {
        return new FileMachine<>(HardwareMemory::new, start);
    }

    /** As {@link #of}, on memory that writes down every access. */
    static FileMachine<RecordingMemory> recorded(Start start) {
        return new FileMachine<>(RecordingMemory::new, start);
    }

    int cell(int cell) {
        return memory.getIntVolatile(KernelStep.FastReadCount, cell);
    }

    int count() {
        return cell(file.refcount());
    }

    boolean isFree() {
        return cell(file.frames().free(MappedFile.PFN)) != 0;
    }

    int mapping() {
        return cell(page.mapping());
    }

    boolean isDirty() {
        return cell(page.dirty()) != 0;
    }

    List<Integer> buffers() {
        return List.of(cell(page.buffer(0)), cell(page.buffer(1)));
    }

    List<Integer> data() {
        return List.of(cell(page.data(0)), cell(page.data(1)));
    }

    List<Integer> disk() {
        return List.of(cell(page.disk(0)), cell(page.disk(1)));
    }

    /** The page lock, the PTL, private_lock and the bus: all free. */
    boolean isUnlocked() {
        return cell(page.pageLock()) == 0
                && cell(file.mm().ptl()) == 0
                && cell(page.privateLock()) == 0
                && cell(page.bus()) == 0;
    }

    long pte() {
        return memory.getLongVolatile(KernelStep.FastReadPte, file.pte());
    }

    void setPte(long entry) {
        memory.setLongRelease(KernelStep.FltInstall, file.pte(), entry);
    }

    void set(int cell, int value) {
        memory.setIntRelease(KernelStep.FltInstall, cell, value);
    }

    /** A pin, as a walk over a writable entry takes it. */
    GupResult pin() {
        return gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]);
    }

    /** A version more in this half, as a holder's store makes it. */
    void store(int half) {
        memory.getAndAddInt(KernelStep.KmapStore, page.data(half), 1);
    }
}
