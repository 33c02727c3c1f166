/** What becomes of an overdue clock that has gone up. Pure. */
@NullMarked
package io.qipan.ecology.escalation.model;

import org.jspecify.annotations.NullMarked;
