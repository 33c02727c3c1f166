/** Searching for missing people: circles that widen, sectors that are searched, notices that are withdrawn in the end. */
@NullMarked
package io.qipan.dispatch.missingperson;

import org.jspecify.annotations.NullMarked;
