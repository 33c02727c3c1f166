/** Hotspots and how sure they are. Pure; the statistics know nothing but numbers. */
@NullMarked
package io.qipan.dispatch.pattern.model;

import org.jspecify.annotations.NullMarked;
