@NullMarked
package io.qipan.ecology.escalation;

import org.jspecify.annotations.NullMarked;
