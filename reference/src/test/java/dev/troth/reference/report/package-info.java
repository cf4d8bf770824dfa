/** What reports say of verdicts. */
@NullMarked
package dev.troth.reference.report;

import org.jspecify.annotations.NullMarked;
