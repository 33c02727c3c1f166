/** Tests of the ground that rules are spread over. */
@NullMarked
package io.qipan.bench.rules;

import org.jspecify.annotations.NullMarked;
