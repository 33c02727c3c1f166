/** The rules of a complaint. Pure. */
@NullMarked
package io.qipan.dispatch.complaint.model;

import org.jspecify.annotations.NullMarked;
