/** Tests of the journal, the feed and the watch. */
@NullMarked
package io.qipan.runtime.journal;

import org.jspecify.annotations.NullMarked;
