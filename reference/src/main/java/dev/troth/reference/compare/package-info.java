/** Key exchanges side by side: what they cost on one network, who learns the key, and what each end knows when. */
@NullMarked
package dev.troth.reference.compare;

import org.jspecify.annotations.NullMarked;
