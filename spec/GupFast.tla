------------------------------ MODULE GupFast -------------------------------
(***************************************************************************)
(* The lockless fast path of get_user_pages, against everything that may   *)
(* happen to the page-table entry and the page meanwhile.                  *)
(*                                                                         *)
(* A walker reads the entry, finds the head page, adds to its count unless *)
(* that is zero, and then looks again: at the head, and at the entry.  If  *)
(* either changed it takes back exactly what it added and leaves the rest  *)
(* to the slow path.  A checker clears the entry, flushes, and only then   *)
(* asks page_dma_pinned().  Of the two, one must see the other.            *)
(*                                                                         *)
(* C:  mm/gup.c::gup_pte_range, gup_huge_pmd, try_get_compound_head,       *)
(*     put_compound_head, follow_page_pte, internal_get_user_pages_fast;   *)
(*     mm/rmap.c::page_mkclean_one; mm/memory.c::zap_pte_range;            *)
(*     mm/page_alloc.c::free_pages_prepare, prep_new_page.  The form is    *)
(*     that of 5.7 with the head re-check of 5.14 (c24d37322548): one      *)
(*     addition for count and bias together.                               *)
(*                                                                         *)
(* One action is one load, one read-modify-write, or one section under a   *)
(* lock.  Loads are sequentially consistent: the fences are steps without  *)
(* effect here, and a missing fence cannot be seen.                        *)
(*                                                                         *)
(* Omitted, and what that licenses:                                        *)
(*  - read-only grabs: every walk is FOLL_WRITE, so a write-protected entry *)
(*    stops the fast path;                                                 *)
(*  - write_protect_seq and fork (5.11), PG_anon_exclusive (5.19), the     *)
(*    second addition of 6.0: no claim about them;                         *)
(*  - collapse and split: a pmd that points to a table keeps pointing to   *)
(*    it, so the pmd need not be re-read with the pte, and a head changes  *)
(*    only because the compound page was freed and its frames reused;      *)
(*  - freeing of page tables: the walk needs no irq-off section here;      *)
(*  - flushing after the PTL is dropped: zap_pte_range flushes before only  *)
(*    if a dirty entry forces it; there are no TLBs here to tell;          *)
(*  - the page cache and the page lock: the checker keeps the page alive   *)
(*    by holding the page-table lock (PTL) until its question is answered; *)
(*  - the steps inside the allocator and inside one PTL section: the zone  *)
(*    lock and the PTL make them one action.                               *)
(***************************************************************************)
EXTENDS RefcountWord, Sequences

CONSTANTS
    Threads,   \* tasks; any of them may start any call
    NoThread,  \* nobody: the PTL is free
    Frames,    \* page frame numbers, 0 .. n
    Vpns,      \* virtual page numbers that the one pmd covers, 0 .. n
    Layouts    \* how memory may look at first: "order0", "tails", "leaf"

VARIABLES
    cnt,      \* _refcount of each frame, as the signed reading of the word
    head,     \* compound_head() of each frame: its own number unless it is a tail
    free,     \* is the frame on the free list?
    pmd,      \* the middle entry: none, a table of ptes, or a huge leaf
    pte,      \* the table's entries
    ptl,      \* the page-table lock: who holds it
    pc,       \* the next step of each task; "idle" between calls
    loc,      \* what the task's call has learnt so far
    pins,     \* ledger: established pins, by task and page
    gets,     \* ledger: established plain references, by task and page
    debt,     \* ghost: what this call has added to counts and not taken back
    mapped,   \* ghost: since the grab, was the entry once as the walker had read it?
    doomed    \* ghost: since the walker read its entry, a checker has cleared it,
              \*        flushed, and been told that the page is not pinned

memory == <<cnt, head, free, pmd, pte, ptl>>
ledger == <<pins, gets>>
ghosts == <<debt, mapped, doomed>>
vars   == <<memory, pc, loc, ledger, ghosts>>

NoFrame == -1

ASSUME NotHollow     == Threads # {} /\ NoThread \notin Threads /\ Layouts # {}
ASSUME FramesAreReal == NoFrame \notin Frames /\ 0 \in Vpns /\ Vpns \subseteq Frames
ASSUME VpnsAreDense  == \A v \in Vpns : v = 0 \/ v - 1 \in Vpns

-----------------------------------------------------------------------------
(* Entries *)

