/** Agencies, their agreements, and what a caller from one of them sees. */
@NullMarked
package io.qipan.ecology.agency;

import org.jspecify.annotations.NullMarked;
