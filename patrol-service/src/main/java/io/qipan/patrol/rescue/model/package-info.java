/** What a record of a rescue is and which are plausible, pure. */
@NullMarked
package io.qipan.patrol.rescue.model;

import org.jspecify.annotations.NullMarked;