\* none; a pointer to a table; a page; at the pmd, a huge page (its head).
NoEntry      == [k |-> "none",  p |-> NoFrame, w |-> FALSE]
TableEntry   == [k |-> "table", p |-> NoFrame, w |-> FALSE]
PageEntry(f) == [k |-> "page",  p |-> f,       w |-> TRUE]
LeafEntry(f) == [k |-> "leaf",  p |-> f,       w |-> TRUE]

IsPage(e) == e.k \in {"page", "leaf"}
Entries   == [k : {"none", "table", "page", "leaf"}, p : Frames \cup {NoFrame}, w : BOOLEAN]

\* The entry that maps a vpn, and the page it maps it to.
EntryAt(v)   == IF pmd.k = "table" THEN pte[v] ELSE pmd
PageAt(e, v) == IF e.k = "leaf" THEN e.p + v ELSE e.p

SetEntry(v, e) ==
    IF pmd.k = "table" THEN pte' = [pte EXCEPT ![v] = e] /\ UNCHANGED pmd
                       ELSE pmd' = e /\ UNCHANGED pte

-----------------------------------------------------------------------------
(* Calls *)

HugeSize == Cardinality(Vpns)

\* k: the call; v, n: its first vpn and the pages it asks for; i: pages done;
\* e: the entry as read; p: the page; h: its head as read; pages: the result.
NoLoc == [k |-> "none", v |-> 0, n |-> 0, i |-> 0, e |-> NoEntry,
          p |-> NoFrame, h |-> NoFrame, pages |-> <<>>]

Walking(t) == loc[t].k \in Kinds
Vpn(t)     == loc[t].v + loc[t].i

\* Pages that the grab under way covers: a leaf is grabbed once for the rest.
Refs(t) == IF loc[t].e.k = "leaf" THEN loc[t].n - loc[t].i ELSE 1

\* A bound's place to cut: MC modules say who may call what.
MayCall(t, k) == TRUE

Forget(l) == [l EXCEPT !.e = NoEntry, !.p = NoFrame, !.h = NoFrame]

Goto(t, step) == pc' = [pc EXCEPT ![t] = step]
Learn(t, l)   == loc' = [loc EXCEPT ![t] = l]

\* The order of the walker's steps between reading the head and recording.
Order == <<"FastReadHead", "FastReadCount", "FastGrab", "FastHeadRecheck",
           "FastRecheck", "FastRecord">>
At(step)         == CHOOSE i \in DOMAIN Order : Order[i] = step
Then(step)       == Order[At(step) + 1]
GrabbedBy(step)  == At("FastGrab") < At(step)

\* What a grab adds, and what undoing it takes back: the same, on the same head.
GrabAmount(k, n) == Weight(k, n)
UndoAmount(k, n) == Weight(k, n)
UndoHead(t)      == loc[t].h

\* The two looks back.
HeadUnchanged(t)  == head[loc[t].p] = loc[t].h
EntryUnchanged(t) == EntryAt(Vpn(t)) = loc[t].e

\* Whoever brings a count to zero frees the page.
UndoFrees(c) == c = 0

-----------------------------------------------------------------------------
TypeOK ==
    /\ cnt  \in [Frames -> Word]
    /\ head \in [Frames -> Frames]
    /\ free \in [Frames -> BOOLEAN]
    /\ pmd  \in Entries
    /\ pte  \in [Vpns -> Entries]
    /\ ptl  \in Threads \cup {NoThread}
    /\ pc   \in [Threads -> {"idle", "FastReadPte", "FastUndo", "SlowFollow", "RelSub",
                             "RelFree", "WbMkcleanFlush", "WbMkcleanSet", "WbPinTest",
                             "ZapFlush", "ZapPut"} \cup {Order[i] : i \in DOMAIN Order}]
    /\ \A t \in Threads :
        /\ loc[t].k \in Kinds \cup {"UNPIN", "PUT", "CLEAN", "ZAP", "none"}
        /\ loc[t].v \in Vpns /\ loc[t].n \in 0..HugeSize /\ loc[t].i \in 0..HugeSize
        /\ loc[t].e \in Entries
        /\ {loc[t].p, loc[t].h} \subseteq Frames \cup {NoFrame}
        /\ loc[t].pages \in Seq(Frames)
    /\ pins \in [Threads -> [Frames -> Nat]]
    /\ gets \in [Threads -> [Frames -> Nat]]
    /\ debt \in [Threads -> Int]
    /\ mapped \in [Threads -> BOOLEAN]
    /\ doomed \in [Threads -> BOOLEAN]

