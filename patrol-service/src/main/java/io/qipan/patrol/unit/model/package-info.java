/** The rules of units, pure. */
@NullMarked
package io.qipan.patrol.unit.model;

import org.jspecify.annotations.NullMarked;
