/**
 * The kernel code on real threads under jcstress: {@link org.pinproof.stress.StressMain} runs the sound suite, which must show
 * nothing forbidden, and the broken samples, each of which must.
 */
package org.pinproof.stress;
