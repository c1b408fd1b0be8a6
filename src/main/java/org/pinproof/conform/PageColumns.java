package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.sched.MachineView;

/** A page of a file in a few short words, for people: named as the variables of {@code spec/FilePage.tla}. */
final class PageColumns {
    static final ImmutableList<String> NAMES = ImmutableList.of("pte", "dirty", "wb", "buf", "data", "disk", "cnt");

    private static final List<String> BUFFERS = List.of("none", "clean", "dirty");

    private PageColumns() {}

    static ImmutableList<String> of(MappedFile file, MachineView view) {
        FilePage page = file.page();
        return ImmutableList.of(
                entry(view.cell(file.pte())),
                Long.toString(view.cell(page.dirty())),
                Long.toString(view.cell(page.writeback())),
                buffers(page, view),
                halves(half -> Long.toString(view.cell(page.data(half)))),
                halves(half -> Long.toString(view.cell(page.disk(half)))),
                view.cell(file.frames().free(MappedFile.PFN)) != 0
                        ? "free"
                        : Integer.toString(view.intCell(file.refcount())));
    }

    private static String entry(long entry) {
        if (!Pte.isPresent(entry)) {
            return "none";
        }
        return (Pte.isWritable(entry) ? "RW" : "RO") + (Pte.isDirty(entry) ? ",D" : "");
    }

    /** One word if both are alike. */
    private static String buffers(FilePage page, MachineView view) {
        return IntStream.range(0, FilePage.HALVES)
                .mapToObj(half -> BUFFERS.get(view.intCell(page.buffer(half))))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String halves(IntFunction<String> half) {
        return IntStream.range(0, FilePage.HALVES).mapToObj(half).collect(Collectors.joining(","));
    }
}
