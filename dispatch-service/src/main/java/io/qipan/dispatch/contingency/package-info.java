/** Contingency plans (预案): what is done when something grave happens, carried out, drilled and reviewed. */
@NullMarked
package io.qipan.dispatch.contingency;

import org.jspecify.annotations.NullMarked;
