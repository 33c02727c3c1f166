/** Evidence of cases: files by their content hash in a store beside the database, and the chain of their custody. */
@NullMarked
package io.qipan.ecology.evidence;

import org.jspecify.annotations.NullMarked;
