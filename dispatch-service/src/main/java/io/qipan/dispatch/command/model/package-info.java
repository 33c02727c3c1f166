/** The rules of command orders and of what each recipient owes, pure. */
@NullMarked
package io.qipan.dispatch.command.model;

import org.jspecify.annotations.NullMarked;