\* "order0": each vpn maps a page of its own, the other frames are free;
\* "tails":  a compound page as large as the pmd, mapped page by page;
\* "leaf":   the same page, mapped by one huge leaf.
Init ==
    \E layout \in Layouts :
        LET compound == layout \in {"tails", "leaf"} IN
        /\ head = [f \in Frames |-> IF compound /\ f \in Vpns THEN 0 ELSE f]
        /\ free = [f \in Frames |-> f \notin Vpns]
        /\ cnt  = [f \in Frames |->
                    CASE f \notin Vpns      -> 0
                      [] layout = "order0"  -> 1
                      [] f # 0              -> 0
                      [] layout = "tails"   -> HugeSize
                      [] OTHER              -> 1]
        /\ pmd = IF layout = "leaf" THEN LeafEntry(0) ELSE TableEntry
        /\ pte = [v \in Vpns |-> IF layout = "leaf" THEN NoEntry ELSE PageEntry(v)]
        /\ ptl = NoThread
        /\ pc  = [t \in Threads |-> "idle"]
        /\ loc = [t \in Threads |-> NoLoc]
        /\ pins = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ gets = [t \in Threads |-> [f \in Frames |-> 0]]
        /\ debt = [t \in Threads |-> 0]
        /\ mapped = [t \in Threads |-> FALSE]
        /\ doomed = [t \in Threads |-> FALSE]

-----------------------------------------------------------------------------
(* The fast walker *)

\* READ_ONCE of the pmd.  A writable leaf is grabbed as a whole; none, and a
\* write-protected leaf, are left to the slow path.
FastReadPmd(t, k, v, n) ==
    LET l == [NoLoc EXCEPT !.k = k, !.v = v, !.n = n] IN
    /\ pc[t] = "idle"
    /\ MayCall(t, k)
    /\ v + n <= HugeSize
    /\ CASE pmd.k = "table"           -> Goto(t, "FastReadPte") /\ Learn(t, l)
         [] pmd.k = "leaf" /\ pmd.w   -> /\ Goto(t, "FastReadHead")
                                         /\ Learn(t, [l EXCEPT !.e = pmd, !.p = PageAt(pmd, v)])
         [] OTHER                     -> Goto(t, "SlowFollow") /\ Learn(t, l)
    /\ UNCHANGED <<memory, ledger, ghosts>>

\* The fast path ends here; what it has recorded stays.
Stop(t, step) ==
    /\ Goto(t, step)
    /\ Learn(t, Forget(loc[t]))
    /\ mapped' = [mapped EXCEPT ![t] = FALSE]
    /\ doomed' = [doomed EXCEPT ![t] = FALSE]

\* READ_ONCE of the pte.
FastReadPte(t) ==
    LET e == pte[Vpn(t)] IN
    /\ pc[t] = "FastReadPte"
    /\ IF IsPage(e) /\ e.w
       THEN /\ Goto(t, "FastReadHead")
            /\ Learn(t, [loc[t] EXCEPT !.e = e, !.p = PageAt(e, Vpn(t))])
            /\ UNCHANGED <<mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<memory, ledger, debt>>

\* compound_head() without a reference: the answer may be stale at once.
FastReadHead(t) ==
    /\ pc[t] = "FastReadHead"
    /\ Goto(t, Then("FastReadHead"))
    /\ Learn(t, [loc[t] EXCEPT !.h = head[loc[t].p]])
    /\ UNCHANGED <<memory, ledger, ghosts>>

\* The limit check: a load, and nothing that keeps it true.
FastReadCount(t) ==
    /\ pc[t] = "FastReadCount"
    /\ IF WithinLimit(cnt[loc[t].h])
       THEN Goto(t, Then("FastReadCount")) /\ UNCHANGED <<loc, mapped, doomed>>
       ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<memory, ledger, debt>>

\* The grab: unless zero, in one read-modify-write, fully ordered.
FastGrab(t) ==
    LET h == loc[t].h
        a == GrabAmount(loc[t].k, Refs(t))
    IN  /\ pc[t] = "FastGrab"
        /\ IF Grabbable(cnt[h])
           THEN /\ cnt'    = [cnt EXCEPT ![h] = Plus(@, a)]
                /\ debt'   = [debt EXCEPT ![t] = @ + a]
                /\ mapped' = [mapped EXCEPT ![t] = EntryAt(Vpn(t)) = loc[t].e]
                /\ Goto(t, Then("FastGrab"))
                /\ UNCHANGED <<loc, doomed>>
           ELSE Stop(t, "SlowFollow") /\ UNCHANGED <<cnt, debt>>
        /\ UNCHANGED <<head, free, pmd, pte, ptl, ledger>>

