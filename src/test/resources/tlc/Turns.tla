------------------------------- MODULE Turns -------------------------------
(* Abstracts Baton to its holder.                                            *)
CONSTANTS Procs, None
VARIABLE holder
Init == holder = None
Take == holder = None /\ \E p \in Procs : holder' = p
Release == holder # None /\ holder' = None
Next == Take \/ Release
Spec == Init /\ [][Next]_holder
LoseSpec == Init /\ [][Take]_holder
============================================================================
