/**
 * What a run emits, before judges that no one here wrote: Wireshark reads its captures, JAIN SIP its calls, GStreamer its
 * MIKEY messages, libsrtp its media with its keys. What they read must be what the transcript says was sent.
 */
@NullMarked
package dev.troth.proofs.interop;

import org.jspecify.annotations.NullMarked;
