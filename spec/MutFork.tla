------------------------------- MODULE MutFork -------------------------------
(***************************************************************************)
(* Wrong versions of single operators of Fork.  A cfg puts one of them in  *)
(* the place of the right one and names the property that must fail.       *)
(* Where no commit or patch is named, it is a class of mutations, and no   *)
(* kernel is known to have had it.                                         *)
(***************************************************************************)
EXTENDS MCFork

-----------------------------------------------------------------------------
(* Fork *)

\* C01-fork-vs-fast-pin, for ReadsSeq.  The fast walk does not look at write_protect_seq:
\* from 70e806e4e645 and f3c64eda3e50 (5.9) until 57efa1fe5957 (5.11).
NoSeq == FALSE

\* C05-fork-huge-pmd-pinned, for AsksPins.  A huge pmd is write-protected although it is
\* pinned: until d042035eaf5f (5.9).
ButOfPmds(area) == area # "pmd"

\* C06-fork-hugetlb-no-seq, for TakesSeq.  copy_hugetlb_page_range does not take the
\* sequence count: until 623a1ddfeb23 (reported).
ButOfHugetlb(area) == area # "hugetlb"

\* C07-fork-dio-classic, for MayDma.  A device stores through a plain reference, which fork
\* does not look at: what open(2) warns of, and MADV_DONTFORK was made for.  What fails is that
\* the child sees the device's store.  That the parent's own next store leaves the device
\* behind is the other half, which PinCoherency does not promise plain references.
AnyHold(t, f) == pins[t][f] + gets[t][f] > 0

\* fork-lock-kept, for EmptyKeeps.  An entry that is not there is passed over with the
\* page-table lock held (mutation class).
Kept == TRUE

-----------------------------------------------------------------------------
(* Copy on write *)

\* C08-cow-refcount-breaks-pin, for Reusable.  Nobody but the entry may have the page:
\* 09854ba94c6a (5.9, reported), until 5.19.  A pin that outlives a write protection is left
\* behind.
ByRefcount(f) == cnt[f] = 1

\* C11-cow-either-way, for Reusable.  No other entry may have the page, whoever else holds
\* it: CVE-2020-29374 (reported).  17839856fd58 (5.8) made gup break the sharing first; this
\* rule itself stood until 09854ba94c6a (5.9, reported).
ByMapcount(f) == mapc[f] = 1

\* cow-not-kept, for CowPut.  The page that was copied loses the mapping's reference and
\* the call's own in two subtractions, and nobody looks whether it was the last (mutation
\* class).
NobodyLooks(t) ==
    /\ pc[t] = "CowPut"
    /\ cnt' = [cnt EXCEPT ![loc[t].p] = Plus(@, -loc[t].n)]
    /\ Go(t, BackStep(t), Forget(loc[t]))
    /\ UNCHANGED <<free, page, map, mm, ledger, ghosts>>

\* cow-unheld, for CopierRefs.  The page that is copied is not held meanwhile (mutation class).
Unheld == 0

-----------------------------------------------------------------------------
(* Write protection, swap *)

\* C09-swap-pinned, for RclPinned.  A pinned page is swapped out: until feb889fb40fa (5.11).
NeverPinned(f) == FALSE

\* C10-softdirty-pinned, for RefsPinned.  clear_refs write-protects a pinned page: until
\* 9348b73c2e1b (5.11, reported).
NeverLooks(m, f) == FALSE

\* C22-swap-excl-lost, for SwapRemembers.  That a page was exclusive is forgotten when it is
\* swapped out: until 1493a1913e34 (5.19, reported).
Forgets(x) == FALSE

-----------------------------------------------------------------------------
(* Forced walks *)

\* C12-dirty-cow, for Writes.  Once the fault has made a copy, the walk goes on as if for
\* reading: CVE-2016-5195, f33ea7f404e5 until 19be0eaffa3a (4.9).
UntilCopied(t) == /\ loc[t].k \in {"PIN", "FORCE", "GET"}
                  /\ ~(loc[t].cow /\ ~Writable)

