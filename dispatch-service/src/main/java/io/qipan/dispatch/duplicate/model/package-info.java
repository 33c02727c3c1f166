/** How alike two reports are, and how incidents belong together. Pure. */
@NullMarked
package io.qipan.dispatch.duplicate.model;

import org.jspecify.annotations.NullMarked;
