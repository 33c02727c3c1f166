/** Reports to the centre: taken, located, ended with an outcome. */
@NullMarked
package io.qipan.dispatch.call;

import org.jspecify.annotations.NullMarked;
