----------------------------- MODULE MutGupSlow -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of GupSlow.  A cfg puts one of them  *)
(* in the place of the right one and names the property that must fail.    *)
(* Where no commit or patch is named, it is a class of mutations, and no   *)
(* kernel is known to have had it.                                         *)
(***************************************************************************)
EXTENDS MCGupSlow

\* A18-slow-grab-beyond, for WithinLimitSlow.  An addition to whatever count there is,
\* as get_page() was before 8fde12ca79af looked at it.
Always(x) == TRUE

\* D14-expose-before-ready, for SlowFault.  The entry is there, and then the page is made
\* ready, by a plain store (Y. Zhao, 2018, of its flags; here of the other word that walkers
\* change): what they have added is lost.
MadeReadyLate(t) ==
    LET v == Vpn(t)
        f == Lowest(FreeFrames)
    IN  /\ pc[t] = "SlowFault"
        /\ CASE loc[t].h # NoFrame ->
                    /\ cnt' = [cnt EXCEPT ![loc[t].h] = 1]
                    /\ Goto(t, "SlowSignal")
                    /\ Learn(t, [loc[t] EXCEPT !.h = NoFrame])
                    /\ UNCHANGED <<head, free, pmd, pte>>
             [] loc[t].h = NoFrame /\ IsPage(EntryAt(v)) ->
                    Goto(t, "SlowSignal") /\ UNCHANGED <<memory, loc>>
             [] OTHER ->
                    Install(v) /\ Learn(t, [loc[t] EXCEPT !.h = f]) /\ UNCHANGED pc
        /\ UNCHANGED <<areas, mmap, sleep, ledger, ghosts>>

\* D31-io-uring-same-page-coalesce, for OnePiece.  Pages of one folio are taken for one
\* piece, one page again and again as well (CVE-2023-2598, reported as fixed by 776617db78c6).
SameHead(pages) == \A i \in DOMAIN pages : head[pages[i]] = head[pages[1]]

\* unmap-never-frees, for ZapPut.  The put of an entry's reference does not look for zero
\* (mutation class).
PutsWithoutLook(t) ==
    /\ pc[t] = "ZapPut"
    /\ cnt' = [cnt EXCEPT ![loc[t].h] = Plus(@, -1)]
    /\ Goto(t, "VmaFree")
    /\ Learn(t, [loc[t] EXCEPT !.h = NoFrame])
    /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, ledger, ghosts>>

\* unmap-frees-held, for ZapPut.  Whoever unmaps the page frees it (mutation class).
FreesAnyway(t) ==
    /\ pc[t] = "ZapPut"
    /\ cnt' = [cnt EXCEPT ![loc[t].h] = Plus(@, -1)]
    /\ Goto(t, "RelFree")
    /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, loc, ledger, ghosts>>

\* A23-double-unpin-on-partial, for Handed.  The caller goes by what it asked for, not by
\* what it was returned; the array's other entries are as it had made them, 0 (mutation
\* class).
Padded(l) == l.pages \o IF l.pages = <<>> THEN <<>> ELSE [i \in 1..(l.n - Len(l.pages)) |-> 0]

\* A24-overflow-returns-zero, for Refused.  The range does not fit, and the caller is told
\* that nothing is done yet, as the fast path did until 2023 (now -EOVERFLOW).  It asks for
\* the rest, and learns the same.
AskedAgain(t, l) == Goto(t, "SlowCheckArgs") /\ Learn(t, l)

\* A25-first-reference-kept, for SlowReadCount.  Out after the first grab without its undo
\* (mutation class).
NoPut(t) ==
    /\ pc[t] = "SlowReadCount"
    /\ IF WithinLimit(cnt[loc[t].h])
       THEN Goto(t, "SlowGrabRest") /\ UNCHANGED <<loc, ledger>>
       ELSE Stop(t, "EFAULT")
    /\ UNCHANGED <<memory, areas, mmap, sleep, ghosts>>

\* D23-vmas-after-drop, for AllowsRetry.  A call that hands out areas may lose the lock:
\* what FOLL_LONGTERM, which looks at the areas afterwards, was kept from in the remote
\* form until c4237f8b1f4f.
VmasRetry(t) == loc[t].f # "plain" /\ (~loc[t].tried \/ Era = "2020")

\* D24-uffd-gup-no-retry, for AllowsRetry.  What f0818f472d8d was for: with userfaultfd
\* each first fault has to be able to lose the lock.
NeverAllowed(t) == loc[t].f = "nowait"

\* D24-uffd-sleeps-locked, for BeforeSleep.  The fault sleeps where it stands (mutation
\* class).
StraightToSleep == "FltWait"

\* stale-vma-kept, for AfterRelock and Dropped.  The area of before the wait is used after
\* it (mutation class).
StraightOn  == "SlowSignal"
AreaKept(l) == [l EXCEPT !.lk = FALSE, !.drop = TRUE]

\* locked-left-set, for Dropped.  The fault drops the lock, and *locked does not tell
\* (mutation class): the way out drops it again.
LockedLeft(l) == [l EXCEPT !.m = NoVma, !.drop = TRUE]

\* left-on-queue, for FltDequeue.  Whom a signal has woken goes on without leaving the
\* queue, which is on its stack (mutation class): the next to wake it writes there.
StayQueued(t) ==
    /\ pc[t] = "FltDequeue"
    /\ Goto(t, AfterSleep)
    /\ UNCHANGED <<memory, areas, mmap, sleep, loc, ledger, ghosts>>

\* head-for-subpage, for SlowGrabRest.  Every page of a huge page is recorded as the head
\* (mutation class): the counts, which are the head's, are right all the same.
HeadsOnly(t) ==
    LET a == Weight(loc[t].k, Left(t) - 1) IN
    /\ pc[t] = "SlowGrabRest"
    /\ cnt'  = [cnt EXCEPT ![loc[t].h] = Plus(@, a)]
    /\ debt' = [debt EXCEPT ![t] = @ + a]
    /\ Took(t, [j \in 1..Left(t) |-> loc[t].h])
    /\ UNCHANGED <<head, free, pmd, pte, areas, mmap, sleep, hold, stale, others>>
=============================================================================