\* The page may have changed hands between FastReadHead and FastGrab; the head
\* that was grabbed cannot any more.
FastHeadRecheck(t) ==
    /\ pc[t] = "FastHeadRecheck"
    /\ Goto(t, IF HeadUnchanged(t) THEN Then("FastHeadRecheck") ELSE "FastUndo")
    /\ UNCHANGED <<memory, loc, ledger, ghosts>>

\* The entry may have changed between FastReadPte and FastGrab.  By value: an
\* entry that went and came back is as good as one that stayed.
FastRecheck(t) ==
    /\ pc[t] = "FastRecheck"
    /\ IF EntryUnchanged(t)
       THEN /\ Goto(t, Then("FastRecheck"))
            /\ mapped' = [mapped EXCEPT ![t] = @ \/ EntryAt(Vpn(t)) = loc[t].e]
            /\ UNCHANGED <<loc, doomed>>
       ELSE IF GrabbedBy("FastRecheck")
            THEN Goto(t, "FastUndo") /\ UNCHANGED <<loc, mapped, doomed>>
            ELSE Stop(t, "SlowFollow")
    /\ UNCHANGED <<memory, ledger, debt>>

\* Exactly the inverse of the grab; the page may have been left to us alone.
FastUndo(t) ==
    LET h == UndoHead(t)
        a == UndoAmount(loc[t].k, Refs(t))
        c == Plus(cnt[h], -a)
    IN  /\ pc[t] = "FastUndo"
        /\ cnt'  = [cnt EXCEPT ![h] = c]
        /\ debt' = [debt EXCEPT ![t] = @ - a]
        /\ IF UndoFrees(c)
           THEN /\ Goto(t, "RelFree")
                /\ Learn(t, [Forget(loc[t]) EXCEPT !.h = h])
                /\ mapped' = [mapped EXCEPT ![t] = FALSE]
                /\ doomed' = [doomed EXCEPT ![t] = FALSE]
           ELSE Stop(t, "SlowFollow")
        /\ UNCHANGED <<head, free, pmd, pte, ptl, ledger>>

\* The call returns: the caller is handed the pages, and owes their release.
Return(t, pages) ==
    LET handed == [f \in Frames |-> Cardinality({i \in DOMAIN pages : pages[i] = f})] IN
    /\ Goto(t, "idle")
    /\ Learn(t, NoLoc)
    /\ IF loc[t].k = "PIN"
       THEN /\ pins' = [pins EXCEPT ![t] = [f \in Frames |-> @[f] + handed[f]]]
            /\ UNCHANGED gets
       ELSE /\ gets' = [gets EXCEPT ![t] = [f \in Frames |-> @[f] + handed[f]]]
            /\ UNCHANGED pins
    /\ debt'   = [debt EXCEPT ![t] = 0]

\* pages[nr] := page, for each page the grab covers.
FastRecord(t) ==
    LET pages == loc[t].pages \o [j \in 1..Refs(t) |-> loc[t].p + j - 1]
        i     == loc[t].i + Refs(t)
    IN  /\ pc[t] = "FastRecord"
        /\ IF i = loc[t].n
           THEN Return(t, pages)
           ELSE /\ Goto(t, "FastReadPte")
                /\ Learn(t, [Forget(loc[t]) EXCEPT !.i = i, !.pages = pages])
                /\ UNCHANGED <<ledger, debt>>
        /\ mapped' = [mapped EXCEPT ![t] = FALSE]
        /\ doomed' = [doomed EXCEPT ![t] = FALSE]
        /\ UNCHANGED memory

-----------------------------------------------------------------------------
(* The slow path, for what the fast path left *)

\* The walker carries this value of the entry that maps v; a leaf maps every vpn.
Carries(u, v, e) == loc[u].e = e /\ (e.k = "leaf" \/ Vpn(u) = v)

\* The entry has this value again: a walker that carries it need not fail.
Restored(v, e) == doomed' = [u \in Threads |-> doomed[u] /\ ~Carries(u, v, e)]

