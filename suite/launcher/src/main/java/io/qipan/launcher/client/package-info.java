/** A careful client of the services: reads why it was refused, repeats what may be repeated, and names its requests. */
@NullMarked
package io.qipan.launcher.client;

import org.jspecify.annotations.NullMarked;
