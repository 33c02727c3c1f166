/** What needs doing: opened, worked, ended with a reason. */
@NullMarked
package io.qipan.dispatch.incident;

import org.jspecify.annotations.NullMarked;
