/** Names of what dispatch keeps. Pure. */
@NullMarked
package io.qipan.dispatch.id.model;

import org.jspecify.annotations.NullMarked;
