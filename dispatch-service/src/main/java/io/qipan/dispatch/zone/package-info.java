/** In which zone of the patrol grid each incident is, for the figures. Patrol-service is asked behind the incident. */
@NullMarked
package io.qipan.dispatch.zone;

import org.jspecify.annotations.NullMarked;
