/** What has to be done each month, by whom and until when; what nobody ticks off in time goes up. */
@NullMarked
package io.qipan.ecology.checklist;

import org.jspecify.annotations.NullMarked;
