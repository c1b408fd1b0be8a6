------------------------------ MODULE PinCount ------------------------------
(***************************************************************************)
(* The biased reference count of struct page.                              *)
(*                                                                         *)
(* A plain reference adds 1 to _refcount, a pin adds BIAS for each page it *)
(* covers, and "is it pinned?" is answered by one comparison.  This module *)
(* asks how far that arithmetic can be trusted: it knows who holds what    *)
(* (the ledger), and says what the word may and may not claim.             *)
(*                                                                         *)
(* C:  include/linux/mm.h::try_get_page, page_dma_pinned (2019) and        *)
(*     page_maybe_dma_pinned (5.7), GUP_PIN_COUNTING_BIAS;                 *)
(*     mm/gup.c::try_get_compound_head, put_compound_head,                 *)
(*     put_user_page (2019), unpin_user_page (5.6, f1f6a7dd9b53 as         *)
(*     reported).                                                          *)
(* A call that finds nothing to do is a step that changes nothing.         *)
(*                                                                         *)
(* The limit check and the addition are two steps, as in the kernel: there *)
(* is no compare-and-swap around both, because 2^31 (where admission ends) *)
(* is "too far to race over" from 2^32 (where the word wraps).  With a     *)
(* bias and huge pages one step may be 2^28 wide; SlackSuffices says when  *)
(* the argument still holds.                                               *)
(*                                                                         *)
(* Omitted: page tables, so a grab may be undone at any time, for any      *)
(* reason: what is proved here needs nothing from the re-check.  The exact *)
(* pin count of large folios (5.7 and later).                              *)
(***************************************************************************)
EXTENDS RefcountWord

CONSTANTS
    Threads,  \* tasks that take and drop references
    Pages,    \* head pages: the ones that own a count
    Sizes,    \* pages one call may cover: 1, and the size of a huge page
    InitMaps  \* how often a page may be mapped at first; 0 is a free page

VARIABLES
    cnt,   \* _refcount of each page, as the signed reading of the W-bit word
    free,  \* is the page on the free list?
    maps,  \* references that the kernel has for itself, by page: entries, and more
    pc,    \* what each task does next; "idle" between calls
    loc,   \* what the task's call is about: page, kind, pages covered
    pins,  \* ledger: pages pinned, by task and page
    gets   \* ledger: plain references, by task and page

vars == <<cnt, free, maps, pc, loc, pins, gets>>

-----------------------------------------------------------------------------
MaxOf(S) == CHOOSE x \in S : \A y \in S : y <= x

\* The check is not atomic with the addition.  It is enough that all tasks
\* together cannot carry the count from the admission limit to the wrap: the
\* last count admitted is 2^(W-1) - 1, and 2^(W-1) - 1 + 2^(W-1) < 2^W.
SlackSuffices == Cardinality(Threads) * MaxOf(Sizes) <= BiasesInWord \div 2

ASSUME SizesAreReal == Sizes # {} /\ \A n \in Sizes : n \in Nat /\ n >= 1
ASSUME NotHollow    == Threads # {} /\ Pages # {} /\ InitMaps \subseteq Nat
ASSUME SlackSufficesHere == SlackSuffices

NoPage == -1
NoLoc  == [p |-> NoPage, k |-> "GET", n |-> 0]

Pcs == {"idle", "FastGrab", "FastRecord", "RelFree", "RclFrozen"}

TypeOK ==
    /\ cnt  \in [Pages -> Word]
    /\ free \in [Pages -> BOOLEAN]
    /\ maps \in [Pages -> Nat]
    /\ pc   \in [Threads -> Pcs]
    /\ loc  \in [Threads -> [p : Pages \cup {NoPage}, k : Kinds, n : Nat]]
    /\ pins \in [Threads -> [Pages -> Nat]]
    /\ gets \in [Threads -> [Pages -> Nat]]

-----------------------------------------------------------------------------
\* A page is mapped, and each mapping holds a reference; or it is free.
Init ==
    /\ maps \in [Pages -> InitMaps]
    /\ cnt  = maps
    /\ free = [p \in Pages |-> maps[p] = 0]
    /\ pc   = [t \in Threads |-> "idle"]
    /\ loc  = [t \in Threads |-> NoLoc]
    /\ pins = [t \in Threads |-> [p \in Pages |-> 0]]
    /\ gets = [t \in Threads |-> [p \in Pages |-> 0]]

