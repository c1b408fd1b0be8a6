----------------------------- MODULE MutGupFast -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of GupFast.  A cfg puts one of them  *)
(* in the place of the right one and names the property that must fail.    *)
(* Where no commit or patch is named, it is a class of mutations, and no   *)
(* kernel is known to have had it.                                         *)
(***************************************************************************)
EXTENDS MCGupFast

-----------------------------------------------------------------------------
(* What is added and taken back *)

\* A03-one-bias-per-huge, for GrabAmount.  Until v6 of the series a huge leaf was
\* charged one bias, however many of its pages the call was given; each of them
\* is released with a bias of its own.
OneBias(k, n) == IF k = "PIN" THEN BIAS ELSE n

\* A04-undo-unscaled, for UndoAmount.  Until v7 of the series the undo put back n
\* where n * BIAS had been added.
Unscaled(k, n) == n

\* A05-undo-put-after-pin, for UndoAmount.  gup_pte_range went on to undo a pin
\* with put_page() when the pte had changed, from November 2019 until the fixup of
\* C. Imbrenda in March 2020; it was squashed into 3faa52c03f44 before release.
PutOne(k, n) == 1

\* A06-lost-compound-head, for UndoHead.  v7 of the series lists a missing
\* compound_head() on the undo side: taken back from the tail, not from the head.
\* (The grab side of the same slip cannot be seen here: a tail's count is zero, so
\* the grab fails, and the slow path does the work.)
UndoOnPage(t) == loc[t].p

\* A08-mass-sub-no-testzero, for UndoFrees.  Subtract without the test for zero,
\* which the extra get and put around the kernel's page_ref_sub() are for
\* (mutation class): nobody frees.
NobodyFrees(c) == FALSE

\* A08-sub-then-put, for UndoAmount.  The put without its get (mutation class).
OneTooMany(k, n) == Weight(k, n) + 1

\* whole-leaf, for Refs.  The grab covers the whole leaf instead of the part that
\* was asked for (mutation class).
WholeLeaf(t) == IF loc[t].e.k = "leaf" THEN HugeSize ELSE 1

-----------------------------------------------------------------------------
(* The tests that make a speculative reference safe *)

\* A18-grab-from-zero, for Grabbable.  An addition that does not look for zero:
\* what KVM did to pages without a count of their own, until f8be156be163.
EvenFromZero(x) == TRUE

\* A19-no-recheck, for EntryUnchanged.  The entry is not read again after the
\* grab; for a huge leaf the kernel had this until 2b4847e73004.
EntryTrusted(t) == TRUE

\* A20-recheck-before-grab, for Order.  Looking again before the grab is as good
\* as not looking (mutation class).
RecheckFirst == <<"FastReadHead", "FastReadCount", "FastRecheck", "FastGrab",
                  "FastHeadRecheck", "FastRecord">>

\* D01-head-recheck-missing, for HeadUnchanged.  Before c24d37322548 the head was
\* not read again, and the entry may be the same although the head is not.
HeadTrusted(t) == TRUE

-----------------------------------------------------------------------------
(* The ways out *)

\* A25-late-check-no-undo, for FastRecheck: out after the grab, without the undo.
\* A revision of the memfd_secret series did this at its own late check (2021, not
\* merged so); one mutant for each exit that is modelled here.
RecheckLeaks(t) ==
    /\ pc[t] = "FastRecheck"
    /\ IF EntryUnchanged(t)
       THEN /\ Goto(t, Then("FastRecheck"))
            /\ UNCHANGED <<loc, mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<memory, ledger, debt>>

\* The same, for FastHeadRecheck.
HeadRecheckLeaks(t) ==
    /\ pc[t] = "FastHeadRecheck"
    /\ IF HeadUnchanged(t)
       THEN Goto(t, Then("FastHeadRecheck")) /\ UNCHANGED <<loc, mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<memory, ledger, debt>>

