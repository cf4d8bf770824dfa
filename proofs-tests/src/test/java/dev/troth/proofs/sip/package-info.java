/** Session set-up before a judge that no one here wrote: the reference implementation of JAIN SIP. */
@NullMarked
package dev.troth.proofs.sip;

import org.jspecify.annotations.NullMarked;
