/** What every measurement needs: two sides that take turns, rounds, a report. */
@NullMarked
package io.qipan.bench.harness;

import org.jspecify.annotations.NullMarked;
