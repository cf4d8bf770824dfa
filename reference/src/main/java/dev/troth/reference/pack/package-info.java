/** A run as one page for a browser. */
@org.jspecify.annotations.NullMarked
package dev.troth.reference.pack;
