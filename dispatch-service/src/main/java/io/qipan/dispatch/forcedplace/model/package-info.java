/** The rules of a forced place. Pure. */
@NullMarked
package io.qipan.dispatch.forcedplace.model;

import org.jspecify.annotations.NullMarked;
