/** Who answers for a place at a time, as chief and as police chief, and how often they have to go there. */
@NullMarked
package io.qipan.ecology.chief;

import org.jspecify.annotations.NullMarked;
