/** A specification as a document: what it says, in sections, and writers for browsers, code hosts and Internet-Drafts. */
@NullMarked
package dev.troth.reference.document;

import org.jspecify.annotations.NullMarked;
