/** Does on the JVM what a native executable would do otherwise. */
@NullMarked
package io.qipan.testkit.crooked.started;

import org.jspecify.annotations.NullMarked;
