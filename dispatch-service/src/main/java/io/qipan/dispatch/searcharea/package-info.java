/**
 * An incident without a place is an area of search: facts narrow it, units get the ground that holds the place with
 * 80 %, until a person has chosen a point.
 */
@NullMarked
package io.qipan.dispatch.searcharea;

import org.jspecify.annotations.NullMarked;
