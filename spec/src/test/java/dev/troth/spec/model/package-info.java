/** What a specification means once it is read. */
@NullMarked
package dev.troth.spec.model;

import org.jspecify.annotations.NullMarked;
