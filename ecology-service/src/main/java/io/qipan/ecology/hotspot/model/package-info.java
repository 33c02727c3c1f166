/** What a detection is, which belong together, and what they say together. */
@NullMarked
package io.qipan.ecology.hotspot.model;

import org.jspecify.annotations.NullMarked;
