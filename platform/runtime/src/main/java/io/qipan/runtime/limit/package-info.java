/** What one caller may take of a replica, so that there is always something left for the others. */
@NullMarked
package io.qipan.runtime.limit;

import org.jspecify.annotations.NullMarked;
