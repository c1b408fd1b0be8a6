---------------------------- MODULE MCWriteback ------------------------------
(***************************************************************************)
(* Bounds for Writeback, and nothing else.                                 *)
(*                                                                         *)
(* Each kind of call is given to some of the tasks, and versions end at    *)
(* MaxStores.  What that hides:                                            *)
(*  - a defect that needs one task to do two kinds of call that the cfg    *)
(*    gives to two tasks (between calls a task keeps only what the ledger, *)
(*    its TLB and its device say);                                         *)
(*  - a defect that needs more stores than MaxStores to one half: a store  *)
(*    is lost or not whatever its version, and the first that differs from *)
(*    the disk is enough to tell.                                          *)
(* A call that a cfg gives to nobody never fires there, nor do its later   *)
(* steps.                                                                  *)
(***************************************************************************)
EXTENDS Writeback

CONSTANTS
    Pinners,      \* tasks that pin for a short time
    LongPinners,  \* tasks that pin for as long as they like
    Getters,      \* tasks that take plain references
    OdpDrivers,   \* tasks that take a plain reference and follow the notifier
    Mappers,      \* holders that let the device at the page
    Devices,      \* tasks that are the device
    Kmappers,     \* holders that store to the page themselves
    Cpus,         \* tasks that fill their TLB and store through it
    Faulters,     \* tasks that take write faults
    Flushers,     \* tasks that write the page in the background
    Syncers,      \* tasks that call fsync
    Reclaimers,   \* tasks that reclaim
    Truncaters,   \* tasks that truncate the file
    Zappers,      \* tasks that unmap
    FsWriters,    \* tasks that write single buffers
    Timers,       \* tasks that keep the time of a lease
    Marks,        \* releases: with a dirty mark (TRUE), without, or both
    Confused,     \* may a release be of another kind than the hold?
    MaxStores,    \* the last version of each half
    MaxHeld,      \* what one task holds at most
    MaxSeq,       \* with a notifier: invalidations, at most
    DmaHalves,    \* halves that devices and holders store to
    CpuHalves     \* halves that CPUs store to

\* The notifier's sequence only grows: without an end to it there is none to the states.
MayInvalidate == Notifier => mnseq + mnactive < MaxSeq

HeldBy(t) == pins[t] + longs[t] + gets[t]

MCMayCall(t, k) ==
    CASE k = "PIN"    -> t \in Pinners /\ HeldBy(t) < MaxHeld
      [] k = "LONG"   -> t \in LongPinners /\ HeldBy(t) < MaxHeld /\ lease = "none"
      [] k = "GET"    -> t \in Getters /\ HeldBy(t) < MaxHeld
      [] k = "ODP"    -> t \in OdpDrivers /\ HeldBy(t) < MaxHeld
      [] k = "DMA"    -> t \in Mappers
      [] k = "DEVICE" -> t \in Devices
      [] k = "KMAP"   -> t \in Kmappers
      [] k = "CPU"    -> t \in Cpus
      [] k = "FAULT"  -> t \in Faulters
      [] k = "FLUSH"  -> t \in Flushers /\ MayInvalidate
      [] k = "FSYNC"  -> t \in Syncers /\ MayInvalidate
      [] k = "RECLAIM"  -> t \in Reclaimers /\ MayInvalidate
      [] k = "TRUNCATE" -> t \in Truncaters /\ MayInvalidate
      [] k = "ZAP"      -> t \in Zappers /\ MayInvalidate
      [] k = "FSWRITE"  -> t \in FsWriters
      [] k = "TIMER"    -> t \in Timers
      [] k = "KILL"     -> t \in LongPinners
      [] OTHER          -> TRUE

MCMayStore(t, k, h) == data[h] < MaxStores /\ h \in IF k = "CPU" THEN CpuHalves ELSE DmaHalves

MCMayRelease(t, k, d) == d \in Marks /\ Stopped(t) /\ (Confused \/ Paired(t, k))

\* For WritesUnbuffered: what is not ext4's.
MakesBuffers == TRUE

\* For RelDirtyTest: unpin_user_pages_dirty_lock without its look at PG_dirty.
MarkAnyway(t) ==
    /\ pc[t] = "RelDirtyTest"
    /\ Goto(t, "RelDirtySet")
    /\ UNCHANGED <<count, table, flags, content, device, notifier, loc, ledger, ghosts>>

\* Where nobody faults, a page that was unmapped stays so: when the call has come to
\* its end, no entry comes back that it found on its way.
ZapDrops ==
    \A t \in Threads :
        /\ pc[t] = "MnInvalidateEnd" /\ loc[t].k = "ZAP"
        /\ Faulters \cup Pinners \cup LongPinners \cup Getters \cup OdpDrivers = {}
        => pte = "none"

SomebodyZapped == \E t \in Threads : pc[t] = "MnInvalidateEnd" /\ loc[t].k = "ZAP"

-----------------------------------------------------------------------------
(* Scripts: bounds so tight that of the behaviours that end as asked the        *)
(* shortest is a known one, up to the order of steps that do not touch each     *)
(* other.  What they hide is everything else.                                  *)

Idle(S) == \A t \in S : pc[t] = "idle"

\* Pin first, then the flusher; what the device stores afterwards is on disk in the
\* end, by the flush that follows the release.
PinFirstCall(t, k) ==
    /\ MCMayCall(t, k)
    /\ k = "PIN"   => data[1] = 0
    /\ k = "FLUSH" => data[1] = 1 <=> ~PinHeld
    /\ k = "FLUSH" /\ PinHeld => \E u \in Threads : dma[u] = "gup"
PinFirstStore(t, k, h) ==
    MCMayStore(t, k, h) /\ pte = "RO-clean" /\ Idle(Flushers)
PinFirstRelease(t, k, d) == MCMayRelease(t, k, d) /\ data[1] = 1
NeverPinFirst == ~(OnDisk /\ via[1] = "pin" /\ ~PinHeld /\ Idle(Threads))

\* The flusher clears the entry that a walk has read; the walk grabs, finds the entry
\* gone, takes its grab back, and its fault has to wait for the end of the write.
ClearFirstCall(t, k) ==
    /\ MCMayCall(t, k)
    /\ k = "FLUSH" => \E u \in Pinners : pc[u] = "FastGrab"
ClearFirstSteps ==
    \A t \in Flushers, u \in Pinners :
        /\ pc[u] = "FastHeadRecheck" => pte = "none"
        /\ pc[t] = "WbMkcleanSet" => pc[u] = "SlowFollow"
NeverClearFirst ==
    ~(wb /\ \E t \in Flushers, u \in Pinners :
                /\ pc[t] = "WbEnd" /\ Asks /\ ~loc[t].d
                /\ pc[u] = "FltWaitStable")

\* Direct I/O into a mapped page, as reported in January 2018: the page is unmapped,
\* written, and stripped of its buffers under the pin that keeps it alive; the mark
\* at release finds no buffer to mark.
DirectIoCall(t, k) ==
    /\ MCMayCall(t, k)
    /\ k = "PIN" => data[1] = 0
    /\ k \in {"FLUSH", "RECLAIM"} => PinHeld /\ \E u \in Threads : dma[u] = "gup"
    /\ k = "FLUSH" => pte = "none"
DirectIoStore(t, k, h) == MCMayStore(t, k, h) /\ ~Buffered /\ Idle(Reclaimers)
DirectIoRelease(t, k, d) == MCMayRelease(t, k, d) /\ data[1] = 1
NeverDirectIo == BuffersWhenDirty
=============================================================================
