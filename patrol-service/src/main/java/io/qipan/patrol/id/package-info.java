/** Ids of resources as they stand in names. */
@NullMarked
package io.qipan.patrol.id;

import org.jspecify.annotations.NullMarked;
