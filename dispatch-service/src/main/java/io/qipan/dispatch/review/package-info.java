/**
 * Work is not quietly closed: what lowers or dismisses an incident at risk is proposed by one person and confirmed by
 * another, and of all endings some are drawn by lot and looked at again.
 */
@NullMarked
package io.qipan.dispatch.review;

import org.jspecify.annotations.NullMarked;
