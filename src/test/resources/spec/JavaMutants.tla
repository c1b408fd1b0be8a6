----------------------------- MODULE JavaMutants -----------------------------
(***************************************************************************)
(* What org.pinproof.explore.gup.GupMutant does to the walker, said as     *)
(* operators of GupFast, so that a mutant of the code can be followed to   *)
(* the invariant it breaks; and wrong operators for invariants that no     *)
(* mutant of the code breaks.  A25-late-check-no-undo is not here: to say  *)
(* it an action would have to be replaced, and with it the step's name.    *)
(***************************************************************************)
EXTENDS GupFast

\* For Order: the mutants leave steps out, or take them elsewhere.
WithoutRecheck ==
    <<"FastReadHead", "FastReadCount", "FastGrab", "FastHeadRecheck", "FastRecord">>
RecheckFirst ==
    <<"FastReadHead", "FastRecheck", "FastReadCount", "FastGrab", "FastHeadRecheck", "FastRecord">>
WithoutHeadRecheck ==
    <<"FastReadHead", "FastReadCount", "FastGrab", "FastRecheck", "FastRecord">>

\* For Grabbable, GrabAmount with UndoAmount, UndoAmount, UndoAmount, UndoFrees.
EvenFromZero(x)  == TRUE
OneBias(k, n)    == IF k = "PIN" THEN BIAS ELSE n
Unscaled(k, n)   == n
PutOne(k, n)     == 1
NobodyFrees(c)   == FALSE

\* For Forget: a page that the fast path cannot have is passed over.
ForgetAndSkip(l) == [l EXCEPT !.e = NoEntry, !.p = NoFrame, !.h = NoFrame, !.i = @ + 1]

\* For Forget: what is no vpn is left where the vpn was.
ForgetVpn(l) == [l EXCEPT !.e = NoEntry, !.p = NoFrame, !.h = NoFrame, !.v = NoFrame]
=============================================================================
