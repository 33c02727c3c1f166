/** What to send by plan, alarm level by alarm level. */
@NullMarked
package io.qipan.dispatch.response;

import org.jspecify.annotations.NullMarked;
