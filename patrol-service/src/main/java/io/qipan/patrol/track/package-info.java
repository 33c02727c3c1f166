/** Where units went: what it amounts to, and as files. */
@NullMarked
package io.qipan.patrol.track;

import org.jspecify.annotations.NullMarked;
