---------------------------- MODULE TraceGupFast ----------------------------
(***************************************************************************)
(* The usual way to hold a trace against a specification: a specification  *)
(* of its own, whose only freedom is to follow the trace, run by TLC.  It  *)
(* is here to be measured against.  The trace is accepted if TrueToTheEnd  *)
(* is violated.                                                            *)
(***************************************************************************)
EXTENDS GupFast, TraceLog

VARIABLE line   \* events followed so far

Takes(e) ==
    CASE e.action = "FastReadPmd"     -> FastReadPmd(e.t, e.k, e.v, e.n)
      [] e.action = "FastReadPte"     -> FastReadPte(e.t)
      [] e.action = "FastReadHead"    -> FastReadHead(e.t)
      [] e.action = "FastReadCount"   -> FastReadCount(e.t)
      [] e.action = "FastGrab"        -> FastGrab(e.t)
      [] e.action = "FastHeadRecheck" -> FastHeadRecheck(e.t)
      [] e.action = "FastRecheck"     -> FastRecheck(e.t)
      [] e.action = "FastUndo"        -> FastUndo(e.t)
      [] e.action = "FastRecord"      -> FastRecord(e.t)
      [] e.action = "SlowFollow"      -> SlowFollow(e.t)
      [] e.action = "RelReadHead"     -> RelReadHead(e.t, e.k, e.f)
      [] e.action = "RelSub"          -> RelSub(e.t)
      [] e.action = "RelFree"         -> RelFree(e.t)
      [] e.action = "WbMkcleanClear"  -> WbMkcleanClear(e.t, e.v)
      [] e.action = "WbMkcleanFlush"  -> WbMkcleanFlush(e.t)
      [] e.action = "WbMkcleanSet"    -> WbMkcleanSet(e.t)
      [] e.action = "WbPinTest"       -> WbPinTest(e.t, e.a)
      [] e.action = "ZapClear"        -> ZapClear(e.t, e.v)
      [] e.action = "ZapFlush"        -> ZapFlush(e.t)
      [] e.action = "ZapPut"          -> ZapPut(e.t)
      [] e.action = "FltInstall"      -> FltInstall(e.t, e.v, e.f)
      [] e.action = "AllocPage"       -> AllocPage(e.t, e.f)

Shows(e) ==
    /\ cnt'  = e.cnt  /\ head' = e.head /\ free' = e.free
    /\ pmd'  = e.pmd  /\ pte'  = e.pte  /\ ptl'  = e.ptl
    /\ pc'   = e.pc   /\ loc'  = e.loc
    /\ pins' = e.pins /\ gets' = e.gets

TraceInit == Init /\ line = 0

Follow ==
    /\ line < TraceLength
    /\ LET e == TraceEvent(line + 1) IN Takes(e) /\ Shows(e)
    /\ line' = line + 1

TraceSpec == TraceInit /\ [][Follow]_<<vars, line>>

TrueToTheEnd == line # TraceLength
=============================================================================
