/** The rules of shifts, pure. */
@NullMarked
package io.qipan.patrol.roster.model;

import org.jspecify.annotations.NullMarked;
