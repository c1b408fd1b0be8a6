package org.pinproof.explore.writeback;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinproof.explore.writeback.WritebackScenarios.Scenario;
import org.pinproof.kernel.gup.GupFunction;

/**
 * The call sites that "mm/gup: track dma-pinned pages: FOLL_PIN" converted (October 2019 to January 2020), each with the mistake
 * that it made before, that its conversion made at first, or that its review was about.
 *
 * <p>Left out: the arrays; each takes one page here. A buffer of the process's own memory is a page after MADV_FREE, the only
 * anonymous page that reclaim may drop without writing it.
 */
public final class CallSites {
    private static final String LOST = "NoLostDmaWrite";
    private static final String COUNTED = "RefcountConservation";
    private static final String ANSWERED = "NoFalseNegative";

    private static final ImmutableList<CallSite> ALL = ImmutableList.of(
            new CallSite(
                    "fs/direct-io.c::dio_refill_pages",
                    GupFunction.PIN_USER_PAGES_FAST,
                    true,
                    correct(
                            "direct-io",
                            "wb/BOUNCE/stable/dirty/pin;dma;device(1);dma-stop;unpin-dirty|get;flush;put",
                            "Direct I/O reads into a mapped file while somebody else only looks at the page (FOLL_GET and"
                                    + " FOLL_PIN on one page): is what was read kept?"),
                    mistake(
                            "direct-io-get-for-pin",
                            LOST,
                            "wb/BOUNCE/stable/dirty/get;dma;device(1);dma-stop;put-dirty|flush;flush|reclaim",
                            "Direct I/O as it was before its conversion, with plain references: what good is BOUNCE?")),
            new CallSite(
                    "fs/io_uring.c::io_sqe_buffer_register",
                    GupFunction.PIN_LONGTERM_PAGES,
                    false,
                    correct(
                            "io-uring",
                            "wb/BOUNCE/stable/lazyfree/fill;store(0);pin-longterm;dma;device(1);dma-stop;unpin|reclaim",
                            "io_uring's fixed buffers are never marked dirty: is memory that its process has written"
                                    + " safe from reclaim all the same?"),
                    mistake(
                            "io-uring-madvised",
                            LOST,
                            "wb/BOUNCE/stable/lazyfree/pin-longterm;dma;device(1);dma-stop;unpin|reclaim",
                            "io_uring's fixed buffers are never marked dirty: and if MADV_FREE has made the buffer clean?")),
            new CallSite(
                    "mm/process_vm_access.c::process_vm_rw_single_vec",
                    GupFunction.PIN_USER_PAGES_REMOTE,
                    true,
                    correct(
                            "process-vm",
                            "wb/SKIP/stable/dirty/pin;kmap(0);unpin-dirty|pin;kmap(1);flush;unpin-dirty;flush",
                            "Two processes write into a third one's mapped file by process_vm_writev(): do both writes"
                                    + " survive the flusher, while the page is pinned and after?"),
                    mistake(
                            "process-vm-put-for-unpin",
                            COUNTED,
                            "wb/SKIP/stable/dirty/pin;kmap(0);put-dirty|flush",
                            "process_vm_writev() with the acquiring half converted and the release not: does the page ever"
                                    + " look unpinned again?")),
            new CallSite(
                    "drivers/infiniband/core/umem.c::ib_umem_get",
                    GupFunction.PIN_LONGTERM_PAGES_FAST,
                    true,
                    correct(
                            "infiniband-umem",
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;dma-stop;unpin-dirty|device(1);device(0)|flush",
                            "A memory region of RDMA on a file: is what the peer writes kept?"),
                    mistake(
                            "infiniband-odp-unpin-for-put",
                            ANSWERED,
                            "wb/BOUNCE/stable-odp/dirty/odp;unpin|pin-longterm;unpin-dirty",
                            "On-demand paging released by the pin's call, as the series' second version had it: whose pin"
                                    + " is it that goes?")),
            new CallSite(
                    "drivers/vfio/vfio_iommu_type1.c::vaddr_get_pfn",
                    GupFunction.PIN_LONGTERM_PAGES_REMOTE,
                    true,
                    correct(
                            "vfio",
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;device(0);dma-stop;unpin-dirty|flush|reclaim",
                            "A guest's memory on a file under VFIO: is what the guest's device stores kept?"),
                    mistake(
                            "vfio-put-for-unpin",
                            COUNTED,
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;device(0);dma-stop;put-dirty|flush",
                            "VFIO whose put_pfn() still calls put_page(): does the page ever look unpinned again?")),
            new CallSite(
                    "drivers/media/v4l2-core/videobuf-dma-sg.c::videobuf_dma_init_user_locked",
                    GupFunction.PIN_LONGTERM_PAGES,
                    true,
                    correct(
                            "v4l2",
                            "wb/BOUNCE/stable/lazyfree/pin-longterm;dma;dma-stop;unpin-dirty|device(0)|reclaim",
                            "A camera fills a buffer of the process's own memory: does the frame survive reclaim?"),
                    mistake(
                            "v4l2-no-dirty",
                            LOST,
                            "wb/BOUNCE/stable/lazyfree/pin-longterm;dma;dma-stop;unpin|device(0)|reclaim",
                            "The same with videobuf_dma_free() as it was, which marked nothing (3c7470b6f684): does it?")),
            new CallSite(
                    "net/xdp/xdp_umem.c::xdp_umem_pin_pages",
                    GupFunction.PIN_LONGTERM_PAGES,
                    true,
                    correct(
                            "xdp-umem",
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;dma-stop;unpin-dirty|device(1)|flush",
                            "A network card receives into an AF_XDP area on a shared file: are the packets kept?"),
                    mistake(
                            "xdp-umem-unpin-before-stop",
                            LOST,
                            "wb/BOUNCE/stable/dirty/pin-longterm;dma;unpin-dirty;dma-stop|device(1)|flush",
                            "An AF_XDP area is torn down while the card still owns descriptors: what is the mark worth that"
                                    + " came before the store?")),
            new CallSite(
                    "drivers/gpu/drm/via/via_dmablit.c::via_lock_all_dma_pages",
                    GupFunction.PIN_USER_PAGES_FAST,
                    true,
                    correct(
                            "drm-via",
                            "wb/KEEP_DIRTY/unstable/dirty/pin;dma;device(1);dma-stop;unpin-dirty|flush|reclaim",
                            "A graphics card blits into a mapped file: does the picture come to the disk?"),
                    mistake(
                            "drm-via-get-for-pin",
                            LOST,
                            "wb/KEEP_DIRTY/unstable/dirty/get;dma;device(1);dma-stop;put-dirty|flush;flush|reclaim",
                            "The same with plain references, a mark and put_page(), as it was: does it?")),
            new CallSite(
                    "drivers/platform/goldfish/goldfish_pipe.c::pin_user_pages",
                    GupFunction.PIN_USER_PAGES_FAST,
                    true,
                    correct(
                            "goldfish-pipe",
                            "wb/BOUNCE/stable/lazyfree/pin;dma;device(0);dma-stop;unpin-dirty|zap|reclaim",
                            "The host fills a guest process's buffer, which is unmapped meanwhile: is anything freed under"
                                    + " it, or lost that somebody could still read?"),
                    mistake(
                            "goldfish-pipe-interrupted",
                            LOST,
                            "wb/BOUNCE/stable/lazyfree/pin;dma;device(0);dma-stop;unpin|reclaim",
                            "The same where the transfer reports nothing consumed and so nothing is marked: is what did"
                                    + " arrive kept?")),
            new CallSite(
                    "arch/powerpc/mm/book3s64/iommu_api.c::mm_iommu_do_alloc",
                    GupFunction.PIN_LONGTERM_PAGES,
                    true,
                    correct(
                            "book3s64-iommu",
                            "wb/REVOKE/stable/dirty/pin-longterm;dma;killed;dma-stop;unpin-dirty|device(0)|flush;fsync|timeout",
                            "Memory of a guest registered with a POWER IOMMU, revoked for fsync: is what its devices stored"
                                    + " on the disk afterwards?"),
                    mistake(
                            "book3s64-iommu-get-for-pin",
                            LOST,
                            "wb/REVOKE/stable/dirty/get;dma;device(0);dma-stop;put-dirty|flush;flush|reclaim",
                            "The same with plain references: whom does REVOKE revoke?")));

    private CallSites() {}

    private static Scenario correct(String name, String script, String question) {
        return new Scenario(name, WritebackScript.parse(script), question, Optional.empty());
    }

    private static Scenario mistake(String name, String breaks, String script, String question) {
        return new Scenario(name, WritebackScript.parse(script), question, Optional.of(breaks));
    }

    /** {@return the call sites, in the order of the series} */
    public static ImmutableList<CallSite> all() {
        return ALL;
    }

    /** {@return their scenarios, each correct one followed by its mistake} */
    static Stream<Scenario> scenarios() {
        return ALL.stream().flatMap(site -> Stream.of(site.correct(), site.mistake()));
    }
}