\* One page under the PTL: fault (a write-protected entry becomes writable),
\* check, grab.  No entry, or a count beyond the limit: the call ends short.
SlowFollow(t) ==
    LET v == Vpn(t)
        e == [EntryAt(v) EXCEPT !.w = TRUE]
        f == PageAt(e, v)
        h == head[f]
        pages == Append(loc[t].pages, f)
    IN  /\ pc[t] = "SlowFollow"
        /\ ptl = NoThread
        /\ IF ~IsPage(e)
           THEN Return(t, loc[t].pages) /\ UNCHANGED <<cnt, pmd, pte, doomed>>
           ELSE /\ SetEntry(v, e)
                /\ Restored(v, e)
                /\ IF WithinLimitSlow(cnt[h])
                   THEN /\ cnt' = [cnt EXCEPT ![h] = Plus(@, Weight(loc[t].k, 1))]
                        /\ IF loc[t].i + 1 = loc[t].n
                           THEN Return(t, pages)
                           ELSE /\ Learn(t, [loc[t] EXCEPT !.i = @ + 1, !.pages = pages])
                                /\ debt' = [debt EXCEPT ![t] = @ + Weight(loc[t].k, 1)]
                                /\ UNCHANGED <<pc, ledger>>
                   ELSE Return(t, loc[t].pages) /\ UNCHANGED cnt
        /\ UNCHANGED <<head, free, ptl, mapped>>

-----------------------------------------------------------------------------
(* Release *)

Held(t, k, f) == IF k = "PIN" THEN pins[t][f] ELSE gets[t][f]

\* put_page or unpin_user_page: find the head; a reference keeps it in place.
RelReadHead(t, k, f) ==
    /\ pc[t] = "idle"
    /\ Held(t, k, f) > 0
    /\ Goto(t, "RelSub")
    /\ Learn(t, [NoLoc EXCEPT !.k = IF k = "PIN" THEN "UNPIN" ELSE "PUT",
                              !.p = f, !.h = head[f]])
    /\ UNCHANGED <<memory, ledger, ghosts>>

\* Whoever subtracts to zero frees; everybody else is done.
AfterSub(t, c, h) ==
    IF c = 0
    THEN Goto(t, "RelFree") /\ Learn(t, [NoLoc EXCEPT !.k = loc[t].k, !.h = h])
    ELSE Goto(t, "idle") /\ Learn(t, NoLoc)

\* The subtraction and its test for zero are one read-modify-write.
RelSub(t) ==
    LET k == IF loc[t].k = "UNPIN" THEN "PIN" ELSE "GET"
        h == loc[t].h
        c == Plus(cnt[h], -Weight(k, 1))
    IN  /\ pc[t] = "RelSub"
        /\ cnt' = [cnt EXCEPT ![h] = c]
        /\ IF k = "PIN"
           THEN pins' = [pins EXCEPT ![t][loc[t].p] = @ - 1] /\ UNCHANGED gets
           ELSE gets' = [gets EXCEPT ![t][loc[t].p] = @ - 1] /\ UNCHANGED pins
        /\ AfterSub(t, c, h)
        /\ UNCHANGED <<head, free, pmd, pte, ptl, ghosts>>

\* Under the zone lock: the page, with its tails, goes back to the allocator.
RelFree(t) ==
    LET h    == loc[t].h
        gone == {f \in Frames : head[f] = h}
    IN  /\ pc[t] = "RelFree"
        /\ free' = [f \in Frames |-> free[f] \/ f \in gone]
        /\ head' = [f \in Frames |-> IF f \in gone THEN f ELSE head[f]]
        /\ IF Walking(t)
           THEN Goto(t, "SlowFollow") /\ Learn(t, Forget(loc[t]))
           ELSE Goto(t, "idle") /\ Learn(t, NoLoc)
        /\ UNCHANGED <<cnt, pmd, pte, ptl, ledger, ghosts>>

-----------------------------------------------------------------------------
(* The checker: clear, flush, set, and only then ask.  The PTL is held all  *)
(* the way, and with it the mapping's reference.                            *)

\* xchg of the entry.  Nothing to clean: the call is over.
WbMkcleanClear(t, v) ==
    LET e == EntryAt(v) IN
    /\ pc[t] = "idle"
    /\ MayCall(t, "CLEAN")
    /\ ptl = NoThread
    /\ IF IsPage(e) /\ e.w
       THEN /\ SetEntry(v, NoEntry)
            /\ ptl' = t
            /\ Goto(t, "WbMkcleanFlush")
            /\ Learn(t, [NoLoc EXCEPT !.k = "CLEAN", !.v = v, !.e = e])
       ELSE UNCHANGED <<pmd, pte, ptl, pc, loc>>
    /\ UNCHANGED <<cnt, head, free, ledger, ghosts>>

\* No CPU has the old entry in its TLB from here on; a full barrier.
WbMkcleanFlush(t) ==
    /\ pc[t] = "WbMkcleanFlush"
    /\ Goto(t, "WbMkcleanSet")
    /\ UNCHANGED <<memory, loc, ledger, ghosts>>

\* The entry comes back, clean and write-protected.
WbMkcleanSet(t) ==
    /\ pc[t] = "WbMkcleanSet"
    /\ SetEntry(loc[t].v, [loc[t].e EXCEPT !.w = FALSE])
    /\ Goto(t, "WbPinTest")
    /\ UNCHANGED <<cnt, head, free, ptl, loc, ledger, ghosts>>

\* a: the answer of page_dma_pinned().  If it is no, every walker that still
\* carries the entry as it was must fail.
WbPinTest(t, a) ==
    /\ pc[t] = "WbPinTest"
    /\ a = Pinned(cnt[head[PageAt(loc[t].e, loc[t].v)]])
    /\ doomed' = [u \in Threads |->
                    doomed[u] \/ (/\ ~a
                                  /\ loc[u].k = "PIN"
                                  /\ Carries(u, loc[t].v, loc[t].e))]
    /\ ptl' = NoThread
    /\ Goto(t, "idle")
    /\ Learn(t, NoLoc)
    /\ UNCHANGED <<cnt, head, free, pmd, pte, ledger, debt, mapped>>

