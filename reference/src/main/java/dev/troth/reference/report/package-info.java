/** What a check found, for people and for other programs. */
@NullMarked
package dev.troth.reference.report;

import org.jspecify.annotations.NullMarked;
