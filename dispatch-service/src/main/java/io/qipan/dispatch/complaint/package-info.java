/**
 * Complaints about how incidents were dealt with, examined by somebody else, until who complained knows the finding.
 */
@NullMarked
package io.qipan.dispatch.complaint;

import org.jspecify.annotations.NullMarked;
