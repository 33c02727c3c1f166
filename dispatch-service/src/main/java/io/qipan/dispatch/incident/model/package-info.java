/** The rules of an incident. Pure. */
@NullMarked
package io.qipan.dispatch.incident.model;

import org.jspecify.annotations.NullMarked;
