/** What a position is, and which fixes can be believed. */
@NullMarked
package io.qipan.patrol.position.model;

import org.jspecify.annotations.NullMarked;
