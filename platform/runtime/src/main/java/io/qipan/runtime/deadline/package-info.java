/** What must happen later, durably and once. */
@NullMarked
package io.qipan.runtime.deadline;

import org.jspecify.annotations.NullMarked;
