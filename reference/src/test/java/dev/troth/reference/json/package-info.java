/** The text of a document, written out by hand from RFC 8259. */
@NullMarked
package dev.troth.reference.json;

import org.jspecify.annotations.NullMarked;