\* A bound's place to cut: MC modules say how much a task may hold at once.
MayTake(t, p, k, n) == TRUE

\* The same, of what is let go of; a mapping's reference is of kind "MAP".
MayDrop(t, p, k, n) == TRUE

Hold(t, p, k, n) ==
    IF k = "PIN"
    THEN pins' = [pins EXCEPT ![t][p] = @ + n] /\ UNCHANGED gets
    ELSE gets' = [gets EXCEPT ![t][p] = @ + n] /\ UNCHANGED pins

Held(t, p, k) == IF k = "PIN" THEN pins[t][p] ELSE gets[t][p]

\* The limit check: a load, and nothing that keeps it true.
FastReadCount(t, p, k, n) ==
    /\ pc[t] = "idle"
    /\ MayTake(t, p, k, n)
    /\ IF WithinLimit(cnt[p])
       THEN /\ pc'  = [pc EXCEPT ![t] = "FastGrab"]
            /\ loc' = [loc EXCEPT ![t] = [p |-> p, k |-> k, n |-> n]]
       ELSE UNCHANGED <<pc, loc>>
    /\ UNCHANGED <<cnt, free, maps, pins, gets>>

\* What a grab adds; the same function must be subtracted by undo and release.
GrabAmount(k, n) == Weight(k, n)

\* The addition, refused only at zero.
FastGrab(t) ==
    LET p == loc[t].p IN
    /\ pc[t] = "FastGrab"
    /\ IF Grabbable(cnt[p])
       THEN /\ cnt' = [cnt EXCEPT ![p] = Plus(@, GrabAmount(loc[t].k, loc[t].n))]
            /\ pc'  = [pc EXCEPT ![t] = "FastRecord"]
            /\ UNCHANGED loc
       ELSE /\ pc'  = [pc EXCEPT ![t] = "idle"]
            /\ loc' = [loc EXCEPT ![t] = NoLoc]
            /\ UNCHANGED cnt
    /\ UNCHANGED <<free, maps, pins, gets>>

\* The caller is handed the reference: from here on it is established.
FastRecord(t) ==
    /\ pc[t] = "FastRecord"
    /\ Hold(t, loc[t].p, loc[t].k, loc[t].n)
    /\ pc'  = [pc EXCEPT ![t] = "idle"]
    /\ loc' = [loc EXCEPT ![t] = NoLoc]
    /\ UNCHANGED <<cnt, free, maps>>

\* After a subtraction: whoever brings the count to zero frees the page.
AfterSub(t, p, result) ==
    IF result = 0
    THEN /\ pc'  = [pc EXCEPT ![t] = "RelFree"]
         /\ loc' = [loc EXCEPT ![t] = [NoLoc EXCEPT !.p = p]]
    ELSE /\ pc'  = [pc EXCEPT ![t] = "idle"]
         /\ loc' = [loc EXCEPT ![t] = NoLoc]

UndoAmount(k, n) == Weight(k, n)

\* Any re-check may fail; then the count gets back exactly what was added.
FastUndo(t) ==
    LET p == loc[t].p
        c == Plus(cnt[p], -UndoAmount(loc[t].k, loc[t].n))
    IN  /\ pc[t] = "FastRecord"
        /\ cnt' = [cnt EXCEPT ![p] = c]
        /\ AfterSub(t, p, c)
        /\ UNCHANGED <<free, maps, pins, gets>>

\* The slow path: check and addition under the page-table lock, one page a time.
\* The lock keeps a mapping's reference, so the count is not zero; the kernel
\* warns and refuses if it is, or if it is negative.
SlowFollow(t, p, k) ==
    /\ pc[t] = "idle"
    /\ MayTake(t, p, k, 1)
    /\ IF maps[p] > 0 /\ WithinLimitSlow(cnt[p])
       THEN /\ cnt' = [cnt EXCEPT ![p] = Plus(@, Weight(k, 1))]
            /\ Hold(t, p, k, 1)
       ELSE UNCHANGED <<cnt, pins, gets>>
    /\ UNCHANGED <<free, maps, pc, loc>>

