----------------------------- MODULE MCCollapse ------------------------------
(***************************************************************************)
(* Bounds for Collapse, and nothing else.                                  *)
(***************************************************************************)
EXTENDS Collapse

CONSTANTS
    t1, t2, t3,   \* the tasks
    Pinners,      \* tasks that pin by the fast path
    Getters,      \* tasks that take plain references by it
    SlowPinners,  \* tasks that pin by the slow path
    Collapsers,   \* tasks that collapse
    Unmappers,    \* tasks that unmap
    Unsharers,    \* tasks that give up a shared table
    Migrators,    \* tasks that move the huge page
    Scanners,     \* tasks that look through the deferred-split queue
    Reusers,      \* tasks that get free frames
    TableUsers,   \* tasks of another mm that get a free table
    MaxHeld       \* what one task holds at most

HeldBy(t) == Sum([p \in Frames |-> pins[t][p] + gets[t][p]], Frames)

MCMayCall(t, k) ==
    CASE k = "PIN"      -> t \in Pinners /\ HeldBy(t) < MaxHeld
      [] k = "GET"      -> t \in Getters /\ HeldBy(t) < MaxHeld
      [] k = "SLOW"     -> t \in SlowPinners /\ HeldBy(t) < MaxHeld
      [] k = "COLLAPSE" -> t \in Collapsers
      [] k = "UNMAP"    -> t \in Unmappers
      [] k = "UNSHARE"  -> t \in Unsharers
      [] k = "MIGRATE"  -> t \in Migrators
      [] k = "SCAN"     -> t \in Scanners
      [] k = "REUSE"    -> t \in Reusers /\ HeldBy(t) < MaxHeld
      [] k = "TABLE"    -> t \in TableUsers
      [] OTHER          -> TRUE
=============================================================================
