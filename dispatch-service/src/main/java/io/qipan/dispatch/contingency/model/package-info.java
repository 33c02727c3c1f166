/** The rules of contingency plans, their activations and tasks. Pure. */
@NullMarked
package io.qipan.dispatch.contingency.model;

import org.jspecify.annotations.NullMarked;
