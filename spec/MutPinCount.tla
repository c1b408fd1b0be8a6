---------------------------- MODULE MutPinCount -----------------------------
(***************************************************************************)
(* Wrong versions of single operators of PinCount.  A cfg puts one of them *)
(* in the place of the right one and names the property that must fail.    *)
(* Where no commit or patch is named, it is a class of mutations, and no   *)
(* kernel is known to have had it.                                         *)
(***************************************************************************)
EXTENDS MCPinCount

\* A01-signed-compare, for Pinned.  The December 2019 revision of the series
\* compared without a cast and was right only because the bias was an unsigned
\* literal; 3faa52c03f44 made the cast explicit.  In a language whose ints are
\* signed this is what one writes.
SignedPinned(x) == x >= BIAS

\* A02-doc-22-bits, for AdmissionBound.  The first version of pin_user_pages.rst
\* counted 32 - 10 bits, hence 16 pins of a 1 GB page; the sign bit is not ours.
WholeWordBound == BiasesInWord \div WholePage

\* The same, for WithinLimit: a kernel that admits what was documented.
DocumentedLimit(x) ==
    LET biases == IF x >= 0 THEN x \div BIAS ELSE BiasesInWord + x \div BIAS
    IN  biases <= BiasesInWord - WholePage

\* A03-one-bias-arithmetic, for GrabAmount.  Until v6 of the series a huge page was
\* charged one bias, however many pages the call covered.
OneBias(k, n) == IF k = "PIN" THEN BIAS ELSE n

\* A04-undo-unscaled-arithmetic, for UndoAmount.  Until v7 of the series the error path put
\* back n where n * BIAS had been added.
Unscaled(k, n) == n

\* A08-sub-without-test, for AfterSub.  A subtraction that does not test for
\* zero (mutation class): nobody frees.
SubtractOnly(t, p, result) ==
    /\ pc'  = [pc EXCEPT ![t] = "idle"]
    /\ loc' = [loc EXCEPT ![t] = NoLoc]

\* A13-cve-2019-11487-ref-wrap, for WithinLimit.  Before 8fde12ca79af and its neighbours
\* (CVE-2019-11487) nothing refused a count that had grown too large.
NoLimit(x) == TRUE

\* A14-limit-toctou-with-bias and A15-refs-times-bias-zero, for SlackSuffices: what
\* happens if one does without the assumption (hypotheses).
Waived == TRUE

\* A18-grab-from-zero-arithmetic, for Grabbable.  A grab that does not look for zero:
\* what KVM did to pages without a count of their own, until f8be156be163.
EvenFromZero(x) == TRUE

\* A17-speculative-vs-owned-get, for WithinLimit, with EvenFromZero for Grabbable.  The
\* owner's get looks for zero first and adds then, which is enough where the owner's
\* own reference keeps the count.  9857a17f206f took the one for the other, in the
\* harmless direction, until cd1adf1b63a1; this is the harmful one.
OwnedGetLimit(x) == x > 0

\* release-not-held, for Held.  A caller that lets go of what it does not hold
\* (mutation class).
Plenty(t, p, k) == WholePage
=============================================================================
