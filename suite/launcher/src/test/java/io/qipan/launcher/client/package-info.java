/** Tests of the careful client. */
@NullMarked
package io.qipan.launcher.client;

import org.jspecify.annotations.NullMarked;
