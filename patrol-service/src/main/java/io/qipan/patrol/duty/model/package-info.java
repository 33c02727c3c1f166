/** The rules of duty levels and their orders, pure. */
@NullMarked
package io.qipan.patrol.duty.model;

import org.jspecify.annotations.NullMarked;
