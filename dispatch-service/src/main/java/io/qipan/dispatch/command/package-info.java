/** One order to many, with an answer from each. */
@NullMarked
package io.qipan.dispatch.command;

import org.jspecify.annotations.NullMarked;
