/** It is out there: units, where they are, and what each is committed to. */
@NullMarked
package io.qipan.patrol;

import org.jspecify.annotations.NullMarked;
