----------------------------- MODULE MCGupFast ------------------------------
(***************************************************************************)
(* Bounds for GupFast, and nothing else.                                   *)
(*                                                                         *)
(* Each kind of call is given to some of the tasks, and a task that holds  *)
(* MaxHeld pages begins no call that could give it more.  What that hides: *)
(*  - a defect that needs one task to do two kinds of call that the cfg    *)
(*    gives to two tasks (a task is in one call at a time, and keeps       *)
(*    nothing between calls but what the ledger says, so it would have to  *)
(*    be short of tasks, not of kinds);                                    *)
(*  - a defect that needs more than MaxHeld pages in one hand, such as a   *)
(*    count near its limit: that is PinCount's question.                   *)
(* The numbers of frames and vpns are the other bound: a frame can be      *)
(* reused, and an entry can go and come back, any number of times, but no  *)
(* more than Cardinality(Frames) pages are ever in play.                   *)
(*                                                                         *)
(* A call that a cfg gives to nobody never fires there, nor do its later   *)
(* steps; without FltInstall a leaf never becomes a table, so there is no  *)
(* FastReadPte either.  Every action fires in MCGupFastReplay, -Order0,    *)
(* -TwoPages, -Tails and -Leaf.                                            *)
(***************************************************************************)
EXTENDS GupFast

CONSTANTS
    Pinners,   \* tasks that pin
    Getters,   \* tasks that take plain references
    Cleaners,  \* tasks that clean an entry and ask whether the page is pinned
    Zappers,   \* tasks that unmap
    Mappers,   \* tasks that map a fresh page
    Reusers,   \* tasks that are given a fresh page without mapping it
    MaxHeld    \* a task that holds so many pages takes no more

HeldBy(t) == Sum([f \in Frames |-> pins[t][f] + gets[t][f]], Frames)

MCMayCall(t, k) ==
    CASE k = "PIN"   -> t \in Pinners /\ HeldBy(t) < MaxHeld
      [] k = "GET"   -> t \in Getters /\ HeldBy(t) < MaxHeld
      [] k = "CLEAN" -> t \in Cleaners
      [] k = "ZAP"   -> t \in Zappers
      [] k = "MAP"   -> t \in Mappers
      [] k = "REUSE" -> t \in Reusers /\ HeldBy(t) < MaxHeld

\* For one question: what if the slow path may be starved of the lock?
WeaklyFairSpec ==
    Spec /\ \A t \in Threads : WF_vars(Walk(t) \/ Release(t) \/ Remove(t) \/ SlowFollow(t))
=============================================================================
