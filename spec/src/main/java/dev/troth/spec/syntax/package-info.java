/** From characters to a syntax tree: lexer, parser and the tree they build. */
@NullMarked
package dev.troth.spec.syntax;

import org.jspecify.annotations.NullMarked;
