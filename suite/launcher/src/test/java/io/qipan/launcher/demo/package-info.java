/** Tests of the demo. */
@NullMarked
package io.qipan.launcher.demo;

import org.jspecify.annotations.NullMarked;
