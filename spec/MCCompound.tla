----------------------------- MODULE MCCompound -----------------------------
(***************************************************************************)
(* Bounds for Compound, and nothing else.                                  *)
(*                                                                         *)
(* Each kind of call is given to some of the tasks, as in MCGupFast; a     *)
(* task that holds MaxHeld pages begins no call that could give it more,   *)
(* and when MaxAcquired pins have been counted nobody begins another: the  *)
(* counters only grow.  Without counters there is no such bound, and what  *)
(* is asked of safety is asked there too.  What is hidden: a counter that  *)
(* goes wrong later, and a split that comes after one pin and not after    *)
(* a second (-SplitInTheEnd).                                              *)
(***************************************************************************)
EXTENDS Compound

CONSTANTS
    Pinners,     \* tasks that pin
    Getters,     \* tasks that take plain references
    Cleaners,    \* tasks that clean an entry and ask whether the page is pinned
    Zappers,     \* tasks that unmap
    Mappers,     \* tasks that map a fresh page
    Splitters,   \* tasks that split a page which they hold
    MaxHeld,     \* a task that holds so many pages takes no more
    MaxAcquired  \* after so many counted pins nobody pins

HeldBy(t) == Sum([f \in Frames |-> pins[t][f] + gets[t][f]], Frames)

MCMayCall(t, k) ==
    CASE k = "PIN"   -> t \in Pinners /\ HeldBy(t) < MaxHeld /\ acq < MaxAcquired
      [] k = "GET"   -> t \in Getters /\ HeldBy(t) < MaxHeld
      [] k = "CLEAN" -> t \in Cleaners
      [] k = "ZAP"   -> t \in Zappers
      [] k = "MAP"   -> t \in Mappers
      [] k = "SPLIT" -> t \in Splitters

\* For one question: what if a walker that waits for migration entries finds them each
\* time it looks?  It may hold a page, and with it make every split fail.
UnluckySpec ==
    Spec /\ \A t \in Threads :
        /\ WF_vars(Walk(t) \/ Release(t) \/ Remove(t) \/ Split(t) \/ SlowFollow(t))
        /\ SF_vars(SlowMigWait(t) \/ SplitUnmap(t) \/ SplitRemap(t))

\* For another: pins end, and a splitter that holds nothing else asks again and again.
EndingSpec ==
    /\ FairSpec
    /\ \A t \in Pinners   : WF_vars(\E f \in Frames : RelReadHead(t, "PIN", f))
    /\ \A t \in Splitters : /\ SF_vars(HeldBy(t) = 0 /\ FastReadPmd(t, "GET", 0, 1))
                            /\ SF_vars(HeldBy(t) > 1 /\ \E f \in Frames : RelReadHead(t, "GET", f))
                            /\ SF_vars(HeldBy(t) = 1 /\ \E f \in Frames : SplitLock(t, f))
=============================================================================
