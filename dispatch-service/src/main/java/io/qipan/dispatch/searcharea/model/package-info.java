/** The rules of an area of search: facts, the probabilities that follow from them, and its states. Pure. */
@NullMarked
package io.qipan.dispatch.searcharea.model;

import org.jspecify.annotations.NullMarked;
