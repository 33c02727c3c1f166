/** What is done about a hotspot, and whether it helped. */
@NullMarked
package io.qipan.dispatch.rectification;

import org.jspecify.annotations.NullMarked;
