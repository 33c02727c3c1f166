/** Tests of the testkit itself. */
@NullMarked
package io.qipan.testkit;

import org.jspecify.annotations.NullMarked;
