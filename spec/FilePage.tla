------------------------------ MODULE FilePage -------------------------------
(***************************************************************************)
(* One page of a file: what struct page, the page table, the TLBs, the     *)
(* buffers, the disk and a device's translation know of it.                *)
(*                                                                         *)
(* The state that FileUsers and Writeback act on, and how it looks at      *)
(* first; no step is taken here.                                           *)
(*                                                                         *)
(* C:  include/linux/page-flags.h (PG_locked, PG_dirty, PG_writeback);     *)
(*     include/linux/mm_types.h::struct page (_refcount, mapping);         *)
(*     fs/buffer.c::__set_page_dirty_buffers; struct buffer_head;          *)
(*     include/linux/mmu_notifier.h.                                       *)
(*                                                                         *)
(* A page has two halves, each with a buffer of its own.  Of its content   *)
(* only a version is kept: each store makes the next one, and the disk has *)
(* an earlier one or the same.                                             *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - other pages, compound pages, reuse of the frame: GupFast's question;  *)
(*    here a page that is gone stays gone, and nobody reads it in again;   *)
(*  - the reference that attached buffers hold: what reclaim expects of    *)
(*    the count is one less than in the kernel, buffers or not;            *)
(*  - the dirty and writeback tags of i_pages: fsync looks at the flags,   *)
(*    under the page lock.  In the kernel it looks at the tags, and the    *)
(*    dirty one outlives PG_dirty until PG_writeback is set, lest fsync    *)
(*    miss the page in between;                                            *)
(*  - the mapping's reverse map: one address space maps the page, once.    *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,   \* tasks; each is also a CPU with a TLB, and may be a device
    NoThread,  \* nobody: a lock is free
    Policy,    \* what writeback does with a page that may be pinned
    Stable,    \* must a page not change while it is being written?
    Notifier,  \* has somebody registered an MMU notifier?
    Layouts    \* how the page may look at first: "dirty", "clean", "cached", "lazyfree"

VARIABLES
    cnt,       \* _refcount, as the signed reading of the word
    free,      \* is the page on the free list?
    mapping,   \* page->mapping: "file" (in the page cache), "anon", or "none"
    pte,       \* the entry that maps the page
    tlb,       \* the copy of it that each CPU has
    ptl,       \* the page-table lock: who holds it
    pgl,       \* PG_locked: who holds the page
    dirty,     \* PG_dirty
    wb,        \* PG_writeback
    buffers,   \* each half's buffer: "none", "clean", "dirty"
    data,      \* version of each half in memory
    disk,      \* version of each half on disk
    dma,       \* may the device store for this task? "none", "gup" (it holds the page), "odp"
    lease,     \* the lease on the file: "none", "breaking", "expired"
    mnseq,     \* the notifier's sequence: invalidations that have ended
    mnactive,  \* invalidations under way
    pc,        \* the next step of each task; "idle" between calls
    loc,       \* what the task's call has learnt so far
    pins,      \* ledger: established short-term pins, by task
    longs,     \* ledger: established long-term pins, by task
    gets,      \* ledger: established plain references, by task
    via,       \* ghost: how each half was stored to last: "none", "map", "pin"
    notified,  \* ghost: has the file system been told that the page will be dirty?
    csum,      \* ghost: version of each half that the write in flight began with
    owed,      \* ghost: version of each half that must be on disk when fsync returns
    cut        \* ghost: truncated, or an anonymous page unmapped? Then nothing is owed

count    == <<cnt, free, mapping>>
table    == <<pte, tlb, ptl>>
flags    == <<pgl, dirty, wb, buffers>>
content  == <<data, disk>>
device   == <<dma, lease>>
notifier == <<mnseq, mnactive>>
calls    == <<pc, loc>>
ledger   == <<pins, longs, gets>>
ghosts   == <<via, notified, csum, owed, cut>>
vars     == <<count, table, flags, content, device, notifier, calls, ledger, ghosts>>

Policies == {"NONE", "SKIP", "WAIT", "BOUNCE", "KEEP_DIRTY", "REVOKE", "DENY"}

ASSUME NotHollow      == Threads # {} /\ NoThread \notin Threads
ASSUME PolicyIsKnown  == Policy \in Policies /\ {Stable, Notifier} \subseteq BOOLEAN
ASSUME LayoutsAreReal == Layouts # {} /\ Layouts \subseteq {"dirty", "clean", "cached", "lazyfree"}

-----------------------------------------------------------------------------
(* Entries *)

\* What entries there can be; no step here makes one RO-dirty, but a flusher that
\* finds one cleans it.
Entries     == {"none", "RO-clean", "RO-dirty", "RW-clean", "RW-dirty"}
Writable(e) == e \in {"RW-clean", "RW-dirty"}
IsDirty(e)  == e \in {"RO-dirty", "RW-dirty"}

\* Every CPU drops its copy of the entry.
Flushed == [t \in Threads |-> "none"]

-----------------------------------------------------------------------------
(* Buffers and dirty *)

Halves      == {0, 1}
NoVersion   == -1
Buffered    == buffers[0] # "none"
AllBuffers(s) == [h \in Halves |-> s]

\* __set_page_dirty_buffers: the flag, and every buffer that there is.  It makes
\* none; what becomes of a page without is the file system's affair (WbStart).
SetDirty ==
    /\ dirty' = TRUE
    /\ buffers' = IF Buffered THEN AllBuffers("dirty") ELSE buffers

-----------------------------------------------------------------------------
(* Calls *)

\* A walk takes a short-term pin, a long-term pin, a plain reference, or, for a
\* driver with a notifier, a plain reference that it means to give up again.
Walks     == {"PIN", "LONG", "GET", "ODP"}
Releases  == {"UNPIN", "PUT"}
Others    == {"FAULT", "FLUSH", "FSYNC", "RECLAIM", "TRUNCATE", "ZAP", "TIMER"}

\* What a walk adds: one page, one bias or one.
KindOf(k) == IF k \in {"PIN", "LONG", "UNPIN"} THEN "PIN" ELSE "GET"
Worth(k)  == Weight(KindOf(k), 1)

\* What the device is to read of each half: not this one, the page itself, or a
\* version that was copied before.
NotSubmitted == -2
FromPage     == -1
NoIo         == [h \in Halves |-> NotSubmitted]

\* k: the call; e: the entry as it was read; d: release: mark dirty first?
\* writeback: may the page be pinned?; n: the notifier's sequence as read;
\* s: has the write been started?; io: what the device has still to read.
NoLoc == [k |-> "none", e |-> "none", d |-> FALSE, n |-> 0, s |-> FALSE, io |-> NoIo]

\* A lock when t has let it go.
Released(lock, t) == IF lock = t THEN NoThread ELSE lock

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)   == loc' = [loc EXCEPT ![t] = l]
Finish(t)     == Goto(t, "idle") /\ Learn(t, NoLoc)

\* A bound's place to cut: MC modules say who may call what, and store to what.
MayCall(t, k)     == TRUE
MayStore(t, k, h) == TRUE

Begins(t, k) == pc[t] = "idle" /\ MayCall(t, k)

Steps == {"idle",
          "FastReadPmd", "FastReadPte", "FastReadHead", "FastReadCount", "FastGrab",
          "FastHeadRecheck", "FastRecheck", "FastMappingCheck", "FastUndo", "FastRecord",
          "SlowFollow", "OdpMap",
          "FltReadPte", "FltLock", "FltWaitStable", "FltMkwrite", "FltInstall", "FltUnlock",
          "FltDirty", "FltPut",
          "RelDirtyTest", "RelDirtySet", "RelSub", "RelFree",
          "MnInvalidateStart", "MnInvalidateEnd",
          "WbLock", "WbWait", "WbMkcleanClear", "WbMkcleanFlush", "WbMkcleanSet",
          "WbTransferDirty", "WbPinTest", "WbTestClear", "WbBounce", "WbStart", "WbUnlock",
          "WbDevRead", "WbEnd", "WbWaitPins", "WbBreakLease", "LeaseTimeout", "SyncWait", "SyncReturn",
          "RclUnmap", "RclFlush", "LazyRead", "RclTestDirty", "RclPinTest", "RclStripBuffers",
          "RclFreeze", "RclDirtyRecheck", "RclUnfreeze", "RclDelete", "RclKeep",
          "TruncWait", "ZapClear", "ZapFlush", "ZapPut", "TruncDelete", "TruncPut"}

TypeOK ==
    /\ cnt \in Word /\ free \in BOOLEAN
    /\ mapping \in {"file", "anon", "none"}
    /\ pte \in Entries
    /\ tlb \in [Threads -> Entries]
    /\ {ptl, pgl} \subseteq Threads \cup {NoThread}
    /\ {dirty, wb, notified, cut} \subseteq BOOLEAN
    /\ buffers \in [Halves -> {"none", "clean", "dirty"}]
    /\ data \in [Halves -> Nat] /\ disk \in [Halves -> Nat]
    /\ dma \in [Threads -> {"none", "gup", "odp"}]
    /\ lease \in {"none", "breaking", "expired"}
    /\ mnseq \in Nat /\ mnactive \in Nat
    /\ pc \in [Threads -> Steps]
    /\ \A t \in Threads :
        /\ loc[t].k \in Walks \cup Releases \cup Others \cup {"none"}
        /\ loc[t].e \in Entries /\ {loc[t].d, loc[t].s} \subseteq BOOLEAN
        /\ loc[t].n \in Nat
        /\ \A h \in Halves : loc[t].io[h] >= NotSubmitted
    /\ pins \in [Threads -> Nat] /\ longs \in [Threads -> Nat] /\ gets \in [Threads -> Nat]
    /\ via \in [Halves -> {"none", "map", "pin"}]
    /\ csum \in [Halves -> Nat \cup {NoVersion}]
    /\ owed \in [Threads -> [Halves -> Nat]]

\* "dirty":    mapped for writing, by a fault that has told the file system;
\* "clean":    mapped and written back: the entry is write-protected;
\* "cached":   in the page cache, not mapped, without buffers;
\* "lazyfree": anonymous, after MADV_FREE: writable and clean, in no cache.
Init ==
    \E layout \in Layouts :
        LET anon == layout = "lazyfree" IN
        /\ cnt      = IF layout \in {"dirty", "clean"} THEN 2 ELSE 1
        /\ free     = FALSE
        /\ mapping  = IF anon THEN "anon" ELSE "file"
        /\ pte      = CASE layout = "dirty"  -> "RW-dirty"
                        [] layout = "clean"  -> "RO-clean"
                        [] layout = "cached" -> "none"
                        [] OTHER             -> "RW-clean"
        /\ dirty    = (layout = "dirty")
        /\ buffers  = AllBuffers(CASE layout = "dirty" -> "dirty"
                                   [] layout = "clean" -> "clean"
                                   [] OTHER            -> "none")
        /\ notified = (layout = "dirty")
        /\ tlb      = Flushed
        /\ ptl = NoThread /\ pgl = NoThread
        /\ wb       = FALSE
        /\ data     = [h \in Halves |-> 0]
        /\ disk     = [h \in Halves |-> 0]
        /\ dma      = [t \in Threads |-> "none"]
        /\ lease    = "none"
        /\ mnseq = 0 /\ mnactive = 0
        /\ pc       = [t \in Threads |-> "idle"]
        /\ loc      = [t \in Threads |-> NoLoc]
        /\ pins     = [t \in Threads |-> 0]
        /\ longs    = [t \in Threads |-> 0]
        /\ gets     = [t \in Threads |-> 0]
        /\ via      = [h \in Halves |-> "none"]
        /\ csum     = [h \in Halves |-> NoVersion]
        /\ owed     = [t \in Threads |-> [h \in Halves |-> 0]]
        /\ cut      = FALSE
=============================================================================
