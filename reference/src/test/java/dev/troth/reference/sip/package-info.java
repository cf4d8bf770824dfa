/** Whole calls over a path, checked against the rules of RFC 3261, and parsers that no octets can hurt. */
@NullMarked
package dev.troth.reference.sip;

import org.jspecify.annotations.NullMarked;
