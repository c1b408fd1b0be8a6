----------------------------- MODULE MutLongterm -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of Longterm.  A cfg puts one of them *)
(* in the place of the right one and names the property that must fail.    *)
(* Where no commit or patch is named, it is a class of mutations, and no   *)
(* kernel is known to have had it.                                         *)
(***************************************************************************)
EXTENDS MCLongterm

-----------------------------------------------------------------------------
(* The fast walk *)

\* D18-longterm-fast-cma, for FastRefuses.  The fast path looks for FS-DAX only: until
\* df3a0a21b698 (5.7).
DaxOnly(p) == IsDax(p)

\* A25-late-placement-no-undo, for RefusedStep.  The test that comes after the grab goes
\* without taking it back: a revision of memfd_secret (2021) had it of its own test.
JustStops == "SlowFollow"

\* D15-secretmem-fast, for FoundSecret.  A page that is not on an LRU list is taken for any
\* page, to save a look: until 65291dcfcf89 (CVE-2024-35872).
ListedAndSecret(p) == lru[p] = "on" /\ IsSecret(p)

\* D16-pgmap-ref-imbalance, for GivesBack.  A walk that takes its grab back does not give
\* the pagemap back: the kind of imbalance for which 6dd29b3df975 reverted 2947ba054a4d.
OnlyOfHeld(t, how) == IsDevice(loc[t].p) /\ how = "held"

\* A19-no-recheck, for Unchanged.  The entry is not read again (mutation class).
NotAsked(t) == TRUE

\* A18-grab-from-zero, for Grabbable.  An addition that does not look for zero.
EvenFromZero(x) == TRUE

\* dax-undo-silent, for FastUndo.  A pin that is taken back does not wake who waits for
\* an idle page (mutation class).
UndoneInSilence(t) ==
    LET p == loc[t].p
        c == Plus(cnt[p], -Worth(loc[t].k))
    IN  /\ pc[t] = "FastUndo"
        /\ cnt' = [cnt EXCEPT ![p] = c]
        /\ IF c = 0 THEN Go(t, "RelFree", [Stopped(t) EXCEPT !.p = p, !.to = "SlowFollow"]) ELSE Stop(t)
        /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

\* A08-mass-sub-no-testzero, for FastUndo.  The undo subtracts and does not look for zero
\* (mutation class).
NobodyFrees(t) ==
    /\ pc[t] = "FastUndo"
    /\ cnt' = [cnt EXCEPT ![loc[t].p] = Plus(@, -Worth(loc[t].k))]
    /\ Stop(t)
    /\ UNCHANGED <<memory, lru, map, data, dax, ledger, ghosts>>

-----------------------------------------------------------------------------
(* The slow path *)

\* D19-longterm-slow-uses-fast-grab, for SlowTakes.  The slow path grabs as the fast one
\* does, and so refuses the very page that it should move: 57edfcfd3419, until
\* f442fa614137.
AsFast(p) == ~FastRefuses(p)

\* D21-longterm-batch-ref, for DrainStep.  Batches are not drained of a page that is on the
\* list and can be isolated: until 98c6d259319e (2025).
NotDrained == "LtIsolate"

\* D22-longterm-soft-cma, for FailedStep.  A page that cannot be moved is pinned where it
\* is: until 5.13.
Tolerated == "LtRetry"

\* A23-double-unpin-on-fail, for LtFail.  The pages of the call are released once more
\* (mutation class).
FailsTwice(t) ==
    LET again == {pte[u].p : u \in (loc[t].v + loc[t].fast) .. (loc[t].v + loc[t].n - 1)} IN
    /\ pc[t] = "LtFail"
    /\ cnt' = [p \in Frames |-> IF p \in again THEN Plus(cnt[p], -Worth(loc[t].k)) ELSE cnt[p]]
    /\ Refused(t)
    /\ UNCHANGED <<memory, lru, map, data, dax, ghosts>>

\* dax-unchecked, for Leased.  FS-DAX is pinned for long without a lease: get_user_pages did
\* so before there was get_user_pages_longterm, 2bb6d2837083 (4.15).
TakenForLeased == TRUE

\* last-page-decides, for Collected.  A mixture is judged by its last page (mutation class).
LastPageDecides(t, l) ==
    CASE l.i < Len(l.got) -> Go(t, "LtCollect", [l EXCEPT !.p = NoFrame, !.coll = FALSE]) /\ UNCHANGED ledger
      [] l.i = Len(l.got) /\ l.coll -> Go(t, "LtUnpinAll", [l EXCEPT !.p = NoFrame]) /\ UNCHANGED ledger
      [] OTHER -> Return(t, l.got)

-----------------------------------------------------------------------------
(* Migration *)

\* migrate-cache-ref-forgotten, for ExpectedRefs.  The owner's reference is not expected:
\* the page never freezes (mutation class).
NoOwner(holder) == CASE holder = "pinned" -> 2 + Weight("PIN", 1)
                     [] holder = "mapped" -> 3
                     [] OTHER             -> 1

\* migrate-unfrozen, for Freezes.  The page goes, whoever holds it (mutation class).
Whatever(c) == TRUE

\* migrate-pte-lost, for Restored.  A page that was not moved keeps its migration entry
\* (mutation class).
StillMoving(p) == Moving(p)

\* migrate-wrong-entry, for Restored.  It comes back as an entry of another kind, which is
\* taken for one without a reference (mutation class).
SpecialEntry(p) == [k |-> "special", p |-> p]

\* alloc-not-drained, for DrainedFirst.  An allocation drains the batches of what it has
\* isolated, and of nothing else (mutation class).
OnlyWhatIsIsolated(p) == batch[p] /\ lru[p] = "on"

-----------------------------------------------------------------------------
(* FS-DAX *)

\* dax-wake-missed, for Wakes.  The wake is that of put_page, which gives up a single
\* reference: with a pin the count goes from 1 + BIAS to 1.
WakesOnPut(before, after) == before = 2 /\ after = 1

\* dax-freed-busy, for Idle.  Truncation does not wait: before 5fac7408d828 (4.18).
NeverBusy(p) == TRUE

-----------------------------------------------------------------------------
(* The release *)

\* A22-odp-mismatch, for Paired.  What was taken with get is given back with unpin: v2
\* of the pin series did this to on-demand paging.
UnpinsGets(t, k, p) == k = "UNPIN" /\ Holds(t, p)
=============================================================================
