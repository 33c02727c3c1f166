/** What a position is. */
@NullMarked
package io.qipan.patrol.position.model;

import org.jspecify.annotations.NullMarked;
