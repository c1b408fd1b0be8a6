---------------------------- MODULE MutCompound -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of Compound; see MutGupFast.  Where  *)
(* no commit or patch is named, it is a class of mutations, and no kernel  *)
(* is known to have had it.                                                *)
(***************************************************************************)
EXTENDS MCCompound

-----------------------------------------------------------------------------
(* The grab *)

\* A grab on g, by an addition that does not look for zero if from is set.
GrabOn(t, g, from) ==
    LET a == GrabAmount(loc[t].k, Refs(t)) IN
    /\ IF from \/ Grabbable(cnt[g])
       THEN /\ cnt'    = [cnt EXCEPT ![g] = Plus(@, a)]
            /\ debt'   = [debt EXCEPT ![t].c = @ + a]
            /\ mapped' = [mapped EXCEPT ![t] = EntryAt(Vpn(t)) = loc[t].e]
            /\ Goto(t, Then(t, "FastGrab"))
            /\ UNCHANGED <<loc, doomed>>
       ELSE Stop(t, "SlowFollow") /\ UNCHANGED <<cnt, debt>>
    /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ledger>>

\* A06-grab-on-tail, for FastGrab.  v7 of the series pinned the page that it was
\* given, tail or not, by an addition of its own; the release finds the head.
GrabbedOnTail(t) == pc[t] = "FastGrab" /\ GrabOn(t, loc[t].p, TRUE)

\* D02-tail-never-fast, for FastGrab.  Until 7aef4172c795 the speculative get was
\* on the page itself: a tail's count is zero, so it never succeeds.
NeverOnTail(t) == pc[t] = "FastGrab" /\ GrabOn(t, loc[t].p, FALSE)

\* A12-hugepage-bias-overflow is not a wrong operator: it is the first era.

\* whole-leaf, for Refs.  The grab covers the whole leaf instead of the part that was
\* asked for (mutation class).
WholeLeaf(t) == IF loc[t].e.k = "leaf" THEN HugeSize ELSE 1

\* A21-pin-second-step-after-recheck, for Order.  What makes a pin of the reference comes
\* when the entry has been looked at (mutation class).
SecondLast == <<"FastReadHead", "FastReadCount", "FastGrab", "FastHeadRecheck", "FastReadOrder",
                "FastFence", "FastStat", "FastRecheck", "FastPinSecond", "FastRecord">>

\* order-asked-early, for Order.  Before c24d37322548 the page was asked whether it had
\* a pin count in front of the grab, to know what to add, and once more behind it: one
\* that is split in between is pinned by a plain reference.  Here the first answer
\* stands for both, so there is a pin count besides, which is nobody's.
AskedEarly == <<"FastReadHead", "FastReadOrder", "FastReadCount", "FastGrab", "FastHeadRecheck",
                "FastPinSecond", "FastFence", "FastStat", "FastRecheck", "FastRecord">>

\* D01-split-head-trusted, for HeadUnchanged.  Before c24d37322548 nobody looked
\* whether the page had been split, and the entry may be the same again.
HeadTrusted(t) == TRUE

\* D10-torn-pte-read, for FastReadPte and EntryUnchanged.  A 64-bit entry is read in
\* two halves, flags and frame; what is none has frame 0.  x86 with PAE has looked at the
\* low half once more since 2008; here nobody does, and with the re-check by halves as
\* well a page is taken that was never there.
TornRead(t) ==
    LET e == pte[Vpn(t)]
        f == IF e.p = NoFrame THEN 0 ELSE e.p
    IN
    /\ pc[t] = "FastReadPte"
    /\ IF loc[t].e = NoEntry
       THEN IF IsPage(e) /\ e.w
            THEN /\ Learn(t, [loc[t] EXCEPT !.e = [e EXCEPT !.p = NoFrame]])
                 /\ UNCHANGED <<pc, mapped, doomed>>
            ELSE Stop(t, "SlowFollow")
       ELSE /\ Goto(t, "FastReadHead")
            /\ Learn(t, [loc[t] EXCEPT !.e.p = f, !.p = f])
            /\ UNCHANGED <<mapped, doomed>>
    /\ UNCHANGED <<frames, tables, stats, ledger, debt>>
