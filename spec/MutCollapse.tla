----------------------------- MODULE MutCollapse -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of Collapse.  A cfg puts one of them *)
(* in the place of the right one and names the property that must fail.    *)
(* Where no commit or patch is named, it is a class of mutations, and no   *)
(* kernel is known to have had it.                                         *)
(***************************************************************************)
EXTENDS MCCollapse

-----------------------------------------------------------------------------
(* The fast walk *)

\* D09-folded-level-reread, for Walked.  The walk goes on from the slot, and not from what it has
\* read there: s390 with folded levels, until d3f7b1bb2040 (5.9).
FromTheSlot(t) == pmd

\* D06-pmd-not-rechecked, for PmdUnchanged.  The pmd is not read again above a pte: until
\* 70cbc3cc78a9 (6.0).
PmdNotAsked(t) == TRUE

\* A19-no-recheck, for EntryUnchanged.  The entry is not read again (mutation class).
NotAsked(t) == TRUE

\* A18-grab-from-zero, for Grabbable.  An addition that does not look for zero.
EvenFromZero(x) == TRUE

\* A05-undo-put-after-pin, for UndoWorth.  The undo of a pin puts a single reference: the pin series from
\* v7 on, in linux-next until 6 March 2020, as in MutGupFast.
PutsOne(k) == 1

\* A08-mass-sub-no-testzero, for UndoTests.  The undo subtracts and does not look for zero (mutation
\* class).
SubtractsOnly == FALSE

\* section-left-open, for Left.  A walk that has got nothing leaves its section open (mutation class); one
\* such section is enough.
OnlyIfGot(t) == IF loc[t].ok \/ walk > 1 THEN 1 ELSE 0

-----------------------------------------------------------------------------
(* The slow path *)

\* D12-wait-on-freed, for WaitRefs.  The lock is dropped, and the page waited for without a
\* reference: until 3c226c637b69.
NoReference == 0

\* D26-hugetlb-lookup-unlocked, for SlowFollow.  The entry is read without the lock, and the reference
\* added to what it was: fac35ba763ed (6.1), CVE-2022-3623, of huge pages of hugetlb.
FollowsUnlocked(t, v) ==
    LET e == EntryOf(v)
        p == loc[t].p
    IN  /\ \/ /\ Begins(t, "SLOW")
              /\ IF e.k \in {"page", "leaf"}
                 THEN Go(t, "SlowFollow", [Call("SLOW", v) EXCEPT !.p = e.p])
                 ELSE UNCHANGED calls
              /\ UNCHANGED <<cnt, pins>>
           \/ /\ pc[t] = "SlowFollow" /\ loc[t].v = v
              /\ cnt'  = [cnt EXCEPT ![p] = Plus(@, Worth("SLOW"))]
              /\ pins' = [pins EXCEPT ![t][p] = @ + 1]
              /\ Finish(t)
        /\ UNCHANGED <<free, map, walk, locks, queue, gets, debt>>

-----------------------------------------------------------------------------
(* Collapse *)

\* D06-collapse-frees-table, for Sequence.  Nobody waits for the walkers that were in the table: until
\* 2ba99c5e0881 (6.1).
NobodyWaits == <<"ThpClearPmd", "ThpCheckRefs", "ThpCopy", "ThpInstall">>

\* D06-check-before-clear, for Sequence.  The counts are looked at while walkers still find the
\* entries (mutation class).
ChecksFirst == <<"ThpCheckRefs", "ThpClearPmd", "ThpSync", "ThpCopy", "ThpInstall">>

\* D06-refs-unchecked, for Sequence.  The counts are not looked at (mutation class).
ChecksNothing == <<"ThpClearPmd", "ThpSync", "ThpCopy", "ThpInstall">>

-----------------------------------------------------------------------------
(* Tables *)

\* D08-no-ipi-flush, for UnmapWaits.  A table is freed behind a flush that a hypervisor has done, and
\* that interrupts nobody: x86 with paravirtual flushes, reported as mended by 9e52fc2b50de.
FlushedByHypervisor == FALSE

\* D07-pmd-unshare-walker, for UnshareWaits.  A shared table is given up under the walkers:
\* CVE-2025-38085, until 1013af4f585f.
GivenUpAtOnce == FALSE

-----------------------------------------------------------------------------
(* Migration *)

\* D11-thp-numa-migration-gup, for MovingEntry.  The huge page stays mapped while it is moved: until
\* 2b4847e73004 (3.13).
StillMapped(p) == LeafAt(p)

\* D17-deferred-split-vs-migration, for UnqueuedFrozen.  The page is taken off the queue when it has been
\* found free of references, and can be found there in between: until be9581ea8c05 (6.10).  What fails of
\* UseAfterFree is that a page on the list of a scan stays on it: the migration takes it off.  Who scans
\* has a reference, so that the page is not freed under him.
UnqueuedLater == FALSE
=============================================================================
