/** Named places of the city, revision by revision, and the candidates for what a caller says. */
@NullMarked
package io.qipan.dispatch.gazetteer;

import org.jspecify.annotations.NullMarked;