TornTwice(t) ==
    LET e == EntryAt(Vpn(t)) IN e.k = loc[t].e.k /\ e.w = loc[t].e.w

-----------------------------------------------------------------------------
(* The ways out *)

\* A25-recheck-no-undo, for FastRecheck, and A25-head-recheck-no-undo, for FastHeadRecheck: out after the grab,
\* without the undo; see MutGupFast.
RecheckLeaks(t) ==
    /\ pc[t] = "FastRecheck"
    /\ IF EntryUnchanged(t)
       THEN Goto(t, Then(t, "FastRecheck")) /\ UNCHANGED <<loc, mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<frames, tables, stats, ledger, debt>>
HeadRecheckLeaks(t) ==
    /\ pc[t] = "FastHeadRecheck"
    /\ IF HeadUnchanged(t)
       THEN Goto(t, Then(t, "FastHeadRecheck")) /\ UNCHANGED <<loc, mapped, doomed>>
       ELSE IF LooksAgain
            THEN /\ Goto(t, "FastReadHead")
                 /\ Learn(t, [loc[t] EXCEPT !.h = NoFrame])
                 /\ UNCHANGED <<mapped, doomed>>
            ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<frames, tables, stats, ledger, debt>>

\* A04-undo-forgets-pincount, for Undo.  The reference is taken back, the pin is not
\* (mutation class; the exact form of A04).
PincountForgotten(t) == UndoFrom(t)

\* A08-undo-unbracketed, for UndoFrom.  The put without its get (mutation class).
WithoutGet(t) == IF Era = "bias" THEN "FastUndoSub" ELSE "FastUndo"

\* A08-mass-sub-alone, for UndoSubAmount.  The subtraction takes all of it, and the get
\* before it with it: nothing is left to test (mutation class).
AllOfIt(t) == IF Era = "bias" THEN Added(t) + 1 ELSE Added(t)

-----------------------------------------------------------------------------
(* The release *)

\* A11-stat-after-free, for RelOrder.  unpin_user_page() counted a page that it had let
\* go of, until 4509b42c3896.
StatLast == <<"RelPincount", "RelSub", "RelStat">>

\* pincount-after-refcount, for RelOrder.  The pin goes when the page may be gone
\* (mutation class).
PincountLast == <<"RelStat", "RelSub", "RelPincount">>

\* stat-before-ref, for Order.  The attempt is counted before it is one (mutation class).
StatFirst == <<"FastReadHead", "FastReadCount", "FastStat", "FastGrab", "FastHeadRecheck",
               "FastReadOrder", "FastPinSecond", "FastFence", "FastRecheck", "FastRecord">>

\* A16-zero-release-counts, for ReleaseExempt: only the grab knows the zero page, and
\* who unpins it takes what nobody added (vfio, until 5b992412776c).
ReleaseCounts(k, f) == FALSE

\* A16-zero-page-pin-overflow, for GrabExempt: only the release knows it, and pins pile up.
GrabCounts(k, f) == FALSE

-----------------------------------------------------------------------------
(* The splitter *)

\* split-forgets-pins, for SplitExpected.  The splitter takes pins for what it expects
\* (mutation class).
PinsExpected(h) == IF Era = "bias" THEN cnt[h] % BIAS ELSE 1 + pinc[h]

\* split-not-remapped, for SplitFreeze.  A count that is not what was expected ends the
\* call without the entries coming back (mutation class).
NotRemapped(t) ==
    LET h == loc[t].h IN
    /\ pc[t] = "SplitFreeze"
    /\ IF cnt[h] = SplitExpected(h)
       THEN cnt' = [cnt EXCEPT ![h] = 0] /\ Goto(t, "SplitTails") /\ UNCHANGED loc
       ELSE Goto(t, "idle") /\ Learn(t, NoLoc) /\ UNCHANGED cnt
    /\ UNCHANGED <<pinc, head, order, free, zero, tables, stats, ledger, ghosts>>
=============================================================================
