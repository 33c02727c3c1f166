/** Acts that are judged by many rules, beside an echo of the same size. */
@NullMarked
package io.qipan.bench.rules;

import org.jspecify.annotations.NullMarked;
