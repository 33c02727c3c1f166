/** What a clue is, where it may stand and what may be done with it. */
@NullMarked
package io.qipan.ecology.clue.model;

import org.jspecify.annotations.NullMarked;
