----------------------------- MODULE MCPinCount -----------------------------
(***************************************************************************)
(* Bounds for PinCount, and the arithmetic of the limit.                   *)
(*                                                                         *)
(* A word of four bits needs no bound: the limit check is one.  In wider   *)
(* words a task holds at most MaxPins pinned pages and MaxGets plain       *)
(* references of one page, and takes PinBy pages with a pin.  What that    *)
(* hides: a defect that needs more than this in one hand.  The cfgs choose *)
(* it so that the admission limit and the wrap are within reach.           *)
(***************************************************************************)
EXTENDS PinCount

CONSTANTS
    MaxPins,  \* pages of one page's count that a task may hold pinned
    MaxGets,  \* plain references to one page that a task may hold
    PinBy     \* pages that one pin may cover: some of Sizes

MCMayTake(t, p, k, n) ==
    IF k = "PIN" THEN n \in PinBy /\ pins[t][p] + n <= MaxPins
                 ELSE gets[t][p] + n <= MaxGets

\* With the kernel's own references: two of them at most, and freezing at any time.
KernelMayTake(t, p, k, n) ==
    CASE k = "KERNEL" -> maps[p] < 2
      [] k = "FREEZE" -> TRUE
      [] OTHER        -> MCMayTake(t, p, k, n)

\* For the graph that is replayed: a task holds one thing at a time, and lets go of it
\* as a whole; and a page that begins near the limit stays there.
ReplayMayTake(t, p, k, n) ==
    Sum([q \in Pages |-> pins[t][q] + gets[t][q]], Pages) = 0
ReplayMayDrop(t, p, k, n) ==
    IF k = "MAP" THEN maps[p] < 3 ELSE Held(t, p, k) = n

-----------------------------------------------------------------------------
(* The race over the limit: every task makes one call, and nobody lets go.  *)
(* With InitMaps at the largest count that is still admitted, it asks how   *)
(* far the calls can carry it.  Hides what a release in between could do:   *)
(* it only makes the count smaller.                                         *)

\* Tasks are numbers here.  They are alike, so they begin in order.
Begun(t) == pc[t] # "idle" \/ \E p \in Pages : pins[t][p] > 0
InTurn(t) == ~Begun(t) /\ \A u \in Threads : u < t => Begun(u)

RaceNext ==
    \E t \in Threads :
        \/ \E p \in Pages, n \in PinBy : InTurn(t) /\ FastReadCount(t, p, "PIN", n)
        \/ FastGrab(t) \/ FastRecord(t)

RaceSpec == Init /\ [][RaceNext]_vars

-----------------------------------------------------------------------------
(* How many calls for a whole huge page the limit admits, one at a time.    *)

WholePage == MaxOf(Sizes)

\* Half the word: the other half is negative.
AdmissionBound == (BiasesInWord \div 2) \div WholePage

AtMostTheBound ==
    \A p \in Pages : PinnedPages(p) <= AdmissionBound * WholePage

AdmittedBelowTheBound ==
    \A p \in Pages : PinnedPages(p) < AdmissionBound * WholePage => WithinLimit(cnt[p])

\* Witnesses of the two.
SomethingAtTheBound    == \E p \in Pages : PinnedPages(p) = AdmissionBound * WholePage
SomethingBelowTheBound == \E p \in Pages : PinnedPages(p) < AdmissionBound * WholePage

\* Asked by being violated: as many are held as are ever admitted.
NeverAtTheBound ==
    \A p \in Pages : PinnedPages(p) < AdmissionBound * WholePage
=============================================================================
