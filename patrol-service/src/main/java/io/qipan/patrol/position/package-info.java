/** Where units were, kept as reported. */
@NullMarked
package io.qipan.patrol.position;

import org.jspecify.annotations.NullMarked;
