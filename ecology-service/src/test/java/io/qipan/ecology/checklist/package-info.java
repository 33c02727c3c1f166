@NullMarked
package io.qipan.ecology.checklist;

import org.jspecify.annotations.NullMarked;
