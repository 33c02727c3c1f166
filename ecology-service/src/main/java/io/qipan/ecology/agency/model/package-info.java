/** What agencies, their competence and their agreements are. Pure. */
@NullMarked
package io.qipan.ecology.agency.model;

import org.jspecify.annotations.NullMarked;
