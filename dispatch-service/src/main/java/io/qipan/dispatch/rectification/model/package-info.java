/** The rules of a rectification, and how its effect is judged. Pure. */
@NullMarked
package io.qipan.dispatch.rectification.model;

import org.jspecify.annotations.NullMarked;
