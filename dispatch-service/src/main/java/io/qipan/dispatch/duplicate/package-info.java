/** One incident, many callers: what may be the same is suggested with reasons, merged by a person, and taken apart again. */
@NullMarked
package io.qipan.dispatch.duplicate;

import org.jspecify.annotations.NullMarked;
