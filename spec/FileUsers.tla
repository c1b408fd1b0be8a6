----------------------------- MODULE FileUsers -------------------------------
(***************************************************************************)
(* Everybody who uses the page: walkers that pin it, faults that make it   *)
(* writable, CPUs that store through their TLBs, the device that stores    *)
(* through a pin, and the releases.                                        *)
(*                                                                         *)
(* The fast walk is that of GupFast, for one page of order 0; its slow     *)
(* path faults like everybody else.  A store through a pin needs no entry: *)
(* it leaves no trace in the page table, and no fault tells the file       *)
(* system.  That is the whole problem.                                     *)
(*                                                                         *)
(* C:  mm/gup.c::gup_pte_range, follow_page_pte, faultin_page,             *)
(*     unpin_user_pages_dirty_lock;                                        *)
(*     mm/memory.c::do_wp_page, wp_page_shared, do_shared_fault,           *)
(*     do_page_mkwrite, finish_mkwrite_fault, fault_dirty_shared_page;     *)
(*     fs/buffer.c::block_page_mkwrite;                                    *)
(*     mm/page-writeback.c::wait_for_stable_page;                          *)
(*     drivers/infiniband/core/umem_odp.c::ib_umem_odp_map_dma_pages.      *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - mmap_lock and VMAs: nobody unmaps the range under a fault, though    *)
(*    the entry may go; a fault on a page that is gone ends the call;      *)
(*  - faults for reading: the first fault on a page is for writing;        *)
(*  - a fault that meets a frozen page gives up, as on a page that is gone; *)
(*    the kernel looks again until it is one or the other;                 *)
(*  - the fault's reference is dropped while the page is still locked, so  *)
(*    it is never the last.                                                *)
(***************************************************************************)
EXTENDS FilePage

-----------------------------------------------------------------------------
(* The fast walker *)

Walking(t) == loc[t].k \in Walks

\* What a walk has been given: the ledger, and on to whatever comes next.
Return(t, given) ==
    LET k == loc[t].k
        n == IF given THEN 1 ELSE 0
    IN  /\ IF given /\ k = "ODP"
           THEN Goto(t, "OdpMap") /\ Learn(t, [loc[t] EXCEPT !.e = "none"])
           ELSE Finish(t)
        /\ pins'  = [pins  EXCEPT ![t] = @ + (IF k = "PIN"  THEN n ELSE 0)]
        /\ longs' = [longs EXCEPT ![t] = @ + (IF k = "LONG" THEN n ELSE 0)]
        /\ gets'  = [gets  EXCEPT ![t] = @ + (IF k \in {"GET", "ODP"} THEN n ELSE 0)]

\* A driver with a notifier begins when no invalidation is under way.
MnReadBegin(t) ==
    /\ Begins(t, "ODP")
    /\ mnactive = 0
    /\ Goto(t, "FastReadPmd")
    /\ Learn(t, [NoLoc EXCEPT !.k = "ODP", !.n = mnseq])
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

FastReadPmd(t, k) ==
    /\ \/ k # "ODP" /\ Begins(t, k) /\ Learn(t, [NoLoc EXCEPT !.k = k])
       \/ k = "ODP" /\ pc[t] = "FastReadPmd" /\ UNCHANGED loc
    /\ Goto(t, "FastReadPte")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

Stop(t) == Goto(t, "SlowFollow") /\ Learn(t, [loc[t] EXCEPT !.e = "none"])

FastReadPte(t) ==
    /\ pc[t] = "FastReadPte"
    /\ IF Writable(pte)
       THEN Goto(t, "FastReadHead") /\ Learn(t, [loc[t] EXCEPT !.e = pte])
       ELSE Stop(t)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

\* Of a single page: it is its own head, before and after.
FastReadHead(t) ==
    /\ pc[t] = "FastReadHead"
    /\ Goto(t, "FastReadCount")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

FastReadCount(t) ==
    /\ pc[t] = "FastReadCount"
    /\ IF WithinLimit(cnt) THEN Goto(t, "FastGrab") /\ UNCHANGED loc ELSE Stop(t)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

FastGrab(t) ==
    /\ pc[t] = "FastGrab"
    /\ IF Grabbable(cnt)
       THEN /\ cnt' = Plus(cnt, Worth(loc[t].k))
            /\ Goto(t, "FastHeadRecheck")
            /\ UNCHANGED loc
       ELSE Stop(t) /\ UNCHANGED cnt
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ledger, ghosts>>

FastHeadRecheck(t) ==
    /\ pc[t] = "FastHeadRecheck"
    /\ Goto(t, "FastRecheck")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* May a long-term pin be had of a page that this is the mapping of?
LongtermAllowed(m) == m # "file"

\* Policy DENY: a long-term pin has to pass a look at the mapping as well.
Examined(t) == Policy = "DENY" /\ loc[t].k = "LONG"

FastRecheck(t) ==
    /\ pc[t] = "FastRecheck"
    /\ Goto(t, CASE pte # loc[t].e -> "FastUndo"
                 [] Examined(t)    -> "FastMappingCheck"
                 [] OTHER          -> "FastRecord")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* READ_ONCE of page->mapping.  No mapping: it was truncated, and the slow path decides.
FastMappingCheck(t) ==
    /\ pc[t] = "FastMappingCheck"
    /\ Goto(t, IF mapping # "none" /\ LongtermAllowed(mapping) THEN "FastRecord" ELSE "FastUndo")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* What an undo takes back: what the grab has added.
UndoWorth(k) == Worth(k)

FastUndo(t) ==
    LET c == Plus(cnt, -UndoWorth(loc[t].k)) IN
    /\ pc[t] = "FastUndo"
    /\ cnt' = c
    /\ IF c = 0
       THEN Goto(t, "RelFree") /\ Learn(t, [loc[t] EXCEPT !.e = "none"])
       ELSE Stop(t)
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ledger, ghosts>>

FastRecord(t) ==
    /\ pc[t] = "FastRecord"
    /\ Return(t, TRUE)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ghosts>>

\* Under the page-table lock.  An entry that does not let stores through is a
\* matter for the fault handler, after which the walk looks again.
SlowFollow(t) ==
    /\ pc[t] = "SlowFollow"
    /\ ptl = NoThread
    /\ CASE Examined(t) /\ ~LongtermAllowed(mapping) ->
                Return(t, FALSE) /\ UNCHANGED cnt
         [] ~Writable(pte) ->
                Goto(t, "FltReadPte") /\ UNCHANGED <<cnt, loc, ledger>>
         [] Writable(pte) /\ WithinLimitSlow(cnt) ->
                Return(t, TRUE) /\ cnt' = Plus(cnt, Worth(loc[t].k))
         [] OTHER ->
                Return(t, FALSE) /\ UNCHANGED cnt
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ghosts>>

-----------------------------------------------------------------------------
(* The write fault *)

\* The fault is over: the instruction, or the walk, is tried again.
Retry(t) ==
    IF Walking(t) THEN Goto(t, "SlowFollow") /\ Learn(t, [loc[t] EXCEPT !.e = "none"]) ELSE Finish(t)

\* SIGBUS: the page is gone.
Fail(t) == IF Walking(t) THEN Return(t, FALSE) ELSE Finish(t) /\ UNCHANGED ledger

\* Under the page-table lock: what is there, and a reference that outlives it.
FltReadPte(t) ==
    /\ pc[t] = "FltReadPte" \/ Begins(t, "FAULT")
    /\ ptl = NoThread
    /\ LET l == IF pc[t] = "idle" THEN [NoLoc EXCEPT !.k = "FAULT"] ELSE loc[t] IN
       CASE Writable(pte) ->
                IF pc[t] = "idle" THEN UNCHANGED <<cnt, calls, ledger>>
                                  ELSE Retry(t) /\ UNCHANGED <<cnt, ledger>>
         [] ~Writable(pte) /\ mapping = "file" /\ Grabbable(cnt) ->
                /\ cnt' = Plus(cnt, 1)
                /\ Goto(t, "FltLock")
                /\ Learn(t, [l EXCEPT !.e = pte])
                /\ UNCHANGED ledger
         [] OTHER ->
                IF pc[t] = "idle" THEN UNCHANGED <<cnt, calls, ledger>>
                                  ELSE Fail(t) /\ UNCHANGED cnt
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ghosts>>

StableStep == IF Stable THEN "FltWaitStable" ELSE "FltMkwrite"

\* lock_page; a page that was truncated meanwhile is let go again at once.
FltLock(t) ==
    /\ pc[t] = "FltLock"
    /\ pgl = NoThread
    /\ IF mapping = "file"
       THEN pgl' = t /\ Goto(t, StableStep)
       ELSE Goto(t, "FltPut") /\ UNCHANGED pgl
    /\ UNCHANGED <<count, table, dirty, wb, buffers, content, device, notifier, loc, ledger, ghosts>>

\* With the page locked no new write can start: once seen, the end of writeback stays.
FltWaitStable(t) ==
    /\ pc[t] = "FltWaitStable"
    /\ ~wb
    /\ Goto(t, "FltMkwrite")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* ->page_mkwrite: the file system gets ready, attaches buffers, marks the page.
FltMkwrite(t) ==
    /\ pc[t] = "FltMkwrite"
    /\ dirty' = TRUE
    /\ buffers' = AllBuffers("dirty")
    /\ notified' = TRUE
    /\ Goto(t, "FltInstall")
    /\ UNCHANGED <<count, table, pgl, wb, content, device, notifier, loc, ledger, via, csum, owed, cut>>

\* pte_same: if the entry is another by now, somebody else was faster.  The
\* fault's reference becomes the new mapping's, or goes.
FltInstall(t) ==
    /\ pc[t] = "FltInstall"
    /\ ptl = NoThread
    /\ IF pte = loc[t].e
       THEN /\ pte' = "RW-dirty"
            /\ cnt' = IF pte = "none" THEN cnt ELSE Plus(cnt, -1)
            /\ Goto(t, "FltDirty")
       ELSE /\ cnt' = Plus(cnt, -1)
            /\ Goto(t, "FltUnlock")
            /\ UNCHANGED pte
    /\ UNCHANGED <<free, mapping, tlb, ptl, flags, content, device, notifier, loc, ledger, ghosts>>

\* set_page_dirty and unlock: the lock has spanned the new entry and the mark.
FltDirty(t) ==
    /\ pc[t] = "FltDirty"
    /\ SetDirty
    /\ pgl' = Released(pgl, t)
    /\ Retry(t)
    /\ UNCHANGED <<count, table, wb, content, device, notifier, ledger, ghosts>>

FltUnlock(t) ==
    /\ pc[t] = "FltUnlock"
    /\ pgl' = Released(pgl, t)
    /\ Retry(t)
    /\ UNCHANGED <<count, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

FltPut(t) ==
    LET c == Plus(cnt, -1) IN
    /\ pc[t] = "FltPut"
    /\ cnt' = c
    /\ IF c = 0
       THEN Goto(t, "RelFree") /\ Learn(t, [loc[t] EXCEPT !.e = "none"])
       ELSE Retry(t)
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ledger, ghosts>>

-----------------------------------------------------------------------------
(* CPUs *)

\* The hardware walks the table and keeps a copy of the entry.
CpuTlbFill(t) ==
    /\ Begins(t, "CPU")
    /\ tlb' = [tlb EXCEPT ![t] = pte]
    /\ UNCHANGED <<count, pte, ptl, flags, content, device, notifier, calls, ledger, ghosts>>

\* A store through the copy.  A clean one must first be made dirty, and with it
\* the entry, which is looked at for that; a dirty one is good until it is flushed.
CpuStore(t, h) ==
    /\ Begins(t, "CPU")
    /\ MayStore(t, "CPU", h)
    /\ IF tlb[t] = "RW-dirty" \/ (tlb[t] = "RW-clean" /\ Writable(pte))
       THEN /\ data' = [data EXCEPT ![h] = @ + 1]
            /\ via'  = [via  EXCEPT ![h] = "map"]
            /\ pte'  = IF tlb[t] = "RW-clean" THEN "RW-dirty" ELSE pte
            /\ tlb'  = [tlb EXCEPT ![t] = "RW-dirty"]
       ELSE UNCHANGED <<data, via, pte, tlb>>
    /\ UNCHANGED <<count, ptl, flags, disk, device, notifier, calls, ledger,
                   notified, csum, owed, cut>>

-----------------------------------------------------------------------------
(* The device, and others who store through what they hold *)

Holds(t) == pins[t] + longs[t] + gets[t] > 0

\* The driver lets the device at the page that it holds.
DmaMap(t) ==
    /\ Begins(t, "DMA")
    /\ Holds(t)
    /\ dma' = [dma EXCEPT ![t] = "gup"]
    /\ UNCHANGED <<count, table, flags, content, lease, notifier, calls, ledger, ghosts>>

\* And stops it: what it has stored is there.
DmaUnmap(t) ==
    /\ Begins(t, "DMA")
    /\ dma[t] = "gup"
    /\ dma' = [dma EXCEPT ![t] = "none"]
    /\ UNCHANGED <<count, table, flags, content, lease, notifier, calls, ledger, ghosts>>

\* Under the driver's lock: no invalidation since the walk began, so the entry is
\* as the walk saw it, and whoever changes it will stop the device first.
OdpMap(t) ==
    /\ pc[t] = "OdpMap"
    /\ dma' = [dma EXCEPT ![t] = IF mnactive = 0 /\ mnseq = loc[t].n THEN "odp" ELSE @]
    /\ Finish(t)
    /\ UNCHANGED <<count, table, flags, content, lease, notifier, ledger, ghosts>>

\* The device stores wherever it may: no entry, no fault, no mark.
DmaStore(t, h) ==
    /\ Begins(t, "DEVICE")
    /\ MayStore(t, "DEVICE", h)
    /\ IF \E u \in Threads : dma[u] # "none"
       THEN /\ data' = [data EXCEPT ![h] = @ + 1]
            /\ via'  = [via  EXCEPT ![h] = "pin"]
       ELSE UNCHANGED <<data, via>>
    /\ UNCHANGED <<count, table, flags, disk, device, notifier, calls, ledger,
                   notified, csum, owed, cut>>

\* The holder itself stores, through the kernel's own mapping of all memory.
KmapStore(t, h) ==
    /\ Begins(t, "KMAP")
    /\ MayStore(t, "KMAP", h)
    /\ Holds(t)
    /\ data' = [data EXCEPT ![h] = @ + 1]
    /\ via'  = [via  EXCEPT ![h] = "pin"]
    /\ UNCHANGED <<count, table, flags, disk, device, notifier, calls, ledger,
                   notified, csum, owed, cut>>

-----------------------------------------------------------------------------
(* Release *)

\* Who holds a page should give it back the way it was taken, its device stopped.
\* Drivers do err, so nothing is refused here: MC modules say who may release how.
Stopped(t)          == dma[t] # "gup"
Paired(t, k)        == IF k = "UNPIN" THEN pins[t] + longs[t] > 0 ELSE gets[t] > 0
MayRelease(t, k, d) == TRUE

\* d: is the page to be marked dirty first?
RelReadHead(t, k, d) ==
    /\ Begins(t, k)
    /\ Holds(t) /\ MayRelease(t, k, d)
    /\ Goto(t, IF d THEN "RelDirtyTest" ELSE "RelSub")
    /\ Learn(t, [NoLoc EXCEPT !.k = k, !.d = d])
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

\* Without the page lock: a page that is dirty already need not be locked.
RelDirtyTest(t) ==
    /\ pc[t] = "RelDirtyTest"
    /\ Goto(t, IF dirty THEN "RelSub" ELSE "RelDirtySet")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* set_page_dirty_lock.  Under the page lock the page cannot be truncated; one
\* that was has no file to be dirty for.
RelDirtySet(t) ==
    /\ pc[t] = "RelDirtySet"
    /\ pgl = NoThread
    /\ IF mapping = "none" THEN UNCHANGED <<dirty, buffers>> ELSE SetDirty
    /\ Goto(t, "RelSub")
    /\ UNCHANGED <<count, table, pgl, wb, content, device, notifier, loc, ledger, ghosts>>

\* The ledger gives up what the release is for, if the task holds such a thing.
GivenUp(t, k) ==
    CASE k = "UNPIN" /\ pins[t] > 0  -> "PIN"
      [] k = "UNPIN" /\ longs[t] > 0 -> "LONG"
      [] gets[t] > 0                 -> "GET"
      [] pins[t] > 0                 -> "PIN"
      [] OTHER                       -> "LONG"

RelSub(t) ==
    LET c == Plus(cnt, -Worth(loc[t].k))
        g == GivenUp(t, loc[t].k)
    IN  /\ pc[t] = "RelSub"
        /\ cnt' = c
        /\ pins'  = [pins  EXCEPT ![t] = @ - (IF g = "PIN"  THEN 1 ELSE 0)]
        /\ longs' = [longs EXCEPT ![t] = @ - (IF g = "LONG" THEN 1 ELSE 0)]
        /\ gets'  = [gets  EXCEPT ![t] = @ - (IF g = "GET"  THEN 1 ELSE 0)]
        /\ IF c = 0
           THEN Goto(t, "RelFree") /\ Learn(t, [loc[t] EXCEPT !.d = FALSE])
           ELSE Finish(t)
        /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ghosts>>

\* Whoever brought the count to zero gives the page back.
RelFree(t) ==
    /\ pc[t] = "RelFree"
    /\ free' = TRUE
    /\ mapping' = "none"
    /\ CASE Walking(t)                      -> Goto(t, "SlowFollow") /\ UNCHANGED loc
         [] loc[t].k = "ZAP" /\ Notifier    -> Goto(t, "MnInvalidateEnd") /\ UNCHANGED loc
         [] OTHER                           -> Finish(t)
    /\ UNCHANGED <<cnt, table, flags, content, device, notifier, ledger, ghosts>>

\* A long-term owner that is killed when its lease has run out; its exit then
\* stops the device and releases the page like any other release.  The step changes
\* nothing: it is there to be waited for.
LeaseKill(t) ==
    /\ Begins(t, "KILL")
    /\ lease = "expired"
    /\ UNCHANGED vars

-----------------------------------------------------------------------------
Walk(t) ==
    \/ FastReadPmd(t, "ODP")
    \/ FastReadPte(t) \/ FastReadHead(t) \/ FastReadCount(t) \/ FastGrab(t)
    \/ FastHeadRecheck(t) \/ FastRecheck(t) \/ FastMappingCheck(t) \/ FastUndo(t) \/ FastRecord(t)
    \/ OdpMap(t)

Fault(t) ==
    \/ FltWaitStable(t) \/ FltMkwrite(t) \/ FltDirty(t) \/ FltUnlock(t) \/ FltPut(t)

Release(t) == RelDirtyTest(t) \/ RelSub(t) \/ RelFree(t)
=============================================================================
