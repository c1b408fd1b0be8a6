----------------------------- MODULE Writeback -------------------------------
(***************************************************************************)
(* Writeback, reclaim and truncation of a page that devices store to.      *)
(*                                                                         *)
(* A flusher write-protects the page, takes its dirty mark away and lets   *)
(* the disk read it: from then on the page counts as clean, until a fault  *)
(* says otherwise.  A device that stores through a pin causes no fault.    *)
(* So the flusher has to ask page_dma_pinned(), after it has cleared the   *)
(* entry and flushed; and WbPolicy says what it does with the answer.      *)
(* That is the question the kernel's developers have left open since 2018, *)
(* and the one that this module is for.                                    *)
(*                                                                         *)
(* C:  mm/page-writeback.c::write_cache_pages, clear_page_dirty_for_io,    *)
(*     end_page_writeback; mm/rmap.c::page_mkclean_one, try_to_unmap_one;  *)
(*     fs/buffer.c::__block_write_full_page, try_to_free_buffers;          *)
(*     fs/ext4/inode.c::ext4_writepage; mm/filemap.c::file_write_and_wait; *)
(*     mm/vmscan.c::shrink_page_list, __remove_mapping;                    *)
(*     mm/truncate.c::truncate_inode_pages_range, truncate_cleanup_page;   *)
(*     mm/memory.c::zap_pte_range.                                         *)
(*                                                                         *)
(* The policies, for a page that may be pinned:                            *)
(*   NONE        nobody asks; what Linux did, and mostly does              *)
(*   SKIP        leave it dirty and do not write it, fsync included        *)
(*   WAIT        until it is not pinned, then begin again                  *)
(*   BOUNCE      write a copy, and leave it dirty                          *)
(*   KEEP_DIRTY  write the page itself, and leave it dirty                 *)
(*   REVOKE      break the owner's lease, kill it when that takes too      *)
(*               long, and wait                                            *)
(*   DENY        nobody asks, but no long-term pin of a file's page is     *)
(*               given (6.5)                                               *)
(* Those that ask also keep reclaim from taking a pinned page's buffers.   *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - kswapd does not write: it leaves a dirty page to the flusher, whose  *)
(*    steps pageout() takes; and it waits for the page lock, which it only *)
(*    tries to get;                                                        *)
(*  - the copy of BOUNCE is made in one step; what a device stores while a *)
(*    copy is made may be torn in the copy, as it may be in the page;      *)
(*  - errors of the disk, journals, delayed allocation: the file system is *)
(*    there as buffers, and as its wish to be told;                        *)
(*  - a file system that makes buffers for a dirty page that has none, as  *)
(*    __block_write_full_page does: the one here is ext4, which drops what *)
(*    the page holds.  With the other kind a page that was marked behind   *)
(*    its back is written all the same;                                    *)
(*  - what a buffer that is written by itself waits for: FsWriteBuffer is  *)
(*    one step, so it cannot be torn;                                      *)
(*  - that try_to_free_buffers cleans a dirty page whose buffers are all   *)
(*    clean: reclaim comes there with clean pages only;                    *)
(*  - migration and invalidation (invalidate_inode_pages2), which look at  *)
(*    the count as reclaim does;                                           *)
(*  - the order of unlocking and the last put of an isolated page.         *)
(***************************************************************************)
EXTENDS FileUsers

-----------------------------------------------------------------------------
(* MMU notifiers: every device that follows the page table is stopped first. *)

\* Whoever is about to change the entry comes through here if there is a notifier.
Through(step) == IF Notifier THEN "MnInvalidateStart" ELSE step
Beyond(step)  == IF Notifier THEN "MnInvalidateEnd" ELSE step

MnInvalidateStart(t) ==
    /\ \/ pc[t] = "MnInvalidateStart" /\ UNCHANGED loc
       \/ Notifier /\ Begins(t, "ZAP") /\ Learn(t, [NoLoc EXCEPT !.k = "ZAP"])
    /\ mnactive' = mnactive + 1
    /\ dma' = [u \in Threads |-> IF dma[u] = "odp" THEN "none" ELSE dma[u]]
    /\ Goto(t, CASE loc'[t].k \in {"FLUSH", "FSYNC"} -> "WbMkcleanClear"
                 [] loc'[t].k = "RECLAIM"            -> "RclUnmap"
                 [] OTHER                            -> "ZapClear")
    /\ UNCHANGED <<count, table, flags, content, lease, mnseq, ledger, ghosts>>

\* The steps after the entry was changed, or was found to need no change.
Asks       == Policy \notin {"NONE", "DENY"}

\* What the flusher does with the page locked: the question comes last, or its answer
\* is old before anybody can act on it.
FlushOrder == <<"WbMkcleanClear", "WbPinTest">>
AsksLast   == FlushOrder[2] = "WbPinTest"

LockedStep == IF Asks /\ ~AsksLast THEN "WbPinTest" ELSE Through("WbMkcleanClear")
AskStep    == IF Asks /\ AsksLast THEN "WbPinTest" ELSE "WbTestClear"
NotPinned  == IF AsksLast THEN "WbTestClear" ELSE Through("WbMkcleanClear")
CleanedStep(t) == IF loc[t].e = "none" THEN AskStep ELSE "WbTransferDirty"

MnInvalidateEnd(t) ==
    /\ pc[t] = "MnInvalidateEnd"
    /\ mnactive' = mnactive - 1
    /\ mnseq' = mnseq + 1
    /\ CASE loc[t].k \in {"FLUSH", "FSYNC"} -> Goto(t, CleanedStep(t)) /\ UNCHANGED loc
         [] loc[t].k = "RECLAIM"            -> Goto(t, "RclTestDirty") /\ UNCHANGED loc
         [] loc[t].k = "TRUNCATE"           -> Goto(t, "TruncDelete") /\ UNCHANGED loc
         [] OTHER                           -> Finish(t)
    /\ UNCHANGED <<count, table, flags, content, device, ledger, ghosts>>

-----------------------------------------------------------------------------
(* The flusher *)

\* fsync is told what it will be held to: what is dirty now.
SyncCall(t) ==
    /\ Begins(t, "FSYNC")
    /\ owed' = [owed EXCEPT ![t] = IF dirty \/ IsDirty(pte) THEN data ELSE [h \in Halves |-> 0]]
    /\ Goto(t, "WbLock")
    /\ Learn(t, [NoLoc EXCEPT !.k = "FSYNC"])
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, via, notified, csum, cut>>

\* This pass over the page is done; fsync still waits for writes of others.
Done(t) ==
    IF loc[t].k = "FSYNC" THEN Goto(t, "SyncWait") /\ Learn(t, [NoLoc EXCEPT !.k = "FSYNC"])
                          ELSE Finish(t)

\* lock_page; a page that is not the file's any more, or not dirty, is let go at once.
WbLock(t) ==
    LET l == IF pc[t] = "idle" THEN [NoLoc EXCEPT !.k = "FLUSH"] ELSE loc[t] IN
    /\ pc[t] = "WbLock" \/ Begins(t, "FLUSH")
    /\ pgl = NoThread
    /\ IF mapping = "file" /\ dirty
       THEN /\ pgl' = t
            /\ Goto(t, "WbWait")
            /\ Learn(t, l)
       ELSE /\ UNCHANGED pgl
            /\ IF pc[t] = "idle" THEN UNCHANGED calls ELSE Done(t)
    /\ UNCHANGED <<count, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

\* fsync waits for a write under way; the background flusher passes the page over.
WbWait(t) ==
    /\ pc[t] = "WbWait"
    /\ loc[t].k = "FSYNC" => ~wb
    /\ Goto(t, IF wb THEN "WbUnlock" ELSE LockedStep)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* xchg of the entry, under the page-table lock, which is kept.
WbMkcleanClear(t) ==
    /\ pc[t] = "WbMkcleanClear"
    /\ ptl = NoThread
    /\ IF pte \in {"none", "RO-clean"}
       THEN /\ Goto(t, Beyond(AskStep))
            /\ UNCHANGED <<pte, ptl, loc>>
       ELSE /\ pte' = "none"
            /\ ptl' = t
            /\ Goto(t, "WbMkcleanFlush")
            /\ Learn(t, [loc[t] EXCEPT !.e = pte])
    /\ UNCHANGED <<count, tlb, flags, content, device, notifier, ledger, ghosts>>

\* From here on no CPU stores through a copy of the old entry.
WbMkcleanFlush(t) ==
    /\ pc[t] = "WbMkcleanFlush"
    /\ tlb' = Flushed
    /\ Goto(t, "WbMkcleanSet")
    /\ UNCHANGED <<count, pte, ptl, flags, content, device, notifier, loc, ledger, ghosts>>

\* The entry comes back clean and write-protected, and the lock is dropped.
WbMkcleanSet(t) ==
    /\ pc[t] = "WbMkcleanSet"
    /\ pte' = "RO-clean"
    /\ ptl' = NoThread
    /\ Goto(t, Beyond("WbTransferDirty"))
    /\ UNCHANGED <<count, tlb, flags, content, device, notifier, loc, ledger, ghosts>>

\* What the entry knew, the page and all its buffers know now.
WbTransferDirty(t) ==
    /\ pc[t] = "WbTransferDirty"
    /\ SetDirty
    /\ Goto(t, AskStep)
    /\ UNCHANGED <<count, table, pgl, wb, content, device, notifier, loc, ledger, ghosts>>

\* a: the answer of page_dma_pinned(), asked behind a full barrier.
WbPinTest(t, a) ==
    /\ pc[t] = "WbPinTest"
    /\ a = Pinned(cnt)
    /\ Goto(t, CASE ~a                     -> NotPinned
                 [] Policy = "BOUNCE"      -> "WbBounce"
                 [] Policy = "KEEP_DIRTY"  -> "WbStart"
                 [] OTHER                  -> "WbUnlock")
    /\ Learn(t, [loc[t] EXCEPT !.d = a])
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

\* test-and-clear: from here on the page is clean, and the file system has been
\* told of nothing that comes later.
WbTestClear(t) ==
    /\ pc[t] = "WbTestClear"
    /\ dirty' = FALSE
    /\ notified' = FALSE
    /\ Goto(t, IF dirty THEN "WbStart" ELSE "WbUnlock")
    /\ UNCHANGED <<count, table, pgl, wb, buffers, content, device, notifier, loc, ledger,
                   via, csum, owed, cut>>

\* A pinned page is copied, and stays dirty.
WbBounce(t) ==
    /\ pc[t] = "WbBounce"
    /\ Learn(t, [loc[t] EXCEPT !.io = data])
    /\ Goto(t, "WbStart")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

\* Buffers of a page that stays dirty stay dirty.
KeepsDirty(t) == loc[t].d

\* What the device is to read: of a page that stays dirty all of it, otherwise
\* what the buffers say.
Submitted(t) ==
    IF KeepsDirty(t)
    THEN IF Policy = "BOUNCE" THEN loc[t].io ELSE AllBuffers(FromPage)
    ELSE [h \in Halves |-> IF buffers[h] = "dirty" \/ ~Buffered THEN FromPage ELSE NotSubmitted]

\* Does the file system write a page that has no buffers, by making some?  ext4 does
\* not: it stopped with a BUG until cc5095747edf made it warn and drop the page's
\* changes.  What goes through __block_write_full_page alone does.
WritesUnbuffered == FALSE

\* PG_writeback, and off to the device.
WbStart(t) ==
    /\ pc[t] = "WbStart"
    /\ Goto(t, "WbUnlock")
    /\ IF Buffered \/ WritesUnbuffered
       THEN /\ wb' = TRUE
            /\ buffers' = AllBuffers(IF KeepsDirty(t) THEN "dirty" ELSE "clean")
            /\ Learn(t, [loc[t] EXCEPT !.s = TRUE, !.io = Submitted(t)])
            /\ csum' = [h \in Halves |-> IF Submitted(t)[h] = FromPage THEN data[h] ELSE NoVersion]
       ELSE UNCHANGED <<wb, buffers, loc, csum>>
    /\ UNCHANGED <<count, table, pgl, dirty, content, device, notifier, ledger,
                   via, notified, owed, cut>>

Left(io) == {h \in Halves : io[h] # NotSubmitted}
IoStep(io) == IF Left(io) = {} THEN "WbEnd" ELSE "WbDevRead"

\* What to do about a page that was passed over because it may be pinned.
PinnedStep == CASE Policy = "WAIT"   -> "WbWaitPins"
                [] Policy = "REVOKE" -> "WbBreakLease"
                [] OTHER             -> "pass over"

WbUnlock(t) ==
    /\ pc[t] = "WbUnlock"
    /\ pgl' = NoThread
    /\ CASE loc[t].s                                  -> Goto(t, IoStep(loc[t].io)) /\ UNCHANGED loc
         [] ~loc[t].s /\ loc[t].d /\ PinnedStep # "pass over" ->
                Goto(t, PinnedStep) /\ Learn(t, [NoLoc EXCEPT !.k = loc[t].k])
         [] OTHER                                     -> Done(t)
    /\ UNCHANGED <<count, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

\* The device reads one half, from the page or from the copy.
WbDevRead(t) ==
    LET h  == CHOOSE x \in Left(loc[t].io) : \A y \in Left(loc[t].io) : x <= y
        io == [loc[t].io EXCEPT ![h] = NotSubmitted]
    IN  /\ pc[t] = "WbDevRead"
        /\ disk' = [disk EXCEPT ![h] = IF loc[t].io[h] = FromPage THEN data[h] ELSE loc[t].io[h]]
        /\ Learn(t, [loc[t] EXCEPT !.io = io])
        /\ Goto(t, IoStep(io))
        /\ UNCHANGED <<count, table, flags, data, device, notifier, ledger, ghosts>>

\* end_page_writeback: who waits is woken.
WbEnd(t) ==
    /\ pc[t] = "WbEnd"
    /\ wb' = FALSE
    /\ csum' = [h \in Halves |-> NoVersion]
    /\ Done(t)
    /\ UNCHANGED <<count, table, pgl, dirty, buffers, content, device, notifier, ledger,
                   via, notified, owed, cut>>

\* WAIT and REVOKE: until nobody has a pin, without any lock.
WbWaitPins(t) ==
    /\ pc[t] = "WbWaitPins"
    /\ ~Pinned(cnt)
    /\ Goto(t, "WbLock")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* REVOKE: ask the owner to give the page up.
WbBreakLease(t) ==
    /\ pc[t] = "WbBreakLease"
    /\ lease' = IF lease = "none" THEN "breaking" ELSE lease
    /\ Goto(t, "WbWaitPins")
    /\ UNCHANGED <<count, table, flags, content, dma, notifier, loc, ledger, ghosts>>

\* Somebody keeps the time of a lease that is being broken,
LeaseTimer(t) ==
    /\ Begins(t, "TIMER")
    /\ lease = "breaking"
    /\ Goto(t, "LeaseTimeout")
    /\ Learn(t, [NoLoc EXCEPT !.k = "TIMER"])
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

\* and then the owner has had it.
LeaseTimeout(t) ==
    /\ pc[t] = "LeaseTimeout"
    /\ lease' = IF lease = "breaking" THEN "expired" ELSE lease
    /\ Finish(t)
    /\ UNCHANGED <<count, table, flags, content, dma, notifier, ledger, ghosts>>

\* fsync has been over the page; a write that somebody else began still counts.
SyncWait(t) ==
    /\ pc[t] = "SyncWait"
    /\ ~wb
    /\ Goto(t, "SyncReturn")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

SyncReturn(t) ==
    /\ pc[t] = "SyncReturn"
    /\ Finish(t)
    /\ owed' = [owed EXCEPT ![t] = [h \in Halves |-> 0]]
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, via, notified, csum, cut>>

\* The file system writes one buffer by itself, as a journal's commit does, and
\* leaves the page's mark alone.
FsWriteBuffer(t, h) ==
    /\ Begins(t, "FSWRITE")
    /\ IF buffers[h] = "dirty" /\ ~wb
       THEN /\ disk'    = [disk EXCEPT ![h] = data[h]]
            /\ buffers' = [buffers EXCEPT ![h] = "clean"]
       ELSE UNCHANGED <<disk, buffers>>
    /\ UNCHANGED <<count, table, pgl, dirty, wb, data, device, notifier, calls, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Unmapping *)

\* Who has the page-table lock until the TLBs are flushed.
ZapKeeps(t) == t

\* xchg of the entry; what it knew of dirt, the page knows in the same section.
ZapClear(t) ==
    LET l == IF pc[t] = "idle" THEN [NoLoc EXCEPT !.k = "ZAP"] ELSE loc[t] IN
    /\ \/ pc[t] = "ZapClear"
       \/ ~Notifier /\ Begins(t, "ZAP")
    /\ ptl = NoThread
    /\ IF pte = "none"
       THEN /\ CASE Notifier /\ pc[t] # "idle" -> Goto(t, "MnInvalidateEnd") /\ UNCHANGED loc
                 [] pc[t] = "idle"             -> UNCHANGED calls
                 [] OTHER                      -> Goto(t, "TruncDelete") /\ UNCHANGED loc
            /\ UNCHANGED <<pte, ptl, dirty, buffers, cut>>
       ELSE /\ pte' = "none"
            /\ ptl' = ZapKeeps(t)
            /\ IF IsDirty(pte) THEN SetDirty ELSE UNCHANGED <<dirty, buffers>>
            /\ cut' = (cut \/ mapping = "anon")
            /\ Goto(t, "ZapFlush")
            /\ Learn(t, l)
    /\ UNCHANGED <<count, tlb, pgl, wb, content, device, notifier, ledger,
                   via, notified, csum, owed>>

\* Flush, and only then drop the lock: a flusher that finds no entry must find no
\* CPU that still stores.
ZapFlush(t) ==
    /\ pc[t] = "ZapFlush"
    /\ tlb' = Flushed
    /\ ptl' = Released(ptl, t)
    /\ Goto(t, "ZapPut")
    /\ UNCHANGED <<count, pte, flags, content, device, notifier, loc, ledger, ghosts>>

ZapPut(t) ==
    LET c == Plus(cnt, -1) IN
    /\ pc[t] = "ZapPut"
    /\ cnt' = c
    /\ CASE c = 0                               -> Goto(t, "RelFree") /\ UNCHANGED loc
         [] c # 0 /\ Notifier                   -> Goto(t, "MnInvalidateEnd") /\ UNCHANGED loc
         [] c # 0 /\ ~Notifier /\ loc[t].k = "TRUNCATE" -> Goto(t, "TruncDelete") /\ UNCHANGED loc
         [] OTHER                               -> Finish(t)
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Truncation *)

TruncLock(t) ==
    /\ Begins(t, "TRUNCATE")
    /\ pgl = NoThread
    /\ IF mapping = "file"
       THEN /\ pgl' = t
            /\ Goto(t, "TruncWait")
            /\ Learn(t, [NoLoc EXCEPT !.k = "TRUNCATE"])
       ELSE UNCHANGED <<pgl, calls>>
    /\ UNCHANGED <<count, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

TruncWait(t) ==
    /\ pc[t] = "TruncWait"
    /\ ~wb
    /\ Goto(t, Through("ZapClear"))
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* cancel_dirty_page, the buffers go, and the page is the file's no more.
TruncDelete(t) ==
    /\ pc[t] = "TruncDelete"
    /\ dirty' = FALSE
    /\ buffers' = AllBuffers("none")
    /\ mapping' = "none"
    /\ notified' = FALSE
    /\ cut' = TRUE
    /\ pgl' = NoThread
    /\ Goto(t, "TruncPut")
    /\ UNCHANGED <<cnt, free, table, wb, content, device, notifier, loc, ledger, via, csum, owed>>

TruncPut(t) ==
    LET c == Plus(cnt, -1) IN
    /\ pc[t] = "TruncPut"
    /\ cnt' = c
    /\ IF c = 0 THEN Goto(t, "RelFree") /\ UNCHANGED loc ELSE Finish(t)
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, ledger, ghosts>>

-----------------------------------------------------------------------------
(* Reclaim *)

\* Isolated and locked: a reference, unless the page is about to be freed, and the
\* page lock.
RclLock(t) ==
    /\ Begins(t, "RECLAIM")
    /\ pgl = NoThread
    /\ IF mapping # "none" /\ Grabbable(cnt)
       THEN /\ pgl' = t
            /\ cnt' = Plus(cnt, 1)
            /\ Goto(t, Through("RclUnmap"))
            /\ Learn(t, [NoLoc EXCEPT !.k = "RECLAIM"])
       ELSE UNCHANGED <<pgl, cnt, calls>>
    /\ UNCHANGED <<free, mapping, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

RclUnmap(t) ==
    /\ pc[t] = "RclUnmap"
    /\ ptl = NoThread
    /\ IF pte = "none"
       THEN /\ Goto(t, Beyond("RclTestDirty"))
            /\ UNCHANGED <<pte, ptl, loc>>
       ELSE /\ pte' = "none"
            /\ ptl' = t
            /\ Goto(t, "RclFlush")
            /\ Learn(t, [loc[t] EXCEPT !.e = pte])
    /\ UNCHANGED <<count, tlb, flags, content, device, notifier, ledger, ghosts>>

\* Flush; a file's page gets the entry's dirt and loses the entry's reference.
\* Of an anonymous page the lock is kept until it is known whether it may go.
RclFlush(t) ==
    /\ pc[t] = "RclFlush"
    /\ tlb' = Flushed
    /\ IF mapping = "anon"
       THEN /\ Goto(t, "LazyRead")
            /\ UNCHANGED <<cnt, ptl, dirty, buffers>>
       ELSE /\ ptl' = NoThread
            /\ cnt' = Plus(cnt, -1)
            /\ IF IsDirty(loc[t].e) THEN SetDirty ELSE UNCHANGED <<dirty, buffers>>
            /\ Goto(t, Beyond("RclTestDirty"))
    /\ UNCHANGED <<free, mapping, pte, pgl, wb, content, device, notifier, loc, ledger, ghosts>>

\* May an anonymous page be dropped: nobody but reclaim and the cleared entry has
\* it, and it is clean?
LazyUnused     == cnt = 2
LazyMayDrop(e) == LazyUnused /\ ~dirty /\ ~IsDirty(e)

\* Of a page after MADV_FREE: barrier; count; then dirty.  If it may not go, the
\* entry comes back.
LazyRead(t) ==
    /\ pc[t] = "LazyRead"
    /\ ptl' = NoThread
    /\ IF LazyMayDrop(loc[t].e)
       THEN /\ cnt' = Plus(cnt, -1)
            /\ Goto(t, Beyond("RclTestDirty"))
            /\ UNCHANGED pte
       ELSE /\ pte' = loc[t].e
            /\ Goto(t, Beyond("RclTestDirty"))
            /\ UNCHANGED cnt
    /\ UNCHANGED <<free, mapping, tlb, flags, content, device, notifier, loc, ledger, ghosts>>

StripStep == IF Asks THEN "RclPinTest" ELSE "RclStripBuffers"

\* Dirty, or being written: kept.
RclTestDirty(t) ==
    /\ pc[t] = "RclTestDirty"
    /\ Goto(t, CASE dirty \/ wb        -> "RclKeep"
                 [] mapping = "anon"   -> "RclFreeze"
                 [] OTHER              -> StripStep)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* Asked with the page unmapped: a pinned page keeps its buffers.
RclPinTest(t, a) ==
    /\ pc[t] = "RclPinTest"
    /\ a = Pinned(cnt)
    /\ Goto(t, IF a THEN "RclKeep" ELSE "RclStripBuffers")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* try_to_free_buffers: all clean, or none goes.
RclStripBuffers(t) ==
    /\ pc[t] = "RclStripBuffers"
    /\ IF \E h \in Halves : buffers[h] = "dirty"
       THEN Goto(t, "RclKeep") /\ UNCHANGED buffers
       ELSE Goto(t, "RclFreeze") /\ buffers' = AllBuffers("none")
    /\ UNCHANGED <<count, table, pgl, dirty, wb, content, device, notifier, loc, ledger, ghosts>>

\* The references that reclaim knows of: its own, and the page cache's.
Expected == IF mapping = "file" THEN 2 ELSE 1

\* cmpxchg to zero: from here on nobody can get a reference.
RclFreeze(t) ==
    /\ pc[t] = "RclFreeze"
    /\ IF cnt = Expected
       THEN cnt' = 0 /\ Goto(t, "RclDirtyRecheck")
       ELSE UNCHANGED cnt /\ Goto(t, "RclKeep")
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* First the count, then the mark: who held the page has marked it before letting go.
RclDirtyRecheck(t) ==
    /\ pc[t] = "RclDirtyRecheck"
    /\ Goto(t, IF dirty THEN "RclUnfreeze" ELSE "RclDelete")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

RclUnfreeze(t) ==
    /\ pc[t] = "RclUnfreeze"
    /\ cnt' = Expected
    /\ Goto(t, "RclKeep")
    /\ UNCHANGED <<free, mapping, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* Out of the cache; the page lock goes with it, and the page to the allocator.
RclDelete(t) ==
    /\ pc[t] = "RclDelete"
    /\ mapping' = "none"
    /\ pgl' = NoThread
    /\ Goto(t, "RelFree")
    /\ UNCHANGED <<cnt, free, table, dirty, wb, buffers, content, device, notifier, loc, ledger, ghosts>>

\* Unlock, and put back: an anonymous page that was unmapped meanwhile is freed.
RclKeep(t) ==
    LET c == Plus(cnt, -1) IN
    /\ pc[t] = "RclKeep"
    /\ pgl' = NoThread
    /\ cnt' = c
    /\ IF c = 0 THEN Goto(t, "RelFree") /\ UNCHANGED loc ELSE Finish(t)
    /\ UNCHANGED <<free, mapping, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

-----------------------------------------------------------------------------
\* What goes on by itself, without a lock that others may take again and again.
Clean(t) ==
    \/ WbMkcleanFlush(t) \/ WbMkcleanSet(t) \/ WbTransferDirty(t)
    \/ \E a \in BOOLEAN : WbPinTest(t, a) \/ RclPinTest(t, a)
    \/ WbTestClear(t) \/ WbBounce(t) \/ WbStart(t) \/ WbUnlock(t) \/ WbDevRead(t) \/ WbEnd(t)
    \/ WbBreakLease(t) \/ SyncReturn(t)
    \/ ZapFlush(t) \/ ZapPut(t) \/ TruncDelete(t) \/ TruncPut(t)
    \/ RclFlush(t) \/ LazyRead(t) \/ RclTestDirty(t) \/ RclStripBuffers(t) \/ RclFreeze(t)
    \/ RclDirtyRecheck(t) \/ RclUnfreeze(t) \/ RclDelete(t) \/ RclKeep(t)
    \/ MnInvalidateEnd(t)

\* What waits for a lock, or for something to be over.
Wait(t) ==
    \/ SlowFollow(t) \/ FltInstall(t) \/ FltLock(t) \/ RelDirtySet(t)
    \/ WbWait(t) \/ WbWaitPins(t) \/ SyncWait(t) \/ WbMkcleanClear(t)
    \/ TruncWait(t) \/ RclUnmap(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Walks : FastReadPmd(t, k)
        \/ MnReadBegin(t)
        \/ FastReadPte(t) \/ FastReadHead(t) \/ FastReadCount(t) \/ FastGrab(t)
        \/ FastHeadRecheck(t) \/ FastRecheck(t) \/ FastMappingCheck(t) \/ FastUndo(t)
        \/ FastRecord(t) \/ OdpMap(t)
        \/ FltReadPte(t) \/ WbLock(t) \/ MnInvalidateStart(t) \/ ZapClear(t)
        \/ Fault(t) \/ Release(t) \/ Clean(t) \/ Wait(t)
        \/ CpuTlbFill(t) \/ \E h \in Halves : CpuStore(t, h) \/ DmaStore(t, h) \/ KmapStore(t, h)
        \/ DmaMap(t) \/ DmaUnmap(t)
        \/ \E k \in Releases, d \in BOOLEAN : RelReadHead(t, k, d)
        \/ LeaseKill(t) \/ LeaseTimer(t) \/ LeaseTimeout(t)
        \/ SyncCall(t) \/ \E h \in Halves : FsWriteBuffer(t, h)
        \/ TruncLock(t) \/ RclLock(t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* Liveness.  Whoever has begun goes on, and a lock or a condition that comes   *)
(* again and again is caught in the end.  A short-term pin is released, even   *)
(* by a driver that starts its device again and again; a long-term one only    *)
(* when its owner is killed.                                                   *)

PinHeld == \E t \in Threads : pins[t] + longs[t] > 0

\* It is time for t to let go.
Due(t) == pins[t] + gets[t] > 0 \/ lease = "expired"

ShortUnmap(t)   == Due(t) /\ DmaUnmap(t)
ShortRelease(t) == Due(t) /\ \E k \in Releases, d \in BOOLEAN : RelReadHead(t, k, d)

\* The owner's time does not run out by itself: somebody has to keep it.
Timeout == \E t \in Threads : LeaseTimer(t) \/ LeaseTimeout(t)

FairSpec ==
    Spec /\ WF_vars(Timeout)
         /\ \A t \in Threads :
              /\ WF_vars(Walk(t) \/ Fault(t) \/ Release(t) \/ Clean(t))
              /\ SF_vars(pc[t] # "idle" /\ (Wait(t) \/ FltReadPte(t) \/ WbLock(t)
                                            \/ MnInvalidateStart(t) \/ ZapClear(t)))
              /\ WF_vars(ShortUnmap(t)) /\ SF_vars(ShortRelease(t))

\* And the flusher comes round again and again.
FlushingSpec == FairSpec /\ \A t \in Threads : SF_vars(pc[t] = "idle" /\ dirty /\ WbLock(t))

\* fsync terminates.
FsyncReturns == \A t \in Threads : pc[t] # "idle" /\ loc[t].k = "FSYNC" ~> loc[t].k # "FSYNC"

\* fsync terminates, unless the page is pinned anew for ever.
FsyncReturnsOnceUnpinned == <>[](~PinHeld) => FsyncReturns

\* A page whose pins end becomes clean, on disk as in memory.
OnDisk == ~dirty /\ ~wb /\ disk = data
Cleanable == <>[](~PinHeld) => []<>(OnDisk \/ mapping = "none")

\* A page becomes clean again and again, pinned or not.
CleanAgain == []<>(OnDisk \/ mapping = "none")

-----------------------------------------------------------------------------
(* What must hold *)

Somewhere(S) == Cardinality({t \in Threads : pc[t] \in S})

\* References that the kernel has for itself: the cache, the entry, and what its
\* calls carry from one to the other.
KernelRefs ==
      (IF mapping = "file" THEN 1 ELSE 0)
    + (IF pte # "none" THEN 1 ELSE 0)
    + Somewhere({"WbMkcleanFlush", "WbMkcleanSet", "RclFlush", "LazyRead", "ZapFlush", "ZapPut"})
    + Somewhere({"FltLock", "FltWaitStable", "FltMkwrite", "FltInstall", "FltPut"})
    + Cardinality({t \in Threads : /\ loc[t].k = "RECLAIM"
                                   /\ pc[t] # "RelFree"})
    + Somewhere({"TruncPut"})

\* Steps at which the walker has a reference that it has not recorded.
Grabbed(t) == pc[t] \in {"FastHeadRecheck", "FastRecheck", "FastMappingCheck", "FastUndo", "FastRecord"}
InFlight(t, k) == IF Grabbed(t) /\ KindOf(loc[t].k) = k THEN 1 ELSE 0

PinRefs == Sum([t \in Threads |-> pins[t] + longs[t] + InFlight(t, "PIN")], Threads)
GetRefs == Sum([t \in Threads |-> gets[t] + InFlight(t, "GET")], Threads)

FrozenBy(t) == pc[t] \in {"RclDirtyRecheck", "RclUnfreeze", "RclDelete"}
Frozen      == \E t \in Threads : FrozenBy(t)

\* The count is the sum of what is held, or frozen at zero.
RefcountConservation ==
    cnt = IF Frozen THEN 0 ELSE Plus(Biased(PinRefs), GetRefs + KernelRefs)

\* The promise: a page that somebody has a pin of is seen as pinned.
NoFalseNegative == PinHeld => Pinned(cnt)

\* The flusher was told "not pinned", and still has the page locked.
ActsOnNo(t) ==
    /\ Asks /\ ~loc[t].d
    /\ \/ pc[t] \in {"WbTestClear", "WbStart"}
       \/ pc[t] = "WbUnlock" /\ loc[t].s

\* The promise as the flusher needs it: while it acts on "not pinned" nobody has a
\* pin, and no walker is past its re-check.
NoFalseNegativeChecked ==
    (\E t \in Threads : ActsOnNo(t)) =>
        /\ ~PinHeld
        /\ \A u \in Threads : pc[u] = "FastRecord" => KindOf(loc[u].k) = "GET"

\* A page that is handed out, or that a device may store to, is not free.
UseAfterFree ==
    /\ \A t \in Threads : pc[t] = "FastRecord" => ~free
    /\ free => \A t \in Threads : dma[t] = "none"

\* A free page has no reference and no mapping, and is not about to be freed again.
NoFreeWhileHeld ==
    free => /\ cnt = 0 /\ pte = "none" /\ mapping = "none"
            /\ PinRefs = 0 /\ GetRefs = 0
            /\ \A t \in Threads : pc[t] # "RelFree"

\* A page of count zero is free, frozen, or about to be freed: no leak.
NoLeak == cnt = 0 /\ ~free => Frozen \/ \E t \in Threads : pc[t] = "RelFree"

\* The unsigned word never wraps, and here it never comes near.
NoOverflow == WithinLimit(cnt)

\* Policy DENY: nobody has a long-term pin of a page that a file system tracks.
LongtermPlacement == Policy = "DENY" /\ mapping = "file" => \A t \in Threads : longs[t] = 0

\* Nobody keeps in mind that the page differs from the disk: not its mark, not its
\* entry, not a write under way or about to begin, and nobody who holds the page and
\* may still mark it.  An anonymous page that is not mapped is nobody's: nothing is
\* swapped out here.
Forgotten ==
    /\ ~cut
    /\ \/ mapping = "none"
       \/ /\ mapping = "anon" /\ pte = "none"
          /\ \A t \in Threads : pc[t] \notin {"RclFlush", "LazyRead"}
       \/ /\ ~dirty /\ ~wb /\ ~IsDirty(pte)
          /\ \A t \in Threads :
               /\ ~Holds(t)
               /\ pc[t] # "WbStart"
               /\ pc[t] \in {"WbMkcleanFlush", "WbMkcleanSet", "WbTransferDirty", "RclFlush", "LazyRead",
                             "MnInvalidateEnd"} => ~IsDirty(loc[t].e)

\* The file's page, or what MADV_FREE left of it, has lost a store.
LostStore(v) == Forgotten /\ \E h \in Halves : data[h] # disk[h] /\ via[h] = v

\* No store that a device made through a pin is lost.
NoLostDmaWrite == ~LostStore("pin")

\* No store that a CPU made through its mapping is lost.
NoLostCpuWrite == ~LostStore("map")

\* What is being written does not change meanwhile.
StablePages ==
    Stable /\ wb => \A h \in Halves : csum[h] # NoVersion => csum[h] = data[h]

\* A dirty page of a file has the buffers that its file system needs to write it.
BuffersWhenDirty == dirty /\ mapping = "file" => Buffered

\* A page is dirty only if its file system was told, and has a file to be dirty for.
\* What the mark of a free page says, nobody reads: the allocator clears it.
DirtyNotified == dirty /\ ~free => mapping = "anon" \/ (mapping = "file" /\ notified)

\* When fsync returns, what was dirty of the file when it was called is on disk.
SyncContract ==
    \A t \in Threads : pc[t] = "SyncReturn" /\ ~cut /\ mapping # "anon" =>
        \A h \in Halves : disk[h] >= owed[t][h]

-----------------------------------------------------------------------------
(* The ladder: what PinCount sees of this state.  What the kernel has for       *)
(* itself is there one number, and none while the page is frozen.               *)

PC == INSTANCE PinCount WITH
    Pages    <- {0},
    Sizes    <- {1},
    InitMaps <- {1, 2},
    cnt  <- [p \in {0} |-> cnt],
    free <- [p \in {0} |-> free],
    maps <- [p \in {0} |-> IF Frozen THEN 0 ELSE KernelRefs],
    pc   <- [t \in Threads |-> CASE pc[t] = "FastGrab" -> "FastGrab"
                                 [] pc[t] = "RelFree"  -> "RelFree"
                                 [] Grabbed(t)         -> "FastRecord"
                                 [] FrozenBy(t)        -> "RclFrozen"
                                 [] OTHER              -> "idle"],
    loc  <- [t \in Threads |->
                CASE pc[t] = "FastGrab" \/ Grabbed(t) -> [p |-> 0, k |-> KindOf(loc[t].k), n |-> 1]
                  [] pc[t] = "RelFree" -> [p |-> 0,  k |-> "GET", n |-> 0]
                  [] FrozenBy(t)       -> [p |-> 0,  k |-> "GET", n |-> Expected]
                  [] OTHER             -> [p |-> -1, k |-> "GET", n |-> 0]],
    pins <- [t \in Threads |-> [p \in {0} |-> pins[t] + longs[t]]],
    gets <- [t \in Threads |-> [p \in {0} |-> gets[t]]]

\* The page's count is one of PinCount, kernel's references and freezing included.
PinCountSpec == PC!KernelSpec

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned     == PinHeld
SomebodyAnswered   == \E t \in Threads : ActsOnNo(t)
SomebodyRecords    == \E t \in Threads : pc[t] = "FastRecord"
SomethingFree      == free
SomethingZero      == cnt = 0 /\ ~free
DeviceStored       == \E h \in Halves : via[h] = "pin" /\ data[h] # disk[h]
CpuStored          == \E h \in Halves : via[h] = "map" /\ data[h] # disk[h]
StableWrite        == Stable /\ \E h \in Halves : csum[h] # NoVersion
DirtyFile          == dirty /\ mapping = "file"
DirtyAtAll         == dirty
SyncReturns        == \E t \in Threads : pc[t] = "SyncReturn" /\ mapping = "file" /\ \E h \in Halves : owed[t][h] > 0
FileUnderDeny      == Policy = "DENY" /\ mapping = "file"
=============================================================================
