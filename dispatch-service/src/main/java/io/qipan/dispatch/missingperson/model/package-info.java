/** The rules of a search for a missing person. Pure. */
@NullMarked
package io.qipan.dispatch.missingperson.model;

import org.jspecify.annotations.NullMarked;
