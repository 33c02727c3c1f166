/** Clues: received with a receipt, triaged in time, sent on, and answered to whoever told them. */
@NullMarked
package io.qipan.ecology.clue;

import org.jspecify.annotations.NullMarked;
