----------------------------- MODULE MCGupSlow ------------------------------
(***************************************************************************)
(* Bounds for GupSlow, and nothing else.                                   *)
(*                                                                         *)
(* Each kind of call is given to some of the tasks, and a task that holds  *)
(* MaxHeld pages begins no call that could give it more.  What that hides: *)
(* a defect that needs one task to do two kinds of call that the cfg gives *)
(* to two tasks (between calls a task keeps only what the ledger says, and *)
(* the signal), and one that needs more pages than MaxHeld in one hand.    *)
(* Forms, lengths and kinds of new areas are cut as well: the forms differ *)
(* in the two answers AllowsRetry and NeverWaits, and in vms.              *)
(*                                                                         *)
(* A call that a cfg gives to nobody never fires there, nor do its later   *)
(* steps.                                                                  *)
(***************************************************************************)
EXTENDS GupSlow

CONSTANTS
    Pinners,   \* tasks that pin
    Getters,   \* tasks that take plain references
    CallForms, \* in these forms
    Lengths,   \* so many pages at once
    Unmappers, \* tasks that unmap an area
    Mappers,   \* tasks that map one
    MapKinds,  \* of these kinds
    Handlers,  \* tasks that resolve the faults of others
    Disks,     \* tasks that are the disk
    Killers,   \* tasks that send fatal signals
    Victims,   \* to these
    MaxHeld    \* a task that holds so many pages takes no more

HeldBy(t) == Sum([f \in Frames |-> pins[t][f] + gets[t][f]], Frames)

MCMayCall(t, k) ==
    CASE k = "PIN"    -> t \in Pinners /\ HeldBy(t) < MaxHeld
      [] k = "GET"    -> t \in Getters /\ HeldBy(t) < MaxHeld
      [] k = "MUNMAP" -> t \in Unmappers
      [] k = "MMAP"   -> t \in Mappers
      [] k = "COPY"   -> t \in Handlers
      [] k = "IO"     -> t \in Disks
      [] k = "KILL"   -> t \in Killers

MCMayAsk(f, n)  == f \in CallForms /\ n \in Lengths
MCMayKill(t, u) == u \in Victims
MCMayMap(a)     == a \in MapKinds
=============================================================================