-----------------------------------------------------------------------------
(* Unmap, and reuse of the frame by somebody else *)

\* xchg of the entry under the PTL.  Nothing there: the call is over.
ZapClear(t, v) ==
    LET e == EntryAt(v) IN
    /\ pc[t] = "idle"
    /\ MayCall(t, "ZAP")
    /\ ptl = NoThread
    /\ IF IsPage(e)
       THEN /\ SetEntry(v, NoEntry)
            /\ ptl' = t
            /\ Goto(t, "ZapFlush")
            /\ Learn(t, [NoLoc EXCEPT !.k = "ZAP", !.v = v, !.e = e])
       ELSE UNCHANGED <<pmd, pte, ptl, pc, loc>>
    /\ UNCHANGED <<cnt, head, free, ledger, ghosts>>

\* Flush, then drop the PTL.  The mapping's reference is ours to drop.
ZapFlush(t) ==
    /\ pc[t] = "ZapFlush"
    /\ ptl' = NoThread
    /\ Goto(t, "ZapPut")
    /\ Learn(t, [NoLoc EXCEPT !.k = "ZAP", !.h = head[loc[t].e.p]])
    /\ UNCHANGED <<cnt, head, free, pmd, pte, ledger, ghosts>>

ZapPut(t) ==
    LET h == loc[t].h
        c == Plus(cnt[h], -1)
    IN  /\ pc[t] = "ZapPut"
        /\ cnt' = [cnt EXCEPT ![h] = c]
        /\ AfterSub(t, c, h)
        /\ UNCHANGED <<head, free, pmd, pte, ptl, ledger, ghosts>>

\* A fault: a fresh page, ready before the entry points to it.
FltInstall(t, v, f) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "MAP")
    /\ ptl = NoThread
    /\ IF free[f] /\ EntryAt(v) = NoEntry
       THEN /\ free' = [free EXCEPT ![f] = FALSE]
            /\ cnt'  = [cnt EXCEPT ![f] = 1]
            /\ pmd'  = TableEntry
            /\ pte'  = [pte EXCEPT ![v] = PageEntry(f)]
            /\ Restored(v, PageEntry(f))
       ELSE UNCHANGED <<free, cnt, pmd, pte, doomed>>
    /\ UNCHANGED <<head, ptl, pc, loc, ledger, debt, mapped>>

\* Somebody else gets the frame, and holds it by a plain reference.
AllocPage(t, f) ==
    /\ pc[t] = "idle"
    /\ MayCall(t, "REUSE")
    /\ IF free[f]
       THEN /\ free' = [free EXCEPT ![f] = FALSE]
            /\ cnt'  = [cnt EXCEPT ![f] = 1]
            /\ gets' = [gets EXCEPT ![t][f] = @ + 1]
       ELSE UNCHANGED <<free, cnt, gets>>
    /\ UNCHANGED <<head, pmd, pte, ptl, pc, loc, pins, ghosts>>

-----------------------------------------------------------------------------
Walk(t) ==
    \/ FastReadPte(t) \/ FastReadHead(t) \/ FastReadCount(t) \/ FastGrab(t)
    \/ FastHeadRecheck(t) \/ FastRecheck(t) \/ FastUndo(t) \/ FastRecord(t)

Remove(t) ==
    \/ WbMkcleanFlush(t) \/ WbMkcleanSet(t) \/ \E a \in BOOLEAN : WbPinTest(t, a)
    \/ ZapFlush(t) \/ ZapPut(t)

