/**
 * JSON as this project writes it: the same document gives the same octets on every machine and in every locale.
 *
 * <p>Documents are only written here, never read.
 */
@NullMarked
package dev.troth.reference.json;

import org.jspecify.annotations.NullMarked;
