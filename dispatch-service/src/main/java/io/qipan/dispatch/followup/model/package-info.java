/** The rules of following up. Pure. */
@NullMarked
package io.qipan.dispatch.followup.model;

import org.jspecify.annotations.NullMarked;
