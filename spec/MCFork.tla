------------------------------- MODULE MCFork --------------------------------
(***************************************************************************)
(* Bounds for Fork, and nothing else.                                      *)
(***************************************************************************)
EXTENDS Fork

CONSTANTS
    t1, t2, t3,   \* the tasks
    Pinners,      \* tasks that pin for writing
    Readers,      \* tasks that pin for reading
    Getters,      \* tasks that take plain references for writing
    Peekers,      \* tasks that take plain references for reading
    Forcers,      \* tasks that pin for writing whatever the mapping allows
    Forkers,      \* tasks that fork
    Writers,      \* tasks whose CPU stores
    Zappers,      \* tasks that unmap
    Ksmds,        \* tasks that merge pages
    Swappers,     \* tasks that swap out
    Cleaners,     \* tasks that clear soft-dirty bits
    Protectors,   \* tasks that write-protect without looking at pins
    Continuers,   \* tasks that serve faults of userfaultfd
    Movers,       \* tasks that move pages by userfaultfd
    Devices,      \* tasks whose device stores through what they have pinned
    Children,     \* tasks of the child; the others are the parent's
    Starts,       \* vpns that calls are made of; a move may be of any
    MaxHeld,      \* what one task holds at most
    MaxStores     \* the last version that a store may leave

HeldBy(t) == Sum([f \in Frames |-> pins[t][f] + reads[t][f] + gets[t][f]], Frames)

MCMayCall(t, k, m, v) ==
    /\ m = IF t \in Children THEN Child ELSE Parent
    /\ k \notin {"MOVE", "DEVICE"} => v \in Starts
    /\ k \in Walks => HeldBy(t) < MaxHeld
    /\ t \in CASE k = "PIN"      -> Pinners
               [] k = "READ"     -> Readers
               [] k = "GET"      -> Getters
               [] k = "PEEK"     -> Peekers
               [] k = "FORCE"    -> Forcers
               [] k = "FORK"     -> Forkers
               [] k = "STORE"    -> Writers
               [] k = "ZAP"      -> Zappers
               [] k = "KSM"      -> Ksmds
               [] k = "SWAP"     -> Swappers
               [] k = "REFS"     -> Cleaners
               [] k = "PROTECT"  -> Protectors
               [] k = "CONTINUE" -> Continuers
               [] k = "MOVE"     -> Movers
               [] k = "DEVICE"   -> Devices

\* For a graph of all calls: one pin after any number of plain references, one store, and who
\* disturbs which of them, before the fork.
Disturbed(k) ==
    CASE k \in {"SWAP", "REFS"}        -> {"PIN"}
      [] k \in {"KSM", "MOVE"}         -> {"READ"}
      [] k = "FORK"                    -> {"PIN", "READ"}
      [] k \in {"CONTINUE", "PROTECT"} -> {"PEEK"}
      [] OTHER                         -> {"PIN", "READ", "PEEK"}

ReplayMayCall(t, k, m, v) ==
    /\ MCMayCall(t, k, m, v)
    /\ k \in Walks => ~hasPinned[m]
    /\ k = "STORE" => \A f \in Frames : data[f] = 0
    /\ (t = t2 /\ k # "STORE") => loc[t1].k \in Disturbed(k)
    /\ (t = t2 /\ k \notin {"STORE", "ZAP"}) => ~born

MCMayStore(n) == n < MaxStores
=============================================================================
