/** How long an incident is shared. */
@NullMarked
package io.qipan.dispatch.sharing.model;

import org.jspecify.annotations.NullMarked;
