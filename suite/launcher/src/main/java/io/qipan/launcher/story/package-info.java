/** The story of an incident, as text. */
@NullMarked
package io.qipan.launcher.story;

import org.jspecify.annotations.NullMarked;
