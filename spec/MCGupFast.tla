----------------------------- MODULE MCGupFast ------------------------------
EXTENDS GupFast
CONSTANTS Walkers, Removers, MaxHeld
MCMayCall(t, k) ==
    IF k \in Kinds
    THEN t \in Walkers /\ \A f \in Frames : pins[t][f] + gets[t][f] < MaxHeld
    ELSE t \in Removers /\ (k = "REUSE" => \A f \in Frames : gets[t][f] < MaxHeld)
=============================================================================
