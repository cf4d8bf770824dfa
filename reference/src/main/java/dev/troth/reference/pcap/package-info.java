/**
 * What was sent over the virtual network, as a capture file that other people's programs can dissect.
 *
 * <p>The same packets give the same octets: nothing here knows the time, the machine or the program's version unless it
 * is told.
 */
@NullMarked
package dev.troth.reference.pcap;

import org.jspecify.annotations.NullMarked;
