/** Records of what people did and saw outside: birds, disturbances, contact cards, publicity, measures. Plain CRUD, without a model. */
@NullMarked
package io.qipan.ecology.fieldwork;

import org.jspecify.annotations.NullMarked;
