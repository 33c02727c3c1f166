/** The visits that patrol-service's grid asks for and nobody made in time, as work of the queue here. */
@NullMarked
package io.qipan.dispatch.visit;

import org.jspecify.annotations.NullMarked;
