/** Asking callers afterwards, by message or by a person, until each has answered or its time is over. */
@NullMarked
package io.qipan.dispatch.followup;

import org.jspecify.annotations.NullMarked;
