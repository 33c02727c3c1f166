/** One transaction per request: rows, request key, journal and deadlines together, or not at all. */
@NullMarked
package io.qipan.runtime.work;

import org.jspecify.annotations.NullMarked;
