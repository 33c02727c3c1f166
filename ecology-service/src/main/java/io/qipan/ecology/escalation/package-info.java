/** Overdue clocks that have gone up to procuratorate and supervisory organ, and what those see of cases. */
@NullMarked
package io.qipan.ecology.escalation;

import org.jspecify.annotations.NullMarked;