Release(t) == RelSub(t) \/ RelFree(t)

Next ==
    \E t \in Threads :
        \/ \E k \in Kinds, v \in Vpns, n \in 1..HugeSize : FastReadPmd(t, k, v, n)
        \/ Walk(t)
        \/ SlowFollow(t)
        \/ \E k \in Kinds, f \in Frames : RelReadHead(t, k, f)
        \/ Release(t)
        \/ \E v \in Vpns : WbMkcleanClear(t, v) \/ ZapClear(t, v)
        \/ Remove(t)
        \/ \E v \in Vpns, f \in Frames : FltInstall(t, v, f)
        \/ \E f \in Frames : AllocPage(t, f)

Spec == Init /\ [][Next]_vars

\* Calls that have begun go on.  The slow path waits for a lock that others may
\* take again and again, so it needs the stronger promise.
FairSpec == Spec /\ \A t \in Threads : /\ WF_vars(Walk(t) \/ Release(t) \/ Remove(t))
                                       /\ SF_vars(SlowFollow(t))

-----------------------------------------------------------------------------
(* What must hold *)

\* References of page-table entries: those that map now, and those of entries
\* that a remover has cleared and not yet put, or means to bring back.
MapRefs(h) ==
      Cardinality({v \in Vpns : IsPage(pte[v]) /\ head[pte[v].p] = h})
    + (IF IsPage(pmd) /\ head[pmd.p] = h THEN 1 ELSE 0)
    + Cardinality({t \in Threads :
            \/ pc[t] = "ZapPut" /\ loc[t].h = h
            \/ pc[t] \in {"ZapFlush", "WbMkcleanFlush", "WbMkcleanSet"} /\ head[loc[t].e.p] = h})

\* Recorded pages count with the ledger: the walker can only return them.
Recorded(t, k, f) ==
    IF loc[t].k = k THEN Cardinality({i \in DOMAIN loc[t].pages : loc[t].pages[i] = f}) ELSE 0
PinsOf(t, f) == pins[t][f] + Recorded(t, "PIN", f)
GetsOf(t, f) == gets[t][f] + Recorded(t, "GET", f)

OnHead(Of(_, _), t, h) ==
    Sum([f \in Frames |-> IF head[f] = h THEN Of(t, f) ELSE 0], Frames)

\* Steps at which the walker has a reference it has not recorded.
Grabbed(t) == \/ pc[t] = "FastUndo"
              \/ pc[t] \in {Order[i] : i \in DOMAIN Order} /\ GrabbedBy(pc[t])

InFlight(t, k, h) == IF Grabbed(t) /\ loc[t].h = h /\ loc[t].k = k THEN Refs(t) ELSE 0

\* Every count is the sum of what is held on it, speculative holders included.
RefcountConservation ==
    \A h \in Frames :
        cnt[h] = Plus(Biased(Sum([t \in Threads |-> OnHead(PinsOf, t, h)
                                                    + InFlight(t, "PIN", h)], Threads)),
                      Sum([t \in Threads |-> OnHead(GetsOf, t, h)
                                             + InFlight(t, "GET", h)], Threads)
                      + MapRefs(h))

\* The promise, as a state: a page of which somebody has a pin is seen as pinned.
NoFalseNegative ==
    \A t \in Threads, f \in Frames : PinsOf(t, f) > 0 => Pinned(cnt[head[f]])

\* The promise, as the checker needs it: clear; barrier; "not pinned"; then no
\* walker that had read the old entry succeeds.
NoFalseNegativeChecked == \A t \in Threads : doomed[t] => pc[t] # "FastRecord"

\* A page handed out was mapped where the caller asked while it was held.
UseAfterFree ==
    \A t \in Threads : pc[t] = "FastRecord" => mapped[t] /\ ~free[loc[t].h] /\ ~free[loc[t].p]

\* A free page has no reference and no mapping, and is not about to be freed.
NoFreeWhileHeld ==
    \A f \in Frames : free[f] =>
        /\ cnt[f] = 0
        /\ MapRefs(f) = 0
        /\ \A t \in Threads : /\ PinsOf(t, f) = 0 /\ GetsOf(t, f) = 0
                              /\ pc[t] = "RelFree" => loc[t].h # f

\* A page of count zero is free, or somebody is about to free it: no leak.
NoLeak ==
    \A f \in Frames :
        cnt[f] = 0 /\ head[f] = f /\ ~free[f] => \E t \in Threads : pc[t] = "RelFree" /\ loc[t].h = f

