/** A feature that breaks rules, for the test of the rules. */
@NullMarked
package io.qipan.testkit.crooked.ring;

import org.jspecify.annotations.NullMarked;