\* A grab whose failure leaves l behind.  The mutants test pc, so that it is theirs
\* and not this operator's name that the action has.
GrabOrElse(t, l) ==
    LET h == loc[t].h
        a == GrabAmount(loc[t].k, Refs(t))
    IN  /\ IF Grabbable(cnt[h])
           THEN /\ cnt'    = [cnt EXCEPT ![h] = Plus(@, a)]
                /\ debt'   = [debt EXCEPT ![t] = @ + a]
                /\ mapped' = [mapped EXCEPT ![t] = EntryAt(Vpn(t)) = loc[t].e]
                /\ Goto(t, Then("FastGrab"))
                /\ UNCHANGED <<loc, doomed>>
           ELSE /\ Goto(t, "SlowFollow")
                /\ Learn(t, Forget(l))
                /\ mapped' = [mapped EXCEPT ![t] = FALSE]
                /\ doomed' = [doomed EXCEPT ![t] = FALSE]
                /\ UNCHANGED <<cnt, debt>>
        /\ UNCHANGED <<head, free, pmd, pte, ptl, ledger>>

\* A09-nr-increment-early, for FastGrab.  The page is recorded and counted before
\* the grab, and the failed grab does not take that back (mutation class): the
\* caller is handed a page that was never pinned.
RecordedEarly(t) ==
    /\ pc[t] = "FastGrab"
    /\ GrabOrElse(t, [loc[t] EXCEPT !.i = @ + 1, !.pages = Append(@, loc[t].p)])

\* A09-nr-without-page, for FastGrab.  The same, but only the number is early:
\* the caller is told of an array entry that was never written.
CountedEarly(t) ==
    /\ pc[t] = "FastGrab"
    /\ GrabOrElse(t, [loc[t] EXCEPT !.i = @ + 1])

\* retry-forever, for FastGrab.  A failed grab tries again instead of leaving the
\* page to the slow path (mutation class); a page that stays free stays zero.
RetryForever(t) ==
    LET h == loc[t].h
        a == GrabAmount(loc[t].k, Refs(t))
    IN  /\ pc[t] = "FastGrab"
        /\ IF Grabbable(cnt[h])
           THEN /\ cnt'    = [cnt EXCEPT ![h] = Plus(@, a)]
                /\ debt'   = [debt EXCEPT ![t] = @ + a]
                /\ mapped' = [mapped EXCEPT ![t] = EntryAt(Vpn(t)) = loc[t].e]
                /\ Goto(t, Then("FastGrab"))
           ELSE Goto(t, "FastReadCount") /\ UNCHANGED <<cnt, debt, mapped>>
        /\ UNCHANGED <<head, free, pmd, pte, ptl, loc, ledger, doomed>>

-----------------------------------------------------------------------------
(* The checker *)

\* ask-without-clear, for WbMkcleanClear.  The checker asks of an entry that it has
\* left as it was (mutation class): the answer is old before it is given.
AskWithoutClear(t, v) ==
    LET e == EntryAt(v) IN
    /\ pc[t] = "idle"
    /\ MayCall(t, "CLEAN")
    /\ ptl = NoThread
    /\ IF IsPage(e) /\ e.w
       THEN /\ ptl' = t
            /\ Goto(t, "WbPinTest")
            /\ Learn(t, [NoLoc EXCEPT !.k = "CLEAN", !.v = v, !.e = e])
       ELSE UNCHANGED <<ptl, pc, loc>>
    /\ UNCHANGED <<cnt, head, free, pmd, pte, ledger, ghosts>>

\* lock-kept, for ZapFlush.  The remover forgets to drop the PTL (mutation class).
LockKept(t) ==
    /\ pc[t] = "ZapFlush"
    /\ Goto(t, "ZapPut")
    /\ Learn(t, [NoLoc EXCEPT !.k = "ZAP", !.h = head[loc[t].e.p]])
    /\ UNCHANGED <<cnt, head, free, pmd, pte, ptl, ledger, ghosts>>
=============================================================================
