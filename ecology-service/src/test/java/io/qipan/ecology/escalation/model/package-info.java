@NullMarked
package io.qipan.ecology.escalation.model;

import org.jspecify.annotations.NullMarked;
