---------------------------- MODULE MutWriteback -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of Writeback.  A cfg puts one of     *)
(* them in the place of the right one and names the property that must     *)
(* fail.  Where no commit or patch is named, it is a class of mutations,   *)
(* and no kernel is known to have had it.                                  *)
(***************************************************************************)
EXTENDS MCWriteback

-----------------------------------------------------------------------------
(* The flusher *)

\* B01-dma-after-clean, for AskStep.  The page is cleaned without a question: what
\* Linux does, and what the pin was invented to end.
CleanUnasked == "WbTestClear"

\* B02-redirty-without-buffers, for Asks.  Neither the flusher nor reclaim asks: the
\* buffers go under the pin, and the mark at release finds none (J. Kara's report of
\* January 2018; ext4 stopped with a BUG until cc5095747edf).
NobodyAsks == FALSE

\* B03-pinned-test-before-mkclean, for FlushOrder.  The question comes before the
\* entry is cleared (mutation class; KSM has the rule in write_protect_page).
AskedEarly == <<"WbPinTest", "WbMkcleanClear">>

\* B05-clear-dirty-vs-fault, for FltMkwrite.  ->page_mkwrite comes back with the page
\* unlocked, and the entry and the mark are set without the lock: until 79352894b285
\* (2007).
MkwriteUnlocks(t) ==
    /\ pc[t] = "FltMkwrite"
    /\ dirty' = TRUE
    /\ buffers' = AllBuffers("dirty")
    /\ notified' = TRUE
    /\ pgl' = NoThread
    /\ Goto(t, "FltInstall")
    /\ UNCHANGED <<count, table, wb, content, device, notifier, loc, ledger, via, csum, owed, cut>>

\* B06-mkclean-result-dropped, for WbTransferDirty.  What page_mkclean found is not
\* passed on: clear_page_dirty_for_io until 7658cc289288 (2006).
ResultDropped(t) ==
    /\ pc[t] = "WbTransferDirty"
    /\ Goto(t, AskStep)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* B15-stable-pages-dio, for StableStep.  A fault does not wait for the write under way,
\* though the device demands it: before 3.0 none did, from 3.0 all did, and since
\* 1d1d1a767206 those whose device demands it do.
DoNotWait == "FltMkwrite"

\* B17-wait-policy-livelock, for PinnedStep.  Under a policy that passes a pinned page
\* over: wait until it is not pinned (mutation class).
WaitForPins == "WbWaitPins"

\* B19-bounce-clears-dirty, for WbBounce.  The page that was copied counts as clean
\* (mutation class).
BounceCleans(t) ==
    /\ pc[t] = "WbBounce"
    /\ dirty' = FALSE
    /\ notified' = FALSE
    /\ Learn(t, [loc[t] EXCEPT !.io = data])
    /\ Goto(t, "WbStart")
    /\ UNCHANGED <<count, table, pgl, wb, buffers, content, device, notifier, ledger,
                   via, csum, owed, cut>>

\* writeback-without-end, for WbEnd.  end_page_writeback is forgotten (mutation class).
EndForgotten(t) ==
    /\ pc[t] = "WbEnd"
    /\ Done(t)
    /\ UNCHANGED <<count, table, flags, content, device, notifier, ledger, ghosts>>

\* fsync-waits-for-nobody, for SyncWait.  fsync passes over a write that another has
\* begun, and does not wait for it either (mutation class).
WaitsForNobody(t) ==
    /\ pc[t] = "SyncWait"
    /\ Goto(t, "SyncReturn")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* device-not-stopped, for Through.  An invalidation that ends and has not begun
\* (mutation class).
Straight(step) == step

-----------------------------------------------------------------------------
(* The walker *)

\* A18-grab-from-zero, for Grabbable.  An addition that does not look for zero.
EvenFromZero(x) == TRUE

\* A08-sub-then-put, for UndoWorth.  The put without its get (mutation class).
OneTooMany(k) == Worth(k) + 1

\* B16-inverted-permission-test, for LongtermAllowed.  v6 of L. Stoakes' series, fixed
\* in v7.
Inverted(m) == m = "file"

-----------------------------------------------------------------------------
(* Unmapping and reclaim *)

\* B07-tlb-dirty-after-zap, for ZapKeeps.  The page-table lock is dropped before the
\* flush: until 1cf35d47712d (2014).
NobodyKeeps(t) == NoThread

\* B08-mkclean-transient-none, for ZapClear.  An entry that is not there is passed
\* over without the lock; it may be there again at once: MADV_DONTNEED, of a huge
\* page, until 024eee0e83f0.
ZapUnlocked(t) ==
    /\ pc[t] = "ZapClear"
    /\ pte = "none" \/ ptl = NoThread
    /\ IF pte = "none"
       THEN /\ Goto(t, "MnInvalidateEnd")
            /\ UNCHANGED <<pte, ptl, loc, dirty, buffers, cut>>
       ELSE /\ pte' = "none"
            /\ ptl' = t
            /\ IF IsDirty(pte) THEN SetDirty ELSE UNCHANGED <<dirty, buffers>>
            /\ cut' = (cut \/ mapping = "anon")
            /\ Goto(t, "ZapFlush")
            /\ UNCHANGED loc
    /\ UNCHANGED <<count, tlb, pgl, wb, content, device, notifier, ledger,
                   via, notified, csum, owed>>

\* B10-madv-free-vs-dio, for LazyUnused.  The count is not looked at: until
\* 6c8e2a256915 (2022).
CountIgnored == TRUE

\* kept-page-not-freed, for RclKeep.  What this specification had at first: the put of
\* an isolated page that was unmapped meanwhile frees nothing.
KeptNotFreed(t) ==
    /\ pc[t] = "RclKeep"
    /\ pgl' = NoThread
    /\ cnt' = Plus(cnt, -1)
    /\ Finish(t)
    /\ UNCHANGED <<free, mapping, table, dirty, wb, buffers, content, device, notifier, ledger, ghosts>>

-----------------------------------------------------------------------------
(* The release *)

\* B13-unpin-no-dirty, for RelDirtyTest.  The driver stores and does not say so:
\* media/v4l2-core until 3c7470b6f684.
NeverMarks(t) ==
    /\ pc[t] = "RelDirtyTest"
    /\ Goto(t, "RelSub")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* B14-set-dirty-unlocked, for RelDirtySet.  set_page_dirty without the page lock, by a
\* driver that looked at the mapping before: nothing keeps truncation out.
MarksUnlocked(t) ==
    /\ pc[t] = "RelDirtySet"
    /\ SetDirty
    /\ Goto(t, "RelSub")
    /\ UNCHANGED <<count, table, pgl, wb, content, device, notifier, loc, ledger, ghosts>>

\* A22-odp-mismatch, for Paired.  What was taken with get is given back with unpin: v2
\* of the pin series did this to on-demand paging.
UnpinsGets(t, k) == k = "UNPIN" /\ Holds(t)

\* put-for-unpin, for Paired.  What was pinned is given back with put_page (mutation
\* class): 1023 references stay.
PutsPins(t, k) == k = "PUT" /\ Holds(t)
=============================================================================
