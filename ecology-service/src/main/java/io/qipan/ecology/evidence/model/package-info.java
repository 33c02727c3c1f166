/** Evidence and the chain of its custody. Pure. */
@NullMarked
package io.qipan.ecology.evidence.model;

import org.jspecify.annotations.NullMarked;
