/** Nothing forgotten, and how fast it went. */
@NullMarked
package io.qipan.dispatch.oversight;

import org.jspecify.annotations.NullMarked;