\* Outside a grab, a call has added exactly what it will hand out.
UndoExact ==
    \A t \in Threads :
        Walking(t) /\ pc[t] \in {"FastReadPte", "SlowFollow", "RelFree"}
            => debt[t] = Weight(loc[t].k, Len(loc[t].pages))

\* What is recorded is a prefix of what was asked: no entry is passed over.
PrefixResult ==
    \A t \in Threads :
        Walking(t) => /\ Len(loc[t].pages) = loc[t].i
                      /\ loc[t].i <= loc[t].n
                      /\ pc[t] = "FastRecord" => loc[t].p = PageAt(loc[t].e, Vpn(t))

\* The unsigned word never wraps, and here it never comes near.
NoOverflow == \A f \in Frames : WithinLimit(cnt[f])

\* Calls return.
CallsReturn == \A t \in Threads : pc[t] # "idle" ~> pc[t] = "idle"

-----------------------------------------------------------------------------
(* The ladder: what PinCount sees of this state.  A tail owns no count.     *)

PC == INSTANCE PinCount WITH
    Pages    <- Frames,
    Sizes    <- 1..HugeSize,
    InitMaps <- 0..HugeSize,
    free <- [f \in Frames |-> free[f] \/ head[f] # f],
    maps <- [f \in Frames |-> MapRefs(f)],
    pc   <- [t \in Threads |-> CASE pc[t] = "FastGrab"  -> "FastGrab"
                                 [] pc[t] = "RelFree"   -> "RelFree"
                                 [] Grabbed(t)          -> "FastRecord"
                                 [] OTHER               -> "idle"],
    loc  <- [t \in Threads |->
                CASE pc[t] = "FastGrab" \/ Grabbed(t) ->
                        [p |-> loc[t].h, k |-> loc[t].k, n |-> Refs(t)]
                  [] pc[t] = "RelFree" -> [p |-> loc[t].h, k |-> "GET", n |-> 0]
                  [] OTHER             -> [p |-> NoFrame,  k |-> "GET", n |-> 0]],
    pins <- [t \in Threads |-> [h \in Frames |-> OnHead(PinsOf, t, h)]],
    gets <- [t \in Threads |-> [h \in Frames |-> OnHead(GetsOf, t, h)]]

PinCountSpec == PC!Spec

\* PinCount's promise has a condition, and TLC does not check it in an instance.
ASSUME LadderSlackSuffices == PC!SlackSuffices

THEOREM Spec => PinCountSpec

-----------------------------------------------------------------------------
(* Witnesses: what must be reachable for the invariants to say anything.    *)

SomebodyPinned   == \E t \in Threads, f \in Frames : PinsOf(t, f) > 0
SomebodyDoomed   == \E t \in Threads : doomed[t]
SomebodyRecords  == \E t \in Threads : pc[t] = "FastRecord"
SomethingFree    == \E f \in Frames : free[f]
SomethingZero    == \E f \in Frames : cnt[f] = 0 /\ head[f] = f /\ ~free[f]
SomebodyUndone   == \E t \in Threads : Walking(t) /\ pc[t] = "RelFree"
SomebodyHalfway  == \E t \in Threads : Walking(t) /\ Len(loc[t].pages) > 0
SomebodyStopped  == \E t \in Threads : Walking(t) /\ pc[t] = "SlowFollow"

(* Reachability questions, asked by being violated.                         *)

\* The checker says "pinned" only of a page that somebody was handed a pin of.
NeverFalsePositive ==
    \A t \in Threads :
        pc[t] = "WbPinTest" =>
            LET h == head[PageAt(loc[t].e, loc[t].v)]
            IN  Pinned(cnt[h]) => \E u \in Threads : OnHead(PinsOf, u, h) > 0

\* An entry that had changed when the walker grabbed is not back at the re-check.
NeverBackAgain ==
    \A t \in Threads : pc[t] = "FastRecheck" /\ EntryUnchanged(t) => mapped[t]

\* Of a head that changed, the entry always tells as well.
NeverHeadAlone ==
    \A t \in Threads : pc[t] = "FastHeadRecheck" /\ EntryUnchanged(t) => HeadUnchanged(t)

\* The undo of a grab never has to free the page.
NeverUndoFrees == ~SomebodyUndone

\* The slow path never finds an entry that it has to make writable.
NeverUpgraded ==
    \A t \in Threads :
        pc[t] = "SlowFollow" /\ ptl = NoThread => LET e == EntryAt(Vpn(t)) IN IsPage(e) => e.w
=============================================================================
