------------------------------ MODULE TraceLog ------------------------------
(* A recorded trace.  Both operators are given by tlc2.module.TraceLog, in   *)
(* Java; what stands here is never evaluated.                               *)
EXTENDS Integers

TraceLength   == CHOOSE n \in Nat : TRUE
TraceEvent(i) == CHOOSE e \in {} : TRUE
=============================================================================
