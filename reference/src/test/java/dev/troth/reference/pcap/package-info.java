/** Captures read back by another, smaller reader than the tools in use. */
@NullMarked
package dev.troth.reference.pcap;

import org.jspecify.annotations.NullMarked;