\* put_page, or unpin_user_page, of n pages this task holds.
RelSub(t, p, k, n) ==
    LET c == Plus(cnt[p], -Weight(k, n)) IN
    /\ pc[t] = "idle"
    /\ Held(t, p, k) >= n
    /\ MayDrop(t, p, k, n)
    /\ cnt' = [cnt EXCEPT ![p] = c]
    /\ Hold(t, p, k, -n)
    /\ AfterSub(t, p, c)
    /\ UNCHANGED <<free, maps>>

\* The page allocator takes the page back.
RelFree(t) ==
    /\ pc[t] = "RelFree"
    /\ free' = [free EXCEPT ![loc[t].p] = TRUE]
    /\ pc'   = [pc EXCEPT ![t] = "idle"]
    /\ loc'  = [loc EXCEPT ![t] = NoLoc]
    /\ UNCHANGED <<cnt, maps, pins, gets>>

\* A page-table entry is gone, and with it its reference.
ZapPut(t, p) ==
    LET c == Plus(cnt[p], -1) IN
    /\ pc[t] = "idle"
    /\ MayDrop(t, p, "MAP", 1)
    /\ IF maps[p] > 0
       THEN /\ maps' = [maps EXCEPT ![p] = @ - 1]
            /\ cnt'  = [cnt EXCEPT ![p] = c]
            /\ AfterSub(t, p, c)
       ELSE UNCHANGED <<maps, cnt, pc, loc>>
    /\ UNCHANGED <<free, pins, gets>>

\* A fresh page for somebody who holds it by a plain reference.
AllocPage(t, p) ==
    /\ pc[t] = "idle"
    /\ MayTake(t, p, "GET", 1)
    /\ IF free[p]
       THEN /\ free' = [free EXCEPT ![p] = FALSE]
            /\ cnt'  = [cnt EXCEPT ![p] = 1]
            /\ gets' = [gets EXCEPT ![t][p] = @ + 1]
       ELSE UNCHANGED <<free, cnt, gets>>
    /\ UNCHANGED <<maps, pc, loc, pins>>

\* A fresh page for a page-table entry.
FltInstall(t, p) ==
    /\ pc[t] = "idle"
    /\ IF free[p]
       THEN /\ free' = [free EXCEPT ![p] = FALSE]
            /\ cnt'  = [cnt EXCEPT ![p] = 1]
            /\ maps' = [maps EXCEPT ![p] = 1]
       ELSE UNCHANGED <<free, cnt, maps>>
    /\ UNCHANGED <<pc, loc, pins, gets>>

\* page_dma_pinned, asked by anybody at any time: a is the answer.
WbPinTest(t, p, a) ==
    /\ pc[t] = "idle"
    /\ a = Pinned(cnt[p])
    /\ UNCHANGED vars

Next ==
    \E t \in Threads :
        \/ \E p \in Pages, k \in Kinds, n \in Sizes :
            FastReadCount(t, p, k, n) \/ RelSub(t, p, k, n)
        \/ \E p \in Pages, k \in Kinds : SlowFollow(t, p, k)
        \/ \E p \in Pages : ZapPut(t, p) \/ AllocPage(t, p) \/ FltInstall(t, p)
        \/ \E p \in Pages, a \in BOOLEAN : WbPinTest(t, p, a)
        \/ FastGrab(t) \/ FastRecord(t) \/ FastUndo(t) \/ RelFree(t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What else the kernel does with a count: it takes a reference where there is  *)
(* one, and it freezes a page that nobody else has.                             *)

\* get_page_unless_zero, for reclaim or a fault; given back like a mapping's.
KernelGet(t, p) ==
    /\ pc[t] = "idle"
    /\ MayTake(t, p, "KERNEL", 1)
    /\ Grabbable(cnt[p])
    /\ cnt'  = [cnt EXCEPT ![p] = Plus(@, 1)]
    /\ maps' = [maps EXCEPT ![p] = @ + 1]
    /\ UNCHANGED <<free, pc, loc, pins, gets>>