\* C14-foll-cow-shmem, for CanForce.  After a copy, an entry that is dirty is taken for it:
\* CVE-2022-2590, 9ae0f87d009c until 5535be309971 (6.0, reported).
IfDirty(t, e) == loc[t].cow /\ e.d

\* C13-huge-dirty-cow, for SlowFollow.  A walk for reading marks the entry dirty, and a dirty
\* entry is taken for the copy that the fault has made: CVE-2017-1000405, until a8f97366452e
\* (4.15, reported).  touch_pmd did so to huge pages, follow_page_pte never to an entry.
TouchesDirty(t) ==
    LET e == Entry(t)
        mine == /\ IsPage(e)
                /\ Writes(t) => e.w \/ (loc[t].k = "FORCE" /\ IfDirty(t, e))
                /\ MustUnshare(t) => e.w \/ Exclusive(e.p)
    IN  /\ pc[t] = "SlowFollow"
        /\ LockFree(t)
        /\ IF mine
           THEN /\ cnt' = [cnt EXCEPT ![e.p] = Plus(@, Worth(loc[t].k))]
                /\ SetEntry(t, [e EXCEPT !.d = TRUE])
                /\ Go(t, "SlowUnlockMmap", [loc[t] EXCEPT !.p = e.p])
                /\ Bind(t, e.p)
           ELSE Goto(t, "FltReadPte") /\ UNCHANGED <<cnt, pte, loc, bonds>>
        /\ UNCHANGED <<free, page, ptl, mm, ledger, debt, view>>

-----------------------------------------------------------------------------
(* Pins for reading *)

\* C15-anon-excl-race, for AfterRecheck.  The fast walk does not look at PG_anon_exclusive
\* once it holds the page.  088b8aa537c2 (6.1) is about the order of that look; here it is
\* left out.
NoLook(t) == "FastRecord"

\* C18-ro-pin-stale, for MustUnshare.  A pin for reading takes whatever is mapped: until
\* a7f226604170 (5.19, reported) and, of what is not anonymous, 8d6a0ac09a16 (6.2).
NeverUnshare(t) == FALSE

\* C19-ro-unshare-concurrent, for Exclusive.  A page that one entry maps is taken for
\* exclusive, also while somebody is about to unshare it: 13b65d69e404 of A. Arcangeli's
\* tree, never merged.
OneEntry(f) == IsAnon(f) /\ mapc[f] = 1

-----------------------------------------------------------------------------
(* userfaultfd *)

\* move-unasked, for MovePinned: NeverPinned, as for RclPinned.  A pinned page is moved to
\* another address (mutation class).

\* C21-uffd-move-pinned, for MovesEarly.  The page's index is changed before it is known
\* that the page may move: until d7a08838ab74 (6.8, reported).
AtOnce == TRUE

-----------------------------------------------------------------------------
(* The walk *)

\* A05-anon-undo-put-after-pin, for UndoAmount.  put_page() for what was pinned: linux-next until
\* March 2020.
PutOne(k) == 1

\* A08-anon-undo-no-testzero, for FastUndo.  The undo subtracts and does not look for zero
\* (mutation class).
NobodyFrees(t) ==
    LET a == UndoAmount(loc[t].k) IN
    /\ pc[t] = "FastUndo"
    /\ cnt'  = [cnt EXCEPT ![loc[t].p] = Plus(@, -a)]
    /\ debt' = [debt EXCEPT ![t] = @ - a]
    /\ Stop(t)
    /\ LET p == loc[t].p IN Loosen(t, p, pins[t][p] + reads[t][p], gets[t][p])
    /\ UNCHANGED <<free, page, map, mm, ledger, view>>

\* A22-anon-odp-mismatch, for Worth.  What was taken with get is given back with unpin: v2 of
\* the pin series did this to on-demand paging.
UnpinsGets(k) == Weight(IF k \in PinKinds \cup Releases THEN "PIN" ELSE "GET", 1)

\* A18-anon-grab-from-zero, for Grabbable.  An addition that does not look for zero.
EvenFromZero(x) == TRUE

\* A19-anon-no-recheck, for EntryUnchanged.  The entry is not read again (mutation class).
NotAsked(t) == TRUE
=============================================================================
