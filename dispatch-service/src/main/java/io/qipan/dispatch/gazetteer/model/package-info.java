/** Named places and how a name that was heard or typed wrongly is found among them. Pure. */
@NullMarked
package io.qipan.dispatch.gazetteer.model;

import org.jspecify.annotations.NullMarked;
