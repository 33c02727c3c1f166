/** What patrol-service says of a place. */
@NullMarked
package io.qipan.dispatch.zone.model;

import org.jspecify.annotations.NullMarked;
