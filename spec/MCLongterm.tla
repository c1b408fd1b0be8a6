----------------------------- MODULE MCLongterm ------------------------------
(***************************************************************************)
(* Bounds for Longterm, and nothing else.                                  *)
(***************************************************************************)
EXTENDS Longterm

CONSTANTS
    t1, t2, t3,   \* the tasks
    Pinners,      \* tasks that pin for a short time
    LongPinners,  \* tasks that pin for long, by the fast path
    SlowPinners,  \* tasks that pin for long, without it
    Getters,      \* tasks that take plain references
    Allocators,   \* tasks that want CMA frames
    Isolaters,    \* tasks that isolate a page and put it back
    Batchers,     \* tasks that put a page into their CPU's batch
    Devices,      \* tasks whose device stores through what they have pinned
    Truncaters,   \* tasks that truncate the file, or unplug the device
    Timers,       \* tasks that keep the time of a lease
    Starts,       \* where ranges begin
    Lengths,      \* how long ranges are
    MaxHeld,      \* what one task holds at most
    MaxStores,    \* the last version of each page
    Confused      \* may a release be of another kind than the hold?

HeldBy(t) == Sum([p \in Frames |-> pins[t][p] + longs[t][p] + gets[t][p]], Frames)

MCMayCall(t, k) ==
    CASE k = "PIN"      -> t \in Pinners /\ HeldBy(t) < MaxHeld
      [] k = "LONG"     -> t \in LongPinners /\ HeldBy(t) < MaxHeld
      [] k = "SLOW"     -> t \in SlowPinners /\ HeldBy(t) < MaxHeld
      [] k = "GET"      -> t \in Getters /\ HeldBy(t) < MaxHeld
      [] k = "ALLOC"    -> t \in Allocators
      [] k = "ISOLATE"  -> t \in Isolaters
      [] k = "BATCH"    -> t \in Batchers
      [] k = "DEVICE"   -> t \in Devices
      [] k = "TRUNCATE" -> t \in Truncaters
      [] k = "UNPLUG"   -> t \in Truncaters /\ "DEVDAX" \in First \cup Second
      [] k = "TIMER"    -> t \in Timers
      [] k = "KILL"     -> Lease /\ t \in LongPinners \cup SlowPinners
      [] OTHER          -> TRUE

MCMayTake(t, v, n) == v \in Starts /\ n \in Lengths
MCMayStore(t, p) == data[p] < MaxStores
MCMayRelease(t, k, p) == Confused \/ Paired(t, k, p)

\* A lasting pin lasts: its owner lets go only when killed.
MCKeeps(t, k, p) == (Confused \/ Paired(t, k, p)) /\ (longs[t][p] > 0 => lease = "expired")

\* For ExpectedRefs.  The call's own pin taken for one reference: the count never is as
\* expected, and the batches are drained for nothing.  No harm; it is what 6.6 does.
PinIsOne(holder) == 1 + CASE holder \in {"pinned", "mapped"} -> 2 [] OTHER -> 1
=============================================================================