\* page_ref_freeze: from exactly what the kernel has of its own to zero.
RclFreeze(t, p) ==
    /\ pc[t] = "idle"
    /\ MayTake(t, p, "FREEZE", 1)
    /\ maps[p] > 0 /\ cnt[p] = maps[p]
    /\ cnt'  = [cnt EXCEPT ![p] = 0]
    /\ maps' = [maps EXCEPT ![p] = 0]
    /\ pc'   = [pc EXCEPT ![t] = "RclFrozen"]
    /\ loc'  = [loc EXCEPT ![t] = [NoLoc EXCEPT !.p = p, !.n = maps[p]]]
    /\ UNCHANGED <<free, pins, gets>>

RclUnfreeze(t) ==
    /\ pc[t] = "RclFrozen"
    /\ cnt'  = [cnt EXCEPT ![loc[t].p] = loc[t].n]
    /\ maps' = [maps EXCEPT ![loc[t].p] = loc[t].n]
    /\ pc'   = [pc EXCEPT ![t] = "idle"]
    /\ loc'  = [loc EXCEPT ![t] = NoLoc]
    /\ UNCHANGED <<free, pins, gets>>

\* Nothing can stop it any more: the page is freed.
RclDelete(t) ==
    /\ pc[t] = "RclFrozen"
    /\ pc'   = [pc EXCEPT ![t] = "RelFree"]
    /\ loc'  = [loc EXCEPT ![t].n = 0]
    /\ UNCHANGED <<cnt, free, maps, pins, gets>>

KernelNext ==
    \/ Next
    \/ \E t \in Threads :
        \/ \E p \in Pages : KernelGet(t, p) \/ RclFreeze(t, p)
        \/ RclUnfreeze(t) \/ RclDelete(t)

KernelSpec == Init /\ [][KernelNext]_vars

-----------------------------------------------------------------------------
\* Pages pinned, and plain references, whoever has them.  A grab that is not
\* yet recorded counts: the word cannot tell it from an established one.
InFlight(p, k) ==
    Sum([t \in Threads |-> IF pc[t] = "FastRecord" /\ loc[t].p = p /\ loc[t].k = k
                           THEN loc[t].n ELSE 0], Threads)
PinnedPages(p) == Sum([t \in Threads |-> pins[t][p]], Threads) + InFlight(p, "PIN")
PlainRefs(p)   == Sum([t \in Threads |-> gets[t][p]], Threads) + InFlight(p, "GET") + maps[p]

\* The word is the sum of what is held, modulo 2^W.
RefcountConservation ==
    \A p \in Pages : cnt[p] = Plus(Biased(PinnedPages(p)), PlainRefs(p))

Established(p) == \E t \in Threads : pins[t][p] > 0

\* The promise: a page that somebody has been handed a pin of is seen as pinned.
NoFalseNegative == \A p \in Pages : Established(p) => Pinned(cnt[p])

\* The unsigned word never wraps: what is held fits into it.
NoOverflow == \A p \in Pages : PinnedPages(p) + (PlainRefs(p) \div BIAS) < BiasesInWord

\* A page on the free list has no reference, and nobody is about to free it again.
NoFreeWhileHeld ==
    \A p \in Pages : free[p] => /\ cnt[p] = 0
                                /\ PinnedPages(p) = 0
                                /\ PlainRefs(p) = 0
                                /\ \A t \in Threads :
                                    pc[t] \in {"RelFree", "RclFrozen"} => loc[t].p # p

\* A page of count zero is free, frozen, or about to be freed: no leak.
NoLeak ==
    \A p \in Pages :
        cnt[p] = 0 /\ ~free[p] =>
            \E t \in Threads : pc[t] \in {"RelFree", "RclFrozen"} /\ loc[t].p = p

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomeoneEstablished == \E p \in Pages : Established(p)
SomethingFree      == \E p \in Pages : free[p]
SomethingZero      == \E p \in Pages : cnt[p] = 0 /\ ~free[p]

(* Reachability questions, asked by being violated.                         *)

\* False positives are allowed, and do happen.
NeverFalsePositive == \A p \in Pages : Pinned(cnt[p]) => PinnedPages(p) > 0
\* The admission bound is reached: the next call finds a negative count.
NeverAtAdmissionBound == \A p \in Pages : WithinLimit(cnt[p])
=============================================================================
