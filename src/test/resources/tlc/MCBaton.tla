------------------------------ MODULE MCBaton ------------------------------
EXTENDS Baton
Abstract == INSTANCE Turns
Refines == Abstract!Spec
RefinesLosing == Abstract!LoseSpec
BadTake(p) == holder' = p /\ UNCHANGED <<count, log>>
============================================================================
